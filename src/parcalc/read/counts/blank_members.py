"""Rows with a blank cell where others name their unit: of the whole, or of the unit above in a merged cell.

A spreadsheet keeps a merged cell's text in its first row only, so both look alike. A table means one or the other,
column by column; which of them is told by what would stand there twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product

from parcalc.errors import Message, Note, Problem
from parcalc.model.counts import Row
from parcalc.read.counts.header import Header
from parcalc.read.rows.whole_and_parts import identity
from parcalc.read.wording import quoted, sheet_cell

_MOST_COLUMNS = 6
"""Divisions with blank cells that are told apart: a plan has one or two."""
_MOST_NAMED = 8


def settled(rows: Sequence[Row], header: Header) -> tuple[list[Row], list[Message]]:
    """Return the rows of a block with the members that their blank cells mean.

    Blank cells are the unit above's where they cannot all be of the whole (noted), a problem where they may be either.
    """
    columns = {column.id: position for position, column in header.columns.items() if column.kind == "dimension"}
    unclear = [name for name in columns if _is_partly_blank(rows, name)][:_MOST_COLUMNS]
    if not unclear:
        return list(rows), []
    choices = product((False, True), repeat=len(unclear))
    read = (_filled(rows, [name for name, down in zip(unclear, choice, strict=True) if down]) for choice in choices)
    readings = [reading for reading in read if reading and _is_each_once(reading)]
    if len(readings) > 1:
        return list(rows), [_unclear(readings, columns, header)]
    return _noted(rows, readings[0], columns) if readings else (list(rows), [])


def _is_partly_blank(rows: Sequence[Row], name: str) -> bool:
    given = sum(name in row.members for row in rows)
    return 0 < given < len(rows)


def _filled(rows: Sequence[Row], names: Sequence[str]) -> list[Row] | None:
    """Return the rows with blank cells of some columns filled from above, ``None`` if nothing stands above one."""
    filled: list[Row] = []
    above: dict[str, str] = {}
    for row in rows:
        above = {name: row.members.get(name) or above.get(name, "") for name in names}
        if not all(above.values()):
            return None
        filled.append(replace(row, members={**row.members, **above}))
    return filled


def _is_each_once(rows: Sequence[Row]) -> bool:
    return len({identity(row.month, row.members) for row in rows}) == len(rows)


def _unclear(readings: Sequence[Sequence[Row]], columns: Mapping[str, int], header: Header) -> Problem:
    """Name the first blank cell that two readings read differently, and the member that it may be of."""
    row, name, member = next(
        (row, name, row.members.get(name) or other.members[name])
        for row, other in zip(readings[0], readings[1], strict=True)
        for name in columns
        if row.members.get(name) != other.members.get(name)
    )
    place = replace(row.place, column=columns[name] + 1)
    heading = header.heading(columns[name])
    return Problem("data.member_unclear", place, at=sheet_cell(place), heading=heading, member=quoted(member))


def _noted(rows: Sequence[Row], read: list[Row], columns: Mapping[str, int]) -> tuple[list[Row], list[Message]]:
    """Return what was read, and a note that names the cells which the member above holds for."""
    filled = [
        sheet_cell(replace(row.place, column=position + 1))
        for row, one in zip(rows, read, strict=True)
        for name, position in columns.items()
        if name in one.members and name not in row.members
    ]
    if not filled:
        return read, []
    more = len(filled) - len(filled[:_MOST_NAMED])
    code = "data.members_from_above_and_more" if more else "data.members_from_above"
    return read, [Note(code, rows[0].place, cells=tuple(filled[:_MOST_NAMED]), more=more)]
