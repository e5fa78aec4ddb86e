"""Rows with a blank cell where others name their unit: of the whole, or of the unit above in a merged cell.

A spreadsheet keeps a merged cell's text in its first row only, so both look alike. A blank cell is of the whole only
where nothing else can be meant: where the unit above has a row of its own for that month. Rows that report nothing are
prepared rows of months to come, and settle nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain, combinations, product
from typing import NamedTuple

from parcalc.errors import Message, Note, Problem
from parcalc.model.naming import folded
from parcalc.model.period import Month
from parcalc.model.row import Row
from parcalc.read.counts.header import Header
from parcalc.read.rows.whole_and_parts import identity
from parcalc.read.wording import quoted

_MOST_COLUMNS = 6
"""Divisions with blank cells that are told apart: a plan has one or two."""
_MOST_NAMED = 8


def settled(rows: Sequence[Row], header: Header, merged: Collection[int] = ()) -> tuple[list[Row], list[Message]]:
    """Return the rows of a block with the members that their blank cells mean.

    Blank cells are the unit above's where they cannot all be of the whole (noted), a problem where either may be meant;
    in a column with ``merged`` cells, which are written out, a cell that is left blank is of the whole.
    """
    kinds = {position: column for position, column in header.columns.items() if column.kind == "dimension"}
    columns = {column.id: position for position, column in kinds.items() if position not in merged}
    unclear = [name for name in columns if _is_partly_blank(rows, name)][:_MOST_COLUMNS]
    if not unclear:
        return list(rows), []
    if _is_each_once(rows):
        doubt = next(_other_meanings(rows, unclear), None)
        return list(rows), [doubt.told(columns, header)] if doubt else []
    return _from_above(rows, unclear, columns, header)


class _Doubt(NamedTuple):
    """A blank cell that may be of a member."""

    row: Row
    name: str
    member: str

    def told(self, columns: Mapping[str, int], header: Header) -> Problem:
        position = columns[self.name]
        place = self.row.place._replace(column=position + 1)
        facts = {"at": place.cell, "heading": header.heading(position), "member": quoted(self.member)}
        return Problem("data.member_unclear", place, **facts)


def _is_partly_blank(rows: Sequence[Row], name: str) -> bool:
    return any(name in row.members for row in rows) and any(name not in row.members for row in rows if row.reports)


def _is_each_once(rows: Sequence[Row]) -> bool:
    told = [identity(row.month, row.members) for row in rows if row.reports]
    return len(set(told)) == len(told)


def _other_meanings(rows: Sequence[Row], names: Sequence[str]) -> Iterator[_Doubt]:
    """Give every blank cell for which the member above it has no row in that month."""
    taken = {identity(row.month, row.members) for row in rows}
    by_month: dict[Month, list[Row]] = defaultdict(list)
    for row in rows:
        by_month[row.month].append(row)
    above: dict[str, str] = {}
    for row in rows:
        blank = {name: above[name] for name in names if name not in row.members and name in above}
        for meant in _some_of(blank) if row.reports else ():
            filled = row._replace(members={**row.members, **meant})
            if identity(row.month, filled.members) not in taken and not _contradicts(filled, by_month[row.month]):
                yield _Doubt(row, *next(iter(meant.items())))
        above.update({name: row.members[name] for name in names if name in row.members})


def _some_of(blank: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Give every choice of blank cells, the most first."""
    sizes = range(len(blank), 0, -1)
    return (dict(some) for some in chain.from_iterable(combinations(blank.items(), size) for size in sizes))


def _contradicts(whole: Row, rows: Sequence[Row]) -> bool:
    """Tell whether a row is not the sum of the rows of its month that say more exactly whose they are."""
    parts = [
        row
        for row in rows
        if len(row.members) > len(whole.members)
        and all(folded(row.members.get(name, "")) == folded(member) for name, member in whole.members.items())
    ]
    return bool(parts) and any(
        given is not None and given != sum(part.values.get(count) or 0 for part in parts)
        for count, given in whole.values.items()
    )


def _from_above(
    rows: Sequence[Row], unclear: Sequence[str], columns: Mapping[str, int], header: Header
) -> tuple[list[Row], list[Message]]:
    """Return the rows of a block in which some would stand twice if blank cells were of the whole."""
    choices = product((False, True), repeat=len(unclear))
    read = (_filled(rows, [name for name, down in zip(unclear, choice, strict=True) if down]) for choice in choices)
    readings = [reading for reading in read if reading and _is_each_once(reading)]
    if len(readings) > 1:
        return list(rows), [_first_difference(readings, unclear).told(columns, header)]
    return _noted(rows, readings[0], columns) if readings else (list(rows), [])


def _filled(rows: Sequence[Row], names: Sequence[str]) -> list[Row] | None:
    """Return the rows with blank cells of some columns filled from above, ``None`` if nothing stands above one."""
    filled: list[Row] = []
    above: dict[str, str] = {}
    for row in rows:
        above = {name: member for name in names if (member := row.members.get(name) or above.get(name, ""))}
        if row.reports and len(above) < len(names):
            return None
        filled.append(row._replace(members={**row.members, **above}))
    return filled


def _first_difference(readings: Sequence[Sequence[Row]], names: Sequence[str]) -> _Doubt:
    return next(
        _Doubt(row, name, row.members.get(name) or other.members[name])
        for row, other in zip(readings[0], readings[1], strict=True)
        for name in names
        if row.members.get(name) != other.members.get(name)
    )


def _noted(rows: Sequence[Row], read: list[Row], columns: Mapping[str, int]) -> tuple[list[Row], list[Message]]:
    """Return what was read, and a note that names the cells which the member above holds for."""
    filled = [
        row.place._replace(column=position + 1).cell
        for row, one in zip(rows, read, strict=True)
        for name, position in columns.items()
        if name in one.members and name not in row.members
    ]
    more = len(filled) - len(filled[:_MOST_NAMED])
    code = "data.members_from_above_and_more" if more else "data.members_from_above"
    return read, [Note(code, rows[0].place, cells=tuple(filled[:_MOST_NAMED]), more=more)]
