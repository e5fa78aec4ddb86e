"""``parcalc count``: lists of dossiers to a counts file, or the records behind a count."""

import os
from typing import TYPE_CHECKING, Annotated

import typer

from parcalc.cli.exits import DONE
from parcalc.cli.options import Overwrite, Quiet, Sheet, Targets, command
from parcalc.cli.suffixes import require_suffix
from parcalc.language.language import Language

if TYPE_CHECKING:
    from parcalc.assess.count import CountRequest

_Lists = Annotated[list[str], typer.Argument(help="cli.lists", metavar="cli.metavar_lists", show_default=False)]
_Out = Annotated[str | None, typer.Option("--out", "--output", help="cli.counts_out", metavar="cli.metavar_file")]
_Period = Annotated[
    str | None, typer.Option("--period", "--ky", help="cli.counted_period", metavar="cli.metavar_period")
]
_By = Annotated[list[str] | None, typer.Option("--by", help="cli.counted_by", metavar="cli.metavar_dimension")]
_List = Annotated[str | None, typer.Option("--list", help="cli.list", metavar="cli.metavar_count")]
_Engine = Annotated[str, typer.Option("--engine", help="cli.engine", metavar="auto|python|duckdb|spark|sc://…")]


@command
def count(
    context: typer.Context,
    lists: _Lists,
    out: _Out = None,
    period: _Period = None,
    by: _By = None,
    listed: _List = None,
    sheet: Sheet = None,
    engine: _Engine = "auto",
    targets: Targets = None,
    overwrite: Overwrite = False,
    quiet: Quiet = False,
) -> int:
    """Write the counts of lists of dossiers, or the dossiers behind one count."""
    from parcalc.assess.count import CountRequest

    require_suffix(out, ".csv")
    request = CountRequest(tuple(lists), targets, period, tuple(by or ()), tuple(sheet or ()), engine)
    if listed is not None:
        _list(request, listed, out, context.obj, overwrite=overwrite)
    else:
        _count(request, out, context.obj, overwrite=overwrite, quiet=quiet)
    return DONE


def _count(request: "CountRequest", out: str | None, language: Language, *, overwrite: bool, quiet: bool) -> None:
    from parcalc.assess.count import count as counted
    from parcalc.cli.destination import Destination
    from parcalc.cli.screen import show_notes
    from parcalc.report.counts_file import counts_file

    plan, counts = counted(request, os.environ)
    read = (plan.file, *(file.name for file in counts.files))
    Destination(out, read, overwrite).put(counts_file(plan, counts), None)
    if not quiet:
        show_notes(counts.notes, language)


def _list(request: "CountRequest", asked: str, out: str | None, language: Language, *, overwrite: bool) -> None:
    from parcalc.assess.count import list_counted
    from parcalc.cli.destination import Destination
    from parcalc.report.record_list import as_csv, show

    plan, listing = list_counted(request, asked, os.environ)
    destination = Destination(out, (plan.file, *listing.files), overwrite)
    if out is None:
        destination.show(lambda console: show(listing, language, console, plan.calendar))
    else:
        destination.put(as_csv(listing, language), None)
