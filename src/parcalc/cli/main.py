"""The entry point: runs a command, and turns whatever happens into a message and an exit code."""

import gettext
import os
import sys
from collections.abc import Sequence

from parcalc.cli.exits import BROKEN_PIPE, BUG, INTERRUPTED, UNUSABLE, ClosedPipe
from parcalc.cli.screen import prepare_streams, show_problems, write_error
from parcalc.errors import Problem, Unusable
from parcalc.language.catalogue import LOCALE
from parcalc.language.choice import choose, still_spoken
from parcalc.language.language import Language

_REPORT_EXTRA = {"jinja2", "markupsafe", "vl_convert", "docxtpl", "docx", "lxml"}
"""What ``pip install 'parcalc[report]'`` adds: without it parcalc judges, but draws up no HTML and no Word."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run parcalc with the given arguments (the process's own by default) and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    prepare_streams()
    try:
        language = choose(given, os.environ)
        return _run(given, language)
    except Unusable as unusable:
        show_problems(unusable.problems, still_spoken(os.environ))
        return UNUSABLE


def _run(arguments: Sequence[str], language: Language) -> int:  # noqa: PLR0911 - one ending a line
    try:
        return _dispatch(arguments, language)
    except Unusable as unusable:
        show_problems(unusable.problems, language)
        return UNUSABLE
    except ModuleNotFoundError as missing:
        if missing.name not in _REPORT_EXTRA:
            return _report_bug(missing, language, debug="--debug" in arguments)
        show_problems([Problem("cli.no_report_extra", module=missing.name)], language)
        return UNUSABLE
    except KeyboardInterrupt:
        return INTERRUPTED
    except (BrokenPipeError, ClosedPipe):
        _silence_stdout()
        return BROKEN_PIPE
    except Exception as bug:
        return _report_bug(bug, language, debug="--debug" in arguments)


def _dispatch(arguments: Sequence[str], language: Language) -> int:
    _translate_typer(language)
    from parcalc.cli.app import run

    code = run(arguments, language)
    sys.stdout.flush()
    return code


def _translate_typer(language: Language) -> None:
    """Let typer's own words (Usage, Options) come from our catalogue: it asks gettext when it is imported."""
    gettext.bindtextdomain("typer", str(LOCALE))
    gettext.textdomain("typer")
    os.environ["LANGUAGE"] = language.code


def _report_bug(bug: Exception, language: Language, *, debug: bool) -> int:
    if debug:
        import traceback

        traceback.print_exception(bug)
    write_error(language.text("cli.bug", kind=type(bug).__name__, detail=str(bug).partition("\n")[0]))
    return BUG


def _silence_stdout() -> None:
    """Point stdout nowhere: the interpreter flushes it once more on its way out, into a pipe that is closed."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
