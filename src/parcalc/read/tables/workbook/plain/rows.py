"""The rows of a sheet as programs write them: cells of one value each, without formulas.

A row is parted behind its values. What stands before these must be what stood there in a row before it, but for the
number of the line, or it is looked at itself; a value is looked at once for all cells of its type and style.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from operator import getitem
from typing import NamedTuple

from parcalc.read.odd import OddError
from parcalc.read.tables.grid import MOST_LINES, Cell, kept_text, kept_texts
from parcalc.read.tables.records import MOST_COLUMNS
from parcalc.read.tables.workbook.plain.xml_text import SIGNS, unescaped
from parcalc.read.tables.workbook.references import TRUE, column_of

# Signs that no XML has stand for what is written at more length: the end of a cell's value, the end of a text within
# its cell, the number of a line, and what parts two cells.
_END, _END_OF_TEXT, _LINE, _NEXT = "\x01", "\x02", "\x03", "\x04"
_IN_CELL = "<is><t>"
_ATTRIBUTES = r"(?: [A-Za-z_][A-Za-z0-9_.:-]*=\"[ !#-%'-;=?-~]*\")*"
_ATTRIBUTE = re.compile(r' ([^ =]+)="([^"]*)"')
_ROW = re.compile(rf'<row r="([1-9][0-9]{{0,6}})"({_ATTRIBUTES})>')
_BLANK_ROW = re.compile(r"(<row [^<>]*[^<> /]) ?/>")
_PLACE = re.compile(rf'<c r="([A-Z]{{1,3}})([0-9]+|{_LINE})"')
_BLANK = rf'<c r="[A-Z]{{1,3}}{_LINE}"{_ATTRIBUTES}/>'
_HEAD = re.compile(rf'(?:{_BLANK})*<c r="([A-Z]{{1,3}}){_LINE}"({_ATTRIBUTES})>(<v>|{_IN_CELL})')
_BLANK_CELL = re.compile(rf'<c r="[A-Z]{{1,3}}{_LINE}"({_ATTRIBUTES})/>')
_TAIL = re.compile(rf"(?:{_BLANK})*")
_TAGS = frozenset("<>")
_MOST_KNOWN = 1 << 16

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

    def __init__(self, stored: Stored, shared: Sequence[str]) -> None:
        """Take what gives the cells of its workbook, and the texts that these share."""
        self._shapes = _Shapes(stored, shared)

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
        if tag[2] and _is_hidden(tag[2]):
            rows.hidden.append(line)
        pieces = row[tag.end() :].split(_END)
        shape, heads = self._shapes.of(pieces, tag[1])
        texts = list(map(getitem, shape.texts, map(str.removeprefix, pieces, heads)))
        cells = dict(zip(shape.columns, texts, strict=True))
        if "" in texts:
            cells = {column: text for column, text in cells.items() if text}
        if cells:
            rows.cells[line] = cells
        rows.last = (line, shape.last)


def _shortened(text: str) -> str:
    """Return rows with a sign behind each value, in which all blank cells are written in one way."""
    if any(sign in text for sign in (_END, _END_OF_TEXT, _LINE, _NEXT)):
        raise OddError
    if "/>" in text:
        text = _BLANK_ROW.sub(r"\1></row>", text).replace('" />', '"/>')
    if _IN_CELL[:4] in text:
        text = text.replace('<is><t xml:space="preserve">', _IN_CELL).replace("</t></is></c>", _END_OF_TEXT + _END)
    return text.replace("</v></c>", _END).replace('"></c>', '"/>')


class _Shape(NamedTuple):
    """What stands before, between and behind the values of a row, parted where the number of the line stands.

    The columns and the texts are those of its values, ``last`` is the column of its last cell.
    """

    heads: Sequence[Sequence[str]]
    columns: Sequence[int]
    texts: "Sequence[_Texts]"
    last: int


class _Shapes:
    """The shapes of rows by what is written about their values but for the number of the line."""

    def __init__(self, stored: Stored, shared: Sequence[str]) -> None:
        self._stored, self._shared = stored, shared
        self._known: dict[str, _Shape] = {}
        self._latest: dict[int, _Shape] = {}
        self._texts: dict[tuple[str, str], _Texts] = {}

    def of(self, pieces: Sequence[str], line: str) -> tuple[_Shape, Sequence[str]]:
        """Return the shape of a row, and what stands before its values and behind the last."""
        latest = self._latest.get(len(pieces))
        if latest is not None:
            heads = list(map(line.join, latest.heads))
            if heads[-1] == pieces[-1] and all(map(str.startswith, pieces, heads)):
                return latest, heads
        heads = [*(piece[: piece.rfind(">") + 1] for piece in pieces[:-1]), pieces[-1]]
        shape = self._latest[len(pieces)] = self._of(heads, line)
        return shape, heads

    def _of(self, heads: Sequence[str], line: str) -> _Shape:
        written = _NEXT.join(heads).replace(f'{line}"', f'{_LINE}"')
        shape = self._known.get(written)
        if shape is None:
            shape = self._shape([_PLACE.sub(partial(_on_line, line), head) for head in heads])
            if len(self._known) == _MOST_KNOWN:
                self._known.clear()
            if written.count(_LINE) == sum(len(head) - 1 for head in shape.heads):  # or a style has this line's number
                self._known[written] = shape
        return shape

    def _shape(self, heads: Sequence[str]) -> _Shape:
        tags = [match for head in heads[:-1] if (match := _HEAD.fullmatch(head))]
        if len(tags) + 1 < len(heads) or not _TAIL.fullmatch(heads[-1]):
            raise OddError
        columns = [column_of(letters) for letters, _ in _PLACE.findall("".join(heads))]
        if len(set(columns)) < len(columns) or max(columns, default=0) > MOST_COLUMNS:
            raise OddError
        self._require_blank(heads)
        return _Shape(
            [head.split(_LINE) for head in heads],
            [column_of(tag[1]) for tag in tags],
            [self._texts_of(tag[2], tag[3]) for tag in tags],
            columns[-1] if columns else 0,
        )

    def _require_blank(self, heads: Sequence[str]) -> None:
        """Refuse cells without a value that say something all the same: FALSE, or a text that is not there."""
        for written in _BLANK_CELL.findall("".join(heads)):
            if self._stored_as(written)(None).text:
                raise OddError

    def _texts_of(self, written: str, within: str) -> "_Texts":
        key = written, within
        if key not in self._texts:
            self._texts[key] = _Texts(self._stored_as(written), _END_OF_TEXT if within == _IN_CELL else "")
            if _attributes(written).get("t") == "s" and within != _IN_CELL and len(self._shared) < _MOST_KNOWN:
                self._texts[key].update(zip(map(str, range(len(self._shared))), kept_texts(self._shared), strict=False))
        return self._texts[key]

    def _stored_as(self, written: str) -> "Callable[[str | None], Cell]":
        given = _attributes(written)
        return partial(self._stored, given.get("t", "n"), given.get("s"))


def _on_line(line: str, place: re.Match[str]) -> str:
    if place[2] != line:
        raise OddError
    return f'<c r="{place[1]}{_LINE}"'


class _Texts(dict[str, str]):
    """The text of each value that is stored with one type and style; behind each value stands ``end``."""

    def __init__(self, stored: Callable[[str | None], Cell], end: str) -> None:
        self._stored, self._end = stored, end

    def __missing__(self, written: str) -> str:
        value = written.removesuffix(self._end)
        if not written.endswith(self._end) or not (SIGNS.fullmatch(value) and _TAGS.isdisjoint(value)):
            raise OddError
        cell = self._stored(unescaped(value))
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
