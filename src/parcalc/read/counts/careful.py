"""Counts files read cell by cell: whatever is odd is understood here, or worded as a problem."""

from collections.abc import Sequence

from parcalc.errors import Note, Place, Problem, Unusable
from parcalc.model.counts import Counts, SourceFile
from parcalc.model.period import Month
from parcalc.model.plan import Plan
from parcalc.model.row import Row
from parcalc.read.counts.header import unknown_columns
from parcalc.read.counts.headings import Headings
from parcalc.read.counts.laid_out import LaidOut, laid_out
from parcalc.read.counts.lines import Lines
from parcalc.read.counts.mistaken import mistaken, no_header
from parcalc.read.counts.sheets import counted
from parcalc.read.counts.summaries import summary_problems
from parcalc.read.counts.table_reader import TableReader
from parcalc.read.counts.totals import checked_totals
from parcalc.read.limits import LARGEST_DATA
from parcalc.read.rows.checked import checked, raise_any
from parcalc.read.rows.whole_and_parts import same_spelling
from parcalc.read.tables.source import read_source
from parcalc.read.tables.tables import read_tables


def read_carefully(files: Sequence[str], plan: Plan, headings: Headings, sheets: Sequence[str] = ()) -> Counts:
    """Return the counts of one or more files. Raises ``Unusable`` with the problems of all of them."""
    rows: list[Row] = []
    sources: list[SourceFile] = []
    notes: list[Note] = []
    problems: list[Problem] = []
    held = 0
    for file in dict.fromkeys(files):
        try:
            content, source = read_source(file)
            held += len(content)
            raise_any([Problem("data.too_large", Place(file))] if held > LARGEST_DATA else [])
            read, noted = read_table(content, file, plan, headings, sheets)
        except Unusable as unusable:
            problems += (_with_line(problem, plan, headings) for problem in unusable.problems)
            continue
        sources.append(source)
        rows += read
        notes += noted
    raise_any(problems)
    kept, noted = checked(same_spelling(rows), plan)
    return Counts(tuple(kept), tuple(sources), (*notes, *noted))


def _with_line(problem: Problem, plan: Plan, headings: Headings) -> Problem:
    """Return a problem; of a file that is too large to be read with care, with the line where it needs some."""
    if problem.code != "data.too_large" or problem.place is None:
        return problem
    from parcalc.read.counts.plain.first_odd import first_odd_place

    return Problem(problem.code, first_odd_place(problem.place.file, plan, headings))


def read_table(
    content: bytes, file: str, plan: Plan, headings: Headings, sheets: Sequence[str] = ()
) -> tuple[list[Row], list[Note]]:
    """Return the rows of one file's bytes and what is worth noting. Raises ``Unusable`` with its problems."""
    tables = read_tables(content, file, headings.knows, sheets)
    choice = counted(tables, lambda table: laid_out(table, plan, headings), asked=bool(sheets))
    read = [_lines(laid, plan, headings) for laid in choice.read]
    rows = [row for lines in read for row in lines.rows]
    raise_any([problem for lines in read for problem in lines.problems])
    if not rows:
        raise Unusable(Problem("data.no_rows", choice.read[0].place))
    notes = [note for lines in read for note in lines.notes]
    for laid in choice.summaries:
        lines = _lines(laid, plan, headings, rows[-1].month)
        raise_any(lines.problems or [*summary_problems(laid, lines, rows, plan)])
    return rows, [*choice.notes, *notes]


def _lines(laid: LaidOut, plan: Plan, headings: Headings, month: Month | None = None) -> Lines:
    """Return what stands in a table, its totals checked; ``month`` is for a sheet of sums, whose rows have none."""
    if laid.form:
        from parcalc.read.counts.forms.reader import read_form

        return read_form(laid.form, plan, headings, laid.table, month)
    raise_any(mistaken(laid.table, headings))
    if laid.blocks is None:
        raise Unusable(no_header(laid.table, headings, tuple(count.names for count in plan.counts.values())[:2]))
    reader = TableReader(plan, laid.table, laid.blocks.above, month)
    for block in laid.blocks.blocks:
        reader.read(block, headings)
    lines = reader.lines
    if not lines.problems:
        lines.tell(checked_totals(lines, plan))
        lines.tell(_doubted(lines))
    headed = [block.header for block in laid.blocks.blocks if block.rows]
    unknown = [note for header in headed for note in unknown_columns(header, headings, laid.table)]
    lines.notes[:] = [*laid.table.notes, *unknown, *lines.passed_over(), *lines.notes]
    return lines


def _doubted(lines: Lines) -> list[Problem]:
    """Return a problem for each row that may be a total, where no totals row tells what the rows come to."""
    if any(total.end is None for total in lines.totals) or not any(row.members for row in lines.rows):
        return []
    from parcalc.read.rows.sums_of_others import sums_of_others

    return sums_of_others(lines.rows)
