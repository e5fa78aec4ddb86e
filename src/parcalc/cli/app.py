"""The commands as one typer application, in the user's language."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

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
        cls=_Group,
        add_completion=False,
        invoke_without_command=True,
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
    )
    application.callback(help="cli.parcalc")(_options)
    application.command("check", cls=_Command, help="cli.check")(check)
    application.command("summary", cls=_Command, help="cli.summary")(summary)
    application.command("targets", cls=_Command, help="cli.targets")(targets)
    application.command("template", cls=_Command, help="cli.template")(template)
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


def _translate(command: Any, language: Language) -> None:
    """Put words for the keys that the commands and options carry as their help, and for typer's own English."""
    command.help = language.text(command.help)
    command.options_metavar = language.text("cli.options_word")
    command.get_help_option(typer.Context(command)).help = language.text("cli.help")
    for option in command.params:
        if option.help.startswith("cli."):
            option.help = language.text(option.help)
    for child in getattr(command, "commands", {}).values():
        command.subcommand_metavar = language.text("cli.command_word")
        _translate(child, language)


class _InTheUsersLanguage:
    """What typer writes above a command's help, with our word for usage."""

    def format_usage(self, context: Any, formatter: Any) -> None:
        pieces = " ".join(self.collect_usage_pieces(context))  # type: ignore[attr-defined]
        formatter.write_usage(context.command_path, pieces, prefix=context.obj.text("cli.usage_word"))


class _Command(_InTheUsersLanguage, TyperCommand):
    """A command whose help speaks the user's language."""


class _Group(_InTheUsersLanguage, TyperGroup):
    """The program itself, likewise."""
