"""What must hold in the rows: the plan's rules, and that no target counts more good cases than cases."""

from collections.abc import Iterator, Mapping, Sequence

from parcalc.errors import Message, Note, Problem
from parcalc.model.counts import Row
from parcalc.model.plan import Plan, Rule, Sum
from parcalc.read.rows.breaches import Breach, swapped
from parcalc.read.rows.whole_and_parts import identity


def broken_rules(rows: Sequence[Row], plan: Plan) -> tuple[list[Problem], list[Note]]:
    """Return a problem for each rule that a row breaks, and a note for each that only warns."""
    by_identity: dict[object, Row] = {identity(row.month, row.members): row for row in rows}
    told: list[Message] = []
    breaches: list[tuple[int, Breach]] = []
    for rule in rules_of(plan):
        checked = list(_checked(rule, rows, by_identity))
        broken = [(at, breach) for at, breach in checked if not breach.holds]
        one_for_all = swapped([breach for _, breach in checked], plan)
        told += [one_for_all] if one_for_all else []
        breaches += [] if one_for_all else broken
    told += [breach.told(plan) for _, breach in sorted(breaches, key=lambda found: found[0])]
    return [one for one in told if isinstance(one, Problem)], [one for one in told if isinstance(one, Note)]


def rules_of(plan: Plan) -> tuple[Rule, ...]:
    """Return what must hold in every row: the plan's rules, and that no ratio has more good cases than cases."""
    return (*plan.rules, *_implied(plan))


def _implied(plan: Plan) -> list[Rule]:
    """Return, for every share, that its numerator is at most its denominator; a rule of the plan is not said twice."""
    said = {(rule.left, rule.right) for rule in plan.rules if not rule.warn and not rule.previous_month}
    pairs = dict.fromkeys(
        (target.numerator, target.denominator)
        for target in plan.targets
        if target.denominator is not None and target.per is None
    )
    return [Rule(left, "<=", right) for left, right in pairs if (left, right) not in said]


def _checked(rule: Rule, rows: Sequence[Row], by_identity: Mapping[object, Row]) -> Iterator[tuple[int, Breach]]:
    """Give every row in which both sides of a rule are reported, with its place among the rows."""
    for at, row in enumerate(rows):
        other = by_identity.get(identity(row.month + -1, row.members)) if rule.previous_month else row
        left, right = _value(rule.left, row), _value(rule.right, other)
        if other is not None and left is not None and right is not None:
            yield at, Breach(rule, row, other, left, right)


def _value(terms: Sum, row: Row | None) -> int | None:
    values = [row.values.get(count) if row else None for count in terms.counts]
    if None in values:
        return None
    return sum(sign * (value or 0) for (sign, _), value in zip(terms.terms, values, strict=True))
