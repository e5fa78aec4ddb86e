"""What can be wrong, and where: facts only. The words are in the catalogues of ``parcalc.language``."""

from collections.abc import Mapping
from typing import NamedTuple


class Place(NamedTuple):
    """Where something stands: a file as its user named it, a physical line and a column, both from 1.

    In a counts file the column is the number of the cell in its row (A is 1); in a targets file it
    is the number of the character in its line. A workbook's place names its sheet.
    """

    file: str
    line: int | None = None
    column: int | None = None
    sheet: str = ""

    def __str__(self) -> str:
        """Return ``file:line:column``, in a workbook ``file:sheet!C7``, as far as it is known."""
        if self.sheet:
            return f"{self.file}:{self.sheet}" + (f"!{self.cell}" if self.line else "")
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)

    @property
    def cell(self) -> str:
        """What a spreadsheet calls the cell: C7, or 7 for a whole row."""
        letters, number = "", self.column or 0
        while number:
            number, letter = divmod(number - 1, 26)
            letters = chr(ord("A") + letter) + letters
        return f"{letters}{self.line}"


Fact = object
"""A string, an int (a number of cases), ``Names``, a ``Place``, a date, month or period, or a tuple of these."""


class Message:
    """A code of the catalogues, the place it is about and the facts that its words need."""

    __slots__ = ("code", "facts", "place")

    def __init__(self, code: str, place: Place | None = None, /, **facts: Fact) -> None:
        """Keep the facts as they are: whoever writes them out escapes them for its own format."""
        self.code, self.place = code, place
        self.facts: Mapping[str, Fact] = facts

    def __eq__(self, other: object) -> bool:
        """Tell whether two messages say the same."""
        return type(self) is type(other) and self._said() == other._said()

    def __hash__(self) -> int:
        """Return a number that is the same for messages that say the same."""
        return hash(self._said()[:2])

    def __repr__(self) -> str:
        """Return the message as it is written in code."""
        return f"{type(self).__name__}{self._said()!r}"

    def _said(self) -> tuple[str, Place | None, Mapping[str, Fact]]:
        return self.code, self.place, self.facts


class Problem(Message):
    """One thing the user must mend before parcalc gives a figure."""

    __slots__ = ()


class Note(Message):
    """One thing the user should know; it changes no figure."""

    __slots__ = ()


class Unusable(Exception):  # noqa: N818 - it says what the input is, not what parcalc did
    """Wrong usage, or a plan or counts file that cannot be used: every problem that was found."""

    def __init__(self, *problems: Problem) -> None:
        """Hold the problems in the order in which the user should read them."""
        super().__init__(*problems)
        self.problems = problems
