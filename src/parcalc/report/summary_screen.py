"""What ``parcalc summary`` says on one screen: the text of cron's mail."""

from collections.abc import Iterator
from dataclasses import replace

from parcalc.language.language import Language
from parcalc.model.assessment import Assessment, Verdict
from parcalc.model.summary import Summary
from parcalc.report.content import restated_lines
from parcalc.report.words import SIGNS, closing_line, missed_lines, missing_lines


def lines(done: Summary, language: Language) -> Iterator[str]:
    """Give the lines of the screen, not escaped: the month, the year so far, the periods that the month closes."""
    month = done.editions[0]
    assessment = month.assessment
    yield language.heading(assessment.period, assessment.plan.calendar)
    yield language.name(assessment.plan.title)
    yield closing_line(assessment, language)
    yield from _misses(assessment, language)
    yield from (f"{SIGNS[Verdict.NO_DATA]} {line}" for line in missing_lines(assessment, language))
    yield from _longer(done, language)
    for restated in month.restatements:
        yield from (f"! {line}" for line in restated_lines(restated, language))
    if done.missing:
        yield f"! {language.text('summary.months_missing', months=done.missing)}"
    yield from (language.text("summary.unreadable", name=name) for name in done.unreadable)
    yield language.text("summary.folder", folder=done.folder)


def _longer(done: Summary, language: Language) -> Iterator[str]:
    """Give the verdicts and the misses of the year to date, unless a period that the month closes is just that."""
    month, *closed = (edition.assessment for edition in done.editions)
    if all(month.period.to_date != edition.assessment.period for edition in done.editions):
        yield language.text("summary.to_date", verdicts=closing_line(_to_date(month), language))
        yield from _misses(_to_date(month), language)
    for longer in closed:
        yield language.text("summary.closed", period=longer.period, verdicts=closing_line(longer, language))
        yield from _misses(longer, language)


def _misses(assessment: Assessment, language: Language) -> Iterator[str]:
    return (f"{SIGNS[Verdict.MISSED]} {line}" for line in missed_lines(assessment, language))


def _to_date(assessment: Assessment) -> Assessment:
    """Return the assessment of the year to date that a month's own carries."""
    results = tuple(replace(result, outcome=result.to_date) for result in assessment.results)
    return replace(assessment, period=assessment.period.to_date, results=results)
