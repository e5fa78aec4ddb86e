"""What all tests share: golden files, and the program as a real process."""

import os
import subprocess
import sys
from codecs import BOM_UTF8
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# No test is timed: a slow machine must not fail a law.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

ROOT = Path(__file__).parents[1]

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="accept what is produced as the new golden files")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, bytes], None]:
    """Compare bytes with a golden file, or accept them with ``--accept``."""

    def compare(path: Path, got: bytes) -> None:
        if request.config.getoption("--accept"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(got)
        assert got.decode() == path.read_bytes().decode()

    return compare


@pytest.fixture
def parcalc(tmp_path: Path) -> Run:
    """Run the real program in an empty folder, with nothing of this machine's settings."""

    def run(
        *arguments: str | Path, stdin: bytes = b"", cwd: Path = tmp_path, **environment: str
    ) -> "subprocess.CompletedProcess[bytes]":
        kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "SYSTEMROOT", "TMPDIR") if name in os.environ}
        kept |= {name: value for name, value in os.environ.items() if name.startswith(("COV", "COVERAGE"))}
        done = subprocess.run(
            [sys.executable, "-m", "parcalc", *map(str, arguments)],
            input=stdin, capture_output=True, cwd=cwd, check=False, timeout=60,
            env={**kept, "PYTHONUTF8": "1", "PARCALC_LANG": "vi", **environment},
        )  # fmt: skip
        done.stdout, done.stderr = _as_on_linux(done.stdout), _as_on_linux(done.stderr)
        return done

    return run


def _as_on_linux(printed: bytes) -> bytes:
    """Return a text with plain line ends, wherever it was printed; a CSV ends its lines as it does everywhere."""
    return printed if printed.startswith(BOM_UTF8) else printed.replace(os.linesep.encode(), b"\n")


@pytest.fixture
def samples() -> Path:
    return ROOT / "data/samples"
