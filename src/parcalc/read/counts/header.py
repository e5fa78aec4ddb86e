"""The header row: which column is what, found by the plan's own words and not by statistics."""

from typing import NamedTuple

from parcalc.errors import Note, Place, Problem
from parcalc.model.naming import folded
from parcalc.read.counts.headings import Column, Headings, Kind
from parcalc.read.tables.records import Record
from parcalc.read.tables.tables import Table
from parcalc.read.wording import quoted

_MOST_NAMED = 8
_MOST_COMPARED = 60  # likeness takes time, and nobody mistypes more headings


class Header(NamedTuple):
    """The header of a block of rows: its record, and its columns by position."""

    record: Record
    columns: dict[int, Column]

    @property
    def width(self) -> int:
        """How many cells a row must have: up to the last heading that is not blank."""
        return max(position for position, cell in enumerate(self.record.cells) if cell.strip()) + 1

    @property
    def number(self) -> int:
        """How many headings there are."""
        return sum(bool(cell.strip()) for cell in self.record.cells)

    def heading(self, position: int) -> str:
        """Return a column's heading as a message quotes it."""
        return quoted(self.record.cells[position]) if position < len(self.record.cells) else ""

    def is_again(self, record: Record) -> bool:
        """Tell whether a row is the same header once more."""
        return _words(record) == _words(self.record)

    def cell(self, record: Record, kind: Kind) -> str:
        """Return what stands in a row's first column of a kind, or nothing."""
        position = self.position(kind)
        return "" if position is None or position >= len(record.cells) else record.cells[position]

    def counted(self, record: Record) -> list[str]:
        """Return what stands in a row under the headings of counts."""
        return [cell for position, cell in enumerate(record.cells) if self._kind(position) == "count"]

    def beside(self, record: Record) -> list[str]:
        """Return what stands in a row under other headings, known or not."""
        return [cell for position, cell in enumerate(record.cells) if self._kind(position) != "count"]

    @property
    def counts(self) -> frozenset[int]:
        """Where the counts stand."""
        return frozenset(position for position, column in self.columns.items() if column.kind == "count")

    def _kind(self, position: int) -> Kind | None:
        column = self.columns.get(position)
        return column.kind if column else None

    def position(self, kind: Kind) -> int | None:
        """Return where the first column of a kind stands."""
        return next((position for position, column in self.columns.items() if column.kind == kind), None)


def _words(record: Record) -> list[str]:
    words = [folded(cell) for cell in record.cells]
    while words and not words[-1]:
        words.pop()
    return words


def header_of(record: Record, headings: Headings) -> Header:
    """Return a row taken as a header: a cell that fits two columns is none of them."""
    columns = {position: fits[0] for position, cell in enumerate(record.cells) if len(fits := headings.fit(cell)) == 1}
    return Header(record, columns)


def header_problems(header: Header, headings: Headings, table: Table) -> list[Problem]:
    """Return what is wrong with a header: no count, a heading that fits two columns, or one given twice."""
    problems = [
        Problem("data.ambiguous_heading", place, heading=quoted(cell), columns=tuple(fit.id for fit in fits))
        for place, cell in _cells(header, table)
        if len(fits := headings.fit(cell)) > 1
    ]
    first: dict[Column, int] = {}
    for position, column in header.columns.items():
        if column in first:
            place = table.place_of(header.record, position)
            twice = {"heading": header.heading(position), "other": header.heading(first[column])}
            problems.append(Problem("data.repeated_heading", place, **twice, column=str(first[column] + 1)))
        first.setdefault(column, position)
    kinds = {column.kind for column in header.columns.values()}
    if "count" not in kinds:
        problems.append(Problem("data.no_count_column", table.place_of(header.record)))
    return problems


def unknown_columns(header: Header, headings: Headings, table: Table) -> list[Note]:
    """Return a note for each column that is not read but likely meant, and one that names the others."""
    unknown = [(place, cell) for place, cell in _cells(header, table) if cell.strip() and not headings.fit(cell)]
    taken = set(header.columns.values())
    compared = ((place, headings.meant(cell)) for place, cell in unknown[:_MOST_COMPARED])
    meant = {place: column for place, column in compared if column and column not in taken}
    likely = [
        Note("data.heading_meant", place, at=place.cell, heading=quoted(cell), meant=headings.labels[meant[place]])
        for place, cell in unknown
        if place in meant
    ]
    return [*likely, *_not_read([cell for place, cell in unknown if place not in meant], header, table)]


def _not_read(unknown: list[str], header: Header, table: Table) -> list[Note]:
    if not unknown:
        return []
    named = tuple(f"“{quoted(cell)}”" for cell in unknown[:_MOST_NAMED])
    more = len(unknown) - len(named)
    code = "data.unknown_columns_and_more" if more else "data.unknown_columns"
    return [Note(code, table.place_of(header.record), columns=named, more=more)]


def _cells(header: Header, table: Table) -> list[tuple[Place, str]]:
    return [(table.place_of(header.record, position), cell) for position, cell in enumerate(header.record.cells)]
