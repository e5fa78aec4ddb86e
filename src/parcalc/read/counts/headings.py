"""Every heading that a plan knows, and which column it means."""

from dataclasses import dataclass
from typing import Literal

from parcalc.model.naming import folded
from parcalc.model.plan import Plan

MONTH_HEADINGS = ("month", "tháng", "kỳ", "kỳ báo cáo", "tháng báo cáo", "tháng/năm", "thời gian", "period")

Kind = Literal["month", "count", "dimension"]


@dataclass(frozen=True, slots=True)
class Column:
    """What a known column holds: the month, a count, or the members of a dimension."""

    kind: Kind
    id: str


@dataclass(frozen=True, slots=True)
class Headings:
    """Every heading that the plan knows, folded; one that fits two columns has both."""

    known: dict[str, tuple[Column, ...]]

    @classmethod
    def of(cls, plan: Plan) -> "Headings":
        """Return the headings of a plan: ids, labels in both languages and ``also`` names."""
        known: dict[str, dict[Column, None]] = {}
        for name in MONTH_HEADINGS:
            known.setdefault(folded(name), {})[Column("month", "month")] = None
        for count in plan.counts.values():
            for name in (count.id, count.names.vi, count.names.en, *count.also):
                known.setdefault(folded(name), {})[Column("count", count.id)] = None
        for dimension in plan.dimensions.values():
            for name in (dimension.id, dimension.names.vi, dimension.names.en, *dimension.also):
                known.setdefault(folded(name), {})[Column("dimension", dimension.id)] = None
        return cls({name: tuple(columns) for name, columns in known.items()})

    def fit(self, heading: str) -> tuple[Column, ...]:
        """Return the columns that a heading may mean."""
        return self.known.get(folded(heading), ())

    def knows(self, heading: str) -> bool:
        """Tell whether a cell is a heading of the plan."""
        return bool(self.fit(heading))
