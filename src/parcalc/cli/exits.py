"""The exit codes (design 2). When several apply: 70, 2, 1, 3, 0."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parcalc.errors import Problem
    from parcalc.model.assessment import Assessment

DONE = 0
MISSED = 1
UNUSABLE = 2
NO_DATA = 3
BUG = 70
INTERRUPTED = 130
BROKEN_PIPE = 141
"""What a shell reports of a program that a closed pipe ended (128 + SIGPIPE)."""


class ClosedPipe(Exception):  # noqa: N818 - what happened, not what went wrong
    """Whoever read stdout has gone away (``| head``). Typer would exit with 1, which means a missed target."""


class CutOff(Exception):  # noqa: N818 - what happened to a result
    """Stdout did not take everything, for the reason that the system gives; for none, if it is closed."""


def refusal_code(problems: "Sequence[Problem]") -> int:
    """Return 2, or 3 where nothing is wrong with the data but that no month is reported yet."""
    return NO_DATA if {problem.code for problem in problems} == {"data.nothing_reported"} else UNUSABLE


def exit_code(assessment: "Assessment") -> int:
    """Return 1 if a binding target is missed, else 3 if one lacks data, else 0."""
    from parcalc.model.assessment import Verdict

    verdicts = {result.outcome.verdict for result in assessment.results if result.target.binding}
    if Verdict.MISSED in verdicts:
        return MISSED
    return NO_DATA if Verdict.NO_DATA in verdicts else DONE
