"""The offline page with an office's own plan inside."""

import re
from pathlib import Path

from parcalc.errors import Place, Problem, Unusable
from parcalc.model.plan import Plan
from parcalc.page.packing import pack_plan
from parcalc.read.limits import LARGEST_DATA
from parcalc.read.regular_file import read_regular

BUILT = Path(__file__).with_name("parcalc.html")
"""The page as ``tools/build_page.py`` builds it; the wheels of releases carry it."""

_VERSION = re.compile(rb'<meta name="parcalc" content="([^"<]*)">')
_PLAN = re.compile(rb'(<script type="text/plain" id="plan-of-the-office">)[A-Za-z0-9+/=]*(?=</script>)')


def is_page(path: Path) -> bool:
    """Tell whether a file is an offline page, of any version."""
    try:
        content = read_regular(path, LARGEST_DATA)
    except (OSError, ValueError):
        return False
    return _known(content) is not None


def page_with(plan: Plan, version: str, page: Path | None = None) -> bytes:
    """Return the page with a plan in place of its own. ``page`` is one of a release, where parcalc itself has none.

    Raises ``Unusable`` where there is no page, or it is not one of this version.
    """
    content = _read(page or BUILT, version)
    theirs = _known(content)
    if theirs is None:
        raise Unusable(Problem("cli.not_a_page", Place(str(page or BUILT))))
    if theirs != version:
        raise Unusable(Problem("cli.page_of_another_version", Place(str(page or BUILT)), theirs=theirs, ours=version))
    return _PLAN.sub(rb"\g<1>" + pack_plan(plan).encode(), content, count=1)


def _read(page: Path, version: str) -> bytes:
    try:
        return read_regular(page, LARGEST_DATA)
    except FileNotFoundError as error:
        code = "cli.no_page" if page == BUILT else "cli.no_such_page"
        raise Unusable(Problem(code, None if page == BUILT else Place(str(page)), version=version)) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise Unusable(Problem("cli.not_a_page", Place(str(page)))) from error


def _known(content: bytes) -> str | None:
    """Return the version of a page, ``None`` if these are the bytes of something else."""
    found = _VERSION.search(content)
    return found[1].decode("utf-8", "replace") if found and _PLAN.search(content) else None
