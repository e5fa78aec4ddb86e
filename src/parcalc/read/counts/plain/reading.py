"""Plain files read: the counts, just as the careful reader would have them, or nothing."""

from collections.abc import Sequence
from itertools import groupby

from parcalc.errors import Place
from parcalc.model.columns import Columns
from parcalc.model.counts import Counts, SourceFile
from parcalc.model.plan import Plan
from parcalc.model.row import Row
from parcalc.read.counts.headings import Headings
from parcalc.read.counts.plain.long import LONG, ROOMS, Engine, EngineError, has_engine
from parcalc.read.counts.plain.source import PlainSource
from parcalc.read.counts.plain.table import PlainTable
from parcalc.read.rows.months import noted_months
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
    columns = table.whole()
    if not stand_together(columns, plan) or _may_hold_totals(columns, table):
        return None
    return Counts(columns.rows, tuple(sources), tuple(noted_months(_one_a_run(columns, table), plan)), columns)


def _may_hold_totals(columns: Columns, table: PlainTable) -> bool:
    """Tell whether a row of a file's last month may be a total under a name of its own."""
    if not columns.members:
        return False
    from parcalc.read.rows.sums_of_others import MOST_MEMBERS, sums_of_others

    ends = [*(part.first for part in table.parts[1:]), table.height]
    parts = (range(part.first, end) for part, end in zip(table.parts, ends, strict=True))
    last = ([at for at in part if columns.month_codes[at] == columns.month_codes[part[-1]]] for part in parts)
    return any(sums_of_others([columns.rows[at] for at in rows]) for rows in last if len(rows) <= MOST_MEMBERS)


def _fill(table: PlainTable, source: PlainSource, engine: Engine | None) -> None:
    if engine and source.path and source.size >= engine.size and has_engine():
        from parcalc.read.counts.plain.engine import read_by_engine

        read_by_engine(table, source, engine.room)
        return
    for piece in source.pieces():
        table.take(piece)


def _one_a_run(columns: Columns, table: PlainTable) -> list[Row]:
    """Return the first row of each run of rows of one month and file, without its counts: the order of the months."""
    rows: list[Row] = []
    for part, after in zip(table.parts, [*(part.first for part in table.parts[1:]), table.height], strict=True):
        at = part.first
        for code, run in groupby(columns.month_codes[part.first : after]):
            rows.append(Row(columns.months[code], {}, {}, Place(part.file, part.line(at)), {}))
            at += sum(1 for _ in run)
    return rows
