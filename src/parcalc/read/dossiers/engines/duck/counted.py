"""Lists counted with DuckDB; wherever it stumbles, the rows are looked at one by one and told with their places."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Never

import duckdb

from parcalc.errors import Note, Place
from parcalc.model.period import Period
from parcalc.read.dossiers.definition import Definition, Tally
from parcalc.read.dossiers.engines.duck.engine import DuckEngine
from parcalc.read.dossiers.engines.duck.places import what_is_wrong
from parcalc.read.dossiers.engines.duck.rows import SourceRows
from parcalc.read.dossiers.engines.duck.sources import UnlikeCsvError
from parcalc.read.dossiers.engines.duck.workplace import is_without_room, workplace
from parcalc.read.dossiers.engines.engine import find_doubles, survey, tally
from parcalc.read.dossiers.engines.sql import column
from parcalc.read.dossiers.entries import Entry
from parcalc.read.dossiers.findings import MOST_LOOKED_AT
from parcalc.read.dossiers.large import FileList, LargeList
from parcalc.read.dossiers.register import same_rows
from parcalc.read.rows.checked import raise_any


class NotPlainError(Exception):
    """A list has rows that are no records, or a CSV is laid out in a way that DuckDB cannot read."""

    def __init__(self, place: Place) -> None:
        """Hold the place of the first such row."""
        super().__init__(str(place))
        self.place = place


def duck_tally(lists: Sequence[FileList], definition: Definition) -> tuple[Tally, list[Note]]:
    """Return what the lists of one kind change in the counts of each month, and notes.

    Raises ``Unusable`` with the first problems of each sort and their number, and ``NotPlainError``.
    """
    with workplace() as folder, closing(DuckEngine(definition, folder)) as engine:
        return _tally(engine, lists, definition)


def duck_entries(lists: Sequence[LargeList], definition: Definition, period: Period) -> Iterator[Entry]:
    """Give the records of Parquet files that may count in a period: those that have begun by its end."""
    with workplace() as folder, closing(DuckEngine(definition, folder)) as engine:
        engine.take(lists)
        last_day = definition.calendar.days(period)[1].isoformat()
        begun = " or ".join(f"cast({column(name)} as date) <= cast($last as date)" for name in definition.base)
        for source in engine.sources:
            yield from SourceRows(engine, source).entries(f"({begun})", {"last": last_day})


def duck_entries_without(lists: Sequence[LargeList], definition: Definition, name: str) -> Iterator[Entry]:
    """Give the first records of Parquet files that leave a column blank."""
    with workplace() as folder, closing(DuckEngine(definition, folder)) as engine:
        engine.take(lists)
        for source in engine.sources:
            yield from SourceRows(engine, source).entries(f"{column(name)} is null", {}, MOST_LOOKED_AT)


def _tally(engine: DuckEngine, lists: Sequence[FileList], definition: Definition) -> tuple[Tally, list[Note]]:
    try:
        notes = engine.take(lists)
    except UnlikeCsvError:
        _refuse(lists, engine, ())
    except duckdb.Error as error:
        if is_without_room(error):
            raise
        _refuse(lists, engine, ())
    if any(map(engine.odd, engine.sources)):
        _refuse(lists, engine, ())
    engine.type_all()
    found = survey(engine, definition)
    doubled = find_doubles(engine, definition, found)
    if found.doubts:
        _refuse(lists, engine, found.doubts.repeated)
    made = tally(engine, definition, found)
    blank = [
        Note("records.passed_over", Place(one.found.file), number=one.blank) for one in engine.sources if one.blank
    ]
    return made, [*notes, *([same_rows(doubled)] if doubled else []), *blank]


def _refuse(lists: Sequence[FileList], engine: DuckEngine, suspects: Sequence[str]) -> Never:
    problems, passed = what_is_wrong(lists, engine, set(suspects))
    raise_any(problems)
    raise NotPlainError(passed[0] if passed else Place(lists[0].file))
