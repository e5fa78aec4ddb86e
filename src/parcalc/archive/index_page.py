"""The index of a folder of reports: how the newest month went, each target in every month, and all reports."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from parcalc.archive.known import Earlier, EarlierReport, EarlierResult
from parcalc.archive.names import file_name
from parcalc.language.language import Language
from parcalc.model.assessment import Verdict
from parcalc.model.period import Period
from parcalc.model.plan import Plan
from parcalc.report.formats import FOR_READERS, Format
from parcalc.report.html.page import environment
from parcalc.report.paragraph import how_it_went, whose
from parcalc.report.words import SIGNS

MONTHS = 12
"""How many months the map shows, the newest first."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """One target in one month: the figure as its report shows it, and in words."""

    verdict: Verdict
    sign: str
    shown: str
    words: str


@dataclass(frozen=True, slots=True)
class _Report:
    """One report: its period, how many targets have each verdict, and its files by what a reader calls them."""

    name: str
    days: str
    verdicts: tuple[tuple[Verdict, str], ...]
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Newest:
    """The newest month: how it went in a sentence, the targets that it missed, and its report."""

    sentence: str
    missed: tuple[str, ...]
    report: _Report


def render(earlier: Earlier, plan: Plan, language: Language) -> bytes:
    """Return the index of a folder as an HTML page with links that work from the folder or a web server."""
    shortest_first = sorted(earlier.reports, key=lambda report: len(report.period))
    reports = sorted(shortest_first, key=lambda report: report.period.last, reverse=True)
    months = [report for report in reports if report.period.kind == "month"][:MONTHS]
    page = environment().get_template("index.html").render(
        who=whose(plan, language),
        year=str(reports[0].period.last.year if reports else plan.year),
        plan=" · ".join(part for part in (language.name(plan.title), plan.number) if part),
        newest=_newest(months[0], plan, earlier, language) if months else None,
        months=[(str(report.period.first.number), str(report.period.first.year)) for report in months],
        targets=_map(months, language),
        years=_years(reports, earlier, language),
        unreadable=earlier.unreadable,
        key=[(verdict, SIGNS[verdict], language.text(f"words.{verdict}")) for verdict in Verdict],
        text=language.text,
        lang=language.code,
    )  # fmt: skip
    return page.encode("utf-8", "backslashreplace")


def _newest(report: EarlierReport, plan: Plan, earlier: Earlier, language: Language) -> _Newest:
    verdicts = [result.verdict for result in report.results]
    missed = (result for result in report.results if result.verdict is Verdict.MISSED)
    return _Newest(
        how_it_went(report.period, whose(plan, language), verdicts, language),
        tuple(f"{language.name(result.names)}{_after(result, language)}" for result in missed),
        _report(report, earlier, language),
    )


def _after(result: EarlierResult, language: Language) -> str:
    return f": {language.percent(result.percent)}" if result.percent else ""


def _years(
    reports: Sequence[EarlierReport], earlier: Earlier, language: Language
) -> list[tuple[str, tuple[_Report, ...]]]:
    """Return the reports of each year, the newest first."""
    by_year = groupby(reports, key=lambda report: report.period.last.year)
    return [(str(year), tuple(_report(report, earlier, language) for report in found)) for year, found in by_year]


def _report(report: EarlierReport, earlier: Earlier, language: Language) -> _Report:
    return _Report(
        language.period(report.period),
        f"{language.date(report.first_day)} – {language.date(report.last_day)}",
        tuple(_counted(report, language)),
        tuple(_files(report.period, earlier.formats(report.period), language)),
    )


def _counted(report: EarlierReport, language: Language) -> Iterator[tuple[Verdict, str]]:
    """Give the verdicts that any target has, with their numbers: "✓ 9 đạt"."""
    for verdict in Verdict:
        number = sum(result.verdict is verdict for result in report.results)
        if number:
            yield verdict, f"{SIGNS[verdict]} {language.number(number)} {language.text(f'words.{verdict}')}"


def _files(period: Period, forms: Sequence[Format], language: Language) -> Iterator[tuple[str, str]]:
    """Give the files of a report by what a reader calls them; those for programs only where there is nothing else."""
    wanted = [form for form in forms if form in FOR_READERS] or list(forms)
    yield from ((language.text(f"page.form_{form}"), file_name(period, form)) for form in wanted)


def _map(months: Sequence[EarlierReport], language: Language) -> list[tuple[str, list[_Cell | None]]]:
    """Return each target's name with its verdict in every month; ``None`` where that report does not have it."""
    names = {result.id: language.name(result.names) for report in reversed(months) for result in report.results}
    results = {report.period: {result.id: result for result in report.results} for report in months}
    return [(name, _cells(target, months, results, language)) for target, name in names.items()]


def _cells(
    target: str,
    months: Sequence[EarlierReport],
    results: Mapping[Period, Mapping[str, EarlierResult]],
    language: Language,
) -> list[_Cell | None]:
    found = (results[report.period].get(target) for report in months)
    return [_cell(result, language) if result else None for result in found]


def _cell(result: EarlierResult, language: Language) -> _Cell:
    word = language.text(f"words.{result.verdict}")
    shown = language.decimal(result.percent) if result.percent else ""
    return _Cell(result.verdict, SIGNS[result.verdict], shown, f"{word} {shown}%" if shown else word)
