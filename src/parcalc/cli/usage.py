"""Wrong usage in the user's language: typer says it in English only."""

import re
from collections.abc import Collection

import typer

from parcalc.errors import Problem

_NO_SUCH_COMMAND = r"No such command '(.*?)'"
_MISSING = {
    ("check", "data"): "cli.missing_data",
    ("summary", "data"): "cli.missing_data",
    ("summary", "out"): "cli.missing_out",
    ("count", "lists"): "cli.missing_lists",
    ("page", "out"): "cli.missing_page",
}
"""What is said where an argument or option of a command is missing: with an example of the whole command."""
_BAD = {"--year": "cli.bad_year", "--top": "cli.bad_top"}


def usage_problem(error: typer.TyperException, commands: Collection[str]) -> Problem:
    """Return what typer refused, as a problem of the catalogues.

    Its exceptions are private, so they are known by the names of their classes and by what they carry.
    """
    context = getattr(error, "ctx", None)
    command = getattr(context, "command_path", "parcalc")
    parameter = getattr(error, "param", None)
    match type(error).__name__:
        case "NoSuchOption":
            return _no_such_option(error, context, command)
        case "MissingParameter":
            code = _MISSING.get((command.rpartition(" ")[2], getattr(parameter, "name", "")), "cli.missing")
            return Problem(code, name=getattr(parameter, "metavar", ""), command=command)
        case "BadOptionUsage":
            return Problem("cli.option_without_value", option=getattr(error, "option_name", ""), command=command)
        case "BadParameter":
            option = next((_BAD[one] for one in getattr(parameter, "opts", ()) if one in _BAD), "cli.bad_value")
            return Problem(option, option=next(iter(getattr(parameter, "opts", ())), ""), command=command)
        case _ if unknown := re.match(_NO_SUCH_COMMAND, error.format_message()):
            return Problem("cli.no_such_command", asked=unknown[1], known=tuple(commands))
        case _:
            return Problem("cli.usage", detail=error.format_message(), command=command)


def _no_such_option(error: typer.TyperException, context: object, command: str) -> Problem:
    option = getattr(error, "option_name", "")
    options = _options(context)
    # Without the dashes, by which any two are alike.
    if likely := _likely(option.strip("-"), [one.strip("-") for one in options]):
        return Problem("cli.no_such_option_but", option=option, meant=f"--{likely}", command=command)
    return Problem("cli.no_such_option", option=option, known=tuple(options), command=command)


def _options(context: object) -> list[str]:
    """Return the long names of a command's options."""
    given = getattr(getattr(context, "command", None), "params", ())
    return [name for one in given for name in one.opts[:1] if name.startswith("--")]


def _likely(word: str, known: Collection[str]) -> str:
    import difflib

    return next(iter(difflib.get_close_matches(word.lower(), known, n=1, cutoff=0.7)), "")
