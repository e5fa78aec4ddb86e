"""``parcalc check``: judge one period and print it."""

import os
from pathlib import Path
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
from parcalc.errors import Place, Problem, Unusable
from parcalc.language.language import Language
from parcalc.report import formats

FORMATS = (TABLE, *formats.FORMATS)

_Period = Annotated[str, typer.Option("--period", "--ky", help="cli.period", metavar="cli.metavar_period")]
_Form = Annotated[str | None, typer.Option("--format", help="cli.format", metavar="|".join(FORMATS))]
_Top = Annotated[int, typer.Option("--top", help="cli.top", metavar="cli.metavar_number", min=1)]


def form_of(asked: str | None, output: str | None) -> str:
    """Return the format that is asked for, else that of the output file's suffix, else the table of the screen.

    Raises ``Unusable`` for a format that is none, and where a file is called as one of another format.
    """
    if asked is not None:
        one_of("--format", asked, FORMATS)
    ending = Path(output or "").suffix.removeprefix(".").lower()
    named = [form for form in formats.FORMATS if formats.suffix(form) == ending and form != "text"]
    if ending == "pdf":
        raise Unusable(Problem("cli.no_pdf"))
    if asked and named and asked not in named:
        raise Unusable(Problem("cli.other_suffix", Place(str(output)), given=asked, meant=named[0]))
    return asked or next(iter(named), TABLE)


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

    form = form_of(form, output)
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
