"""Rows of the whole beside rows of its members (a commune and its units): checked against them, never counted twice."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from parcalc.errors import Problem
from parcalc.model.counts import Row
from parcalc.model.naming import folded
from parcalc.model.plan import Plan
from parcalc.read.wording import sheet_cell


def without_wholes(rows: Sequence[Row], plan: Plan) -> tuple[list[Row], list[Problem]]:
    """Return the rows that count, and every whole that is not the sum of its members.

    A row is a whole where other rows of its month say more exactly whose they are.
    """
    most = max((len(row.members) for row in rows), default=0)
    by_month: dict[object, list[Row]] = defaultdict(list)
    for row in rows:
        by_month[row.month].append(row)
    kept: list[Row] = []
    problems: list[Problem] = []
    for row in rows:
        finer = [] if len(row.members) == most else [part for part in by_month[row.month] if _is_finer(part, row)]
        if not finer:
            kept.append(row)
            continue
        leaves = [part for part in finer if not any(_is_finer(other, part) for other in finer)]
        problems += _differences(row, leaves, plan)
    return kept, problems


def _is_finer(part: Row, whole: Row) -> bool:
    return len(part.members) > len(whole.members) and all(
        folded(part.members.get(name, "")) == folded(member) for name, member in whole.members.items()
    )


def _differences(whole: Row, parts: Sequence[Row], plan: Plan) -> Iterator[Problem]:
    for count, given in whole.values.items():
        values = [part.values.get(count) for part in parts]
        if given is None or None in values:
            continue
        total = sum(value for value in values if value is not None)
        if given != total:
            place, names = whole.cells[count], plan.counts[count].names
            yield Problem(
                "data.whole_differs", place, month=whole.month, count=names, given=given, sum=total,
                parts=len(parts), at=sheet_cell(place),
            )  # fmt: skip


def repeated_rows(rows: Iterable[Row]) -> list[Problem]:
    """Return every row whose month and members another row has already, in this file or an earlier one."""
    first: dict[object, Row] = {}
    problems = []
    for row in rows:
        key = identity(row.month, row.members)
        if key in first:
            earlier, members = first[key].place, " · ".join(row.members.values())
            code = "data.repeated_member" if members else "data.repeated_month"
            problems.append(Problem(code, row.place, month=row.month, members=members, first=earlier))
        first.setdefault(key, row)
    return problems


def identity(month: object, members: Mapping[str, str]) -> tuple[object, ...]:
    """Return what makes a row one: its month and, folded, its members."""
    return (month, *sorted((name, folded(member)) for name, member in members.items()))


def same_spelling(rows: Iterable[Row]) -> list[Row]:
    """Return the rows with each member spelt as it was first seen: two spellings of a unit are one unit."""
    spelt: dict[tuple[str, str], str] = {}
    return [_respelt(row, spelt) for row in rows]


def _respelt(row: Row, spelt: dict[tuple[str, str], str]) -> Row:
    members = {name: spelt.setdefault((name, folded(member)), member) for name, member in row.members.items()}
    return row if members == row.members else Row(row.month, members, row.values, row.place, row.cells)
