r"""Counting as SQL: one text for every engine, in what all of them have in common.

Nothing of a plan or a list stands in the text but ids (a-z, 0-9 and _), whole numbers and bound parameters: a text such
as ``'a\nb'`` is four signs to one engine and three to another. Texts are compared in Python, folded, on the distinct
ones of a column; engines only look them up. ``greatest`` and ``least`` are not used: they skip what is null.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, TypeAlias

from parcalc.judge.month_grid import Change, Members
from parcalc.judge.spans import Edge, edges, is_by_day, is_edge
from parcalc.model.naming import folded
from parcalc.model.period import MONTHS_OF_A_YEAR
from parcalc.model.records import Comparison, Origin, Sign, Stock
from parcalc.read.dossiers.definition import Definition

Texts: TypeAlias = Mapping[str, Sequence[str]]
"""The distinct texts of each column by which counts choose."""
SqlRow: TypeAlias = Sequence[object]

_UNLIKE: dict[Sign, str] = {"<=": ">", "<": ">=", "=": "<>", ">=": "<", ">": "<="}


def column(name: str) -> str:
    """Return the name of a declared column in an engine's table."""
    return f"c_{name}"


@dataclass(slots=True)
class Binder:
    """The parameters of a query in the making; ``sign`` is what an engine wants before a parameter's name."""

    sign: str
    values: dict[str, object] = field(default_factory=dict)

    def bind(self, value: object) -> str:
        """Return the parameter that stands for a value."""
        name = f"p{len(self.values)}"
        self.values[name] = value
        return f"{self.sign}{name}"


class Query(NamedTuple):
    """A query, its parameters, and what its rows mean."""

    text: str
    values: Mapping[str, object]
    changes: Callable[[SqlRow], Iterator[Change]]


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes what a definition says of records as conditions and months of a table's columns."""

    definition: Definition
    texts: Texts
    binder: Binder

    def comparison(self, condition: Comparison, sign: str | None = None) -> str:
        """Return a comparison of two columns, or of one with a day or a number; unknown where one is null."""
        left, right = column(condition.left), condition.right
        match right:
            case str():
                other = column(right)
            case date():
                other = f"cast({self.binder.bind(right.isoformat())} as date)"
            case _:
                other = f"cast({self.binder.bind(right)} as bigint)"
        if is_by_day(condition, self.definition.records):
            left, other = f"cast({left} as date)", f"cast({other} as date)"
        return f"{left} {sign or condition.sign} {other}"

    def broken(self, rule: Comparison) -> str:
        """Return the condition that a rule does not hold."""
        return self.comparison(rule, _UNLIKE[rule.sign])

    def scope(self, origin: Origin) -> list[str]:
        """Return the conditions that a record has the texts that a count takes, and not those that it leaves out."""
        conditions = self._texts(origin.scope.where)
        if left_out := self._texts(origin.scope.leave_out):
            conditions.append(f"(case when {' and '.join(left_out)} then 0 else 1 end) = 1")
        return conditions

    def _texts(self, wanted: Mapping[str, Sequence[str]]) -> list[str]:
        return [self._is_one(name, {folded(text) for text in texts}) for name, texts in wanted.items()]

    def _is_one(self, name: str, wanted: set[str]) -> str:
        same = [text for text in self.texts[name] if folded(text) in wanted]
        if not same:
            return "1 = 0"
        return f"{column(name)} in ({', '.join(map(self.binder.bind, same))})"

    def month(self, name: str, *, day_after: bool = False) -> str:
        """Return the ordinal of the reporting month of a day, or of the day after it."""
        day, ends_on = column(name), self.definition.calendar.ends_on
        if ends_on is None:
            if day_after:
                day = f"({day} + interval '1' day)"
            return f"(extract(year from {day}) * {MONTHS_OF_A_YEAR} + extract(month from {day}) - 1)"
        # The day after the last day of a month lies in the next one, and so does that of the last day of any calendar
        # month, for that is later.
        beyond = f"extract(day from {day}) {'>=' if day_after else '>'} {ends_on}"
        return (
            f"(extract(year from {day}) * {MONTHS_OF_A_YEAR} + extract(month from {day}) - 1"
            f" + case when {beyond} then 1 else 0 end)"
        )


def counted(conditions: Sequence[str]) -> str:
    """Return the number of rows of which all conditions hold."""
    return f"count(case when {' and '.join(conditions)} then 1 end)" if conditions else "count(*)"


@dataclass(frozen=True, slots=True)
class Counting:
    """Writes the queries that count what a definition counts in an engine's table."""

    definition: Definition
    table: str
    texts: Texts
    sign: str

    def queries(self) -> Iterator[Query]:
        """Give a query for each date that flows are counted by, and one for each pair that stocks are open between."""
        origins = self.definition.origins
        for fields in dict.fromkeys(origin.counted.fields for origin in origins.values()):
            same = {id_: origin for id_, origin in origins.items() if origin.counted.fields == fields}
            yield self._flows(fields[0], same) if len(fields) == 1 else self._stocks(same)

    @property
    def _dimensions(self) -> list[str]:
        return [column(name) for name in self.definition.dimensions]

    def _writer(self) -> Writer:
        return Writer(self.definition, self.texts, Binder(self.sign))

    def _flows(self, month_of: str, origins: Mapping[str, Origin]) -> Query:
        writer = self._writer()
        months = {"m": writer.month(month_of)} | _edge_months(origins.values(), writer)
        numbers = [counted([*_conditions(origin, writer), *_edge_conditions(origin)]) for origin in origins.values()]
        inner = f"select *, {_named(months)} from {self.table} where {column(month_of)} is not null"
        text = _grouped([*self._dimensions, "m"], numbers, inner)
        return Query(text, writer.binder.values, lambda row: self._flow_changes(row, tuple(origins)))

    def _flow_changes(self, row: SqlRow, counts: Sequence[str]) -> Iterator[Change]:
        members, (month, *numbers) = self._members(row)
        for count, number in zip(counts, numbers, strict=True):
            if number:
                yield Change(count, members, _int(month), _int(number))

    def _members(self, row: SqlRow) -> tuple[Members, Sequence[object]]:
        known = len(self.definition.dimensions)
        return tuple("" if text is None else str(text) for text in row[:known]), row[known:]

    def _stocks(self, origins: Mapping[str, Origin]) -> Query:
        """Count runs of months first, which are few beside records; then each stock takes its own beginning and end."""
        writer = self._writer()
        opened, closed = next(iter(origins.values())).counted.fields
        months = {"opened": writer.month(opened), "closed": writer.month(closed)}
        months |= _edge_months(origins.values(), writer)
        numbers = [counted(_conditions(origin, writer)) for origin in origins.values()]
        inner = f"select *, {_named(months)} from {self.table} where {column(opened)} is not null"
        runs = _grouped([*self._dimensions, *months], numbers, inner)
        text = _changes([*self._dimensions], [_Run.of(origin) for origin in origins.values()], runs)
        return Query(text, writer.binder.values, lambda row: self._stock_changes(row, tuple(origins)))

    def _stock_changes(self, row: SqlRow, counts: Sequence[str]) -> Iterator[Change]:
        members, (which, month, number) = self._members(row)
        yield Change(counts[_int(which) // 2], members, _int(month), _int(number))


def _int(value: object) -> int:
    return int(str(value))


def _conditions(origin: Origin, writer: Writer) -> list[str]:
    plain = [writer.comparison(condition) for condition in origin.conditions if not is_edge(condition)]
    return [*writer.scope(origin), *plain]


def _edges(origin: Origin) -> list[Edge]:
    return [edge for condition in origin.conditions if is_edge(condition) for edge in edges(condition)]


def _edge_name(edge: Edge) -> str:
    return f"m_{edge.field}{'_after' if edge.day_after else ''}"


def _edge_months(origins: Iterable[Origin], writer: Writer) -> dict[str, str]:
    every = {_edge_name(edge): edge for origin in origins for edge in _edges(origin)}
    return {name: writer.month(edge.field, day_after=edge.day_after) for name, edge in every.items()}


def _edge_conditions(origin: Origin) -> list[str]:
    """Return what the month of a flow must keep to: at or after where a run begins, before where it ends."""
    return [f"{_edge_name(edge)} {'<=' if edge.begins else '>'} m" for edge in _edges(origin)]


def _named(expressions: Mapping[str, str]) -> str:
    return ", ".join(f"{expression} as {name}" for name, expression in expressions.items())


def _grouped(keys: Sequence[str], numbers: Sequence[str], inner: str) -> str:
    """Return the query that counts the rows of another by keys; the numbers are called n0, n1 and so on."""
    named = _named({f"n{at}": number for at, number in enumerate(numbers)})
    return f"select {', '.join(keys)}, {named} from ({inner}) x group by {', '.join(keys)}"


class _Run(NamedTuple):
    """The months from which and up to which a stock counts a record, and the edges that must be known."""

    begins: tuple[str, ...]
    ends: tuple[str, ...]
    needed: tuple[str, ...]

    @classmethod
    def of(cls, origin: Origin) -> "_Run":
        """Return the run of a stock; open at a month's start is open at the end of the month before."""
        later = " + 1" if isinstance(origin.counted, Stock) and origin.counted.at == "start" else ""
        found = _edges(origin)
        begins = tuple(_edge_name(edge) for edge in found if edge.begins)
        ends = tuple(_edge_name(edge) for edge in found if not edge.begins)
        return cls((f"(opened{later})", *begins), (f"(closed{later})", *ends), tuple(map(_edge_name, found)))


def _changes(dimensions: Sequence[str], runs: Sequence[_Run], counted_runs: str) -> str:
    """Return the query that gives each stock's changes: +n where its runs begin, and -n where they end."""
    bounds = {f"s{at}": _latest(run.begins) for at, run in enumerate(runs)}
    bounds |= {f"e{at}": _earliest(run.ends) for at, run in enumerate(runs)}
    bounded = f"select *, {_named(bounds)} from ({counted_runs}) g"
    months = " ".join(f"when {at} then {month}" for at, month in enumerate(_months(runs)))
    numbers = " ".join(f"when {at} then {'-' if at % 2 else ''}n{at // 2}" for at in range(2 * len(runs)))
    which = " union all ".join(f"select {at} as k" for at in range(2 * len(runs)))
    keys = [*dimensions, "k", "m"]
    events = (
        f"select {''.join(f'{name}, ' for name in dimensions)}k, case k {months} end as m, case k {numbers} end as n"
        f" from ({bounded}) b cross join ({which}) w"
    )
    return (
        f"select {', '.join(keys)}, sum(n) from ({events}) v where m is not null and n <> 0 group by {', '.join(keys)}"
    )


def _months(runs: Sequence[_Run]) -> Iterator[str]:
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
