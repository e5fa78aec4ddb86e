"""Tables that are not what they are taken for: named once as what they are, with the cure, not cell by cell."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from parcalc.errors import Problem
from parcalc.model.naming import bare
from parcalc.read.counts.headings import Headings
from parcalc.read.counts.lost_marks import LOST
from parcalc.read.counts.months import names_month
from parcalc.read.counts.numbers import unwrapped
from parcalc.read.tables.delimiter import MOST_ABOVE
from parcalc.read.tables.records import DELIMITERS, Record
from parcalc.read.tables.tables import Table
from parcalc.read.wording import quoted

_FEWEST = 2
"""Headings or months in one row that are no accident."""
_PARTED = re.compile(f"[{re.escape(''.join(DELIMITERS))}]")


def mistaken(table: Table, headings: Headings) -> list[Problem]:
    """Return the one problem of a table that lost letters of its headings when it was saved."""
    for record in table.records[:MOST_ABOVE]:
        lost = list(_lost(record, headings))
        if len(lost) >= _FEWEST:
            heading, meant = lost[0]
            return [Problem("data.lost_marks", table.place(record.line), heading=quoted(heading), meant=meant)]
    return []


def no_header(table: Table, headings: Headings, example: Sequence[object]) -> Problem:
    """Return what is said of a table without a header: what a row is that has one but for remarks, or months across."""
    for record in table.records[:MOST_ABOVE]:
        remarked = [(at, column) for at, cell in enumerate(record.cells) if (column := headings.remarked(cell))]
        if len(remarked) >= _FEWEST:
            at, column = next(((at, column) for at, column in remarked if column.kind == "count"), remarked[0])
            place, heading = table.place_of(record, at), quoted(record.cells[at])
            return Problem("data.header_meant", place, at=place.cell, heading=heading, meant=headings.labels[column])
        if sum(names_month(unwrapped(cell)) for cell in record.cells) >= _FEWEST:
            return Problem("data.months_across", table.place(record.line))
    return Problem("data.no_header", table.place(), example=tuple(example))


def _lost(record: Record, headings: Headings) -> Iterator[tuple[str, str]]:
    """Give the cells of a row that are headings of the plan but for letters that were saved as question marks."""
    for cell in record.cells:
        # A file in which no heading is known was parted at commas, whatever its delimiter is.
        for part in dict.fromkeys([cell, *_PARTED.split(cell)]):
            if LOST.search(part) and not headings.knows(part) and (meant := _meant(part.strip(), headings)):
                yield part.strip(), meant


def _meant(heading: str, headings: Headings) -> str:
    # One letter became one question mark; of a letter with its marks behind it only the marks did.
    pattern = ".?".join(map(re.escape, LOST.split(bare(heading)))) if any(map(str.isalpha, heading)) else ""
    return next((name for name in headings.known if pattern and re.fullmatch(pattern, _bare(name))), "")


@lru_cache(maxsize=1024)
def _bare(name: str) -> str:
    return bare(name)
