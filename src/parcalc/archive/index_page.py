"""The index of a folder of reports: how the newest month went, each target in every month, and all reports."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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
    """One report: its period, how many targets have each verdict, and its files by what a reader calls them.

    ``remark`` says what keeps it from being taken as it stands.
    """

    name: str
    days: str
    verdicts: tuple[tuple[Verdict, str], ...]
    files: tuple[tuple[str, str], ...]
    remark: str


@dataclass(frozen=True, slots=True)
class _Newest:
    """The newest month: how it went in a sentence, the targets that it missed, and its report."""

    sentence: str
    missed: tuple[str, ...]
    report: _Report


def render(earlier: Earlier, plan: Plan, language: Language, outdated: Collection[Period] = ()) -> bytes:
    """Return the index of a folder as an HTML page with links that work from the folder or a web server.

    ``outdated`` are the periods whose reports the counts of today would show otherwise.
    """
    listed = _Listed(earlier, plan, language, frozenset(outdated))
    reports = _newest_first(earlier.reports)
    months = [report for report in reports if report.period.kind == "month"][:MONTHS]
    page = environment().get_template("index.html").render(
        who=whose(plan, language),
        year=str(reports[0].period.last.year if reports else plan.year),
        plan=" · ".join(part for part in (language.name(plan.title), plan.number) if part),
        newest=_newest(months[0], listed) if months else None,
        months=[(language.short_month(report.period.first), str(report.period.first.year)) for report in months],
        targets=_map(months, language),
        years=listed.years(),
        unreadable=earlier.unreadable,
        key=[(verdict, SIGNS[verdict], language.text(f"words.{verdict}")) for verdict in Verdict],
        text=language.text,
        lang=language.code,
    )  # fmt: skip
    return page.encode("utf-8", "backslashreplace")


def _newest_first(reports: Iterable[EarlierReport]) -> list[EarlierReport]:
    return sorted(reports, key=lambda report: _place(report.period))


def _place(period: Period) -> tuple[int, int, int]:
    """Return by what periods are sorted: the newest first, of those that end together the shortest."""
    return -period.last.year, -period.last.number, len(period)


def _newest(report: EarlierReport, listed: "_Listed") -> _Newest:
    language, who = listed.language, whose(listed.plan, listed.language)
    missed = (result for result in report.results if result.verdict is Verdict.MISSED)
    return _Newest(
        how_it_went(report.period, who, [result.verdict for result in report.results], language),
        tuple(f"{language.name(result.names)}{_after(result, language)}" for result in missed),
        listed.report(report.period, report),
    )


def _after(result: EarlierResult, language: Language) -> str:
    return f": {language.percent(result.percent)}" if result.percent else ""


@dataclass(frozen=True, slots=True)
class _Listed:
    """The reports of a folder as the index lists them, also those of which nothing is known but their names."""

    earlier: Earlier
    plan: Plan
    language: Language
    outdated: frozenset[Period]

    def years(self) -> list[tuple[str, list[_Report]]]:
        """Return the reports of each year, the newest first."""
        known = {report.period: report for report in self.earlier.reports}
        periods = sorted([*known, *self.earlier.alone()], key=_place)
        by_year = groupby(periods, key=lambda period: period.last.year)
        return [(str(year), [self.report(one, known.get(one)) for one in found]) for year, found in by_year]

    def report(self, period: Period, known: EarlierReport | None) -> _Report:
        """Return what there is to say of a report, of which perhaps no JSON is known."""
        first, last = (known.first_day, known.last_day) if known else self.plan.calendar.days(period)
        names = {form: file_name(period, form) for form in self.earlier.formats(period)}
        ours = [form for form, name in names.items() if name not in self.earlier.strangers]
        return _Report(
            self.language.period(period),
            f"{self.language.date(first)} – {self.language.date(last)}",
            tuple(_counted(known.results if known else (), self.language)),
            tuple(_files(period, ours, self.language)),
            " ".join(self._remarks(period, tuple(sorted(self.earlier.strangers.intersection(names.values()))))),
        )

    def _remarks(self, period: Period, strangers: tuple[str, ...]) -> Iterator[str]:
        if period in self.earlier.alone():
            yield self.language.text("page.alone")
        if period in self.outdated:
            yield self.language.text("page.outdated")
        if strangers:
            yield self.language.text("page.strangers", files=strangers)


def _counted(results: Sequence[EarlierResult], language: Language) -> Iterator[tuple[Verdict, str]]:
    """Give the verdicts that any target has, with their numbers: "✓ 9 đạt"."""
    for verdict in Verdict:
        number = sum(result.verdict is verdict for result in results)
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
