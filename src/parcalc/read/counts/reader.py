"""Counts files, read whole: the counts, or every problem that they have."""

from collections.abc import Sequence
from dataclasses import replace

from parcalc.errors import Unusable
from parcalc.model.counts import Counts
from parcalc.model.plan import Plan
from parcalc.read.counts.headings import Headings
from parcalc.read.counts.plain.reading import read_plain
from parcalc.read.limits import first_notes, first_problems


def read_counts(files: Sequence[str], plan: Plan, sheets: Sequence[str] = ()) -> Counts:
    """Return the counts of one or more files (``-`` is stdin), of workbooks only the ``sheets`` if there are any.

    Raises ``Unusable`` with the problems of all of them.
    """
    try:
        read = _read(files, plan, Headings.of(plan), sheets)
    except Unusable as unusable:
        raise Unusable(*first_problems(unusable.problems)) from None
    return replace(read, notes=tuple(first_notes(read.notes)))


def _read(files: Sequence[str], plan: Plan, headings: Headings, sheets: Sequence[str]) -> Counts:
    plain = None if sheets else read_plain(files, plan, headings)
    if plain:
        return plain
    from parcalc.read.counts.careful import read_carefully

    return read_carefully(files, plan, headings, sheets)
