"""``parcalc summary``: the cron job."""

import os
from pathlib import Path
from typing import Annotated, cast

import typer

from parcalc.cli.exits import NO_DATA, exit_code
from parcalc.cli.options import By, Data, Overwrite, Sheet, Targets, Template, command, one_of
from parcalc.language.language import Language
from parcalc.report.formats import FORMATS, Format

_Out = Annotated[str, typer.Option("--out", help="cli.out", metavar="cli.metavar_folder")]
_Month = Annotated[str | None, typer.Option("--month", help="cli.month", metavar="cli.metavar_month")]
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
) -> int:
    """Write the reports and say on one screen what cron will mail; return the exit code of the month's verdicts."""
    from importlib.metadata import version

    from parcalc.assess.clock import now
    from parcalc.assess.summary import NothingReported, SummaryRequest, summarise
    from parcalc.cli.screen import show_lines, show_notes, show_problems
    from parcalc.errors import Problem
    from parcalc.report.summary_screen import lines

    language: Language = context.obj
    own_template = Path(template) if template else None
    forms = tuple(cast("Format", one_of("--format", one, FORMATS)) for one in form or ("html", "json"))
    request = SummaryRequest(
        tuple(data), Path(out), targets, month, forms, tuple(by or ()), own_template, tuple(sheet or ()), overwrite
    )
    done = summarise(request, os.environ, now(os.environ), version("parcalc"), language)
    if isinstance(done, NothingReported):
        show_problems([Problem("summary.nothing_reported", month=done.month)], language)
        return NO_DATA
    judged = done.editions[0].assessment
    show_notes(judged.notes, language)
    show_lines(lines(done, language))
    return exit_code(judged)
