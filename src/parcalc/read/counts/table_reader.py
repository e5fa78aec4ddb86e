"""The blocks of a table, read from top to bottom."""

from collections.abc import Iterator, Sequence

from parcalc.errors import Note, Problem, Unusable
from parcalc.model.period import Month
from parcalc.model.plan import Plan
from parcalc.read.counts.blank_members import settled
from parcalc.read.counts.block_reader import BlockReader
from parcalc.read.counts.blocks import Block
from parcalc.read.counts.header import Header, header_problems
from parcalc.read.counts.headings import Headings
from parcalc.read.counts.labels import is_cumulative
from parcalc.read.counts.lines import Lines
from parcalc.read.counts.months import names_month
from parcalc.read.counts.numbers import Numbers, unwrapped
from parcalc.read.counts.reporting_month import month_of
from parcalc.read.counts.title_years import TitleYears
from parcalc.read.tables.records import Record
from parcalc.read.tables.tables import Table


class TableReader:
    """Reads the blocks of one table from top to bottom."""

    def __init__(self, plan: Plan, table: Table, above: Sequence[Record], month: Month | None = None) -> None:
        """Begin with what stands above the first header; the separators of numbers must be the same in all blocks.

        ``month`` holds for a table without months whatever stands above it.
        """
        self.plan, self.lines, self.above = plan, Lines(table), above
        self.numbers = Numbers(plan.largest_count, problems=self.lines.problems)
        self.years = TitleYears(table.sheet)
        self.years.above(above)
        self.years.month = month
        self.lines.passed += [record for record in above if _looks_like_data(record)]
        self.bare: Header | None = None

    def read(self, block: Block, headings: Headings) -> None:
        """Add the data rows and totals rows of a block, with everything that is wrong in them and in its header."""
        self.years.year()  # what a title above the header says is overridden by one below it
        table, header = self.lines.table, block.header
        wrong = [*header_problems(header, headings, table), *self._without_month(header)]
        wrong = wrong or [*self._two_headers(block)]
        if wrong:
            self.lines.problems += wrong if any(map(_has_figures, block.rows)) else []
            for record in block.rows:
                self.years.read(record)
            return
        self.lines.tell(self._cumulative(header))
        start = len(self.lines.rows)
        self.lines.starts.append(start)
        BlockReader(header, self.plan, self.lines, self.numbers, self.years).read(block.rows)
        merged = {position for record in block.rows for position in record.covered}
        self.lines.rows[start:], told = settled(self.lines.rows[start:], header, merged)
        self.lines.tell(told)

    def _cumulative(self, header: Header) -> Iterator[Note]:
        """Ask about months under a title that calls them sums so far, where no column beside them is meant."""
        beside = [cell for at, cell in enumerate(header.record.cells) if at not in header.columns]
        if header.position("month") is None or self.lines.starts or any(map(is_cumulative, beside)):
            return
        if any(is_cumulative(cell) for record in self.above for cell in record.cells):
            yield Note("data.cumulative", self.lines.table.place_of(header.record))

    def _without_month(self, header: Header) -> Iterator[Problem]:
        """Refuse a header without months, but the first of a table whose sheet or titles name its only month."""
        if header.position("month") is not None or (self.years.month and not self.lines.starts):
            return
        place = self.lines.table.place_of(header.record)
        if self.lines.starts:
            yield Problem("data.no_month_column", place)
            return
        try:
            self.years.month = month_of(self.above, self.plan.calendar, self.lines.table, place)
        except Unusable as unusable:
            yield from unusable.problems

    def _two_headers(self, block: Block) -> Iterator[Problem]:
        """Refuse a header right below another that gives a column another meaning: nobody knows which one holds."""
        above, self.bare = self.bare, None if block.rows else block.header
        if above and any(above.columns.get(at, column) != column for at, column in block.header.columns.items()):
            place = self.lines.table.place_of(block.header.record)
            yield Problem("data.two_headers", place, first=str(above.record.line))


def _has_figures(record: Record) -> bool:
    """Tell whether a row has a number or a month in some cell."""
    return any(cell.strip()[:1].isdigit() or names_month(unwrapped(cell)) for cell in record.cells)


def _looks_like_data(record: Record) -> bool:
    """Tell whether a row that no header stands above has a month in one cell and a number in another."""
    cells = [unwrapped(cell) for cell in record.cells]
    return any(map(names_month, cells)) and any(cell.isdigit() for cell in cells)
