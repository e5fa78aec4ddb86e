"""The records of one kind on a cluster, typed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pyspark.sql import DataFrame

from parcalc.errors import Place, Problem
from parcalc.model.records import Kind
from parcalc.read.dossiers.definition import Definition
from parcalc.read.dossiers.engines.cells import Held
from parcalc.read.dossiers.engines.spark.lists import ClusterList, value
from parcalc.read.dossiers.engines.sql import SqlRow, column
from parcalc.read.dossiers.entries import Entry
from parcalc.read.dossiers.findings import SHOWN_OF_A_KIND
from parcalc.read.rows.checked import raise_any
from parcalc.read.wording import quoted

_TEXTS = {Kind.KEY, Kind.TEXT}


class SparkEngine:
    """The records of one kind on a cluster, as an ``Engine``."""

    sign, fingerprint = ":", "xxhash64"

    def __init__(self, definition: Definition, lists: Sequence[ClusterList]) -> None:
        """Take the lists; nothing is read yet."""
        self.definition, self.lists, self.table = definition, lists, "parcalc_records"
        self.session = lists[0].session
        self.kept: list[DataFrame] = []

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
        fields = self.definition.records.fields
        values = {name: value(fields[name], one.types[name]).plain for name in self.definition.columns}
        return ", ".join(f"{expression} as {column(name)}" for name, expression in values.items())

    def _unlike(self, one: ClusterList) -> Iterator[Problem]:
        """Give the columns whose type is not the plan's: texts are made days and numbers by whoever owns them."""
        fields = self.definition.records.fields
        for name in self.definition.columns:
            held, kind = one.types[name], fields[name].kind
            if held is Held.INSTANT and kind.is_moment:
                yield Problem("records.time_zone", Place(one.file), column=fields[name].names)
            elif kind not in _TEXTS and held in {Held.TEXT, Held.OTHER}:
                yield Problem("records.not_typed", Place(one.file), column=fields[name].names, kind=str(kind))

    def _odd(self, one: ClusterList) -> Iterator[Problem]:
        """Give each column with cells that hold what they may not: how many, and one of them."""
        fields = self.definition.records.fields
        for name in self.definition.columns:
            if fields[name].kind in _TEXTS:
                continue
            odd = f"r_{name} is not null and {value(fields[name], one.types[name]).safe} is null"
            found = self.rows(f"select count(*), min(cast(r_{name} as string)) from {one.view} where {odd}", {})
            for number, cell in found:
                if number:
                    facts = {"column": fields[name].names, "number": number, "cell": quoted(str(cell))}
                    yield Problem("records.odd_cells", Place(one.file), **facts)
