"""Where DuckDB works: a folder for what does not fit in memory, which holds private records and is left in no case."""

import os
import shutil
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

_TOLD_TO_END = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


@contextmanager
def workplace() -> Iterator[Path]:
    """Give an empty folder, and remove it: at the end, after an interrupt, and where the process is told to end.

    Raises ``KeyboardInterrupt`` where DuckDB says that a query was interrupted.
    """
    with TemporaryDirectory(prefix="parcalc-", ignore_cleanup_errors=True) as folder, _removed_at_a_signal(folder):
        try:
            yield Path(folder)
        except RuntimeError as error:
            if str(error) != "Query interrupted":
                raise
            raise KeyboardInterrupt from error


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
