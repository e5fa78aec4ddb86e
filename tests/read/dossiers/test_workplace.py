"""What DuckDB keeps on disk is removed, however a run ends."""

import _thread
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from parcalc.errors import Unusable
from parcalc.read.dossiers.definition import define
from parcalc.read.dossiers.engines.duck.engine import DuckEngine
from parcalc.read.dossiers.engines.duck.queries import Queries
from parcalc.read.dossiers.engines.duck.workplace import workplace
from read.dossiers.hostile import hostile_plan

ENDED = """
import os, signal, sys
from parcalc.read.dossiers.engines.duck.workplace import workplace
signal.signal(signal.SIGHUP, signal.SIG_IGN)
with workplace() as folder:
    (folder / "records").write_text("private", encoding="utf-8")
    os.kill(os.getpid(), int(sys.argv[1]))
    print(len(os.listdir(folder.parent)))
"""

# Two minutes: longer than a process that is told to end is waited for.
LONG = "select sum(a.range * b.range) from range(200000) a, range(200000) b"
AMID_A_QUERY = """
import duckdb, sys
from parcalc.read.dossiers.engines.duck.queries import Queries
from parcalc.read.dossiers.engines.duck.workplace import workplace
with workplace():
    queries = Queries(duckdb.connect())
    queries.execute("select 1")
    print("now", flush=True)
    queries.execute(sys.argv[1])
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


class Watched:
    """A connection that notices when a query of its is stopped, and not just waited for."""

    def __init__(self) -> None:
        self.connection, self.stopped = duckdb.connect(), False
        self.interrupt, self.close = self.connection.interrupt, self.connection.close

    def execute(self, text: str, values: dict[str, object]) -> duckdb.DuckDBPyConnection:
        try:
            return self.connection.execute(text, values)
        except duckdb.InterruptException:
            self.stopped = True
            raise


@pytest.fixture
def _interruptible() -> Iterator[None]:
    """Let an interrupt be heard: a shell lets what it starts in the background ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_interruptible")
def test_an_interrupt_ends_a_query_and_leaves_nothing() -> None:
    watched = Watched()
    with closing(Queries(watched)) as queries:  # type: ignore[arg-type]
        threading.Timer(0.2, _thread.interrupt_main).start()
        with pytest.raises(KeyboardInterrupt), workplace() as folder:  # noqa: PT012 - what is interrupted stands inside
            left = folder
            queries.execute(LONG)
        assert watched.stopped
        assert not left.exists()
        assert queries.execute("select 1") == [(1,)]


def test_a_process_that_is_told_to_end_amid_a_query_ends(tmp_path: Path) -> None:
    command = [sys.executable, "-c", AMID_A_QUERY, LONG]
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.read(3) == b"now"
        process.terminate()
        assert process.wait(timeout=30) == -signal.SIGTERM
    assert list(tmp_path.iterdir()) == []


def test_what_a_query_says_is_raised_as_it_is() -> None:
    with closing(Queries(duckdb.connect())) as queries, pytest.raises(duckdb.ParserException), workplace():
        queries.execute("selec 1")


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    engine = duckdb.connect(config={"memory_limit": "20MB", "temp_directory": str(tmp_path)})
    engine.execute("set max_temp_directory_size = '1MB'")
    with pytest.raises(Unusable, match="no_room"), workplace():
        engine.execute("select count(*) from (select range from range(5000000) group by range having count(*) > 1)")


def test_a_server_s_threads_do_not_share_the_memory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    connect = duckdb.connect
    monkeypatch.setattr(duckdb, "connect", lambda config: connect(config=config | {"threads": 32}))
    plan = hostile_plan()
    with closing(DuckEngine(define(plan, plan.records["things"], (), ()), tmp_path)) as engine:
        assert [*engine.rows("select current_setting('threads')", {})] == [(4,)]


def test_the_signals_are_handled_as_before_afterwards() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with workplace():
        assert signal.getsignal(signal.SIGTERM) != before
    assert signal.getsignal(signal.SIGTERM) == before
