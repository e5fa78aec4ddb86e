"""``parcalc targets``: show the plan."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from parcalc.cli.exits import DONE
from parcalc.cli.options import TABLE, Output, Overwrite, Targets, command, one_of
from parcalc.cli.suffixes import format_for, require_suffix
from parcalc.language.language import Language

if TYPE_CHECKING:
    from rich.console import Console

    from parcalc.model.plan import Plan

_FORMATS = (TABLE, "json", "schema")

_Form = Annotated[str | None, typer.Option("--format", help="cli.targets_format", metavar="|".join(_FORMATS))]
_Explain = Annotated[bool, typer.Option("--explain", help="cli.explain")]


@command
def targets(
    context: typer.Context,
    file: Targets = None,
    form: _Form = None,
    explain: _Explain = False,
    output: Output = None,
    overwrite: Overwrite = False,
) -> int:
    """Show the plan's targets, or what they mean, or how a targets file is written."""
    from parcalc.cli.destination import Destination

    language: Language = context.obj
    form = _format(form and one_of("--format", form, _FORMATS), output)
    if form == "schema":
        Destination(output, (), overwrite).put_form(_schema(), "schema")
        return DONE
    plan = _plan(file)
    destination = Destination(output, (plan.file,), overwrite)
    if form == "json":
        destination.put_form(_json(plan), "plan")
    else:
        destination.show(_shown(plan, language, explain=explain))
    return DONE


def _format(given: str | None, output: str | None) -> str:
    if given == "schema":
        require_suffix(output, ".json")
        return given
    return format_for(given, output, {".json": "json"}, TABLE)


def _plan(file: str | None) -> "Plan":
    from parcalc.assess.plan_file import plan_file
    from parcalc.read.plan.loader import load_plan

    return load_plan(plan_file(file, os.environ))


def _schema() -> bytes:
    import json

    from parcalc.read.plan.shape.json_schema import plan_schema

    return (json.dumps(plan_schema(), ensure_ascii=False, indent=2) + "\n").encode()


def _json(plan: "Plan") -> bytes:
    from parcalc.report.plan_report import as_json

    return as_json(plan)


def _shown(plan: "Plan", language: Language, *, explain: bool) -> "Callable[[Console], None]":
    from parcalc.report import plan_report

    show = plan_report.explained if explain else plan_report.show
    return lambda console: show(plan, language, console)
