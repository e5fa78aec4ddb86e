"""Every heading that a plan knows, and which column it means."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from parcalc.model.naming import Names, folded, resembling
from parcalc.model.plan import Count, Dimension, Plan

MONTH_HEADINGS = ("month", "tháng", "kỳ", "kỳ báo cáo", "tháng báo cáo", "tháng/năm", "thời gian", "period")

_LONGEST_COMPARED = 80

Kind = Literal["month", "count", "dimension"]


@dataclass(frozen=True, slots=True)
class Column:
    """What a known column holds: the month, a count, or the members of a dimension."""

    kind: Kind
    id: str


@dataclass(frozen=True, slots=True)
class Headings:
    """Every heading that the plan knows, folded; one that fits two columns has both. And each column's own label."""

    known: dict[str, tuple[Column, ...]]
    labels: dict[Column, Names]

    @classmethod
    def of(cls, plan: Plan) -> "Headings":
        """Return the headings of a plan: ids, labels in both languages and ``also`` names."""
        known: dict[str, dict[Column, None]] = {}
        month = Column("month", "month")
        labels = {month: Names("Tháng", "Month")}
        for name in MONTH_HEADINGS:
            known.setdefault(folded(name), {})[month] = None
        things: tuple[tuple[Kind, Iterable[Count | Dimension]], ...] = (
            ("count", plan.counts.values()),
            ("dimension", plan.dimensions.values()),
        )
        for kind, thing in ((kind, thing) for kind, some in things for thing in some):
            column = Column(kind, thing.id)
            labels[column] = thing.names
            for name in (thing.id, thing.names.vi, thing.names.en, *thing.also):
                known.setdefault(folded(name), {})[column] = None
        return cls({name: tuple(columns) for name, columns in known.items()}, labels)

    def fit(self, heading: str) -> tuple[Column, ...]:
        """Return the columns that a heading may mean."""
        return self.known.get(folded(heading), ())

    def meant(self, heading: str) -> Column | None:
        """Return the column of which a heading is likely a name misspelt, or written without its marks."""
        columns = self.known.get(resembling(folded(heading)[:_LONGEST_COMPARED], self.known), ())
        return columns[0] if len(columns) == 1 else None

    def knows(self, heading: str) -> bool:
        """Tell whether a cell is a heading of the plan."""
        return bool(self.fit(heading))
