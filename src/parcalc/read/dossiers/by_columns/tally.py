"""Counting in plain Python: exact, with nothing to install, and fast enough for a commune or a district.

A column is gone through once for all counts that ask the same of it. Of a record alone ``parcalc.judge.spans`` tells in
which months it counts.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import repeat

from parcalc.judge.month_grid import Changes
from parcalc.judge.spans import Span, Value, cut, edges, is_edge, value_test
from parcalc.model.naming import folded
from parcalc.model.records import Comparison, Flow, Origin, Stock
from parcalc.model.scope import Scope
from parcalc.read.dossiers.by_columns.record_columns import RecordColumns
from parcalc.read.dossiers.definition import Definition, Reach, Tally

_Months = Sequence[int | None]
_Run = tuple[int, int | None]
"""The month from which and the one from which no more a record counts."""


def tally(records: RecordColumns, definition: Definition) -> Tally:
    """Return what records of one kind change in the counts of each month."""
    counter = _Counter(records, definition)
    for id_, origin in definition.origins.items():
        counter.count(id_, origin)
    numbers = {name: _texts(records.column(name)) for name in definition.named_texts}
    return Tally(
        counter.changes, reaches(records, definition), dict(counter.lacking), dict(definition.unnamed(numbers))
    )


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


def _later(months: _Months, later: int) -> _Months:
    return [None if month is None else month + later for month in months] if later else months


class _Counter:
    """Adds up, count by count, what records change; what their columns tell is worked out once for all counts."""

    def __init__(self, records: RecordColumns, definition: Definition) -> None:
        self.records, self.definition = records, definition
        self.changes, self.lacking = Changes(), Counter[tuple[str, str]]()
        self._whose = self._members()
        self._months, self._bounds = cache(self._months_of), cache(self._bounds_of)
        self._holds, self._has = cache(self._holding), cache(self._having)

    def count(self, id_: str, origin: Origin) -> None:
        """Add up one count."""
        candidates = self._candidates(origin)
        runs = self._runs(origin, candidates)
        numbers = Counter((self._whose[row], first) for row, (first, _) in runs.items())
        if isinstance(origin.counted, Stock):
            numbers.subtract((self._whose[row], after) for row, (_, after) in runs.items() if after is not None)
        whose, months = zip(*numbers, strict=True) if numbers else ((), ())
        self.changes.take(id_, whose, months, list(numbers.values()))
        self._note_lacking(id_, origin, [row for row in candidates if row not in runs])

    def _candidates(self, origin: Origin) -> Sequence[int]:
        """Return the records that have a run of months and the texts that a count takes."""
        first, _ = self._bounds(origin.counted)
        taken = self._taken(origin.scope)
        return [row for row, month in enumerate(first) if month is not None and taken[row]]

    def _runs(self, origin: Origin, rows: Iterable[int]) -> Mapping[int, _Run]:
        """Return the runs that the conditions of a count leave of those of records."""
        first, after = self._bounds(origin.counted)
        for condition in origin.conditions:
            if not is_edge(condition):
                holds = self._holds(condition)
                rows = [row for row in rows if holds[row]]
        runs: Mapping[int, _Run] = {row: (first[row] or 0, after[row]) for row in rows}
        for condition in filter(is_edge, origin.conditions):
            for edge in edges(condition):
                months = self._months(edge.field, int(edge.day_after))
                runs = {
                    row: cut(Span(*run), month, begins=edge.begins)
                    for row, run in runs.items()
                    if (month := months[row]) is not None
                }
        return {row: run for row, run in runs.items() if run[1] is None or run[0] < run[1]}

    def _note_lacking(self, id_: str, origin: Origin, rows: Sequence[int]) -> None:
        """Note the dates whose blanks may keep records out of a count, though they have a run of months there.

        A blank number is no case of its own: no fee is stated, and none is asked.
        """
        fields = self.definition.records.fields
        for name in (name for condition in origin.conditions for name in condition.fields):
            if fields[name].kind.is_moment:
                column = self.records.column(name)
                given = [row for row in rows if column[row] is not None]
                if len(given) < len(rows):
                    self.lacking[id_, name] += len(rows) - len(given)
                rows = given

    def _members(self) -> Sequence[int]:
        """Return the number of each record's members."""
        columns = [self.records.column(name) for name in self.definition.dimensions]
        keys = list(zip(*columns, strict=True)) if columns else [()] * self.records.number
        members = {key: tuple(str(value or "") for value in key) for key in dict.fromkeys(keys)}
        return self.changes.numbers_of(map(members.__getitem__, keys))

    def _bounds_of(self, counted: Flow | Stock) -> tuple[_Months, _Months]:
        """Return the months from which, and from which no more, each record counts by its dates alone."""
        if isinstance(counted, Flow):
            first = self._months(counted.month_of)
            return first, _later(first, 1)
        later = int(counted.at == "start")  # open at a month's start: at the end of the month before
        return _later(self._months(counted.opened), later), _later(self._months(counted.closed), later)

    def _months_of(self, field: str, days_after: int = 0) -> _Months:
        ahead, month = timedelta(days=days_after), self.definition.calendar.ordinal_of
        days = self.records.column(field)
        months: dict[Value, int] = {day: month(day + ahead) for day in set(days) if isinstance(day, date)}
        return [months.get(day) for day in days]

    def _holding(self, condition: Comparison) -> Sequence[bool | None]:
        right = condition.right
        others = self.records.column(right) if isinstance(right, str) else repeat(right)
        return list(map(value_test(condition, self.definition.records), self.records.column(condition.left), others))

    def _taken(self, scope: Scope) -> Sequence[bool]:
        """Tell of each record whether it has the texts that a count takes, and not those it leaves out."""
        taken = self._having_all(scope.where)
        if not scope.leave_out:
            return taken
        return [one and not other for one, other in zip(taken, self._having_all(scope.leave_out), strict=True)]

    def _having_all(self, texts: Mapping[str, tuple[str, ...]]) -> Sequence[bool]:
        columns = [self._has(field, wanted) for field, wanted in texts.items()]
        return list(map(all, zip(*columns, strict=True))) if columns else [True] * self.records.number

    def _having(self, field: str, wanted: tuple[str, ...]) -> Sequence[bool]:
        column, names = self.records.column(field), frozenset(map(folded, wanted))
        known = {value: folded(str(value or "")) in names for value in set(column)}
        return [known[value] for value in column]
