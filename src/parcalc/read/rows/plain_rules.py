"""Whether rows that come as columns can stand together: each once, and every rule of the plan kept.

Nothing is worded here: what may be wrong is looked at row by row.
"""

from array import array
from collections.abc import Mapping, Sequence

from parcalc.model.columns import Codes, Columns, picked
from parcalc.model.lanes import kept
from parcalc.model.naming import folded
from parcalc.model.period import Month
from parcalc.model.plan import Plan, Rule, Sum
from parcalc.read.rows.rules import rules_of

_Values = Mapping[str, Sequence[int]]


def stand_together(columns: Columns, plan: Plan) -> bool:
    """Tell whether no month and member has two rows, and no rule is broken."""
    months = _Months(columns)
    return months.are_each_once() and all(_is_kept(rule, columns, months) for rule in _told_of(columns, plan))


def not_plainly_kept(columns: Columns, plan: Plan) -> list[Rule]:
    """Return the rules that a row breaks or may break; each row is of another month or member.

    Members in two spellings are looked at row by row.
    """
    rules = _told_of(columns, plan)
    months = _Months(columns)
    one_spelling = all(len(set(map(folded, one.names))) == len(one.names) for one in columns.members.values())
    return [rule for rule in rules if not (one_spelling and _is_kept(rule, columns, months))]


def _told_of(columns: Columns, plan: Plan) -> list[Rule]:
    """Return the rules of which the columns have every count."""
    return [rule for rule in rules_of(plan) if _counts(rule) <= columns.values.keys()]


def _counts(rule: Rule) -> set[str]:
    return {*rule.left.counts, *rule.right.counts}


def _is_kept(rule: Rule, columns: Columns, months: "_Months") -> bool:
    return months.hold(rule) if rule.previous_month else _holds(rule, columns.values, columns.values)


def _holds(rule: Rule, left: _Values, right: _Values) -> bool:
    """Tell whether a rule is kept in all rows; what is taken away on one side is added to the other."""
    low = [*_signed(rule.left, 1, left), *_signed(rule.right, -1, right)]
    high = [*_signed(rule.right, 1, right), *_signed(rule.left, -1, left)]
    return kept(low, rule.sign, high)


def _signed(terms: Sum, sign: int, values: _Values) -> list[Sequence[int]]:
    return [values[count] for one, count in terms.terms if one == sign]


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
        left, right = self._picked(rule.left, rows), self._picked(rule.right, before)
        return not rows or _holds(rule, left, right)

    def _picked(self, terms: Sum, rows: Codes) -> _Values:
        return {count: picked(self._values[count], rows) for count in terms.counts}


def whose_rows(columns: Columns) -> Sequence[int]:
    """Return for each row the number of its member: of all its dimensions together."""
    codes = [column.codes for column in columns.members.values()]
    if len(codes) == 1:
        return codes[0]
    numbers: dict[tuple[int, ...], int] = {}
    if not codes:
        return bytes(len(columns.rows))
    return array("I", [numbers.setdefault(each, len(numbers)) for each in zip(*codes, strict=True)])
