"""``parcalc page``: the offline page with the office's plan inside."""

import os
from pathlib import Path
from typing import Annotated

import typer

from parcalc import __version__
from parcalc.cli.exits import DONE
from parcalc.cli.options import Overwrite, Targets, command
from parcalc.cli.suffixes import require_suffix

_Out = Annotated[str, typer.Option("--out", "--output", help="cli.page_out", metavar="cli.metavar_file")]
_From = Annotated[str | None, typer.Option("--from", help="cli.page_from", metavar="cli.metavar_page")]


@command
def page(out: _Out, targets: Targets = None, template: _From = None, overwrite: Overwrite = False) -> int:
    """Write the page that judges in a browser, without a network and without parcalc on the machine."""
    from parcalc.assess.plan_file import plan_file
    from parcalc.cli.destination import Destination
    from parcalc.page.own import is_page, page_with
    from parcalc.read.plan.loader import load_plan

    require_suffix(out, ".html", ".htm")
    plan = load_plan(plan_file(targets, os.environ))
    content = page_with(plan, __version__, Path(template) if template else None)
    Destination(out, (plan.file, *([template] if template else [])), overwrite).put(content, is_page)
    return DONE
