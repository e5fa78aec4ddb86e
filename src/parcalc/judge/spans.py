"""In which months a record counts. It is always one run of months, so a stock needs no list of them.

A flow counts in the month of its date; a stock from the month in which it was opened until that in which it was
closed. A comparison with the month's end only moves where the run begins or ends.
"""

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

from parcalc.model.naming import folded
from parcalc.model.period import Calendar
from parcalc.model.records import MONTH_END, Comparison, Flow, Kind, Origin, Records, Sign, Stock

Value: TypeAlias = str | int | date | None
Record: TypeAlias = Mapping[str, Value]
"""The values of a record by field: a time is a ``datetime``; ``None`` is a blank cell or a column that is not there."""

_Month = Callable[[Record], int | None]
_HOLDS: dict[Sign, Callable[[Any, Any], bool]] = {
    "<": operator.lt, "<=": operator.le, "=": operator.eq, ">=": operator.ge, ">": operator.gt,
}  # fmt: skip
_folded = lru_cache(maxsize=1 << 16)(folded)


class Span(NamedTuple):
    """A run of months by their ordinals: from ``first`` up to but without ``after``, or for good."""

    first: int
    after: int | None


class Edge(NamedTuple):
    """Where a comparison with the month's end lets a run begin or end: at the month of a field, or of the day after."""

    field: str
    begins: bool
    day_after: bool


def is_edge(comparison: Comparison) -> bool:
    """Tell whether a comparison is with the month's end: what it says changes from month to month."""
    return comparison.right == MONTH_END


def edges(comparison: Comparison) -> Iterator[Edge]:
    """Give the edges that a comparison with the month's end sets.

    ``due < month_end`` holds from the month of the day after the due day on, ``due <= month_end`` from the month of
    that day itself; ``>=`` and ``>`` hold until then.
    """
    if comparison.sign in {"<", "<=", "="}:
        yield Edge(comparison.left, begins=True, day_after=comparison.sign == "<")
    if comparison.sign in {">", ">=", "="}:
        yield Edge(comparison.left, begins=False, day_after=comparison.sign != ">")


def is_by_day(comparison: Comparison, records: Records) -> bool:
    """Tell whether a comparison looks at the day alone: a time beside a date."""
    kinds = {records.fields[name].kind for name in comparison.fields}
    return Kind.TIME in kinds and (Kind.DATE in kinds or isinstance(comparison.right, date))


def test_of(comparison: Comparison, records: Records) -> Callable[[Record], bool | None]:
    """Return what tells whether a comparison holds of a record: ``None`` where a field that it needs is blank."""
    left, right, holds = comparison.left, comparison.right, value_test(comparison, records)
    if isinstance(right, str):
        return lambda record: holds(record.get(left), record.get(right))
    return lambda record: holds(record.get(left), right)


def value_test(comparison: Comparison, records: Records) -> Callable[[Value, Value], bool | None]:
    """Return what tells whether a comparison holds of two values: ``None`` where one of them is blank."""
    holds = given_test(comparison, records)
    return lambda one, other: None if one is None or other is None else holds(one, other)


def given_test(comparison: Comparison, records: Records) -> Callable[[Any, Any], bool]:
    """Return what tells whether a comparison holds of two values of which none is blank."""
    compared = _HOLDS[comparison.sign]
    if is_by_day(comparison, records):
        return lambda one, other: compared(_day(one), _day(other))
    return compared


def _day(value: Value) -> Value:
    return value.date() if isinstance(value, datetime) else value


def run_of(counted: Flow | Stock, calendar: Calendar) -> Callable[[Record], Span | None]:
    """Return what tells a record's run of months by its dates alone, ``None`` where one that it needs is blank."""
    if isinstance(counted, Flow):
        month = _month(counted.month_of, calendar)
        return lambda record: None if (first := month(record)) is None else Span(first, first + 1)
    later = int(counted.at == "start")  # open at a month's start: at the end of the month before
    opened = _month(counted.opened, calendar, later=later)
    closed = _month(counted.closed, calendar, later=later)
    return lambda record: None if (first := opened(record)) is None else Span(first, closed(record))


class Counted(NamedTuple):
    """Tells in which months a record counts for one count."""

    run: Callable[[Record], Span | None]
    tests: tuple[Callable[[Record], bool | None], ...]
    edges: tuple[tuple[_Month, bool], ...]
    where: tuple[tuple[str, frozenset[str]], ...]
    leave_out: tuple[tuple[str, frozenset[str]], ...]
    compared: tuple[str, ...]

    @classmethod
    def of(cls, origin: Origin, records: Records, calendar: Calendar) -> "Counted":
        """Return what tells it for a count that is made as its plan says."""
        plain = [condition for condition in origin.conditions if not is_edge(condition)]
        moving = [edge for condition in origin.conditions if is_edge(condition) for edge in edges(condition)]
        return cls(
            run_of(origin.counted, calendar),
            tuple(test_of(condition, records) for condition in plain),
            tuple((_month(edge.field, calendar, day_after=edge.day_after), edge.begins) for edge in moving),
            tuple(_wanted(origin.scope.where)),
            tuple(_wanted(origin.scope.leave_out)),
            tuple(
                name
                for condition in origin.conditions
                for name in condition.fields
                if records.fields[name].kind.is_moment
            ),
        )

    def span(self, record: Record) -> Span | None:
        """Return the run of months, ``None`` if the record counts in none."""
        run = self.run(record)
        return self.within(run, record) if run is not None and self.takes(record) else None

    def takes(self, record: Record) -> bool:
        """Tell whether a record has the texts that the count takes, and not those it leaves out (as targets do)."""
        return _has(record, self.where) and not (self.leave_out and _has(record, self.leave_out))

    def within(self, run: Span, record: Record) -> Span | None:
        """Return what the comparisons leave of a run of months, ``None`` if it is none."""
        if not all(test(record) for test in self.tests):
            return None
        for month, begins in self.edges:
            if (edge := month(record)) is None:
                return None
            run = cut(run, edge, begins=begins)
        return run if run.after is None or run.first < run.after else None

    def lacks(self, record: Record) -> str | None:
        """Return the date whose blank may keep a record out of a count, though it has a run of months there.

        A blank number is no case of its own: no fee is stated, and none is asked.
        """
        return next((name for name in self.compared if record.get(name) is None), None)


def _month(field: str, calendar: Calendar, *, later: int = 0, day_after: bool = False) -> _Month:
    ahead = timedelta(days=int(day_after))

    @lru_cache(maxsize=1 << 16)
    def ordinal(day: date) -> int:
        return calendar.ordinal_of(day + ahead) + later

    def month(record: Record) -> int | None:
        day = record.get(field)
        return ordinal(day) if isinstance(day, date) else None

    return month


def cut(run: Span, month: int, *, begins: bool) -> Span:
    """Return what is left of a run of months that begins, or ends, at a month."""
    if begins:
        return Span(max(run.first, month), run.after)
    return Span(run.first, month if run.after is None else min(run.after, month))


def _wanted(texts: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, frozenset[str]]]:
    return ((field, frozenset(map(folded, wanted))) for field, wanted in texts.items())


def _has(record: Record, texts: tuple[tuple[str, frozenset[str]], ...]) -> bool:
    return all(_folded(str(record.get(field) or "")) in wanted for field, wanted in texts)
