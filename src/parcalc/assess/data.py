"""The counts that a user gives: counts files, or lists of dossiers that are counted first."""

from collections.abc import Sequence

from parcalc.errors import Problem, Unusable
from parcalc.model.counts import Counts
from parcalc.model.plan import Plan
from parcalc.read.counts.reader import read_counts


def read_data(files: Sequence[str], plan: Plan, sheets: Sequence[str] = ()) -> Counts:
    """Return the counts of counts files or of lists, of workbooks only the ``sheets`` if there are any.

    What can be read as counts is; only what cannot is looked at as a list, so a counts file loads nothing of lists.
    Raises ``Unusable`` with the problems of the files.
    """
    try:
        return read_counts(files, plan, sheets)
    except Unusable:
        if not plan.records:
            raise
        counted = _counted(files, plan, sheets)
        if counted is None:
            raise
        return counted


def _counted(files: Sequence[str], plan: Plan, sheets: Sequence[str]) -> Counts | None:
    """Return the counts of lists, ``None`` if no file is one."""
    from parcalc.read.dossiers.lists import is_list, named_files
    from parcalc.read.dossiers.reader import Wanted, read_dossiers

    names = named_files(files)
    lists = [name for name in names if is_list(name, plan, sheets)]
    if lists and len(lists) < len(names):
        others = tuple(name for name in names if name not in lists)
        raise Unusable(Problem("records.mixed", lists=tuple(lists), others=others))
    return read_dossiers(names, plan, Wanted(sheets=tuple(sheets))) if lists else None
