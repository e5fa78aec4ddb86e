"""The rows of plain files one by one, made when they are asked for."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple, overload

from parcalc.errors import Place
from parcalc.model.columns import Columns
from parcalc.model.counts import Row
from parcalc.read.counts.headings import Column


class Part(NamedTuple):
    """The rows of one file: the number of its first row among all, and where each count stands in its lines."""

    file: str
    first: int
    positions: dict[str, int]

    @classmethod
    def of(cls, file: str, first: int, heads: Sequence[Column]) -> "Part":
        """Return the part of a file with these columns."""
        return cls(file, first, {head.id: at for at, head in enumerate(heads) if head.kind == "count"})

    def line(self, row: int) -> int:
        """Return the line of a row: the header is the first."""
        return row - self.first + 2


class PlainRows(Sequence[Row]):
    """The rows of all parts."""

    columns: Columns

    def __init__(self, parts: Sequence[Part]) -> None:
        """Know which rows are of which file."""
        self._parts = parts
        self._firsts = [part.first for part in parts]

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
        if not 0 <= at < len(self):
            raise IndexError(at)
        columns, part = self.columns, self.part(at)
        line = part.line(at)
        return Row(
            columns.months[columns.month_codes[at]],
            {dimension: column.names[column.codes[at]] for dimension, column in columns.members.items()},
            {count: columns.values[count][at] for count in part.positions},
            Place(part.file, line),
            {count: Place(part.file, line, position + 1) for count, position in part.positions.items()},
        )

    def part(self, row: int) -> Part:
        """Return the part that a row is of."""
        return self._parts[bisect_right(self._firsts, row) - 1]
