"""The use case of ``parcalc summary``: the reports of a month and of the longer periods that it closes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from parcalc.archive.folder import locked_folder
from parcalc.archive.index_page import render as render_index
from parcalc.archive.known import Earlier
from parcalc.archive.names import INDEX, file_name, named_after
from parcalc.archive.past import parse_report, read_earlier
from parcalc.archive.restatements import restatements
from parcalc.assess.check import LATEST, latest_month
from parcalc.assess.data import read_data
from parcalc.assess.dimensions import dimension_named, require_dimensions
from parcalc.assess.edition import edition
from parcalc.assess.own_files import own
from parcalc.assess.plan_file import plan_file
from parcalc.errors import Place, Problem, Unusable
from parcalc.judge.judging import judge
from parcalc.language.language import Language
from parcalc.model.counts import Counts
from parcalc.model.edition import Edition
from parcalc.model.period import Month, Period, periods_closed_by
from parcalc.model.plan import Plan
from parcalc.model.summary import Summary
from parcalc.read.plan.loader import load_plan
from parcalc.report.formats import FORMATS, Format, render
from parcalc.report.marks import marked
from parcalc.write.guard import Guard
from parcalc.write.through import is_written_through
from parcalc.write.whole import write_together


@dataclass(frozen=True, slots=True)
class SummaryRequest:
    """What the cron job asks for. JSON is always written: the index and restatements are read from it."""

    data: tuple[str, ...]
    folder: Path
    targets: str | None = None
    month: str | None = None
    formats: tuple[Format, ...] = ("html", "json")
    by: tuple[str, ...] = ()
    template: Path | None = None
    sheets: tuple[str, ...] = ()
    overwrite: bool = False


@dataclass(frozen=True, slots=True)
class NothingReported:
    """The month has no row: nothing was written."""

    month: Month


def summarise(
    request: SummaryRequest, environment: Mapping[str, str], made_at: datetime, version: str, language: Language
) -> Summary | NothingReported:
    """Write the reports of a month into a folder, each whole, and the index last.

    Everything is drawn up before the first file is written. Raises ``Unusable`` for a plan or data that cannot be used
    and where writing fails.
    """
    plan = load_plan(plan_file(request.targets, environment))
    by = tuple(dict.fromkeys(dimension_named(plan, "--by", name).id for name in request.by))
    counts = read_data(request.data, plan, request.sheets)
    require_dimensions(plan, counts, by)
    month = _month(request.month, plan, counts, made_at)
    if month not in counts.months:
        return NothingReported(month)
    with locked_folder(request.folder):
        earlier = read_earlier(request.folder)
        restated = restatements(plan, counts, earlier, month)
        editions = tuple(
            replace(
                edition(judge(plan, counts, period, by), counts, made_at, version),
                restatements=restated,
                in_folder=True,
            )
            for period in periods_closed_by(month)
        )  # fmt: skip
        reports = _drawn_up(editions, request, earlier, language)
        reports[INDEX] = render_index(_with(earlier, reports), plan, language)
        contents = {request.folder / name: marked(_form(name), reports[name], version) for name in reports}
        _require_ours(contents, request, plan)
        write_together(contents)
    folder = str(request.folder.absolute())
    return Summary(editions, folder, _missing(counts, month), earlier.unreadable)


def _month(asked: str | None, plan: Plan, counts: Counts, made_at: datetime) -> Month:
    if asked is None:
        return plan.calendar.last_ended(made_at.date())
    if asked == LATEST:
        return latest_month(counts).first
    try:
        period = Period.parse(asked)
    except ValueError as error:
        raise Unusable(Problem("summary.no_such_month", asked=asked)) from error
    if period.kind != "month":
        raise Unusable(Problem("summary.no_such_month", asked=asked))
    return period.first


def _missing(counts: Counts, until: Month) -> tuple[Month, ...]:
    """Return the months of the year that have no row though an earlier month has one."""
    reported = counts.months
    year = Period(until, until).to_date
    return tuple(month for month in year if month not in reported and reported[0] < month)


def _drawn_up(
    editions: Sequence[Edition], request: SummaryRequest, earlier: Earlier, language: Language
) -> dict[str, bytes]:
    """Return every report as bytes: in the formats asked for, and in each that lies there already.

    A format left as it was would tell other figures than the page beside it.
    """
    return {
        file_name(one.assessment.period, form): render(form, one, language, request.template)
        for one in editions
        for form in _formats(one.assessment.period, request, earlier)
    }


def _formats(period: Period, request: SummaryRequest, earlier: Earlier) -> list[Format]:
    wanted = {*request.formats, "json", *earlier.formats(period)}
    return [form for form in FORMATS if form in wanted]


def _require_ours(paths: Iterable[Path], request: SummaryRequest, plan: Plan) -> None:
    """Refuse to replace what the run reads, and what parcalc did not write: a pipe or a device never."""
    read = (*request.data, plan.file, *([str(request.template)] if request.template else []))
    guard = Guard(read, request.overwrite)
    refused = [_refusal(path, guard) for path in paths]
    if problems := [problem for problem in refused if problem]:
        raise Unusable(*problems)


def _refusal(path: Path, guard: Guard) -> Problem | None:
    if is_written_through(path):
        return Problem("write.no_file", Place(str(path)))
    return guard.refusal(path, own(_form(path.name)))


def _form(name: str) -> Format:
    report = named_after(name)
    return report[1] if report else "html"  # the index


def _with(earlier: Earlier, reports: Mapping[str, bytes]) -> Earlier:
    """Return the folder as it will be with the new reports in it."""
    new = [parse_report(content) for name, content in reports.items() if name.endswith(".json")]
    by_period = {report.period: report for report in (*earlier.reports, *new) if report}
    damaged = tuple(name for name in earlier.unreadable if name not in reports)
    return Earlier(tuple(by_period.values()), damaged, earlier.files | set(reports))
