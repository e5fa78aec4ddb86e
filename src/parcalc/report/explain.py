"""One plain sentence for a target, in either language, whatever the plan says of it."""

from parcalc.language.language import Language
from parcalc.model.plan import Amount, Bound, Ladder, Plan, Sum, Target
from parcalc.model.scope import Scope
from parcalc.report.words import amount

_WHEN = {"period": "explain.each_period", "quarter": "explain.each_quarter", "year": "explain.each_year"}


def explain(target: Target, plan: Plan, language: Language) -> str:
    """Return what a target asks for: when, of what, how much, for whom, and whether it binds."""
    sentence = language.text(
        "explain.rate" if target.denominator else "explain.cases",
        when=language.text(_WHEN[target.each]),
        required=_required(target.bound, language),
        numerator=_sum(target.numerator, plan, language),
        denominator=_sum(target.denominator, plan, language) if target.denominator else "",
    )
    return " ".join([sentence, *_conditions(target, plan, language)])


def _required(bound: Bound, language: Language) -> str:
    if bound.baseline is None:
        return language.text(f"explain.{bound.kind}", amount=_ladder(bound.amount, language) if bound.amount else "")
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
        return _amount(single, language)
    steps = [
        language.text("explain.step", year=str(year), amount=_amount(step, language))
        for year, step in ladder.steps.items()
    ]
    if ladder.each_year:
        steps.append(language.text("explain.growth", amount=_amount(ladder.each_year, language)))
    if ladder.up_to:
        steps.append(language.text("explain.up_to", amount=_amount(ladder.up_to, language)))
    return ", ".join(steps)


def _amount(asked: Amount, language: Language) -> str:
    return amount(asked, language)


def _sum(terms: Sum, plan: Plan, language: Language) -> str:
    text = "".join(
        f" {'+' if sign > 0 else '−'} “{language.name(plan.counts[count].names)}”" for sign, count in terms.terms
    )
    return text.removeprefix(" + ").strip()


def _conditions(target: Target, plan: Plan, language: Language) -> list[str]:
    """Return a short sentence for each thing that narrows a target."""
    told = [*_scope(target.scope, plan, language)]
    if target.starts:
        told.append(language.text("explain.from", day=target.starts))
    if target.ends:
        told.append(language.text("explain.until", day=target.ends))
    if target.definition:
        told.append(language.text("explain.definition", definition=target.definition))
    if not target.binding:
        told.append(language.text("explain.aspiration"))
    return told


def _scope(scope: Scope, plan: Plan, language: Language) -> list[str]:
    return [
        language.text(key, dimension=plan.dimensions[dimension].names, members=members)
        for key, part in (("explain.where", scope.where), ("explain.except", scope.leave_out))
        for dimension, members in part.items()
    ]
