"""A folder of reports that one run at a time may write to."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from parcalc.errors import Place, Problem, Unusable
from parcalc.write.permissions import file_mode, make_folders
from parcalc.write.whole import clear_litter, write_problem

LOCK = ".parcalc.lock"
"""The empty file in the folder that a run holds while it writes. It may stay behind: it locks nothing by itself."""

_WAIT, _PAUSE = 60.0, 0.05
"""Seconds: a run takes a few; whoever waits longer waits for a run that hangs."""


@contextmanager
def locked_folder(folder: Path, wait: float = _WAIT) -> Iterator[None]:
    """Make a folder if need be, keep other runs out of it, and clear away what a killed run left behind.

    Raises ``Unusable`` where the folder cannot be made, or another run keeps it for too long.
    """
    try:
        make_folders(folder)
        lock = FileLock(folder / LOCK, mode=file_mode(folder))
        lock.acquire(timeout=wait, poll_interval=_PAUSE)
    except Timeout as error:
        raise Unusable(Problem("write.busy", Place(str(folder)))) from error
    except (OSError, ValueError) as error:
        raise Unusable(write_problem(folder, error)) from error
    try:
        clear_litter(folder)
        yield
    finally:
        lock.release()
