"""The rows of the counts by month, and exact sums over them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from parcalc.errors import Place
from parcalc.model.assessment import Figure, Reason
from parcalc.model.counts import Counts, Row
from parcalc.model.naming import folded
from parcalc.model.period import MONTHS_OF_A_YEAR, Month, Period
from parcalc.model.plan import Plan, Sum, Target
from parcalc.model.scope import Scope

_NUMBERS = range(1, MONTHS_OF_A_YEAR + 1)
_Member = tuple[tuple[str, str], ...]
"""Whose a row is: the dimensions that it must have each month, each with its member."""


@dataclass(frozen=True, slots=True)
class _Total:
    """One count in one month over all rows: its sum, the files without its column, the first blank cell."""

    value: int
    absent_in: tuple[str, ...]
    blank: Place | None


class Ledger:
    """The rows that count for something. Months are added up once and remembered: a province has thousands of rows."""

    def __init__(self, plan: Plan, rows: Iterable[Row], reported: frozenset[Month] | None = None) -> None:
        """Group the rows by month; ``reported`` are the months that have any row at all, also outside a scope."""
        self.plan = plan
        self.by_month: dict[Month, list[Row]] = defaultdict(list)
        for row in rows:
            self.by_month[row.month].append(row)
        self.reported = frozenset(self.by_month) if reported is None else reported
        self._totals: dict[tuple[str, Month], _Total] = {}
        self._members: dict[Month, frozenset[_Member]] = {}
        self._rows_missing: dict[tuple[Month, ...], tuple[Reason, ...]] = {}
        self._strict = [dimension.id for dimension in plan.dimensions.values() if dimension.every_month]

    @property
    def rows(self) -> Iterator[Row]:
        """All rows, month by month."""
        return (row for rows in self.by_month.values() for row in rows)

    def within(self, scope: Scope) -> "Ledger":
        """Return the ledger of the rows that a scope takes."""
        where, leave_out = _wanted(scope.where), _wanted(scope.leave_out)
        taken = (row for row in self.rows if _lies_in(row, where) and not (leave_out and _lies_in(row, leave_out)))
        return Ledger(self.plan, taken, self.reported)

    def split(self, dimension: str) -> "dict[str, Ledger]":
        """Return one ledger for each member of a dimension, in the order in which the rows name them."""
        members: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows:
            if dimension in row.members:
                members[row.members[dimension]].append(row)
        return {name: Ledger(self.plan, rows, self.reported) for name, rows in members.items()}

    def total(self, count: str, month: Month) -> int | None:
        """Return one count in one month over all rows, ``None`` if it is not wholly reported."""
        total = self._total(count, month)
        return None if total.absent_in or total.blank or month not in self.by_month else total.value

    def figure(self, target: Target, period: Period) -> Figure:
        """Return a target's sums over a period in which nothing is missing."""
        denominator = self._sum(target.denominator, period) if target.denominator else None
        return Figure(self._sum(target.numerator, period), denominator)

    def gaps(self, target: Target, period: Period) -> tuple[Reason, ...]:
        """Return what is missing for a target in a period: months, rows of members, columns, cells."""
        return tuple(self._gaps(target, period, tuple(period)))

    def baseline_gaps(self, target: Target, period: Period) -> tuple[Reason, ...]:
        """Return what is missing for a baseline, of which a stock needs its own month alone."""
        needed = {month for count in target.counts for month in self._months(count, period)}
        return tuple(self._gaps(target, period, tuple(sorted(needed))))

    def _gaps(self, target: Target, period: Period, months: Sequence[Month]) -> Iterator[Reason]:
        if missing := tuple(month for month in months if month not in self.reported):
            yield Reason("judge.month_missing", months=missing)
        if self._strict:
            yield from self._row_gaps(tuple(months))
        for count in target.counts:
            yield from self._cell_gaps(count, self._months(count, period))

    def _row_gaps(self, months: tuple[Month, ...]) -> tuple[Reason, ...]:
        """Name every member that has rows in some month of the months' years, but not in one that is judged."""
        if months not in self._rows_missing:
            self._rows_missing[months] = tuple(self._find_row_gaps(months))
        return self._rows_missing[months]

    def _find_row_gaps(self, months: tuple[Month, ...]) -> Iterator[Reason]:
        seen = {member: None for month in _whole_years(months) for member in sorted(self._members_in(month))}
        reported = [month for month in months if month in self.reported]
        for member in seen:
            missing = tuple(month for month in reported if member not in self._members_in(month))
            if member and missing:
                yield Reason("judge.row_missing", member=" · ".join(name for _, name in member), months=missing)

    def _members_in(self, month: Month) -> frozenset[_Member]:
        if month not in self._members:
            rows = self.by_month.get(month, ())
            self._members[month] = frozenset(
                tuple((name, row.members[name]) for name in self._strict if name in row.members) for row in rows
            )
        return self._members[month]

    def _cell_gaps(self, count: str, months: Sequence[Month]) -> Iterator[Reason]:
        totals = {month: self._total(count, month) for month in months}
        names = self.plan.counts[count].names
        if files := tuple(dict.fromkeys(file for total in totals.values() for file in total.absent_in)):
            yield Reason("judge.column_absent", count=names, id=count, files=files)
        blank = {month: total.blank for month, total in totals.items() if total.blank}
        if blank:
            place = next(iter(blank.values()))
            yield Reason("judge.cell_blank", place, count=names, id=count, months=tuple(blank), place=place)

    def _sum(self, terms: Sum, period: Period) -> int:
        return sum(
            sign * self._total(count, month).value
            for sign, count in terms.terms
            for month in self._months(count, period)
        )

    def _months(self, count: str, period: Period) -> tuple[Month, ...]:
        """Return the months that a count takes of a period: flows all, a stock its first or last."""
        match self.plan.counts[count].over_period:
            case "first":
                return (period.first,)
            case "last":
                return (period.last,)
            case "sum":
                return tuple(period)

    def _total(self, count: str, month: Month) -> _Total:
        key = (count, month)
        if key not in self._totals:
            self._totals[key] = _total(count, self.by_month.get(month, []))
        return self._totals[key]


def _total(count: str, rows: Sequence[Row]) -> _Total:
    absent = dict.fromkeys(row.place.file for row in rows if count not in row.values)
    blank = (row for row in rows if count in row.values and row.values[count] is None)
    first = next(blank, None)
    place = first.cells.get(count, first.place) if first else None
    return _Total(sum(row.values.get(count) or 0 for row in rows), tuple(absent), place)


def _whole_years(months: Sequence[Month]) -> Iterator[Month]:
    return (Month(year, number) for year in sorted({month.year for month in months}) for number in _NUMBERS)


def select(counts: Counts, where: Mapping[str, tuple[str, ...]]) -> Counts:
    """Return the counts of the members that a user asked for, by dimension."""
    wanted = _wanted(where)
    return Counts(tuple(row for row in counts.rows if _lies_in(row, wanted)), counts.files, counts.notes)


def _wanted(members: Mapping[str, tuple[str, ...]]) -> dict[str, set[str]]:
    return {dimension: {folded(name) for name in names} for dimension, names in members.items()}


def _lies_in(row: Row, wanted: Mapping[str, set[str]]) -> bool:
    return all(folded(row.members.get(dimension, "")) in names for dimension, names in wanted.items())
