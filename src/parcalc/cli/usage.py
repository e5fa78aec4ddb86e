"""Wrong usage in the user's language: typer says it in English only."""

import re

import typer

from parcalc.errors import Problem

_NO_SUCH_COMMAND = re.compile(r"No such command '(.*?)'")


def usage_problem(error: typer.TyperException) -> Problem:
    """Return what typer refused, as a problem of the catalogues.

    Its exceptions are private, so they are known by the names of their classes and by what they carry.
    """
    command = getattr(getattr(error, "ctx", None), "command_path", "parcalc")
    match type(error).__name__:
        case "NoSuchOption":
            option = getattr(error, "option_name", "")
            likely = tuple(getattr(error, "possibilities", None) or ())
            code = "cli.no_such_option_but" if likely else "cli.no_such_option"
            return Problem(code, option=option, meant=likely[:3], command=command)
        case "MissingParameter":
            parameter = getattr(error, "param", None)
            name = getattr(parameter, "metavar", None) or getattr(parameter, "name", "")
            return Problem("cli.missing", name=name, command=command)
        case "BadOptionUsage":
            return Problem("cli.option_without_value", option=getattr(error, "option_name", ""), command=command)
        case "BadParameter":
            option = next(iter(getattr(getattr(error, "param", None), "opts", ())), "")
            return Problem("cli.bad_value", option=option, command=command)
        case _ if unknown := _NO_SUCH_COMMAND.match(error.format_message()):
            return Problem("cli.no_such_command", asked=unknown[1])
        case _:
            return Problem("cli.usage", detail=error.format_message(), command=command)
