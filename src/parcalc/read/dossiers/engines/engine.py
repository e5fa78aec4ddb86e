"""What an engine is asked, in the SQL that all of them share, and what its answers come to.

An engine only scans and groups a table of typed records; which months and members that makes is the same for all.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from parcalc.judge.month_grid import Changes
from parcalc.model.records import Comparison
from parcalc.read.dossiers.definition import Definition, Reach, Tally
from parcalc.read.dossiers.engines.grouping import Dimension, groupings
from parcalc.read.dossiers.engines.sql import Binder, SqlRow, Texts, Writer, column, counted

_MOST_CODES = 1000
"""Codes that stand twice which are looked at one by one."""
_TWICE, _AGAIN, _GROUPS = "parcalc_twice", "parcalc_again", "parcalc_groups"
"""What an engine keeps: fingerprints that stand twice, the rows of their codes, and groups of records."""


class Engine(Protocol):
    """Runs queries on the typed records of one kind.

    ``table`` is what the records are called, ``sign`` what stands before a parameter's name, and ``fingerprint`` the
    function that makes a whole number of 8 bytes of a text.
    """

    table: str
    sign: str
    fingerprint: str

    def rows(self, text: str, values: Mapping[str, object]) -> Iterable[SqlRow]:
        """Give the rows of a query with its parameters."""
        ...

    def keep(self, name: str, text: str, values: Mapping[str, object]) -> None:
        """Let a table have the rows of a query, which is worked out once."""
        ...

    def define(self, name: str, text: str) -> None:
        """Let a view have the rows of a query, which is worked out whenever it is asked."""
        ...


@dataclass(slots=True)
class Doubts:
    """How many records something is wrong with: no code, a rule broken, a code twice with something else."""

    without_key: int = 0
    broken: dict[Comparison, int] = field(default_factory=dict)
    repeated: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything is wrong."""
        return bool(self.without_key or self.repeated or any(self.broken.values()))


@dataclass(slots=True)
class Survey:
    """What one look at all records tells: their number, the days each date reaches over, blanks, and doubts."""

    number: int
    days: dict[str, tuple[date, date]]
    given: dict[str, int]
    doubts: Doubts


def survey(engine: Engine, definition: Definition) -> Survey:
    """Return what one look at all records tells. Codes that stand twice are looked for apart."""
    writer = Writer(definition, {}, Binder(engine.sign))
    dates = [name for name in definition.columns if definition.records.fields[name].kind.is_moment]
    key = definition.records.key
    asked = [f"min({column(name)}), max({column(name)})" for name in definition.base]
    asked += [f"count({column(name)})" for name in [*dates, *([key.id] if key else [])]]
    asked += [counted([writer.broken(rule)]) for rule in definition.rules]
    text = f"select count(*), {', '.join(asked)} from {engine.table}"
    (row,) = engine.rows(text, writer.binder.values)
    return _survey(list(row), definition, dates)


def _survey(row: list[object], definition: Definition, dates: list[str]) -> Survey:
    number, edge = _whole(row[0]), 1 + 2 * len(definition.base)
    given = {name: _whole(value) for name, value in zip(dates, row[edge:], strict=False)}
    rest = row[edge + len(dates) :]
    doubts = Doubts()
    if definition.records.key:
        doubts.without_key = number - _whole(rest.pop(0))
    doubts.broken = {rule: _whole(value) for rule, value in zip(definition.rules, rest, strict=True)}
    ends = zip(definition.base, row[1:edge:2], row[2:edge:2], strict=True)
    days = {name: (one, other) for name, one, other in ends if isinstance(one, date) and isinstance(other, date)}
    return Survey(number, days, given, doubts)


def find_doubles(engine: Engine, definition: Definition, found: Survey) -> int:
    """Look for codes that stand twice; return how many rows say again what another says, and let them go.

    Codes whose rows differ are added to the survey's doubts; else the survey tells of what is left. Codes are found by
    their fingerprints, which take a third of the room: only codes with the same fingerprint are looked at themselves.
    """
    key = definition.records.key
    if key is None:
        return 0
    code, everything = column(key.id), ", ".join(map(column, definition.columns))
    made, records = f"{engine.fingerprint}({code})", engine.table
    prints = f"select {made} as f from {records} where {code} is not null"
    engine.keep(_TWICE, f"select f from ({prints}) p group by f having count(*) > 1", {})
    if not list(engine.rows(f"select f from {_TWICE} limit 1", {})):
        return 0
    among = f"in (select f from {_TWICE})"
    engine.keep(_AGAIN, f"select distinct {everything} from {records} where {made} {among}", {})
    different = f"select {code} from {_AGAIN} group by {code} having count(*) > 1 limit {_MOST_CODES}"
    found.doubts.repeated = tuple(str(row[0]) for row in engine.rows(different, {}))
    if found.doubts.repeated:
        return 0
    once = f"select {everything} from {records} where {made} not {among}"
    engine.table = "parcalc_single"
    engine.define(engine.table, f"{once} union all select {everything} from {_AGAIN}")
    asked = ", ".join(["count(*)", *(f"count({column(name)})" for name in found.given)])
    ((left, *given),) = engine.rows(f"select {asked} from {engine.table}", {})
    every, found.number = found.number, _whole(left)
    found.given = dict(zip(found.given, map(_whole, given), strict=True))
    return every - found.number


def tally(
    engine: Engine, definition: Definition, found: Survey, known: Mapping[str, Counter[str]] | None = None
) -> Tally:
    """Return what the records change in the counts of each month; the texts may be known, with their number."""
    numbers = known or texts(engine, definition)
    different = {name: list(by_text) for name, by_text in numbers.items()}
    changes = Changes()
    dimensions = [_dimension(engine, column(name)) for name in definition.dimensions]
    for grouping in groupings(definition, dimensions, different, engine.sign):
        engine.keep(_GROUPS, *grouping.groups(engine.table))
        for question in grouping.questions(_GROUPS):
            question.answer(engine.rows(question.text, {}), changes)
    month = definition.calendar.ordinal_of
    reaches = {
        name: Reach(month(first), month(last), found.number - found.given[name])
        for name, (first, last) in found.days.items()
    }
    made = Tally(changes, reaches)
    made.lacking, made.without = _lacking(engine, definition, different, found)
    made.unnamed = definition.unnamed(numbers)
    return made


def _dimension(engine: Engine, name: str) -> Dimension:
    """Return a column to group by: by fingerprints, which are shorter than texts, unless two texts have the same."""
    made = f"{engine.fingerprint}({name})"
    found = [
        (text, number) for text, number in engine.rows(f"select {name}, {made} from {engine.table} group by {name}", {})
    ]
    members = {text: "" if text is None else str(text) for text, _ in found}
    by_print = {number: members[text] for text, number in found}
    if len(by_print) < len(members):
        return Dimension(name, members)
    return Dimension(made, by_print)


def texts(engine: Engine, definition: Definition) -> dict[str, Counter[str]]:
    """Return the distinct texts, with their number, of each column by which counts choose."""
    names = list(dict.fromkeys(name for origin in definition.origins.values() for name in origin.scope.dimensions))
    found: dict[str, Counter[str]] = {name: Counter() for name in names}
    if names:
        parts = (distinct(at, column(name), engine.table) for at, name in enumerate(names))
        for at, text, number in engine.rows(" union all ".join(parts), {}):
            found[names[_whole(at)]]["" if text is None else str(text)] += _whole(number)
    return found


def distinct(at: int, name: str, table: str) -> str:
    """Return the query for the different texts of a column with their numbers, and a number for the column."""
    return f"select {at} as k, {name} as t, count(*) as n from {table} group by {name}"


def _lacking(
    engine: Engine, definition: Definition, distinct: Texts, found: Survey
) -> tuple[dict[tuple[str, str], int], dict[str, int]]:
    """Return how many records a blank date alone may keep out of a count's months, by count and date, and by date."""
    writer = Writer(definition, distinct, Binder(engine.sign))
    asked = dict(_asked(definition, found, writer))
    if not asked:
        return {}, {}
    any_of: dict[str, list[str]] = {}
    for (_, name), condition in asked.items():
        any_of.setdefault(name, []).append(f"({condition})")
    conditions = [*asked.values(), *map(" or ".join, any_of.values())]
    text = f"select {', '.join(counted([f'({condition})']) for condition in conditions)} from {engine.table}"
    (row,) = engine.rows(text, writer.binder.values)
    numbers = [_whole(value) for value in row]
    by_count = {which: number for which, number in zip(asked, numbers, strict=False) if number}
    by_date = {name: number for name, number in zip(any_of, numbers[len(asked) :], strict=True) if number}
    return by_count, by_date


def _asked(definition: Definition, found: Survey, writer: Writer) -> Iterator[tuple[tuple[str, str], str]]:
    fields = definition.records.fields
    for id_, origin in definition.origins.items():
        compared = (name for condition in origin.conditions for name in condition.fields)
        dates = [name for name in dict.fromkeys(compared) if fields[name].kind.is_moment]
        base = origin.counted.fields[0]
        blank = [at for at, name in enumerate(dates) if found.given[name] < found.number and name != base]
        for at in blank:
            known = [f"{column(name)} is not null" for name in (base, *dates[:at])]
            yield (id_, dates[at]), " and ".join([*known, *writer.scope(origin), f"{column(dates[at])} is null"])


def _whole(value: object) -> int:
    return int(str(value))
