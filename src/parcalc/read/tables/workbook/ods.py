"""LibreOffice's .ods (OpenDocument 1.3, part 3) to the cells that it stores.

Read here for the same reasons as .xlsx: python-calamine gives "" for errors and loses percentages and merged cells.
"""

from parcalc.read.tables.grid import MOST_LINES, Cell, Grid, Merge
from parcalc.read.tables.records import MOST_COLUMNS
from parcalc.read.tables.workbook.parts import Parts
from parcalc.read.tables.workbook.sheets import Asked, Sheet, few_enough
from parcalc.read.tables.workbook.stored import number_cell
from parcalc.read.tables.workbook.xml_parts import Attributes, Events, parse

_CELLS = ("table:table-cell", "table:covered-table-cell")
_NUMBERS = {"float": "General", "currency": "General", "percentage": "0%"}


def read_ods(parts: Parts, asked: Asked) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook, with the cells of those that are asked for.

    Raises ``Unusable`` for a workbook that is broken or too large.
    """
    content = _Content(parts.file, asked)
    parse(parts.chunks("content.xml"), content, parts.file)
    return tuple(content.sheets)


class _Content(Events):
    """The sheets of a workbook, as they come: styles first, then each sheet in one piece."""

    def __init__(self, file: str, asked: Asked) -> None:
        super().__init__()
        self.file, self.asked = file, asked
        self.sheets: list[Sheet] = []
        self.style = ""
        self.unseen: set[str] = set()
        self.rows: _Rows | None = None

    def start(self, name: str, attributes: Attributes) -> None:
        if self.rows:
            self.rows.start(name, attributes)
        elif name == "style:style":
            self.style = attributes.get("style:name", "")
        elif name == "style:table-properties" and attributes.get("table:display") == "false":
            self.unseen.add(self.style)
        elif name == "table:table":
            self._begin_sheet(attributes)

    def end(self, name: str) -> None:
        if self.rows:
            self.rows.end(name)
        if name == "table:table":
            self.rows = None

    def _begin_sheet(self, attributes: Attributes) -> None:
        sheet = Sheet(attributes["table:name"], attributes.get("table:style-name") in self.unseen)
        if self.asked.takes(sheet):
            grid = Grid(self.file, sheet.name)
            self.rows = _Rows(grid, self)
            sheet = Sheet(sheet.name, sheet.hidden, grid)
        self.sheets.append(sheet)
        if self.rows:
            few_enough(self.sheets, self.asked, self.file)


class _Rows:
    """The rows of one sheet. Rows and cells that repeat are written once, with their number."""

    def __init__(self, grid: Grid, events: Events) -> None:
        self.grid, self.events = grid, events
        self.line, self.lines = 0, 1
        self.column, self.columns = 0, 1
        self.hidden = False
        self.attributes: Attributes = {}
        self.paragraphs: list[str] = []
        self.notes = 0
        self.cells: list[tuple[int, Cell]] = []

    def start(self, name: str, attributes: Attributes) -> None:
        match name:
            case "table:table-row":
                self.line, self.lines = self.line + self.lines, _count(attributes, "table:number-rows-repeated")
                self.column, self.columns = 0, 1
                self.hidden = attributes.get("table:visibility", "visible") != "visible"
            case _ if name in _CELLS:
                self.column, self.columns = (
                    self.column + self.columns,
                    _count(attributes, "table:number-columns-repeated"),
                )
                self.attributes, self.paragraphs = attributes, []
            case "office:annotation":
                self.notes += 1
            case "text:p":
                self.events.collecting = not self.notes
            case "text:s" | "text:tab" | "text:line-break" if self.events.collecting:
                self.events.text.append(" ")

    def end(self, name: str) -> None:
        match name:
            case "text:p" if not self.notes:
                self.paragraphs.append(self.events.collected())
            case "office:annotation":
                self.notes -= 1
            case "table:table-cell":
                self._end_cell()
            case "table:table-row":
                self._end_row()

    def _end_cell(self) -> None:
        cell = self._cell()
        if cell.text and not cell.text.isspace():
            # One beyond the last column is enough to be told.
            self.cells += [(self.column + at, cell) for at in range(min(self.columns, MOST_COLUMNS + 1))]
        down, across = (_count(self.attributes, f"table:number-{way}-spanned") for way in ("rows", "columns"))
        if down > 1 or across > 1:
            self.grid.merge(Merge(self.line, self.column, self.line + down - 1, self.column + across - 1))

    def _end_row(self) -> None:
        for line in range(self.line, self.line + min(self.lines, MOST_LINES + 1)) if self.cells else ():
            for column, cell in self.cells:
                self.grid.put(line, column, cell)
            if self.hidden:
                self.grid.hide(line)
        self.cells.clear()

    def _cell(self) -> Cell:
        text = "\n".join(self.paragraphs)
        kind = self.attributes.get("office:value-type", "")
        if self.attributes.get("calcext:value-type") == "error":
            return Cell(text if text.startswith("#") else f"#{text}")
        if not kind and "table:formula" in self.attributes:
            return Cell(f"={self.attributes['table:formula'].partition('=')[2] or '…'}")
        if kind in _NUMBERS and (value := self.attributes.get("office:value")):
            return number_cell(value, _NUMBERS[kind])
        if kind == "date" and (day := self.attributes.get("office:date-value")):
            return Cell(_date(day, text))
        return Cell(text)


def _count(attributes: Attributes, name: str) -> int:
    return max(int(attributes.get(name, 1)), 1)


def _date(day: str, shown: str) -> str:
    """Return a date, or its month where no more is shown: 06/2025 may stand for any day of June."""
    year, month, *_ = day.split("-")
    groups = "".join(char if char.isdecimal() else " " for char in shown).split()
    month_only = year in groups and all(group in {year, month, month.lstrip("0")} for group in groups)
    return f"{year}-{month}" if month_only else day.replace("T", " ").removesuffix(" 00:00:00")
