"""Excel's old binary .xls to the cells that it stores, through xlrd.

It tells errors, percentages, dates, merged cells and hidden rows, which python-calamine does not.
"""

from io import StringIO
from typing import TYPE_CHECKING, Any

from parcalc.errors import Place, Problem, Unusable
from parcalc.read.tables.grid import Cell, Grid, Merge, broken
from parcalc.read.tables.workbook.sheets import Asked, Sheet, few_enough
from parcalc.read.tables.workbook.stored import number_cell

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Sheet as Stored

LARGEST_XLS = 16 * 1024 * 1024
"""Bytes: a sheet of this kind has at most 65,536 rows, and xlrd keeps every cell, the blank ones too."""


def read_xls(content: bytes, file: str, asked: Asked) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook, with the cells of those that are asked for.

    Raises ``Unusable`` for a workbook that is broken, locked or too large.
    """
    import xlrd

    if len(content) > LARGEST_XLS:
        raise Unusable(Problem("data.xls_too_large", Place(file), most=LARGEST_XLS // (1024 * 1024)))
    try:
        with xlrd.open_workbook(
            file_contents=content, formatting_info=True, on_demand=True, ragged_rows=True, logfile=StringIO()
        ) as book:
            return _sheets(book, file, asked)
    except Unusable:
        raise
    except Exception as error:  # bytes that lie make xlrd stumble anywhere: struct, index, decoding, assertions
        if "encrypted" in str(error):
            raise Unusable(Problem("data.locked", Place(file))) from error
        raise broken(file) from error


def _sheets(book: "Book", file: str, asked: Asked) -> tuple[Sheet, ...]:
    visibility: list[int] = vars(book)["_sheet_visibility"]  # a sheet's own is known only when it is loaded
    listed = [Sheet(name, visibility[number] != 0) for number, name in enumerate(book.sheet_names())]
    few_enough(listed, asked, file)
    return tuple(
        Sheet(sheet.name, sheet.hidden, _grid(book, book.sheet_by_index(number), file)) if asked.takes(sheet) else sheet
        for number, sheet in enumerate(listed)
    )


def _grid(book: "Book", sheet: "Stored", file: str) -> Grid:
    grid = Grid(file, sheet.name)
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            grid.put(row + 1, column + 1, _cell(book, sheet.cell(row, column)))
    for top, below, left, right in sheet.merged_cells:
        grid.merge(Merge(top + 1, left + 1, below, right))
    for row, information in sheet.rowinfo_map.items():
        if information.hidden:
            grid.hide(row + 1)
    return grid


def _cell(book: "Book", stored: Any) -> Cell:
    import xlrd

    match stored.ctype:
        case xlrd.XL_CELL_TEXT:
            # Only a formula stores an empty text: one that nothing has calculated yet.
            return Cell(stored.value or "=…")
        case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
            code = book.format_map[book.xf_list[stored.xf_index].format_key].format_str
            return number_cell(repr(stored.value), code, since_1904=book.datemode == 1)
        case xlrd.XL_CELL_BOOLEAN:
            return Cell("TRUE" if stored.value else "FALSE")
        case xlrd.XL_CELL_ERROR:
            return Cell(xlrd.error_text_from_code.get(stored.value, "#ERR!"))
        case _:
            return Cell("")
