"""Totals under names of their own that plain files may hold, doubted by the sizes of their rows alone."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from parcalc.model.columns import BLANK, picked
from parcalc.read.counts.plain.rows import PlainRows
from parcalc.read.rows.sums_of_others import MOST_MEMBERS, in_question, is_sum


def may_hold_totals(rows: PlainRows) -> bool:
    """Tell whether a row of a file's last month is the sum of rows beside it: the careful reader looks further."""
    return any(_has_sum(rows, last) for last in _last_months(rows) if len(last) <= MOST_MEMBERS)


def _last_months(rows: PlainRows) -> Iterator[Sequence[int]]:
    """Give for each file the numbers of the rows of the month of its last row."""
    columns = rows.columns
    for start, end in pairwise((*rows.starts(), len(rows))):
        of_month = columns.by_month()[columns.months[columns.month_codes[end - 1]]]
        yield [at for at in of_month if start <= at < end]


def _has_sum(rows: PlainRows, numbers: Sequence[int]) -> bool:
    counts = list(zip(*(picked(column, numbers) for column in rows.columns.values.values()), strict=True))
    blanks = [row.count(BLANK) for row in counts]
    sizes = [sum(row) - BLANK * number for row, number in zip(counts, blanks, strict=True)]
    return any(
        _adds_up(counts[at], counts[parts.start : parts.stop])
        and is_sum(rows[numbers[at]], [rows[numbers[part]] for part in parts])
        for at, parts in in_question(sizes, blanks)
    )


def _adds_up(given: Sequence[int], parts: Sequence[Sequence[int]]) -> bool:
    """Tell whether every count is the sum of its parts: blank, where one of them is."""
    return all(
        value == (BLANK if BLANK in column else sum(column))
        for value, column in zip(given, zip(*parts, strict=True), strict=True)
    )
