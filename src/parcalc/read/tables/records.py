"""Text to records: the cells of each row with the physical line on which it begins."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from parcalc.errors import Place, Problem, Unusable

DELIMITERS = (",", ";", "\t", "|")
MOST_COLUMNS = 2000
LONGEST_CELL = 131_072
"""The standard library's own limit on one cell, far beyond any heading, name or count."""

_LINE = r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+"

NO_SPANS: Mapping[int, int] = MappingProxyType({})


class Record(NamedTuple):
    """One row of cells, and the physical line on which it begins.

    What only a sheet knows of its cells, by position: ``fractions`` are stored numbers that are not whole (1.248 there
    is no group of thousands), ``covered`` repeat the merged cell that begins in a row above, and ``spans`` tells how
    many columns a merged cell is wide. Of a text nothing of this is known: ``spans`` is ``None``. ``places`` are the
    line and column of each cell where these do not stand side by side in the line.
    """

    line: int
    cells: tuple[str, ...]
    fractions: frozenset[int] = frozenset()
    covered: frozenset[int] = frozenset()
    spans: Mapping[int, int] | None = None
    places: tuple[tuple[int, int], ...] | None = None

    @property
    def blank(self) -> bool:
        """Whether nothing stands in any cell."""
        return not any(cell.strip() for cell in self.cells)


def declared_delimiter(text: str) -> str | None:
    """Return the delimiter of Excel's ``sep=;`` in the first line, ``None`` if there is none."""
    first = text[:16].split("\n", 1)[0].rstrip("\r").strip('"')
    delimiter = first[4:5]
    return delimiter if first.lower().startswith("sep=") and len(first) == 5 and delimiter in DELIMITERS else None  # noqa: PLR2004


def records(text: str | Iterable[str], delimiter: str, file: str, skipped: int = 0) -> Iterator[Record]:
    """Give every record that is not blank; ``skipped`` lines of the file stand before the text (or its lines).

    Raises ``Unusable`` at an unterminated quote, at text behind a closing quote and at a cell of over 100,000 signs.
    """
    lines = _lines(text) if isinstance(text, str) else text
    same: dict[str, str] = {}  # most cells of a long table say what others have said
    reader = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True)
    begins = 1 + skipped
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unusable(_quoting(error, Place(file, begins))) from error
        if len(cells) > MOST_COLUMNS and any(cell.strip() for cell in cells[MOST_COLUMNS:]):
            raise Unusable(Problem("data.too_many_columns", Place(file, begins), most=MOST_COLUMNS))
        record = Record(begins, tuple([same.setdefault(cell, cell) for cell in cells[:MOST_COLUMNS]]))
        begins = reader.line_num + 1 + skipped
        if not record.blank:
            yield record


def _lines(text: str) -> Iterator[str]:
    """Give the lines of a text with their ends; a stream of it would be a copy that is four times as large."""
    return (match[0] for match in re.finditer(_LINE, text))


def _quoting(error: csv.Error, place: Place) -> Problem:
    detail = str(error)
    if "field larger" in detail:
        return Problem("data.cell_too_long", place)
    if "end of data" in detail:
        return Problem("data.open_quote", place)
    return Problem("data.after_quote", place)
