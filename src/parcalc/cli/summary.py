"""``parcalc summary``: the cron job."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from parcalc import __version__
from parcalc.cli.exits import NO_DATA, exit_code
from parcalc.cli.options import By, Data, Overwrite, Sheet, Targets, Template, command, one_of
from parcalc.language.language import Language
from parcalc.report.formats import FORMATS, Format

if TYPE_CHECKING:
    from parcalc.assess.summary import SummaryRequest

_Out = Annotated[str, typer.Option("--out", help="cli.out", metavar="cli.metavar_folder")]
_Month = Annotated[str | None, typer.Option("--month", "--thang", help="cli.month", metavar="cli.metavar_month")]
_All = Annotated[bool, typer.Option("--all", help="cli.all")]
_Since = Annotated[str | None, typer.Option("--since", help="cli.since", metavar="cli.metavar_since")]
_Forms = Annotated[list[str] | None, typer.Option("--format", help="cli.formats", metavar="|".join(FORMATS))]


@command
def summary(
    context: typer.Context,
    data: Data,
    out: _Out,
    month: _Month = None,
    form: _Forms = None,
    targets: Targets = None,
    by: By = None,
    sheet: Sheet = None,
    template: Template = None,
    overwrite: Overwrite = False,
    every: _All = False,
    since: _Since = None,
) -> int:
    """Write the reports and say on one screen what cron will mail; return the exit code of the month's verdicts."""
    from parcalc.assess.clock import now
    from parcalc.assess.summary import ALL, NothingReported, SummaryRequest, summarise
    from parcalc.cli.progress import told_at_work
    from parcalc.cli.screen import show_lines, show_notes, show_problems
    from parcalc.errors import Problem
    from parcalc.report.summary_screen import lines

    language: Language = context.obj
    own_template = Path(template) if template else None
    forms = tuple(cast("Format", one_of("--format", one, FORMATS)) for one in form or ("html", "json"))
    request = SummaryRequest(
        tuple(data),
        Path(out),
        targets,
        month,
        forms,
        tuple(by or ()),
        own_template,
        tuple(sheet or ()),
        overwrite=overwrite,
        since=ALL if every and since is None else since,
    )
    with told_at_work(language):
        done = summarise(request, os.environ, now(os.environ), __version__, language)
    if isinstance(done, NothingReported):
        show_problems([Problem("summary.nothing_reported", month=done.month)], language)
        return NO_DATA
    judged = done.editions[0].assessment
    show_notes(judged.notes, language)
    again = _again(request, done.editions[0].assessment.period, done.redraw_since)
    show_lines(lines(done, again, _spoken(context, done.language)))
    return exit_code(judged)


def _spoken(context: typer.Context, of_the_folder: str) -> Language:
    """Return the language that was asked for, else the folder's: a cron that was told none speaks as its reports do."""
    asked = (one.params.get("lang") for one in (context, context.parent) if one)
    chosen: Language = context.obj
    return chosen if any(asked) or os.environ.get("PARCALC_LANG") else Language("vi" if of_the_folder == "vi" else "en")


def _again(request: "SummaryRequest", month: object, since: object) -> str:
    """Return the command that draws up again what has changed since a month, as a shell takes it."""
    import shlex
    import subprocess

    options = {"--targets": request.targets, "--template": request.template, "--month": month, "--since": since}
    named = [part for option, value in options.items() if value for part in (option, str(value))]
    several = [part for one in request.by for part in ("--by", one)]
    several += [part for one in request.sheets for part in ("--sheet", one)]
    words = ["parcalc", "summary", *request.data, "--out", str(request.folder), *several, *named]
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)
