"""The rows of a sheet as programs write them: cells of one value each, without formulas.

A row is parted before and behind its values. What stands between these must be what stood there in a row before it, but
for the number of the line, or it is looked at itself; a value is looked at once for all cells of its type and style.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from itertools import compress
from operator import getitem
from typing import NamedTuple

from parcalc.read.odd import OddError
from parcalc.read.tables.grid import MOST_LINES, Cell, Line, kept_text, kept_texts
from parcalc.read.tables.records import MOST_COLUMNS
from parcalc.read.tables.workbook.plain.xml_text import SIGNS, unescaped
from parcalc.read.tables.workbook.references import TRUE, column_of

# Signs that no XML has stand behind a value, behind a text within its cell and before that, for the number of the line,
# and between what stands about the values.
_END, _END_OF_TEXT, _TEXT, _LINE, _NEXT = _SIGNS = "\x01", "\x02", "\x03", "\x04", "\x05"
_PARTING = "<v>"
_ATTRIBUTES = r"(?: [A-Za-z_][A-Za-z0-9_.:-]*=\"[ !#-%'-;=?-~]*\")*"
_ATTRIBUTE = re.compile(r' ([^ =]+)="([^"]*)"')
_ROW = re.compile(rf'<row r="([1-9][0-9]{{0,6}})"({_ATTRIBUTES})>')
_BLANK_ROW = re.compile(r"(<row [^<>]*[^<> /]) ?/>")
_PLACE = re.compile(rf'<c r="([A-Z]{{1,3}})([0-9]+|{_LINE})"')
_BLANK = rf'<c r="[A-Z]{{1,3}}{_LINE}"{_ATTRIBUTES}/>'
_HEAD = re.compile(rf'(?:{_BLANK})*<c r="([A-Z]{{1,3}}){_LINE}"({_ATTRIBUTES})>({_TEXT}?)')
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
        self.lines: dict[int, Line] = {}
        """The lines that hold something."""
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
        for row in _parted(text).split("</row>")[:-1]:
            self._read(row, rows)
        return rows

    def _read(self, row: str, rows: PlainRows) -> None:
        tag = _ROW.match(row)
        if tag is None or (line := int(tag[1])) > MOST_LINES or line in rows.lines:
            raise OddError
        if tag[2] and _is_hidden(tag[2]):
            rows.hidden.append(line)
        parts = row[tag.end() :].split(_PARTING)
        shape = self._shapes.of(parts[::2], tag[1])
        texts = list(map(getitem, shape.texts, parts[1::2]))
        given = Line(shape.columns, texts)
        if "" in texts:
            given = Line(tuple(compress(shape.columns, texts)), list(filter(None, texts)))
        if given.texts:
            rows.lines[line] = given
        rows.last = (line, shape.last)


def _parted(text: str) -> str:
    """Return rows with one sign before and behind each value."""
    if any(sign in text for sign in _SIGNS):
        raise OddError
    if "/>" in text:
        text = _BLANK_ROW.sub(r"\1></row>", text).replace('" />', '"/>')
    if "<is>" in text:
        text = text.replace('<is><t xml:space="preserve">', "<is><t>").replace("<is><t>", _TEXT + _PARTING)
        text = text.replace("</t></is></c>", _END_OF_TEXT + _PARTING)
    return text.replace("</v></c>", _END + _PARTING)


class _Shape(NamedTuple):
    """What stands before, between and behind the values of a row, parted where the number of the line stands.

    The columns and the texts are those of its values, ``last`` is the column of its last cell.
    """

    written: Sequence[str]
    columns: tuple[int, ...]
    texts: "Sequence[_Texts]"
    last: int


class _Shapes:
    """The shapes of rows by what is written about their values but for the number of the line."""

    def __init__(self, stored: Stored, shared: Sequence[str]) -> None:
        self._stored, self._shared = stored, shared
        self._known: dict[str, _Shape] = {}
        self._latest: dict[int, _Shape] = {}
        self._texts: dict[tuple[str, str], _Texts] = {}

    def of(self, heads: Sequence[str], line: str) -> _Shape:
        """Return the shape of a row by what stands before its values and behind the last."""
        written = _NEXT.join(heads)
        shape = self._latest.get(len(heads))
        if shape is None or line.join(shape.written) != written:
            shape = self._latest[len(heads)] = self._of(written, line)
        return shape

    def _of(self, written: str, line: str) -> _Shape:
        key = written.replace(f'{line}"', f'{_LINE}"')
        shape = self._known.get(key)
        if shape is None:
            shape = self._shape(_PLACE.sub(partial(_on_line, line), written))
            if len(self._known) == _MOST_KNOWN:
                self._known.clear()
            if _LINE.join(shape.written) == key:  # or a style has the number of this line, and no other
                self._known[key] = shape
        return shape

    def _shape(self, written: str) -> _Shape:
        *heads, tail = written.split(_NEXT)
        tags = [match for head in heads if (match := _HEAD.fullmatch(head))]
        columns = [column_of(letters) for letters, _ in _PLACE.findall(written)]
        if len(tags) < len(heads) or not _TAIL.fullmatch(tail) or len(set(columns)) < len(columns):
            raise OddError
        if max(columns, default=0) > MOST_COLUMNS:
            raise OddError
        self._require_blank(written)
        texts = [self._texts_of(tag[2], tag[3]) for tag in tags]
        return _Shape(
            written.split(_LINE), tuple(column_of(tag[1]) for tag in tags), texts, columns[-1] if columns else 0
        )

    def _require_blank(self, cells: str) -> None:
        """Refuse cells without a value that say something all the same: FALSE, or a text that is not there."""
        for written in _BLANK_CELL.findall(cells):
            if self._stored_as(written)(None).text:
                raise OddError

    def _texts_of(self, written: str, before: str) -> "_Texts":
        key = written, before
        if key not in self._texts:
            texts = self._texts[key] = _Texts(self._stored_as(written), _END_OF_TEXT if before else _END)
            if _attributes(written).get("t") == "s" and len(self._shared) < _MOST_KNOWN:
                values = (f"{number}{_END}" for number in range(len(self._shared)))
                texts.update(zip(values, kept_texts(self._shared), strict=False))
        return self._texts[key]

    def _stored_as(self, written: str) -> "Callable[[str | None], Cell]":
        given = _attributes(written)
        return partial(self._stored, given.get("t", "n"), given.get("s"))


def _on_line(line: str, place: re.Match[str]) -> str:
    if place[2] != line:
        raise OddError
    return f'<c r="{place[1]}{_LINE}"'


class _Texts(dict[str, str]):
    """The text of each value that is stored with one type and style; behind the value stands ``end``."""

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
