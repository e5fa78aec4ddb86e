"""Rows that head others by their number: I over 1, 2 and 3, and 1 over 1.1. What they say is a sum, counted below."""

import re

from parcalc.model.naming import PATH, folded
from parcalc.read.counts.lines import Lines

_DEPTHS = (
    r"[A-HĐ][.)]?",
    r"\(?[IVX]+\)?[.)]?",
    r"\(?[0-9]{1,4}\)?[.)]?",
    r"[0-9]{1,4}(?:[.][0-9]{1,4})+[.)]?|[a-zđ][.)]?|[-+*•–]",
)
"""How rows are numbered from the outermost group inwards: A, I, 1, 1.1."""
_NUMBERS = frozenset(("stt", "tt", "số tt", "số thứ tự", "thứ tự", "no", "no.", "item"))

UNNUMBERED = -1


def numbers_rows(heading: str) -> bool:
    """Tell whether a heading is that of the numbers of rows: STT."""
    return folded(heading.rpartition(PATH)[2]) in _NUMBERS


def depth_of(number: str) -> int:
    """Return how deep a row stands by its number: 1 for I, 2 for 1, 3 for 1.1."""
    return next((depth for depth, pattern in enumerate(_DEPTHS) if re.fullmatch(pattern, number)), UNNUMBERED)


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
