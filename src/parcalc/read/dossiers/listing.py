"""The very records behind a count: an officer must see which four were late."""

from collections.abc import Iterable, Iterator, Sequence

from parcalc.errors import Problem, Unusable
from parcalc.judge.spans import Counted
from parcalc.model.period import Month, Period
from parcalc.model.plan import Count, Plan
from parcalc.model.records import Field, Flow, Kind, Listing, Origin
from parcalc.read.dossiers.counting import entries
from parcalc.read.dossiers.definition import Definition, define
from parcalc.read.dossiers.entries import Entry, RecordList
from parcalc.read.dossiers.large import FileList, LargeList
from parcalc.read.dossiers.lists import find_lists, is_cluster, named_files
from parcalc.read.dossiers.plain import reaches
from parcalc.read.dossiers.reader import Wanted, columns_absent, not_counted
from parcalc.read.limits import first_problems


def list_records(names: Sequence[str], plan: Plan, count: Count, wanted: Wanted) -> Listing:
    """Return the records that a count counts in a period (the last month of the lists if none is wanted).

    Of a stock over several months they are those of its first or last month, as the count is. Raises ``Unusable`` with
    the problems of the lists, and where they do not give the count.
    """
    try:
        return _listing(names, plan, count, wanted)
    except Unusable as unusable:
        raise Unusable(*first_problems(unusable.problems)) from None


def _listing(names: Sequence[str], plan: Plan, count: Count, wanted: Wanted) -> Listing:
    lists, definition = _defined(names, plan, count, wanted)
    found = entries(lists, definition, wanted.period)
    if wanted.period is None:
        found = list(found)
    asked = wanted.period or _last_month(found, definition)
    fields = [field for field in definition.records.fields.values() if field.id in definition.columns]
    counted = list(_counted(found, definition, count, asked))
    return Listing(
        count.names,
        asked,
        tuple(field.names for field in fields),
        tuple(at for at, field in enumerate(fields) if _tells(field, definition.origins[count.id], plan)),
        tuple(tuple(entry.written[field.id] for field in fields) for entry in counted),
        tuple(entry.place for entry in counted),
        tuple(one.file for one in lists),
    )


def _last_month(found: Iterable[Entry], definition: Definition) -> Period:
    reached = reaches([entry.values for entry in found], definition).values()
    if not reached:
        raise Unusable(Problem("records.nothing_counted"))
    last = Month.at(max(reach.last for reach in reached))
    return Period(last, last)


def _tells(field: Field, origin: Origin, plan: Plan) -> bool:
    return field.kind is Kind.KEY or field.id in origin.fields or field.id in plan.dimensions


def _defined(names: Sequence[str], plan: Plan, count: Count, wanted: Wanted) -> tuple[list[FileList], Definition]:
    if is_cluster(wanted.engine):
        raise Unusable(Problem("records.cluster_list"))
    lists = find_lists(named_files(names), plan, wanted.engine, wanted.sheets)
    kind = count.origin.records if count.origin else ""
    found = [one for one in lists.by_kind.get(kind, ()) if isinstance(one, RecordList | LargeList)]
    if not found:
        raise Unusable(Problem("records.not_from_lists", count=count.names))
    absent = columns_absent(found, plan.records[kind])
    definition = define(plan, plan.records[kind], absent, ())
    if count.id not in definition.origins:
        note = not_counted([count], absent, plan.records[kind])
        raise Unusable(Problem(note.code, note.place, **note.facts))
    return found, definition


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
