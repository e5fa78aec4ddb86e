"""Headings in several rows, the upper ones over several columns, to one row of paths: "Đã giải quyết › Quá hạn"."""

from collections.abc import Sequence

from parcalc.model.naming import PATH
from parcalc.read.counts.headings import Headings
from parcalc.read.tables.delimiter import MOST_ABOVE
from parcalc.read.tables.records import NO_SPANS, Record

_MOST_ROWS = 6
"""Rows that headings may take: the official forms have three."""
_FEWEST = 2
"""Known headings that make a row a header: a month and a count."""


def with_paths(records: Sequence[Record], headings: Headings) -> Sequence[Record]:
    """Return the records with the headings of several rows near the top as one row of paths."""
    for first in range(min(len(records), MOST_ABOVE)):
        last = _last_row(records, first)
        if last == first:
            continue
        block = _without_titles(records[first : last + 1], headings)
        made = path_record(block)
        if len(block) > 1 and _is_better(made, block, headings):
            return [*records[: last + 1 - len(block)], made, *records[last + 1 :]]
    return records


def path_record(block: Sequence[Record]) -> Record:
    """Return rows of headings as one: each cell is the path of headings down to its column."""
    width = max(len(record.cells) for record in block)
    cells = tuple(PATH.join(_parts(block, column)) for column in range(width))
    return block[-1]._replace(cells=cells, covered=frozenset(), spans=NO_SPANS)


def _parts(block: Sequence[Record], column: int) -> list[str]:
    parts: list[str] = []
    for record in block:
        text = " ".join(heading_over(record, column).split())
        if text and (not parts or parts[-1] != text):
            parts.append(text)
    return parts


def heading_over(record: Record, column: int) -> str:
    """Return the heading that stands in a column or, merged, over it."""
    for begins, width in (record.spans or {}).items():
        if begins <= column < begins + width:
            return record.cells[begins]
    return record.cells[column] if column < len(record.cells) else ""


def _last_row(records: Sequence[Record], first: int) -> int:
    """Return the last of the rows that hang together from a row on: by cells that are merged over or into the next."""
    last = first
    while last + 1 < min(len(records), first + _MOST_ROWS) and _hang_together(records[last], records[last + 1]):
        last += 1
    return last


def _hang_together(upper: Record, lower: Record) -> bool:
    if lower.line != upper.line + 1 or upper.spans is None:
        return False
    if lower.covered:
        return True
    return any(
        sum(bool(cell.strip()) for cell in lower.cells[begins : begins + width]) > 1
        for begins, width in upper.spans.items()
    )


def _without_titles(block: Sequence[Record], headings: Headings) -> Sequence[Record]:
    """Leave out rows of titles: such a cell stands over the column of months (or units) and over counts."""
    of_rows = [_is_of_rows(cell, headings) for cell in path_record(block).cells]
    for number in range(len(block) - 1, 0, -1):
        above = block[number - 1].spans or {}
        if any(len(set(of_rows[begins : begins + width])) > 1 for begins, width in above.items()):
            return block[number:]
    return block


def _is_of_rows(path: str, headings: Headings) -> bool:
    """Tell whether a path ends in a heading of the cells that say whose a row is, not how many."""
    return any(column.kind != "count" for column in headings.fit(path.rpartition(PATH)[2]))


def _is_better(made: Record, block: Sequence[Record], headings: Headings) -> bool:
    """Tell whether some path is known, and either two are or the lowest row alone would be taken for a header."""
    known = _known(made.cells, headings)
    return known >= _FEWEST or (known > 0 and _known(block[-1].cells, headings) >= _FEWEST)


def _known(cells: Sequence[str], headings: Headings) -> int:
    return sum(map(headings.knows, cells))


def inferred_path_record(block: Sequence[Record]) -> Record:
    """Return rows of headings as one where merged cells are only left blank, as a text or an unmerged sheet has them.

    A blank cell belongs to the heading above it, else to the one on its left that has the same heading above.
    """
    width = max(len(record.cells) for record in block)
    rows = [
        [" ".join(cell.split()) for cell in (*record.cells, *[""] * (width - len(record.cells)))] for record in block
    ]
    origins = _origins(rows, width)
    paths = (
        PATH.join(
            rows[line][column] for line, column in dict.fromkeys(row[at] for row in origins) if rows[line][column]
        )
        for at in range(width)
    )
    return block[-1]._replace(cells=tuple(paths), covered=frozenset(), spans=NO_SPANS)


def _origins(rows: Sequence[Sequence[str]], width: int) -> list[list[tuple[int, int]]]:
    """Return, for every cell, the cell whose text holds for it."""
    origins: list[list[tuple[int, int]]] = []
    for line, row in enumerate(rows):
        origins.append([(line, column) for column in range(width)])
        for column, text in enumerate(row):
            above = origins[line - 1][column] if line else None
            if text:
                continue
            if above and above[1] == column and rows[above[0]][column]:
                origins[line][column] = above
            elif column and line + 1 < len(rows) and _same_above(origins, line, column):
                origins[line][column] = origins[line][column - 1]
    return origins


def _same_above(origins: Sequence[Sequence[tuple[int, int]]], line: int, column: int) -> bool:
    return line == 0 or origins[line - 1][column] == origins[line - 1][column - 1]
