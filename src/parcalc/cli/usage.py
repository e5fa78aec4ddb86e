"""Wrong usage in the user's language: typer says it in English only."""

import re
from collections.abc import Sequence

import typer

from parcalc.errors import Problem

_NO_SUCH_COMMAND = re.compile(r"No such command '(.*?)'")


_MISSING = {"data": "cli.missing_data", "lists": "cli.missing_lists", "out": "cli.missing_out"}
_BAD = {"--year": "cli.bad_year", "--top": "cli.bad_top"}
_ALIKE = 0.6


def usage_problem(error: typer.TyperException, commands: Sequence[str]) -> Problem:
    """Return what typer refused, as a problem of the catalogues.

    Its exceptions are private, so they are known by the names of their classes and by what they carry.
    """
    command = getattr(getattr(error, "ctx", None), "command_path", "parcalc")
    match type(error).__name__:
        case "NoSuchOption":
            option = getattr(error, "option_name", "")
            likely = tuple(one for one in getattr(error, "possibilities", None) or () if _is_like(option, one))
            code = "cli.no_such_option_but" if likely else "cli.no_such_option"
            return Problem(code, option=option, meant=likely[:3], command=command)
        case "MissingParameter":
            parameter = getattr(error, "param", None)
            name = getattr(parameter, "metavar", None) or getattr(parameter, "name", "")
            code = _MISSING.get(getattr(parameter, "name", ""), "cli.missing")
            return Problem(code, name=name, command=command)
        case "BadOptionUsage":
            return Problem("cli.option_without_value", option=getattr(error, "option_name", ""), command=command)
        case "BadParameter":
            option = next(iter(getattr(getattr(error, "param", None), "opts", ())), "")
            return Problem(_BAD.get(option, "cli.bad_value"), option=option, command=command)
        case _ if unknown := _NO_SUCH_COMMAND.match(error.format_message()):
            return Problem("cli.no_such_command", asked=unknown[1], known=tuple(commands))
        case _:
            return Problem("cli.usage", detail=error.format_message(), command=command)


def _is_like(option: str, other: str) -> bool:
    """Tell whether two options are alike, but for the dashes that all of them share."""
    import difflib

    return difflib.SequenceMatcher(None, option.strip("-"), other.strip("-")).ratio() >= _ALIKE
