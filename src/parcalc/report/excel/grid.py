"""A sheet as a title, headings and rows of texts, numbers and rates: no cell is ever a formula."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from parcalc.model.assessment import Figure, Outcome
from parcalc.report.escaping import harmless
from parcalc.report.excel.looks import Looks
from parcalc.report.figures import rate_of, shown_rate
from parcalc.report.words import is_share

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_LINE, _HEADING_LINES, _MOST_LINES = 15, 2, 20
"""The height of a line in points, and how many lines headings have and a row may have."""

_LONGEST = 32767
"""The signs that a cell of a workbook can hold."""


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number, or nothing; ``look`` is how it is written."""

    value: int | None
    look: str = "number"


@dataclass(frozen=True, slots=True)
class Rate:
    """A ratio as a number (from 0 to 1 for a share), and the decimal that reports show of it."""

    value: Fraction
    shown: str
    share: bool


@dataclass(frozen=True, slots=True)
class Sign:
    """A verdict's sign alone, in the middle of its cell."""

    sign: str


Cell = str | Number | Rate | Sign
"""A text is written as it is: no spreadsheet takes it for a formula or a link."""


def counted(outcome: Outcome) -> tuple[Cell, Cell, Cell]:
    """Return the cells of a figure: numerator, denominator and rate, as far as there are."""
    figure = outcome.figure
    if figure is None:
        return "", "", ""
    return Number(figure.numerator), Number(figure.denominator), rate(figure, shown_rate(outcome))


def rate(figure: Figure, shown: str | None) -> Cell:
    """Return the cell of a rate, an empty one where there is none."""
    if not figure.denominator:
        return ""
    return Rate(figure.value * (figure.per or 1), shown or rate_of(figure) or "", is_share(figure))


def figure_alone(outcome: Outcome | None) -> Cell:
    """Return the one cell of a figure: its rate, or the number of cases where there is no rate."""
    figure = outcome.figure if outcome else None
    if outcome is None or figure is None:
        return ""
    return Number(figure.numerator) if figure.denominator is None else rate(figure, shown_rate(outcome))


class Grid:
    """A worksheet that is written from the top down."""

    def __init__(self, sheet: "Worksheet", looks: Looks) -> None:
        """Begin at the first row."""
        self.sheet, self.looks = sheet, looks
        self.row = 0
        self._widths: list[int] = []
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)

    def line(self, text: str, look: str = "quiet") -> None:
        """Write a line above or between tables."""
        self._write(0, text, look)
        self.row += 1

    def headings(self, columns: Sequence[tuple[str, int]]) -> int:
        """Write the headings with the widths of their columns, keep them in sight, and return their row."""
        self._widths = [width for _, width in columns]
        for column, (heading, width) in enumerate(columns):
            self.sheet.set_column(column, column, width)
            self._write(column, heading, "heading")
        self.sheet.set_row(self.row, _LINE * _HEADING_LINES)
        self.row += 1
        return self.row - 1

    def add(self, cells: Sequence[Cell]) -> None:
        """Write a row."""
        for column, cell in enumerate(cells):
            self._put(column, cell)
        self.sheet.set_row(self.row, _LINE * self._lines(cells))
        self.row += 1

    def _lines(self, cells: Sequence[Cell]) -> int:
        """Return how many lines the longest text needs: no program measures rows that another one wrote."""
        texts = ((cell, width) for cell, width in zip(cells, self._widths, strict=True) if isinstance(cell, str))
        return min(_MOST_LINES, max((-(-len(text) // width) for text, width in texts), default=1) or 1)

    def _put(self, column: int, cell: Cell) -> None:
        match cell:
            case Number(None):
                return
            case Number(int() as value, look):
                self.sheet.write_number(self.row, column, value, self.looks[look])
            case Rate(value, shown, share):
                # A float is what a workbook holds: the format rounds it, with the decimals that reports show.
                self.sheet.write_number(self.row, column, float(value), self.looks.rate(shown, share=share))
            case Sign(sign):
                self._write(column, sign, "sign")
            case str() as text:
                self._write(column, text, "text")

    def _write(self, column: int, text: str, look: str) -> None:
        if text:
            self.sheet.write_string(self.row, column, harmless(text)[:_LONGEST], self.looks[look])
