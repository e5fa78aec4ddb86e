"""Sheets that sum up the others: never counted, and checked against the rows that they sum up."""

from collections.abc import Iterator, Sequence

from parcalc.errors import Problem
from parcalc.model.naming import folded
from parcalc.model.period import Period
from parcalc.model.plan import Plan
from parcalc.model.row import Row
from parcalc.read.counts.labels import part_of_year, year_of
from parcalc.read.counts.laid_out import LaidOut
from parcalc.read.counts.lines import Lines
from parcalc.read.counts.tally import Tally


def summary_problems(laid: LaidOut, lines: Lines, rows: Sequence[Row], plan: Plan) -> Iterator[Problem]:
    """Give every count of a sheet of sums that is not what the others come to, and every month that only it has."""
    for row in lines.rows:
        if not row.reports:
            continue
        whole = [other for other in rows if _is_of(other, row)]
        if laid.names_months:
            whole = [other for other in whole if other.month == row.month]
            if not any(other.reports for other in whole):
                yield Problem("data.only_in_summary", row.place, month=row.month)
                continue
        yield from _differences(laid, row, whole, plan)


def _is_of(row: Row, summed: Row) -> bool:
    return all(folded(row.members.get(name, "")) == folded(member) for name, member in summed.members.items())


def _differences(laid: LaidOut, summed: Row, rows: Sequence[Row], plan: Plan) -> Iterator[Problem]:
    tally = Tally(plan.counts)
    tally.add(rows)
    within = None if laid.names_months else _period(laid.table.sheet, tally)
    for count, given in summed.values.items():
        allowed = tally.may_be(count, within)
        if given is not None and given not in allowed and (tally.is_whole(count, within) or given < min(allowed)):
            place = summed.cells[count]
            facts = {"count": plan.counts[count].names, "given": given, "sum": allowed[0], "at": place.cell}
            yield Problem("data.summary_differs", place, **facts)


def _period(sheet: str, tally: Tally) -> Period | None:
    """Return the part of a year that a sheet is called by, ``None`` if it sums up everything."""
    part, year = part_of_year(sheet), year_of(sheet)
    years = [year] if year else tally.years
    return Period.part(years[0], part or "") if (part or year) and len(years) == 1 else None
