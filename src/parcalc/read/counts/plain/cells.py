"""The columns of plain files as they grow, and what stands in their cells. Each text is looked at once."""

import sys
import unicodedata
from abc import ABC, abstractmethod
from array import array
from collections.abc import Sequence

from parcalc.model.columns import BLANK
from parcalc.model.plan import Plan
from parcalc.read.counts.headings import Column
from parcalc.read.counts.labels import compares, is_bulleted, is_total
from parcalc.read.counts.lost_marks import lost_its_marks
from parcalc.read.odd import OddError

_WIDER = {"h": "i", "i": "q"}
"""From two bytes a count to four and to eight, when one is too large."""
_LONGEST_NAME = 1000
_MOST_KNOWN = 1 << 16
"""Numbers whose texts are remembered: in a column of larger ones hardly any comes again."""


class Entries(dict[bytes, bytes], ABC):
    """A column, and for each text that stands in a cell of it the bytes of its entry."""

    def __init__(self) -> None:
        """Begin with no row."""
        self.column = array("h")

    def take(self, texts: Sequence[bytes]) -> None:
        """Add the entries of cells, of nothing but what stands in them. Raises ``OddError`` for one that is odd."""
        try:
            entries = b"".join(map(self.__getitem__, texts))
        except OverflowError:
            self.widen()
            self.take(texts)
        else:
            self.column.frombytes(entries)

    def widen(self) -> None:
        """Make room for larger entries."""
        if self.column.typecode not in _WIDER:
            raise OddError
        self.column = array(_WIDER[self.column.typecode], self.column)

    def __missing__(self, text: bytes) -> bytes:
        entry = self[text] = self._entry(self._number(text))
        return entry

    def _entry(self, number: int) -> bytes:
        return number.to_bytes(self.column.itemsize, sys.byteorder, signed=True)

    @abstractmethod
    def _number(self, text: bytes) -> int:
        """Return what a text that has not been seen means."""


class Wholes(Entries):
    """A column of whole numbers; a blank cell is not reported."""

    def __init__(self, largest: int) -> None:
        """Take the largest count that can be right."""
        super().__init__()
        self.largest = largest

    def widen(self) -> None:
        """Make room for larger entries, which are other bytes for the same numbers."""
        super().widen()
        self.clear()

    def extend(self, numbers: "array[int]") -> None:
        """Add numbers that are no larger than a count may be."""
        while self.column.itemsize < numbers.itemsize:
            self.widen()
        fits = numbers.typecode == self.column.typecode
        self.column.extend(numbers if fits else array(self.column.typecode, numbers))

    def _number(self, text: bytes) -> int:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        if not text:
            return BLANK
        if not text.isdigit() or len(text) > len(str(self.largest)) or int(text) > self.largest:
            raise OddError
        return int(text)


class Codes(Entries):
    """A column of names as numbers, in the order first seen."""

    @property
    def texts(self) -> Sequence[str]:
        """The names."""
        return [text.decode("utf-8") for text in self]

    def widen(self) -> None:
        """Make room for more names."""
        super().widen()
        self.update({text: self._entry(code) for code, text in enumerate(self)})

    def _number(self, text: bytes) -> int:
        plain_name(text)
        return len(self)


def entries_of(head: Column, plan: Plan) -> Wholes | Codes:
    """Return an empty column that takes what stands under a heading."""
    return Wholes(plan.largest_count) if head.kind == "count" else Codes()


def plain_name(text: bytes) -> str:
    """Return the text of a cell that can be nothing but a name, a month or a heading.

    Raises ``OddError``, or ``UnicodeDecodeError`` for bytes that are no text.
    """
    name = text.decode("utf-8")
    plain = name.isprintable() and unicodedata.is_normalized("NFC", name) and name == " ".join(name.split())
    if not name or not plain or len(name) > _LONGEST_NAME or name.startswith("=") or is_total(name):
        raise OddError
    if lost_its_marks(name) or compares(name) or is_bulleted(name):
        raise OddError
    return name
