"""The rows of the counts by month, and exact sums over them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from parcalc.errors import Place
from parcalc.model.assessment import Figure, Reason
from parcalc.model.columns import ABSENT, BLANK, Codes, Columns, picked
from parcalc.model.counts import Counts
from parcalc.model.lanes import added
from parcalc.model.naming import folded
from parcalc.model.period import MONTHS_OF_A_YEAR, Month, Period
from parcalc.model.plan import Plan, Sum, Target
from parcalc.model.scope import Scope

Gaps: TypeAlias = tuple[Reason, ...]
"""What is missing; nothing, where all is there."""

_NUMBERS = range(1, MONTHS_OF_A_YEAR + 1)
_Member = tuple[int, ...]
"""Whose a row is: in each dimension that must have it each month, its member's number in the column, or BLANK."""


class _Total(NamedTuple):
    """One count in one month over all rows: its sum, the files without its column, the row of the first blank cell."""

    value: int
    absent_in: tuple[str, ...] = ()
    blank: int | None = None

    @property
    def is_whole(self) -> bool:
        """Whether every row reports the count."""
        return self.blank is None and not self.absent_in


class Ledger:
    """The rows that count for something, by month. Each count of a month is added up once and remembered."""

    def __init__(
        self,
        plan: Plan,
        columns: Columns,
        by_month: Mapping[Month, Codes] | None = None,
        root: "Ledger | None" = None,
    ) -> None:
        """Take all rows, or those of ``by_month``: a part of the rows of ``root``.

        Whether a month, or a member that must report each month, is there at all is a question to all rows.
        """
        self.plan, self.columns = plan, columns
        self.by_month = columns.by_month() if by_month is None else by_month
        self.root = root or self
        self.reported: frozenset[Month] = root.reported if root else frozenset(self.by_month)
        self._totals: dict[tuple[str, Month], _Total] = {}
        self._members: dict[Month, frozenset[_Member]] = {}
        self._latest_members: tuple[Sequence[Codes], frozenset[_Member]] = ((), frozenset())
        self._rows_missing: dict[tuple[Month, ...], Mapping[_Member, tuple[Month, ...]]] = {}
        must_report = (dimension.id for dimension in plan.dimensions.values() if dimension.every_month)
        self.strict = [name for name in must_report if name in columns.members]

    def within(self, scope: Scope) -> "Ledger":
        """Return the ledger of the rows that a scope takes."""
        wanted, left_out = _chooser(self.columns, scope.where), _chooser(self.columns, scope.leave_out)
        leaves_out = bool(scope.leave_out)
        taken = {
            month: [row for row in rows if wanted(row) and not (leaves_out and left_out(row))]
            for month, rows in self.by_month.items()
        }
        return Ledger(self.plan, self.columns, {month: rows for month, rows in taken.items() if rows}, self.root)

    def members(self, dimension: str) -> tuple[str, ...] | None:
        """Return the members that the rows name, in that order; ``None`` where a row names none."""
        column = self.columns.members.get(dimension)
        if column is None:
            return None if self.by_month else ()
        codes = {code: None for rows in self.by_month.values() for code in picked(column.codes, rows)}
        return None if BLANK in codes else tuple(column.names[code] for code in codes)

    def has_rows(self, period: Period) -> bool:
        """Tell whether there is any row in a period."""
        return any(month in period for month in self.by_month)

    def total(self, count: str, month: Month) -> int | None:
        """Return one count in one month over all rows, ``None`` if it is not wholly reported."""
        total = self.total_of(count, month)
        return total.value if total.is_whole and month in self.by_month else None

    def figure(self, target: Target, period: Period) -> Figure:
        """Return a target's sums over a period in which nothing is missing."""
        denominator = self._sum(target.denominator, period) if target.denominator else None
        return Figure(self._sum(target.numerator, period), denominator, target.per)

    def gaps(self, target: Target, period: Period) -> Gaps:
        """Return what is missing for a target in a period: months, rows of members, columns, cells."""
        return tuple(self._gaps(target, period, tuple(period)))

    def baseline_gaps(self, target: Target, period: Period) -> Gaps:
        """Return what is missing for a baseline, of which a stock needs its own month alone."""
        return tuple(self._gaps(target, period, self.needed(target, period)))

    def needed(self, target: Target, period: Period) -> tuple[Month, ...]:
        """Return the months that a target's counts take of a period."""
        return tuple(sorted({month for count in target.counts for month in self.months_of(count, period)}))

    def months_of(self, count: str, period: Period) -> tuple[Month, ...]:
        """Return the months that a count takes of a period: flows all, a stock its first or last."""
        match self.plan.counts[count].over_period:
            case "first":
                return (period.first,)
            case "last":
                return (period.last,)
            case "sum":
                return tuple(period)

    def months_missing(self, months: tuple[Month, ...]) -> Gaps:
        """Name the months that no row of any ledger reports."""
        missing = tuple(month for month in months if month not in self.reported)
        return (Reason("judge.month_missing", months=missing),) if missing else ()

    def missing_rows(self, months: tuple[Month, ...]) -> Mapping[_Member, tuple[Month, ...]]:
        """Return each member that has rows here in the months' years, and in which of the months it has none at all."""
        if months not in self._rows_missing:
            self._rows_missing[months] = dict(self._find_missing_rows(months)) if self.strict else {}
        return self._rows_missing[months]

    def total_of(self, count: str, month: Month) -> _Total:
        """Return one count in one month with what is missing of it."""
        key = (count, month)
        if key not in self._totals:
            self._totals[key] = self._added(count, self.by_month.get(month, ()))
        return self._totals[key]

    def _gaps(self, target: Target, period: Period, months: tuple[Month, ...]) -> Iterator[Reason]:
        yield from self.months_missing(months)
        for member, missing in self.missing_rows(months).items():
            yield Reason(
                "judge.row_missing", member=" · ".join(name for _, name in self._named(member)), months=missing
            )
        for count in target.counts:
            yield from self._cell_gaps(count, self.months_of(count, period))

    def _find_missing_rows(self, months: tuple[Month, ...]) -> Iterator[tuple[_Member, tuple[Month, ...]]]:
        named = [self._members_in(month) for month in _whole_years(months)]
        there = {month: self.root._members_in(month) for month in months if month in self.reported}
        everyone = frozenset[_Member]().union(*set(named))  # of most months the same
        if all(members >= everyone for members in set(there.values())):
            return
        for member in {member: None for members in named for member in sorted(members, key=self._named)}:
            missing = tuple(month for month, members in there.items() if member not in members)
            if missing and any(code != BLANK for code in member):
                yield member, missing

    def _members_in(self, month: Month) -> frozenset[_Member]:
        if month not in self._members:
            rows = self.by_month.get(month, ())
            codes = [picked(self.columns.members[name].codes, rows) for name in self.strict]
            known, members = self._latest_members
            if codes != known:  # most months have the members of the one before
                members = frozenset(zip(*codes, strict=True))
                self._latest_members = (codes, members)
            self._members[month] = members
        return self._members[month]

    def _named(self, member: _Member) -> list[tuple[str, str]]:
        """Return a member's dimensions, each with its name there."""
        of_each = zip(self.strict, member, strict=True)
        return [(name, self.columns.members[name].names[code]) for name, code in of_each if code != BLANK]

    def _cell_gaps(self, count: str, months: Sequence[Month]) -> Iterator[Reason]:
        totals = {month: self.total_of(count, month) for month in months}
        names = self.plan.counts[count].names
        if files := tuple(dict.fromkeys(file for total in totals.values() for file in total.absent_in)):
            yield Reason("judge.column_absent", count=names, id=count, files=files)
        blank = {month: total.blank for month, total in totals.items() if total.blank is not None}
        if blank:
            place = self._place(next(iter(blank.values())), count)
            yield Reason("judge.cell_blank", place, count=names, id=count, months=tuple(blank), place=place)

    def _sum(self, terms: Sum, period: Period) -> int:
        return sum(
            sign * self.total_of(count, month).value
            for sign, count in terms.terms
            for month in self.months_of(count, period)
        )

    def _added(self, count: str, rows: Codes) -> _Total:
        column = self.columns.values.get(count)
        if column is None:
            return _Total(0, self.columns.files(rows))
        values = picked(column, rows)
        total, full = added(values)
        if full:
            return _Total(total)
        absent = [row for row, value in zip(rows, values, strict=True) if value == ABSENT] if ABSENT in values else ()
        blank = next((row for row, value in zip(rows, values, strict=True) if value == BLANK), None)
        return _Total(total, self.columns.files(absent), blank)

    def _place(self, row: int, count: str) -> Place:
        found = self.columns.rows[row]
        return found.cells.get(count, found.place)


def _whole_years(months: Sequence[Month]) -> Iterator[Month]:
    return (Month(year, number) for year in sorted({month.year for month in months}) for number in _NUMBERS)


def select(counts: Counts, where: Mapping[str, tuple[str, ...]]) -> Counts:
    """Return the counts of the members that a user asked for, by dimension."""
    wanted = _chooser(counts.columns, where)
    taken = tuple(counts.rows[row] for row in range(len(counts.rows)) if wanted(row))
    return Counts(taken, counts.files, counts.notes)


def _chooser(columns: Columns, members: Mapping[str, tuple[str, ...]]) -> Callable[[int], bool]:
    """Return what tells whether a row, by its number, is of one of the members asked for in each dimension."""
    tests = [_wanted(columns, dimension, names) for dimension, names in members.items()]
    return lambda row: all(codes[row] in wanted for codes, wanted in tests)


def _wanted(columns: Columns, dimension: str, names: Sequence[str]) -> tuple[Codes, set[int]]:
    column = columns.members.get(dimension)
    if column is None:
        return [BLANK] * len(columns.rows), set()
    asked = set(map(folded, names))
    return column.codes, {code for code, name in enumerate(column.names) if folded(name) in asked}
