"""The rows of plain files one by one, made when they are asked for."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from parcalc.errors import Place
from parcalc.model.columns import ColumnRows
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


class PlainRows(ColumnRows):
    """The rows of all parts."""

    def __init__(self, parts: Sequence[Part]) -> None:
        """Know which rows are of which file."""
        self._parts = parts
        self._firsts = [part.first for part in parts]

    def _counted(self, at: int) -> tuple[Mapping[str, int | None], Place, Mapping[str, Place]]:
        part = self.part(at)
        line = part.line(at)
        values = {count: self.columns.values[count][at] for count in part.positions}
        cells = {count: Place(part.file, line, position + 1) for count, position in part.positions.items()}
        return values, Place(part.file, line), cells

    def part(self, row: int) -> Part:
        """Return the part that a row is of."""
        return self._parts[bisect_right(self._firsts, row) - 1]
