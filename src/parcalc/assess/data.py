"""The counts that a user gives: counts files, or lists of dossiers that are counted first."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from parcalc.assess.plan_file import is_shipped
from parcalc.errors import Note, Problem, Unusable
from parcalc.model.counts import Counts
from parcalc.model.plan import Plan
from parcalc.read.counts.reader import read_counts


def read_data(files: Sequence[str], plan: Plan, sheets: Sequence[str] = ()) -> Counts:
    """Return the counts of counts files or of lists, of workbooks only the ``sheets`` if there are any.

    What can be read as counts is; only what cannot is looked at as a list, so a counts file loads nothing of lists.
    Raises ``Unusable`` with the problems of the files.
    """
    try:
        counts = read_counts(files, plan, sheets)
    except Unusable:
        counted = _counted(files, plan, sheets) if plan.records else None
        if counted is None:
            raise
        counts = counted
    return replace(counts, notes=(*_sample_plan(plan, counts), *counts.notes))


def _sample_plan(plan: Plan, counts: Counts) -> Iterator[Note]:
    """Say first of all that the counts of a year are judged by the plan of another, which nobody has named."""
    if counts.months and counts.months[-1].year != plan.year and is_shipped(plan.file):
        yield Note("cli.sample_plan", title=plan.title, year=str(counts.months[-1].year))


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
