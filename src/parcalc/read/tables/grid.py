"""The cells of one sheet or HTML table as its program stores them, and the records that they make."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, repeat
from operator import itemgetter
from typing import NamedTuple, Never

from parcalc.errors import Place, Problem, Unusable
from parcalc.read.odd import OddError
from parcalc.read.tables.encoding import CONTROL
from parcalc.read.tables.records import LONGEST_CELL, MOST_COLUMNS, NO_SPANS, Record

MOST_LINES = 1_048_576
"""Rows of an Excel sheet."""
MOST_FILLED = 2_500_000
"""Cells of one sheet that hold something: every count of a nation's communes for a year is half of it."""
MOST_CELLS = 20_000_000
"""Cells that the records of one sheet may have, the blank ones among them."""

_LOOKED_UP = 10
"""Cells that may be written in the time in which a line is looked up."""
_NONE: frozenset[int] = frozenset()
_ESCAPE = "_x000"
_ESCAPED_BREAK = re.compile(rf"{_ESCAPE}[9ADad]_")


class Cell(NamedTuple):
    """What stands in a cell, in words, and whether it is a stored number with a fraction."""

    text: str
    fraction: bool = False


class Line(NamedTuple):
    """The columns of a line that hold something, from 1, and the texts that stand there."""

    columns: tuple[int, ...]
    texts: Sequence[str]

    def spread(self, width: int) -> tuple[str, ...]:
        """Return the texts of so many columns."""
        return _spreader(self.columns, width)(self.texts)


class Merge(NamedTuple):
    """A block of cells that is one cell: its first and last line and column, from 1."""

    top: int
    left: int
    bottom: int
    right: int


class Grid:
    """The cells of one sheet, by line and column from 1. Blank ones are not kept."""

    def __init__(self, file: str, sheet: str = "") -> None:
        """Begin with no cell."""
        self.file, self.sheet = file, sheet
        self._lines: dict[int, dict[int, str]] = {}
        self._whole: dict[int, Line] = {}
        self._fractions, self._covered = set[tuple[int, int]](), set[tuple[int, int]]()
        self._merges: list[Merge] = []
        self._hidden: set[int] = set()
        self._filled = self._cells = 0

    def put(self, line: int, column: int, cell: Cell) -> None:
        """Keep a cell. Raises ``Unusable`` for one that no sheet has, or has twice, or that is one too many."""
        if not cell.text or cell.text.isspace():
            return
        if column > MOST_COLUMNS:
            place = Place(self.file, line, column, self.sheet)
            raise Unusable(Problem("data.too_many_columns", place, most=MOST_COLUMNS))
        if line in self._whole:
            self._open(line)
        cells = self._lines.setdefault(line, {})
        self._filled += 1
        if line > MOST_LINES or column in cells:
            raise broken(self.file)
        if self._filled > MOST_FILLED:
            raise self._too_many(MOST_FILLED)
        # A number, as most cells are, needs no look at its signs.
        plain = cell.text.isascii() and cell.text.isalnum() and len(cell.text) < LONGEST_CELL
        cells[column] = cell.text if plain else (_sound(cell.text) or self._unsound(cell.text, line, column))
        if cell.fraction:
            self._fractions.add((line, column))

    def put_lines(self, lines: Mapping[int, Line]) -> None:
        """Keep lines that hold something, all texts as cells keep them.

        Raises ``OddError``, and keeps none, where a line is not new or there is a cell too many.
        """
        filled = self._filled + sum(len(line.texts) for line in lines.values())
        new = self._lines.keys().isdisjoint(lines) and self._whole.keys().isdisjoint(lines)
        if filled > MOST_FILLED or not new:
            raise OddError
        self._whole.update(lines)
        self._filled = filled

    def _open(self, *lines: int) -> None:
        """Let the cells of whole lines be got at one by one."""
        for line in lines:
            whole = self._whole.pop(line)
            self._lines[line] = dict(zip(whole.columns, whole.texts, strict=True))

    def _unsound(self, text: str, line: int, column: int) -> Never:
        place = Place(self.file, line, column, self.sheet)
        if len(text) > LONGEST_CELL:
            raise Unusable(Problem("data.cell_too_long", place))
        found = CONTROL.search(_composed(text))
        raise Unusable(Problem("data.control", place, code=f"U+{ord(found[0]) if found else 0:04X}"))

    def merge(self, merge: Merge) -> None:
        """Keep a block of merged cells."""
        self._merges.append(merge)
        self._take(1)

    def hide(self, line: int) -> None:
        """Keep that a line is not shown."""
        self._hidden.add(line)

    @property
    def hidden(self) -> tuple[int, ...]:
        """The lines that hold something and are not shown."""
        return tuple(sorted(self._hidden & (self._lines.keys() | self._whole.keys())))

    def records(self) -> tuple[Record, ...]:
        """Return a record for every line that holds something, all of one width, merged cells written out."""
        if self._merges:
            self._open(*self._whole)
        for merge in self._merges:
            self._uncover(merge)
        self._lines = {line: cells for line, cells in self._lines.items() if cells}
        spans: dict[int, dict[int, int]] = {}
        for merge in self._merges:
            self._spread(merge, spans)
        width = max(map(max, chain(self._lines.values(), {line.columns for line in self._whole.values()})), default=0)
        lines = sorted([*self._lines, *self._whole])
        self._take(width * len(lines))
        return tuple(self._record(line, width, spans.get(line, NO_SPANS)) for line in lines)

    def _uncover(self, merge: Merge) -> None:
        """Drop what stands below a merged cell: nobody sees it."""
        across = range(merge.left, merge.right + 1)
        for line in self._within(merge):
            cells = self._lines[line]
            covered = [at for at in (across if len(across) < len(cells) else cells) if at in cells and at in across]
            self._take(min(len(across), len(cells)))
            for column in covered:
                if (line, column) != (merge.top, merge.left):
                    del cells[column]

    def _spread(self, merge: Merge, spans: dict[int, dict[int, int]]) -> None:
        """Write a merged cell into the lines that it covers, and note how wide it is there."""
        text = self._lines.get(merge.top, {}).get(merge.left)
        for line in self._within(merge) if text else ():
            if text and line > merge.top:
                self._lines[line][merge.left] = text
                self._covered.add((line, merge.left))
            if merge.right > merge.left:
                spans.setdefault(line, {})[merge.left - 1] = min(merge.right, MOST_COLUMNS) - merge.left + 1

    def _within(self, merge: Merge) -> Sequence[int]:
        """Return the lines of a block that hold something."""
        if merge.bottom - merge.top < len(self._lines):
            lines: Sequence[int] = range(merge.top, merge.bottom + 1)
        else:
            lines = [line for line in self._lines if merge.top <= line <= merge.bottom]
        self._take(_LOOKED_UP * len(lines))
        return [line for line in lines if line in self._lines]

    def _record(self, line: int, width: int, spans: Mapping[int, int]) -> Record:
        if line in self._whole:
            return Record(line, self._whole[line].spread(width), spans=spans)
        cells = self._lines[line]
        return Record(
            line,
            tuple(map(cells.get, range(1, width + 1), repeat(""))),
            self._positions(line, self._fractions),
            self._positions(line, self._covered),
            spans,
        )

    def _positions(self, line: int, places: set[tuple[int, int]]) -> frozenset[int]:
        if not places:
            return _NONE
        return frozenset(column - 1 for column in self._lines[line] if (line, column) in places)

    def _take(self, cells: int) -> None:
        self._cells += cells
        if self._cells > MOST_CELLS:
            raise self._too_many(MOST_CELLS)

    def _too_many(self, most: int) -> Unusable:
        return Unusable(Problem("data.too_many_cells", Place(self.file, sheet=self.sheet), most=most))


@lru_cache(maxsize=1 << 10)
def _spreader(columns: tuple[int, ...], width: int) -> Callable[[Sequence[str]], tuple[str, ...]]:
    """Return what spreads the texts of columns over so many."""
    if columns == tuple(range(1, width + 1)):
        return tuple
    at = {column: position for position, column in enumerate(columns)}
    pick = itemgetter(*(at.get(column, -1) for column in range(1, width + 1)))
    return lambda texts: pick((*texts, ""))


def broken(file: str) -> Unusable:
    """Return what is raised for a workbook that no program of its kind would have written so."""
    return Unusable(Problem("data.broken_workbook", Place(file)))


def kept_text(text: str) -> str:
    """Return a text as a cell keeps it, nothing for blanks. Raises ``OddError`` for one that no cell may hold."""
    if not text or text.isspace():
        return ""
    if sound := _sound(text):
        return sound
    raise OddError


def kept_texts(texts: Sequence[str]) -> Sequence[str]:
    """Return texts as cells keep them, and none of them where they have to be looked at one by one."""
    together = "".join(texts)
    plain = together.isprintable() and _ESCAPE not in together and unicodedata.is_normalized("NFC", together)
    if not plain or max(map(len, texts), default=0) > LONGEST_CELL:
        return ()
    return ["" if text.isspace() else text for text in texts]


@lru_cache(maxsize=1 << 14)
def _sound(text: str) -> str:
    """Return a text with its signs composed, nothing for one that no cell may hold: many cells hold the same."""
    if text.isprintable() and _ESCAPE not in text and len(text) <= LONGEST_CELL:
        return unicodedata.normalize("NFC", text)
    plain = _composed(text)
    return "" if len(text) > LONGEST_CELL or CONTROL.search(plain) else plain


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", _ESCAPED_BREAK.sub(" ", text))
