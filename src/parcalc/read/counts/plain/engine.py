"""A long plain file read by DuckDB, which parts the cells and reads the digits; nothing else is left to it.

DuckDB is lax: " 5", "+5", "1e3", "5.4" and "0x1" are numbers to it, and it passes over blank lines and a delimiter at
a line's end. So the bytes are looked at as well. They must have a line for each row, a delimiter less a row than cells,
and not one sign that is no digit but in the names.
"""

from array import array
from collections.abc import Iterable, Iterator
from itertools import islice

import duckdb
from nanoarrow import c_array_stream
from nanoarrow.c_array import CArrayView

from parcalc.model.columns import BLANK
from parcalc.read.counts.headings import Column
from parcalc.read.counts.plain.cells import Codes
from parcalc.read.counts.plain.long import EngineError
from parcalc.read.counts.plain.repeated import take_lines
from parcalc.read.counts.plain.source import PlainSource
from parcalc.read.counts.plain.table import PlainTable
from parcalc.read.duck import connected, file_literal, is_interrupted, literal
from parcalc.read.odd import OddError

_TYPES = {"h": "smallint", "i": "integer", "q": "bigint"}
_HOLDS = {"h": 1 << 15, "i": 1 << 31, "q": 1 << 63}
_BUFFER = 4_000_000
_PIECES = 32
"""Pieces that are looked at after each batch, about as many as it was read from: the engine works on meanwhile."""
_THREADS = 2
"""Each holds pieces of the file: more would only take more memory."""


class _Signs:
    """How many of each kind of sign stand in some bytes."""

    def __init__(self, delimiter: bytes) -> None:
        self._delimiter = delimiter
        self.lines = self.returns = self.line_ends = self.delimiters = self.others = 0

    def take(self, piece: bytes) -> bytes:
        if b'"' in piece:
            raise OddError
        parting = piece.translate(None, b"0123456789")
        ends = parting.translate(None, self._delimiter)
        others = ends.translate(None, b"\r\n")  # what is left out is counted by lengths: that takes half the time
        returns = ends.count(b"\r") if b"\r" in ends else 0
        self.lines += len(ends) - len(others) - returns
        self.returns += returns
        self.line_ends += piece.count(b"\r\n") if returns else 0
        self.delimiters += len(parting) - len(ends)
        self.others += len(others)
        return piece

    def take_all(self, pieces: Iterable[bytes]) -> None:
        for piece in pieces:
            self.take(piece)

    def are_those_of(self, rows: int, width: int) -> bool:
        """Tell whether the bytes of a file have the line ends and delimiters of so many rows, and nothing more."""
        if self.returns and not self.returns == self.line_ends == self.lines:
            return False
        return (self.lines, self.delimiters) == (rows, rows * (width - 1))


def read_by_engine(table: PlainTable, source: PlainSource, room: int) -> None:
    """Add the rows of a source to a table that has begun with it.

    Raises ``OddError`` for one that is not plain, and ``EngineError`` where that cannot be told.
    """
    state, signs, height = source.state, _Signs(table.header.delimiter), table.height
    pieces = source.pieces()
    top = next(pieces, b"")
    types = _types(table.tried(top), room)
    signs.take(top)
    names = _Signs(table.header.delimiter)
    for rows in _batches(_query(table, source, types)):
        _add(table, rows, types, names)
        signs.take_all(islice(pieces, _PIECES))
    signs.take_all(pieces)
    if source.state != state or source.state_by_name != state:
        raise EngineError  # two programs read the file, and not the same one
    if not signs.are_those_of(table.height - height, len(types)) or signs.others != names.others:
        raise OddError


def _types(top: PlainTable, room: int) -> dict[Column, str]:
    """Return for each count the code of an array that holds what is so many times larger; nothing for names."""
    largest = {head: max(entries.column, default=0) * room for head, entries in top.columns.items()}
    return {
        head: next((code for code, end in _HOLDS.items() if largest[head] < end), "q") if head.kind == "count" else ""
        for head in top.header.heads
    }


def _query(table: PlainTable, source: PlainSource, types: dict[Column, str]) -> str:
    """Return what asks for every column: a blank count as such, and a line end behind each name to part them by."""
    columns = ", ".join(f"c{at}: '{_TYPES.get(code, 'varchar')}'" for at, code in enumerate(types.values()))
    asked = ", ".join(
        f"coalesce(c{at}, {BLANK})" if code else f"c{at} || chr(10)" for at, code in enumerate(types.values())
    )
    return (
        f"select {asked} from read_csv({file_literal(str(source.path))}, auto_detect = false, header = false, skip = 1,"
        f" delim = {literal(table.header.delimiter.decode())}, quote = '', escape = '', compression = 'none',"
        f" hive_partitioning = false, strict_mode = true, null_padding = false, buffer_size = {_BUFFER},"
        f" columns = {{{columns}}})"
    )


def _batches(query: str) -> Iterator[CArrayView]:
    try:
        with connected(threads=_THREADS) as connection:
            for batch in c_array_stream(connection.sql(query)):
                yield batch.view()
    except (duckdb.Error, RuntimeError, UnicodeError) as error:  # RuntimeError: what stops DuckDB in a later batch
        if is_interrupted(error):
            raise KeyboardInterrupt from error
        raise EngineError from error


def _add(table: PlainTable, rows: CArrayView, types: dict[Column, str], names: _Signs) -> None:
    for (head, code), column in zip(types.items(), rows.children, strict=True):
        if column.null_count or column.offset:
            raise OddError
        entries = table.grown(head)
        if isinstance(entries, Codes):
            take_lines(entries, names.take(bytes(column.buffer(2))))
        else:
            entries.extend(_wholes(column, code, entries.largest))


def _wholes(column: CArrayView, code: str, largest: int) -> "array[int]":
    values = array(code)
    values.frombytes(memoryview(column.buffer(1)).cast("B")[: column.length * values.itemsize])
    if largest < _HOLDS[code] - 1 and max(values, default=0) > largest:
        raise OddError
    return values
