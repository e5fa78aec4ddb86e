"""What a sheet knows of a count's cell that its text does not say."""

import re
from collections.abc import Collection

from parcalc.read.tables.records import Record

_ERROR = re.compile(r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|Err:[0-9]+|ERR!)")


def stored_problem(record: Record, position: int, counted: Collection[int]) -> str:
    """Return the code of what keeps a cell from being a count, "" if nothing does; ``counted`` are where counts stand.

    The number 1.248 is a fraction, though the text is a group of thousands; and a number in a merged cell may be of
    any of the cells that it covers.
    """
    if not (record.fractions or record.covered or record.spans):
        return ""
    if position in record.fractions:
        return "data.stored_fraction"
    if record.cells[position].strip() and (position in record.covered or _is_wide(record, position, counted)):
        return "data.merged_count"
    return ""


def no_result(cell: str) -> str:
    """Return the code of a cell that holds a formula without a result, or an error, instead of a name; else ""."""
    if cell.startswith("=") and not cell.startswith('="'):
        return "data.no_stored_value"
    return "data.sheet_error" if _ERROR.fullmatch(cell) else ""


def _is_wide(record: Record, position: int, counted: Collection[int]) -> bool:
    width = (record.spans or {}).get(position, 1)
    within = range(position + 1, position + width)
    return any(at in counted for at in within)
