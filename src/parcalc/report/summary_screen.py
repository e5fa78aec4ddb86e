"""What ``parcalc summary`` says on one screen: the text of cron's mail."""

from collections.abc import Iterator

from parcalc.language.language import Language
from parcalc.model.assessment import Verdict
from parcalc.model.edition import Edition
from parcalc.model.summary import Summary
from parcalc.report.advice import missed_lines
from parcalc.report.missing import missing_lines, waiting_lines
from parcalc.report.paragraph import paragraph
from parcalc.report.restated import restated_lines
from parcalc.report.words import SIGNS, closing_line


def lines(done: Summary, again: str, language: Language) -> Iterator[str]:
    """Give the lines of the screen, not escaped: the month and the year so far, the periods that it closes.

    ``again`` is the command that draws up again what has changed.
    """
    month = done.editions[0]
    assessment = month.assessment
    yield language.heading(assessment.period, assessment.plan.calendar)
    yield language.name(assessment.plan.title)
    yield closing_line(assessment, language)
    yield paragraph(month, language)
    yield from _misses(month, language)
    yield from (f"{SIGNS[Verdict.NO_DATA]} {line}" for line in missing_lines(assessment, language))
    yield from (f"{SIGNS[Verdict.NOT_DUE]} {line}" for line in waiting_lines(assessment, language))
    yield from _closed(done, language)
    for restated in month.restatements:
        yield from (f"! {line}" for line in restated_lines(restated, language))
    if done.redraw_since:
        yield f"! {language.text('summary.redraw', command=again)}"
    yield from _folder(done, language)


def _folder(done: Summary, language: Language) -> Iterator[str]:
    """Give what there is to know of the folder, and where it is."""
    if done.redrawn:
        yield language.text("summary.redrawn", periods=done.redrawn)
    if done.beyond:
        yield f"! {language.text('summary.beyond', periods=done.beyond)}"
    for period in done.alone:
        yield f"! {language.text('summary.alone', period=period, month=str(period.last))}"
    yield from (language.text("summary.unreadable", name=name) for name in done.unreadable)
    if done.language != language.code:
        yield language.text("summary.folder_speaks_another")
    yield language.text("summary.folder", folder=done.folder)


def _closed(done: Summary, language: Language) -> Iterator[str]:
    """Give the verdicts and the misses of each longer period that the month closes."""
    for longer in done.editions[1:]:
        verdicts = closing_line(longer.assessment, language)
        yield language.text("summary.closed", period=longer.assessment.period, verdicts=verdicts)
        yield from _misses(longer, language)


def _misses(edition: Edition, language: Language) -> Iterator[str]:
    return (f"{SIGNS[Verdict.MISSED]} {line}" for line in missed_lines(edition, language))
