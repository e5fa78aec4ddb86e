"""Counting the lists of one kind: in plain Python, or by an engine where they are too long for it."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from parcalc.errors import Note, Place, Problem, Unusable
from parcalc.model.period import Period
from parcalc.read.dossiers.by_columns.reading import plain_columns
from parcalc.read.dossiers.by_columns.record_columns import RecordColumns
from parcalc.read.dossiers.by_columns.tally import tally
from parcalc.read.dossiers.definition import Definition, Tally
from parcalc.read.dossiers.entries import Entry, RecordList
from parcalc.read.dossiers.large import AnyList, FileList, LargeList
from parcalc.read.dossiers.register import held, register, row_notes, streamed
from parcalc.read.limits import LARGEST_DATA


def counted(lists: Sequence[AnyList], definition: Definition) -> tuple[Tally, list[Note]]:
    """Return what lists change in the counts of each month, and notes. Raises ``Unusable`` with their problems."""
    short = [one for one in lists if isinstance(one, RecordList)]
    if len(short) == len(lists):
        return _plainly(short, definition)
    filed = [one for one in lists if isinstance(one, RecordList | LargeList)]
    if len(filed) < len(lists):
        from parcalc.read.dossiers.engines.spark.counted import spark_tally
        from parcalc.read.dossiers.engines.spark.lists import ClusterList

        return spark_tally([one for one in lists if isinstance(one, ClusterList)], definition)
    return _by_duckdb(filed, definition)


def _by_duckdb(lists: Sequence[FileList], definition: Definition) -> tuple[Tally, list[Note]]:
    from parcalc.read.dossiers.engines.duck.counted import NotPlainError, duck_tally

    try:
        return duck_tally(lists, definition)
    except NotPlainError as error:
        readable = _readable(lists)
        if readable is None:
            raise Unusable(Problem("records.not_plain", error.place)) from error
        return _plainly(readable, definition)


def entries(lists: Sequence[FileList], definition: Definition, period: Period | None) -> Iterable[Entry]:
    """Return the records of lists; of lists too long to be held, those that may count in a period.

    Raises ``Unusable`` with their problems, and for long lists where no period is given.
    """
    readable = _readable(lists)
    if readable is not None:
        return register(held(readable, definition), definition).entries
    if period is None:
        raise Unusable(Problem("records.needs_period", Place(lists[0].file)))
    return _long_entries(lists, definition, period)


def entries_without(lists: Sequence[AnyList], definition: Definition, column: str) -> Iterator[Entry]:
    """Give records of lists that leave a date blank, in the order of the lists; of very many only the first.

    Raises ``Unusable`` with what is wrong in the lists.
    """
    readable = [rows for one in lists if (rows := _rows(one))]
    yield from (entry for entry in streamed(readable, definition) if entry.values[column] is None)
    if parquet := [one for one in lists if isinstance(one, LargeList) and one.layout is None]:
        from parcalc.read.dossiers.engines.duck.counted import duck_entries_without

        yield from duck_entries_without(parquet, definition, column)
    if cluster := [one for one in lists if not isinstance(one, RecordList | LargeList)]:
        from parcalc.read.dossiers.engines.spark.listed import spark_entries_without

        yield from spark_entries_without(cluster, definition, column)


def _rows(one: AnyList) -> RecordList | None:
    """Return a list whose rows are read in plain Python, ``None`` for one that an engine alone can read."""
    if isinstance(one, RecordList):
        return one
    return one.streamed() if isinstance(one, LargeList) else None


def _long_entries(lists: Sequence[FileList], definition: Definition, period: Period) -> Iterator[Entry]:
    readable = [rows for one in lists if (rows := _rows(one))]
    yield from streamed(readable, definition)
    parquet = [one for one in lists if isinstance(one, LargeList) and one.layout is None]
    if parquet:
        from parcalc.read.dossiers.engines.duck.counted import duck_entries

        yield from duck_entries(parquet, definition, period)


def _plainly(lists: Sequence[RecordList], definition: Definition) -> tuple[Tally, list[Note]]:
    """Count by whole columns, or, where anything is wrong or stands twice, record by record."""
    rows = held(lists, definition)
    columns = plain_columns(rows.rows, rows.orders, definition)
    if columns is not None:
        return tally(columns, definition), row_notes(rows)
    found = register(rows, definition)
    records = [entry.values for entry in found.entries]
    return tally(RecordColumns.of(records, definition.columns), definition), found.notes


def _readable(lists: Sequence[FileList]) -> list[RecordList] | None:
    """Return lists to be read in plain Python, ``None`` if one is Parquet or too long."""
    large = [one for one in lists if isinstance(one, LargeList)]
    if any(one.layout is None or Path(one.file).stat().st_size > LARGEST_DATA for one in large):
        return None
    return [rows for one in lists if (rows := _rows(one))]
