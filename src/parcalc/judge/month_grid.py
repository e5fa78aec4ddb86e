"""The counts of every month and member from what changes them: the same for every engine that counts records.

A flow changes by the cases of a month; a stock by +1 in the month from which a record counts and by −1 in that from
which it counts no more, so that its value is the running sum. Changes and counts are columns: a nation's units over a
year are half a million whole numbers.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from itertools import compress
from operator import add
from typing import NamedTuple, TypeAlias

from parcalc.model.period import Period
from parcalc.model.records import Flow, Origin

Members: TypeAlias = tuple[str, ...]


class Series(NamedTuple):
    """The changes of one count: whose (numbers of members), in which months (ordinals), and by how much."""

    whose: "array[int]"
    months: "array[int]"
    numbers: "array[int]"


_NOTHING = Series(array("q"), array("q"), array("q"))


class Changes:
    """By how much the counts of members change in the months: ``members`` numbers them in the order first seen."""

    __slots__ = ("by_count", "members")

    def __init__(self) -> None:
        """Begin with no change."""
        self.members: dict[Members, int] = {}
        self.by_count: dict[str, Series] = {}

    def numbers_of(self, members: Iterable[Members]) -> "array[int]":
        """Return the numbers of members."""
        known = self.members
        return array("q", [known.setdefault(one, len(known)) for one in members])

    def take(self, count_id: str, whose: Sequence[int], months: Sequence[int], numbers: Sequence[int]) -> None:
        """Add changes of a count, as columns of one length; changes by 0 are none."""
        series = self.by_count.setdefault(count_id, Series(array("q"), array("q"), array("q")))
        for known, new in zip(series, (whose, months, numbers), strict=True):
            known.extend(compress(new, numbers))

    def after(self, month: int, count_id: str) -> int:
        """Return by how much a count changes after a month."""
        series = self.by_count.get(count_id, _NOTHING)
        return sum(number for each, number in zip(series.months, series.numbers, strict=True) if each > month)

    def sizes(self) -> dict[Members, int]:
        """Return by how much the counts of each member change in all; one without a change is not there."""
        sizes = [0] * len(self.members)
        for series in self.by_count.values():
            for member, number in zip(series.whose, series.numbers, strict=True):
                sizes[member] += abs(number)
        return {one: size for one, size in zip(self.members, sizes, strict=True) if size}


def month_grid(
    changes: Changes, origins: Mapping[str, Origin], period: Period, places: Mapping[Members, int]
) -> dict[str, "array[int]"]:
    """Return each count month by month, in each month for all members by their places; what is none is 0.

    Members that have one place are one. What a stock changed by before the period is in it; what any count changes by
    after the period is not.
    """
    at = [places.get(one, 0) for one in changes.members]
    width = len(set(places.values()))
    return {
        count: _counts(changes.by_count.get(count, _NOTHING), period, at, width, isinstance(origin.counted, Flow))
        for count, origin in origins.items()
    }


def _counts(series: Series, period: Period, at: Sequence[int], width: int, is_flow: bool) -> "array[int]":  # noqa: FBT001
    first, last = period.first.ordinal, period.last.ordinal
    counts = array("q", bytes(width * len(period) * array("q").itemsize))
    for member, month, number in zip(*series, strict=True):
        if month <= last and (month >= first or not is_flow):
            counts[max(month - first, 0) * width + at[member]] += number
    return counts if is_flow else _running(counts, width)


def _running(changes: "array[int]", width: int) -> "array[int]":
    """Return the sums up to each month, of which each has so many members."""
    for at in range(width, len(changes), width or 1):  # without members there is nothing to add up
        changes[at : at + width] = array("q", map(add, changes[at - width : at], changes[at : at + width]))
    return changes
