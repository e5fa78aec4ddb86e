"""Which sheets of a workbook hold the counts that are meant."""

from collections.abc import Sequence

from parcalc.errors import Note, Place, Problem, Unusable
from parcalc.read.tables.delimiter import MOST_ABOVE, Known, score
from parcalc.read.tables.tables import Table

_FEWEST = 2
"""Known headings that make a row a header: a month and a count."""


def chosen(tables: Sequence[Table], known: Known, *, asked: bool) -> tuple[Sequence[Table], list[Note]]:
    """Return the tables that are read, and a note on each kind of sheet that is not.

    Raises ``Unusable`` where several sheets could be meant and none is asked for, and where nothing is shown.
    """
    hidden = [table for table in tables if table.hidden]
    shown = [table for table in tables if not table.hidden and table.records]
    headed = [table for table in shown if _has_header(table, known)]
    if len(headed) > 1 and not asked:
        example = headed[0].sheet
        raise Unusable(Problem("data.which_sheet", Place(tables[0].file), sheets=_names(headed), example=example))
    if hidden and not headed:
        raise Unusable(Problem("data.only_hidden", Place(tables[0].file), sheets=_names(hidden)))
    if not shown:
        raise Unusable(Problem("data.empty", Place(tables[0].file)))
    read = headed or shown[:1]
    left = [table for table in shown if table not in read]
    return read, [*_unread("data.other_sheets", left), *_unread("data.hidden_sheets", hidden)]


def _has_header(table: Table, known: Known) -> bool:
    return any(score(record, known) >= _FEWEST for record in table.records[:MOST_ABOVE])


def _unread(code: str, tables: Sequence[Table]) -> list[Note]:
    if not tables:
        return []
    return [Note(code, Place(tables[0].file), sheets=_names(tables))]


def _names(tables: Sequence[Table]) -> tuple[str, ...]:
    return tuple(f"“{table.sheet}”" for table in tables)
