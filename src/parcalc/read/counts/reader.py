"""Counts files, read whole: the counts, or every problem that they have."""

from collections.abc import Sequence

from parcalc.errors import Note, Place, Problem, Unusable
from parcalc.model.counts import Counts, Row, SourceFile
from parcalc.model.plan import Plan
from parcalc.read.counts.header import (
    Headings,
    find_delimiter,
    find_header,
    header_problems,
    is_vietnamese_table,
    unknown_columns,
)
from parcalc.read.counts.lines import LineReader
from parcalc.read.counts.records import declared_delimiter, records
from parcalc.read.counts.rules import broken_rules
from parcalc.read.counts.source import read_source
from parcalc.read.counts.text import decode
from parcalc.read.counts.totals import totals_problems
from parcalc.read.counts.wholes import repeated_rows, same_spelling, without_wholes

MOST_PROBLEMS = 50
"""More than anyone mends at a sitting; the rest is counted."""

_YEARS_BACK, _YEARS_AHEAD = 2, 1


def read_counts(files: Sequence[str], plan: Plan) -> Counts:
    """Return the counts of one or more files (``-`` is stdin). Raises ``Unusable`` with the problems of all of them."""
    try:
        return _read(files, plan)
    except Unusable as unusable:
        raise Unusable(*_first(unusable.problems)) from None


def _read(files: Sequence[str], plan: Plan) -> Counts:
    headings = Headings.of(plan)
    rows: list[Row] = []
    sources: list[SourceFile] = []
    notes: list[Note] = []
    problems: list[Problem] = []
    for file in dict.fromkeys(files):
        try:
            content, source = read_source(file)
            read, noted = read_table(content, file, plan, headings)
        except Unusable as unusable:
            problems += unusable.problems
            continue
        sources.append(source)
        rows += read
        notes += noted
    _raise(problems)
    kept, noted = checked(same_spelling(rows), plan)
    return Counts(tuple(kept), tuple(sources), (*notes, *noted))


def read_table(content: bytes, file: str, plan: Plan, headings: Headings) -> tuple[list[Row], list[Note]]:
    """Return the rows of one file's bytes and what is worth noting. Raises ``Unusable`` with its problems."""
    text = decode(content, file, lambda reading: is_vietnamese_table(reading, headings))
    if not text.strip():
        raise Unusable(Problem("data.empty", Place(file)))
    delimiter = find_delimiter(text, headings) or ","
    body = text.partition("\n")[2] if declared_delimiter(text) else text
    skipped = 1 if declared_delimiter(text) else 0
    header, below = find_header(records(body, delimiter, file, skipped), headings)
    if header is None:
        raise Unusable(Problem("data.no_header", Place(file), example=tuple(c.names for c in plan.counts.values())[:2]))
    _raise(header_problems(header, headings, file))
    lines = LineReader(header, plan, file).read(below)
    if not lines.rows and not lines.problems:
        raise Unusable(Problem("data.no_rows", Place(file, header.record.line)))
    _raise(lines.problems or totals_problems(lines, plan))
    return lines.rows, unknown_columns(header, headings, file)


def checked(rows: list[Row], plan: Plan) -> tuple[list[Row], list[Note]]:
    """Return the rows that count and the notes about them. Raises ``Unusable`` for rows that cannot stand together."""
    _raise(repeated_rows(rows))
    kept, differing = without_wholes(rows, plan)
    broken, notes = broken_rules(kept, plan)
    _raise([*differing, *broken])
    return kept, [*notes, *_far_months(kept, plan)]


def _far_months(rows: Sequence[Row], plan: Plan) -> list[Note]:
    first, last = plan.year - _YEARS_BACK, plan.year + _YEARS_AHEAD
    far = {row.month: row.place for row in rows if not first <= row.month.year <= last}
    return [
        Note("data.far_month", place, month=month, year=str(plan.year))
        for month, place in list(far.items())[:_YEARS_BACK]
    ]


def _raise(problems: Sequence[Problem]) -> None:
    if problems:
        raise Unusable(*problems)


def _first(problems: Sequence[Problem]) -> Sequence[Problem]:
    more = len(problems) - MOST_PROBLEMS
    return (*problems[:MOST_PROBLEMS], Problem("data.more_problems", None, number=more)) if more > 0 else problems
