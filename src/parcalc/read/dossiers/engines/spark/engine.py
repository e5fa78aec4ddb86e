"""The records of one kind on a cluster, typed."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pyspark.sql import DataFrame

from parcalc.errors import Place, Problem, Unusable
from parcalc.model.records import Field, Kind
from parcalc.read.dossiers.definition import Definition
from parcalc.read.dossiers.engines.cells import CONTROL, FOREIGN, UNPLAIN, Held, is_unplain
from parcalc.read.dossiers.engines.engine import distinct
from parcalc.read.dossiers.engines.spark.lists import DIALECT, ClusterList, value
from parcalc.read.dossiers.engines.sql import SqlRow, column, counted
from parcalc.read.dossiers.entries import Entry
from parcalc.read.dossiers.findings import SHOWN_OF_A_KIND
from parcalc.read.dossiers.texts import composed, said
from parcalc.read.rows.checked import raise_any
from parcalc.read.wording import quoted

_TEXTS = {Kind.KEY, Kind.TEXT}
MOST_FOREIGN = 100_000
"""Texts of a column whose signs are composed here."""


class SparkEngine:
    """The records of one kind on a cluster, as an ``Engine``."""

    sign, fingerprint = ":", "xxhash64"

    def __init__(self, definition: Definition, lists: Sequence[ClusterList]) -> None:
        """Take the lists; nothing is read yet."""
        self.definition, self.lists, self.table = definition, lists, "parcalc_records"
        self.session = lists[0].session
        self.kept: list[DataFrame] = []
        self.unplain: set[tuple[str, str]] = set()
        self.foreign: set[tuple[str, str]] = set()
        self.texts: dict[str, Counter[str]] = {}

    def rows(self, text: str, values: Mapping[str, object]) -> Iterable[SqlRow]:
        """Give the rows of a query."""
        return self.session.sql(text, args=dict(values)).collect()

    def keep(self, name: str, text: str, values: Mapping[str, object]) -> None:
        """Let a view have the rows of a query, which the cluster keeps until ``close``."""
        frame = self.session.sql(text, args=dict(values)).persist()
        frame.createOrReplaceTempView(name)
        self.kept.append(frame)

    def define(self, name: str, text: str) -> None:
        """Let a view have the rows of a query."""
        self.session.sql(text).createOrReplaceTempView(name)

    def close(self) -> None:
        """Let the cluster forget what it has kept."""
        for frame in self.kept:
            frame.unpersist()

    def type_all(self) -> None:
        """Let ``table`` have the typed records of all lists. Raises ``Unusable`` for what is not of its type."""
        raise_any([problem for one in self.lists for problem in self._unlike(one)])
        raise_any([problem for one in self.lists for problem in self._odd(one)])
        self.lists = [self._composed(one) for one in self.lists]
        typed = (f"select {self._columns(one)} from {one.view}" for one in self.lists)
        self.define(self.table, " union all ".join(typed))

    def entries(
        self, table: str, condition: str, values: Mapping[str, object], most: int = SHOWN_OF_A_KIND
    ) -> Iterator[Entry]:
        """Give the first records of which a condition holds, by their codes; their place is the table and the code."""
        names, key = self.definition.columns, self.definition.records.key
        first = f" order by {column(key.id)}" if key else ""
        taken = f"select {', '.join(map(column, names))} from {table} where {condition}{first} limit {most}"
        for row in self.rows(taken, values):
            typed: dict[str, Any] = dict(zip(names, row, strict=True))
            written = {name: "" if value is None else str(value) for name, value in typed.items()}
            code = f"[{written[key.id]}]" if key else ""
            yield Entry(typed, written, Place(f"{self.lists[0].file}{code}"))

    def _columns(self, one: ClusterList) -> str:
        values = {name: value(self._fields[name], one.types[name]) for name in self.definition.columns}
        plain = {name for name in values if self._kind(name) not in _TEXTS or self._is_plain(one, name)}
        return ", ".join(
            f"{made.plain if name in plain else made.safe} as {column(name)}" for name, made in values.items()
        )

    def _is_plain(self, one: ClusterList, name: str) -> bool:
        """Tell whether each text of a column says what is written; one that tells nothing was not looked at."""
        return name in self.definition.telling_texts and (one.view, name) not in self.unplain

    def _unlike(self, one: ClusterList) -> Iterator[Problem]:
        """Give the columns whose type is not the plan's: texts are made days and numbers by whoever owns them."""
        for name in self.definition.columns:
            held, kind, names = one.types[name], self._kind(name), self._fields[name].names
            if held is Held.INSTANT and kind.is_moment:
                yield Problem("records.time_zone", Place(one.file), column=names)
            elif kind not in _TEXTS and held in {Held.TEXT, Held.OTHER}:
                yield Problem("records.not_typed", Place(one.file), column=names, kind=str(kind))

    def _odd(self, one: ClusterList) -> Iterator[Problem]:
        """Give each column with cells that hold what they may not: how many, and one of them.

        On the way it is noticed which texts are plain, and of which signs may have to be composed.
        """
        odd = {name: self._is_none(one, name) for name in self.definition.columns if self._kind(name) not in _TEXTS}
        texts = [name for name in self.definition.telling_texts if one.types[name] in {Held.TEXT, Held.OTHER}]
        codes = {name: is_unplain(_text(name), DIALECT) for name in texts if self._kind(name) is Kind.KEY}
        numbers = self._unplain_texts(one) | self._numbers(one, odd | codes)
        control = {name: DIALECT.finds.format(_text(name), CONTROL) for name in texts if numbers[name]}
        foreign = {name: DIALECT.finds.format(_text(name), FOREIGN) for name in control}
        self.unplain |= {(one.view, name) for name in control}
        self.foreign |= {(one.view, name) for name, number in self._numbers(one, foreign).items() if number}
        found = {name: numbers[name] for name in odd} | self._numbers(one, control)
        conditions = odd | control
        for name in self.definition.columns:
            if number := found.get(name, 0):
                ((cell,),) = self.rows(f"select min({_text(name)}) from {one.view} where {conditions[name]}", {})
                facts = {"column": self._fields[name].names, "number": number, "cell": quoted(str(cell))}
                yield Problem("records.odd_cells", Place(one.file), **facts)

    def _is_none(self, one: ClusterList, name: str) -> str:
        """Return the condition that a cell is no value of its column."""
        return f"r_{name} is not null and {value(self._fields[name], one.types[name]).safe} is null"

    def _numbers(self, one: ClusterList, conditions: Mapping[str, str]) -> dict[str, int]:
        """Return of how many rows of a list each condition holds, all in one look at them."""
        if not conditions:
            return {}
        asked = ", ".join(map(counted, ([condition] for condition in conditions.values())))
        (row,) = self.rows(f"select {asked} from {one.view}", {})
        return {name: int(str(number)) for name, number in zip(conditions, row, strict=True)}

    def _unplain_texts(self, one: ClusterList) -> dict[str, int]:
        """Return how many different texts of each column may say something else than what is written.

        They are few, and Spark takes long over a pattern. What they say, and how often, is kept in ``texts``.
        """
        names = [name for name in self.definition.telling_texts if self._kind(name) is Kind.TEXT]
        unplain, asked = dict.fromkeys(names, 0), [distinct(at, _text(name), one.view) for at, name in enumerate(names)]
        for at, text, number in self.rows(" union all ".join(asked), {}) if asked else ():
            name = names[int(str(at))]
            unplain[name] += text is not None and (not text or re.search(UNPLAIN, str(text)) is not None)
            self.texts.setdefault(name, Counter())["" if text is None else said(str(text))] += int(str(number))
        return unplain

    def _composed(self, one: ClusterList) -> ClusterList:
        """Return a list of which the signs of codes and texts are composed: Spark cannot do it, so Python does.

        Raises ``Unusable`` where there are too many such texts to be looked at one by one.
        """
        learnt = [name for name in one.types if (one.view, name) in self.foreign and self._learn(one, name)]
        if not learnt:
            return one
        view = f"{one.view}_composed"
        made = {name: f"coalesce({_word(one, name)}.value, r_{name})" for name in learnt}
        columns = (f"{made.get(name, f'r_{name}')} as r_{name}" for name in one.types)
        joins = (f" left join {_word(one, name)} on {_word(one, name)}.text = {_text(name)}" for name in learnt)
        self.define(view, f"select {', '.join(columns)} from {one.view}{''.join(joins)}")
        self.unplain |= {(view, name) for name in one.types if (one.view, name) in self.unplain}
        return replace(one, view=view)

    def _learn(self, one: ClusterList, name: str) -> bool:
        """Let a view have the texts of a column whose signs are to be composed; tell whether there are any."""
        foreign = DIALECT.finds.format(_text(name), FOREIGN)
        asked = f"select distinct {_text(name)} from {one.view} where {foreign} limit {MOST_FOREIGN + 1}"
        texts = [str(row[0]) for row in self.rows(asked, {})]
        if len(texts) > MOST_FOREIGN:
            facts = {"column": self._fields[name].names, "most": MOST_FOREIGN}
            raise Unusable(Problem("records.too_many_foreign", Place(one.file), **facts))
        words = [(text, new) for text in texts if (new := composed(text)) != text]
        if words:
            self.session.createDataFrame(words, "text string, value string").createOrReplaceTempView(_word(one, name))
        return bool(words)

    def _kind(self, name: str) -> Kind:
        return self._fields[name].kind

    @property
    def _fields(self) -> Mapping[str, Field]:
        return self.definition.records.fields


def _text(name: str) -> str:
    return f"cast(r_{name} as string)"


def _word(one: ClusterList, name: str) -> str:
    return f"{one.view}_{name}"
