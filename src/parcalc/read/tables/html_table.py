"""The tables of a web page, which many programs save as .xls, to the cells that Excel would show of them."""

from html.parser import HTMLParser

from parcalc.errors import Place, Problem, Unusable
from parcalc.read.tables.grid import MOST_LINES, Cell, Grid, Merge, broken
from parcalc.read.tables.records import MOST_COLUMNS
from parcalc.read.tables.workbook.stored import number_cell

LARGEST_PAGE = 16 * 1024 * 1024
"""Characters: a row of 31 cells takes 6,000 where every cell carries its style."""

_UNREAD = ("script", "style", "title", "template")
_BLOCKS = ("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "center", "caption", "body", "hr")

Attributes = dict[str, str | None]


def page_grid(text: str, file: str) -> Grid:
    """Return the cells of a page's tables, one below another; a text between tables is a row of its own.

    Raises ``Unusable`` for a page that is too large, or no page.
    """
    if len(text) > LARGEST_PAGE:
        raise Unusable(Problem("data.page_too_large", Place(file), most=LARGEST_PAGE // (1024 * 1024)))
    page = _Page(Grid(file))
    try:
        # Behind the last tag nothing can be a cell, and an unfinished tag would be looked for again and again.
        page.feed(_without_comments(text[: text.rfind(">") + 1]))
        page.close()
    except AssertionError as error:  # what the standard library's parser makes of a declaration that is none
        raise broken(file) from error
    page.end_block()
    return page.grid


def _without_comments(text: str) -> str:
    """Return a page without its comments, which hold Excel's own settings."""
    kept, begins = [], 0
    while (at := text.find("<!--", begins)) >= 0:
        kept.append(text[begins:at])
        ends = text.find("-->", at + 4)
        begins = len(text) if ends < 0 else ends + 3
    return "".join([*kept, text[begins:]])


class _Page(HTMLParser):
    """Lays the cells of tables out on one grid, as they come."""

    def __init__(self, grid: Grid) -> None:
        super().__init__()
        self.grid = grid
        self.line = self.column = 0
        self.taken: list[dict[int, int]] = []
        self.in_row = False
        self.cell: Attributes | None = None
        self.text: list[str] = []
        self.unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row, a cell or a block of text."""
        attributes = dict(attrs)
        match tag:
            case "table":
                self.end_block()
                self.taken.append({})
                self.in_row = False
            case "tr" if self.taken:
                self._begin_row(attributes)
            case "td" | "th" if self.taken:
                self._begin_cell(attributes)
            case "br":
                self.text.append("\n")
            case _ if tag in _UNREAD:
                self.unread += 1
            case _ if tag in _BLOCKS:
                self._part()

    def handle_endtag(self, tag: str) -> None:
        """End a table, a cell or a block of text."""
        if tag in {"td", "th", "tr", "table"}:
            self.end_block()
        if tag == "table" and self.taken:
            self.taken.pop()
            self.in_row = False
        elif tag in _UNREAD:
            self.unread = max(self.unread - 1, 0)
        elif tag in _BLOCKS:
            self._part()

    def handle_data(self, data: str) -> None:
        """Collect a text."""
        if not self.unread:
            self.text.append(data)

    def end_block(self) -> None:
        """Put what was collected where it belongs: in its cell, or in a row of its own."""
        text = "\n".join(" ".join(line.split()) for line in "".join(self.text).split("\n")).strip()
        self.text.clear()
        if self.cell is not None:
            self.grid.put(self.line, self.column, _cell(text, self.cell))
            self.cell = None
        elif text:
            self.line += 1
            self.grid.put(self.line, 1, Cell(text))

    def _part(self) -> None:
        """Part two blocks of text: within a cell by a break, elsewhere by a row."""
        if self.cell is not None:
            self.text.append("\n")
        else:
            self.end_block()

    def _begin_row(self, attributes: Attributes) -> None:
        self.end_block()
        self.line, self.column, self.in_row = self.line + 1, 0, True
        if "display:none" in (attributes.get("style") or "").replace(" ", "").lower():
            self.grid.hide(self.line)

    def _begin_cell(self, attributes: Attributes) -> None:
        self.end_block()
        if not self.in_row:  # a cell that no row begins with, or behind a table within a table
            self._begin_row({})
        taken = self.taken[-1]
        self.column += 1
        while taken.get(self.column, 0) >= self.line:
            self.column += 1
        down, across = _span(attributes, "rowspan", MOST_LINES), _span(attributes, "colspan", MOST_COLUMNS + 1)
        if down > 1 or across > 1:
            self.grid.merge(Merge(self.line, self.column, self.line + down - 1, self.column + across - 1))
        for column in range(self.column, self.column + across):
            taken[column] = self.line + down - 1
        self.cell = attributes


def _span(attributes: Attributes, name: str, most: int) -> int:
    given = (attributes.get(name) or "").strip()
    return min(max(int(given), 1), most) if given.isascii() and given.isdigit() and len(given) <= 7 else 1  # noqa: PLR2004


def _cell(text: str, attributes: Attributes) -> Cell:
    """Return a cell; Excel's own pages carry the number that is stored beside the one that is shown."""
    stored = attributes.get("x:num")
    return number_cell(stored) if stored and not text.endswith("%") else Cell(text)
