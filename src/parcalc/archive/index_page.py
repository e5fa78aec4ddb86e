"""The index of a folder of reports: what lies there, newest first, and a map of targets and months."""

from collections.abc import Mapping
from dataclasses import dataclass

from parcalc.archive.known import Earlier, EarlierReport, EarlierResult
from parcalc.archive.names import file_name
from parcalc.language.language import Language
from parcalc.model.assessment import Verdict
from parcalc.model.period import Period
from parcalc.report.html.page import environment
from parcalc.report.words import SIGNS

MONTHS = 12
"""How many months the map shows, the newest last."""


@dataclass(frozen=True, slots=True)
class _Cell:
    verdict: str
    shown: str
    words: str


def render(earlier: Earlier, language: Language) -> bytes:
    """Return the index of a folder as an HTML page with links that work from the folder or a web server."""
    reports = sorted(earlier.reports, key=lambda report: (report.period.last, len(report.period)), reverse=True)
    months = sorted((report for report in reports if report.period.kind == "month"), key=lambda one: one.period.last)
    page = environment().get_template("index.html").render(
        reports=[_row(report, earlier, language) for report in reports],
        months=[language.month(report.period.first) for report in months[-MONTHS:]],
        targets=_map(months[-MONTHS:], language),
        unreadable=earlier.unreadable,
        verdicts=[(verdict.value, f"{SIGNS[verdict]} {language.text(f'words.{verdict}')}") for verdict in Verdict],
        text=language.text,
        lang=language.code,
    )  # fmt: skip
    return page.encode("utf-8", "backslashreplace")


def _row(report: EarlierReport, earlier: Earlier, language: Language) -> dict[str, object]:
    """Return one report's name, days, verdicts and the files that lie there in each format."""
    files = [(form, file_name(report.period, form)) for form in earlier.formats(report.period)]
    counted = [
        (verdict.value, str(number))
        for verdict in Verdict
        if (number := _how_many(report, verdict)) or verdict is not Verdict.NOT_DUE
    ]
    days = f"{language.date(report.first_day)} – {language.date(report.last_day)}"
    return {"name": language.period(report.period), "days": days, "files": files, "verdicts": counted}


def _how_many(report: EarlierReport, verdict: Verdict) -> int:
    return sum(result.verdict is verdict for result in report.results)


def _map(months: list[EarlierReport], language: Language) -> list[tuple[str, list[_Cell | None]]]:
    """Return each target's name with its verdict in every month; ``None`` where that report does not have it."""
    names = {result.id: language.name(result.names) for report in months for result in report.results}
    results = {report.period: {result.id: result for result in report.results} for report in months}
    return [(name, _cells(target, months, results, language)) for target, name in names.items()]


def _cells(
    target: str, months: list[EarlierReport], results: Mapping[Period, Mapping[str, EarlierResult]], language: Language
) -> list[_Cell | None]:
    found = (results[report.period].get(target) for report in months)
    return [_cell(result, language) if result else None for result in found]


def _cell(result: EarlierResult, language: Language) -> _Cell:
    word = language.text(f"words.{result.verdict}")
    percent = language.percent(result.percent) if result.percent else ""
    return _Cell(result.verdict.value, f"{SIGNS[result.verdict]} {percent}".rstrip(), f"{word} {percent}".rstrip())
