"""The rows of counts as columns: what a thousand communes over ten years are added up from."""

from abc import ABC, abstractmethod
from array import array
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TypeVar, overload

from parcalc.errors import Place
from parcalc.model.period import Month
from parcalc.model.row import Row

BLANK, ABSENT = -1, -2
"""In place of a count: the cell is blank; the row's table has no such column. A dimension that a row lacks is BLANK."""

Codes = Sequence[int]
Name = TypeVar("Name")


class Column:
    """A column of names as numbers: ``names`` in the order first seen, and for each row the number of its name."""

    __slots__ = ("codes", "names")

    def __init__(self, names: Sequence[str], codes: Codes) -> None:
        """Hold the names and the codes."""
        self.names, self.codes = names, codes


class Columns:
    """All rows: their months, members and counts, each a sequence of one length.

    ``months`` are distinct, and ``month_codes`` says which of them each row is of. ``rows`` are the same, one by one.
    """

    __slots__ = ("_by_month", "members", "month_codes", "months", "rows", "values")

    def __init__(
        self,
        rows: Sequence[Row],
        months: Sequence[Month],
        month_codes: Codes,
        members: Mapping[str, Column],
        values: Mapping[str, Codes],
    ) -> None:
        """Hold columns of one length."""
        self.rows, self.months, self.month_codes = rows, months, month_codes
        self.members, self.values = members, values
        self._by_month: Mapping[Month, Codes] | None = None

    @classmethod
    def of(cls, rows: Sequence[Row]) -> "Columns":
        """Return the columns of rows."""
        months, month_codes = _coded(row.month for row in rows)
        dimensions = dict.fromkeys(name for row in rows for name in row.members)
        counts = dict.fromkeys(count for row in rows for count in row.values)
        members = {name: _members(rows, name) for name in dimensions}
        return cls(rows, months, month_codes, members, {count: _values(rows, count) for count in counts})

    def by_month(self) -> Mapping[Month, Codes]:
        """Return for each month the numbers of its rows: a range where they stand together or equally far apart."""
        if self._by_month is None:
            self._by_month = self._together() or self._apart()
        return self._by_month

    def _together(self) -> Mapping[Month, Codes] | None:
        found: dict[Month, Codes] = {}
        at = 0
        for code, run in groupby(self.month_codes):
            if self.months[code] in found:
                return None
            height = len(list(run))
            found[self.months[code]] = range(at, at + height)
            at += height
        return found

    def _apart(self) -> Mapping[Month, Codes]:
        found = [array("q") for _ in self.months]
        for at, code in enumerate(self.month_codes):
            found[code].append(at)
        return dict(zip(self.months, map(_as_range, found), strict=True))

    def files(self, rows: Codes) -> tuple[str, ...]:
        """Return the files that rows are of, in order."""
        if isinstance(self.rows, ColumnRows):
            return self.rows.files(rows)
        return tuple(dict.fromkeys(self.rows[row].place.file for row in rows))

    def lack(self, dimension: str) -> bool:
        """Tell whether a row does not say whose it is in a dimension."""
        column = self.members.get(dimension)
        return column is None or min(column.codes, default=0) == BLANK


def picked(column: Codes, rows: Codes) -> Codes:
    """Return a column's entries of some rows."""
    if isinstance(rows, range):
        return column[rows.start : rows.stop : rows.step]
    return [column[row] for row in rows]


def any_above_zero(column: Codes, rows: Codes) -> bool:
    """Tell whether a count of some rows is more than 0."""
    return max(picked(column, rows), default=0) > 0


def _as_range(rows: "array[int]") -> Codes:
    """Return numbers as a range if they are one: where units stand one below another, each with all its months."""
    step = rows[1] - rows[0] if len(rows) > 1 else 1
    even = range(rows[0], rows[-1] + 1, step)
    return even if len(even) == len(rows) and array("q", even) == rows else rows


def _coded(given: Iterable[Name]) -> tuple[list[Name], "array[int]"]:
    codes: dict[Name, int] = {}
    coded = array("q", [codes.setdefault(one, len(codes)) for one in given])
    return list(codes), coded


def _members(rows: Sequence[Row], dimension: str) -> Column:
    codes: dict[str, int] = {}
    coded = (
        BLANK if (name := row.members.get(dimension)) is None else codes.setdefault(name, len(codes)) for row in rows
    )
    column = array("q", coded)
    return Column(list(codes), column)


def _values(rows: Sequence[Row], count: str) -> "array[int]":
    given = (row.values.get(count, ABSENT) for row in rows)
    return array("q", [BLANK if value is None else value for value in given])


class ColumnRows(Sequence[Row], ABC):
    """The rows of columns one by one, made when they are asked for."""

    columns: Columns

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.columns.month_codes)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, at: int | slice) -> Row | tuple[Row, ...]:
        """Return a row, or several."""
        if isinstance(at, slice):
            return tuple(self[each] for each in range(*at.indices(len(self))))
        at, columns = range(len(self))[at], self.columns
        members = {dimension: column.names[column.codes[at]] for dimension, column in columns.members.items()}
        return Row(columns.months[columns.month_codes[at]], members, *self._counted(at))

    def files(self, rows: Codes) -> tuple[str, ...]:
        """Return the files that rows are of."""
        return tuple(dict.fromkeys(self[row].place.file for row in rows))

    @abstractmethod
    def _counted(self, at: int) -> tuple[Mapping[str, int | None], Place, Mapping[str, Place]]:
        """Return the counts of a row, its place, and those of its cells."""
