"""Excel's .xlsx and .xlsm (ECMA-376) to the cells that they store.

Read here and not by a library: openpyxl takes ten times as long, stops at styles and filters that programs other than
Excel write wrongly, and has to be asked twice to tell a formula without a value from a blank cell; python-calamine
gives "" for errors and for such formulas, and loses percent formats and hidden rows.
"""

import posixpath
import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from parcalc.errors import Place
from parcalc.read.tables.grid import MOST_LINES, Cell, Grid, Merge, broken
from parcalc.read.tables.workbook.parts import Parts
from parcalc.read.tables.workbook.references import TRUE, column_of
from parcalc.read.tables.workbook.sheets import Asked, Sheet, few_enough
from parcalc.read.tables.workbook.stored import built_in_format, number_cell
from parcalc.read.tables.workbook.xml_parts import Attributes, Events, local, parse

if TYPE_CHECKING:
    from parcalc.read.tables.workbook.plain.rows import PlainRows

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_MOST_SHARED = 5_000_000
LONG = 50_000
"""Bytes of a part's XML from which on it is worth while to load what takes plain elements from it."""


def read_xlsx(parts: Parts, asked: Asked, long: int = LONG) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook, with the cells of those that are asked for.

    What is plain in parts of more than ``long`` bytes is taken without being parsed. Raises ``Unusable`` for a workbook
    that is broken or too large.
    """
    main = next((link.part for link in _links(parts, "") if link.kind == "officeDocument"), "xl/workbook.xml")
    links = _links(parts, main)
    book = _Book(parts.file, long)
    parse(parts.chunks(main), book, parts.file)
    sheets = {link.id: link.part for link in links if link.kind == "worksheet"}
    listed = [(Sheet(name, hidden), sheets[id_]) for name, hidden, id_ in book.sheets if id_ in sheets]
    few_enough([sheet for sheet, _ in listed], asked, parts.file)
    for link in links:
        book.read_part(parts, link)
    return tuple(
        Sheet(sheet.name, sheet.hidden, _grid(parts, sheet.name, part, book)) if asked.takes(sheet) else sheet
        for sheet, part in listed
    )


class _Link(NamedTuple):
    """That one part belongs to another: its id there, what kind it is, and its name."""

    id: str
    kind: str
    part: str


class _Links(Events):
    def __init__(self, folder: str) -> None:
        super().__init__()
        self.folder = folder
        self.links: list[_Link] = []

    def start(self, name: str, attributes: Attributes) -> None:
        if local(name) == "Relationship" and attributes.get("TargetMode") != "External":
            part = posixpath.normpath(posixpath.join("/", self.folder, attributes["Target"])).lstrip("/")
            self.links.append(_Link(attributes.get("Id", ""), attributes["Type"].rpartition("/")[2], part))


def _links(parts: Parts, source: str) -> list[_Link]:
    """Return what a part ("" is the whole file) says belongs to it."""
    folder, _, name = source.rpartition("/")
    where = posixpath.join(folder, "_rels", f"{name}.rels")
    links = _Links(folder)
    if where in parts:
        parse(parts.chunks(where), links, parts.file)
    return links.links


class _Book(Events):
    """What the sheets of a workbook share: their names, the texts, the formats and the calendar."""

    def __init__(self, file: str, long: int) -> None:
        super().__init__()
        self.file, self.long = file, long
        self.sheets: list[tuple[str, bool, str]] = []
        self.since_1904 = False
        self.calculated = True
        self.texts: list[str] = []
        self.formats: list[str] = []

    def start(self, name: str, attributes: Attributes) -> None:
        match local(name):
            case "sheet":
                id_ = next((value for key, value in attributes.items() if key.endswith(":id")), "")
                hidden = attributes.get("state", "visible") != "visible"
                self.sheets.append((attributes["name"], hidden, id_))
            case "workbookPr":
                self.since_1904 = attributes.get("date1904") in TRUE
            case "calcPr":
                # Whoever wrote the file leaves calculating to Excel: a formula's 0 there is no result.
                self.calculated = attributes.get("fullCalcOnLoad") not in TRUE

    def read_part(self, parts: Parts, link: _Link) -> None:
        """Read the texts or the formats."""
        if link.kind == "sharedStrings":
            _read_texts(parts, link.part, self)
        elif link.kind == "styles":
            parse(parts.chunks(link.part), _Formats(self.formats), self.file)

    def cell(self, kind: str, style: str | None, value: str | None) -> Cell:
        """Return the cell of a stored value that no formula gives."""
        text = value or ""
        match kind:
            case "s":
                return Cell(self._shared(text))
            case "b":
                return Cell("TRUE" if text == "1" else "FALSE")
            case "d":
                return Cell(text.replace("T", " ").removesuffix("Z").removesuffix(" 00:00:00"))
            case "n" if text:
                return number_cell(text.strip(), self._format_of(style), since_1904=self.since_1904)
            case _:
                return Cell(text)

    def _format_of(self, style: str | None) -> str:
        number = int(style or 0)
        return self.formats[number] if 0 <= number < len(self.formats) else "General"

    def _shared(self, value: str) -> str:
        number = int(value)
        if not 0 <= number < len(self.texts):
            raise broken(self.file)
        return self.texts[number]


def _read_texts(parts: Parts, part: str, book: _Book) -> None:
    events, chunks = _Texts(book.texts, book.file), parts.chunks(part)
    if parts.size(part) > book.long:
        from parcalc.read.tables.workbook.plain.skimming import Elements, skimmed
        from parcalc.read.tables.workbook.plain.texts import plain_texts

        chunks = skimmed(chunks, events, Elements(b"sst", b"si", lambda text: events.take(plain_texts(text))))
    parse(chunks, events, book.file)


class _Texts(Events):
    """The texts that cells share, without the readings that East Asian cells carry."""

    def __init__(self, texts: list[str], file: str) -> None:
        super().__init__()
        self.texts, self.file = texts, file
        self.item: list[str] = []
        self.reading = self.begun = False

    def take(self, texts: Sequence[str]) -> None:
        """Take texts as if their elements had been told."""
        if len(self.texts) + len(texts) > _MOST_SHARED:
            raise broken(self.file)
        self.texts += texts

    def start(self, name: str, attributes: Attributes) -> None:  # noqa: ARG002 - they say nothing here
        match local(name):
            case "sst":
                self.begun = name == "sst" and not (self.item or self.collecting or self.reading)
            case "rPh":
                self.reading = True
            case "t":
                self.collecting = not self.reading

    def end(self, name: str) -> None:
        match local(name):
            case "t":
                self.item.append(self.collected())
            case "rPh":
                self.reading = False
            case "si":
                if len(self.texts) == _MOST_SHARED:
                    raise broken(self.file)
                self.texts.append("".join(self.item))
                self.item.clear()


class _Formats(Events):
    """The number format of each cell style, in their order."""

    def __init__(self, formats: list[str]) -> None:
        super().__init__()
        self.formats = formats
        self.own: dict[int, str] = {}
        self.in_cells = False

    def start(self, name: str, attributes: Attributes) -> None:
        match local(name):
            case "numFmt":
                self.own[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
            case "cellXfs":
                self.in_cells = True
            case "xf" if self.in_cells:
                number = int(attributes.get("numFmtId", 0))
                self.formats.append(self.own.get(number) or built_in_format(number))

    def end(self, name: str) -> None:
        if local(name) == "cellXfs":
            self.in_cells = False


def _grid(parts: Parts, name: str, part: str, book: _Book) -> Grid:
    grid = Grid(parts.file, name)
    events, chunks = _Cells(grid, book), parts.chunks(part)
    if parts.size(part) > book.long:
        from parcalc.read.tables.workbook.plain.rows import RowReader
        from parcalc.read.tables.workbook.plain.skimming import Elements, skimmed

        reader = RowReader(book.cell, book.texts)
        chunks = skimmed(chunks, events, Elements(b"sheetData", b"row", lambda text: events.take(reader.read(text))))
    parse(chunks, events, parts.file)
    return grid


@cache
def _letters(column: int) -> str:
    return Place("", 0, column).cell.removesuffix("0")


class _Cells(Events):
    """The cells of one sheet, as they come."""

    def __init__(self, grid: Grid, book: _Book) -> None:
        super().__init__()
        self.grid, self.book = grid, book
        self.line = self.column = 0
        self.begun = False
        self.kind = "n"
        self.style: str | None = None
        self.value: str | None = None
        self.formula: str | None = None

    def take(self, rows: "PlainRows") -> None:
        """Take rows as if their elements had been told."""
        self.grid.put_lines(rows.lines)
        for line in rows.hidden:
            self.grid.hide(line)
        self.line, self.column = rows.last

    def start(self, name: str, attributes: Attributes) -> None:
        match local(name):
            case "c":
                self._begin(attributes)
            case "v" | "f" | "t":
                self.collecting = True
            case "row":
                self.line, self.column = int(attributes.get("r", self.line + 1)), 0
                if attributes.get("hidden") in TRUE:
                    self.grid.hide(self.line)
            case "sheetData":
                self.begun = name == "sheetData" and not (self.line or self.column or self.collecting)
            case "mergeCell":
                first, _, last = attributes["ref"].partition(":")
                (top, left), (bottom, right) = self._place(first), self._place(last or first)
                self.grid.merge(Merge(top, left, bottom, right))

    def end(self, name: str) -> None:
        match local(name):
            case "v":
                self.value = self.collected()
            case "t":  # of a text within the cell, in one run or several
                self.value = (self.value or "") + self.collected()
            case "f":
                self.formula = self.collected()
            case "c":
                self.grid.put(self.line, self.column, self._cell())

    def _begin(self, attributes: Attributes) -> None:
        self.column += 1
        reference = attributes.get("r")
        # Most cells stand one beside another.
        if reference and reference != f"{_letters(self.column)}{self.line}":
            line, self.column = self._place(reference)
            if line != self.line:
                raise broken(self.grid.file)
        self.kind, self.style = attributes.get("t", "n"), attributes.get("s")
        self.value = self.formula = None

    def _place(self, reference: str) -> tuple[int, int]:
        match = _REFERENCE.fullmatch(reference.replace("$", ""))
        if not match or not 1 <= int(match[2]) <= MOST_LINES:
            raise broken(self.grid.file)
        return int(match[2]), column_of(match[1])

    def _cell(self) -> Cell:
        if self.formula is not None and not self._has_result():
            return Cell(f"={self.formula or '…'}")
        return self.book.cell(self.kind, self.style, self.value)

    def _has_result(self) -> bool:
        if self.value is None or self.kind == "str":
            return self.value is not None
        return bool(self.value) and (self.book.calculated or self.kind != "n" or self.value.strip() != "0")
