"""The rows of a sheet as programs write them: cells of one value each, without formulas.

A row is parted at its tags. The tags of its cells are those of a row before it, or are looked at one by one; a value
is looked at once for all cells of its kind and style.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from itertools import compress
from operator import getitem
from typing import NamedTuple

from parcalc.read.odd import OddError
from parcalc.read.tables.grid import MOST_LINES, Cell, kept_text
from parcalc.read.tables.records import MOST_COLUMNS
from parcalc.read.tables.workbook.plain.xml_text import unescaped
from parcalc.read.tables.workbook.references import TRUE, column_of

_ATTRIBUTES = r"(?: [A-Za-z_][A-Za-z0-9_.:-]*=\"[ !#-%'-;=?-~]*\")*"
_ATTRIBUTE = re.compile(r' ([^ =]+)="([^"]*)"')
_ROW = re.compile(rf'<row r="([1-9][0-9]{{0,6}})"({_ATTRIBUTES})>')
_BLANK_ROW = re.compile(r"(<row [^<>]*[^<> /]) ?/>")
_CELL = re.compile(rf'c r="([A-Z]{{1,3}})([0-9]+)"({_ATTRIBUTES})')
_VALUE = re.compile("v>([^<>]*)</v|\x01>([^<>]*)</\x01|\x02")
# Signs that no XML has stand for what is written at more length: a text within its cell, a cell without a value, the
# number of a line, and what parts two cells.
_IN_CELL, _NO_VALUE, _LINE, _NEXT = "\x01", "\x02", "\x03", "\x04"
_SHORTER = {
    "<is>": (
        ('<is><t xml:space="preserve">', f"<{_IN_CELL}>"),
        ("<is><t>", f"<{_IN_CELL}>"),
        ("</t></is>", f"</{_IN_CELL}>"),
    ),
    "/>": (('" />', '"/>'), ('"/>', f'"><{_NO_VALUE}></c>')),
    '"></c>': (('"></c>', f'"><{_NO_VALUE}></c>'),),
}
_MOST_KNOWN = 1 << 14

Stored = Callable[[str, str | None, str | None], Cell]
"""What gives a cell by its type, its style and its value."""


class PlainRows:
    """Rows that follow one on another."""

    def __init__(self) -> None:
        """Begin with none."""
        self.cells: dict[int, dict[int, str]] = {}
        """The texts of the lines that hold something, by column."""
        self.hidden: list[int] = []
        """The lines that are not shown."""
        self.last = (0, 0)
        """The last line, and the column of its last cell."""


class RowReader:
    """Reads the rows of a sheet."""

    def __init__(self, stored: Stored) -> None:
        """Take what gives the cells of its workbook."""
        self._shapes = _Shapes(stored)

    def read(self, text: str) -> PlainRows:
        """Return the rows of a text that ends with one. Raises ``ValueError`` or ``Unusable`` if one is not plain."""
        rows = PlainRows()
        for row in _shortened(text).split("</row>")[:-1]:
            self._read(row, rows)
        return rows

    def _read(self, row: str, rows: PlainRows) -> None:
        tag = _ROW.match(row)
        if tag is None or (line := int(tag[1])) > MOST_LINES or line in rows.cells:
            raise OddError
        if _is_hidden(tag[2]):
            rows.hidden.append(line)
        shape, texts = self._parted(row[tag.end() :], tag[1])
        rows.last = (line, shape.columns[-1] if shape.columns else 0)
        given = zip(shape.columns, texts, strict=True)
        if cells := dict(compress(given, texts) if "" in texts else given):
            rows.cells[line] = cells

    def _parted(self, text: str, line: str) -> "tuple[_Shape, Sequence[str]]":
        """Return the shape of a row and the texts of its cells."""
        if not text:
            return _NO_CELLS, ()
        parts = text[1:-1].split("><")
        cells, values = parts[::3], parts[1::3]
        if text[0] + text[-1] != "<>" or not len(cells) == len(values) == parts[2::3].count("/c"):
            raise OddError
        shape = self._shapes.of(cells, line)
        return shape, list(map(getitem, shape.texts, values))


def _shortened(text: str) -> str:
    """Return rows with three tags for each cell: those of the cell, and its value between them."""
    if "/>" in text:
        text = _BLANK_ROW.sub(r"\1></row>", text)
    for sign, replaced in _SHORTER.items():
        if sign in text:
            for written, short in replaced:
                text = text.replace(written, short)
    return text


class _Shape(NamedTuple):
    """The columns of a row's cells, and for each the texts of values."""

    columns: Sequence[int]
    texts: "Sequence[_Texts]"


_NO_CELLS = _Shape((), ())


class _Shapes:
    """The shapes of rows by how their cells are written but for the number of the line."""

    def __init__(self, stored: Stored) -> None:
        self._known: dict[str, _Shape] = {}
        self._texts: dict[str, _Texts] = {}
        self._stored = stored

    def of(self, cells: Sequence[str], line: str) -> _Shape:
        """Return the shape of a row by the beginnings of its cells' tags."""
        written = _NEXT.join(cells).replace(f'{line}"', f'{_LINE}"')
        shape = self._known.get(written)
        if shape is None:
            shape = self._shape(cells, line)
            if len(self._known) == _MOST_KNOWN:
                self._known.clear()
            if written.count(_LINE) == len(cells):  # or a style has the number of this line, and no other
                self._known[written] = shape
        return shape

    def _shape(self, cells: Sequence[str], line: str) -> _Shape:
        tags = [match for cell in cells if (match := _CELL.fullmatch(cell)) and match[2] == line]
        columns = [column_of(tag[1]) for tag in tags]
        if len(set(columns)) < len(cells) or max(columns) > MOST_COLUMNS:
            raise OddError
        return _Shape(columns, [self._texts_of(tag[3]) for tag in tags])

    def _texts_of(self, written: str) -> "_Texts":
        if written not in self._texts:
            given = _attributes(written)
            self._texts[written] = _Texts(partial(self._stored, given.get("t", "n"), given.get("s")))
        return self._texts[written]


class _Texts(dict[str, str]):
    """The text of each value that is stored with one type and style."""

    def __init__(self, stored: Callable[[str | None], Cell]) -> None:
        self._stored = stored

    def __missing__(self, written: str) -> str:
        value = _VALUE.fullmatch(written)
        if value is None:
            raise OddError
        cell = self._stored(unescaped(value[value.lastindex]) if value.lastindex else None)
        if cell.fraction:
            raise OddError
        if len(self) == _MOST_KNOWN:
            self.clear()
        self[written] = text = kept_text(cell.text)
        return text


@lru_cache(maxsize=_MOST_KNOWN)
def _is_hidden(written: str) -> bool:
    return _attributes(written).get("hidden") in TRUE


def _attributes(written: str) -> Mapping[str, str]:
    found = _ATTRIBUTE.findall(written)
    given = dict(found)
    if len(given) < len(found) or "r" in given:
        raise OddError
    return given
