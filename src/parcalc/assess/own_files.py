"""Which files parcalc wrote itself, and may therefore replace (design 2)."""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from parcalc.errors import Place, Problem, Unusable
from parcalc.model.plan import Plan
from parcalc.read.limits import LARGEST_DATA
from parcalc.read.regular_file import read_regular
from parcalc.report.blank_counts import is_blank
from parcalc.report.blank_workbook import is_blank_workbook
from parcalc.report.marks import Form, made_by_parcalc
from parcalc.write.guard import Guard, Own
from parcalc.write.through import is_written_through


def own(form: Form) -> Callable[[Path], bool]:
    """Return what tells a file of a form that parcalc wrote."""
    return lambda path: _reads(path, lambda content: made_by_parcalc(form, content))


def own_blank(plan: Plan, suffix: str) -> Callable[[Path], bool]:
    """Return what tells a blank counts file of a plan in which nobody has written yet, a workbook or a CSV."""
    known = is_blank_workbook if suffix == ".xlsx" else is_blank
    return lambda path: _reads(path, lambda content: known(content, plan))


def require_own(forms: Mapping[Path, Form], changed: Collection[Path], guard: Guard) -> None:
    """Refuse to replace what a run reads, and what parcalc did not write unless it may: a pipe or a device never.

    ``changed`` are files that are known not to be as parcalc wrote them. Raises ``Unusable`` with every file that is in
    the way.
    """
    refused = [_refusal(path, _not_ours if path in changed else own(form), guard) for path, form in forms.items()]
    if problems := [problem for problem in refused if problem]:
        raise Unusable(*problems)


def _not_ours(path: Path) -> bool:  # noqa: ARG001 - what tells files apart is asked for any
    return False


def _refusal(path: Path, ours: Own, guard: Guard) -> Problem | None:
    if is_written_through(path):
        return Problem("write.no_file", Place(str(path)))
    return guard.refusal(path, ours)


def _reads(path: Path, known: Callable[[bytes], bool]) -> bool:
    try:
        return known(read_regular(path, LARGEST_DATA))
    except (OSError, ValueError):
        return False
