"""Whether rows that come as columns can stand together: each once, and every rule of the plan kept. Nothing is worded.

Each row says whose it is in every dimension, and no cell is blank.
"""

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import add, eq, le, sub

from parcalc.model.columns import Columns
from parcalc.model.plan import Plan, Rule, Sum
from parcalc.read.rows.rules import rules_of

_MOST_SLOTS = 16
"""Places a row for a month and member that have none: beyond, rows are too scattered to be looked up by number."""

_HOLDS: dict[str, Callable[[int, int], bool]] = {"<=": le, "=": eq}


def stand_together(columns: Columns, plan: Plan) -> bool:
    """Tell whether no month and member has two rows, and no rule is broken."""
    rules = [rule for rule in rules_of(plan) if {*rule.left.counts, *rule.right.counts} <= columns.values.keys()]
    if not all(_holds(rule, columns.values) for rule in rules if not rule.previous_month):
        return False
    where = _Where.of(columns)
    if where is None:
        return False
    return all(_holds_before(rule, columns.values, where) for rule in rules if rule.previous_month)


def _holds(rule: Rule, values: Mapping[str, Sequence[int]]) -> bool:
    return all(map(_HOLDS[rule.sign], _added(rule.left, values), _added(rule.right, values)))


def _holds_before(rule: Rule, values: Mapping[str, Sequence[int]], where: "_Where") -> bool:
    left, right = array("q", _added(rule.left, values)), array("q", _added(rule.right, values))
    holds = _HOLDS[rule.sign]
    return all(holds(left[row], right[before]) for row, before in where.pairs())


def _added(terms: Sum, values: Mapping[str, Sequence[int]]) -> Iterator[int]:
    """Give a sum for each row."""
    (sign, count), *rest = terms.terms
    total: Iterator[int] = iter(values[count]) if sign > 0 else (-value for value in values[count])
    for sign, count in rest:
        total = map(add if sign > 0 else sub, total, values[count])
    return total


class _Where:
    """Which row is that of a month and member."""

    def __init__(self, columns: Columns, members: Sequence[int], slots: "array[int]") -> None:
        self._columns, self._members, self._slots = columns, members, slots

    @classmethod
    def of(cls, columns: Columns) -> "_Where | None":
        """Return where each row is, ``None`` if two are of one month and member or the rows are too scattered."""
        months, members = len(columns.months), _whose(columns)
        size = months * (max(members) + 1)
        if size > _MOST_SLOTS * len(members):
            return None
        slots = array("I", bytes(size * array("I").itemsize))
        for row, (member, month) in enumerate(zip(members, columns.month_codes, strict=True), 1):
            slot = member * months + month
            if slots[slot]:
                return None
            slots[slot] = row
        return cls(columns, members, slots)

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Give each row with the row of the same member in the month before, where there is one."""
        months = self._columns.months
        code = {month: number for number, month in enumerate(months)}
        before = [code.get(month + -1) for month in months]
        for row, (member, month) in enumerate(zip(self._members, self._columns.month_codes, strict=True)):
            earlier = before[month]
            if earlier is not None and (found := self._slots[member * len(months) + earlier]):
                yield row, found - 1


def _whose(columns: Columns) -> Sequence[int]:
    """Return for each row the number of its member: of all its dimensions together."""
    codes = [column.codes for column in columns.members.values()]
    if len(codes) == 1:
        return codes[0]
    numbers: dict[tuple[int, ...], int] = {}
    if not codes:
        return bytes(len(columns.rows))
    return array("I", [numbers.setdefault(each, len(numbers)) for each in zip(*codes, strict=True)])
