"""The blocks of a table: each header with the rows that stand below it, down to the next header."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from parcalc.read.counts.header import Header, header_of
from parcalc.read.counts.headings import Headings
from parcalc.read.counts.labels import is_total
from parcalc.read.counts.months import names_month
from parcalc.read.tables.delimiter import MOST_ABOVE, score
from parcalc.read.tables.records import Record

_FEWEST = 2
"""Known headings that make a row a header: a month and a count."""


class Block(NamedTuple):
    """One header and the rows that it is of."""

    header: Header
    rows: list[Record]


class Blocks(NamedTuple):
    """Everything that stands in a table: what is above the first header, and a block for each header."""

    above: Sequence[Record]
    blocks: Sequence[Block]


def find_blocks(records: Sequence[Record], headings: Headings) -> Blocks | None:
    """Return the blocks of a table, ``None`` if no row near its top is a header.

    A header that comes once more, as on each printed page, begins no block: it is one of its rows.
    """
    first = next(
        (at for at, record in enumerate(records[:MOST_ABOVE]) if score(record, headings.knows) >= _FEWEST), None
    )
    if first is None:
        return None
    return Blocks(records[:first], list(_blocks(records[first:], headings)))


def _blocks(records: Sequence[Record], headings: Headings) -> Iterator[Block]:
    block = Block(header_of(records[0], headings), [])
    for record in records[1:]:
        if not _is_header(record, block.header, headings) or block.header.is_again(record):
            block.rows.append(record)
        else:
            yield block
            block = Block(header_of(record, headings), [])
    yield block


def _is_header(record: Record, current: Header, headings: Headings) -> bool:
    """Tell whether a row below a header is another: it has headings that are known, and nothing but words."""
    if names_month(current.cell(record, "month")):
        return False
    known, given = score(record, headings.knows), [cell.strip() for cell in record.cells if cell.strip()]
    if known >= _FEWEST:
        return not any(map(str.isdigit, given))
    return known > 0 and len(given) > 1 and not any(is_total(cell) or any(map(str.isdigit, cell)) for cell in given)
