"""The options that commands share. Every ``help`` is a key of the catalogues; ``cli.app`` puts the words in."""

import functools
import inspect
from collections.abc import Callable, Sequence
from typing import Annotated, Any, ParamSpec, TypeVar

import typer
from typer.models import ArgumentInfo, OptionInfo, ParameterInfo

from parcalc.errors import Problem, Unusable

Given = ParamSpec("Given")
Result = TypeVar("Result")
AnyInfo = TypeVar("AnyInfo", bound=ParameterInfo)

TABLE = "table"
"""The format of the screen, beside those of ``parcalc.report.formats``."""

_MEANT = {
    "word": "docx",
    "doc": "docx",
    "excel": "xlsx",
    "xls": "xlsx",
    "htm": "html",
    "markdown": "md",
    "txt": "text",
}
"""Formats by the names that people have for them."""

Data = Annotated[list[str], typer.Argument(help="cli.data", metavar="cli.metavar_data", show_default=False)]
Targets = Annotated[
    str | None, typer.Option("--targets", "--file", help="cli.targets_file", metavar="cli.metavar_file")
]
Output = Annotated[str | None, typer.Option("--output", help="cli.output", metavar="cli.metavar_file")]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="cli.overwrite")]
By = Annotated[list[str] | None, typer.Option("--by", help="cli.by", metavar="cli.metavar_dimension")]
Where = Annotated[list[str] | None, typer.Option("--where", help="cli.where", metavar="cli.metavar_where")]
Sheet = Annotated[list[str] | None, typer.Option("--sheet", help="cli.sheet", metavar="cli.metavar_sheet")]
Template = Annotated[str | None, typer.Option("--template", help="cli.word_template", metavar="cli.metavar_template")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="cli.quiet")]

_Lang = Annotated[str | None, typer.Option("--lang", help="cli.lang", metavar="vi|en")]
_Debug = Annotated[bool, typer.Option("--debug", help="cli.debug")]


def command(function: Callable[Given, int]) -> Callable[..., int]:
    """Return a command with ``--lang`` and ``--debug``, which ``cli.main`` has read before parsing."""

    @functools.wraps(function)
    def with_common_options(*args: Given.args, **kwargs: Given.kwargs) -> int:
        kwargs.pop("lang", None), kwargs.pop("debug", None)
        return function(*args, **kwargs)

    shared = {"lang": (_Lang, None), "debug": (_Debug, False)}
    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
        for name, (annotation, default) in shared.items()
    ]
    own = inspect.signature(function)
    with_common_options.__signature__ = own.replace(parameters=[*own.parameters.values(), *added])  # type: ignore[attr-defined]
    with_common_options.__annotations__ = {**function.__annotations__, "lang": _Lang, "debug": _Debug}
    return with_common_options


def with_options_of(function: Callable[..., Result], arguments: Sequence[str]) -> Callable[..., Result]:
    """Return a command that knows, of its options, those that the arguments name; the others keep their defaults.

    Its files are what the command line has besides: typer has pydantic make a validator for every value that is
    declared, which for a list of texts does nothing, and takes longer than to judge a month.
    """
    parameters = inspect.signature(function).parameters.values()
    kept = [one for one in parameters if not _told_as(ArgumentInfo, one) and _is_named(one, arguments)]
    files = files_of(function)

    @functools.wraps(function)
    def lean(**given: Any) -> Result:
        rest = given["context"].args if files else []
        if files and not rest:
            raise typer.TyperException(f"Missing {files[0]}")
        return function(**given, **dict.fromkeys(files, rest))

    lean.__signature__ = inspect.Signature(kept)  # type: ignore[attr-defined]
    lean.__annotations__ = {one.name: one.annotation for one in kept}
    return lean


def files_of(function: Callable[..., object]) -> list[str]:
    """Return the parameter of a command that takes files, if one does."""
    return [one.name for one in inspect.signature(function).parameters.values() if _told_as(ArgumentInfo, one)]


def _told_as(kind: type[AnyInfo], parameter: inspect.Parameter) -> list[AnyInfo]:
    return [one for one in getattr(parameter.annotation, "__metadata__", ()) if isinstance(one, kind)]


def _is_named(parameter: inspect.Parameter, arguments: Sequence[str]) -> bool:
    """Tell whether a parameter is no option, or one that is asked for or has to be given."""
    options = _told_as(OptionInfo, parameter)
    needed = parameter.default is inspect.Parameter.empty
    return needed or not options or any(_names(argument, _declared(options[0])) for argument in arguments)


def _declared(option: OptionInfo) -> tuple[str, ...]:
    """Return how an option is written; typer keeps the first of its names as its default until it is called for."""
    return tuple(name for name in (option.default, *(option.param_decls or ())) if isinstance(name, str))


def _names(argument: str, declared: Sequence[str]) -> bool:
    """Tell whether an argument is ``--output``, ``--output=…`` or, among others, the letter of ``-q``."""
    if argument.startswith("--"):
        return argument.partition("=")[0] in declared
    return any(argument.startswith("-") and one[1:] in argument for one in declared if not one.startswith("--"))


def one_of(option: str, given: str, known: Sequence[str]) -> str:
    """Return a value that is one of those known; else raise ``Unusable`` with the likely meaning, if there is one."""
    if given in known:
        return given
    import difflib

    word = given.lower()
    meant = _MEANT.get(word) or next(iter(difflib.get_close_matches(word, known, cutoff=0.6)), "")
    if word == "pdf" and "html" in known:
        raise Unusable(Problem("cli.no_pdf"))
    code = "cli.unknown_value_but" if meant in known else "cli.unknown_value"
    raise Unusable(Problem(code, option=option, given=given, known=tuple(known), meant=meant))
