"""Counts files, read whole: the counts, or every problem that they have."""

from collections.abc import Sequence

from parcalc.errors import Note, Problem, Unusable
from parcalc.model.counts import Counts, Row, SourceFile
from parcalc.model.plan import Plan
from parcalc.read.counts.blocks import find_blocks
from parcalc.read.counts.header import unknown_columns
from parcalc.read.counts.headings import Headings
from parcalc.read.counts.mistaken import mistaken, no_header
from parcalc.read.counts.plain import read_plain
from parcalc.read.counts.sheets import chosen
from parcalc.read.counts.table_reader import TableReader
from parcalc.read.counts.totals import checked_totals
from parcalc.read.limits import first_problems
from parcalc.read.rows.checked import checked, raise_any
from parcalc.read.rows.whole_and_parts import same_spelling
from parcalc.read.tables.source import read_source
from parcalc.read.tables.tables import Table, read_tables


def read_counts(files: Sequence[str], plan: Plan, sheets: Sequence[str] = ()) -> Counts:
    """Return the counts of one or more files (``-`` is stdin), of workbooks only the ``sheets`` if there are any.

    Raises ``Unusable`` with the problems of all of them.
    """
    headings = Headings.of(plan)
    try:
        plain = read_plain(files[0], plan, headings) if len(files) == 1 and not sheets else None
        return plain or _read(files, plan, headings, sheets)
    except Unusable as unusable:
        raise Unusable(*first_problems(unusable.problems)) from None


def _read(files: Sequence[str], plan: Plan, headings: Headings, sheets: Sequence[str]) -> Counts:
    rows: list[Row] = []
    sources: list[SourceFile] = []
    notes: list[Note] = []
    problems: list[Problem] = []
    for file in dict.fromkeys(files):
        try:
            content, source = read_source(file)
            read, noted = read_table(content, file, plan, headings, sheets)
        except Unusable as unusable:
            problems += unusable.problems
            continue
        sources.append(source)
        rows += read
        notes += noted
    raise_any(problems)
    kept, noted = checked(same_spelling(rows), plan)
    return Counts(tuple(kept), tuple(sources), (*notes, *noted))


def read_table(
    content: bytes, file: str, plan: Plan, headings: Headings, sheets: Sequence[str] = ()
) -> tuple[list[Row], list[Note]]:
    """Return the rows of one file's bytes and what is worth noting. Raises ``Unusable`` with its problems."""
    rows: list[Row] = []
    tables, notes = chosen(read_tables(content, file, headings.knows, sheets), headings.knows, asked=bool(sheets))
    for table in tables:
        read, noted = _rows(table, plan, headings)
        rows += read
        notes += [*table.notes, *noted]
    return rows, notes


def _rows(table: Table, plan: Plan, headings: Headings) -> tuple[list[Row], list[Note]]:
    raise_any(mistaken(table, headings))
    found = find_blocks(table.records, headings)
    if found is None:
        raise Unusable(no_header(table, tuple(count.names for count in plan.counts.values())[:2]))
    reader = TableReader(plan, table, found.above)
    for block in found.blocks:
        reader.read(block, headings)
    lines = reader.lines
    raise_any(lines.problems)
    lines.tell(checked_totals(lines, plan))
    raise_any(lines.problems)
    if not lines.rows:
        raise Unusable(Problem("data.no_rows", table.place(found.blocks[0].header.record.line)))
    unknown = [note for block in found.blocks if block.rows for note in unknown_columns(block.header, headings, table)]
    return lines.rows, [*unknown, *lines.passed_over(), *lines.notes]
