"""The header row: which column is what, found by the plan's own words and not by statistics."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from parcalc.errors import Note, Place, Problem, Unusable
from parcalc.model.naming import folded
from parcalc.model.plan import Plan
from parcalc.read.counts.numbers import shown
from parcalc.read.counts.records import DELIMITERS, Record, declared_delimiter, records

MONTH_HEADINGS = ("month", "tháng", "kỳ", "kỳ báo cáo", "tháng báo cáo", "tháng/năm", "thời gian", "period")
_MOST_ABOVE = 60
"""Records that may stand above the header: letterheads and titles are shorter."""
_MOST_NAMED = 8

Kind = Literal["month", "count", "dimension"]


@dataclass(frozen=True, slots=True)
class Column:
    """What a known column holds: the month, a count, or the members of a dimension."""

    kind: Kind
    id: str


@dataclass(frozen=True, slots=True)
class Headings:
    """Every heading that the plan knows, folded; one that fits two columns has both."""

    known: dict[str, tuple[Column, ...]]

    @classmethod
    def of(cls, plan: Plan) -> "Headings":
        """Return the headings of a plan: ids, labels in both languages and ``also`` names."""
        known: dict[str, dict[Column, None]] = {}
        for name in MONTH_HEADINGS:
            known.setdefault(folded(name), {})[Column("month", "month")] = None
        for count in plan.counts.values():
            for name in (count.id, count.names.vi, count.names.en, *count.also):
                known.setdefault(folded(name), {})[Column("count", count.id)] = None
        for dimension in plan.dimensions.values():
            for name in (dimension.id, dimension.names.vi, dimension.names.en, *dimension.also):
                known.setdefault(folded(name), {})[Column("dimension", dimension.id)] = None
        return cls({name: tuple(columns) for name, columns in known.items()})

    def fit(self, heading: str) -> tuple[Column, ...]:
        """Return the columns that a heading may mean."""
        return self.known.get(folded(heading), ())

    def score(self, record: Record) -> int:
        """Return how many cells of a record are known headings."""
        return sum(bool(self.fit(cell)) for cell in record.cells)


@dataclass(frozen=True, slots=True)
class Header:
    """The header that was found: its record, its columns by position, and what stands above it."""

    record: Record
    columns: dict[int, Column]
    above: tuple[Record, ...]

    @property
    def width(self) -> int:
        """How many cells a row must have: up to the last heading that is not blank."""
        return max(position for position, cell in enumerate(self.record.cells) if cell.strip()) + 1

    def heading(self, position: int) -> str:
        """Return a column's heading as a message quotes it."""
        return shown(self.record.cells[position]) if position < len(self.record.cells) else ""

    def position(self, kind: Kind) -> int | None:
        """Return where the first column of a kind stands."""
        return next((position for position, column in self.columns.items() if column.kind == kind), None)


def find_delimiter(text: str, headings: Headings) -> str | None:
    """Return the delimiter with which some row near the top has the most known headings, ``None`` if none has any."""
    declared = declared_delimiter(text)
    if declared:
        return declared
    top = _top(text)
    scores = {delimiter: _best(top, delimiter, headings) for delimiter in DELIMITERS}
    best = max(scores, key=lambda delimiter: scores[delimiter])
    return best if scores[best] else None


def is_vietnamese_table(text: str, headings: Headings) -> bool:
    """Tell whether a text has a header in which a Vietnamese heading, marks and all, is one that the plan knows."""
    delimiter = find_delimiter(text, headings)
    if delimiter is None:
        return False
    near = _near_top(_top(text), delimiter)
    return any(not cell.isascii() and headings.fit(cell) for record in near for cell in record.cells)


def find_header(rows: Iterable[Record], headings: Headings) -> tuple[Header | None, Sequence[Record]]:
    """Return the row with the most known headings near the top, at least two, and the rows below it."""
    every = list(rows)
    near = every[:_MOST_ABOVE]
    scores = [headings.score(record) for record in near]
    best = max(scores, default=0)
    if best < 2:  # noqa: PLR2004 - a month and a count
        return None, every
    at = scores.index(best)
    columns = {
        position: fits[0] for position, cell in enumerate(near[at].cells) if len(fits := headings.fit(cell)) == 1
    }
    return Header(near[at], columns, tuple(near[:at])), every[at + 1 :]


def header_problems(header: Header, headings: Headings, file: str) -> list[Problem]:
    """Return what is wrong with a header: no month, no count, a heading that fits two columns, or one given twice."""
    problems = [
        Problem("data.ambiguous_heading", place, heading=shown(cell), columns=tuple(fit.id for fit in fits))
        for place, cell in _cells(header, file)
        if len(fits := headings.fit(cell)) > 1
    ]
    first: dict[Column, int] = {}
    for position, column in header.columns.items():
        if column in first:
            place = Place(file, header.record.line, position + 1)
            twice = {"heading": header.heading(position), "other": header.heading(first[column])}
            problems.append(Problem("data.repeated_heading", place, **twice, column=str(first[column] + 1)))
        first.setdefault(column, position)
    kinds = {column.kind for column in header.columns.values()}
    if "month" not in kinds:
        problems.append(Problem("data.no_month_column", Place(file, header.record.line)))
    if "count" not in kinds:
        problems.append(Problem("data.no_count_column", Place(file, header.record.line)))
    return problems


def unknown_columns(header: Header, headings: Headings, file: str) -> list[Note]:
    """Return one note that names the columns that are not read, and what they may have been meant to be."""
    unknown = [cell for _, cell in _cells(header, file) if cell.strip() and not headings.fit(cell)]
    if not unknown:
        return []
    named = tuple(_with_likely(cell, headings) for cell in unknown[:_MOST_NAMED])
    more = len(unknown) - len(named)
    code = "data.unknown_columns_and_more" if more else "data.unknown_columns"
    return [Note(code, Place(file, header.record.line), columns=named, more=more)]


def _with_likely(heading: str, headings: Headings) -> str:
    import difflib

    likely = difflib.get_close_matches(folded(heading)[:80], headings.known, n=1, cutoff=0.75)
    return f"“{shown(heading)}”" + (f" (→ “{likely[0]}”?)" if likely else "")


def _cells(header: Header, file: str) -> list[tuple[Place, str]]:
    return [(Place(file, header.record.line, position + 1), cell) for position, cell in enumerate(header.record.cells)]


def _top(text: str) -> str:
    """Return enough of a text to find its header in; a huge first line is cut, which at worst hides its headings."""
    return text[:200_000]


def _best(top: str, delimiter: str, headings: Headings) -> int:
    return max((headings.score(record) for record in _near_top(top, delimiter)), default=0)


def _near_top(top: str, delimiter: str) -> list[Record]:
    """Return the first records as far as they can be read; what is wrong is said when they are read in earnest."""
    found: list[Record] = []
    try:
        for record in records(top, delimiter, ""):
            found.append(record)
            if len(found) == _MOST_ABOVE:
                break
    except Unusable:
        return found
    return found
