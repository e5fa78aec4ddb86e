"""The rows below a header: data, totals, or the dressing that people put around a table."""

from collections.abc import Iterator, Mapping
from itertools import chain

from parcalc.errors import Place, Problem, Unusable
from parcalc.model.period import Month
from parcalc.model.plan import Plan
from parcalc.model.row import Row
from parcalc.read.counts.dressing import could_be_counts, is_numbering, is_units, is_words
from parcalc.read.counts.groups import OpenGroups, Outline
from parcalc.read.counts.header import Header
from parcalc.read.counts.labels import compares, is_total
from parcalc.read.counts.lines import Lines, Total
from parcalc.read.counts.lost_marks import lost_its_marks
from parcalc.read.counts.months import NotAMonthError, meant_as_month, names_month, parse_month
from parcalc.read.counts.numbers import Numbers, unwrapped
from parcalc.read.counts.reporting_month import titled_month
from parcalc.read.counts.row_cells import RowPlaces, RowValues
from parcalc.read.counts.stored import no_result, stored_problem
from parcalc.read.counts.title_years import TitleYears
from parcalc.read.tables.records import Record
from parcalc.read.wording import quoted


class BlockReader:
    """Reads the rows below one header."""

    def __init__(self, header: Header, plan: Plan, lines: Lines, numbers: Numbers, years: TitleYears) -> None:
        """Add to the lines of a table; its numbers and the years of its titles are followed through all blocks."""
        self.header, self.plan, self.lines, self.numbers, self.years = header, plan, lines, numbers, years
        self.month_at, self.width = header.position("month"), header.width
        self.unheaded = [position for position in range(self.width) if not header.heading(position)]
        self.divided = {at: column.id for at, column in header.columns.items() if column.kind == "dimension"}
        self.counts = {at: column.id for at, column in header.columns.items() if column.kind == "count"}
        self.order = {count: number for number, count in enumerate(self.counts.values())}
        self.columns = {count: at + 1 for at, count in self.counts.items()}
        self.known_members: dict[tuple[str, ...], Mapping[str, str]] = {}
        self.outline, self.groups = Outline(header), OpenGroups(lines)

    def read(self, records: list[Record]) -> None:
        """Read each row as what it is, page by page: on each the header stands once more."""
        pages = list(self._pages(records))
        for at, page in enumerate(pages, 1):
            self.lines.pages.append(len(self.lines.rows))
            last = max((number for number, record in enumerate(page) if self._has_month(record)), default=-1)
            above, heads = True, self.outline.heads(page)
            for number, record in enumerate(page):
                if self._is_read(record, above=above, below=number > last):
                    above = False
                    self._read(record, heads.get(record.line))
            if self.month_at is None:
                self._follow_titles(page, last, more=at < len(pages))
        self.groups.end()

    def _follow_titles(self, page: list[Record], last: int, *, more: bool) -> None:
        """Take the month of the next table from its title, where the header stands below it; no other row may name one.

        What stands below the rows of the last page is no title.
        """
        for record in page[: last + 1]:
            month = self._titled(record)
            if month and month != self.years.month:
                place = self.lines.table.place_of(record)
                self._problem("data.another_month", place, month=self.years.month, other=month)
        if more:
            self._take_titles([(record, month) for record in page[last + 1 :] if (month := self._titled(record))])

    def _titled(self, record: Record) -> Month | None:
        """Return the month that a row names, if it holds no counts."""
        if self._has_month(record) or self._is_total(record):
            return None
        try:
            return titled_month(record, self.plan.calendar, self.lines.table.place_of(record))
        except Unusable as unusable:
            self.lines.problems += unusable.problems
            return None

    def _take_titles(self, titles: list[tuple[Record, Month]]) -> None:
        months = tuple(dict.fromkeys(month for _, month in titles))
        if len(months) > 1:
            self._problem("data.two_months", self.lines.table.place_of(titles[0][0]), months=months)
        elif months:
            (self.years.month,) = months
            read = [record for record, _ in titles]
            self.lines.passed = [record for record in self.lines.passed if record not in read]

    def _pages(self, records: list[Record]) -> Iterator[list[Record]]:
        page: list[Record] = []
        for record in records:
            if not self._has_month(record) and self.header.is_again(record):
                yield page
                page = []
            else:
                page.append(record)
        yield page

    def _is_read(self, record: Record, *, above: bool, below: bool) -> bool:
        """Tell whether a row holds counts, or something that is told of as if it did."""
        if self._has_month(record) or self._is_total(record):
            return True
        return not self._holds_nothing(record) and not self._is_dressing(record, above=above, below=below)

    def _has_month(self, record: Record) -> bool:
        if self.month_at is None:
            return self._holds_counts(record)
        return self.month_at < len(record.cells) and names_month(unwrapped(record.cells[self.month_at]))

    def _holds_counts(self, record: Record) -> bool:
        """Tell whether a row of a table that is of one month has numbers that are no numbering of its columns."""
        counted = [cell for cell in self.header.counted(record) if any(map(str.isdigit, cell))]
        return bool(counted) and not all(map(is_words, counted)) and not is_numbering(record, self.header.number)

    def _is_total(self, record: Record) -> bool:
        return bool(self._label(record)) and any(map(str.strip, self.header.counted(record)))

    def _holds_nothing(self, record: Record) -> bool:
        """Tell whether nothing stands under the headings of counts, and take the year if it is a title."""
        if any(map(str.strip, self.header.counted(record))) and not _is_alone(record):
            return False
        if self.years.read(record):
            return True
        if any(map(str.strip, self.header.counted(record))):
            return False
        if not self._label(record):
            self.lines.passed.append(record)
        return True

    def _is_dressing(self, record: Record, *, above: bool, below: bool) -> bool:
        """Tell whether a row that has something under the headings of counts describes them, or comes after the table.

        What could be meant as counts is named in a note.
        """
        if above and is_numbering(record, self.header.number):
            if could_be_counts(record):
                self.lines.passed.append(record)
            return True
        counted = [cell for cell in self.header.counted(record) if cell.strip()]
        if above and is_units(counted, self.header.beside(record), self.plan):
            return True
        if not all(map(is_words, counted)) or self._names_member(record):
            return False
        if not below and above:
            self._problem("data.second_header", self.lines.table.place(record.line))
            return True
        if not below:
            return False
        self.years.read(record)
        self.lines.passed.append(record)
        return True

    def _names_member(self, record: Record) -> bool:
        """Tell whether a row without a month is of a member that rows of the table name."""
        members = self._members(record, "").items()
        return any(row.members.get(name) == member for row in self.lines.rows for name, member in members)

    def _label(self, record: Record) -> str:
        """Return what a totals row calls itself, in its month's or a dimension's or an unread text cell."""
        for position in self._beside(record):
            cell = record.cells[position]
            if is_total(cell):
                in_data = position not in self.header.columns and self._has_month(record)
                if not in_data:  # a text such as "Tổng" beside a month of its own
                    return quoted(cell)
        return ""

    def _beside(self, record: Record) -> Iterator[int]:
        """Give the positions of a row's cells that no count stands in."""
        return (position for position in range(len(record.cells)) if position not in self.counts)

    def _read(self, record: Record, below: Record | None) -> None:
        """Add a row; one that heads a group with its first row ``below`` is a totals row."""
        place = self.lines.table.place_of(record)
        if not self._fits(record, place):
            return
        label = self._label(record)
        if label:
            self.years.read(record)
        month = self._read_month(record, label)
        values, cells = self._values(record, place)
        members = self._members(record, label)
        if not label:
            self.groups.end(self.outline.depth(record))
        if label or below:
            at = len(self.lines.rows)
            if below and not label:
                self.groups.begin(self.outline.depth(record))
                label, members = self._group(members, self._members(below, ""))
            self.lines.totals.append(Total(label, month, members, values, place, cells, at, self.lines.starts[-1]))
        elif month:
            self.lines.rows.append(Row(month, members, values, place, cells))

    def _group(self, head: Mapping[str, str], first: Mapping[str, str]) -> tuple[str, Mapping[str, str]]:
        """Return what a group is called, and the members of which all its rows are."""
        shared = {name: member for name, member in head.items() if first.get(name) == member}
        return quoted(" · ".join(member for name, member in head.items() if name not in shared)), shared

    def _fits(self, record: Record, place: Place) -> bool:
        """Refuse a row that is shorter than the header or longer, or that has something under a blank heading."""
        if len(record.cells) < self.width:
            self._problem("data.short_row", place, found=len(record.cells), expected=self.width)
            return False
        for position in chain(self.unheaded, range(self.width, len(record.cells))):
            if record.cells[position].strip():
                beyond = self.lines.table.place_of(record, position)
                code = "data.long_row" if position >= self.width else "data.blank_heading"
                self._problem(code, beyond, cell=quoted(record.cells[position]), expected=self.width)
                return False
        return True

    def _read_month(self, record: Record, label: str) -> Month | None:
        if self.month_at is None:
            return self.years.month
        cell = unwrapped(record.cells[self.month_at])
        try:
            return parse_month(cell, self.years.year())
        except NotAMonthError as error:
            if not label or meant_as_month(cell, error):
                place = self.lines.table.place_of(record, self.month_at)
                code = error.code if cell else "data.month_blank"
                self._problem(code, place, cell=quoted(cell), heading=self.header.heading(self.month_at))
            return None

    def _members(self, record: Record, label: str) -> Mapping[str, str]:
        """Return whose a row is; rows of one member share what says so."""
        cells = tuple(record.cells[position] for position in self.divided if position < len(record.cells))
        if label or cells not in self.known_members:
            before = len(self.lines.problems)
            members = self._read_members(record, label)
            if label or len(self.lines.problems) > before:
                return members
            self.known_members[cells] = members
        return self.known_members[cells]

    def _read_members(self, record: Record, label: str) -> dict[str, str]:
        members = {}
        for position, dimension in self.divided.items():
            name = " ".join(record.cells[position].split()) if position < len(record.cells) else ""
            if name and not (label and is_total(name)):
                members[dimension] = name
                self._refuse_lost_marks(record, position, name)
                self._refuse_no_result(record, position, name)
                self._refuse_comparison(record, position, name)
        return members

    def _refuse_comparison(self, record: Record, position: int, name: str) -> None:
        """Refuse what is no member but says something of other rows: counted, it would be added to them."""
        if compares(name):
            place = self.lines.table.place_of(record, position)
            self._problem("data.no_member", place, cell=quoted(name), heading=self.header.heading(position))

    def _refuse_no_result(self, record: Record, position: int, name: str) -> None:
        if code := no_result(name):
            place = self.lines.table.place_of(record, position)
            self._problem(code, place, cell=quoted(name), heading=self.header.heading(position))

    def _refuse_lost_marks(self, record: Record, position: int, name: str) -> None:
        """Refuse a name of which letters were lost when it was saved: two units would be one."""
        if lost_its_marks(name):
            place = self.lines.table.place(record.line, position + 1)
            self._problem("data.lost_marks_in_name", place, cell=quoted(name))

    def _values(self, record: Record, place: Place) -> tuple[Mapping[str, int | None], Mapping[str, Place]]:
        of_sheet = bool(record.fractions or record.covered or record.spans)
        known = {} if of_sheet else self.numbers.known  # there the same text may be another number
        try:
            values = tuple(known[record.cells[position]] for position in self.counts)
        except KeyError:
            values = tuple(self._value(record, position, known) for position in self.counts)
        if record.places is None:
            return RowValues(self.order, values), RowPlaces(place, self.columns)
        cells = {count: self.lines.table.place_of(record, column - 1) for count, column in self.columns.items()}
        return RowValues(self.order, values), cells

    def _value(self, record: Record, position: int, known: Mapping[str, int | None]) -> int | None:
        cell = record.cells[position]
        if cell in known:
            return known[cell]
        place = self.lines.table.place_of(record, position)
        told = not self.lines.problems.is_full  # of the others no word is said
        facts = {"heading": self.header.heading(position), "at": place.cell} if told else {}
        if code := stored_problem(record, position, self.counts):
            self.lines.problems.append(Problem(code, place, cell=quoted(cell), **facts))
            return None
        return self.numbers.read(cell, place, **facts)

    def _problem(self, code: str, place: Place, **facts: object) -> None:
        self.lines.problems.append(Problem(code, place, **facts, at=place.cell))


def _is_alone(record: Record) -> bool:
    return sum(bool(cell.strip()) for cell in record.cells) == 1
