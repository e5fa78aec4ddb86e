"""Sums of rows that are added one after another, so that the spans of many totals rows are added up once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from parcalc.model.period import Month, Period
from parcalc.model.plan import Count
from parcalc.model.row import Row


class Tally:
    """Each count of the rows that were added, month by month; a blank cell adds nothing, and is remembered."""

    def __init__(self, counts: Mapping[str, Count]) -> None:
        """Begin with no row."""
        self.counts = counts
        self.months: dict[str, dict[Month, int]] = defaultdict(dict)
        self.blanks: dict[str, set[Month]] = defaultdict(set)
        self.sums: dict[str, int] = defaultdict(int)
        self._years: set[int] = set()

    def add(self, rows: Iterable[Row]) -> None:
        """Add rows; one that reports nothing at all is none."""
        for row in rows:
            if not row.reports:
                continue
            self._years.add(row.month.year)
            for count, value in row.values.items():
                if value is None:
                    self.blanks[count].add(row.month)
                    continue
                self.sums[count] += value
                months = self.months[count]
                months[row.month] = months.get(row.month, 0) + value

    @property
    def years(self) -> list[int]:
        """The years of the months that report anything, in order."""
        return sorted(self._years)

    def reports(self, within: Period | None) -> bool:
        """Tell whether any row was added, of some months if they are given."""
        return any(within is None or month in within for months in self.months.values() for month in months)

    def may_be(self, count: str, within: Period | None = None) -> tuple[int, ...]:
        """Return what a total of a count may say: the sum; of a stock also what its first or last month comes to."""
        months = self.months.get(count, {})
        if within is not None:
            months = {month: months[month] for month in within if month in months}
        total = self.sums.get(count, 0) if within is None else sum(months.values())
        match self.counts[count].over_period:
            case "first" if months:
                return months[min(months)], total
            case "last" if months:
                return months[max(months)], total
            case _:
                return (total,)

    def is_whole(self, count: str, within: Period | None = None) -> bool:
        """Tell whether no cell of a count is blank."""
        blank = self.blanks.get(count, set())
        return not (blank if within is None else any(month in within for month in blank))
