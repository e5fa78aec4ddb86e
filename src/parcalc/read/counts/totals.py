"""Totals rows: never counted, and checked against the rows that they sum up."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from parcalc.errors import Message, Note, Problem
from parcalc.model.naming import folded
from parcalc.model.period import Period
from parcalc.model.plan import Plan
from parcalc.model.row import Row
from parcalc.read.counts.labels import part_of_year, year_of
from parcalc.read.counts.lines import Lines, Total
from parcalc.read.counts.tally import Tally
from parcalc.read.limits import FirstMessages

_MOST_YEARS = 20
"""Years that a totals row without a year is held against, the last ones: a table has one or two."""

_Reading = tuple[Tally, Period | None]
"""Rows that a totals row may be the sum of, and the months to which its words limit them."""


def checked_totals(lines: Lines, plan: Plan) -> list[Message]:
    """Return a problem for every count of a totals row that is not what its rows come to.

    Where blank cells leave that open there is a note. A totals row of a month that no other row reports is that month's
    row, and is made one.
    """
    spans = _Spans(lines, plan)
    found = FirstMessages[Message]()
    for total in lines.totals:
        if total.month and not spans.group(total).reports(total):
            lines.rows.append(Row(total.month, total.members, total.values, total.place, total.cells))
        else:
            found += _wrong(total, spans, plan)
    return found


def _wrong(total: Total, spans: "_Spans", plan: Plan) -> list[Message]:
    """Return what is wrong with a totals row: once that there is nothing it could be the sum of, else each figure."""
    found = _nearest(_differences(total, reading, plan) for reading in spans.readings(total))
    if found and not any(tally.reports(within) for tally, within in spans.readings(total)):
        return [Problem("data.total_of_nothing", total.place, label=total.label)]
    return found


def _nearest(readings: Iterator[list[Message]]) -> list[Message]:
    """Return what is wrong by the reading that differs least: nothing, if there is one that fits."""
    best: list[Message] | None = None
    for found in readings:
        if best is None or _weight(found) < _weight(best):
            best = found
        if not best:
            break
    return best or []


def _weight(found: Sequence[Message]) -> tuple[int, int]:
    return sum(isinstance(message, Problem) for message in found), len(found)


def _differences(total: Total, reading: _Reading, plan: Plan) -> list[Message]:
    tally, within = reading
    found: list[Message] = []
    for count, given in total.values.items():
        allowed = tally.may_be(count, within)
        if given is None or given in allowed:
            continue
        place = total.cells[count]
        facts = {"label": total.label, "count": plan.counts[count].names, "given": given, "at": place.cell}
        if tally.is_whole(count, within) or given < min(allowed):
            found.append(Problem("data.total_differs", place, **facts, sum=allowed[0]))
        else:
            found.append(Note("data.total_unchecked", place, **facts))
    return found


@dataclass(slots=True)
class _Group:
    """The rows of the members that a totals row names, and where they stand among all rows."""

    plan: Plan
    rows: list[Row] = field(default_factory=list)
    at: list[int] = field(default_factory=list)
    fixed: dict[tuple[int, int], Tally] = field(default_factory=dict)
    growing: dict[int, tuple[int, Tally]] = field(default_factory=dict)

    def reports(self, total: Total) -> bool:
        """Tell whether any row of a total's month reports anything."""
        every = self.span(0, self.at[-1] + 1) if self.at else Tally(self.plan.counts)
        return any(total.month in months for months in every.months.values())

    def once(self, start: int, end: int) -> Tally:
        """Return the sums of the rows from one place to another."""
        tally = Tally(self.plan.counts)
        tally.add(self._between(start, end))
        return tally

    def span(self, start: int, end: int) -> Tally:
        """Return the same, remembered: many totals rows may be of these rows."""
        if (start, end) not in self.fixed:
            self.fixed[start, end] = self.once(start, end)
        return self.fixed[start, end]

    def up_to(self, start: int, end: int) -> Tally:
        """Return the same, added on to what was asked for before, which ended no later."""
        done, tally = self.growing.get(start, (start, Tally(self.plan.counts)))
        tally.add(self._between(done, end))
        self.growing[start] = (end, tally)
        return tally

    def _between(self, start: int, end: int) -> Sequence[Row]:
        return self.rows[bisect_left(self.at, start) : bisect_left(self.at, end)]


class _Spans:
    """Which rows a totals row may be the sum of: those above or below it, of its block, or all."""

    def __init__(self, lines: Lines, plan: Plan) -> None:
        """Know where blocks and totals rows stand among the rows."""
        self.rows, self.plan = tuple(lines.rows), plan
        self.starts = sorted({0, *lines.starts, len(self.rows)})
        self.marks = sorted({*self.starts, *lines.pages, *(total.at for total in lines.totals)})
        self._groups: dict[tuple[str, ...], dict[tuple[str, ...], _Group]] = {}

    def group(self, total: Total) -> _Group:
        """Return the rows of the members that a totals row names."""
        names = tuple(sorted(total.members))
        if names not in self._groups:
            groups = self._groups[names] = defaultdict(lambda: _Group(self.plan))
            for at, row in enumerate(self.rows):
                group = groups[tuple(folded(row.members.get(name, "")) for name in names)]
                group.rows.append(row)
                group.at.append(at)
        key = tuple(folded(total.members[name]) for name in names)
        return self._groups[names].get(key) or _Group(self.plan)

    def readings(self, total: Total) -> Iterator[_Reading]:
        """Give the readings, the likeliest first."""
        for tally in self._tallies(total):
            for within in _limits(total, tally):
                yield tally, within

    def _tallies(self, total: Total) -> Iterator[Tally]:
        group, at, every = self.group(total), total.at, len(self.rows)
        if total.end is not None:
            yield group.once(at, total.end)
            return
        yield group.once(_last_before(self.marks, at), at)
        yield group.up_to(total.block, at)
        yield group.up_to(0, at)
        yield group.once(at, _first_beyond(self.marks, at))
        yield group.span(total.block, _first_beyond(self.starts, total.block))
        yield group.span(0, every)


def _last_before(marks: Sequence[int], at: int) -> int:
    return marks[max(bisect_left(marks, at) - 1, 0)]


def _first_beyond(marks: Sequence[int], at: int) -> int:
    return marks[min(bisect_left(marks, at + 1), len(marks) - 1)]


def _limits(total: Total, tally: Tally) -> list[Period | None]:
    """Return the months to which the words of a totals row limit what it sums up; all, if they do not."""
    if total.month:
        return [Period(total.month, total.month)]
    part, year = part_of_year(total.label), year_of(total.label)
    years = [year] if year else tally.years[-_MOST_YEARS:]
    if part or year:
        return [Period.part(one, part or "") for one in years] or [None]
    return [None, *(Period.part(one, "") for one in years)] if len(years) > 1 else [None]
