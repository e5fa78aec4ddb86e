"""How much is read, and how many problems are told: the same for data and for plans."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Self, TypeVar

from parcalc.errors import Message, Note, Problem

MOST_PROBLEMS = 50
"""More than anyone mends at a sitting; the rest is counted."""

MOST_NOTES = 20
"""Notes of one kind that are told; the rest is counted."""

LARGEST_DATA = 64 * 1024 * 1024
"""Bytes of data that are read cell by cell, of all files together: some 600,000 rows, for which a gigabyte is taken.

Plain tables are read by columns, which take a twentieth of that: of them only the columns are bounded.
"""
LARGEST_STREAM = 4 * LARGEST_DATA
"""Bytes of stdin, which must be held: nobody can read it twice."""
MOST_COLUMN_BYTES = 512 * 1024 * 1024
"""What the columns of plain tables may take: some eight million rows of a nation's thirty counts."""
LARGEST_PLAN = 256 * 1024
"""Bytes of a targets file."""


M = TypeVar("M", bound=Message)


class FirstMessages(list[M]):
    """Messages: as many as are told, and for each of the others no more than a mark that there is one.

    A hundred thousand rows that are wrong in one way take the room of fifty.
    """

    def __init__(self) -> None:
        """Begin with none."""
        super().__init__()
        self._numbers: Counter[str] = Counter()
        self._marks: dict[str, M] = {}

    def tell(self, kind: type[M], code: str, worded: Callable[[], M]) -> None:
        """Take in a message, which is worded only if it is told."""
        sort, most = (code, MOST_NOTES) if issubclass(kind, Note) else ("", MOST_PROBLEMS)
        self._numbers[sort] += 1
        super().append(worded() if self._numbers[sort] <= most else self._marks.setdefault(code, kind(code)))

    @property
    def is_full(self) -> bool:
        """Whether no more problems are told."""
        return self._numbers[""] >= MOST_PROBLEMS

    def clear(self) -> None:
        """Forget all of them."""
        super().clear()
        self._numbers.clear()

    def append(self, message: M) -> None:
        """Take in one more message."""
        self.tell(type(message), message.code, lambda: message)

    def extend(self, messages: Iterable[M]) -> None:
        """Take in more messages."""
        for message in messages:
            self.append(message)

    def __iadd__(self, messages: Iterable[M]) -> Self:  # type: ignore[misc, override]
        self.extend(messages)
        return self


def first_problems(problems: Sequence[Problem]) -> Sequence[Problem]:
    """Return as many problems as are told, and how many more there are."""
    more = len(problems) - MOST_PROBLEMS
    return (*problems[:MOST_PROBLEMS], Problem("data.more_problems", None, number=more)) if more > 0 else problems


def first_notes(notes: Sequence[Note]) -> Sequence[Note]:
    """Return as many notes of each kind as are told, and how many more of it there are."""
    numbers = Counter(note.code for note in notes)
    if max(numbers.values(), default=0) <= MOST_NOTES:
        return notes
    told: list[Note] = []
    seen: Counter[str] = Counter()
    for note in notes:
        seen[note.code] += 1
        if seen[note.code] <= MOST_NOTES:
            told.append(note)
        elif seen[note.code] == MOST_NOTES + 1:
            told.append(Note("data.more_notes", None, number=numbers[note.code] - MOST_NOTES))
    return told
