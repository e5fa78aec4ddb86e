"""Which sheet of a workbook is meant: told by its headings, asked for where several could be."""

from collections.abc import Sequence

from parcalc.errors import Note, Place, Problem, Unusable
from parcalc.read.tables.delimiter import MOST_ABOVE, Known, score
from parcalc.read.tables.tables import Table

_FEWEST = 2
"""Known headings that make a row a header."""


def chosen(tables: Sequence[Table], known: Known, *, asked: bool) -> tuple[Sequence[Table], list[Note]]:
    """Return the tables that are read, and a note on each kind of sheet that is not.

    Raises ``Unusable`` where several sheets could be meant and none is asked for, and where nothing is shown.
    """
    shown = shown_tables(tables)
    headed = [table for table in shown if _has_header(table, known)]
    require_shown(tables, headed)
    if len(headed) > 1 and not asked:
        raise which_is_meant(headed)
    read = headed or shown[:1]
    return read, unread_notes(tables, read)


def _has_header(table: Table, known: Known) -> bool:
    return any(score(record, known) >= _FEWEST for record in table.records[:MOST_ABOVE])


def shown_tables(tables: Sequence[Table]) -> list[Table]:
    """Return the tables that hold something and are not on a hidden sheet."""
    return [table for table in tables if not table.hidden and table.records]


def require_shown(tables: Sequence[Table], holding: Sequence[Table]) -> None:
    """Refuse a workbook that shows nothing, or nothing with known headings while it hides a sheet."""
    hidden = [table for table in tables if table.hidden]
    if hidden and not holding:
        raise Unusable(Problem("data.only_hidden", Place(tables[0].file), sheets=_names(hidden)))
    if not shown_tables(tables):
        raise Unusable(Problem("data.empty", Place(tables[0].file if tables else "")))


def which_is_meant(tables: Sequence[Table]) -> Unusable:
    """Return what is raised where several sheets could be meant."""
    example = tables[0].sheet
    return Unusable(Problem("data.which_sheet", Place(tables[0].file), sheets=_names(tables), example=example))


def unread_notes(tables: Sequence[Table], read: Sequence[Table]) -> list[Note]:
    """Return a note on the sheets that have no known headings, and one on those that are hidden."""
    names = {table.sheet for table in read}
    left = [table for table in shown_tables(tables) if table.sheet not in names]
    hidden = [table for table in tables if table.hidden]
    return [
        Note(code, Place(some[0].file), sheets=_names(some))
        for code, some in (("data.other_sheets", left), ("data.hidden_sheets", hidden))
        if some
    ]


def _names(tables: Sequence[Table]) -> tuple[str, ...]:
    return tuple(f"“{table.sheet}”" for table in tables)
