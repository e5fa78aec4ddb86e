"""The counts that a user gives: counts files, or lists of dossiers that are counted first."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from os import SEEK_END

from parcalc.assess.plan_file import is_shipped
from parcalc.errors import Note, Place, Problem, Unusable
from parcalc.model.counts import Counts
from parcalc.model.plan import Plan
from parcalc.read.counts.reader import read_counts
from parcalc.read.regular_file import opened_regular

_MOST_NAMED = 2
_ZIP = b"PK"
_LONG = 30_000
"""Bytes of a workbook of some hundred rows."""


def read_data(files: Sequence[str], plan: Plan, sheets: Sequence[str] = ()) -> Counts:
    """Return the counts of counts files or of lists, of workbooks only the ``sheets`` if there are any.

    What can be read as counts is; only what cannot is looked at as a list, so a counts file loads nothing of lists. But
    what is told from counts by its header, and so long that reading it twice takes time, is a list at once.
    Raises ``Unusable`` with the problems of the files.
    """
    if plan.records and all(map(_is_long_workbook, files)):
        counts = _plain_lists(files, plan, sheets) or _counts(files, plan, sheets)
    else:
        counts = _counts(files, plan, sheets)
    return replace(counts, notes=(*_sample_plan(plan, counts), *counts.notes))


def _counts(files: Sequence[str], plan: Plan, sheets: Sequence[str]) -> Counts:
    try:
        return read_counts(files, plan, sheets)
    except Unusable:
        counted = _counted(files, plan, sheets) if plan.records else None
        if counted is None:
            raise
        return counted


def _is_long_workbook(file: str) -> bool:
    try:
        with opened_regular(file) as stream:
            return stream.read(len(_ZIP)) == _ZIP and stream.seek(0, SEEK_END) > _LONG
    except (OSError, ValueError):
        return False


def _plain_lists(files: Sequence[str], plan: Plan, sheets: Sequence[str]) -> Counts | None:
    """Return the counts of lists, ``None`` unless every file is one whose header cannot be that of counts."""
    from parcalc.read.dossiers.lists import is_no_counts_file
    from parcalc.read.dossiers.reader import Wanted, read_dossiers

    if not all(is_no_counts_file(file, plan, sheets) for file in files):
        return None
    return _with_the_rest(read_dossiers(files, plan, Wanted(sheets=tuple(sheets))), plan)


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
    return _with_the_rest(read_dossiers(names, plan, Wanted(sheets=tuple(sheets))), plan) if lists else None


def _with_the_rest(counts: Counts, plan: Plan) -> Counts:
    """Say where what no list can give is to be written: not into the list."""
    rest = tuple(count.names for count in plan.counts.values() if count.origin is None)[:_MOST_NAMED]
    note = Note("records.only_from_lists", Place(counts.files[0].name), counts=rest)
    return replace(counts, notes=(*counts.notes, note)) if rest else counts
