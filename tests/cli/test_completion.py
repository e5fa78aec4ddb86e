"""The Tab key: what a shell is told, and a real bash that asks."""

import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., "CompletedProcess[bytes]"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("parcalc che", ["check"], id="a-command"),
        pytest.param("parcalc t", ["targets", "template"], id="two-commands"),
        pytest.param("parcalc check --ou", ["--output"], id="an-option"),
        pytest.param("parcalc page --f", ["--file", "--from"], id="options-of-another-command"),
        pytest.param("parcalc --v", ["--version"], id="an-option-of-the-program"),
    ],
)
def test_bash_completes(typed: str, expected: list[str], parcalc: Run, tmp_path: Path) -> None:
    (tmp_path / "script").write_bytes(parcalc("--completion", "bash").stdout)
    words = typed.split()
    run = f"source ./script; COMP_WORDS=({typed}); COMP_CWORD={len(words) - 1}; "
    asked = "_parcalc_completion ./parcalc; printf '%s\\n' \"${COMPREPLY[@]}\""
    (tmp_path / "parcalc").write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m parcalc "$@"\n')
    (tmp_path / "parcalc").chmod(0o755)
    done = subprocess.run(["bash", "-c", run + asked], cwd=tmp_path, capture_output=True, check=True)
    assert sorted(done.stdout.decode().split()) == expected
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "Xem các chỉ tiêu của kế hoạch."), ("en", "Show the targets of the plan.")]
)
def test_fish_explains_in_the_users_language(language: str, words: str, parcalc: Run) -> None:
    asked = {"_PARCALC_COMPLETE": "complete_fish", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    done = parcalc(PARCALC_LANG=language, _TYPER_COMPLETE_ARGS="parcalc targ", **asked)
    assert done.stdout.decode().startswith(f"targets\t{words}")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_each_shell_has_a_script(shell: str, parcalc: Run) -> None:
    done = parcalc("--completion", shell)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"_PARCALC_COMPLETE" in done.stdout


def test_another_shell_is_refused(parcalc: Run) -> None:
    done = parcalc("--completion", "csh")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "--completion không nhận" in done.stderr.decode()
