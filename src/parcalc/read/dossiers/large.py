"""Lists too long to be held in memory: their header is read, and their records are left to an engine."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from parcalc.errors import Place, Problem, Unusable
from parcalc.read.dossiers.entries import RecordList, is_numbering
from parcalc.read.dossiers.headers import ListHeader, ListHeadings
from parcalc.read.regular_file import opened_regular
from parcalc.read.tables.delimiter import MOST_ABOVE, find_delimiter
from parcalc.read.tables.encoding import sound_lines
from parcalc.read.tables.records import Record, declared_delimiter, records
from parcalc.read.tables.tables import Table

if TYPE_CHECKING:
    from parcalc.read.dossiers.engines.spark.lists import ClusterList

_PARQUET = b"PAR1"
_TOP = 200_000


class Csv(NamedTuple):
    """How a CSV is laid out: its delimiter, the lines above its first record, and whether ``sep=`` is one of them."""

    delimiter: str
    above: int
    declared: bool


class LargeList(NamedTuple):
    """A list whose header is known; ``layout`` is that of a CSV, ``None`` for Parquet."""

    file: str
    header: ListHeader
    layout: Csv | None

    @property
    def header_place(self) -> Place:
        """Where the header stands."""
        return Place(self.file, self.header.row.line if self.layout else None)

    def streamed(self) -> RecordList | None:
        """Return a CSV as a list whose records are read anew each time they are gone through, ``None`` for Parquet."""
        if self.layout is None:
            return None
        return RecordList(Table(self.file, ()), self.header, _Streamed(self.file, self.layout))


FileList: TypeAlias = RecordList | LargeList
AnyList: TypeAlias = "FileList | ClusterList"


def is_parquet(file: str) -> bool:
    """Tell whether a file is Parquet, by its first bytes."""
    try:
        with opened_regular(file) as stream:
            return stream.read(len(_PARQUET)) == _PARQUET
    except (OSError, ValueError):
        return False


def large_csv(file: str, headings: ListHeadings) -> LargeList | None:
    """Return a CSV as a large list, ``None`` if it is not plain enough to be left to an engine: UTF-8 with a header."""
    text = _top(file)
    delimiter = find_delimiter(text, headings.knows) if text else None
    if text is None or delimiter is None:
        return None
    declared = declared_delimiter(text) is not None
    rows = list(_readable(text.partition("\n")[2] if declared else text, delimiter, int(declared)))
    header = headings.find(rows)
    below = [row for row in rows if header and row.line > header.row.line]
    if header is None or len(below) < 2:  # noqa: PLR2004 - the numbering row and a record
        return None
    first = below[1] if is_numbering(below[0]) else below[0]
    if any("\n" in cell or "\r" in cell for row in rows if row.line < first.line for cell in row.cells):
        return None  # an engine that passes over rows by number takes such a row for one or for two
    return LargeList(file, header, Csv(delimiter, first.line - 1, declared))


def _top(file: str) -> str | None:
    try:
        with opened_regular(file) as stream:
            content = stream.read(_TOP)
    except (OSError, ValueError):
        return None
    try:
        return content[: content.rfind(b"\n") + 1].decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _readable(text: str, delimiter: str, skipped: int) -> Iterator[Record]:
    """Give the first rows as far as they can be read: the last may be cut off within quotes."""
    try:
        for row, _ in zip(records(text, delimiter, "", skipped), range(MOST_ABOVE + 2), strict=False):
            yield row
    except Unusable:
        return


class _Streamed:
    """The records of a CSV file, which is opened each time they are gone through."""

    def __init__(self, file: str, layout: Csv) -> None:
        self.file, self.layout = file, layout

    def __iter__(self) -> Iterator[Record]:
        line = 0
        try:
            with Path(self.file).open(encoding="utf-8-sig", newline="") as stream:
                lines = sound_lines(stream, self.file)
                if self.layout.declared:
                    next(lines)
                for record in records(lines, self.layout.delimiter, self.file, int(self.layout.declared)):
                    line = record.line
                    yield record
        except UnicodeDecodeError as error:
            raise Unusable(Problem("data.not_utf8", Place(self.file, line + 1))) from error
