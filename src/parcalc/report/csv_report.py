"""The report as CSV, for spreadsheets: one row a target (and member), exact numbers (docs/formats.md)."""

import csv
from collections.abc import Iterator
from io import StringIO

from parcalc.judge.ranking import ranking
from parcalc.language.language import Language
from parcalc.model.assessment import Outcome, Result
from parcalc.model.edition import Edition
from parcalc.report.escaping import sheet_text
from parcalc.report.figures import shown_limit, shown_percent

VERSION = 2
COLUMNS = (
    "version", "period", "first_day", "last_day", "dimension", "member", "rank", "target", "clause", "name", "bound",
    "required", "numerator", "denominator", "percent", "verdict", "margin", "to_recover", "to_date_numerator",
    "to_date_denominator", "to_date_percent", "to_date_verdict",
)  # fmt: skip


def render(edition: Edition, language: Language) -> bytes:
    """Return an edition as CSV: UTF-8 with a BOM, so that Excel shows it right; columns as in ``COLUMNS``."""
    lines = StringIO()
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(_rows(edition, language))
    return lines.getvalue().encode("utf-8-sig", "backslashreplace")


def _rows(edition: Edition, language: Language) -> Iterator[list[str]]:
    assessment = edition.assessment
    first, last = assessment.plan.calendar.days(assessment.period)
    head = [str(VERSION), str(assessment.period), first.isoformat(), last.isoformat()]
    for result in assessment.results:
        yield [*head, "", "", "", *_cells(result, language)]
    for breakdown in assessment.breakdowns:
        for result in assessment.results:
            for entry in ranking(breakdown, result.target.id):
                whose = [breakdown.dimension.id, sheet_text(entry.name), _number(entry.place)]
                yield [*head, *whose, *_cells(entry.result, language)]


def _cells(result: Result, language: Language) -> list[str]:
    target, outcome, to_date = result.target, result.outcome, result.to_date
    return [
        sheet_text(target.id), sheet_text(target.clause), sheet_text(language.name(target.names)),
        str(target.bound.kind), shown_limit(outcome) or "", *_figure(outcome), str(outcome.verdict),
        _number(outcome.margin), _number(outcome.to_recover), *_figure(to_date), str(to_date.verdict),
    ]  # fmt: skip


def _figure(outcome: Outcome) -> tuple[str, str, str]:
    figure = outcome.figure
    if figure is None:
        return "", "", ""
    return _number(figure.numerator), _number(figure.denominator), shown_percent(outcome) or ""


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
