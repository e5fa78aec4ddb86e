"""The counts: one row a month (and member of each dimension), every cell a whole number or not reported."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from parcalc.errors import Note
from parcalc.model.columns import Columns
from parcalc.model.period import Month
from parcalc.model.row import Row


class SourceFile(NamedTuple):
    """A counts file that was read: its name as given and the SHA-256 of its bytes, in hexadecimal."""

    name: str
    sha256: str


@dataclass(frozen=True)
class Counts:
    """All rows of one or more files, in file order, and what was noticed on the way.

    ``table`` are the same rows as columns, where they were read as such.
    """

    rows: Sequence[Row]
    files: tuple[SourceFile, ...] = ()
    notes: tuple[Note, ...] = ()
    table: Columns | None = None

    @cached_property
    def columns(self) -> Columns:
        """The rows as columns."""
        return self.table or Columns.of(self.rows)

    @property
    def months(self) -> tuple[Month, ...]:
        """The months that have a row, in order."""
        return tuple(sorted(self.columns.months))
