"""Rows of the whole beside rows of its members (a commune and its units): checked against them, never counted twice."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from parcalc.errors import Message, Note, Problem
from parcalc.model.naming import folded
from parcalc.model.plan import Plan
from parcalc.model.row import Row
from parcalc.read.limits import FirstMessages

_Level = tuple[str, ...]
"""The dimensions in which a row says whose it is, in order."""
_Key = tuple[str, ...]


def without_wholes(rows: Sequence[Row], plan: Plan) -> tuple[list[Row], list[Message]]:
    """Return the rows that count, and what is told of the others.

    That is: a whole that is not the sum of its members, counts that only a whole has, and rows divided in two ways. A
    row is a whole where other rows of its month say more exactly whose they are.
    """
    by_month: dict[object, list[Row]] = defaultdict(list)
    for row in rows:
        by_month[row.month].append(row)
    kept: list[Row] = []
    told = FirstMessages[Message]()
    for same in by_month.values():
        month = _Month(same)
        kept += month.finest
        for whole in month.wholes:
            told += _differences(whole, month.parts(whole), plan)
        told += month.overlaps(plan)
    order = {id(row): at for at, row in enumerate(rows)}
    return sorted(kept, key=lambda row: order[id(row)]), told


class _Month:
    """The rows of one month by how exactly they say whose they are."""

    def __init__(self, rows: Sequence[Row]) -> None:
        """Part the wholes from the rows that no other row divides further."""
        self.finest, self.wholes = list(rows), list[Row]()
        self._parts: dict[tuple[_Level, _Key], list[Row]] = defaultdict(list)
        levels = {_level(row) for row in rows}
        if len(levels) > 1:
            self._divide(rows, levels)

    def _divide(self, rows: Sequence[Row], levels: Iterable[_Level]) -> None:
        coarser = {level: [other for other in levels if set(other) < set(level)] for level in levels}
        divided = {(level, _key(row, level)) for row in rows for level in coarser[_level(row)]}
        if not any(row.reports for row in rows if _own(row) not in divided):
            # Prepared rows of members that nobody has filled in divide nothing.
            rows = [row for row in rows if row.reports]
            divided = {(level, _key(row, level)) for row in rows for level in coarser[_level(row)]}
        self.wholes = [row for row in rows if _own(row) in divided]
        self.finest = [row for row in rows if _own(row) not in divided]
        for row in self.finest:
            for level in coarser[_level(row)]:
                self._parts[level, _key(row, level)].append(row)

    def parts(self, whole: Row) -> Sequence[Row]:
        """Return the rows that a whole is the sum of."""
        return self._parts[_own(whole)]

    def overlaps(self, plan: Plan) -> Iterator[Problem]:
        """Refuse rows that may count one case twice: some by unit, others by field, and none by both."""
        by_level: dict[_Level, list[Row]] = defaultdict(list)
        for row in self.finest:
            by_level[_level(row)].append(row)
        levels = sorted(by_level, key=lambda level: (-len(level), level))
        for at, level in enumerate(levels):
            for other in levels[at + 1 :]:
                if not set(other) <= set(level):
                    yield from _overlap(by_level[level], by_level[other], plan)


def _overlap(rows: Sequence[Row], others: Sequence[Row], plan: Plan) -> Iterator[Problem]:
    """Tell once of rows of two divisions that report one count and may be of the same member."""
    shared = tuple(sorted(set(rows[0].members) & set(others[0].members)))
    first = {(_key(row, shared), count): row for row in reversed(rows) for count in _reported(row)}
    for other in others:
        for count in _reported(other):
            if row := first.get((_key(other, shared), count)):
                facts = {"members": _said(row), "others": _said(other), "count": plan.counts[count].names}
                yield Problem("data.two_divisions", other.cells[count], month=row.month, first=row.place, **facts)
                return


def _reported(row: Row) -> Iterator[str]:
    return (count for count, value in row.values.items() if value is not None)


def _said(row: Row) -> str:
    return " · ".join(row.members.values())


def _level(row: Row) -> _Level:
    return tuple(sorted(row.members))


def _own(row: Row) -> tuple[_Level, _Key]:
    return _level(row), _key(row, _level(row))


def _key(row: Row, level: _Level) -> _Key:
    return tuple(folded(row.members[name]) for name in level)


def _differences(whole: Row, parts: Sequence[Row], plan: Plan) -> Iterator[Message]:
    for count, given in whole.values.items():
        if given is None:
            continue
        values = [part.values.get(count) for part in parts]
        reported = [value for value in values if value is not None]
        place, names = whole.cells[count], plan.counts[count].names
        if not reported:
            yield Note("data.only_in_whole", place, month=whole.month, count=names, at=place.cell)
        elif sum(reported) > given or (sum(reported) != given and len(reported) == len(parts)):
            yield Problem(
                "data.whole_differs", place, month=whole.month, count=names, given=given, sum=sum(reported),
                parts=len(parts), at=place.cell,
            )  # fmt: skip
        elif sum(reported) != given:
            yield Note("data.whole_unchecked", place, month=whole.month, count=names, given=given, at=place.cell)


def identity(month: object, members: Mapping[str, str]) -> tuple[object, ...]:
    """Return what makes a row one: its month and, folded, its members."""
    return (month, *sorted(_whose(name, member) for name, member in members.items()))


@lru_cache(maxsize=1 << 14)
def _whose(name: str, member: str) -> tuple[str, str]:
    return name, folded(member)


def same_spelling(rows: Iterable[Row]) -> list[Row]:
    """Return the rows with each member spelt as it was first seen: two spellings of a unit are one unit."""
    spelt: dict[tuple[str, str], str] = {}
    return [_respelt(row, spelt) for row in rows]


def _respelt(row: Row, spelt: dict[tuple[str, str], str]) -> Row:
    members = {name: spelt.setdefault((name, folded(member)), member) for name, member in row.members.items()}
    return row if members == row.members else Row(row.month, members, row.values, row.place, row.cells)
