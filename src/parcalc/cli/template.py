"""``parcalc template``: a blank counts file for a year."""

import os
from typing import Annotated

import typer

from parcalc.cli.exits import DONE
from parcalc.cli.options import Output, Overwrite, Targets, command
from parcalc.cli.suffixes import require_suffix
from parcalc.model.period import FIRST_YEAR, LAST_YEAR

_Year = Annotated[
    int | None,
    typer.Option("--year", "--nam", help="cli.year", metavar="cli.metavar_year", min=FIRST_YEAR, max=LAST_YEAR),
]
_WithLastYear = Annotated[bool, typer.Option("--with-last-year", help="cli.with_last_year")]


@command
def template(
    year: _Year = None,
    with_last_year: _WithLastYear = False,
    targets: Targets = None,
    output: Output = None,
    overwrite: Overwrite = False,
) -> int:
    """Write a blank counts file with a row for each month of a year, the plan's own by default.

    The file's suffix says whether it is a workbook or a CSV.
    """
    from parcalc.assess.own_files import own_blank
    from parcalc.assess.plan_file import plan_file
    from parcalc.cli.destination import Destination
    from parcalc.read.plan.loader import load_plan

    suffix = require_suffix(output, ".xlsx", ".csv")
    plan = load_plan(plan_file(targets, os.environ))
    last = year or plan.year
    years = (max(last - 1, FIRST_YEAR), last) if with_last_year else (last,)
    if suffix == ".xlsx":
        from parcalc.report.blank_workbook import blank_workbook as blank
    else:
        from parcalc.report.blank_counts import blank_counts as blank
    Destination(output, (plan.file,), overwrite).put(blank(plan, years), own_blank(plan, suffix))
    return DONE
