"""Where DuckDB works: a folder for what does not fit in memory, which holds private records and is left in no case."""

import os
import shutil
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from types import FrameType

import duckdb

from parcalc.errors import Problem, Unusable

_TOLD_TO_END = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


@contextmanager
def workplace() -> Iterator[Path]:
    """Give an empty folder, and remove it: at the end, after an interrupt, and where the process is told to end.

    Raises ``Unusable`` where the disk is full.
    """
    with TemporaryDirectory(prefix="parcalc-", ignore_cleanup_errors=True) as folder, _removed_at_a_signal(folder):
        try:
            yield Path(folder)
        except duckdb.Error as error:
            if not is_without_room(error):
                raise
            raise Unusable(Problem("records.no_room", folder=gettempdir())) from error


def is_without_room(error: duckdb.Error) -> bool:
    """Tell whether DuckDB failed for want of room on the disk, where what does not fit in memory goes."""
    return isinstance(error, duckdb.OutOfMemoryException) or "No space left" in str(error)


@contextmanager
def _removed_at_a_signal(folder: str) -> Iterator[None]:
    """Remove a folder before a signal ends the process; a signal that is handled or ignored already is left alone."""

    def end(number: int, _frame: FrameType | None) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    is_main = threading.current_thread() is threading.main_thread()
    mine = [number for number in _TOLD_TO_END if is_main and signal.getsignal(number) == signal.SIG_DFL]
    for number in mine:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number in mine:
            signal.signal(number, signal.SIG_DFL)
