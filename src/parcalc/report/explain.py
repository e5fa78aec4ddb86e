"""What a plan asks for in the sentences that a person would say, in either language."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby

from parcalc.language.language import Language
from parcalc.model.naming import Names
from parcalc.model.plan import Amount, Bound, BoundKind, Ladder, Plan, Sum, Target
from parcalc.model.score import Group, Item
from parcalc.report.figures import exact_number, exact_percent
from parcalc.report.words import amount

_WHEN = {"period": "explain.each_period", "quarter": "explain.each_quarter", "year": "explain.each_year"}


def explain(target: Target, plan: Plan, language: Language) -> str:
    """Return what a target asks for: when, of what, how much, for whom, and whether it binds."""
    counted = _sum(target.numerator, plan, language)
    if target.is_task:
        sentence = language.text("explain.task", day=target.ends, done=counted)
    else:
        what = _what(target, counted, plan, language)
        required = _required(target.bound, language)
        sentence = language.text(
            "explain.sentence", when=language.text(_WHEN[target.each]), what=what, required=required
        )
    return " ".join([sentence, *_conditions(target, plan, language)])


def explained_score(plan: Plan, language: Language) -> Iterator[str]:
    """Give how the plan scores: a line for all of it, and one for each group with its items."""
    if plan.scoring is None:
        return
    bands = ", ".join(
        language.text("explain.band", start=_points(band.start, language), name=band.names)
        for band in plan.scoring.bands
    )
    yield language.text("explain.score", points=_points(plan.scoring.out_of, language)) + (
        f" {bands}." if bands else ""
    )
    for group in plan.scoring.groups:
        yield _group(group, plan, language)


def _what(target: Target, counted: str, plan: Plan, language: Language) -> str:
    if target.denominator is None:
        return counted
    whole = _sum(target.denominator, plan, language)
    if target.per is None:
        return language.text("explain.share", numerator=counted, denominator=whole)
    key = "explain.per_one" if target.per == 1 else "explain.per"
    return language.text(key, numerator=counted, denominator=whole, per=target.per)


def _required(bound: Bound, language: Language) -> str:
    if bound.baseline is None:
        ladder = bound.amount
        single = ladder.steps.get(None) if ladder else None
        if single and single.value == 0 and bound.kind is BoundKind.AT_MOST:
            return language.text("explain.none_at_all")
        asked = _ladder(ladder, language) if ladder else ""
        if single and asked == language.percent("100") and bound.kind is BoundKind.AT_LEAST:
            return language.text("explain.everything", amount=asked)
        return language.text(f"explain.{bound.kind}", amount=asked)
    against = _baseline(bound, language)
    if bound.amount is None:
        return language.text(f"explain.{bound.kind}", against=against)
    return language.text(f"explain.{bound.kind}_by", against=against, amount=_ladder(bound.amount, language))


def _baseline(bound: Bound, language: Language) -> str:
    if isinstance(bound.baseline, int):
        return language.text("explain.year", year=str(bound.baseline))
    return language.text(f"explain.{bound.baseline}")


def _ladder(ladder: Ladder, language: Language) -> str:
    single = ladder.steps.get(None)
    if single is not None:
        return amount(single, language)
    steps = [_step(years, step, language) for step, years in _runs(ladder)]
    if ladder.each_year:
        steps.append(language.text("explain.growth", amount=amount(ladder.each_year, language)))
    if ladder.up_to:
        steps.append(language.text("explain.up_to", amount=amount(ladder.up_to, language)))
    return ", ".join(steps)


def _runs(ladder: Ladder) -> Iterator[tuple[Amount, list[int]]]:
    """Give each amount with the years in a row that ask for it."""
    years = [(year, step) for year, step in ladder.steps.items() if year is not None]
    placed = ((place, year, step) for place, (year, step) in enumerate(years))
    for (_, step), run in groupby(placed, key=lambda one: (one[1] - one[0], one[2])):
        yield step, [year for _, year, _ in run]


def _step(years: list[int], step: Amount, language: Language) -> str:
    asked = amount(step, language)
    if len(years) == 1:
        return language.text("explain.step", year=str(years[0]), amount=asked)
    return language.text("explain.steps", first=str(years[0]), last=str(years[-1]), amount=asked)


def _sum(terms: Sum, plan: Plan, language: Language) -> str:
    """Return counts by their names: “A”; the sum of “A”, “B” and “C”; “A” less “B”."""
    added = [_quoted(count, plan, language) for sign, count in terms.terms if sign > 0]
    taken = [_quoted(count, plan, language) for sign, count in terms.terms if sign < 0]
    whole = _listed(added, language)
    if len(added) > 1:
        whole = language.text("explain.sum", counts=whole)
    return language.text("explain.less", whole=whole, counts=_listed(taken, language)).strip() if taken else whole


def _quoted(count: str, plan: Plan, language: Language) -> str:
    return f"“{language.name(plan.counts[count].names)}”"


def _listed(names: list[str], language: Language) -> str:
    if len(names) < 2:  # noqa: PLR2004 - from two on there is an "and"
        return "".join(names)
    return language.text("explain.and", most=", ".join(names[:-1]), last=names[-1])


def _conditions(target: Target, plan: Plan, language: Language) -> Iterator[str]:
    """Give a short sentence for each thing that narrows or completes a target."""
    if target.every:
        yield language.text("explain.every", dimension=_in_text(plan.dimensions[target.every].names, language))
    for key, part in (("explain.where", target.scope.where), ("explain.except", target.scope.leave_out)):
        for dimension, members in part.items():
            yield language.text(key, dimension=_in_text(plan.dimensions[dimension].names, language), members=members)
    if target.near:
        key = "explain.near" if target.bound.kind.upward else "explain.near_above"
        yield language.text(key, amount=_ladder(target.near, language))
    if target.starts:
        yield language.text("explain.from", day=target.starts)
    if target.ends and not target.is_task:
        yield language.text("explain.until", day=target.ends)
    if target.definition:
        yield language.text("explain.definition", definition=target.definition)
    if not target.binding:
        yield language.text("explain.aspiration")


def _in_text(names: Names, language: Language) -> str:
    name = language.name(names)
    return f"{name[:1].lower()}{name[1:]}"


def _group(group: Group, plan: Plan, language: Language) -> str:
    items = "; ".join(_item(item, plan, language) for item in group.items)
    return language.text("explain.group", name=group.names, points=_points(group.points, language), items=items)


def _item(item: Item, plan: Plan, language: Language) -> str:
    facts = {"name": item.names, "points": _points(item.points, language)}
    target = next((target for target in plan.targets if target.id == item.target), None)
    if target is None:
        return language.text("explain.item_elsewhere", **facts)
    if item.full_at is not None:
        return language.text("explain.item_linear", amount=_level(item.full_at, target, language), **facts)
    if item.steps:
        steps = ", ".join(
            language.text("explain.item_step", amount=_level(edge, target, language), points=_points(points, language))
            for edge, points in item.steps.items()
        )
        return language.text("explain.item_steps", steps=steps, **facts)
    return language.text("explain.item_met", **facts)


def _level(value: Fraction, target: Target, language: Language) -> str:
    """Return a figure's value as its target says it."""
    if target.denominator is not None and target.per is None:
        return language.percent(exact_percent(value))
    return language.decimal(exact_number(value * (target.per or 1)))


def _points(points: Fraction, language: Language) -> str:
    return language.decimal(exact_number(points))
