"""Records grouped once, by whose they are and the months of their dates; each count is then made of the groups.

A nation's records are a hundred times as many as their groups: every month and every condition is worked out once a
record, and what a flow or a stock makes of them is worked out of the groups.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import compress, repeat
from typing import Any, NamedTuple

from parcalc.judge.month_grid import Changes
from parcalc.judge.spans import Edge, edges, is_edge
from parcalc.model.records import Flow, Origin, Stock
from parcalc.read.dossiers.definition import Definition
from parcalc.read.dossiers.engines.sql import Binder, SqlRow, Texts, Writer, counted


class Question(NamedTuple):
    """A query of groups, and what takes the changes that its rows mean."""

    text: str
    answer: Callable[[Iterable[SqlRow], Changes], None]


class Dimension(NamedTuple):
    """A column by which records are grouped, or what stands for its texts, and the member of each value."""

    column: str
    members: Mapping[object, str]


def groupings(definition: Definition, dimensions: Sequence[Dimension], texts: Texts, sign: str) -> Iterator["Grouping"]:
    """Give the groupings of which the counts are made: one for each pair of dates that stocks are open between.

    A flow by one of a pair's dates is made of the same groups; any other has a grouping of its own.
    """
    left = dict(definition.origins)
    every = dict.fromkeys(origin.counted.fields for origin in left.values())
    for fields in sorted(every, key=len, reverse=True):
        same = {id_: left.pop(id_) for id_, origin in list(left.items()) if _is_made_of(origin, fields)}
        if same:
            yield Grouping(same, dimensions, Writer(definition, texts, Binder(sign)))


def _is_made_of(origin: Origin, fields: Sequence[str]) -> bool:
    counted_by = origin.counted.fields
    return counted_by == fields or (len(counted_by) == 1 and counted_by[0] in fields)


class Grouping:
    """Counts that are made of the same groups of records."""

    def __init__(self, origins: Mapping[str, Origin], dimensions: Sequence[Dimension], writer: Writer) -> None:
        """Work out the months that make a group, and what is counted in each: the same thing once."""
        self.members = [one.members for one in dimensions]
        self.columns = {f"d{at}": one.column for at, one in enumerate(dimensions)}
        self.dimensions = list(self.columns)
        self.flows = {id_: origin for id_, origin in origins.items() if isinstance(origin.counted, Flow)}
        self.stocks = {id_: origin for id_, origin in origins.items() if id_ not in self.flows}
        self.writer = writer
        self.months = self._months(origins.values())
        self.tests: dict[str, str] = {}
        self.numbers: dict[str, str] = {}
        self.number_of = {id_: self._number(origin) for id_, origin in origins.items()}

    def _months(self, origins: Iterable[Origin]) -> dict[str, str]:
        days = {_month(name): self.writer.month(name) for origin in origins for name in origin.counted.fields}
        moving = {edge for origin in self.stocks.values() for edge in _edges(origin)}
        return days | self._edge_months(sorted(moving))

    def _edge_months(self, moving: Iterable[Edge]) -> dict[str, str]:
        return {_edge_month(edge): self.writer.month(edge.field, day_after=edge.day_after) for edge in moving}

    def _number(self, origin: Origin) -> str:
        """Return the name of the number of records that count; of a flow also its month's end decides that."""
        conditions = self.writer.conditions(origin)
        if isinstance(origin.counted, Flow):
            month = self.writer.month(origin.counted.month_of)
            for edge in _edges(origin):
                bound = self.writer.month(edge.field, day_after=edge.day_after)
                conditions.append(f"{bound} {'<=' if edge.begins else '>'} {month}")
        tests = [self.tests.setdefault(condition, f"t{len(self.tests)}") for condition in conditions]
        return self.numbers.setdefault(counted(tests), f"n{len(self.numbers)}")

    def groups(self, table: str) -> tuple[str, Mapping[str, object]]:
        """Return the query for the groups of a table's records, and its parameters."""
        tests = {name: condition for condition, name in self.tests.items()}
        keys = [*self.dimensions, *self.months]
        known = " or ".join(f"{month} is not null" for month in self.months)
        inner = f"select {', '.join(_named(self.columns | self.months | tests))} from {table}"
        numbers = _named({name: number for number, name in self.numbers.items()})
        asked = f"select {', '.join([*keys, *numbers])} from ({inner}) x where {known} group by {', '.join(keys)}"
        return asked, self.writer.binder.values

    def questions(self, groups: str) -> Iterator[Question]:
        """Give the questions to a table of the groups: one for each date that flows are counted by, one of stocks."""
        for month_of in dict.fromkeys(origin.counted.fields[0] for origin in self.flows.values()):
            same = [id_ for id_, origin in self.flows.items() if origin.counted.fields == (month_of,)]
            yield Question(self._flows_text(month_of, same, groups), self._flow_changes(same))
        if self.stocks:
            numbers = [self.number_of[id_] for id_ in self.stocks]
            runs = [_Run.of(origin) for origin in self.stocks.values()]
            yield Question(_changes(self.dimensions, runs, numbers, groups), self._stock_changes)

    def _flows_text(self, month_of: str, ids: Sequence[str], groups: str) -> str:
        month = _month(month_of)
        keys = ", ".join([*self.dimensions, month])
        sums = ", ".join(f"sum({self.number_of[id_]})" for id_ in ids)
        return f"select {keys}, {sums} from {groups} where {month} is not null group by {keys}"

    def _flow_changes(self, ids: Sequence[str]) -> Callable[[Iterable[SqlRow], Changes], None]:
        def answer(rows: Iterable[SqlRow], changes: Changes) -> None:
            whose, (months, *numbers) = self._whose(rows, 1 + len(ids), changes)
            for id_, of_id in zip(ids, numbers, strict=True):
                changes.take(id_, whose, months, of_id)

        return answer

    def _stock_changes(self, rows: Iterable[SqlRow], changes: Changes) -> None:
        whose, (which, months, numbers) = self._whose(rows, 3, changes)
        for at, id_ in enumerate(self.stocks):
            mine = [bound // 2 == at for bound in which]
            changes.take(id_, *(array("q", compress(each, mine)) for each in (whose, months, numbers)))

    def _whose(self, rows: Iterable[SqlRow], width: int, changes: Changes) -> tuple["array[int]", list["array[int]"]]:
        """Return rows as columns: whose they are, and so many columns of numbers."""
        columns = list(zip(*rows, strict=True)) or [()] * (len(self.members) + width)
        numbers = [_wholes(column) for column in columns[len(self.members) :]]
        named = [map(members.__getitem__, column) for members, column in zip(self.members, columns, strict=False)]
        members = zip(*named, strict=True) if named else repeat((), len(numbers[0]))
        return changes.numbers_of(members), numbers


def _wholes(numbers: Iterable[Any]) -> "array[int]":
    return array("q", numbers)


def _month(name: str) -> str:
    return f"m_{name}"


def _edge_month(edge: Edge) -> str:
    return f"a_{edge.field}" if edge.day_after else _month(edge.field)


def _edges(origin: Origin) -> list[Edge]:
    return [edge for condition in origin.conditions if is_edge(condition) for edge in edges(condition)]


def _named(expressions: Mapping[str, str]) -> list[str]:
    return [f"{expression} as {name}" for name, expression in expressions.items()]


class _Run(NamedTuple):
    """The months from which and up to which a stock counts a record, and those that must be known."""

    begins: tuple[str, ...]
    ends: tuple[str, ...]
    needed: tuple[str, ...]

    @classmethod
    def of(cls, origin: Origin) -> "_Run":
        """Return the run of a stock; open at a month's start is open at the end of the month before."""
        later = " + 1" if isinstance(origin.counted, Stock) and origin.counted.at == "start" else ""
        opened, closed = (f"({_month(name)}{later})" for name in origin.counted.fields)
        found = _edges(origin)
        begins = tuple(_edge_month(edge) for edge in found if edge.begins)
        ends = tuple(_edge_month(edge) for edge in found if not edge.begins)
        # What compares months takes the other of two of which one is null.
        needed = (_month(origin.counted.fields[0]), *map(_edge_month, found))
        return cls((opened, *begins), (closed, *ends), needed)


def _changes(dimensions: Sequence[str], runs: Sequence[_Run], numbers: Sequence[str], groups: str) -> str:
    """Return the query that gives each stock's changes: +n where its runs begin, and -n where they end."""
    bounds = {f"s{at}": _latest(run.begins) for at, run in enumerate(runs)}
    bounds |= {f"e{at}": _earliest(run.ends) for at, run in enumerate(runs)}
    bounded = f"select *, {', '.join(_named(bounds))} from {groups}"
    months = " ".join(f"when {at} then {month}" for at, month in enumerate(_months(runs)))
    signed = [f"{sign}{number}" for number in numbers for sign in ("", "-")]
    changed = " ".join(f"when {at} then {number}" for at, number in enumerate(signed))
    which = " union all ".join(f"select {at} as k" for at in range(len(signed)))
    keys = [*dimensions, "k", "m"]
    events = (
        f"select {', '.join([*dimensions, 'k'])}, case k {months} end as m, case k {changed} end as n"
        f" from ({bounded}) b cross join ({which}) w"
    )
    return (
        f"select {', '.join(keys)}, sum(n) from ({events}) v where m is not null and n <> 0 group by {', '.join(keys)}"
    )


def _months(runs: Sequence[_Run]) -> Iterator[str]:
    """Give the month in which each run begins and the one in which it ends, null for one that is no run."""
    for at, run in enumerate(runs):
        known = [f"{name} is not null" for name in run.needed]
        holds = " and ".join([*known, f"(e{at} is null or s{at} < e{at})"])
        for bound in ("s", "e"):
            yield f"case when {holds} then {bound}{at} end"


def _latest(months: Sequence[str]) -> str:
    latest = months[0]
    for month in months[1:]:
        latest = f"(case when {latest} >= {month} then {latest} else {month} end)"
    return latest


def _earliest(months: Sequence[str]) -> str:
    """Return the first of months; the first of them is null of what is open for good."""
    earliest = months[0]
    for month in months[1:]:
        earliest = f"(case when {earliest} is null or {month} < {earliest} then {month} else {earliest} end)"
    return earliest
