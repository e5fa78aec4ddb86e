"""Whether rows that come as columns can stand together: each once, and every rule of the plan kept.

Nothing is worded here: what may be wrong is looked at row by row.
"""

from array import array
from collections.abc import Sequence

from parcalc.model.columns import Codes, Columns, picked
from parcalc.model.lanes import Comparison, not_kept
from parcalc.model.naming import folded
from parcalc.model.period import Month
from parcalc.model.plan import Plan, Rule
from parcalc.read.rows.rules import rules_of

_Name = tuple[str, bool]


def stand_together(columns: Columns, plan: Plan) -> bool:
    """Tell whether no month and member has two rows, and no rule is broken."""
    months = _Months(columns)
    return months.are_each_once() and not _broken(columns, months, plan)


def not_plainly_kept(columns: Columns, plan: Plan) -> list[Rule]:
    """Return the rules that a row breaks or may break; each row is of another month or member.

    Members in two spellings are looked at row by row.
    """
    if any(len(set(map(folded, one.names))) < len(one.names) for one in columns.members.values()):
        return _told_of(columns, plan)
    return _broken(columns, _Months(columns), plan)


def _broken(columns: Columns, months: "_Months", plan: Plan) -> list[Rule]:
    """Return the rules that a row breaks."""
    rules = _told_of(columns, plan)
    within = [rule for rule in rules if not rule.previous_month]
    compared = {(count, False): columns.values[count] for rule in within for count in _counts(rule)}
    broken = {id(within[at]) for at in not_kept(compared, list(map(_compared, within)))}
    return [rule for rule in rules if id(rule) in broken or (rule.previous_month and not months.hold(rule))]


def _told_of(columns: Columns, plan: Plan) -> list[Rule]:
    """Return the rules of which the columns have every count."""
    return [rule for rule in rules_of(plan) if _counts(rule) <= columns.values.keys()]


def _counts(rule: Rule) -> set[str]:
    return {*rule.left.counts, *rule.right.counts}


def _compared(rule: Rule) -> Comparison:
    """Return what a rule compares, each count with whether it is that of the month before.

    What is taken away on one side is added to the other.
    """
    here = [(sign, (count, False)) for sign, count in rule.left.terms]
    there = [(sign, (count, rule.previous_month)) for sign, count in rule.right.terms]
    low = [*_signed(here, 1), *_signed(there, -1)]
    return Comparison(low, rule.sign, [*_signed(there, 1), *_signed(here, -1)])


def _signed(terms: Sequence[tuple[int, _Name]], sign: int) -> list[_Name]:
    return [name for one, name in terms if one == sign]


class _Months:
    """The rows of each month, and whose they are."""

    def __init__(self, columns: Columns) -> None:
        self._values, self._rows = columns.values, columns.by_month()
        whose = whose_rows(columns)
        self._members = {month: picked(whose, rows) for month, rows in self._rows.items()}

    def are_each_once(self) -> bool:
        earlier: Codes = ()
        for members in self._members.values():
            if members != earlier and len(set(members)) < len(members):
                return False
            earlier = members  # most months have the members of the one before
        return True

    def hold(self, rule: Rule) -> bool:
        """Tell whether each row keeps a rule against its member's row of the month before, if there is one."""
        return all(self._hold(rule, month) for month in self._rows if month + -1 in self._rows)

    def _hold(self, rule: Rule, month: Month) -> bool:
        rows, before = self._rows[month], self._rows[month + -1]
        if self._members[month] != self._members[month + -1]:
            at = dict(zip(self._members[month + -1], before, strict=True))
            both = [(row, at[member]) for row, member in zip(rows, self._members[month], strict=True) if member in at]
            rows, before = [row for row, _ in both], [row for _, row in both]
        here = {(count, False): picked(self._values[count], rows) for count in rule.left.counts}
        there = {(count, True): picked(self._values[count], before) for count in rule.right.counts}
        return not not_kept({**here, **there}, [_compared(rule)])


def whose_rows(columns: Columns) -> Sequence[int]:
    """Return for each row the number of its member: of all its dimensions together."""
    codes = [column.codes for column in columns.members.values()]
    if len(codes) == 1:
        return codes[0]
    numbers: dict[tuple[int, ...], int] = {}
    if not codes:
        return bytes(len(columns.rows))
    return array("I", [numbers.setdefault(each, len(numbers)) for each in zip(*codes, strict=True)])
