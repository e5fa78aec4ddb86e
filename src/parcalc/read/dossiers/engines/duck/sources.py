"""Lists as DuckDB reads them: the declared columns of each, under names of their own, as the file has them."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from parcalc.errors import Place, Problem, Unusable
from parcalc.model.records import Kind
from parcalc.read.dossiers.engines.cells import Held
from parcalc.read.dossiers.engines.duck.queries import Queries
from parcalc.read.dossiers.engines.duck.types import held
from parcalc.read.dossiers.entries import RecordList, fits
from parcalc.read.dossiers.headers import ListHeader
from parcalc.read.dossiers.large import Csv, FileList, LargeList
from parcalc.read.duck import connected, file_literal, literal
from parcalc.read.tables.records import Record


class UnlikeCsvError(Exception):
    """A list in memory says what a CSV of its cells does not: something is wrong in it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A list, the query that gives its columns as ``r_ID``, their types, and how many rows of a CSV say nothing."""

    found: FileList
    query: str
    types: Mapping[str, Held]
    blank: int = 0

    @property
    def is_csv(self) -> bool:
        """Whether it is a CSV as somebody wrote it: rows of it may be no records."""
        return isinstance(self.found, LargeList) and self.found.layout is not None

    def texts(self, names: Iterable[str]) -> list[str]:
        """Return those columns that are texts."""
        return [name for name in names if self.types.get(name) is Held.TEXT]


def parquet_columns(file: str) -> tuple[str, ...]:
    """Return the names of a Parquet file's columns. Raises ``Unusable`` if it cannot be read."""
    try:
        with connected() as connection:
            found = connection.execute(f"describe select * exclude (file_row_number) from {parquet(file)}").fetchall()
    except duckdb.Error as error:
        raise Unusable(Problem("records.not_parquet", Place(file))) from error
    return tuple(str(row[0]) for row in found)


def parquet(file: str) -> str:
    """Return what reads a Parquet file; signs of patterns in its name mean themselves."""
    return f"read_parquet({file_literal(file)}, file_row_number = true)"


def open_source(found: FileList, folder: Path, queries: Queries) -> Source:
    """Return a list as a source.

    Raises ``duckdb.Error`` for a CSV that is not laid out as its header says, and ``UnlikeCsvError``.
    """
    blank = "false"
    if isinstance(found, RecordList):
        query = _written(found, folder, queries)
    elif found.layout is None:
        cells = found.header.row.cells
        named = (f"{_name(cells[at])} as r_{name}" for name, at in found.header.positions.items())
        query = f"select {', '.join(named)}, file_row_number as n from {parquet(found.file)}"
    else:
        query = _staged(found.file, found.layout, found.header, folder, queries)
        blank = " and ".join(f"coalesce(trim(r_{name}), '') = ''" for name in found.header.positions)
    described = queries.execute(f"describe {query}")
    types = {str(row[0]).removeprefix("r_"): held(str(row[1])) for row in described}
    ((number,),) = queries.execute(f"select count(*) from ({query}) where {blank}")
    return Source(found, f"{query} where not ({blank})", types, int(str(number)))


def _staged(file: str, layout: Csv, header: ListHeader, folder: Path, queries: Queries) -> str:
    """Copy the declared columns of a CSV, as texts, to Parquet; the header once more is left out."""
    cells = ", ".join(f"c{at}: 'VARCHAR'" for at in range(header.width))
    named = ", ".join(f"c{at} as r_{name}" for name, at in header.positions.items())
    again = " and ".join(f"c{at} = {literal(header.row.cells[at])}" for at in header.positions.values())
    read = (
        f"read_csv({file_literal(file)}, auto_detect = false, header = false, skip = {layout.above},"
        f" delim = {literal(layout.delimiter)}, quote = '\"', escape = '\"', columns = {{{cells}}},"
        " strict_mode = true, null_padding = false)"
    )
    path = str(folder / f"list{len(list(folder.iterdir()))}.parquet")
    copied = f"select {named} from {read} where not coalesce({again}, false)"
    queries.execute(f"copy ({copied}) to {literal(path)} (format parquet)")
    return f"select * exclude (file_row_number), file_row_number as n from {parquet(path)}"


def _written(found: RecordList, folder: Path, queries: Queries) -> str:
    """Write the declared columns of a list that is in memory as a CSV, and take that in."""
    path, names = folder / f"list{len(list(folder.iterdir()))}.csv", list(found.header.positions)
    rows = list(found.rows([]))
    if any(_says_more(found, row) for row in rows):
        raise UnlikeCsvError
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(names)
        writer.writerows([found.cell(row, name) for name in names] for row in rows)
    header = ListHeader(found.header.records, Record(1, tuple(names)), {name: at for at, name in enumerate(names)})
    return _staged(str(path), Csv(",", 1, declared=False), header, folder, queries)


def _says_more(found: RecordList, row: Record) -> bool:
    """Tell whether a row has too few cells or too many, or a number that is not whole though its text may look so."""
    fields, positions = found.header.records.fields, found.header.positions
    wholes = (position for name, position in positions.items() if fields[name].kind is Kind.WHOLE)
    return not fits(row, found.header.width) or not row.fractions.isdisjoint(wholes)


def _name(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
