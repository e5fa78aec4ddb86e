"""The rows below a header: data, totals, or the dressing that people put around a table."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from parcalc.errors import Place, Problem
from parcalc.model.counts import Row
from parcalc.model.naming import folded
from parcalc.model.period import Month
from parcalc.model.plan import Plan
from parcalc.read.counts.header import Header
from parcalc.read.counts.months import NotAMonthError, parse_month, title_years
from parcalc.read.counts.numbers import Numbers, unwrapped
from parcalc.read.counts.stored import stored_problem
from parcalc.read.tables.records import Record
from parcalc.read.tables.tables import Table
from parcalc.read.wording import quoted, sheet_cell

_PART = r"(?:quý (?:[ivx]+|[1-4])|q[1-4]|[69] tháng(?: (?:đầu|cuối) năm)?|cả năm|năm [0-9]{4}|year [0-9]{4})"
_SUM = (
    r"(?:tổng(?: cộng| số| chung)?|cộng(?: dồn)?|l[uũ][ỹy] kế|toàn (?:xã|huyện|tỉnh|thành phố)"
    r"|(?:grand )?total|sub-?total|sum)"
)
# Strict at its end: Cộng Hòa, Quý Lộc and Toàn Thắng are places.
_TOTAL = re.compile(
    rf"(?:{_SUM}|{_PART}|{_SUM} (?:{_PART}|toàn .*|cả .*|các .*|năm|tháng.*|of .*))(?:[ /,-]+(?:năm )?[0-9]{{4}})?[:.]?"
)
_NUMBERING = re.compile(r"\(?([0-9]{1,3})\)?")
_WORDS = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Total:
    """A totals row: what it calls itself, the month and members it is of (if it says so), and its counts.

    ``at`` is how many data rows stand above it.
    """

    label: str
    month: Month | None
    members: dict[str, str]
    values: dict[str, int | None]
    place: Place
    cells: dict[str, Place]
    at: int


@dataclass(slots=True)
class Lines:
    """What stands below the header of one file."""

    rows: list[Row] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class LineReader:
    """Reads the rows below one header."""

    def __init__(self, header: Header, plan: Plan, table: Table) -> None:
        """Find the year that the title gives, for months that are written without one."""
        self.header, self.plan, self.table = header, plan, table
        years = {year for record in header.above for cell in record.cells for year in title_years(cell)}
        self.year = next(iter(years)) if len(years) == 1 else None
        self.lines = Lines()
        self.numbers = Numbers(plan.largest_count, problems=self.lines.problems)
        self.month_at = header.position("month") or 0

    def read(self, records: Sequence[Record]) -> Lines:
        """Return the data rows and totals rows, with everything that is wrong in them."""
        last = max((number for number, record in enumerate(records) if self._month(record)), default=-1)
        started = False
        for number, record in enumerate(records):
            if self._is_dressing(record, above=not started, below=number > last):
                continue
            started = True
            self._read(record)
        return self.lines

    def _month(self, record: Record) -> Month | None:
        try:
            return parse_month(unwrapped(self._cell(record, self.month_at)), self.year)
        except NotAMonthError:
            return None

    def _cell(self, record: Record, position: int) -> str:
        return record.cells[position] if position < len(record.cells) else ""

    def _is_dressing(self, record: Record, *, above: bool, below: bool) -> bool:
        """Tell whether a row says nothing about a month: a units or numbering row, the header again, or a signature.

        A row with a digit in a count's cell is never passed over, but for numbering and for words below the table.
        """
        if self._month(record) or self._label(record):
            return False
        if [folded(cell) for cell in record.cells] == [folded(cell) for cell in self.header.record.cells]:
            return True
        if above and _is_numbering(record, self.header.width):
            return True
        counted = [
            self._cell(record, position) for position, column in self.header.columns.items() if column.kind == "count"
        ]
        if not any(char.isdigit() for cell in counted for char in cell):
            return not any(_is_broken(cell) for cell in counted)
        return below and not self._cell(record, self.month_at).strip() and _is_prose(record)

    def _label(self, record: Record) -> str:
        """Return what a totals row calls itself, in its month's or a dimension's or an unread text cell."""
        for position, cell in enumerate(record.cells):
            column = self.header.columns.get(position)
            if (column is None or column.kind != "count") and _TOTAL.fullmatch(folded(cell)):
                in_data = self._is_member(record, position)
                if not in_data:
                    return quoted(cell)
        return ""

    def _is_member(self, record: Record, position: int) -> bool:
        """Tell whether a word such as "Tổng hợp" is no total: an unread text column beside a month of its own."""
        return self.header.columns.get(position) is None and self._month(record) is not None

    def _read(self, record: Record) -> None:
        place = self.table.place(record.line)
        if not self._fits(record, place):
            return
        label = self._label(record)
        month = self._read_month(record, label)
        values, cells = self._values(record)
        members = self._members(record, label)
        if label:
            total = Total(label, month, members, values, place, cells, len(self.lines.rows))
            self.lines.totals.append(total)
        elif month:
            self.lines.rows.append(Row(month, members, values, place, cells))

    def _fits(self, record: Record, place: Place) -> bool:
        """Refuse a row that is shorter than the header or longer, or that has something under a blank heading."""
        width = self.header.width
        if len(record.cells) < width:
            self._problem("data.short_row", place, found=len(record.cells), expected=width)
            return False
        for position, cell in enumerate(record.cells):
            if cell.strip() and not self.header.heading(position):
                beyond = self.table.place(record.line, position + 1)
                code = "data.long_row" if position >= width else "data.blank_heading"
                self._problem(code, beyond, cell=quoted(cell), expected=width)
                return False
        return True

    def _read_month(self, record: Record, label: str) -> Month | None:
        cell = unwrapped(record.cells[self.month_at])
        try:
            return parse_month(cell, self.year)
        except NotAMonthError as error:
            if not label:
                place = self.table.place(record.line, self.month_at + 1)
                code = error.code if cell else "data.month_blank"
                self._problem(code, place, cell=quoted(cell), heading=self.header.heading(self.month_at))
            return None

    def _members(self, record: Record, label: str) -> dict[str, str]:
        members = {}
        for position, column in self.header.columns.items():
            name = " ".join(record.cells[position].split())
            if column.kind == "dimension" and name and not (label and _TOTAL.fullmatch(folded(name))):
                members[column.id] = name
        return members

    def _values(self, record: Record) -> tuple[dict[str, int | None], dict[str, Place]]:
        values: dict[str, int | None] = {}
        cells: dict[str, Place] = {}
        for position, column in self.header.columns.items():
            if column.kind == "count":
                place = self.table.place(record.line, position + 1)
                cells[column.id] = place
                facts = {"heading": self.header.heading(position), "at": sheet_cell(place)}
                if code := stored_problem(record, position, self.header):
                    self.lines.problems.append(Problem(code, place, cell=quoted(record.cells[position]), **facts))
                    values[column.id] = None
                else:
                    values[column.id] = self.numbers.read(record.cells[position], place, **facts)
        return values, cells

    def _problem(self, code: str, place: Place, **facts: object) -> None:
        self.lines.problems.append(Problem(code, place, **facts, at=sheet_cell(place)))


def _is_numbering(record: Record, width: int) -> bool:
    """Tell whether a row numbers the columns, every one: (1) (2) (3), perhaps with A and B before."""
    given = [cell.strip() for cell in record.cells if cell.strip()]
    if len(given) < width:
        return False
    letters = [cell for cell in given if re.fullmatch(r"\(?[A-Za-z]\)?", cell)]
    numbers = [match for cell in given[len(letters) :] if (match := _NUMBERING.fullmatch(cell))]
    if len(numbers) + len(letters) < len(given) or len(numbers) < 2:  # noqa: PLR2004 - one number is no numbering
        return False
    steps = [int(match[1]) for match in numbers]
    return steps == list(range(steps[0], steps[0] + len(steps))) and steps[0] <= len(letters) + 1


def _is_broken(cell: str) -> bool:
    """Tell whether a cell without digits is a number that was lost: #REF!, ####."""
    return cell.strip().startswith("#")


def _is_prose(record: Record) -> bool:
    """Tell whether each cell of a row is words: a place and date, a name, a note."""
    return all(len(_WORDS.findall(cell)) > 1 for cell in _given(record))


def _given(record: Record) -> Iterator[str]:
    return (cell for cell in record.cells if cell.strip())
