"""Completion by the Tab key: the script that a shell reads once, and the answers that it then asks for."""

import os

from parcalc.cli.options import one_of

SHELLS = ("bash", "zsh", "fish", "powershell")

_VARIABLE = "_PARCALC_COMPLETE"
"""Set by the script: with it the program is asked for words, not run."""


def is_asked_for() -> bool:
    """Tell whether a shell asks for words; if so, make ready to answer it."""
    if _VARIABLE not in os.environ:
        return False
    from typer.completion import completion_init  # type: ignore[attr-defined]  # typer offers it no other way

    completion_init()
    return True


def script(shell: str) -> str:
    """Return the script for a shell. Raises ``Unusable`` for one that there is none for."""
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    return get_completion_script(
        prog_name="parcalc", complete_var=_VARIABLE, shell=one_of("--completion", shell, SHELLS)
    )
