"""What a miss means and what is still allowed: exact, and never a forecast.

Of a period that is over nothing can be mended: it is told what it means for the quarter and the year. Of one that
runs it is told what is still allowed, and what would bring a miss back.
"""

from collections.abc import Iterator
from typing import NamedTuple

from parcalc.judge.margins import still_allowed
from parcalc.language.language import Language
from parcalc.model.assessment import Outcome, Result, Verdict
from parcalc.model.edition import Edition
from parcalc.model.period import Period
from parcalc.report.words import comparison, counted, figure, margin, required_in_words, unmet

_JUDGED = {Verdict.MET, Verdict.MISSED}


class Miss(NamedTuple):
    """One missed target in words: how far off, what that means (a part a span of time), and whose task it is."""

    target: str
    name: str
    how_far: str
    means: tuple[str, ...]
    compared: str
    owner: str

    @property
    def line(self) -> str:
        """The whole in one line."""
        told = "; ".join(part for part in (self.how_far, *self.means, self.owner) if part)
        return f"{self.name}: {told}." + (f" ({self.compared})" if self.compared else "")


def misses(edition: Edition, language: Language) -> Iterator[Miss]:
    """Give what is to be said of each missed target."""
    for result in edition.assessment.results:
        if result.outcome.verdict is Verdict.MISSED:
            yield _miss(result, edition, language)


def missed_lines(edition: Edition, language: Language) -> Iterator[str]:
    """Give a line for each missed target."""
    return (miss.line for miss in misses(edition, language))


def _miss(result: Result, edition: Edition, language: Language) -> Miss:
    target = result.target
    owner = language.name(target.owner)
    own = _recovery(result, _own_span(result), edition, language)
    longer = (_stands(result, span, edition, language) for span in _longer_spans(result, edition))
    return Miss(
        target=target.id,
        name=language.name(target.names),
        how_far=_how_far(result, language),
        means=tuple(part for part in (own, *longer) if part),
        compared=comparison(result.outcome, language),
        owner=language.text("advice.owner", owner=owner) if owner else "",
    )


def allowed_lines(edition: Edition, language: Language) -> Iterator[str]:
    """Give for each met target of a period that still runs how many cases may go wrong in what is left of it."""
    if is_over(edition.assessment.period, edition):
        return
    for result in edition.assessment.results:
        if told := _allowed(result, _own_span(result), edition, language):
            yield f"{language.name(result.target.names)}: {told}"


def is_over(period: Period, edition: Edition) -> bool:
    """Tell whether the last day of a period was past when the edition was made."""
    _, last_day = edition.assessment.plan.calendar.days(period)
    return edition.made_at.date() > last_day


class _Span(NamedTuple):
    """An outcome so far, and the whole period for which it will be final."""

    outcome: Outcome
    whole: Period


def _own_span(result: Result) -> _Span:
    """Return the period itself. What begins in January goes on to the end of the year."""
    period = result.outcome.period
    return _Span(result.outcome, _year_of(period) if period == period.to_date else period)


def _longer_spans(result: Result, edition: Edition) -> Iterator[_Span]:
    """Give the quarter and the year so far, where they are judged and longer than the period itself."""
    own, year = result.outcome.period, result.to_date
    if result.target.every or result.target.is_task or result.outcome.parts:
        return
    quarter = edition.quarter and edition.quarter.outcome_of(result.target.id)
    if quarter and _is_longer(quarter, own) and quarter.period != year.period:
        yield _Span(quarter, own.quarter)
    if _is_longer(year, own):
        yield _Span(year, _year_of(own))


def _is_longer(outcome: Outcome, period: Period) -> bool:
    return outcome.verdict in _JUDGED and len(outcome.period) > len(period)


def _year_of(period: Period) -> Period:
    return Period.part(period.last.year, "")


def _how_far(result: Result, language: Language) -> str:
    """Return the figure, what was required and the cases between: "96,75% (268/277), yêu cầu từ 98% trở lên, …"."""
    outcome = result.outcome
    if result.target.is_task:
        return "; ".join(language.say(reason) for reason in outcome.reasons)
    asked = language.text("advice.asked", required=required_in_words(outcome, language))
    if outcome.parts:
        return f"{asked}: {unmet(outcome, result.target, language)}"
    return f"{counted(outcome, language)}, {asked}, {margin(result.target, outcome, language)}"


def _stands(result: Result, span: _Span, edition: Edition, language: Language) -> str:
    """Return how a longer period stands: "lũy kế từ đầu năm đạt 99,26%, còn được phép trễ 20 hồ sơ"."""
    outcome = span.outcome
    told = {"period": _named(span, language), "figure": figure(outcome, language)}
    stands = language.text(f"advice.stands_{outcome.verdict}", **told)
    if outcome.verdict is Verdict.MET:
        more = _allowed(result, span, edition, language)
    else:
        more = _recovery(result, span, edition, language) or margin(result.target, outcome, language)
    return f"{stands}, {more}" if more else stands


def _named(span: _Span, language: Language) -> str:
    if span.whole == _year_of(span.whole):
        return language.text("advice.year_to_date")
    return language.in_sentence(language.period(span.whole))


def _can_be_told(result: Result, span: _Span, edition: Edition) -> bool:
    """Tell whether a span still runs, and further cases change its figure but not its limit."""
    counts = edition.assessment.plan.counts
    adds_up = all(counts[count].over_period == "sum" for count in result.target.counts)
    limit = span.outcome.limit
    fixed = limit is not None and (limit.against is None or span.whole == span.outcome.period)
    counts_cases = not (result.target.every or result.target.per or result.target.is_task or span.outcome.parts)
    return counts_cases and adds_up and fixed and _runs(span.whole, edition)


def _runs(whole: Period, edition: Edition) -> bool:
    """Tell whether a span has months after the edition's own, or the clock is still in its last one.

    A report on June speaks of the end of June, also where it is drawn up again years later.
    """
    return whole.last > edition.assessment.period.last or not is_over(whole, edition)


def _allowed(result: Result, span: _Span, edition: Edition, language: Language) -> str:
    """Return how many more cases may go wrong whatever else comes; nothing where that cannot be said exactly."""
    outcome, target = span.outcome, result.target
    if outcome.verdict is not Verdict.MET or not _can_be_told(result, span, edition):
        return ""
    number = still_allowed(outcome.figure, outcome.limit) if outcome.figure and outcome.limit else None
    if number is None:
        return ""
    if number == 0:
        return language.text("advice.none_allowed", bad=target.bad, cases=target.cases)
    return language.count("advice.allowed", number, bad=target.bad, cases=target.cases)


def _recovery(result: Result, span: _Span, edition: Edition, language: Language) -> str:
    """Return what would bring a miss back in a span that still runs; nothing once it is over."""
    if not _can_be_told(result, span, edition):
        return ""
    outcome, target = span.outcome, result.target
    required = required_in_words(outcome, language)
    if outcome.to_recover is None:
        return language.text("advice.cannot_recover", required=required, cases=target.cases, good=target.good)
    if target.denominator is None:
        return language.count("advice.more_needed", outcome.to_recover, cases=target.cases)
    return language.count("advice.recover", outcome.to_recover, cases=target.cases, good=target.good, required=required)
