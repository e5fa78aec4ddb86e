"""What must hold in the rows: the plan's rules, and that no target counts more good cases than cases."""

from collections.abc import Iterable, Iterator, Sequence

from parcalc.errors import Message, Note, Problem
from parcalc.model.counts import Row
from parcalc.model.naming import Names
from parcalc.model.plan import Plan, Rule, Sum
from parcalc.read.rows.whole_and_parts import identity


def broken_rules(rows: Sequence[Row], plan: Plan) -> tuple[list[Problem], list[Note]]:
    """Return a problem for each rule that a row breaks, and a note for each that only warns."""
    by_identity = {identity(row.month, row.members): row for row in rows}
    rules = rules_of(plan)
    problems: list[Problem] = []
    notes: list[Note] = []
    for row in rows:
        for rule in rules:
            other = by_identity.get(identity(row.month + -1, row.members)) if rule.previous_month else row
            facts = _broken(rule, row, other)
            if facts is None:
                continue
            (notes if rule.warn else problems).append(_message(rule, row, facts, plan))  # type: ignore[arg-type]
    return problems, notes


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


def _broken(rule: Rule, row: Row, other: Row | None) -> tuple[int, int] | None:
    """Return both sides of a rule that does not hold, ``None`` if it holds or cannot be told."""
    left, right = _value(rule.left, row), _value(rule.right, other)
    if left is None or right is None:
        return None
    holds = left <= right if rule.sign == "<=" else left == right
    return None if holds else (left, right)


def _value(terms: Sum, row: Row | None) -> int | None:
    values = [row.values.get(count) if row else None for count in terms.counts]
    if None in values:
        return None
    return sum(sign * (value or 0) for (sign, _), value in zip(terms.terms, values, strict=True))


def _message(rule: Rule, row: Row, sides: tuple[int, int], plan: Plan) -> Message:
    left, right = sides
    place = row.cells.get(rule.left.counts[0], row.place)
    code = {("<=", False): "data.exceeds", ("=", False): "data.not_equal"}.get(
        (rule.sign, rule.previous_month), "data.not_carried" if rule.sign == "=" else "data.exceeds_previous"
    )
    kind = Note if rule.warn else Problem
    return kind(
        code, place, month=row.month, members=_members(row),
        left=_said(rule.left, plan), right=_said(rule.right, plan), left_value=left, right_value=right,
    )  # fmt: skip


def _members(row: Row) -> str:
    return "".join(f" · {member}" for member in row.members.values())


def _said(terms: Sum, plan: Plan) -> Names:
    """Return a sum with its counts' labels."""
    return Names(_labels(terms, plan, "vi"), _labels(terms, plan, "en"))


def _labels(terms: Sum, plan: Plan, language: str) -> str:
    names: Iterator[tuple[int, str]] = (
        (sign, plan.counts[count].names.vi if language == "vi" else plan.counts[count].names.en)
        for sign, count in terms.terms
    )
    return _joined(names)


def _joined(names: Iterable[tuple[int, str]]) -> str:
    text = "".join(f" {'+' if sign > 0 else '−'} “{name}”" for sign, name in names)
    return text.removeprefix(" + ").strip()
