"""The sentences and cells that every report shares: what was required, how far off, what to do, whose task."""

from parcalc.language.language import Language
from parcalc.model.assessment import Assessment, Figure, Limit, Outcome, Result, Verdict
from parcalc.model.plan import Amount, Bound, BoundKind, Target, Unit
from parcalc.report.figures import (
    change,
    exact_number,
    exact_percent,
    rate_of,
    relative_change,
    shown_limit,
    shown_rate,
)

SIGNS = {Verdict.MET: "✓", Verdict.MISSED: "✗", Verdict.NO_CASES: "–", Verdict.NO_DATA: "?", Verdict.NOT_DUE: "○"}
"""A sign beside each verdict's word: never colour alone."""

_MOST_NAMED = 5
"""Members that a line names: whoever needs them all breaks the figures down by unit."""

_COMPARED = {
    BoundKind.AT_LEAST: "≥",
    BoundKind.MORE_THAN: ">",
    BoundKind.AT_MOST: "≤",
    BoundKind.LESS_THAN: "<",
}


def verdict(outcome: Outcome, language: Language) -> str:
    """Return a verdict as a sign and a word: "✗ chưa đạt"."""
    if any(reason.code == "judge.ended" for reason in outcome.reasons):
        return f"{SIGNS[outcome.verdict]} {language.text('words.ended')}"
    if outcome.near:
        return f"{SIGNS[outcome.verdict]} {language.text('words.near')}"
    return verdict_word(outcome.verdict, language)


def verdict_word(told: Verdict, language: Language) -> str:
    """Return a verdict of the contract as a sign and a word, whatever it is the verdict of."""
    return f"{SIGNS[told]} {language.text(f'words.{told}')}"


def done(target: Target, outcome: Outcome, language: Language) -> str:
    """Return of a task whether it is done, of any other target what was counted."""
    if not target.is_task or outcome.figure is None:
        return cases(outcome.figure, language)
    late = any(reason.code == "judge.done_late" for reason in outcome.reasons)
    return language.text("words.done" if late or outcome.verdict is Verdict.MET else "words.not_done")


def cases(figure: Figure | None, language: Language) -> str:
    """Return what was counted: "1.180/1.220", a number of cases, or nothing."""
    if figure is None:
        return ""
    numerator = language.number(figure.numerator)
    return numerator if figure.denominator is None else f"{numerator}/{language.number(figure.denominator)}"


def rate(outcome: Outcome, language: Language) -> str:
    """Return the shown rate: "96,72%", or nothing where there is none."""
    shown = shown_rate(outcome)
    return _with_unit(shown, outcome.figure, language) if shown else ""


def figure(outcome: Outcome, language: Language) -> str:
    """Return the rate, or what was counted where there is no rate."""
    return rate(outcome, language) or cases(outcome.figure, language)


def counted(outcome: Outcome, language: Language) -> str:
    """Return the rate and what it was counted from, "96,72% (1.180/1.220)", or the number of cases alone."""
    shown = rate(outcome, language)
    return f"{shown} ({cases(outcome.figure, language)})" if shown else cases(outcome.figure, language)


def required(result: Result, outcome: Outcome, language: Language) -> str:
    """Return what a period required, as short as a table cell: "≥ 98%", "> 84,38%", "≤ 0"."""
    limit = outcome.limit
    value = shown_limit(outcome)
    if limit is None or value is None or result.target.is_task:
        return asked_in_short(result.target, language)
    return f"{_sign(limit)} {_with_unit(value, outcome.figure, language)}"


def required_in_words(outcome: Outcome, language: Language) -> str:
    """Return what a period required as running text has it: "từ 98% trở lên", "trên 66,55%", "100%"; else nothing."""
    limit, value = outcome.limit, shown_limit(outcome)
    if limit is None or value is None:
        return ""
    shown = _with_unit(value, outcome.figure, language)
    if limit.value == 1 and limit.kind.upward and is_share(outcome.figure):
        return shown
    return language.text(f"words.required_{_compared(limit)}", limit=shown)


def comparison(outcome: Outcome, language: Language) -> str:
    """Return what a rise or fall was measured against and how it came out, in points and relatively; else nothing."""
    limit = outcome.limit
    if limit is None or limit.against is None or outcome.figure is None:
        return ""
    against = limit.against
    facts = {
        "period": against.period,
        "before": _value(against.figure, language),
        "cases": cases(against.figure, language),
        "change": _change(outcome.figure, against.figure, language),
        "relative": _relative(outcome.figure, against.figure, language),
    }
    return language.text("words.comparison", **facts)


def is_share(figure: Figure | None) -> bool:
    """Tell whether a figure is said in percent."""
    return figure is None or (figure.denominator is not None and figure.per is None)


def amount(asked: Amount, language: Language) -> str:
    """Return an amount of a bound as the plan means it: 20% is a share, 20 điểm % are points."""
    if asked.unit is Unit.CASES:
        return language.decimal(str(asked.value))
    if asked.unit is Unit.NUMBER:
        return language.decimal(exact_number(asked.value))
    percent = exact_percent(asked.value)
    if asked.unit is Unit.POINTS:
        return language.text("words.points", points=language.decimal(percent))
    return language.percent(percent)


def margin(target: Target, outcome: Outcome, language: Language) -> str:
    """Return how far off a figure is, in cases: "thiếu 16 hồ sơ", "dư 84"; nothing where it was not judged."""
    return "" if target.is_task else off(outcome, target, language)


def off(outcome: Outcome, target: Target, language: Language) -> str:
    """Return how far off a figure is, in cases, of whomever it is."""
    cases_off = outcome.margin
    if cases_off is None:
        return ""
    if cases_off == 0:
        return language.text("words.just_met")
    if cases_off > 0:
        return language.text("words.to_spare", number=cases_off)
    upward = outcome.limit is None or outcome.limit.kind.upward
    return language.text("words.short" if upward else "words.over", number=-cases_off, cases=target.cases)


def unmet(outcome: Outcome, target: Target, language: Language) -> str:
    """Return the members, quarters or years that missed, the worst first, and how far each is off."""
    parts = [part for part in outcome.parts if part.outcome.verdict is Verdict.MISSED]
    told = [
        language.text(
            "words.unmet_part",
            name=part.whose,
            figure=counted(part.outcome, language),
            margin=off(part.outcome, target, language),
        )
        for part in parts[:_MOST_NAMED]
    ]
    if len(parts) > _MOST_NAMED:
        told.append(language.text("words.and_more", number=len(parts) - _MOST_NAMED))
    return "; ".join(told)


def closing_line(assessment: Assessment, language: Language) -> str:
    """Return the verdicts counted: "9 đạt · 2 chưa đạt · 1 không phát sinh · 1 chưa đủ số liệu"."""
    return " · ".join(
        f"{language.number(assessment.count(verdict))} {language.text(f'words.{verdict}')}"
        for verdict in told_verdicts(assessment)
    )


def told_verdicts(assessment: Assessment) -> tuple[Verdict, ...]:
    """Return the verdicts that a person is told the number of: what is not due yet only where there is such a thing."""
    return tuple(verdict for verdict in Verdict if verdict is not Verdict.NOT_DUE or assessment.count(verdict))


def _sign(limit: Limit) -> str:
    return _COMPARED[_compared(limit)]


def _compared(limit: Limit) -> BoundKind:
    """Return the fixed bound that a limit is like: a rise over 66% asks for more than 66%."""
    if limit.kind.upward:
        return BoundKind.MORE_THAN if limit.strict else BoundKind.AT_LEAST
    return BoundKind.LESS_THAN if limit.strict else BoundKind.AT_MOST


def asked_in_short(target: Target, language: Language) -> str:
    """Return what a target asks for, whatever the period: "≥ 98%", "đến 31/3/2025"."""
    if target.is_task:
        return language.text("words.done_by", day=target.ends)
    return bound_in_short(target.bound, language)


def bound_in_short(bound: Bound, language: Language) -> str:
    """Return a bound whose limit is not known for the period."""
    if bound.baseline is not None:
        return language.text(f"words.{bound.kind}")
    single = bound.amount.steps.get(None) if bound.amount else None
    if single is None:
        return language.text("words.ladder")
    return f"{_COMPARED[bound.kind]} {amount(single, language)}"


def _value(figure: Figure, language: Language) -> str:
    shown = rate_of(figure)
    return _with_unit(shown, figure, language) if shown else language.number(figure.numerator)


def _with_unit(plain: str, figure: Figure | None, language: Language) -> str:
    return language.percent(plain) if is_share(figure) else language.decimal(plain)


def _change(after: Figure, before: Figure, language: Language) -> str:
    moved = change(after, before) or "0"
    shown = language.sign_decimal(moved)
    return language.text("words.points", points=shown) if is_share(after) else shown


def _relative(after: Figure, before: Figure, language: Language) -> str:
    moved = relative_change(after, before)
    return f"{language.sign_decimal(moved)}%" if moved else language.text("words.not_comparable")
