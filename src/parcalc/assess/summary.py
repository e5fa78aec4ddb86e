"""The use case of ``parcalc summary``: the reports of a month and of the longer periods that it closes."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from parcalc.archive.exchange import complete, exchange
from parcalc.archive.folder import locked_folder
from parcalc.archive.names import file_name, named_after
from parcalc.archive.past import read_earlier
from parcalc.assess.check import LATEST, latest_month
from parcalc.assess.data import read_data
from parcalc.assess.dimensions import dimension_named, require_dimensions
from parcalc.assess.own_files import require_own
from parcalc.assess.plan_file import plan_file
from parcalc.assess.run import Drawn, Run
from parcalc.errors import Problem, Unusable
from parcalc.language.language import Language
from parcalc.model.counts import Counts
from parcalc.model.period import FIRST_YEAR, Month, Period, periods_closed_by
from parcalc.model.plan import Plan
from parcalc.model.summary import Summary
from parcalc.read.plan.loader import load_plan
from parcalc.report.formats import Format
from parcalc.report.marks import Form
from parcalc.write.guard import Guard

ALL = "all"
"""Since when earlier reports are drawn up again, if since ever."""


class SummaryRequest(NamedTuple):
    """What the cron job asks for. JSON is always written: the index and restatements are read from it.

    ``since`` is the month from which on the earlier reports that have changed are drawn up again too.
    """

    data: tuple[str, ...]
    folder: Path
    targets: str | None = None
    month: str | None = None
    formats: tuple[Format, ...] = ("html", "json")
    by: tuple[str, ...] = ()
    template: Path | None = None
    sheets: tuple[str, ...] = ()
    overwrite: bool = False
    since: str | None = None


class NothingReported(NamedTuple):
    """The month has no row: nothing was written."""

    month: Month


def summarise(
    request: SummaryRequest, environment: Mapping[str, str], made_at: datetime, version: str, language: Language
) -> Summary | NothingReported:
    """Write the reports of a month into a folder, so that no two files there ever tell different figures of a period.

    Everything is drawn up before the first file is written, in the language that the folder has. Raises ``Unusable``
    for a plan or data that cannot be used and where writing fails.
    """
    plan = load_plan(plan_file(request.targets, environment))
    by = tuple(dict.fromkeys(dimension_named(plan, "--by", name).id for name in request.by))
    counts = read_data(request.data, plan, request.sheets)
    require_dimensions(plan, counts, by)
    month = _month(request.month, plan, counts, made_at)
    since = _since(request.since)
    if month not in counts.months:
        return NothingReported(month)
    with locked_folder(request.folder):
        complete(request.folder)
        earlier = read_earlier(request.folder)
        spoken = Language(earlier.language or language.code)
        run = Run(plan, counts, earlier, made_at, version, spoken, request.template)
        drawn = run.draw_up(periods_closed_by(month), by, request.formats, since)
        changed = {request.folder / name for name in earlier.strangers}
        require_own(_forms(request.folder, drawn), changed, Guard(_read_by(request, plan), request.overwrite))
        exchange(request.folder, drawn.files, drawn.stale)
    return _summary(drawn, run, request.folder, since)


def _forms(folder: Path, drawn: Drawn) -> dict[Path, Form]:
    reports = {name: named_after(name) for name in drawn.files}
    return {folder / name: report[1] if report else "html" for name, report in reports.items()}


def _read_by(request: SummaryRequest, plan: Plan) -> tuple[str, ...]:
    return (*request.data, plan.file, *([str(request.template)] if request.template else []))


def _summary(drawn: Drawn, run: Run, folder: Path, since: Month | None) -> Summary:
    changed = min(drawn.told_first, default=None)
    earlier = run.earlier
    return Summary(
        drawn.own,
        str(folder.absolute()),
        run.language.code,
        redrawn=tuple(one.assessment.period for one in drawn.again),
        redraw_since=changed if changed and drawn.left.since(changed) else None,
        beyond=tuple(period for period in drawn.left.beyond if since and period.last >= since),
        alone=tuple(period for period in earlier.alone() if file_name(period, "json") not in drawn.files),
        unreadable=tuple(name for name in earlier.unreadable if name not in drawn.files),
    )


def _month(asked: str | None, plan: Plan, counts: Counts, made_at: datetime) -> Month:
    if asked is None:
        return plan.calendar.last_ended(made_at.date())
    return latest_month(counts).first if asked == LATEST else _named(asked, "summary.no_such_month")


def _since(asked: str | None) -> Month | None:
    if asked is None:
        return None
    return Month(FIRST_YEAR, 1) if asked == ALL else _named(asked, "summary.no_such_since")


def _named(asked: str, refusal: str) -> Month:
    try:
        period = Period.parse(asked)
    except ValueError as error:
        raise Unusable(Problem(refusal, asked=asked)) from error
    if period.kind != "month":
        raise Unusable(Problem(refusal, asked=asked))
    return period.first
