"""Each row once: what reports nothing is left out, and two tables of one month with counts of their own are one row."""

from collections.abc import Sequence

from parcalc.errors import Problem
from parcalc.model.row import Row
from parcalc.read.limits import FirstMessages
from parcalc.read.rows.whole_and_parts import identity


def reporting(rows: Sequence[Row]) -> list[Row]:
    """Return the rows of the months that are reported.

    A month of which every count of every row is blank is not reported yet. A blank row that stands beside another of
    the same month and members says nothing.
    """
    silent = {at for at, row in enumerate(rows) if not row.reports}
    if not silent:
        return list(rows)
    reported = [row for at, row in enumerate(rows) if at not in silent]
    months, told = {row.month for row in reported}, set(map(_identity, reported))
    return [
        row for at, row in enumerate(rows) if at not in silent or (row.month in months and _identity(row) not in told)
    ]


def joined(rows: Sequence[Row]) -> tuple[list[Row], list[Problem]]:
    """Return each month and member once, and a problem for every row that says again what another has said.

    Rows whose tables have no count in common are one row: each cell is counted once.
    """
    first: dict[object, Row] = {}
    problems = FirstMessages[Problem]()
    for row in rows:
        key = _identity(row)
        earlier = first.get(key)
        if earlier is None:
            first[key] = row
        elif earlier.values.keys() & row.values.keys():
            problems.append(_repeated(row, earlier))
        else:
            values, cells = {**earlier.values, **row.values}, {**earlier.cells, **row.cells}
            first[key] = earlier._replace(values=values, cells=cells)
    return list(first.values()), problems


def _repeated(row: Row, earlier: Row) -> Problem:
    members = " · ".join(row.members.values())
    code = "data.repeated_member" if members else "data.repeated_month"
    return Problem(code, row.place, month=row.month, members=members, first=earlier.place)


def _identity(row: Row) -> object:
    return identity(row.month, row.members)
