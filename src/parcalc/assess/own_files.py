"""Which files parcalc wrote itself, and may therefore replace (design 2)."""

from collections.abc import Callable
from pathlib import Path

from parcalc.model.plan import Plan
from parcalc.read.limits import LARGEST_DATA
from parcalc.read.regular_file import read_regular
from parcalc.report.blank_counts import is_blank
from parcalc.report.marks import Form, made_by_parcalc


def own(form: Form) -> Callable[[Path], bool]:
    """Return what tells a file of a form that parcalc wrote."""
    return lambda path: _reads(path, lambda content: made_by_parcalc(form, content))


def own_blank(plan: Plan) -> Callable[[Path], bool]:
    """Return what tells a blank counts file of a plan in which nobody has written yet."""
    return lambda path: _reads(path, lambda content: is_blank(content, plan))


def _reads(path: Path, known: Callable[[bytes], bool]) -> bool:
    try:
        return known(read_regular(path, LARGEST_DATA))
    except (OSError, ValueError):
        return False
