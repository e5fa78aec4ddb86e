"""The entry point: runs a command, and turns whatever happens into a message and an exit code."""

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Never

from parcalc.cli.exits import BROKEN_PIPE, BUG, INTERRUPTED, UNUSABLE, ClosedPipe, CutOff, refusal_code
from parcalc.cli.screen import prepare_streams, show_problems, write_error
from parcalc.cli.streams import own_streams
from parcalc.errors import Problem, Unusable
from parcalc.language.choice import choose, still_spoken
from parcalc.language.language import Language

_OFFICE = {"jinja2", "markupsafe", "resvg_py", "docxtpl", "docx", "lxml", "xlrd", "xlsxwriter"}
"""What the extra ``office`` adds: without it parcalc judges, but draws up no report, reads no .xls, writes no .xlsx."""


def process() -> Never:
    """Run parcalc as a process of its own, and end that process with the exit code.

    A run takes less than a second, a tenth of which Python would spend on collecting cycles that are few, and another
    on taking itself apart: both are left out. What was written is flushed first.
    """
    gc.disable()
    # Parcalc has no plug-ins for pydantic, and looking for them reads every installed package's metadata.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    own_streams()
    code = main()
    for stream in (sys.stdout, sys.stderr):
        with suppress(ClosedPipe, CutOff):  # main has told what could not be written
            stream.flush()
    os._exit(code)


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
        return refusal_code(unusable.problems)
    except ModuleNotFoundError as missing:
        if missing.name not in _OFFICE:
            return _report_bug(missing, language, debug="--debug" in arguments)
        from parcalc.cli.install import install_command

        show_problems([Problem("cli.no_office", module=missing.name, command=install_command("office"))], language)
        return UNUSABLE
    except KeyboardInterrupt:
        return INTERRUPTED
    except ClosedPipe:
        return BROKEN_PIPE
    except CutOff as lost:
        code = "cli.stdout_cut_off" if str(lost) else "cli.stdout_closed"
        show_problems([Problem(code, detail=str(lost))], language)
        return UNUSABLE
    except Exception as bug:
        return _report_bug(bug, language, debug="--debug" in arguments)


def _dispatch(arguments: Sequence[str], language: Language) -> int:
    from parcalc.cli.app import run

    code = run(arguments, language)
    sys.stdout.flush()
    return code


def _report_bug(bug: Exception, language: Language, *, debug: bool) -> int:
    if debug:
        import traceback

        traceback.print_exception(bug)
    write_error(language.text("cli.bug", kind=type(bug).__name__, detail=str(bug).partition("\n")[0]))
    return BUG
