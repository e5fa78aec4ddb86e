"""Which sign parts the cells of a text: found by the words that a reader of it knows, not by statistics."""

from collections.abc import Callable

from parcalc.errors import Unusable
from parcalc.read.tables.records import DELIMITERS, Record, declared_delimiter, records

MOST_ABOVE = 60
"""Records that may stand above a header: letterheads and titles are shorter."""

Known = Callable[[str], bool]
"""Whether a cell is a heading that the reader of a text knows."""


def score(record: Record, known: Known) -> int:
    """Return how many cells of a record are known headings."""
    return sum(map(known, record.cells))


def find_delimiter(text: str, known: Known) -> str | None:
    """Return the delimiter with which some row near the top has the most known headings, ``None`` if none has any."""
    declared = declared_delimiter(text)
    if declared:
        return declared
    top = _top(text)
    scores = {delimiter: _best(top, delimiter, known) for delimiter in DELIMITERS}
    best = max(scores, key=lambda delimiter: scores[delimiter])
    return best if scores[best] else None


def is_vietnamese_table(text: str, known: Known) -> bool:
    """Tell whether a text has a header in which a Vietnamese heading, marks and all, is one that the plan knows."""
    delimiter = find_delimiter(text, known)
    if delimiter is None:
        return False
    near = _near_top(_top(text), delimiter)
    return any(not cell.isascii() and known(cell) for record in near for cell in record.cells)


def _top(text: str) -> str:
    """Return enough of a text to find its header in; a huge first line is cut, which at worst hides its headings."""
    return text[:200_000]


def _best(top: str, delimiter: str, known: Known) -> int:
    return max((score(record, known) for record in _near_top(top, delimiter)), default=0)


def _near_top(top: str, delimiter: str) -> list[Record]:
    """Return the first records as far as they can be read; what is wrong is said when they are read in earnest."""
    found: list[Record] = []
    try:
        for record in records(top, delimiter, ""):
            found.append(record)
            if len(found) == MOST_ABOVE:
                break
    except Unusable:
        return found
    return found
