"""Which rows of a list hold records where all of them do, as a day in every one shows."""

from collections.abc import Sequence

from parcalc.errors import Place
from parcalc.read.counts.numbers import unwrapped
from parcalc.read.dossiers.entries import RecordList
from parcalc.read.dossiers.moments import ORDERS, parse_moment
from parcalc.read.tables.records import Record


def held_rows(found: RecordList, passed: list[Place]) -> Sequence[Record]:
    """Return what ``rows`` of a list gives: all that stands below the header, where that are days in some column."""
    if found.stream is None:
        header = found.header.row
        below = [row for row in found.table.records if row.line > header.line]
        for name in (moment.id for moment in found.moments):
            # A header that stands once more has a heading there, and a row that numbers the columns a number.
            if _are_days(found, below, name) and not _are_days(found, [header], name):
                return below
    return list(found.rows(passed))


def _are_days(found: RecordList, rows: Sequence[Record], name: str) -> bool:
    at = found.header.positions[name]
    cells = {row.cells[at] if at < len(row.cells) else "" for row in rows}
    return all(any(parse_moment(unwrapped(cell), order) for order in ORDERS) for cell in cells)
