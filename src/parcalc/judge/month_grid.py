"""The counts of every month and member from what changes them: the same for every engine that counts records.

A flow changes by the cases of a month; a stock by +1 in the month from which a record counts and by −1 in that from
which it counts no more, so that its value is the running sum.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from typing import NamedTuple, TypeAlias

from parcalc.model.period import Month, Period
from parcalc.model.records import Flow, Origin

Members: TypeAlias = tuple[str, ...]


class Change(NamedTuple):
    """By how much a count of some members changes in a month, which is given by its ordinal."""

    count_id: str
    members: Members
    month: int
    number: int


class Cell(NamedTuple):
    """The counts of some members in a month."""

    month: Month
    members: Members
    values: dict[str, int]


def month_grid(changes: Iterable[Change], origins: Mapping[str, Origin], period: Period) -> Iterator[Cell]:
    """Give the counts of each month of a period for all members that have a change at all; what is none is 0.

    What a stock changed by before the period is in it; what any count changes by after the period is not.
    """
    first, last = period.first.ordinal, period.last.ordinal
    series: dict[Members, dict[str, list[int]]] = defaultdict(dict)
    for change in changes:
        counts = series[change.members]
        is_flow = isinstance(origins[change.count_id].counted, Flow)
        if change.month <= last and (change.month >= first or not is_flow):
            numbers = counts.setdefault(change.count_id, [0] * len(period))
            numbers[max(change.month, first) - first] += change.number
    return _cells(series, origins, period)


def _cells(
    series: Mapping[Members, Mapping[str, list[int]]], origins: Mapping[str, Origin], period: Period
) -> Iterator[Cell]:
    nothing = [0] * len(period)
    ordered = sorted(series)
    values = {
        members: {count: _values(series[members].get(count, nothing), origin) for count, origin in origins.items()}
        for members in ordered
    }
    for at, month in enumerate(period):
        for members in ordered:
            yield Cell(month, members, {count: numbers[at] for count, numbers in values[members].items()})


def _values(numbers: list[int], origin: Origin) -> list[int]:
    return numbers if isinstance(origin.counted, Flow) else list(accumulate(numbers))
