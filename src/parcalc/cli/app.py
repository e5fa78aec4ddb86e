"""The commands as one typer application, in the user's language."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, Literal, assert_never, get_args

import typer
from typer.core import TyperCommand, TyperGroup

from parcalc import __version__
from parcalc.cli import completion
from parcalc.cli.exits import DONE
from parcalc.cli.options import files_of, with_options_of
from parcalc.cli.usage import usage_problem
from parcalc.errors import Unusable
from parcalc.language.language import Language

Name = Literal["check", "summary", "targets", "template", "count", "page"]


def _function(name: Name) -> Callable[..., int]:
    """Return the function of a command, whose module is read when it is asked for."""
    match name:
        case "check":
            from parcalc.cli.check import check

            return check
        case "summary":
            from parcalc.cli.summary import summary

            return summary
        case "targets":
            from parcalc.cli.targets import targets

            return targets
        case "template":
            from parcalc.cli.template import template

            return template
        case "count":
            from parcalc.cli.count import count

            return count
        case "page":
            from parcalc.cli.page import page

            return page
        case _:
            assert_never(name)


def run(arguments: Sequence[str], language: Language) -> int:
    """Run one command and return its exit code. Raises ``Unusable`` for wrong usage."""
    if completion.is_asked_for():
        return _run_whole(get_args(Name), arguments, language)
    arguments = _as_check(arguments)
    named = sorted((name for name in get_args(Name) if name in arguments), key=arguments.index)
    try:
        if named and "--help" not in arguments:
            return _run_lean(named[0], arguments, language)
        return _run_whole(named, arguments, language)
    except typer.TyperException:
        # What was meant is told with every option at hand.
        with _refusals():
            return _run_whole(get_args(Name), arguments, language)


def _as_check(arguments: Sequence[str]) -> Sequence[str]:
    """Return the arguments with ``check`` before a file that stands where a command would."""
    values = {at + 1 for at, argument in enumerate(arguments) if argument == "--lang"}
    first = next((at for at, one in enumerate(arguments) if at not in values and (one == "-" or one[:1] != "-")), None)
    if first is None or arguments[first] in get_args(Name) or not _is_file_name(arguments[first]):
        return arguments
    return [*arguments[:first], "check", *arguments[first:]]


def _is_file_name(argument: str) -> bool:
    return (
        argument == "-" or bool(Path(argument).suffix) or Path(argument).name != argument or os.path.lexists(argument)
    )


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except typer.TyperException as error:
        raise Unusable(usage_problem(error, get_args(Name))) from error


def _run_whole(names: Sequence[Name], arguments: Sequence[str], language: Language) -> int:
    """Run with every option of some commands, in the user's words; of the others only the names are known."""
    application = _program(invoke_without_command=True)
    application.callback(help="cli.parcalc")(_options)
    for name in get_args(Name):
        declare = application.command(name, cls=_Command, help=f"cli.{name}")
        declare(_function(name) if name in names else lambda: DONE)
    command = typer.main.get_command(application)
    _translate(command, language)
    return _run(command, arguments, language)


def _run_lean(name: Name, arguments: Sequence[str], language: Language) -> int:
    """Run with one command, the options that are named and no help: typer takes long over each that is declared."""
    application = _program(invoke_without_command=False)
    application.callback(add_help_option=False)(with_options_of(_options, arguments))
    function = _function(name)
    rest = {"allow_extra_args": True} if files_of(function) else None
    declare = application.command(name, cls=_Command, add_help_option=False, context_settings=rest)
    declare(with_options_of(function, arguments))
    return _run(typer.main.get_command(application), arguments, language)


def _program(*, invoke_without_command: bool) -> typer.Typer:
    return typer.Typer(
        cls=_Group,
        add_completion=False,  # typer's would write to the user's own files; cli.completion prints
        invoke_without_command=invoke_without_command,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,  # plain help needs no package, and pipes and screen readers take it as it is
    )


def _run(command: Any, arguments: Sequence[str], language: Language) -> int:
    code = command.main(args=list(arguments), prog_name="parcalc", standalone_mode=False, obj=language)
    return int(code or DONE)


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"parcalc {__version__}")
        raise typer.Exit


def _show_completion(shell: str | None) -> None:
    if shell:
        typer.echo(completion.script(shell))
        raise typer.Exit


def _options(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 - its callback answers
        bool, typer.Option("--version", help="cli.version", callback=_show_version, is_eager=True)
    ] = False,
    shell: Annotated[  # noqa: ARG001 - its callback answers
        str | None,
        typer.Option(
            "--completion",
            help="cli.completion",
            metavar="cli.metavar_shell",
            callback=_show_completion,
            is_eager=True,
        ),
    ] = None,
    lang: Annotated[str | None, typer.Option("--lang", help="cli.lang", metavar="vi|en")] = None,  # noqa: ARG001 - cli.main has read it
    debug: Annotated[bool, typer.Option("--debug", help="cli.debug")] = False,  # noqa: ARG001 - cli.main has read it
) -> None:
    """Take the options that stand before a command; without one, show the help."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def _translate(command: Any, language: Language) -> None:
    """Put words for the keys that the commands and options carry."""
    command.help = language.text(command.help)
    command.get_help_option(typer.Context(command)).help = language.text("cli.help")
    for option in command.params:
        if option.help.startswith("cli."):
            option.help = language.text(option.help)
        if (option.metavar or "").startswith("cli."):
            option.metavar = language.text(option.metavar)
    for child in getattr(command, "commands", {}).values():
        _translate(child, language)


class _InTheUsersLanguage:
    """The help of a command: typer's own speaks of types, and English."""

    def format_usage(self, context: Any, formatter: Any) -> None:
        given = self.get_params(context)  # type: ignore[attr-defined]
        files = [one.metavar for one in given if one.param_type_name == "argument"]
        words = ["cli.options_word", *(["cli.command_word"] if hasattr(self, "commands") else [])]
        pieces = " ".join([*map(context.obj.text, words), *files])
        formatter.write_usage(context.command_path, pieces, prefix=context.obj.text("cli.usage_word"))

    def format_options(self, context: Any, formatter: Any) -> None:
        given = self.get_params(context)  # type: ignore[attr-defined]
        rows = {kind: [_row(one) for one in given if one.param_type_name == kind] for kind in ("argument", "option")}
        rows["command"] = [(name, child.help) for name, child in getattr(self, "commands", {}).items()]
        for kind, listed in rows.items():
            if listed:
                with formatter.section(context.obj.text(f"cli.{kind}_heading")):
                    formatter.write_dl(listed)


def _row(parameter: Any) -> tuple[str, str]:
    """Return how a parameter is written, and what it does."""
    if parameter.param_type_name == "argument":
        return parameter.metavar, parameter.help
    value = "" if parameter.is_flag else f" {parameter.metavar}"
    return ", ".join(parameter.opts) + value, parameter.help


class _Command(_InTheUsersLanguage, TyperCommand):
    """A command whose help speaks the user's language."""


class _Group(_InTheUsersLanguage, TyperGroup):
    """The program itself, likewise."""
