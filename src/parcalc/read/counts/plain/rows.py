"""The rows of plain files one by one, made when they are asked for."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from parcalc.errors import Place
from parcalc.model.columns import BLANK, Codes, ColumnRows
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
    """The rows of all parts; ``numbers`` say which of those that stand in the files they are."""

    def __init__(self, parts: Sequence[Part], numbers: Codes) -> None:
        """Know which rows are of which file."""
        self.parts, self._numbers = parts, numbers
        self._firsts = [part.first for part in parts]

    def _counted(self, at: int) -> tuple[Mapping[str, int | None], Place, Mapping[str, Place]]:
        part = self._part(at)
        line = part.line(self._numbers[at])
        counted = ((count, self.columns.values[count][at]) for count in part.positions)
        values = {count: None if value == BLANK else value for count, value in counted}
        cells = {count: Place(part.file, line, position + 1) for count, position in part.positions.items()}
        return values, Place(part.file, line), cells

    def place(self, at: int) -> Place:
        """Return where a row stands."""
        part = self._part(at)
        return Place(part.file, part.line(self._numbers[at]))

    def files(self, rows: Codes) -> tuple[str, ...]:
        """Return the files that rows, in order, are of."""
        ends = [bisect_left(rows, start) for start in (*self.starts()[1:], len(self))]
        return tuple(part.file for part, before, end in zip(self.parts, (0, *ends), ends, strict=False) if before < end)

    def starts(self) -> Sequence[int]:
        """Return at which row each part begins."""
        return [bisect_left(self._numbers, first) for first in self._firsts]

    def _part(self, at: int) -> Part:
        return self.parts[bisect_right(self._firsts, self._numbers[at]) - 1]
