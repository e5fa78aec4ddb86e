"""Lists of records from files: each file's tables, by the kind of record that they hold."""

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from parcalc.errors import Note, Place, Problem, Unusable
from parcalc.model.counts import SourceFile
from parcalc.model.naming import folded
from parcalc.model.plan import Plan
from parcalc.read.counts.headings import MONTH_HEADINGS
from parcalc.read.dossiers.entries import RecordList
from parcalc.read.dossiers.headers import ListHeader, ListHeadings, header_problems, unread_columns
from parcalc.read.dossiers.large import AnyList, LargeList, is_parquet, large_csv
from parcalc.read.limits import LARGEST_DATA
from parcalc.read.regular_file import regular_size
from parcalc.read.rows.checked import raise_any
from parcalc.read.tables.choice import chosen
from parcalc.read.tables.records import Record
from parcalc.read.tables.source import STDIN, read_source
from parcalc.read.tables.tables import read_tables

_PATTERN = "*?"
AUTO, PYTHON, DUCKDB, SPARK = "auto", "python", "duckdb", "spark"
ENGINES = (AUTO, PYTHON, DUCKDB, SPARK)
REMOTE = "sc://"
"""How the address of a Spark Connect server begins."""
_LONG = 20 * 1024 * 1024
"""Bytes of a CSV from which on an engine is faster: about 100,000 records."""


class Lists:
    """What was found in the files: the lists of each kind by its id, the files, and what is worth noting."""

    __slots__ = ("by_kind", "files", "notes")

    def __init__(
        self,
        by_kind: Mapping[str, list[AnyList]] = MappingProxyType({}),
        files: Iterable[SourceFile] = (),
        notes: Iterable[Note] = (),
    ) -> None:
        """Hold what has been found so far."""
        self.by_kind, self.files, self.notes = dict(by_kind), list(files), list(notes)

    def take(self, found: "Lists") -> None:
        """Add what was found in one more file."""
        for kind, lists in found.by_kind.items():
            self.by_kind.setdefault(kind, []).extend(lists)
        self.files += found.files
        self.notes += [note for note in found.notes if not self._is_told(note)]

    def _is_told(self, note: Note) -> bool:
        """Tell whether another file has the same columns that are not read: one note is enough."""
        return note.code == "records.unread_columns" and any(
            (one.code, one.facts) == (note.code, note.facts) for one in self.notes
        )


def named_files(names: Iterable[str]) -> list[str]:
    """Return the files of names and patterns (``*.csv``), each once; a pattern that fits none is a problem."""
    found: list[str] = []
    for name in names:
        if name == STDIN or os.path.lexists(name) or not any(sign in name for sign in _PATTERN):
            found.append(name)
            continue
        fitting = _fitting(name)
        if not fitting:
            raise Unusable(Problem("records.no_file_fits", Place(name)))
        found += fitting
    return list(dict.fromkeys(found))


def _fitting(pattern: str) -> list[str]:
    root = Path(pattern).anchor
    try:
        return sorted(map(str, Path(root).glob(pattern.removeprefix(root))))
    except (OSError, ValueError):  # no file can be called so
        return []


def is_list(file: str, plan: Plan, sheets: Sequence[str] = ()) -> bool:
    """Tell whether a file can be read and has the header of a list."""
    if is_parquet(file):
        return True
    headings = ListHeadings(plan)
    if _is_long(file):
        return large_csv(file, headings) is not None
    return bool(_headers(file, headings, sheets))


def is_no_counts_file(file: str, plan: Plan, sheets: Sequence[str] = ()) -> bool:
    """Tell whether a workbook has the header of a list, and a month, by which counts are known, in none of them."""
    months = set(map(folded, MONTH_HEADINGS))
    headers = _headers(file, ListHeadings(plan), sheets)
    return bool(headers) and all(months.isdisjoint(map(folded, header.row.cells)) for header in headers)


def _headers(file: str, headings: ListHeadings, sheets: Sequence[str]) -> list[ListHeader]:
    """Return the headers of the lists in a file, none if it cannot be read."""
    try:
        content, _ = read_source(file)
        tables = read_tables(content, file, headings.knows, sheets)
    except Unusable:
        return []
    return [header for table in tables if (header := headings.find(table.records))]


def _is_long(file: str) -> bool:
    return file != STDIN and regular_size(file) > LARGEST_DATA


def find_lists(files: Sequence[str], plan: Plan, engine: str, sheets: Sequence[str] = ()) -> Lists:
    """Return the lists in files, in workbooks only those of the ``sheets`` if there are any.

    Raises ``Unusable`` with the problems of all of them.
    """
    finder = _Finder(ListHeadings(plan), engine, sheets)
    lists, problems = Lists(), list[Problem]()
    for file in files:
        try:
            lists.take(finder.find(file))
        except Unusable as unusable:
            problems += unusable.problems
    raise_any(problems)
    return lists


class _Finder(NamedTuple):
    """Finds the lists in one file after another: what an engine is to read is left in its file."""

    headings: ListHeadings
    engine: str
    sheets: Sequence[str]

    def find(self, file: str) -> Lists:
        """Return the lists of a file."""
        large = self._parquet(file) if is_parquet(file) else self._long_csv(file)
        if large is not None:
            return self._checked(Lists({large.header.records.id: [large]}, [SourceFile(file, _sha256(file))]))
        content, source = read_source(file)
        every = read_tables(content, file, self.headings.knows, self.sheets)
        tables, notes = chosen(every, self.headings.knows, asked=bool(self.sheets))
        found = Lists(files=[source], notes=list(notes))
        for table in tables:
            if header := self.headings.find(table.records):
                found.by_kind.setdefault(header.records.id, []).append(RecordList(table, header))
                found.notes += table.notes
        return self._checked(found)

    def _parquet(self, file: str) -> LargeList:
        if self.engine == PYTHON or not has_duckdb():
            raise Unusable(Problem("records.needs_duckdb", Place(file)))
        from parcalc.read.dossiers.engines.duck.sources import parquet_columns

        header = self.headings.find([Record(1, parquet_columns(file))])
        if header is None:
            raise self._no_header(file)
        return LargeList(file, header, None)

    def _long_csv(self, file: str) -> LargeList | None:
        """Return a CSV that an engine reads: a long one where there is an engine, any that is asked for."""
        size = 0 if file == STDIN else regular_size(file)
        if self.engine == PYTHON or not size:
            return None
        if self.engine == AUTO and (size <= _LONG or not has_duckdb()):
            if size > LARGEST_DATA:
                raise Unusable(Problem("records.needs_duckdb", Place(file)))
            return None
        return large_csv(file, self.headings)

    def _checked(self, found: Lists) -> Lists:
        """Return what was found in a file; a header with something wrong, or none at all, is a problem."""
        if not found.by_kind:
            raise self._no_header(found.files[0].name)
        for one in (one for lists in found.by_kind.values() for one in lists):
            raise_any(header_problems(one.header, one.header_place))
            found.notes += unread_columns(one.header, one.header_place)
        return found

    def _no_header(self, file: str) -> Unusable:
        return Unusable(Problem("records.no_header", Place(file), example=self.headings.example))


def _sha256(file: str) -> str:
    with Path(file).open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def is_cluster(engine: str) -> bool:
    """Tell whether lists lie on a cluster. Raises ``Unusable`` if there is nothing here to reach it with."""
    if engine != SPARK and not engine.startswith(REMOTE):
        return False
    if find_spec("pyspark") is None:
        raise Unusable(Problem("records.needs_spark"))
    return True


def has_duckdb() -> bool:
    """Tell whether DuckDB is installed."""
    return find_spec("duckdb") is not None
