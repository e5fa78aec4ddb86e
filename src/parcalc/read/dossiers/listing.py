"""The very records behind a count: an officer must see which four were late."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from parcalc.errors import Problem, Unusable
from parcalc.judge.spans import Counted
from parcalc.model.period import Month, Period
from parcalc.model.plan import Count, Plan
from parcalc.model.records import Field, Flow, Kind, Listing, Origin
from parcalc.read.dossiers.by_columns.record_columns import RecordColumns
from parcalc.read.dossiers.by_columns.tally import reaches
from parcalc.read.dossiers.counting import entries
from parcalc.read.dossiers.definition import Definition, define
from parcalc.read.dossiers.entries import Entry, RecordList
from parcalc.read.dossiers.large import AnyList, LargeList
from parcalc.read.dossiers.lists import find_lists, is_cluster, named_files
from parcalc.read.dossiers.reader import Wanted, columns_absent, not_counted
from parcalc.read.limits import first_problems


def list_records(names: Sequence[str], plan: Plan, count: Count, wanted: Wanted) -> Listing:
    """Return the records that a count counts in a period (the last month of the lists if none is wanted).

    Of a stock over several months they are those of its first or last month, as the count is. Raises ``Unusable`` with
    the problems of the lists, and where they do not give the count.
    """
    try:
        way = _on_a_cluster if is_cluster(wanted.engine) else _listing
        return way(names, plan, count, wanted)
    except Unusable as unusable:
        raise Unusable(*first_problems(unusable.problems)) from None


def _listing(names: Sequence[str], plan: Plan, count: Count, wanted: Wanted) -> Listing:
    every = find_lists(named_files(names), plan, wanted.engine, wanted.sheets).by_kind
    lists = [one for one in every.get(_kind(count), ()) if isinstance(one, RecordList | LargeList)]
    definition = _defined(lists, plan, count)
    found = entries(lists, definition, wanted.period)
    asked = wanted.period or _last_month(found, definition)
    return _listed(found, definition, plan, count, asked)._replace(files=tuple(one.file for one in lists))


def _on_a_cluster(names: Sequence[str], plan: Plan, count: Count, wanted: Wanted) -> Listing:
    from parcalc.read.dossiers.engines.spark.listed import spark_entries
    from parcalc.read.dossiers.engines.spark.lists import cluster_lists
    from parcalc.read.dossiers.engines.spark.session import opened

    with opened(wanted.engine) as session:
        every = cluster_lists(names, plan, session)
        lists = [one for one in every if one.header.records.id == _kind(count)]
        definition = _defined(lists, plan, count)
        origin = definition.origins[count.id]
        taken = partial(_months, count, origin)
        asked, found = spark_entries(lists, definition, origin, taken, wanted.period)
    return _listed(found, definition, plan, count, asked)._replace(files=tuple(one.file for one in lists))


def _listed(found: Iterable[Entry], definition: Definition, plan: Plan, count: Count, asked: Period) -> Listing:
    fields = [field for field in definition.records.fields.values() if field.id in definition.columns]
    counted = list(_counted(found, definition, count, asked))
    return Listing(
        count.names,
        asked,
        tuple(field.names for field in fields),
        tuple(at for at, field in enumerate(fields) if _tells(field, definition.origins[count.id], plan)),
        tuple(tuple(entry.written[field.id] for field in fields) for entry in counted),
        tuple(entry.place for entry in counted),
    )


def _last_month(found: Iterable[Entry], definition: Definition) -> Period:
    records = RecordColumns.of([entry.values for entry in found], definition.base)
    reached = reaches(records, definition).values()
    if not reached:
        raise Unusable(Problem("records.nothing_counted"))
    last = Month.at(max(reach.last for reach in reached))
    return Period(last, last)


def _tells(field: Field, origin: Origin, plan: Plan) -> bool:
    return field.kind is Kind.KEY or field.id in origin.fields or field.id in plan.dimensions


def _kind(count: Count) -> str:
    return count.origin.records if count.origin else ""


def _defined(lists: Sequence[AnyList], plan: Plan, count: Count) -> Definition:
    """Return what can be counted of lists. Raises ``Unusable`` if the count cannot be."""
    if not lists:
        raise Unusable(Problem("records.not_from_lists", count=count.names))
    records = plan.records[_kind(count)]
    absent = columns_absent(lists, records)
    definition = define(plan, records, absent, ())
    if count.id not in definition.origins:
        note = not_counted([count], absent, records)
        raise Unusable(Problem(note.code, note.place, **note.facts))
    return definition


def _counted(found: Iterable[Entry], definition: Definition, count: Count, period: Period) -> Iterator[Entry]:
    """Give the records that count, each once."""
    origin, key = definition.origins[count.id], definition.records.key
    counted = Counted.of(origin, definition.records, definition.calendar)
    first, last = _months(count, origin, period)
    seen: set[object] = set()
    for entry in found:
        span = counted.span(entry.values)
        if span and span.first <= last and (span.after is None or span.after > first):
            code = entry.values[key.id] if key else entry.place
            if code not in seen:
                seen.add(code)
                yield entry


def _months(count: Count, origin: Origin, period: Period) -> tuple[int, int]:
    """Return the months of a period that a count takes: all of a flow, the first or the last of a stock."""
    first, last = period.first.ordinal, period.last.ordinal
    if isinstance(origin.counted, Flow):
        return first, last
    return (first, first) if count.over_period == "first" else (last, last)
