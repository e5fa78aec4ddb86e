"""The very records behind a count, found by a cluster: it looks for them, and sends no others."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date

from parcalc.errors import Place, Problem, Unusable
from parcalc.model.period import Month, Period
from parcalc.model.records import Flow, Origin
from parcalc.read.dossiers.definition import Definition
from parcalc.read.dossiers.engines.engine import texts
from parcalc.read.dossiers.engines.spark.counted import looked_through
from parcalc.read.dossiers.engines.spark.engine import SparkEngine
from parcalc.read.dossiers.engines.spark.lists import ClusterList
from parcalc.read.dossiers.engines.sql import Binder, Writer, column
from parcalc.read.dossiers.entries import Entry
from parcalc.read.dossiers.findings import MOST_LOOKED_AT

MOST_LISTED = 100_000
"""Records that are listed: more are no list that a person reads."""

Months = tuple[int, int]


def spark_entries(
    lists: Sequence[ClusterList],
    definition: Definition,
    origin: Origin,
    taken: Callable[[Period], Months],
    asked: Period | None,
) -> tuple[Period, list[Entry]]:
    """Return the period (the last month of the lists if none is asked for) and the records that may count in it.

    ``taken`` tells the months of a period that are looked at. Records that only a comparison with the month's end
    leaves out are among them. Raises ``Unusable`` with the problems of the lists, and where there are too many.
    """
    with closing(SparkEngine(definition, lists)) as engine:
        found, _ = looked_through(engine, definition)
        period = asked or _last_month([day for days in found.days.values() for day in days], definition)
        entries = list(_entries(engine, origin, taken(period)))
    if len(entries) > MOST_LISTED:
        raise Unusable(Problem("records.too_many_listed", Place(lists[0].file), most=MOST_LISTED))
    return period, entries


def spark_entries_without(lists: Sequence[ClusterList], definition: Definition, name: str) -> Iterator[Entry]:
    """Give the first records of lists on a cluster that leave a column blank."""
    with closing(SparkEngine(definition, lists)) as engine:
        engine.type_all()
        yield from engine.entries(engine.table, f"{column(name)} is null", {}, MOST_LOOKED_AT)


def _entries(engine: SparkEngine, origin: Origin, months: Months) -> Iterator[Entry]:
    alone = engine.definition._replace(origins={"": origin})
    distinct = {name: list(by_text) for name, by_text in texts(engine, alone).items()}
    writer = Writer(alone, distinct, Binder(engine.sign))
    conditions = " and ".join([*writer.conditions(origin), *_in_months(origin, writer, months)])
    return engine.entries(engine.table, conditions, writer.binder.values, MOST_LISTED + 1)


def _last_month(days: Sequence[date], definition: Definition) -> Period:
    if not days:
        raise Unusable(Problem("records.nothing_counted"))
    last = Month.at(max(map(definition.calendar.ordinal_of, days)))
    return Period(last, last)


def _in_months(origin: Origin, writer: Writer, months: Months) -> list[str]:
    """Return the conditions that a record counts in some month by its dates."""
    first, last = months
    counted = origin.counted
    if isinstance(counted, Flow):
        month = writer.month(counted.month_of)
        return [f"{month} >= {first}", f"{month} <= {last}"]
    later = int(counted.at == "start")
    opened, closed = writer.month(counted.opened), writer.month(counted.closed)
    return [f"{opened} + {later} <= {last}", f"({column(counted.closed)} is null or {closed} + {later} > {first})"]
