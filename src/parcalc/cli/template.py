"""``parcalc template``: a blank counts file for a year."""

import os
from typing import Annotated

import typer

from parcalc.cli.exits import DONE
from parcalc.cli.options import Output, Overwrite, Targets, command
from parcalc.model.period import FIRST_YEAR, LAST_YEAR

_Year = Annotated[
    int | None, typer.Option("--year", help="cli.year", metavar="cli.metavar_year", min=FIRST_YEAR, max=LAST_YEAR)
]


@command
def template(year: _Year = None, targets: Targets = None, output: Output = None, overwrite: Overwrite = False) -> int:
    """Write a blank counts file with a row for each month of a year, the plan's own by default."""
    from parcalc.assess.own_files import own_blank
    from parcalc.assess.plan_file import plan_file
    from parcalc.cli.destination import Destination
    from parcalc.read.plan.loader import load_plan
    from parcalc.report.blank_counts import blank_counts

    plan = load_plan(plan_file(targets, os.environ))
    destination = Destination(output, (plan.file,), overwrite)
    destination.put(blank_counts(plan, year or plan.year), own_blank(plan))
    return DONE
