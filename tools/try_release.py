"""Try what a release carries, installed by itself.

    python tools/try_release.py DIST COUNTS.csv

The wheel and the sdist go into a new environment each, without the checkout; then the commands are run as a user runs
them, in an empty folder.
"""

import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from pathlib import Path

MISSED = 1


def main(dist: str, counts: str) -> None:
    """Stop at the first thing that is not as it should be."""
    (wheel,), (sdist,) = Path(dist).glob("*.whl"), Path(dist).glob("*.tar.gz")
    for package in (wheel, sdist):
        with tempfile.TemporaryDirectory() as place:
            _try(package.resolve(), Path(counts).resolve(), Path(place), page=Path(dist).resolve() / "parcalc.html")
        print(f"{package.name}: good")


def _try(package: Path, counts: Path, place: Path, page: Path) -> None:
    venv.create(place / "home", with_pip=True)
    python = next(path for path in (place / "home/bin/python", place / "home/Scripts/python.exe") if path.exists())
    _run(place, [python, "-m", "pip", "install", "--quiet", f"{package}[office]"])
    parcalc: list[str | Path] = [python, "-m", "parcalc"]
    _run(place, [*parcalc, "check", counts, "-q"], expected=MISSED)
    _run(place, [*parcalc, "summary", counts, "--month", "2025-06", "--out", "reports", "--format", "docx"], MISSED)
    # A wheel carries the page; of an sdist, which has none, the page of the release is given.
    given: list[str | Path] = [] if package.suffix == ".whl" else ["--from", page]
    _run(place, [*parcalc, "page", "--out", "page.html", *given])
    written = {path.name for path in place.rglob("*") if path.suffix in {".docx", ".html", ".json"}}
    assert {"2025-06.docx", "2025-H1.docx", "index.html", "page.html"} <= written, written  # noqa: S101 - it is a test


def _run(place: Path, command: Sequence[str | Path], expected: int = 0) -> None:
    done = subprocess.run(command, cwd=place, check=False)  # noqa: S603 - the commands are our own
    if done.returncode != expected:
        raise SystemExit(f"{' '.join(map(str, command))}: {done.returncode}, not {expected}")


if __name__ == "__main__":
    main(*sys.argv[1:])
