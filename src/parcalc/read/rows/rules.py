"""What must hold in every row."""

from parcalc.model.plan import Plan, Rule


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
