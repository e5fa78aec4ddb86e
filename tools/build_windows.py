"""Build the portable folder for Windows: parcalc-windows.zip, to unpack and use, with nothing to install.

    python tools/build_windows.py python-3.13.13-embed-amd64.zip [parcalc-windows.zip]

The first file is an embeddable package of Python, as python.org publishes it for each release; any version that parcalc
runs on will do. The libraries come from the registry, pinned by hash (tools/windows/requirements.txt, made by
``uv pip compile pyproject.toml --extra office --generate-hashes --python-platform x86_64-pc-windows-msvc``).
"""

import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from parcalc.page.own import BUILT

ROOT = Path(__file__).parents[1]
PARTS = ROOT / "tools/windows"
TOP = "parcalc"
NOT_NEEDED = {"__pycache__", "bin", "tests"}


def main(embeddable: str, target: str = "parcalc-windows.zip") -> None:
    """Write the archive."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / TOP
        python = _unpack(Path(embeddable), folder / "python")
        _install(folder / "python/lib", python)
        _lay(folder)
        _zip(folder, Path(target))
    print(f"{target}: {Path(target).stat().st_size / 1e6:.1f} MB, Python {python}")


def _unpack(embeddable: Path, folder: Path) -> str:
    """Unpack Python, let it find what is beside it, and return its version (``3.13``)."""
    with zipfile.ZipFile(embeddable) as packed:
        packed.extractall(folder)
    paths = next(folder.rglob("python3*._pth"), folder / "nothing")
    if not (found := re.fullmatch(r"python3(\d+)\._pth", paths.name)):
        raise SystemExit(f"{embeddable} is no embeddable package of Python")
    if paths.parent != folder:  # some packages have a folder inside
        shutil.copytree(paths.parent, folder, dirs_exist_ok=True)
        shutil.rmtree(paths.parent)
    (folder / paths.name).write_text(f"python3{found[1]}.zip\n.\nlib\n", encoding="ascii")
    return f"3.{found[1]}"


def _install(folder: Path, python: str) -> None:
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-compile", "--target", str(folder))
    foreign = ("--only-binary=:all:", "--platform=win_amd64", f"--python-version={python}", "--require-hashes")
    for what in ((str(ROOT),), (*foreign, "-r", str(PARTS / "requirements.txt"))):
        subprocess.run([*pip, *what], check=True)  # noqa: S603 - the commands are our own
    for path in [path for path in folder.rglob("*") if path.name in NOT_NEEDED]:
        shutil.rmtree(path, ignore_errors=True)


def _lay(folder: Path) -> None:
    """Lay the commands and the guide, as Windows reads them, the plan, and the offline page if it has been built."""
    for path in sorted((PARTS / "folder").iterdir()):
        text = path.read_text(encoding="utf-8")
        encoding = "ascii" if path.suffix == ".cmd" else "utf-8-sig"
        (folder / path.name).write_bytes(text.replace("\n", "\r\n").encode(encoding))
    shutil.copy(ROOT / "data/targets.yaml", folder / "targets.yaml")
    carried = folder / "python/lib/parcalc/page" / BUILT.name
    if carried.exists():
        carried.replace(folder / BUILT.name)


def _zip(folder: Path, target: Path) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in _files(folder):
            packed.write(path, path.relative_to(folder.parent))


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


if __name__ == "__main__":
    main(*sys.argv[1:])
