"""Counting in plain Python: exact, with nothing to install, and fast enough for a commune or a district.

A column is gone through once for all counts that ask the same of it. Of a record alone ``parcalc.judge.spans`` tells in
which months it counts.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache, reduce
from itertools import compress, repeat
from operator import and_
from typing import Any, NamedTuple

from parcalc.judge.month_grid import Changes
from parcalc.judge.spans import Edge, Span, Value, cut, edges, given_test, is_edge
from parcalc.model.naming import folded
from parcalc.model.records import Comparison, Flow, Origin, Stock
from parcalc.model.scope import Scope
from parcalc.read.dossiers.by_columns.record_columns import RecordColumns
from parcalc.read.dossiers.definition import Definition, Reach, Tally

_Months = Sequence[int | None]


def tally(records: RecordColumns, definition: Definition) -> Tally:
    """Return what records of one kind change in the counts of each month."""
    counter = _Counter(records, definition)
    for id_, origin in definition.origins.items():
        counter.count(id_, origin)
    numbers = {name: _texts(records.column(name)) for name in definition.named_texts}
    without = {name: mask.bit_count() for name, mask in counter.without.items()}
    return Tally(counter.changes, reaches(records, definition), counter.lacking, definition.unnamed(numbers), without)


def reaches(records: RecordColumns, definition: Definition) -> dict[str, Reach]:
    """Return over which months each date reaches by which lists do, without what is blank in all records."""
    month, found = definition.calendar.ordinal_of, {}
    for name in definition.base:
        days = [day for day in records.column(name) if isinstance(day, date)]
        if days:
            found[name] = Reach(month(min(days)), month(max(days)), records.number - len(days))
    return found


def _texts(column: Iterable[Value]) -> dict[str, int]:
    numbers: Counter[str] = Counter()
    for value, number in Counter(column).items():
        numbers[str(value or "")] += number
    return numbers


class _Spans(NamedTuple):
    """The runs of months of records: from ``first`` up to but without ``after``, or for good.

    The masks tell of which records the first month is known, of which the last is, and of which it is a run at all.
    """

    first: _Months
    after: _Months
    known: int
    ending: int
    sound: int

    @classmethod
    def of(cls, first: _Months, after: _Months) -> "_Spans":
        """Return the runs between two columns of months."""
        runs = zip(first, after, strict=True)
        return cls(
            first,
            after,
            _mask([month is not None for month in first]),
            _mask([month is not None for month in after]),
            _mask([one is not None and (other is None or one < other) for one, other in runs]),
        )


class _Counter:
    """Adds up, count by count, what records change; what their columns tell is worked out once for all counts.

    Of which records something holds is a mask: a whole number of a byte for each, which is 1 or 0.
    """

    def __init__(self, records: RecordColumns, definition: Definition) -> None:
        self.records, self.definition = records, definition
        self.changes, self.lacking, self.without = Changes(), dict[tuple[str, str], int](), dict[str, int]()
        self._whose = self._members()
        self._months, self._spans = cache(self._months_of), cache(self._spans_of)
        self._holds, self._has, self._given = cache(self._holding), cache(self._having), cache(self._giving)

    def count(self, id_: str, origin: Origin) -> None:
        """Add up one count."""
        spans = self._spans(origin.counted)
        candidates = held = spans.known & self._taken(origin.scope)
        for condition in origin.conditions:
            if not is_edge(condition):
                held &= self._holds(condition)
        for edge in (edge for condition in filter(is_edge, origin.conditions) for edge in edges(condition)):
            held &= self._given(edge.field)
            spans = self._cut(spans, edge)
        counted = held & spans.sound
        numbers = Counter(self._picked(spans.first, counted))
        if isinstance(origin.counted, Stock):
            numbers.subtract(Counter(self._picked(spans.after, counted & spans.ending)))
        whose, months = zip(*numbers, strict=True) if numbers else ((), ())
        self.changes.take(id_, whose, months, list(numbers.values()))
        self._note_lacking(id_, origin, candidates ^ counted)

    def _note_lacking(self, id_: str, origin: Origin, left: int) -> None:
        """Note the dates whose blanks may keep records out of a count, though they have a run of months there.

        A blank number is no case of its own: no fee is stated, and none is asked.
        """
        fields = self.definition.records.fields
        for name in (name for condition in origin.conditions for name in condition.fields):
            if fields[name].kind.is_moment:
                given = left & self._given(name)
                if given != left:
                    self.lacking[id_, name] = (left ^ given).bit_count()
                    self.without[name] = self.without.get(name, 0) | (left ^ given)
                left = given

    def _picked(self, months: _Months, mask: int) -> Iterable[tuple[int, Any]]:
        """Return whose the records of a mask are, and the month of each, which is known."""
        return compress(zip(self._whose, months, strict=True), mask.to_bytes(self.records.number, "little"))

    def _members(self) -> Sequence[int]:
        """Return the number of each record's members."""
        columns = [self.records.column(name) for name in self.definition.dimensions]
        keys = list(zip(*columns, strict=True)) if columns else [()] * self.records.number
        members = {key: tuple(str(value or "") for value in key) for key in dict.fromkeys(keys)}
        return self.changes.numbers_of(map(members.__getitem__, keys))

    def _spans_of(self, counted: Flow | Stock) -> _Spans:
        """Return the runs that records have by their dates alone."""
        if isinstance(counted, Flow):
            first = self._months(counted.month_of)
            return _Spans.of(first, _later(first, 1))
        later = int(counted.at == "start")  # open at a month's start: at the end of the month before
        return _Spans.of(_later(self._months(counted.opened), later), _later(self._months(counted.closed), later))

    def _cut(self, spans: _Spans, edge: Edge) -> _Spans:
        """Return what an edge leaves of runs, if anything; of those whose edge is not known it says nothing."""
        months = self._months(edge.field, int(edge.day_after))
        runs = list(zip(spans.first, spans.after, months, strict=True))
        left = {
            (first, after, month): (None, None)
            if first is None or month is None
            else cut(Span(first, after), month, begins=edge.begins)
            for first, after, month in set(runs)
        }
        return _Spans.of([left[run][0] for run in runs], [left[run][1] for run in runs])

    def _months_of(self, field: str, days_after: int = 0) -> _Months:
        ahead, month = timedelta(days=days_after), self.definition.calendar.ordinal_of
        days = self.records.column(field)
        months: dict[Value, int] = {day: month(day + ahead) for day in set(days) if isinstance(day, date)}
        return list(map(months.get, days))

    def _giving(self, field: str) -> int:
        return _mask([value is not None for value in self.records.column(field)])

    def _holding(self, condition: Comparison) -> int:
        right, holds = condition.right, given_test(condition, self.definition.records)
        others = self.records.column(right) if isinstance(right, str) else repeat(right, self.records.number)
        pairs = zip(self.records.column(condition.left), others, strict=True)
        return _mask([one is not None and other is not None and holds(one, other) for one, other in pairs])

    def _taken(self, scope: Scope) -> int:
        """Tell of which records have the texts that a count takes, and not those it leaves out."""
        left_out = self._having_all(scope.leave_out) if scope.leave_out else 0
        return self._having_all(scope.where) & ~left_out

    def _having_all(self, texts: Mapping[str, tuple[str, ...]]) -> int:
        return reduce(and_, (self._has(field, wanted) for field, wanted in texts.items()), -1)

    def _having(self, field: str, wanted: tuple[str, ...]) -> int:
        column, names = self.records.column(field), frozenset(map(folded, wanted))
        known = {value: folded(str(value or "")) in names for value in set(column)}
        return _mask([known[value] for value in column])


def _later(months: _Months, later: int) -> _Months:
    return [None if month is None else month + later for month in months] if later else months


def _mask(holds: Sequence[bool]) -> int:
    return int.from_bytes(bytes(holds), "little")
