"""What was found in one table: data rows, totals rows, what was passed over, and what is wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from parcalc.errors import Message, Note, Place, Problem
from parcalc.model.period import Month
from parcalc.model.row import Row
from parcalc.read.limits import FirstMessages
from parcalc.read.tables.records import Record
from parcalc.read.tables.tables import Table
from parcalc.read.wording import quoted

_MOST_NAMED = 8


class Total(NamedTuple):
    """A totals row: what it calls itself, the month and members it is of (if it says so), and its counts.

    ``at`` is how many data rows stand above it, ``block`` how many stand above its header, and of a row that heads a
    group ``end`` how many stand above what follows the group.
    """

    label: str
    month: Month | None
    members: Mapping[str, str]
    values: Mapping[str, int | None]
    place: Place
    cells: Mapping[str, Place]
    at: int
    block: int
    end: int | None = None


@dataclass(slots=True)
class Lines:
    """What stands in one table.

    ``starts`` says before which data row each of its blocks begins, ``pages`` where the same header comes once more.
    """

    table: Table
    rows: list[Row] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    passed: list[Record] = field(default_factory=list)
    problems: FirstMessages[Problem] = field(default_factory=FirstMessages[Problem])
    notes: FirstMessages[Note] = field(default_factory=FirstMessages[Note])

    def tell(self, messages: Iterable[Message]) -> None:
        """Keep what is wrong and what is worth noting."""
        for message in messages:
            if isinstance(message, Problem):
                self.problems.append(message)
            elif isinstance(message, Note):
                self.notes.append(message)

    def passed_over(self) -> list[Note]:
        """Return one note that names every row that holds no counts and was passed over."""
        if not self.passed:
            return []
        named = tuple(f"{record.line} “{quoted(_first(record.cells))}”" for record in self.passed[:_MOST_NAMED])
        more = len(self.passed) - len(named)
        code = "data.passed_over_and_more" if more else "data.passed_over"
        return [Note(code, self.table.place_of(self.passed[0]), lines=named, more=more)]


def _first(cells: Iterable[str]) -> str:
    return next((cell for cell in cells if cell.strip()), "")
