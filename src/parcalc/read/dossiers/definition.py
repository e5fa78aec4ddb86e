"""What is counted of a kind of list: the counts that its columns are enough for, and how they are divided."""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from parcalc.judge.month_grid import Changes
from parcalc.model.naming import folded
from parcalc.model.period import Calendar
from parcalc.model.plan import Plan
from parcalc.model.records import Comparison, Flow, Origin, Records, Stock

_NO = {"không", "chưa", "no", "not", "false", "0", "-"}
_NOT = ("không ", "chưa ", "no ", "not ")
_YES = {"có", "x", "yes", "true", "1"}


class Definition(NamedTuple):
    """The counts of a kind of list by id, the columns that all its lists have, and those that divide the counts."""

    records: Records
    calendar: Calendar
    origins: Mapping[str, Origin]
    columns: tuple[str, ...]
    dimensions: tuple[str, ...]

    @property
    def rules(self) -> tuple[Comparison, ...]:
        """The rules whose columns are there."""
        return tuple(rule for rule in self.records.rules if set(rule.fields) <= set(self.columns))

    @property
    def base(self) -> tuple[str, ...]:
        """The dates by which the lists reach from a first to a last month.

        Those between which something is open, which have come to pass; a due date may lie ahead. Without stocks, those
        that flows are counted by.
        """
        counted = [origin.counted for origin in self.origins.values()]
        stocks = [name for one in counted if not isinstance(one, Flow) for name in one.fields]
        flows = [name for one in counted if isinstance(one, Flow) for name in one.fields]
        return tuple(dict.fromkeys(stocks or flows))

    @property
    def opening(self) -> tuple[str, ...]:
        """The dates from which records count, so that one without it is left out: what it is open from, not until.

        Without stocks, the date of all flows; of several dates any may rightly be blank.
        """
        stocks = [origin.counted for origin in self.origins.values() if isinstance(origin.counted, Stock)]
        return tuple(dict.fromkeys(one.opened for one in stocks)) or (self.base if len(self.base) == 1 else ())

    @property
    def telling_texts(self) -> tuple[str, ...]:
        """The texts that are asked of every record: the code, what counts choose by and what divides them."""
        key = self.records.key
        chosen = (name for origin in self.origins.values() for name in origin.scope.dimensions)
        return tuple(dict.fromkeys([*([key.id] if key else []), *chosen, *self.dimensions]))

    @property
    def named_texts(self) -> dict[str, tuple[str, ...]]:
        """The texts that the counts name, of each column of which no count takes whatever is left (``except``)."""
        scopes = [origin.scope for origin in self.origins.values()]
        rest = {name for scope in scopes for name in scope.leave_out}
        named: dict[str, dict[str, None]] = {}
        for scope in scopes:
            for name, texts in scope.where.items():
                named.setdefault(name, {}).update(dict.fromkeys(texts))
        return {name: tuple(texts) for name, texts in named.items() if name not in rest}

    def unnamed(self, numbers: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
        """Return the texts that no count names, of the numbers of each column's texts.

        A blank names nothing, and is what is not digitised. But where a column alone divides records among counts, such
        as how they came in, it leaves a record out of all of them: it stands there as an empty text.
        """
        return {name: self._unnamed(name, named, numbers[name]) for name, named in self.named_texts.items()}

    def _unnamed(self, name: str, named: Sequence[str], numbers: Mapping[str, int]) -> dict[str, int]:
        found = {text: number for text, number in numbers.items() if folded(text) and not is_named(text, named)}
        blank = sum(number for text, number in numbers.items() if not folded(text))
        return found | ({"": blank} if blank and self._divides(name, named) else {})

    def _divides(self, name: str, named: Sequence[str]) -> bool:
        """Tell whether some count takes records by this column alone, and not as a yes or no."""
        alone = (one.scope.dimensions == (name,) and not one.conditions for one in self.origins.values())
        return any(alone) and _YES.isdisjoint(map(folded, named))


class Reach(NamedTuple):
    """The ordinals of the first and the last month of a date's days, and how many records leave it blank."""

    first: int
    last: int
    blank: int


class Tally:
    """What an engine found in the lists of one kind.

    ``reaches`` are those of the dates by which the lists reach over months, without what is blank in all records;
    ``lacking`` is how many records a count could not tell by a date that is blank, ``without`` how many that date keeps
    out of any count; ``unnamed`` the texts, with their number, that no count names.
    """

    __slots__ = ("changes", "lacking", "reaches", "unnamed", "without")

    def __init__(
        self,
        changes: Changes,
        reaches: Mapping[str, Reach],
        lacking: Mapping[tuple[str, str], int] = MappingProxyType({}),
        unnamed: Mapping[str, Mapping[str, int]] = MappingProxyType({}),
        without: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        """Hold what was found."""
        self.changes, self.reaches, self.lacking, self.unnamed = changes, reaches, lacking, unnamed
        self.without = without

    @property
    def first(self) -> int | None:
        """The ordinal of the first month that the lists reach over, ``None`` if no record has a date."""
        return min((reach.first for reach in self.reaches.values()), default=None)

    @property
    def last(self) -> int | None:
        """The ordinal of the last month that the lists reach over, ``None`` if no record has a date."""
        return max((reach.last for reach in self.reaches.values()), default=None)


def define(plan: Plan, records: Records, absent: Collection[str], dimensions: Sequence[str]) -> Definition:
    """Return what can be counted of a kind of list where columns are absent."""
    columns = tuple(name for name in records.fields if name not in absent)
    origins = {
        count.id: count.origin
        for count in plan.counts.values()
        if count.origin and count.origin.records == records.id and set(count.origin.fields) <= set(columns)
    }
    return Definition(records, plan.calendar, origins, columns, tuple(name for name in dimensions if name in columns))


def is_named(text: str, named: Collection[str]) -> bool:
    """Tell whether a text is one that the plan names, or says no: what is not digitised is rightly in no count."""
    plain = folded(text)
    return plain in _NO or plain.startswith(_NOT) or plain in map(folded, named)
