"""The tables of a file's bytes, whatever kind of file it is: the same records for every kind, so one set of rules."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from parcalc.errors import Note, Place, Problem, Unusable
from parcalc.read.tables.delimiter import Known, find_delimiter, is_vietnamese_table
from parcalc.read.tables.encoding import decode
from parcalc.read.tables.kinds import Kind, kind_of
from parcalc.read.tables.records import Record, declared_delimiter, records
from parcalc.read.wording import likely

if TYPE_CHECKING:
    from parcalc.read.tables.grid import Grid
    from parcalc.read.tables.workbook.sheets import Asked, Sheet

_MOST_LINES_NAMED = 5
_KEPT = 4 * 1024 * 1024
"""Bytes of a workbook that is kept until the next."""


class Table(NamedTuple):
    """One table of a file, on its sheet if the file is a workbook: its records, none of them blank.

    A sheet that is hidden has none unless it was asked for: it is not read. ``month`` is what a sheet is called that is
    one month's.
    """

    file: str
    records: Sequence[Record]
    sheet: str = ""
    hidden: bool = False
    notes: tuple[Note, ...] = ()
    month: str = ""

    def place(self, line: int | None = None, column: int | None = None) -> Place:
        """Return the place of a line, or of the cell in one of its columns."""
        return Place(self.file, line, column, self.sheet)

    def place_of(self, record: Record, position: int | None = None) -> Place:
        """Return the place of a record, or of one of its cells."""
        if record.places is None:
            return self.place(record.line, None if position is None else position + 1)
        return self.place(*record.places[position or 0])


def read_tables(content: bytes, file: str, known: Known, sheets: Sequence[str] = ()) -> tuple[Table, ...]:
    """Return the tables of a file's bytes: of a workbook its sheets, all that are shown or those that are asked for.

    ``known`` tells the headings that the caller looks for. Raises ``Unusable`` where the bytes are no table, with the
    place, and where a workbook has no sheet of a name.
    """
    kind = kind_of(content, file)
    if kind == "text":
        return (_text_table(content, file, known),)
    if kind == "page":
        return (_grid_table(_page(content, file, known)),)
    read = _workbook if len(content) > _KEPT else _kept_workbook
    return read(kind, content, file, tuple(sheets))


def _workbook(kind: Kind, content: bytes, file: str, sheets: Sequence[str]) -> tuple[Table, ...]:
    return tuple(
        _grid_table(sheet.grid) if sheet.grid else Table(file, (), sheet.name, sheet.hidden)
        for sheet in _sheets(kind, content, file, sheets)
        if sheet.grid or sheet.hidden
    )


_kept_workbook = lru_cache(maxsize=1)(_workbook)
"""The last workbook: what is looked at as a list, and then as counts or once more as a list, is read once."""


def _sheets(kind: Kind, content: bytes, file: str, names: Sequence[str]) -> "tuple[Sheet, ...]":
    from parcalc.read.tables.workbook.sheets import Asked

    asked = Asked(tuple(names))
    read = _read(kind, content, file, asked)
    known = tuple(sheet.name for sheet in read)
    for name in names:
        if not any(Asked((name,)).takes(sheet) for sheet in read):
            raise Unusable(
                Problem("data.no_such_sheet", Place(file), asked=name, meant=likely(name, known), sheets=known)
            )
    return read


def _read(kind: Kind, content: bytes, file: str, asked: "Asked") -> "tuple[Sheet, ...]":
    """Read a workbook; each kind is imported where it is used, for few files are of more than one."""
    if kind == "xls":
        from parcalc.read.tables.workbook.xls import read_xls

        return read_xls(content, file, asked)
    from parcalc.read.tables.workbook.parts import Parts

    parts = Parts(content, file)
    if kind == "ods":
        from parcalc.read.tables.workbook.ods import read_ods

        return read_ods(parts, asked)
    from parcalc.read.tables.workbook.xlsx import read_xlsx

    return read_xlsx(parts, asked)


def _grid_table(grid: "Grid") -> Table:
    read = grid.records()
    hidden = grid.hidden
    notes = []
    if hidden:
        lines = ", ".join(map(str, hidden[:_MOST_LINES_NAMED])) + ("…" if len(hidden) > _MOST_LINES_NAMED else "")
        notes.append(Note("data.hidden_rows", Place(grid.file, sheet=grid.sheet), number=len(hidden), lines=lines))
    return Table(grid.file, read, grid.sheet, notes=tuple(notes))


def _page(content: bytes, file: str, known: Known) -> "Grid":
    from parcalc.read.tables.html_table import page_grid

    def vietnamese(text: str) -> bool:
        read = page_grid(text, file).records()
        return any(not cell.isascii() and known(cell) for record in read for cell in record.cells)

    return page_grid(decode(content, file, vietnamese), file)


def _text_table(content: bytes, file: str, known: Known) -> Table:
    text = decode(content, file, lambda reading: is_vietnamese_table(reading, known))
    if not text.strip():
        raise Unusable(Problem("data.empty", Place(file)))
    delimiter = find_delimiter(text, known) or ","
    if declared_delimiter(text):
        return Table(file, tuple(records(text.partition("\n")[2], delimiter, file, skipped=1)))
    return Table(file, tuple(records(text, delimiter, file)))
