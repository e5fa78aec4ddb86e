"""What stands in the counts of one row, and where: kept small, for a nation's counts have millions of cells."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from parcalc.errors import Place

T = TypeVar("T")


class RowValues(Mapping[str, int | None]):
    """The counts of a row; which of them stands where is the same for all rows of a table."""

    __slots__ = ("_at", "_values")

    def __init__(self, at: Mapping[str, int], values: Sequence[int | None]) -> None:
        """Take the number of each count among the values."""
        self._at, self._values = at, values

    def __getitem__(self, count: str) -> int | None:
        return self._values[self._at[count]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._at)

    def __len__(self) -> int:
        return len(self._at)

    def get(self, count: str, default: T = None) -> int | T | None:  # type: ignore[assignment]
        """Return a count; the default where the row has none."""
        at = self._at.get(count)
        return default if at is None else self._values[at]


class RowPlaces(Mapping[str, Place]):
    """The place of each count of a row in its line, made when it is asked for."""

    __slots__ = ("_columns", "_row")

    def __init__(self, row: Place, columns: Mapping[str, int]) -> None:
        """Take the place of the row and the column of each count, from 1."""
        self._row, self._columns = row, columns

    def __getitem__(self, count: str) -> Place:
        return self._row._replace(column=self._columns[count])

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)
