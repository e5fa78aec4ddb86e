"""The rows of a counts file from what engines found: a month and member each, spelt one way."""

import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from parcalc.errors import Place
from parcalc.judge.month_grid import Members, month_grid
from parcalc.model.columns import BLANK, Column, ColumnRows, Columns
from parcalc.model.naming import folded
from parcalc.model.period import Month, Period
from parcalc.read.dossiers.definition import Definition, Tally

UNNAMED = "(không ghi)"
"""The member of records that name none: beside those of the others their row must not pass for the whole."""

_Name = TypeVar("_Name")
_Cell = tuple[int, Members]
"""A month, by its ordinal, and whose its counts are."""


class CountedKind(NamedTuple):
    """What was found in the lists of one kind, and a place to name for its figures."""

    definition: Definition
    tally: Tally
    place: Place

    def months(self, wanted: Period | None) -> Period | None:
        """Return the months that the lists reach over, of those that are wanted; ``None`` if there are none."""
        if self.tally.first is None or self.tally.last is None:
            return None
        first, last = Month.at(self.tally.first), Month.at(self.tally.last)
        if wanted is not None:
            first, last = max(first, wanted.first), min(last, wanted.last)
        return Period(first, last) if first <= last else None


def counted_columns(kinds: Sequence[CountedKind], dimensions: Sequence[str], wanted: Period | None) -> Columns:
    """Return the counts of all kinds by month and member, in order.

    Where a kind does not reach to a month its counts are not reported.
    """
    spelt = _spellings(kinds)
    grids = [_Grid.of(kind, period, spelt) for kind in kinds if (period := kind.months(wanted))]
    cells = grids[0].cells if len(grids) == 1 else sorted({cell for grid in grids for cell in grid.cells})
    values = {count: array("q", [BLANK]) * len(cells) for kind in kinds for count in kind.definition.origins}
    for grid in grids:
        values |= grid.columns(cells)
    months, month_codes = _numbered(month for month, _ in cells)
    whose = {name: Column(*_numbered(members[at] for _, members in cells)) for at, name in enumerate(dimensions)}
    places = {count: kind.place for kind in kinds for count in kind.definition.origins}
    return CountedRows([Month.at(month) for month in months], month_codes, whose, values, places).columns


class _Grid(NamedTuple):
    """The counts of one kind: a value of each for each of its months and members, in their order."""

    cells: list[_Cell]
    values: Mapping[str, "array[int]"]

    @classmethod
    def of(cls, kind: CountedKind, months: Period, spelt: Mapping[Members, Members]) -> "_Grid":
        changes, changed = kind.tally.changes, kind.tally.changes.sizes()
        shown = sorted({spelt[members] for members in changed})
        at = {members: place for place, members in enumerate(shown)}
        places = {members: at[spelt[members]] for members in changed}
        cells = [(month.ordinal, members) for month in months for members in shown]
        return cls(cells, month_grid(changes, kind.definition.origins, months, places))

    def columns(self, cells: Sequence[_Cell]) -> Mapping[str, "array[int]"]:
        """Return the values for cells among which are those of this kind; the others are blank."""
        if self.cells == cells:
            return self.values
        at = {cell: place for place, cell in enumerate(self.cells)}
        return {
            count: array("q", [BLANK if (place := at.get(cell)) is None else values[place] for cell in cells])
            for count, values in self.values.items()
        }


class CountedRows(ColumnRows):
    """The rows one by one, made when they are asked for, and the same as columns."""

    def __init__(
        self,
        months: Sequence[Month],
        month_codes: Sequence[int],
        members: Mapping[str, Column],
        values: Mapping[str, Sequence[int]],
        places: Mapping[str, Place],
    ) -> None:
        """Hold what the columns are, and the place to name for each count."""
        self.columns = Columns(self, months, month_codes, members, values)
        self._places = places

    def files(self, rows: Sequence[int]) -> tuple[str, ...]:
        """Return the file that is named for all rows."""
        return (next(iter(self._places.values())).file,) if rows else ()

    def _counted(self, at: int) -> tuple[Mapping[str, int | None], Place, Mapping[str, Place]]:
        values = ((count, column[at]) for count, column in self.columns.values.items())
        told = {count: None if value == BLANK else value for count, value in values}
        return told, next(iter(self._places.values())), self._places


def _numbered(given: Iterable[_Name]) -> tuple[list[_Name], "array[int]"]:
    """Return names each once, in the order first seen, and the number of each."""
    numbers: dict[_Name, int] = {}
    numbered = array("q", [numbers.setdefault(one, len(numbers)) for one in given])
    return list(numbers), numbered


def _spellings(kinds: Iterable[CountedKind]) -> dict[Members, Members]:
    """Return each way of writing members with the way to write them: that of the most records, or the first by sign."""
    used: Counter[tuple[int, str]] = Counter()
    written: dict[Members, None] = {}
    for kind in kinds:
        for members, size in kind.tally.changes.sizes().items():
            written[members] = None
            for at, member in enumerate(members):
                used[at, _written(member)] += size
    best: dict[tuple[int, str], str] = {}
    for (at, member), _ in sorted(used.items(), key=lambda item: (-item[1], item[0])):
        best.setdefault((at, folded(member)), member)
    return {
        members: tuple(best[at, folded(_written(member))] for at, member in enumerate(members)) for members in written
    }


def _written(member: str) -> str:
    return " ".join(unicodedata.normalize("NFC", member).split()) or UNNAMED
