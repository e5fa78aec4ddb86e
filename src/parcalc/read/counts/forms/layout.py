"""Where the columns of a form stand in a table: by their headings, and by the numbers below them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from parcalc.model.form import Form
from parcalc.model.naming import folded
from parcalc.read.counts.heading_paths import inferred_path_record, path_record
from parcalc.read.tables.delimiter import MOST_ABOVE
from parcalc.read.tables.records import Record

_MOST_ROWS = 4
_FEWEST_CELLS = 5
_ENOUGH = 3
"""Columns whose number and heading agree before a number alone is believed."""
_NUMBER = re.compile(r"'?\(?([0-9]{1,2})\)?(?:\s*=.*)?", re.DOTALL)
_LETTER = re.compile(r"'?\(?[A-Z]\)?")


class Layout(NamedTuple):
    """A form in a table: its header, the positions of its columns by their ids, and the records around it.

    ``headed`` is how many of the columns their headings tell.
    """

    form: Form
    header: Record
    columns: Mapping[str, int]
    headed: int
    above: Sequence[Record]
    below: Sequence[Record]

    @property
    def certainty(self) -> tuple[int, int]:
        """How much of a form was found."""
        return len(self.columns), self.headed


def find_layout(records: Sequence[Record], forms: Sequence[Form]) -> Layout | None:
    """Return the form of which the most columns are found near the top of a table, ``None`` if there is none."""
    best: Layout | None = None
    for last in range(min(len(records), MOST_ABOVE)):
        for first, header in _headers(records, last):
            for form in forms:
                found = _laid_out(form, header, records[:first], records[last + 1 :])
                if found and (best is None or found.certainty > best.certainty):
                    best = found
    return best


def _headers(records: Sequence[Record], last: int) -> Iterator[tuple[int, Record]]:
    """Give what may be headings that end in a row: of one to four rows, with cells merged or only left blank."""
    if sum(bool(cell.strip()) for cell in records[last].cells) < 2:  # noqa: PLR2004 - the lowest row of any form
        return
    for first in range(last, max(last - _MOST_ROWS, -1), -1):
        block = records[first : last + 1]
        if block[-1].line - block[0].line != last - first:
            return
        for header in (path_record(block), inferred_path_record(block)):
            if sum(bool(cell) for cell in header.cells) >= _FEWEST_CELLS:
                yield first, header


def _laid_out(form: Form, header: Record, above: Sequence[Record], below: Sequence[Record]) -> Layout | None:
    columns = _by_heading(form, header)
    if columns is None:
        return None
    headed = len(columns)
    numbers = numbers_below(below[0]) if below else {}
    if numbers:
        below = below[1:]
        columns = _with_numbers(form, columns, numbers, is_named=_is_named(form, above))
    if any(column.needed and column.id not in columns for column in form.columns):
        return None
    return Layout(form, header, columns, headed, above, below)


def _by_heading(form: Form, header: Record) -> dict[str, int] | None:
    """Return the columns that are known by their headings, ``None`` if one is there twice."""
    columns: dict[str, int] = {}
    for position, cell in enumerate(header.cells):
        fits = form.fits(cell) if cell else []
        if not fits:
            continue
        free = [column for column in fits if column.id not in columns]
        if not free:
            if any(column.holds == "count" for column in fits):
                return None
            continue
        columns[free[0].id] = position
    return columns


def _with_numbers(
    form: Form, columns: Mapping[str, int], numbers: Mapping[int, int], *, is_named: bool
) -> dict[str, int]:
    """Add the columns that only their number tells, where headings and numbers say the same of the others."""
    known = {name: form.column(name).number for name in columns}
    agree = sum(number is not None and numbers.get(number) == columns[name] for name, number in known.items())
    differ = sum(number is not None and numbers.get(number) != columns[name] for name, number in known.items())
    if differ or (agree < _ENOUGH and not is_named):
        return dict(columns)
    taken = set(columns.values())
    others = [column for column in form.columns if column.id not in columns and column.number in numbers]
    return {
        **columns,
        **{one.id: numbers[one.number] for one in others if one.number and numbers[one.number] not in taken},
    }


def numbers_below(record: Record) -> dict[int, int]:
    """Return the position of each number of a numbering row, nothing if it is no such row."""
    found: dict[int, int] = {}
    for position, cell in enumerate(record.cells):
        match = _NUMBER.fullmatch(cell.strip())
        if match:
            found.setdefault(int(match[1]), position)
        elif cell.strip() and not _LETTER.fullmatch(cell.strip()):
            return {}
    ordered = list(found) == sorted(found) and list(found.values()) == sorted(found.values())
    return found if ordered and len(found) >= _FEWEST_CELLS else {}


def _is_named(form: Form, above: Sequence[Record]) -> bool:
    return any(folded(name) in folded(cell) for name in form.named for record in above for cell in record.cells)
