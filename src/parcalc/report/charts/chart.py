"""What a chart shows of a target: its months, its bound and its scale. Where there is nothing to see, words."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from parcalc.language.language import Language
from parcalc.model.assessment import Outcome, Result, Verdict
from parcalc.model.period import Month
from parcalc.report.charts.scale import Scale, rate_scales, whole_scale
from parcalc.report.figures import scale_of
from parcalc.report.words import SIGNS, figure, required


class Mark(NamedTuple):
    """One month: its verdict, its value and what was required, in percent or cases; ``None`` where there is none."""

    month: Month
    verdict: Verdict
    value: Fraction | None
    limit: Fraction | None


class Chart(NamedTuple):
    """One target's drawing: its months on a scale, and the last value and bound as they are written at their lines.

    ``words`` says all that the drawing shows, for those who do not see it.
    """

    target: str
    name: str
    marks: tuple[Mark, ...]
    scale: Scale
    last: str
    bound: str
    words: str


class Charts(NamedTuple):
    """The drawings of an assessment, and a line for each target of which a drawing would show nothing."""

    drawn: tuple[Chart, ...]
    told: tuple[str, ...]


def charts(results: Sequence[Result], language: Language) -> Charts:
    """Return the charts of all targets. Rates share one scale: a point of percentage is equally high in each."""
    marked = [(result, _marks(result)) for result in results if result.history and not result.target.is_task]
    seen = [(result, marks) for result, marks in marked if _shows_something(marks)]
    rates = rate_scales([_extent(marks) for result, marks in seen if _in_percent(result)])
    drawn = (
        _chart(result, marks, next(rates) if _in_percent(result) else whole_scale(_extent(marks)), language)
        for result, marks in seen
    )
    flat = (result for result, marks in marked if not _shows_something(marks))
    return Charts(tuple(drawn), tuple(_instead(result, language) for result in flat))


def described(result: Result, language: Language) -> str:
    """Return what a chart shows in words: what is required, and each month's rate and verdict."""
    months = (f"{language.month(one.period.first)}: {_told(one, language)}" for one in result.history)
    asked = required(result, result.history[-1], language)
    return f"{language.name(result.target.names)} ({asked}). {'; '.join(months)}."


def _chart(result: Result, marks: tuple[Mark, ...], scale: Scale, language: Language) -> Chart:
    last = result.history[-1]
    return Chart(
        target=result.target.id,
        name=language.name(result.target.names),
        marks=marks,
        scale=scale,
        last=f"{SIGNS[last.verdict]} {figure(last, language)}" if marks[-1].value is not None else "",
        bound=required(result, last, language) if last.limit else "",
        words=described(result, language),
    )


def _in_percent(result: Result) -> bool:
    return result.target.denominator is not None and result.target.per is None


def _marks(result: Result) -> tuple[Mark, ...]:
    return tuple(_mark(outcome) for outcome in result.history)


def _mark(outcome: Outcome) -> Mark:
    scale = scale_of(outcome.figure)
    value = outcome.figure.value * scale if _counted(outcome) and outcome.figure else None
    limit = outcome.limit.value * scale if outcome.limit else None
    return Mark(outcome.period.first, outcome.verdict, value, limit)


def _counted(outcome: Outcome) -> bool:
    return outcome.figure is not None and outcome.figure.denominator != 0


def _shows_something(marks: Sequence[Mark]) -> bool:
    """Tell whether there are two months to compare and anything differs between them."""
    return len({(mark.value, mark.verdict) for mark in marks if mark.value is not None}) > 1


def _extent(marks: Sequence[Mark]) -> tuple[Fraction, Fraction]:
    points = [point for mark in marks for point in (mark.value, mark.limit) if point is not None]
    return min(points), max(points)


def _instead(result: Result, language: Language) -> str:
    """Return in words what a flat or empty drawing would have shown."""
    name = result.target.names
    judged = [outcome for outcome in result.history if _counted(outcome)]
    if not judged:
        return language.text("page.chart_empty", name=name, words=_verdicts(result.history, language))
    words = _told(judged[-1], language)
    if len(judged) == 1:
        return language.text("page.chart_single", name=name, month=judged[0].period.first, words=words)
    return language.count("page.chart_flat", len(judged), name=name, words=words)


def _verdicts(history: Iterable[Outcome], language: Language) -> str:
    words = dict.fromkeys(language.text(f"words.{outcome.verdict}") for outcome in history)
    return ", ".join(words)


def _told(outcome: Outcome, language: Language) -> str:
    word = language.text(f"words.{outcome.verdict}")
    shown = figure(outcome, language) if _counted(outcome) else ""
    return f"{shown}, {word}" if shown else word
