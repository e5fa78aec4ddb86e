"""Where a file stops being plain: all that is said of one too long to be read cell by cell."""

from parcalc.errors import Place
from parcalc.model.plan import Plan
from parcalc.read.counts.headings import Headings
from parcalc.read.counts.plain.source import PlainSource
from parcalc.read.counts.plain.table import PlainTable


def first_odd_place(file: str, plan: Plan, headings: Headings) -> Place:
    """Return the first line that no plain file has; the file itself where it is none of its lines."""
    table = PlainTable(plan, headings)
    try:
        with PlainSource(file) as source:
            table.begin(file, source.first())
            return Place(file, _first_odd_line(table, source))
    except (OSError, ValueError):
        return Place(file, 1)


def _first_odd_line(table: PlainTable, source: PlainSource) -> int | None:
    above = 1
    for piece in source.pieces():
        if not _is_plain(table, piece):
            lines = enumerate(piece.splitlines(keepends=True), above + 1)
            return next((number for number, line in lines if not _is_plain(table, line)), None)
        above += piece.count(b"\n")
    return None


def _is_plain(table: PlainTable, piece: bytes) -> bool:
    try:
        table.tried(piece).whole()
    except ValueError:
        return False
    return True
