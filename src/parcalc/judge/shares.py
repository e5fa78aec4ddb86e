"""The members of a dimension side by side: each count of a month is parted among all of them at once."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import repeat
from operator import add, mul

from parcalc.judge.sums import Ledger
from parcalc.model.assessment import Figure, Reason
from parcalc.model.columns import BLANK, Codes, picked
from parcalc.model.period import Month, Period
from parcalc.model.plan import Sum, Target

_Numbers = Sequence[int]
"""A whole number for each member, in the order of the member codes."""


def parted(whole: Ledger, dimension: str) -> dict[str, Ledger]:
    """Return one ledger for each member of a dimension, in the order in which the rows name them."""
    shares = _Shares(whole, dimension)
    return {name: _Share(shares, code) for code, name in shares.names()}


class _Shares:
    """All rows of a ledger, parted among the members of a dimension."""

    def __init__(self, whole: Ledger, dimension: str) -> None:
        """Part nothing yet: what is asked for is parted once and remembered."""
        self.whole = whole
        column = whole.columns.members.get(dimension)
        self._names: Sequence[str] = column.names if column else ()
        self._codes: Codes = column.codes if column else [BLANK] * len(whole.columns.rows)
        self._rows: dict[int, dict[Month, list[int]]] | None = None
        self._counted: dict[tuple[str, Month], _Numbers] = {}
        self._figures: dict[tuple[str, Period], tuple[_Numbers, _Numbers | None]] = {}
        self._complete: dict[tuple[str, Period, bool], bool] = {}

    def names(self) -> Iterator[tuple[int, str]]:
        """Give each member's code and name, in the order in which the rows name them."""
        found = {code: None for rows in self.whole.by_month.values() for code in picked(self._codes, rows)}
        return ((code, self._names[code]) for code in found if code != BLANK)

    def rows(self, code: int) -> Mapping[Month, Codes]:
        """Return a member's rows by month."""
        if self._rows is None:
            self._rows = {}
            for month, rows in self.whole.by_month.items():
                for row, member in zip(rows, picked(self._codes, rows), strict=True):
                    self._rows.setdefault(member, {}).setdefault(month, []).append(row)
        return self._rows[code]

    def complete(self, target: Target, period: Period, *, needed: bool) -> bool:
        """Tell whether nothing is missing for any member: no month, row, column or cell.

        With ``needed`` a stock needs its own month alone.
        """
        key = (target.id, period, needed)
        if key not in self._complete:
            months = self.whole.needed(target, period) if needed else tuple(period)
            self._complete[key] = self._is_complete(target, period, months)
        return self._complete[key]

    def _is_complete(self, target: Target, period: Period, months: tuple[Month, ...]) -> bool:
        whole = self.whole
        if not whole.reported.issuperset(months) or whole.row_gaps(months):
            return False
        cells = [(count, month) for count in target.counts for month in whole.months_of(count, period)]
        return all(whole.total(count, month) is not None for count, month in cells)

    def figure(self, target: Target, period: Period, code: int) -> Figure:
        """Return one member's sums over a period in which nothing is missing for any member."""
        key = (target.id, period)
        if key not in self._figures:
            denominator = self._sum(target.denominator, period) if target.denominator else None
            self._figures[key] = (self._sum(target.numerator, period), denominator)
        numerators, denominators = self._figures[key]
        return Figure(numerators[code], None if denominators is None else denominators[code], target.per)

    def _sum(self, terms: Sum, period: Period) -> _Numbers:
        total: _Numbers = [0] * len(self._names)
        for sign, count in terms.terms:
            for month in self.whole.months_of(count, period):
                shares = self._of_month(count, month)
                total = list(map(add, total, shares if sign > 0 else map(mul, repeat(-1), shares)))
        return total

    def _of_month(self, count: str, month: Month) -> _Numbers:
        key = (count, month)
        if key not in self._counted:
            rows = self.whole.by_month.get(month, ())
            shares = [0] * len(self._names)
            for code, value in zip(
                picked(self._codes, rows), picked(self.whole.columns.values[count], rows), strict=True
            ):
                if code != BLANK:
                    shares[code] += value
            self._counted[key] = shares
        return self._counted[key]


class _Share(Ledger):
    """One member's rows. Its sums are read from those of all members; its gaps are looked for where there are any."""

    def __init__(self, shares: _Shares, code: int) -> None:
        """Take a member's rows when they are needed one by one."""
        whole = shares.whole
        self._shares, self._code = shares, code
        super().__init__(whole.plan, whole.columns, _RowsLater(shares, code), whole.root)

    def figure(self, target: Target, period: Period) -> Figure:
        """Return the member's sums over a period in which nothing is missing."""
        if self._shares.complete(target, period, needed=True):
            return self._shares.figure(target, period, self._code)
        return super().figure(target, period)

    def gaps(self, target: Target, period: Period) -> tuple[Reason, ...]:
        """Return what is missing for the member."""
        return () if self._shares.complete(target, period, needed=False) else super().gaps(target, period)

    def baseline_gaps(self, target: Target, period: Period) -> tuple[Reason, ...]:
        """Return what is missing of the member's baseline."""
        whole = self._shares.complete(target, period, needed=True)
        return () if whole else super().baseline_gaps(target, period)


class _RowsLater(Mapping[Month, Codes]):
    """A member's rows by month, looked up when one is asked for."""

    def __init__(self, shares: _Shares, code: int) -> None:
        self._shares, self._code = shares, code

    def __getitem__(self, month: Month) -> Codes:
        return self._shares.rows(self._code)[month]

    def __iter__(self) -> Iterator[Month]:
        return iter(self._shares.rows(self._code))

    def __len__(self) -> int:
        return len(self._shares.rows(self._code))
