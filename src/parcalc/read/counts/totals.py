"""Totals rows: never counted, and checked against the rows that they sum up."""

import re
from collections.abc import Iterator, Sequence

from parcalc.errors import Problem
from parcalc.model.counts import Row
from parcalc.model.naming import folded
from parcalc.model.period import Month, Period
from parcalc.model.plan import Plan
from parcalc.read.counts.lines import Lines, Total
from parcalc.read.wording import sheet_cell

_QUARTER = re.compile(r"(?:quý|q) ?(i{1,3}|iv|[1-4])\b")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_PARTS = ((re.compile(r"[6] tháng cuối"), "H2"), (re.compile(r"[6] tháng"), "H1"), (re.compile(r"[9] tháng"), "9M"))


def totals_problems(lines: Lines, plan: Plan) -> list[Problem]:
    """Return every count of a totals row that is not what its rows come to."""
    problems: list[Problem] = []
    for number, total in enumerate(lines.totals):
        readings = [list(_differences(total, rows, plan)) for rows in _covered(total, number, lines)]
        if all(readings):
            problems.extend(_nearest(readings))
    return problems


def _nearest(readings: list[list[Problem]]) -> list[Problem]:
    """Return the differences of the reading that differs least."""
    return min(readings, key=len, default=[])


def _covered(total: Total, number: int, lines: Lines) -> list[list[Row]]:
    """Return the sets of rows that a totals row may be the sum of; a row of its own month or quarter has only one."""
    rows = [row for row in lines.rows if _agrees(row, total)]
    if total.month:
        return [[row for row in rows if row.month == total.month]]
    label = folded(total.label)
    if part := _part(label):
        years = {row.month.year for row in rows}
        return [[row for row in rows if row.month in Period.part(year, part)] for year in sorted(years)]
    before = [other.at for other in lines.totals[:number]]
    after = [other.at for other in lines.totals[number + 1 :]]
    since, until = max(before, default=0), min(after, default=len(lines.rows))
    spans = [(0, len(lines.rows)), (since, total.at), (0, total.at), (total.at, until)]
    return [[row for row in lines.rows[start:end] if _agrees(row, total)] for start, end in dict.fromkeys(spans)]


def _part(label: str) -> str | None:
    if match := _QUARTER.search(label):
        return f"Q{_ROMAN.get(match[1], match[1])}"
    return next((part for pattern, part in _PARTS if pattern.search(label)), None)


def _agrees(row: Row, total: Total) -> bool:
    return all(folded(row.members.get(name, "")) == folded(member) for name, member in total.members.items())


def _differences(total: Total, rows: Sequence[Row], plan: Plan) -> Iterator[Problem]:
    for count, given in total.values.items():
        values = [row.values.get(count) for row in rows]
        if given is None or None in values:
            continue
        allowed = _allowed(count, rows, plan)
        if given not in allowed:
            place = total.cells[count]
            names = plan.counts[count].names
            yield Problem(
                "data.total_differs", place, label=total.label, count=names, given=given, sum=allowed[0],
                at=sheet_cell(place),
            )  # fmt: skip


def _allowed(count: str, rows: Sequence[Row], plan: Plan) -> list[int]:
    """Return what a total may say: the sum; of a stock over months also what its first or last month comes to."""
    months = sorted({row.month for row in rows})
    total = _sum(count, rows)
    match plan.counts[count].over_period:
        case "first" if months:
            return [_sum(count, rows, months[0]), total]
        case "last" if months:
            return [_sum(count, rows, months[-1]), total]
        case _:
            return [total]


def _sum(count: str, rows: Sequence[Row], month: Month | None = None) -> int:
    return sum(row.values.get(count) or 0 for row in rows if month is None or row.month == month)
