"""The blocks of a table, read from top to bottom."""

from collections.abc import Iterator, Sequence

from parcalc.errors import Problem
from parcalc.model.plan import Plan
from parcalc.read.counts.blank_members import settled
from parcalc.read.counts.block_reader import BlockReader
from parcalc.read.counts.blocks import Block
from parcalc.read.counts.header import Header, header_problems
from parcalc.read.counts.headings import Headings
from parcalc.read.counts.lines import Lines
from parcalc.read.counts.months import names_month
from parcalc.read.counts.numbers import Numbers, unwrapped
from parcalc.read.counts.title_years import TitleYears
from parcalc.read.tables.records import Record
from parcalc.read.tables.tables import Table


class TableReader:
    """Reads the blocks of one table from top to bottom."""

    def __init__(self, plan: Plan, table: Table, above: Sequence[Record]) -> None:
        """Begin with what stands above the first header; the separators of numbers must be the same in all blocks."""
        self.plan, self.lines = plan, Lines(table)
        self.numbers = Numbers(plan.largest_count, problems=self.lines.problems)
        self.years = TitleYears()
        self.years.above(above)
        self.lines.passed += [record for record in above if _looks_like_data(record)]
        self.bare: Header | None = None

    def read(self, block: Block, headings: Headings) -> None:
        """Add the data rows and totals rows of a block, with everything that is wrong in them and in its header."""
        wrong = header_problems(block.header, headings, self.lines.table) or [*self._two_headers(block)]
        if wrong:
            self.lines.problems += wrong if any(map(_has_figures, block.rows)) else []
            return
        start = len(self.lines.rows)
        self.lines.starts.append(start)
        BlockReader(block.header, self.plan, self.lines, self.numbers, self.years).read(block.rows)
        self.lines.rows[start:], told = settled(self.lines.rows[start:], block.header)
        self.lines.tell(told)

    def _two_headers(self, block: Block) -> Iterator[Problem]:
        """Refuse a header right below another that gives a column another meaning: nobody knows which one holds."""
        above, self.bare = self.bare, None if block.rows else block.header
        if above and any(above.columns.get(at, column) != column for at, column in block.header.columns.items()):
            place = self.lines.table.place(block.header.record.line)
            yield Problem("data.two_headers", place, first=str(above.record.line))


def _has_figures(record: Record) -> bool:
    """Tell whether a row has a number or a month in some cell."""
    return any(cell.strip()[:1].isdigit() or names_month(unwrapped(cell)) for cell in record.cells)


def _looks_like_data(record: Record) -> bool:
    """Tell whether a row that no header stands above has a month in one cell and a number in another."""
    cells = [unwrapped(cell) for cell in record.cells]
    return any(map(names_month, cells)) and any(cell.isdigit() for cell in cells)
