"""Plain files read: the counts, just as the careful reader would have them, or nothing."""

from array import array
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from parcalc.errors import Note
from parcalc.model.counts import Counts, SourceFile
from parcalc.model.lanes import is_full
from parcalc.model.plan import Plan
from parcalc.model.row import Row
from parcalc.read.counts.headings import Headings
from parcalc.read.counts.plain.long import LONG, ROOMS, Engine, EngineError, has_engine
from parcalc.read.counts.plain.rows import PlainRows
from parcalc.read.counts.plain.source import PlainSource
from parcalc.read.counts.plain.table import PlainTable
from parcalc.read.rows.months import may_be_mistyped, noted_gaps, noted_months
from parcalc.read.rows.plain_rules import stand_together


def read_plain(files: Sequence[str], plan: Plan, headings: Headings, long: int = LONG) -> Counts | None:
    """Return the counts of plain files just as the careful reader would; ``None`` if one of them is not plain.

    Files of ``long`` bytes and more are left to an engine, if there is one.
    """
    for engine in (*(Engine(long, room) for room in ROOMS), None):
        try:
            return _read(files, plan, headings, engine)
        except EngineError:
            continue
        except (OSError, ValueError):  # ValueError: OddError, a month that is none, bytes that are no text
            return None
    return None


def _read(files: Sequence[str], plan: Plan, headings: Headings, engine: Engine | None) -> Counts | None:
    """Read files, long ones by an engine if there is one."""
    table = PlainTable(plan, headings)
    sources: list[SourceFile] = []
    for file in dict.fromkeys(files):
        with PlainSource(file) as source:
            table.begin(file, source.first())
            _fill(table, source, engine)
            sources.append(SourceFile(file, source.sha256))
    every = table.whole()
    rows = _reported(every)
    if not stand_together(rows.columns, plan) or _may_hold_totals(every):
        return None
    return Counts(rows, tuple(sources), tuple(_noted(rows, plan)), rows.columns)


def _may_hold_totals(rows: PlainRows) -> bool:
    """Tell whether a row of a file's last month may be a total under a name of its own."""
    if not rows.columns.members:
        return False
    from parcalc.read.counts.plain.doubted import may_hold_totals

    return may_hold_totals(rows)


def _fill(table: PlainTable, source: PlainSource, engine: Engine | None) -> None:
    if engine and source.path and source.size >= engine.size and has_engine():
        from parcalc.read.counts.plain.engine import read_by_engine

        read_by_engine(table, source, engine.room)
        return
    for piece in source.pieces():
        table.take(piece)


def _reported(rows: PlainRows) -> PlainRows:
    """Return rows without those that report nothing."""
    if any(isinstance(column, array) and is_full(column) for column in rows.columns.values.values()):
        return rows
    from parcalc.read.counts.plain.reported import without_silent

    return without_silent(rows)


def _noted(rows: PlainRows, plan: Plan) -> list[Note]:
    """Return what is worth noting of the months, for which a file sorted by unit is not gone through row by row."""
    by_month = rows.columns.by_month().values()
    if all(isinstance(one, range) and one.step == 1 for one in by_month) or _may_be_mistyped(rows):
        return noted_months(list(_one_a_run(rows)), plan)
    return noted_gaps([_bare(rows, at) for at in sorted(one[0] for one in by_month)], plan)


def _may_be_mistyped(rows: PlainRows) -> bool:
    columns = rows.columns
    parts = (columns.month_codes[start:end] for start, end in pairwise((*rows.starts(), len(rows))))
    neighbours = {pair for part in parts for pair in pairwise(part) if pair[0] != pair[1]}
    return may_be_mistyped(
        [(columns.months[above], columns.months[below]) for above, below in neighbours], columns.months
    )


def _one_a_run(rows: PlainRows) -> Iterator[Row]:
    """Give the first row of each run of rows of one month and file: the order of the months."""
    for start, end in pairwise((*rows.starts(), len(rows))):
        at = start
        for _, run in groupby(rows.columns.month_codes[start:end]):
            yield _bare(rows, at)
            at += len(list(run))


def _bare(rows: PlainRows, at: int) -> Row:
    """Return a row without its counts."""
    return Row(rows.columns.months[rows.columns.month_codes[at]], {}, {}, rows.place(at), {})
