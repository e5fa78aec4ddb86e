"""Where something is wrong: CSV lists are read again, row by row, and Parquet is asked for the rows."""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial

from parcalc.errors import Place, Problem
from parcalc.model.records import Kind
from parcalc.read.dossiers.engines.duck.engine import DuckEngine
from parcalc.read.dossiers.engines.duck.rows import SourceRows
from parcalc.read.dossiers.engines.sql import Binder, Writer, column
from parcalc.read.dossiers.entries import Entry, EntryReader, RecordList, wrong_whole
from parcalc.read.dossiers.findings import SHOWN_OF_A_KIND
from parcalc.read.dossiers.large import FileList, LargeList
from parcalc.read.dossiers.moments import wrong_moment
from parcalc.read.dossiers.register import Checks, days_seen, settled_orders
from parcalc.read.wording import quoted

_WRONG = {Kind.KEY: "records.control", Kind.TEXT: "records.control"}
MOST_SUSPECTS = 1000
"""Rows of codes that stand twice which are looked at: enough to show the first."""


def what_is_wrong(
    lists: Iterable[FileList], engine: DuckEngine, suspects: Collection[str]
) -> tuple[list[Problem], list[Place]]:
    """Return the problems of lists, each at its place, and the places of CSV rows that are no records.

    ``suspects`` are codes that stand twice with something else.
    """
    checks = Checks(engine.definition, lambda _: None, suspects)
    passed: list[Place] = []
    readable = [rows for one in lists if (rows := one if isinstance(one, RecordList) else one.streamed())]
    orders = dict(engine.words.orders)
    if readable and not orders:  # a CSV that stopped the engine has left nothing learnt
        days = days_seen((one, one.rows([])) for one in readable)
        orders, _ = settled_orders(days, readable[0].file, engine.definition)
    for rows in readable:
        for entry in EntryReader(rows, engine.definition.columns, orders, checks.findings).read(rows.rows(passed)):
            checks.take(entry)
    for source in engine.sources:
        if isinstance(source.found, LargeList) and source.found.layout is None:
            _Rows(SourceRows(engine, source), checks).tell(suspects)
    return checks.findings.problems, passed


class _Rows:
    """The rows of a Parquet file in which something is wrong: the first of each kind, and their number."""

    def __init__(self, rows: SourceRows, checks: Checks) -> None:
        self.rows, self.checks = rows, checks
        self.engine, self.definition = rows.engine, rows.engine.definition

    def tell(self, suspects: Collection[str]) -> None:
        """Add what is wrong to the findings."""
        for name in self.definition.columns:
            self._tell(f"o_{name}", {}, partial(self._odd, name))
        for rule in self.definition.rules:
            writer = Writer(self.definition, {}, Binder(self.engine.sign))
            condition = writer.broken(rule)
            self._tell(condition, writer.binder.values, partial(self.checks.broken, rule))
        if key := self.definition.records.key:
            self._tell(f"{column(key.id)} is null", {}, self.checks.without_key)
            binder = Binder(self.engine.sign)
            codes = ", ".join(binder.bind(code) for code in suspects)
            twice = self.rows.entries(f"{column(key.id)} in ({codes})", binder.values, MOST_SUSPECTS) if codes else ()
            for entry in twice:
                self.checks.is_new(entry, entry.values[key.id])

    def _tell(self, condition: str, values: Mapping[str, object], problem: Callable[[Entry], Problem]) -> None:
        number = self.rows.number(condition, values)
        shown = [problem(entry) for entry in self.rows.entries(condition, values, SHOWN_OF_A_KIND)] if number else []
        for one in shown:
            self.checks.findings.add(one)
        if shown:
            self.checks.findings.add_untold(shown[0].code, number - len(shown))

    def _odd(self, name: str, entry: Entry) -> Problem:
        header, kind = self.rows.source.found.header, self.definition.records.fields[name].kind
        place = entry.place._replace(column=header.positions[name] + 1)
        written = entry.written[name]
        code = _WRONG.get(kind) or (wrong_whole(written) if kind is Kind.WHOLE else wrong_moment(written, kind))
        return Problem(code, place, at=place.cell, heading=header.heading(name), cell=quoted(written))
