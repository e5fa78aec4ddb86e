"""A file that is plainly well-formed, read by whole columns: a header that the plan knows, whole numbers, nothing else.

Whatever is odd (a quote, a blank cell, a group of thousands, a total, a note above the table) is for the careful
reader, the only one that words a problem: here it just ends the attempt.
"""

import hashlib
import unicodedata
from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import BinaryIO, overload

from parcalc.errors import Place
from parcalc.model.columns import Column as Names
from parcalc.model.columns import Columns
from parcalc.model.counts import Counts, Row, SourceFile
from parcalc.model.naming import folded
from parcalc.model.period import Month
from parcalc.model.plan import Plan
from parcalc.read.counts.headings import Column, Headings
from parcalc.read.counts.labels import is_total
from parcalc.read.counts.mistaken import lost_its_marks
from parcalc.read.counts.months import parse_month
from parcalc.read.regular_file import opened_regular
from parcalc.read.rows.months import noted_months
from parcalc.read.rows.plain_rules import stand_together
from parcalc.read.tables.records import DELIMITERS

_PIECE = 256 * 1024
_BOM = b"\xef\xbb\xbf"
_LONGEST_NAME = 1000
_WIDER = {"H": "I", "I": "q"}
"""From two bytes a count to four and to eight, when one is too large."""


class OddError(ValueError):
    """Something that the careful reader has to look at."""


def read_plain(file: str, plan: Plan, headings: Headings) -> Counts | None:
    """Return the counts of a plain file just as the careful reader would; ``None`` for any other."""
    try:
        with opened_regular(file) as stream:
            return _read(stream, file, plan, headings)
    except (OSError, ValueError):  # ValueError: OddError, a month that is none, bytes that are no text
        return None


def _read(stream: BinaryIO, file: str, plan: Plan, headings: Headings) -> Counts:
    first = stream.readline(_PIECE)
    digest = hashlib.sha256(first)
    table = _Table(first, plan, headings)
    for piece in _pieces(stream, digest.update):
        table.take(piece)
    columns = table.columns(file)
    if not stand_together(columns, plan):
        raise OddError
    notes = tuple(noted_months(_one_a_run(columns, file), plan))
    return Counts(columns.rows, (SourceFile(file, digest.hexdigest()),), notes, columns)


def _pieces(stream: BinaryIO, told: Callable[[bytes], None]) -> Iterator[bytes]:
    """Give the rest of a file in pieces of whole lines."""
    rest = b""
    while read := stream.read(_PIECE):
        told(read)
        whole, end, rest = (rest + read).rpartition(b"\n")
        yield whole + end
    if rest:
        yield rest + b"\n"


class _Table:
    """The columns of one file as they grow, piece by piece."""

    def __init__(self, first: bytes, plan: Plan, headings: Headings) -> None:
        """Know the columns of a header line."""
        self._delimiter, self._heads = _header(first, headings)
        self._readers = [_reader(head, plan) for head in self._heads]
        self._columns = [array("H") for _ in self._heads]

    def take(self, piece: bytes) -> None:
        """Add the rows of a piece."""
        lines, width = piece.count(b"\n"), len(self._heads)
        if not lines:
            return
        plain = _unix(piece, lines)
        if b'"' in plain or {line.count(self._delimiter) for line in plain[:-1].split(b"\n")} != {width - 1}:
            raise OddError
        cells = plain.replace(b"\n", self._delimiter).split(self._delimiter)
        for position, reader in enumerate(self._readers):
            self._add(position, list(map(reader.__getitem__, cells[position : width * lines : width])))

    def _add(self, position: int, values: list[int]) -> None:
        column = self._columns[position]
        try:
            column.extend(array(column.typecode, values))
        except OverflowError:
            self._columns[position] = array(_WIDER[column.typecode], column)
            self._add(position, values)

    def columns(self, file: str) -> Columns:
        """Return what was read. Raises ``OddError`` where there is no row, or two spellings are one member."""
        months: Sequence[Month] = ()
        codes: Sequence[int] = ()
        members, values = {}, {}
        for head, reader, column in zip(self._heads, self._readers, self._columns, strict=True):
            if isinstance(reader, _Wholes):
                values[head.id] = column
            elif head.kind == "month":
                months, codes = _distinct([parse_month(text, None) for text in reader.texts], column)
            else:
                members[head.id] = Names(_distinct_names(reader.texts), column)
        if not codes:
            raise OddError
        rows = PlainRows(file, {head: position for position, head in enumerate(self._heads)})
        rows.columns = Columns(rows, months, codes, members, values)
        return rows.columns


class PlainRows(Sequence[Row]):
    """The rows of a plain file one by one, made when they are asked for."""

    columns: Columns

    def __init__(self, file: str, positions: dict[Column, int]) -> None:
        """Know where each column stands in the file."""
        self._file = file
        self._counts = {head.id: position for head, position in positions.items() if head.kind == "count"}

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.columns.month_codes)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, at: int | slice) -> Row | tuple[Row, ...]:
        """Return a row, or several."""
        if isinstance(at, slice):
            return tuple(self[each] for each in range(*at.indices(len(self))))
        if not 0 <= at < len(self):
            raise IndexError(at)
        columns, line = self.columns, _line(at)
        return Row(
            columns.months[columns.month_codes[at]],
            {dimension: column.names[column.codes[at]] for dimension, column in columns.members.items()},
            {count: column[at] for count, column in columns.values.items()},
            Place(self._file, line),
            {count: Place(self._file, line, position + 1) for count, position in self._counts.items()},
        )


class _Wholes(dict[bytes, int]):
    """The whole number of each text of digits; each text is looked at once."""

    def __init__(self, largest: int) -> None:
        self._largest = largest

    def __missing__(self, text: bytes) -> int:
        if not text.isdigit() or len(text) > len(str(self._largest)) or int(text) > self._largest:
            raise OddError
        value = self[text] = int(text)
        return value


class _Codes(dict[bytes, int]):
    """The number of each text, in the order first seen; a text is what stands in a cell, nothing around it."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def __missing__(self, text: bytes) -> int:
        self.texts.append(_name(text))
        code = self[text] = len(self)
        return code


def _reader(head: Column, plan: Plan) -> "_Wholes | _Codes":
    return _Wholes(plan.largest_count) if head.kind == "count" else _Codes()


def _name(text: bytes) -> str:
    """Return the text of a cell that can be nothing but a name, a month or a heading."""
    name = text.decode("utf-8")
    plain = name.isprintable() and unicodedata.is_normalized("NFC", name) and name == " ".join(name.split())
    if not name or not plain or len(name) > _LONGEST_NAME or name.startswith("=") or is_total(name):
        raise OddError
    if lost_its_marks(name):
        raise OddError
    return name


def _header(first: bytes, headings: Headings) -> tuple[bytes, list[Column]]:
    """Return the delimiter of a header line and its columns: all known, each once, a month and a count among them."""
    line = first.removeprefix(_BOM).removesuffix(b"\n").removesuffix(b"\r")
    for delimiter in DELIMITERS:
        cells = [_name(cell) for cell in line.split(delimiter.encode())]
        found = [headings.fit(cell) for cell in cells]
        heads = [fits[0] for fits in found if len(fits) == 1]
        if len(heads) == len(cells) > 1 and len(set(heads)) == len(heads):
            if {"month", "count"} <= {head.kind for head in heads}:
                return delimiter.encode(), heads
            raise OddError
    raise OddError


def _unix(piece: bytes, lines: int) -> bytes:
    """Return a piece with plain line ends; a carriage return anywhere but at each line's end is odd."""
    if b"\r" not in piece:
        return piece
    if not piece.count(b"\r") == piece.count(b"\r\n") == lines:
        raise OddError
    return piece.replace(b"\r\n", b"\n")


def _distinct(months: Sequence[Month], column: "array[int]") -> tuple[Sequence[Month], Sequence[int]]:
    """Return months each once, though they were written in two ways, and the codes of the rows."""
    once = {month: code for code, month in enumerate(dict.fromkeys(months))}
    codes = [once[month] for month in months]
    return list(once), column if len(once) == len(months) else array("H", [codes[code] for code in column])


def _distinct_names(names: Sequence[str]) -> Sequence[str]:
    if len(set(map(folded, names))) < len(names):
        raise OddError
    return names


def _one_a_run(columns: Columns, file: str) -> list[Row]:
    """Return the first row of each run of rows of one month, without its counts: the order of the months."""
    rows, at = [], 0
    for code, run in groupby(columns.month_codes):
        rows.append(Row(columns.months[code], {}, {}, Place(file, _line(at)), {}))
        at += sum(1 for _ in run)
    return rows


def _line(row: int) -> int:
    """Return the line of a row: the header is the first."""
    return row + 2
