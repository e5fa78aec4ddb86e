r"""Counting as SQL: one text for every engine, in what all of them have in common.

Nothing of a plan or a list stands in the text but ids (a-z, 0-9 and _), whole numbers and bound parameters: a text such
as ``'a\nb'`` is four signs to one engine and three to another. Texts are compared in Python, folded, on the distinct
ones of a column; engines only look them up. ``greatest`` and ``least`` are not used: they skip what is null.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from parcalc.judge.spans import is_by_day, is_edge
from parcalc.model.naming import folded
from parcalc.model.period import MONTHS_OF_A_YEAR
from parcalc.model.records import Comparison, Origin, Sign
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
    _names: dict[str | int, str] = field(default_factory=dict)

    def bind(self, value: str | int) -> str:
        """Return the parameter that stands for a value: always the same, so that one condition is one text."""
        name = self._names.setdefault(value, f"p{len(self._names)}")
        self.values[name] = value
        return f"{self.sign}{name}"


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

    def conditions(self, origin: Origin) -> list[str]:
        """Return the conditions on which a record counts, but for those that change from month to month."""
        plain = [self.comparison(condition) for condition in origin.conditions if not is_edge(condition)]
        return [*self.scope(origin), *plain]

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
                day = f"(cast({day} as date) + 1)"
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
