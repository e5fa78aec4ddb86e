"""Rows that head others by their number: I over 1, 2 and 3, and 1 over 1.1. What they say is a sum, counted below."""

import re
from itertools import pairwise

from parcalc.model.naming import PATH, folded
from parcalc.read.counts.header import Header
from parcalc.read.counts.labels import is_bulleted
from parcalc.read.counts.lines import Lines
from parcalc.read.counts.numbers import unwrapped
from parcalc.read.tables.records import Record

_DEPTHS = (
    r"[A-HĐ][.)]?",
    r"\(?[IVX]+\)?[.)]?",
    r"\(?[0-9]{1,4}\)?[.)]?",
    r"[0-9]{1,4}(?:[.][0-9]{1,4})+[.)]?|[a-zđ][.)]?|[-+*•–]",
)
"""How rows are numbered from the outermost group inwards: A, I, 1, 1.1."""
_NUMBERS = frozenset(("stt", "tt", "số tt", "số thứ tự", "thứ tự", "no", "no.", "item"))

UNNUMBERED, _PLAIN, _BULLETED = -1, 2, 3


def depth_of(number: str) -> int:
    """Return how deep a row stands by its number: 1 for I, 2 for 1, 3 for 1.1."""
    return next((depth for depth, pattern in enumerate(_DEPTHS) if re.fullmatch(pattern, number)), UNNUMBERED)


class Outline:
    """How deep the rows below a header stand: by their numbers, or by bullets before their names."""

    def __init__(self, header: Header) -> None:
        """Find the column of numbers, and those of names."""
        self._header = header
        unknown = (at for at in range(header.width) if at not in header.columns)
        cells = header.record.cells
        self._number_at = next((at for at in unknown if folded(cells[at].rpartition(PATH)[2]) in _NUMBERS), None)
        self._names = tuple(at for at, column in header.columns.items() if column.kind == "dimension")

    def heads(self, page: list[Record]) -> dict[int, Record]:
        """Return, by the line of each row that heads a group, the row below it: of its month, and deeper."""
        if not self._names or (self._number_at is None and not any(map(self._is_bulleted, page))):
            return {}
        told = [record for record in page if any(map(str.strip, self._header.counted(record)))]
        return {row.line: below for row, below in pairwise(told) if self._is_under(below, row)}

    def depth(self, record: Record) -> int:
        """Return how deep a row stands; ``UNNUMBERED`` for one without a number beside others that have one."""
        number = "" if self._number_at is None else unwrapped(_cell(record, self._number_at))
        if number and (depth := depth_of(number)) != UNNUMBERED:
            return depth
        if self._is_bulleted(record):
            return _BULLETED
        return _PLAIN if self._number_at is None else UNNUMBERED

    def _is_under(self, below: Record, row: Record) -> bool:
        if not UNNUMBERED < self.depth(row) < self.depth(below):
            return False
        months = {month for record in (row, below) if (month := self._header.cell(record, "month").strip())}
        return len(months) < 2  # noqa: PLR2004 - one month, or blank as merged cells are

    def _is_bulleted(self, record: Record) -> bool:
        return any(is_bulleted(_cell(record, at)) for at in self._names)


def _cell(record: Record, position: int) -> str:
    return record.cells[position] if position < len(record.cells) else ""


class OpenGroups:
    """The groups of a table whose rows are still being read."""

    def __init__(self, lines: Lines) -> None:
        """Begin with none."""
        self._lines = lines
        self._open: list[tuple[int, int]] = []

    def end(self, depth: int = UNNUMBERED) -> None:
        """End the groups that a row of some depth is no part of."""
        while self._open and self._open[-1][0] >= depth:
            _, at = self._open.pop()
            self._lines.totals[at] = self._lines.totals[at]._replace(end=len(self._lines.rows))

    def begin(self, depth: int) -> None:
        """Take the totals row that comes next as the sum of the rows below it, as far as its group goes."""
        self._open.append((depth, len(self._lines.totals)))
