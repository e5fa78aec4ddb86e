"""The columns of plain files as they grow: an array for each count, and for months and members the numbers of names."""

from array import array
from collections.abc import Sequence

from parcalc.model.columns import Column as Names
from parcalc.model.columns import Columns
from parcalc.model.naming import folded
from parcalc.model.period import Month
from parcalc.model.plan import Plan
from parcalc.read.counts.headings import Column, Headings
from parcalc.read.counts.months import parse_month
from parcalc.read.counts.plain.cells import Codes, Wholes, entries_of
from parcalc.read.counts.plain.header import PlainHeader, plain_header
from parcalc.read.counts.plain.rows import Part, PlainRows
from parcalc.read.limits import MOST_COLUMN_BYTES
from parcalc.read.odd import OddError


class PlainTable:
    """The columns of one file after another: all must have the same, in any order."""

    def __init__(self, plan: Plan, headings: Headings) -> None:
        """Begin without a file."""
        self._plan, self._headings = plan, headings
        self.columns: dict[Column, Wholes | Codes] = {}
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
        return len(next(iter(self.columns.values())).column)

    def take(self, piece: bytes) -> None:
        """Add the rows of a piece of whole lines."""
        width, delimiter = len(self.header.heads), self.header.delimiter
        lines = piece.count(b"\n")
        # A line end stays with the cell before it, by which rows of another width are seen.
        cells = _unix(piece, lines).replace(b"\n", b"\n" + delimiter).split(delimiter)[:-1]
        last = b"".join(cells[width - 1 :: width]).split(b"\n")[:-1]
        if b'"' in piece or not lines * width == len(cells) == len(last) * width:
            raise OddError
        cells[width - 1 :: width] = last
        for position, head in enumerate(self.header.heads):
            self.grown(head).take(cells[position::width])

    def grown(self, head: Column) -> Wholes | Codes:
        """Return the column under a heading, to add to it. Raises ``OddError`` where columns have become too large."""
        entries = self.columns[head]
        if entries.column.itemsize * len(entries.column) * len(self.columns) > MOST_COLUMN_BYTES:
            raise OddError
        return entries

    def _begin_columns(self) -> None:
        self.columns = {head: entries_of(head, self._plan) for head in self.header.heads}

    def whole(self) -> PlainRows:
        """Return what was read. Raises ``OddError`` where a file has no row, or two spellings are one member."""
        firsts = [part.first for part in self.parts]
        if len({*firsts, self.height}) <= len(firsts):
            raise OddError
        months: Sequence[Month] = ()
        codes: Sequence[int] = ()
        members, values = {}, {}
        for head, entries in self.columns.items():
            if isinstance(entries, Wholes):
                values[head.id] = entries.column
            elif head.kind == "month":
                months, codes = _distinct([parse_month(text, None) for text in entries.texts], entries.column)
            else:
                members[head.id] = Names(_distinct_names(entries.texts), entries.column)
        rows = PlainRows(self.parts, range(self.height))
        rows.columns = Columns(rows, months, codes, members, values)
        return rows


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
    return list(once), column if len(once) == len(months) else array("h", [codes[code] for code in column])


def _distinct_names(names: Sequence[str]) -> Sequence[str]:
    if len(set(map(folded, names))) < len(names):
        raise OddError
    return names
