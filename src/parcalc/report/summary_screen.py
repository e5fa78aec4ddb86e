"""What ``parcalc summary`` says on one screen: the text of cron's mail."""

from collections.abc import Iterator
from dataclasses import replace

from parcalc.language.language import Language
from parcalc.model.assessment import Assessment, Verdict
from parcalc.model.edition import Edition
from parcalc.model.summary import Summary
from parcalc.report.advice import missed_lines
from parcalc.report.content import restated_lines
from parcalc.report.missing import missing_lines, waiting_lines
from parcalc.report.paragraph import paragraph
from parcalc.report.words import SIGNS, closing_line


def lines(done: Summary, language: Language) -> Iterator[str]:
    """Give the lines of the screen, not escaped: the month, the year so far, the periods that the month closes."""
    month = done.editions[0]
    assessment = month.assessment
    yield language.heading(assessment.period, assessment.plan.calendar)
    yield language.name(assessment.plan.title)
    yield closing_line(assessment, language)
    yield paragraph(month, language)
    yield from _misses(month, language)
    yield from (f"{SIGNS[Verdict.NO_DATA]} {line}" for line in missing_lines(assessment, language))
    yield from (f"{SIGNS[Verdict.NOT_DUE]} {line}" for line in waiting_lines(assessment, language))
    yield from _longer(done, language)
    for restated in month.restatements:
        yield from (f"! {line}" for line in restated_lines(restated, language))
    if done.missing:
        yield f"! {language.text('summary.months_missing', months=done.missing)}"
    yield from (language.text("summary.unreadable", name=name) for name in done.unreadable)
    yield language.text("summary.folder", folder=done.folder)


def _longer(done: Summary, language: Language) -> Iterator[str]:
    """Give the verdicts and the misses of the year to date, unless a period that the month closes is just that."""
    month, *closed = done.editions
    if all(month.assessment.period.to_date != edition.assessment.period for edition in done.editions):
        to_date = replace(month, assessment=_to_date(month.assessment))
        yield language.text("summary.to_date", verdicts=closing_line(to_date.assessment, language))
        yield from _misses(to_date, language)
    for longer in closed:
        verdicts = closing_line(longer.assessment, language)
        yield language.text("summary.closed", period=longer.assessment.period, verdicts=verdicts)
        yield from _misses(longer, language)


def _misses(edition: Edition, language: Language) -> Iterator[str]:
    return (f"{SIGNS[Verdict.MISSED]} {line}" for line in missed_lines(edition, language))


def _to_date(assessment: Assessment) -> Assessment:
    """Return the assessment of the year to date that a month's own carries."""
    results = tuple(replace(result, outcome=result.to_date) for result in assessment.results)
    return replace(assessment, period=assessment.period.to_date, results=results)
