"""The members of a dimension side by side: each count of a month is parted among all of them at once."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import repeat
from operator import add, sub

from parcalc.judge.sums import Gaps, Ledger
from parcalc.model.assessment import Figure
from parcalc.model.columns import BLANK, Codes, picked
from parcalc.model.period import Month, Period
from parcalc.model.plan import Sum, Target
from parcalc.model.scope import Scope

_NOBODY = -1
"""Whose a row is that names no member."""
_Numbers = Sequence[int]
"""A whole number for each member."""


class Shares:
    """All rows of a ledger, parted among the members of a dimension in the order in which the rows name them.

    A member that lacks something is looked at row by row; all others are judged from the sums of all.
    """

    def __init__(self, whole: Ledger, dimension: str, like: "Shares | None" = None) -> None:
        """Part nothing yet: what is asked for is parted once and remembered.

        ``like`` has the members where the rows of some of them may not be among these.
        """
        self.whole, self.plan, self._dimension = whole, whole.plan, dimension
        column = whole.columns.members.get(dimension)
        self._codes: Codes = column.codes if column else [BLANK] * len(whole.columns.rows)
        self._at: Mapping[int, int] = like._at if like else self._numbered()
        self.names: Sequence[str] = [column.names[code] for code in self._at] if column else ()
        self._counted: dict[tuple[str, Month], _Numbers] = {}
        self._added: dict[tuple[str, Period], _Numbers] = {}
        self._blanks: dict[tuple[str, Month], Collection[int]] = {}
        self._rowless: dict[tuple[Month, ...], Collection[int]] = {}
        self._owners: dict[Month, Sequence[int]] = {}

    def __len__(self) -> int:
        """Return how many members there are."""
        return len(self.names)

    def within(self, scope: Scope) -> "Shares":
        """Return the same members with the rows that a scope takes."""
        return Shares(self.whole.within(scope), self._dimension, like=self)

    def ledger(self, at: int) -> Ledger:
        """Return a member's rows."""
        rows = self._rows.get(at, {})
        return Ledger(self.plan, self.whole.columns, rows, self.whole.root)

    def with_rows(self, period: Period) -> Collection[int]:
        """Return the members that have any row in a period."""
        return {at for month in self.whole.by_month if month in period for at in self._owners_in(month)}

    def gaps(self, target: Target, period: Period) -> Sequence[Gaps]:
        """Return what each member lacks of a target in a period."""
        return self._gaps(target, period, tuple(period), Ledger.gaps)

    def baseline_gaps(self, target: Target, period: Period) -> Sequence[Gaps]:
        """Return what each member lacks of a baseline."""
        return self._gaps(target, period, self.whole.needed(target, period), Ledger.baseline_gaps)

    def _gaps(
        self, target: Target, period: Period, months: tuple[Month, ...], look: Callable[[Ledger, Target, Period], Gaps]
    ) -> Sequence[Gaps]:
        """Look for what is missing in the rows of those that may lack some; months are missing for all."""
        gaps = [self.whole.months_missing(months)] * len(self)
        for at in self._in_doubt(target, period, months):
            gaps[at] = look(self.ledger(at), target, period)
        return gaps

    def _in_doubt(self, target: Target, period: Period, months: tuple[Month, ...]) -> set[int]:
        """Return the members that may lack a row in some months, and those that do lack a column or cell."""
        if months not in self._rowless:
            self._rowless[months] = self._without_row(months)
        doubtful = set(self._rowless[months])
        for count in target.counts:
            for month in self.whole.months_of(count, period):
                doubtful.update(self._unreported(count, month))
        return doubtful

    def _without_row(self, months: tuple[Month, ...]) -> Collection[int]:
        """Return the members with a part that has no row in some month: all, where a part may be of several members."""
        missing = self.whole.missing_rows(months)
        if missing and self._dimension not in self.whole.strict:
            return range(len(self))
        at = self.whole.strict.index(self._dimension) if missing else 0
        return {self._at[member[at]] for member in missing if member[at] != BLANK}

    def _unreported(self, count: str, month: Month) -> Collection[int]:
        """Return the members with a row in a month that does not report a count."""
        key = (count, month)
        if key not in self._blanks:
            self._blanks[key] = {*self._not_reporting(count, month)} - {_NOBODY}
        return self._blanks[key]

    def _not_reporting(self, count: str, month: Month) -> Iterable[int]:
        owners, column = self._owners_in(month), self.whole.columns.values.get(count)
        if column is None:
            return owners
        values = picked(column, self.whole.by_month.get(month, ()))
        if min(values, default=0) >= 0:
            return ()
        return (owner for owner, value in zip(owners, values, strict=True) if value < 0)

    def figures(self, target: Target, period: Period) -> Sequence[Figure]:
        """Return each member's sums over a period; they mean nothing for one that lacks something."""
        numerators = self._sum(target.numerator, period)
        denominators = self._sum(target.denominator, period) if target.denominator else repeat(None)
        return list(map(Figure, numerators, denominators, repeat(target.per)))

    def _sum(self, terms: Sum, period: Period) -> _Numbers:
        total: _Numbers = [0] * len(self)
        for sign, count in terms.terms:
            total = list(map(add if sign > 0 else sub, total, self._over(count, period)))
        return total

    def _over(self, count: str, period: Period) -> _Numbers:
        """Return each member's cases of a period."""
        key = (count, period)
        if key not in self._added:
            months = [self._in(count, month) for month in self.whole.months_of(count, period)]
            self._added[key] = months[0] if len(months) == 1 else list(map(sum, zip(*months, strict=True)))
        return self._added[key]

    def _in(self, count: str, month: Month) -> _Numbers:
        """Return each member's cases of a month."""
        key = (count, month)
        if key not in self._counted:
            self._counted[key] = self._parted(count, month)
        return self._counted[key]

    def _parted(self, count: str, month: Month) -> _Numbers:
        shares = [0] * len(self)
        rows, column = self.whole.by_month.get(month), self.whole.columns.values.get(count)
        if rows is None or column is None:
            return shares
        owners, values = self._owners_in(month), picked(column, rows)
        if owners == self._everyone:
            return values
        for owner, value in zip(owners, values, strict=True):
            if owner != _NOBODY:
                shares[owner] += value
        return shares

    @cached_property
    def _everyone(self) -> Sequence[int]:
        """Every member once: where the rows of a month are these, nothing needs to be parted."""
        return list(range(len(self)))

    def members(self, dimension: str) -> Sequence[tuple[str, ...] | None]:
        """Return the members of another dimension that the rows of each name; ``None`` where a row names none."""
        column = self.whole.columns.members.get(dimension)
        if column is None:
            return [None] * len(self)
        found: list[dict[int, None]] = [{} for _ in self.names]
        for month, rows in self.whole.by_month.items():
            for owner, code in zip(self._owners_in(month), picked(column.codes, rows), strict=True):
                if owner != _NOBODY:
                    found[owner][code] = None
        return [None if BLANK in codes else tuple(column.names[code] for code in codes) for codes in found]

    def _numbered(self) -> Mapping[int, int]:
        """Return the number of each member by its code, in the order in which the rows name them."""
        named = {code: None for rows in self.whole.by_month.values() for code in picked(self._codes, rows)}
        return {code: at for at, code in enumerate(code for code in named if code != BLANK)}

    def _owners_in(self, month: Month) -> Sequence[int]:
        """Return whose each row of a month is."""
        if month not in self._owners:
            codes = picked(self._codes, self.whole.by_month.get(month, ()))
            self._owners[month] = [self._at.get(code, _NOBODY) for code in codes]
        return self._owners[month]

    @cached_property
    def _rows(self) -> Mapping[int, Mapping[Month, Codes]]:
        """The rows of each member by month, for those that are looked at row by row."""
        found: dict[int, dict[Month, list[int]]] = {}
        for month, rows in self.whole.by_month.items():
            for row, owner in zip(rows, self._owners_in(month), strict=True):
                found.setdefault(owner, {}).setdefault(month, []).append(row)
        return found
