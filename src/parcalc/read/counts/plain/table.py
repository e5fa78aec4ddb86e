"""The columns of plain files as they grow: an array for each count, and for months and members the numbers of names."""

from array import array
from collections.abc import Iterable, Sequence

from parcalc.model.columns import Column as Names
from parcalc.model.columns import Columns
from parcalc.model.naming import folded
from parcalc.model.period import Month
from parcalc.model.plan import Plan
from parcalc.read.counts.headings import Column, Headings
from parcalc.read.counts.months import parse_month
from parcalc.read.counts.plain.cells import Codes, Reader, Wholes, reader_of
from parcalc.read.counts.plain.header import PlainHeader, plain_header
from parcalc.read.counts.plain.rows import Part, PlainRows
from parcalc.read.limits import MOST_COLUMN_BYTES
from parcalc.read.odd import OddError

_WIDER = {"H": "I", "I": "q"}
"""From two bytes a count to four and to eight, when one is too large."""


class PlainTable:
    """The columns of one file after another: all must have the same, in any order."""

    def __init__(self, plan: Plan, headings: Headings) -> None:
        """Begin without a file."""
        self._plan, self._headings, self.largest = plan, headings, plan.largest_count
        self.readers: dict[Column, Reader] = {}
        self.columns: dict[Column, array[int]] = {}
        self.parts: list[Part] = []
        self.header = PlainHeader(b"", ())

    def begin(self, file: str, first: bytes) -> None:
        """Begin with a file by its header line. Raises ``OddError`` for one that has not the columns of the others."""
        self.header = plain_header(first, self._headings)
        if not self.columns:
            self._begin_columns()
        if self.columns.keys() != set(self.header.heads):
            raise OddError
        self.parts.append(Part.of(file, self.height, self.header.heads))

    def tried(self, piece: bytes) -> "PlainTable":
        """Return a table of the same columns with the rows of one piece."""
        table = PlainTable(self._plan, self._headings)
        table.header = self.header
        table._begin_columns()
        table.take(piece)
        return table

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(next(iter(self.columns.values())))

    def take(self, piece: bytes) -> None:
        """Add the rows of a piece of whole lines."""
        lines, width, delimiter = piece.count(b"\n"), len(self.header.heads), self.header.delimiter
        plain = _unix(piece, lines)
        if b'"' in plain or {line.count(delimiter) for line in plain[:-1].split(b"\n")} != {width - 1}:
            raise OddError
        cells = plain.replace(b"\n", delimiter).split(delimiter)
        for position, head in enumerate(self.header.heads):
            self.add(head, list(map(self.readers[head].__getitem__, cells[position : width * lines : width])))

    def add(self, head: Column, values: Iterable[int]) -> None:
        """Add to a column, which becomes wider where its numbers do."""
        column = self.columns[head]
        if column.itemsize * len(column) * len(self.columns) > MOST_COLUMN_BYTES:
            raise OddError
        try:
            same = isinstance(values, array) and values.typecode == column.typecode
            column.extend(values if same else array(column.typecode, values))
        except OverflowError:
            if column.typecode not in _WIDER:
                raise OddError from None
            self.columns[head] = array(_WIDER[column.typecode], column)
            self.add(head, values)

    def _begin_columns(self) -> None:
        self.readers = {head: reader_of(head, self._plan) for head in self.header.heads}
        self.columns = {head: array("H") for head in self.header.heads}

    def whole(self) -> Columns:
        """Return what was read. Raises ``OddError`` where a file has no row, or two spellings are one member."""
        firsts = [part.first for part in self.parts]
        if len({*firsts, self.height}) <= len(firsts):
            raise OddError
        months: Sequence[Month] = ()
        codes: Sequence[int] = ()
        members, values = {}, {}
        for head, column in self.columns.items():
            reader = self.readers[head]
            if isinstance(reader, Wholes):
                values[head.id] = column
            elif head.kind == "month":
                months, codes = _distinct([parse_month(text, None) for text in reader.texts], column)
            else:
                members[head.id] = Names(_distinct_names(reader), column)
        rows = PlainRows(self.parts)
        rows.columns = Columns(rows, months, codes, members, values)
        return rows.columns


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


def _distinct_names(reader: Codes) -> Sequence[str]:
    if len(set(map(folded, reader.texts))) < len(reader.texts):
        raise OddError
    return reader.texts
