"""What ``parcalc summary`` says on one screen: the text of cron's mail."""

from collections.abc import Iterator, Sequence

from parcalc.language.language import Language
from parcalc.model.assessment import Verdict
from parcalc.model.edition import Edition
from parcalc.report.content import restated_lines
from parcalc.report.words import SIGNS, closing_line, missed_lines, missing_lines


def lines(edition: Edition, written: Sequence[str], unreadable: Sequence[str], language: Language) -> Iterator[str]:
    """Give the lines of the screen, not escaped."""
    assessment = edition.assessment
    yield language.heading(assessment.period, assessment.plan.calendar)
    yield language.name(assessment.plan.title)
    yield closing_line(assessment, language)
    yield from (f"{SIGNS[Verdict.MISSED]} {line}" for line in missed_lines(assessment, language))
    yield from (f"{SIGNS[Verdict.NO_DATA]} {line}" for line in missing_lines(assessment, language))
    for restated in edition.restatements:
        yield from (f"! {line}" for line in restated_lines(restated, language))
    yield from (language.text("summary.unreadable", name=name) for name in unreadable)
    yield language.text("summary.written", files=tuple(written))
