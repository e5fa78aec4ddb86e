"""Lists of dossiers, read whole: their counts by month, or every problem that they have."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from parcalc.errors import Note, Place, Problem, Unusable
from parcalc.model.columns import Columns
from parcalc.model.counts import Counts, SourceFile
from parcalc.model.naming import Names
from parcalc.model.period import Month, Period
from parcalc.model.plan import Count, Plan
from parcalc.model.records import Flow, Records
from parcalc.read.dossiers.counting import counted
from parcalc.read.dossiers.definition import Definition, define
from parcalc.read.dossiers.headers import unread_columns
from parcalc.read.dossiers.large import AnyList
from parcalc.read.dossiers.lists import AUTO, Lists, find_lists, is_cluster, named_files
from parcalc.read.dossiers.partial_months import partly_held
from parcalc.read.dossiers.rows import UNNAMED, CountedKind, counted_columns
from parcalc.read.limits import first_problems
from parcalc.read.rows.checked import checked
from parcalc.read.rows.months import noted_months
from parcalc.read.rows.plain_rules import not_plainly_kept, stand_together
from parcalc.read.wording import quoted

_MOST_NAMED = 8
_IN_NO_COUNT = {"records.lacking", "records.unnamed", "records.blank", "records.none_opened"}


class Wanted(NamedTuple):
    """What is wanted of lists: dimensions to divide by (``None``: all that they have), months, sheets and an engine."""

    by: tuple[str, ...] | None = None
    period: Period | None = None
    sheets: tuple[str, ...] = ()
    engine: str = AUTO


EVERYTHING_THERE_IS = Wanted()


def read_dossiers(names: Sequence[str], plan: Plan, wanted: Wanted = EVERYTHING_THERE_IS) -> Counts:
    """Return the counts of lists by month and member. Raises ``Unusable`` with their problems."""
    try:
        with _lists(names, plan, wanted) as lists:
            return _counts(lists, plan, wanted)
    except Unusable as unusable:
        raise Unusable(*first_problems(unusable.problems)) from None


@contextmanager
def _lists(names: Sequence[str], plan: Plan, wanted: Wanted) -> Iterator[Lists]:
    """Give the lists of files or, while a session lasts, of a cluster."""
    if not is_cluster(wanted.engine):
        yield find_lists(named_files(names), plan, wanted.engine, wanted.sheets)
        return
    from parcalc.read.dossiers.engines.spark.lists import cluster_lists
    from parcalc.read.dossiers.engines.spark.session import opened

    with opened(wanted.engine) as session:
        lists = Lists(files=[SourceFile(name, "") for name in names])
        for one in cluster_lists(names, plan, session):
            lists.by_kind.setdefault(one.header.records.id, []).append(one)
            lists.notes += unread_columns(one.header, one.header_place)
        yield lists


def _counts(lists: Lists, plan: Plan, wanted: Wanted) -> Counts:
    dimensions, notes = _dimensions(lists, plan, wanted)
    kinds = []
    for definition, noted in definitions(lists, plan, dimensions):
        found, told = counted(lists.by_kind[definition.records.id], definition)
        kinds.append(CountedKind(definition, found, _place(lists, definition)))
        notes += [*noted, *told, *_told(kinds[-1], plan, wanted.period)]
    columns = counted_columns(kinds, dimensions, wanted.period)
    if not columns.rows:
        raise Unusable(Problem("records.nothing_counted", kinds[0].place))
    try:
        return _checked(columns, plan, lists, notes)
    except Unusable as unusable:
        # A rule of the plan that lists break is most often broken by records that are in no count.
        blank = (Problem(note.code, note.place, **note.facts) for note in notes if note.code in _IN_NO_COUNT)
        raise Unusable(*blank, *_lacking_what_is_asked(kinds, lists, columns, plan), *unusable.problems) from None


def _checked(columns: Columns, plan: Plan, lists: Lists, notes: Sequence[Note]) -> Counts:
    files = tuple(lists.files)
    if stand_together(columns, plan):
        months = [columns.rows[numbers[0]] for numbers in columns.by_month().values()]
        return Counts(columns.rows, files, (*lists.notes, *notes, *noted_months(months, plan)), columns)
    kept, noted = checked(list(columns.rows), plan)
    return Counts(tuple(kept), files, (*lists.notes, *notes, *noted))


def _lacking_what_is_asked(
    kinds: Sequence[CountedKind], lists: Lists, columns: Columns, plan: Plan
) -> Iterator[Problem]:
    """Give which records lack a date without which they are not in all counts of a rule that is broken."""
    from parcalc.read.dossiers.lacking import which_lack

    broken = [rule for rule in not_plainly_kept(columns, plan) if not rule.warn]
    counts = {count for rule in broken for count in (*rule.left.counts, *rule.right.counts)}
    for kind in kinds:
        yield from which_lack(kind, lists.by_kind[kind.definition.records.id], counts)


def definitions(lists: Lists, plan: Plan, dimensions: Sequence[str]) -> Iterator[tuple[Definition, list[Note]]]:
    """Give what is counted of each kind of list, and a note of what cannot be."""
    for kind, found in lists.by_kind.items():
        absent = columns_absent(found, plan.records[kind])
        definition = define(plan, plan.records[kind], absent, dimensions)
        counts = [count for count in plan.counts.values() if count.origin and count.origin.records == kind]
        missing = [count for count in counts if count.id not in definition.origins]
        notes = [not_counted(missing, absent, plan.records[kind])] if missing else []
        if not definition.origins:
            raise Unusable(*(Problem(note.code, note.place, **note.facts) for note in notes))
        yield definition, notes


def columns_absent(lists: Sequence[AnyList], records: Records) -> dict[str, str]:
    """Return each declared column that some list lacks, with the name of the first file that lacks it."""
    lacking = {name: [one.file for one in lists if name not in one.header.positions] for name in records.fields}
    return {name: files[0] for name, files in lacking.items() if files}


def not_counted(counts: Sequence[Count], absent: Mapping[str, str], records: Records) -> Note:
    """Return the note that counts cannot be made for want of columns, with a file that lacks the first."""
    needed = dict.fromkeys(name for count in counts if count.origin for name in count.origin.fields)
    lacking = [name for name in needed if name in absent]
    columns = tuple(records.fields[name].names for name in lacking)
    names = tuple(count.names for count in counts)
    return Note("records.not_counted", Place(absent[lacking[0]]), columns=columns, counts=names)


def _dimensions(lists: Lists, plan: Plan, wanted: Wanted) -> tuple[list[str], list[Note]]:
    """Return the dimensions that every list has a column for: rows that name no member would pass for the whole."""
    chosen, notes = [], []
    for name in plan.dimensions if wanted.by is None else wanted.by:
        lacking = [one for found in lists.by_kind.values() for one in found if name not in one.header.positions]
        if not lacking:
            chosen.append(name)
        elif wanted.by is not None:
            raise Unusable(Problem("cli.not_divided", dimension=plan.dimensions[name].names))
        elif len(lacking) < sum(map(len, lists.by_kind.values())):
            notes.append(Note("records.not_divided", lacking[0].header_place, dimension=plan.dimensions[name].names))
    return chosen, notes


def _place(lists: Lists, definition: Definition) -> Place:
    return Place(lists.by_kind[definition.records.id][0].file)


def _told(kind: CountedKind, plan: Plan, wanted: Period | None) -> Iterator[Note]:
    """Give what a person should know of the figures: what is in no count though it might be meant to be."""
    yield from _lacking(kind, plan)
    yield from _on_no_day(kind)
    yield from _of_nobody(kind)
    for column, unnamed in kind.tally.unnamed.items():
        yield from _unnamed(kind, kind.definition.records.fields[column].names, unnamed)
    if months := kind.months(wanted):
        yield from partly_held(kind.definition, kind.tally, months, kind.place)
    if late := _beyond(kind):
        yield Note("records.beyond", kind.place, number=late, month=Month.at(kind.tally.last or 0))


def _lacking(kind: CountedKind, plan: Plan) -> Iterator[Note]:
    fields, lacking, order = kind.definition.records.fields, kind.tally.lacking, list(plan.counts)
    for count, column in sorted(lacking, key=lambda one: (order.index(one[0]), one[1])):
        names, number = plan.counts[count].names, lacking[count, column]
        yield Note("records.lacking", kind.place, count=names, column=fields[column].names, number=number)


def _on_no_day(kind: CountedKind) -> Iterator[Note]:
    for name, reach in kind.tally.reaches.items():
        if reach.blank and name in kind.definition.opening:
            names = kind.definition.records.fields[name].names
            yield Note("records.blank", kind.place, column=names, number=reach.blank)


def _of_nobody(kind: CountedKind) -> Iterator[Note]:
    """Name the columns that divide the counts and are blank in some records, as where merged cells have been parted."""
    whose = kind.tally.changes.sizes()
    for at, name in enumerate(kind.definition.dimensions):
        blank = [members for members in whose if not members[at].strip()]
        if 0 < len(blank) < len(whose):
            column = kind.definition.records.fields[name].names
            yield Note("records.of_nobody", kind.place, column=column, member=UNNAMED)


def _unnamed(kind: CountedKind, column: Names, unnamed: Mapping[str, int]) -> Iterator[Note]:
    if blank := unnamed.get(""):
        yield Note("records.blank", kind.place, column=column, number=blank)
    texts = {text: number for text, number in unnamed.items() if text}
    if texts:
        most = sorted(texts, key=lambda text: (-texts[text], text))
        named = tuple(f"“{quoted(text)}” ({texts[text]})" for text in most[:_MOST_NAMED])
        yield Note("records.unnamed", kind.place, column=column, texts=named, number=sum(texts.values()))


def _beyond(kind: CountedKind) -> int:
    """Return how many cases of flows lie after the months that the lists reach over, such as days still to come."""
    last = kind.tally.last
    if last is None:
        return 0
    flows = [id_ for id_, origin in kind.definition.origins.items() if isinstance(origin.counted, Flow)]
    return sum(kind.tally.changes.after(last, id_) for id_ in flows)
