"""The options that commands share. Every ``help`` is a key of the catalogues; ``cli.app`` puts the words in."""

import functools
import inspect
from collections.abc import Callable, Sequence
from typing import Annotated, ParamSpec

import typer

from parcalc.cli.exits import ClosedPipe
from parcalc.errors import Problem, Unusable

Given = ParamSpec("Given")

TABLE = "table"
"""The format of the screen, beside those of ``parcalc.report.formats``."""

Data = Annotated[list[str], typer.Argument(help="cli.data", metavar="DATA…", show_default=False)]
Targets = Annotated[str | None, typer.Option("--targets", "--file", help="cli.targets_file", metavar="FILE")]
Output = Annotated[str | None, typer.Option("--output", help="cli.output", metavar="FILE")]
By = Annotated[list[str] | None, typer.Option("--by", help="cli.by", metavar="DIMENSION")]
Where = Annotated[list[str] | None, typer.Option("--where", help="cli.where", metavar="DIMENSION=NAME")]
Template = Annotated[str | None, typer.Option("--template", help="cli.word_template", metavar="FILE.docx")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="cli.quiet")]

_Lang = Annotated[str | None, typer.Option("--lang", help="cli.lang", metavar="vi|en")]
_Debug = Annotated[bool, typer.Option("--debug", help="cli.debug")]


def command(function: Callable[Given, int]) -> Callable[..., int]:
    """Return a command with ``--lang`` and ``--debug``, which ``cli.main`` has read before parsing."""

    @functools.wraps(function)
    def with_common_options(*args: Given.args, **kwargs: Given.kwargs) -> int:
        kwargs.pop("lang"), kwargs.pop("debug")
        try:
            return function(*args, **kwargs)
        except BrokenPipeError as closed:
            raise ClosedPipe from closed

    shared = {"lang": (_Lang, None), "debug": (_Debug, False)}
    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
        for name, (annotation, default) in shared.items()
    ]
    own = inspect.signature(function)
    with_common_options.__signature__ = own.replace(parameters=[*own.parameters.values(), *added])  # type: ignore[attr-defined]
    with_common_options.__annotations__ = {**function.__annotations__, "lang": _Lang, "debug": _Debug}
    return with_common_options


def one_of(option: str, given: str, known: Sequence[str]) -> str:
    """Return a value that is one of those known; else raise ``Unusable`` with the likely meaning."""
    if given in known:
        return given
    import difflib

    meant = next(iter(difflib.get_close_matches(given.lower(), known, cutoff=0.0)), known[0])
    raise Unusable(Problem("cli.unknown_value", option=option, given=given, known=tuple(known), meant=meant))
