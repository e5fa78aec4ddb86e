"""A folder of reports that one run at a time may write to."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from parcalc.errors import Place, Problem, Unusable
from parcalc.write.whole import PREFIX, SUFFIX, write_problem

_WAIT, _PAUSE = 60.0, 0.05
"""Seconds: a run takes a few; whoever waits longer waits for a run that hangs."""


@contextmanager
def locked_folder(folder: Path, wait: float = _WAIT) -> Iterator[None]:
    """Make a folder if need be, keep other runs out of it, and clear away what a killed run left behind.

    Raises ``Unusable`` where the folder cannot be made, or another run keeps it for too long.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unusable(write_problem(folder, error)) from error
    with _lock(folder, wait):
        _clear(folder)
        yield


@contextmanager
def _lock(folder: Path, wait: float) -> Iterator[None]:
    if os.name == "nt":  # pragma: no cover - a folder cannot be opened there; the rename alone keeps each file whole
        yield
        return
    import fcntl

    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise Unusable(write_problem(folder, error)) from error
    try:
        until = time.monotonic() + wait
        while not _taken(descriptor):
            if time.monotonic() > until:
                raise Unusable(Problem("write.busy", Place(str(folder))))
            time.sleep(_PAUSE)
        yield
    finally:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
        os.close(descriptor)


def _taken(descriptor: int) -> bool:
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _clear(folder: Path) -> None:
    for litter in folder.glob(f"{PREFIX}*{SUFFIX}"):
        with suppress(OSError):
            litter.unlink()
