"""The report as CSV, for spreadsheets: one row a target (and member), exact numbers (docs/formats.md)."""

import csv
from collections.abc import Iterator
from fractions import Fraction
from io import StringIO

from parcalc.judge.ranking import ranking
from parcalc.judge.scoring import added
from parcalc.language.language import Language
from parcalc.model.assessment import Outcome, Result, Verdict
from parcalc.model.edition import Edition
from parcalc.model.score import Points, Score
from parcalc.report.escaping import sheet_text
from parcalc.report.figures import exact_number, shown_limit, shown_percent, shown_points, shown_rate

VERSION = 2
COLUMNS = (
    "version", "period", "first_day", "last_day", "dimension", "member", "rank", "target", "clause", "name", "bound",
    "required", "numerator", "denominator", "percent", "verdict", "margin", "to_recover", "to_date_numerator",
    "to_date_denominator", "to_date_percent", "to_date_verdict", "per", "value", "near", "unmet", "points_low",
    "points_high", "points_out_of", "band",
)  # fmt: skip

_HEAD = 4
"""Columns that are the same in every row."""


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
        yield [*head, "", "", "", *_cells(result, language), *_item_points(result, assessment.score)]
    if assessment.score:
        yield [*head, *_total(assessment.score, language)]
    for breakdown in assessment.breakdowns:
        for target, _, to_date in breakdown.targets:
            for entry in ranking(breakdown, target.id):
                whose = [breakdown.dimension.id, sheet_text(entry.name), _number(entry.place)]
                result = Result(target, entry.outcome, to_date[entry.at])
                yield [*head, *whose, *_cells(result, language), "", "", "", ""]


def _cells(result: Result, language: Language) -> list[str]:
    target, outcome, to_date = result.target, result.outcome, result.to_date
    return [
        sheet_text(target.id), sheet_text(target.clause), sheet_text(language.name(target.names)),
        str(target.bound.kind), shown_limit(outcome) or "", *_figure(outcome), str(outcome.verdict),
        _number(outcome.margin), _number(outcome.to_recover), *_figure(to_date), str(to_date.verdict),
        _number(target.per), (shown_rate(outcome) or "") if target.per else "", "yes" if outcome.near else "",
        sheet_text("; ".join(_unmet(outcome))),
    ]  # fmt: skip


def _unmet(outcome: Outcome) -> Iterator[str]:
    """Give each member, quarter or year that has not reached the bound."""
    reached = {Verdict.MET, Verdict.NO_CASES}
    return (str(part.whose) for part in outcome.parts if part.outcome.verdict not in reached)


def _item_points(result: Result, score: Score | None) -> list[str]:
    """Return what a target adds to the score, in all its items."""
    groups = score.groups if score else ()
    scored = [item for group in groups for item in group.items if item.item.target == result.target.id]
    if score is None or not scored:
        return ["", "", "", ""]
    most = sum((one.item.points for one in scored), Fraction(0))
    return [*_points(added(one.points for one in scored), most, score), ""]


def _total(score: Score, language: Language) -> list[str]:
    """Return the cells of the row of the whole score: its target is called ``score``."""
    band = " – ".join(dict.fromkeys(language.name(band.names) for band in (*score.bands[:1], *score.bands[-1:])))
    cells = dict.fromkeys(COLUMNS[_HEAD:], "") | {"target": "score", "name": sheet_text(language.text("score.name"))}
    points = [*_points(score.points, score.scoring.out_of, score), sheet_text(band)]
    return list((cells | dict(zip(COLUMNS[-4:], points, strict=True))).values())


def _points(points: Points, out_of: Fraction, score: Score) -> list[str]:
    shown = [shown_points(value, score.scoring) for value in (points.low, points.high)]
    return [*shown, exact_number(out_of)]


def _figure(outcome: Outcome) -> tuple[str, str, str]:
    figure = outcome.figure
    if figure is None:
        return "", "", ""
    return _number(figure.numerator), _number(figure.denominator), shown_percent(outcome) or ""


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
