"""The rows that break a rule of the plan, or count more good cases than cases: each a problem or a note."""

from collections.abc import Mapping, Sequence
from functools import partial

from parcalc.errors import Message, Note, Problem
from parcalc.model.columns import Columns
from parcalc.model.plan import Plan, Rule, Sum
from parcalc.model.row import Row
from parcalc.read.limits import FirstMessages
from parcalc.read.rows.breaches import Breach, swapped
from parcalc.read.rows.plain_rules import not_plainly_kept
from parcalc.read.rows.whole_and_parts import identity


def broken_rules(rows: Sequence[Row], plan: Plan) -> tuple[list[Problem], list[Note]]:
    """Return a problem for each rule that a row breaks, and a note for each that only warns."""
    told = FirstMessages[Message]()
    breaches: list[tuple[int, Breach]] = []
    doubtful = not_plainly_kept(Columns.of(rows), plan)
    by_identity: dict[object, Row] = {identity(row.month, row.members): row for row in rows} if doubtful else {}
    for rule in doubtful:
        checked, broken = _held_against(rule, rows, by_identity)
        one_for_all = swapped([breach for _, breach in broken], plan) if checked == len(broken) else None
        told += [one_for_all] if one_for_all else []
        breaches += [] if one_for_all else broken
    for _, breach in sorted(breaches, key=lambda found: found[0]):
        told.tell(breach.kind, breach.code, partial(breach.told, plan))
    return [one for one in told if isinstance(one, Problem)], [one for one in told if isinstance(one, Note)]


def _held_against(
    rule: Rule, rows: Sequence[Row], by_identity: Mapping[object, Row]
) -> tuple[int, list[tuple[int, Breach]]]:
    """Return in how many rows both sides of a rule are reported, and those of them that break it, by their number."""
    checked, broken = 0, list[tuple[int, Breach]]()
    for at, row in enumerate(rows):
        other = by_identity.get(identity(row.month + -1, row.members)) if rule.previous_month else row
        left, right = _value(rule.left, row), _value(rule.right, other)
        if other is None or left is None or right is None:
            continue
        checked += 1
        breach = Breach(rule, row, other, left, right)
        if not breach.holds:
            broken.append((at, breach))
    return checked, broken


def _value(terms: Sum, row: Row | None) -> int | None:
    total = 0
    for sign, count in terms.terms:
        value = row.values.get(count) if row else None
        if value is None:
            return None
        total += sign * value
    return total
