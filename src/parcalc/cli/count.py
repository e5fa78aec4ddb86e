"""``parcalc count``: lists of dossiers to a counts file, or the records behind a count."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parcalc.cli.exits import DONE
from parcalc.cli.options import Quiet, Targets, command
from parcalc.errors import Place, Problem, Unusable
from parcalc.language.language import Language

if TYPE_CHECKING:
    from parcalc.assess.count import CountRequest

_Lists = Annotated[list[str], typer.Argument(help="cli.lists", metavar="cli.metavar_lists", show_default=False)]
_Out = Annotated[str | None, typer.Option("--out", "--output", help="cli.counts_out", metavar="cli.metavar_file")]
_Period = Annotated[str | None, typer.Option("--period", help="cli.counted_period", metavar="cli.metavar_period")]
_By = Annotated[list[str] | None, typer.Option("--by", help="cli.counted_by", metavar="cli.metavar_dimension")]
_List = Annotated[str | None, typer.Option("--list", help="cli.list", metavar="cli.metavar_count")]
_Overwrite = Annotated[bool, typer.Option("--overwrite", help="cli.overwrite")]


@command
def count(
    context: typer.Context,
    lists: _Lists,
    out: _Out = None,
    period: _Period = None,
    by: _By = None,
    listed: _List = None,
    targets: Targets = None,
    overwrite: _Overwrite = False,
    quiet: Quiet = False,
) -> int:
    """Write the counts of lists of dossiers, or the dossiers behind one count."""
    from parcalc.assess.count import CountRequest

    if out is not None:
        _refuse_to_overwrite(out, lists, overwrite=overwrite)
    request = CountRequest(tuple(lists), targets, period, tuple(by or ()))
    if listed is not None:
        _list(request, listed, out, context.obj)
    else:
        _count(request, out, context.obj, quiet=quiet)
    return DONE


def _count(request: "CountRequest", out: str | None, language: Language, *, quiet: bool) -> None:
    from parcalc.assess.count import count as counted
    from parcalc.cli.screen import put, show_notes
    from parcalc.report.counts_file import counts_file

    plan, counts = counted(request, os.environ)
    put(counts_file(plan, counts), out)
    if not quiet:
        show_notes(counts.notes, language)


def _list(request: "CountRequest", asked: str, out: str | None, language: Language) -> None:
    from parcalc.assess.count import list_counted
    from parcalc.cli.screen import console, put
    from parcalc.report.record_list import as_csv, show

    plan, listing = list_counted(request, asked, os.environ)
    if out is None:
        show(listing, language, console(), plan.calendar)
    else:
        put(as_csv(listing, language), out)


def _refuse_to_overwrite(out: str, lists: list[str], *, overwrite: bool) -> None:
    """Keep the lists themselves, and, unless it is asked for, whatever stands where the counts are to go."""
    path = Path(out)
    if not path.is_file():
        return
    if any(Path(name).exists() and path.samefile(name) for name in lists):
        raise Unusable(Problem("write.own_input", Place(out)))
    if not overwrite:
        raise Unusable(Problem("write.exists", Place(out)))
