"""The rows of a form to rows of counts: fields or units, their groups and totals."""

from collections.abc import Iterator, Mapping, Sequence

from parcalc.errors import Note, Place, Problem
from parcalc.model.form import Column
from parcalc.model.naming import PATH, Names, folded
from parcalc.model.period import Month
from parcalc.model.plan import Plan, Sum
from parcalc.model.row import Row
from parcalc.read.counts.dressing import is_words
from parcalc.read.counts.forms.layout import Layout, numbers_below
from parcalc.read.counts.forms.sums import wrong_rate, wrong_sums
from parcalc.read.counts.groups import OpenGroups, depth_of
from parcalc.read.counts.headings import Headings
from parcalc.read.counts.labels import compares, is_total
from parcalc.read.counts.lines import Lines, Total
from parcalc.read.counts.numbers import Numbers
from parcalc.read.counts.reporting_month import month_of, titled_month
from parcalc.read.counts.stored import stored_problem
from parcalc.read.counts.totals import checked_totals
from parcalc.read.tables.records import Record
from parcalc.read.tables.tables import Table
from parcalc.read.wording import quoted


class FormReader:
    """Reads the rows of one form in one table."""

    def __init__(self, layout: Layout, plan: Plan, headings: Headings, table: Table, month: Month) -> None:
        """Find what the plan counts of the form's columns, and whether it has its fields or units."""
        self.layout, self.plan, self.table, self.month = layout, plan, table, month
        self.lines = Lines(table)
        self.groups = OpenGroups(self.lines)
        self.numbers = Numbers(plan.largest_count, problems=self.lines.problems)
        self.numeric: dict[str, int] = {
            column.id: layout.columns[column.id]
            for column in layout.form.columns
            if column.holds == "count" and column.id in layout.columns
        }
        self.names = dict(self._names())
        self.member_at = layout.columns[next(column.id for column in layout.form.columns if column.holds == "member")]
        self.dimension = self._dimension(headings)
        self.counts = dict(self._counts(headings))

    def read(self) -> Lines:
        """Return the rows and totals of the form, with what is wrong in them."""
        self.lines.starts.append(0)
        self.lines.problems += self._other_months()
        rows = [record for record in self.layout.below if not self._is_passed(record)]
        for at, record in enumerate(rows):
            deeper = self._depth(record) < self._depth(rows[at + 1]) if at + 1 < len(rows) else False
            self._read(record, is_group=deeper)
        self.groups.end()
        return self.lines

    def _other_months(self) -> Iterator[Problem]:
        """Refuse a second form below the first: its rows would be added to those of another month."""
        for record in self.layout.below:
            place = self.table.place_of(record)
            month = titled_month(record, self.plan.calendar, place)
            if month and month != self.month:
                yield Problem("data.another_month", place, month=self.month, other=month)

    def _heading(self, position: int) -> str:
        return quoted(self.layout.header.cells[position])

    def _names(self) -> Iterator[tuple[str, str]]:
        """Give each column's heading as messages quote it: with the one above where it stands twice."""
        paths = {name: self.layout.header.cells[at].split(PATH) for name, at in self.layout.columns.items()}
        leaves = [path[-1] for path in paths.values()]
        for name, path in paths.items():
            yield name, quoted(path[-1] if leaves.count(path[-1]) == 1 else PATH.join(path[-2:]))

    def _dimension(self, headings: Headings) -> str:
        """Return the plan's dimension that the rows are members of, "" if it has none."""
        heading = folded(self.layout.header.cells[self.member_at].rpartition(PATH)[2])
        names = next(column.heading for column in self.layout.form.columns if column.holds == "member")
        said = [heading, *(name for name in names if heading.startswith(folded(name)))]
        return next((fit.id for name in said for fit in headings.fit(name) if fit.kind == "dimension"), "")

    def _counts(self, headings: Headings) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Give the counts of the plan and the columns that each is the sum of.

        Counts that the form does not part stand together in the first where the plan never parts them either.
        """
        taken: set[str] = set()
        for names, columns in self.layout.form.counts.items():
            there = tuple(name for name in columns if name in self.layout.columns)
            counts = [name.strip() for name in names.split("+")]
            taken.update(there)
            if there and all(name in self.plan.counts for name in counts) and self._never_parted(counts):
                yield counts[-1], there
                yield from ((name, ()) for name in counts[:-1])
                self._note_together(counts)
        for name, position in self.numeric.items():
            fits = headings.fit(self.layout.header.cells[position])
            if name not in taken and len(fits) == 1 and fits[0].kind == "count":
                yield fits[0].id, (name,)

    def _note_together(self, counts: Sequence[str]) -> None:
        if len(counts) > 1:
            names = [self.plan.counts[count].names for count in counts]
            place = self.table.place_of(self.layout.header)
            self.lines.notes.append(Note("data.form_together", place, counts=tuple(names), count=names[-1]))

    def _never_parted(self, counts: Sequence[str]) -> bool:
        """Tell whether every sum of the plan has all of some counts, with one sign, or none."""
        sums = [terms for target in self.plan.targets for terms in (target.numerator, target.denominator) if terms]
        sums += [terms for rule in self.plan.rules for terms in (rule.left, rule.right)]
        return all(len({_sign(terms, count) for count in counts}) == 1 for terms in sums)

    def _cell(self, record: Record, position: int) -> str:
        return record.cells[position] if position < len(record.cells) else ""

    def _counted(self, record: Record) -> list[str]:
        return [cell for at in self.numeric.values() if (cell := self._cell(record, at)).strip()]

    def _is_passed(self, record: Record) -> bool:
        """Tell whether a row holds no counts: numbering, a group's name, a signature, a note."""
        counted = self._counted(record)
        if counted and not all(map(is_words, counted)):
            return bool(numbers_below(record))
        if counted:
            self.lines.passed.append(record)
        return True

    def _depth(self, record: Record) -> int:
        """Return how deep a row stands by its number: I, 1, 1.1; a totals row and one without a number end a group."""
        item = next((column.id for column in self.layout.form.columns if column.holds == "item"), "")
        number = self._cell(record, self.layout.columns[item]).strip() if item in self.layout.columns else ""
        return depth_of(number)

    def _read(self, record: Record, *, is_group: bool) -> None:
        values, places = self._values(record)
        self.lines.problems += wrong_sums(self.layout.form, values, places, self.names)
        self.lines.problems += self._wrong_rates(record, values)
        counts = {count: _of(values, columns) for count, columns in self.counts.items()}
        cells = {count: places[columns[0]] for count, columns in self.counts.items() if columns}
        cells |= {count: self._place(record, self.member_at) for count in counts if count not in cells}
        place = self.table.place_of(record)
        label, depth = self._total(record), self._depth(record)
        name = " ".join(self._cell(record, self.member_at).split())
        if not label:
            self.groups.end(depth)
        if label or (is_group and name):
            at = len(self.lines.rows)
            if not label:
                self.groups.begin(depth)
            self.lines.totals.append(Total(label or name, None, {}, counts, place, cells, at, 0))
        elif wrong := self._no_member(record, name):
            self.lines.problems.append(wrong)
        else:
            members = {self.dimension: name} if self.dimension else {}
            self.lines.rows.append(Row(self.month, members, counts, place, cells))

    def _no_member(self, record: Record, name: str) -> Problem | None:
        """Return what is wrong with what stands in place of a member's name, if anything is."""
        heading = self._heading(self.member_at)
        if not name:
            return Problem("data.form_no_name", self.table.place_of(record), heading=heading)
        place = self._place(record, self.member_at)
        facts = {"at": place.cell, "cell": quoted(name), "heading": heading}
        return Problem("data.no_member", place, **facts) if compares(name) else None

    def _total(self, record: Record) -> str:
        """Return what a totals row calls itself."""
        words = (cell for at, cell in enumerate(record.cells) if at not in self.numeric.values())
        return next((quoted(cell) for cell in words if is_total(cell)), "")

    def _place(self, record: Record, position: int) -> Place:
        return self.table.place_of(record, position)

    def _values(self, record: Record) -> tuple[dict[str, int | None], dict[str, Place]]:
        values: dict[str, int | None] = {}
        places: dict[str, Place] = {}
        for name, position in self.numeric.items():
            places[name] = place = self._place(record, position)
            cell, facts = self._cell(record, position), {"heading": self.names[name], "at": place.cell}
            if code := stored_problem(record, position, self.numeric.values()):
                self.lines.problems.append(Problem(code, place, cell=quoted(cell), **facts))
                values[name] = None
            else:
                values[name] = self.numbers.read(cell, place, **facts)
        return values, places

    def _wrong_rates(self, record: Record, values: Mapping[str, int | None]) -> Iterator[Problem]:
        for column in self._rates():
            position = self.layout.columns[column.id]
            place, heading = self._place(record, position), self.names[column.id]
            if wrong := wrong_rate(column, self._cell(record, position), values, place, heading):
                yield wrong

    def _rates(self) -> Iterator[Column]:
        return (one for one in self.layout.form.columns if one.holds == "rate" and one.id in self.layout.columns)


def summed(lines: Lines, note_at: Place) -> tuple[list[Row], list[Note]]:
    """Return the rows of a form as one row of the whole, where the plan does not divide its counts as the form does.

    A count with a blank cell is what the form's own total says, not reported without one.
    """
    rows = lines.rows
    whole = next((total for total in reversed(lines.totals) if is_total(total.label)), None)
    values = {count: _all([row.values[count] for row in rows], whole, count) for count in rows[0].values}
    cells = whole.cells if whole else rows[0].cells
    place = whole.place if whole else rows[0].place
    note = Note("data.form_summed", note_at, number=len(rows))
    return [rows[0]._replace(values=values, place=place, cells=cells)], [note] if len(rows) > 1 else []


def _all(values: Sequence[int | None], whole: Total | None, count: str) -> int | None:
    if None not in values:
        return sum(value or 0 for value in values)
    return whole.values.get(count) if whole else None


def _of(values: Mapping[str, int | None], columns: Sequence[str]) -> int | None:
    """Return the sum of some columns: 0 for a count that is told together with another one."""
    found = [values[name] for name in columns]
    return None if None in found else sum(value or 0 for value in found)


def _sign(terms: Sum, count: str) -> int:
    return next((sign for sign, name in terms.terms if name == count), 0)


def read_form(layout: Layout, plan: Plan, headings: Headings, table: Table, month: Month | None = None) -> Lines:
    """Return the rows of a form for its month (or the one given), checked, and what is wrong or worth noting.

    Raises ``Unusable`` where the form is not of one month.
    """
    place = table.place_of(layout.header)
    month = month or month_of(layout.above, plan.calendar, table, place)
    reader = FormReader(layout, plan, headings, table, month)
    lines = reader.read()
    if not lines.problems:
        lines.tell(checked_totals(lines, plan))
    if lines.rows and not reader.dimension:
        lines.rows, noted = summed(lines, place)
        lines.notes += noted
    known = Note("data.form_read", place, form=Names(layout.form.title.vi, layout.form.title.en), month=month)
    lines.notes[:] = [known, *table.notes, *lines.passed_over(), *lines.notes]
    return lines
