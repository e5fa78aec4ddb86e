"""The commands as one typer application, in the user's language."""

from collections.abc import Sequence
from typing import Annotated

import typer

from parcalc.cli.check import check
from parcalc.cli.exits import DONE
from parcalc.cli.summary import summary
from parcalc.cli.targets import targets
from parcalc.cli.template import template
from parcalc.cli.usage import usage_problem
from parcalc.errors import Unusable
from parcalc.language.language import Language


def run(arguments: Sequence[str], language: Language) -> int:
    """Run one command and return its exit code. Raises ``Unusable`` for wrong usage."""
    application = typer.main.get_command(_application())
    _translate(application, language)
    try:
        code = application.main(args=list(arguments), prog_name="parcalc", standalone_mode=False, obj=language)
    except typer.TyperException as error:
        raise Unusable(usage_problem(error)) from error
    return int(code or DONE)


def _application() -> typer.Typer:
    application = typer.Typer(
        add_completion=False, invoke_without_command=True, pretty_exceptions_enable=False, rich_markup_mode="rich"
    )
    application.callback(help="cli.parcalc")(_options)
    application.command("check", help="cli.check")(check)
    application.command("summary", help="cli.summary")(summary)
    application.command("targets", help="cli.targets")(targets)
    application.command("template", help="cli.template")(template)
    return application


def _show_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"parcalc {version('parcalc')}")
        raise typer.Exit


def _options(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 - its callback answers
        bool, typer.Option("--version", help="cli.version", callback=_show_version, is_eager=True)
    ] = False,
    lang: Annotated[str | None, typer.Option("--lang", help="cli.lang", metavar="vi|en")] = None,  # noqa: ARG001 - cli.main has read it
    debug: Annotated[bool, typer.Option("--debug", help="cli.debug")] = False,  # noqa: ARG001 - cli.main has read it
) -> None:
    """Take the options that stand before a command; without one, show the help."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def _translate(command: object, language: Language) -> None:
    """Put words for the keys that the commands and options carry as their help."""
    for part in (command, *getattr(command, "params", ())):
        key = getattr(part, "help", None)
        if key and key.startswith("cli."):
            part.help = language.text(key)
        elif getattr(part, "name", None) == "help":
            part.help = language.text("cli.help")
    for child in getattr(command, "commands", {}).values():
        _translate(child, language)
