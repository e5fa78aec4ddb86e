"""The cells of a plain file: whole numbers, and the names of months and members. Each text is looked at once."""

import unicodedata

from parcalc.model.plan import Plan
from parcalc.read.counts.headings import Column
from parcalc.read.counts.labels import is_total
from parcalc.read.counts.lost_marks import lost_its_marks
from parcalc.read.odd import OddError

_LONGEST_NAME = 1000


class Wholes(dict[bytes, int]):
    """The whole number of each text of digits."""

    def __init__(self, largest: int) -> None:
        """Take the largest count that can be right."""
        self.largest = largest

    def __missing__(self, text: bytes) -> int:
        if not text.isdigit() or len(text) > len(str(self.largest)) or int(text) > self.largest:
            raise OddError
        value = self[text] = int(text)
        return value


class Codes(dict[bytes, int]):
    """The number of each text, in the order first seen; a text is what stands in a cell, nothing around it."""

    def __init__(self) -> None:
        """Begin with no text."""
        self.texts: list[str] = []

    def __missing__(self, text: bytes) -> int:
        self.texts.append(plain_name(text))
        code = self[text] = len(self)
        return code


Reader = Wholes | Codes


def reader_of(head: Column, plan: Plan) -> Reader:
    """Return what reads the cells of a column."""
    return Wholes(plan.largest_count) if head.kind == "count" else Codes()


def plain_name(text: bytes) -> str:
    """Return the text of a cell that can be nothing but a name, a month or a heading.

    Raises ``OddError``, or ``UnicodeDecodeError`` for bytes that are no text.
    """
    name = text.decode("utf-8")
    plain = name.isprintable() and unicodedata.is_normalized("NFC", name) and name == " ".join(name.split())
    if not name or not plain or len(name) > _LONGEST_NAME or name.startswith("=") or is_total(name):
        raise OddError
    if lost_its_marks(name):
        raise OddError
    return name
