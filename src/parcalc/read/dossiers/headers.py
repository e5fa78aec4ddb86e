"""Which kind of list a table is, and where its columns are: known by the plan's own words."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from parcalc.errors import Note, Place, Problem
from parcalc.model.naming import Names, folded
from parcalc.model.plan import Plan
from parcalc.model.records import Kind, Records
from parcalc.read.tables.delimiter import MOST_ABOVE
from parcalc.read.tables.records import Record
from parcalc.read.wording import quoted

_MOST_NAMED = 8
_HINTS = re.compile(r"(?:\s*(?:\((?:\*|d{1,2}\W[^()]*y|đ|đồng|vnđ|vnd)\)|\*|:))+\s*$", re.IGNORECASE)
_FEWEST_KNOWN = 2
"""Headings that a list must have, one of them a code or a date: a counts file has units, too."""


class ListHeader(NamedTuple):
    """The header of a list: its kind, its row, and the position of each column that the plan declares."""

    records: Records
    row: Record
    positions: dict[str, int]

    @property
    def width(self) -> int:
        """How many cells a row has at most: up to the last heading that is not blank."""
        return max(position for position, cell in enumerate(self.row.cells) if cell.strip()) + 1

    def heading(self, field: str) -> str:
        """Return a column's heading as a message quotes it."""
        return quoted(self.row.cells[self.positions[field]])


class ListHeadings:
    """Every heading of the lists that a plan counts."""

    def __init__(self, plan: Plan) -> None:
        """Fold the ids, labels and other names of all columns."""
        used = {count.origin.records for count in plan.counts.values() if count.origin}
        self.kinds = [(records, _names(records)) for records in plan.records.values() if records.id in used]

    @property
    def example(self) -> tuple[Names, ...]:
        """Some labels of columns, to show what a header looks like."""
        return tuple(field.names for records, _ in self.kinds for field in records.fields.values())[:3]

    def knows(self, heading: str) -> bool:
        """Tell whether a cell is a heading of some list."""
        return any(_named(names, heading) for _, names in self.kinds)

    def find(self, rows: Iterable[Record]) -> ListHeader | None:
        """Return the header among the first rows: of the kind and in the row that have the most known headings."""
        found = [
            header
            for row, _ in zip(rows, range(MOST_ABOVE), strict=False)
            for records, names in self.kinds
            if (header := _header(records, names, row))
        ]
        return max(found, key=lambda header: len(header.positions), default=None)


def _named(names: dict[str, str], heading: str) -> str | None:
    """Return the field that a heading names, perhaps with a hint after it: (*), (dd/mm/yyyy), (VNĐ)."""
    plain, without_hint = _folded_ways(heading)
    return names.get(plain) or names.get(without_hint)


@lru_cache(maxsize=1 << 12)
def _folded_ways(heading: str) -> tuple[str, str]:
    """Return a heading folded, and without a hint; whatever stands in the first rows is asked for several times."""
    return folded(heading), folded(_HINTS.sub("", heading))


def _names(records: Records) -> dict[str, str]:
    return {
        folded(name): field.id
        for field in records.fields.values()
        for name in (field.id, field.names.vi, field.names.en, *field.also)
    }


def _header(records: Records, names: dict[str, str], row: Record) -> ListHeader | None:
    positions: dict[str, int] = {}
    for position, cell in enumerate(row.cells):
        if (field := _named(names, cell)) is not None:
            positions.setdefault(field, position)
    telling = any(records.fields[field].kind is Kind.KEY or records.fields[field].kind.is_moment for field in positions)
    return ListHeader(records, row, positions) if telling and len(positions) >= _FEWEST_KNOWN else None


def header_problems(header: ListHeader, at: Place) -> list[Problem]:
    """Return what is wrong with a header that stands at a place: a column given twice, or none for the code."""
    problems = []
    names = _names(header.records)
    for position, cell in enumerate(header.row.cells):
        field = _named(names, cell)
        if field is not None and header.positions[field] != position:
            place = at._replace(column=position + 1)
            first = {"other": header.heading(field), "column": str(header.positions[field] + 1)}
            problems.append(Problem("data.repeated_heading", place, heading=quoted(cell), **first))
    key = header.records.key
    if key and key.id not in header.positions:
        problems.append(Problem("records.no_key_column", at, column=key.names))
    return problems


def unread_columns(header: ListHeader, at: Place) -> list[Note]:
    """Return one note that names the columns that are not read: names, addresses, and what may be misspelt."""
    names = _names(header.records)
    unread = [cell for cell in header.row.cells if cell.strip() and _named(names, cell) is None]
    if not unread:
        return []
    named = tuple(f"“{quoted(cell)}”" for cell in unread[:_MOST_NAMED])
    more = len(unread) - len(named)
    return [Note("records.unread_columns", at, columns=named, more=_more(more))]


def _more(number: int) -> str:
    return f" +{number}" if number else ""
