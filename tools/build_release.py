"""Build what a release carries into dist/: the wheel with the offline page inside, the sdist, and the page by itself.

python tools/build_release.py    # needs the package build, and what tools/build_page.py needs
"""

import shutil
import subprocess
import sys
from pathlib import Path

from parcalc.page.own import BUILT

ROOT = Path(__file__).parents[1]
DIST = ROOT / "dist"


def main() -> None:
    """Build everything anew."""
    shutil.rmtree(DIST, ignore_errors=True)
    _run("tools/build_page.py")
    # Each from the checkout: the sdist has no page, and so a wheel made of it would have none.
    _run("-m", "build", "--sdist", "--wheel", "--outdir", str(DIST))
    shutil.copy(BUILT, DIST / BUILT.name)


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True)  # noqa: S603 - the commands are our own


if __name__ == "__main__":
    main()
