"""A folder of reports that one run at a time may write to."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from parcalc.errors import Place, Problem, Unusable
from parcalc.write.whole import PREFIX, SUFFIX, write_problem

LOCK = ".parcalc.lock"
"""The empty file in the folder that a run holds while it writes. It may stay behind: it locks nothing by itself."""

_WAIT, _PAUSE = 60.0, 0.05
"""Seconds: a run takes a few; whoever waits longer waits for a run that hangs."""


@contextmanager
def locked_folder(folder: Path, wait: float = _WAIT) -> Iterator[None]:
    """Make a folder if need be, keep other runs out of it, and clear away what a killed run left behind.

    Raises ``Unusable`` where the folder cannot be made, or another run keeps it for too long.
    """
    lock = FileLock(folder / LOCK)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=wait, poll_interval=_PAUSE)
    except Timeout as error:
        raise Unusable(Problem("write.busy", Place(str(folder)))) from error
    except OSError as error:
        raise Unusable(write_problem(folder, error)) from error
    try:
        _clear(folder)
        yield
    finally:
        lock.release()


def _clear(folder: Path) -> None:
    for litter in folder.glob(f"{PREFIX}*{SUFFIX}"):
        with suppress(OSError):
            litter.unlink()
