"""A member whose every count is the sum of members beside it: a total under a name of its own would be counted twice.

That is doubted, not known, so it is looked for where nothing else would show it: in a table without a totals row.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from parcalc.errors import Problem
from parcalc.model.row import Row
from parcalc.read.rows.whole_and_parts import identity

_FEWEST_PARTS = 2
_SURE = 16
"""Bits of figures that are sums: of few cases, or of few counts, a unit is the sum of two others by chance."""
MOST_MEMBERS = 5000
"""Rows of a month that a person lays out with sums among them."""


def sums_of_others(rows: Sequence[Row]) -> list[Problem]:
    """Return a problem for each row of the last month that is the sum of rows beside it, as in most other months."""
    last = [row for row in rows if row.month == rows[-1].month]
    finest = max((len(row.members) for row in last), default=0)
    summed = list(_summed([row for row in last if len(row.members) == finest > 0]))
    known = {identity(row.month, row.members): row for row in rows} if summed else {}
    months = {row.month for row in rows}
    return [
        Problem("data.sum_of_others", row.place, **_facts(row, parts))
        for row, parts in summed
        if 2 * sum(_is_sum_in(month, row, parts, known) for month in months) > len(months)
    ]


def _facts(row: Row, parts: Sequence[Row]) -> dict[str, object]:
    first, last = (" · ".join(part.members.values()) for part in (parts[0], parts[-1]))
    return {"member": " · ".join(row.members.values()), "first": first, "last": last, "parts": len(parts)}


def _summed(rows: Sequence[Row]) -> Iterator[tuple[Row, Sequence[Row]]]:
    """Give each row that is the sum of those right below it, or right above it, with them."""
    values = [list(row.values.values()) for row in rows]
    sizes = [sum(value or 0 for value in row) for row in values]
    for at, beside in in_question(sizes, [row.count(None) for row in values]):
        parts = rows[beside.start : beside.stop]
        if is_sum(rows[at], parts):
            yield rows[at], parts


def in_question(sizes: Sequence[int], blanks: Sequence[int]) -> Iterator[tuple[int, range]]:
    """Give each row that may be a sum, by its number, with those that come to as much: right below it or right above.

    Rows are told by what all their counts come to and how many of them are blank: where some are, parts may have more.
    """
    if not _FEWEST_PARTS < len(sizes) <= MOST_MEMBERS:
        return
    upto = [0, *accumulate(sizes)]
    for at, size in enumerate(sizes):
        below = range(at + 1, min(bisect_left(upto, upto[at + 1] + size), len(sizes)))
        above = range(max(bisect_right(upto, upto[at] - size) - 1, 0), at)
        for parts in (below, above):
            if len(parts) >= _FEWEST_PARTS and (blanks[at] or upto[parts.stop] - upto[parts.start] == size):
                yield at, parts


def is_sum(row: Row, parts: Sequence[Row]) -> bool:
    """Tell whether every count of a row is the sum of those of its parts, and not by chance."""
    return _tells(row) and _is_sum(row, parts)


def _tells(row: Row) -> bool:
    # The greatest may be the sum of the others in every row, and equal figures are often the same cases.
    figures = sorted({value or 0 for value in row.values.values()})
    return sum(figure.bit_length() for figure in figures[:-1]) >= _SURE


def _is_sum(row: Row, parts: Sequence[Row]) -> bool:
    if sum(any(part.values.values()) for part in parts) < _FEWEST_PARTS:
        return False
    return all(given == _added([part.values.get(count) for part in parts]) for count, given in row.values.items())


def _added(values: Sequence[int | None]) -> int | None:
    return None if None in values else sum(value or 0 for value in values)


def _is_sum_in(month: object, row: Row, parts: Sequence[Row], known: dict[tuple[object, ...], Row]) -> bool:
    """Tell whether a member's row of a month, if it has one, is the sum of those of the same members."""
    there = known.get(identity(month, row.members))
    others = [other for part in parts if (other := known.get(identity(month, part.members)))]
    return there is None or all(
        given == _added([other.values.get(count) for other in others]) for count, given in there.values.items()
    )
