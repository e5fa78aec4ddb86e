"""``parcalc count``: lists of dossiers to a counts file, or the records behind a count."""

import os
from typing import TYPE_CHECKING, Annotated

import typer

from parcalc.cli.destination import Destination
from parcalc.cli.exits import DONE
from parcalc.cli.options import Overwrite, Quiet, Targets, command
from parcalc.language.language import Language

if TYPE_CHECKING:
    from parcalc.assess.count import CountRequest

_Lists = Annotated[list[str], typer.Argument(help="cli.lists", metavar="cli.metavar_lists", show_default=False)]
_Out = Annotated[str | None, typer.Option("--out", "--output", help="cli.counts_out", metavar="cli.metavar_file")]
_Period = Annotated[str | None, typer.Option("--period", help="cli.counted_period", metavar="cli.metavar_period")]
_By = Annotated[list[str] | None, typer.Option("--by", help="cli.counted_by", metavar="cli.metavar_dimension")]
_List = Annotated[str | None, typer.Option("--list", help="cli.list", metavar="cli.metavar_count")]


@command
def count(
    context: typer.Context,
    lists: _Lists,
    out: _Out = None,
    period: _Period = None,
    by: _By = None,
    listed: _List = None,
    targets: Targets = None,
    overwrite: Overwrite = False,
    quiet: Quiet = False,
) -> int:
    """Write the counts of lists of dossiers, or the dossiers behind one count."""
    from parcalc.assess.count import CountRequest
    from parcalc.read.dossiers.lists import named_files

    request = CountRequest(tuple(lists), targets, period, tuple(by or ()))
    to = Destination(out, tuple(named_files(lists)), overwrite)
    if listed is not None:
        _list(request, listed, to, context.obj)
    else:
        _count(request, to, context.obj, quiet=quiet)
    return DONE


def _count(request: "CountRequest", to: Destination, language: Language, *, quiet: bool) -> None:
    from parcalc.assess.count import count as counted
    from parcalc.cli.screen import show_notes
    from parcalc.report.counts_file import counts_file

    plan, counts = counted(request, os.environ)
    to.reading(plan.file).put(counts_file(plan, counts), None)
    if not quiet:
        show_notes(counts.notes, language)


def _list(request: "CountRequest", asked: str, to: Destination, language: Language) -> None:
    from parcalc.assess.count import list_counted
    from parcalc.report.record_list import as_csv, show

    plan, listing = list_counted(request, asked, os.environ)
    to = to.reading(plan.file)
    if to.file is None:
        to.show(lambda console: show(listing, language, console, plan.calendar))
    else:
        to.put(as_csv(listing, language), None)
