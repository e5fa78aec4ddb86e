"""``parcalc check``: judge one period and print it."""

import os
from typing import Annotated

import typer

from parcalc.cli.exits import exit_code
from parcalc.cli.options import (
    TABLE,
    By,
    Data,
    Output,
    Overwrite,
    Quiet,
    Sheet,
    Targets,
    Template,
    Where,
    command,
    one_of,
)
from parcalc.cli.suffixes import REPORTS, format_for
from parcalc.errors import Unusable
from parcalc.language.language import Language
from parcalc.report import formats

FORMATS = (TABLE, *formats.FORMATS)

_Period = Annotated[str, typer.Option("--period", "--ky", help="cli.period", metavar="cli.metavar_period")]
_Form = Annotated[str | None, typer.Option("--format", help="cli.format", metavar="|".join(FORMATS))]
_Top = Annotated[int, typer.Option("--top", help="cli.top", metavar="cli.metavar_number", min=1)]


@command
def check(
    context: typer.Context,
    data: Data,
    targets: Targets = None,
    period: _Period = "latest",
    by: By = None,
    where: Where = None,
    sheet: Sheet = None,
    top: _Top = 5,
    form: _Form = None,
    output: Output = None,
    overwrite: Overwrite = False,
    template: Template = None,
    quiet: Quiet = False,
) -> int:
    """Judge one period, deliver it, and return the exit code of its verdicts."""
    from parcalc.assess.check import Request, assess
    from parcalc.cli.delivery import Delivery
    from parcalc.cli.progress import told_at_work

    form = format_for(form and one_of("--format", form, FORMATS), output, REPORTS, TABLE)
    language: Language = context.obj
    request = Request(tuple(data), targets, period, tuple(by or ()), tuple(where or ()), tuple(sheet or ()))
    delivery = Delivery(form, output, overwrite, top, template, quiet=quiet)
    try:
        with told_at_work(language):
            assessment, counts = assess(request, os.environ)
    except Unusable as unusable:
        delivery.refuse(unusable.problems, request.data)
        raise
    delivery.deliver(assessment, counts, language)
    return exit_code(assessment)
