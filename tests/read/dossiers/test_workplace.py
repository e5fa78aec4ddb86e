"""What DuckDB keeps on disk is removed, however a run ends."""

import _thread
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import pytest

from parcalc.read.dossiers.engines.duck.workplace import workplace

ENDED = """
import os, signal, sys
from parcalc.read.dossiers.engines.duck.workplace import workplace
signal.signal(signal.SIGHUP, signal.SIG_IGN)
with workplace() as folder:
    (folder / "records").write_text("private", encoding="utf-8")
    os.kill(os.getpid(), int(sys.argv[1]))
    print(len(os.listdir(folder.parent)))
"""


def ended(number: signal.Signals, folder: Path) -> subprocess.CompletedProcess[str]:
    """Return a process that ends itself while it works; its folder lies in another."""
    command = [sys.executable, "-c", ENDED, str(int(number))]
    environment = os.environ | {"TMPDIR": str(folder)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_a_process_that_is_told_to_end_leaves_nothing(tmp_path: Path) -> None:
    assert ended(signal.SIGTERM, tmp_path).returncode == -signal.SIGTERM
    assert list(tmp_path.iterdir()) == []


def test_a_signal_that_is_ignored_changes_nothing(tmp_path: Path) -> None:
    done = ended(signal.SIGHUP, tmp_path)
    assert (done.returncode, done.stdout) == (0, "1\n")
    assert list(tmp_path.iterdir()) == []


def test_an_interrupt_ends_a_query_and_leaves_nothing() -> None:
    with pytest.raises(KeyboardInterrupt), workplace() as folder:  # noqa: PT012 - what is interrupted stands inside
        left = folder
        threading.Timer(0.2, _thread.interrupt_main).start()
        duckdb.connect().execute("select sum(a.range * b.range) from range(10000000) a, range(10000000) b")
    assert not left.exists()


def test_another_failure_is_left_as_it_is() -> None:
    with pytest.raises(RuntimeError, match="other"), workplace():
        raise RuntimeError("other")


def test_the_signals_are_handled_as_before_afterwards() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with workplace():
        assert signal.getsignal(signal.SIGTERM) != before
    assert signal.getsignal(signal.SIGTERM) == before
