"""The bytes of a file that anyone may have named: an ordinary one of a sane size, or nothing of it is read."""

import os
import stat
from functools import partial
from itertools import islice
from pathlib import Path
from typing import BinaryIO

_PIECE = 1024 * 1024


class NotRegular(OSError):  # noqa: N818 - what is there, not what went wrong
    """A pipe, a device or a socket: reading it may never end."""


def read_regular(path: str | Path, most: int) -> bytes:
    """Return a file's bytes, and more than ``most`` of them where there are more.

    Raises ``NotRegular`` for a pipe or a device, which is not even opened, ``IsADirectoryError`` for a folder, and
    ``OSError`` or ``ValueError`` (a NUL in the name) where it cannot be read.
    """
    with opened_regular(path) as stream:
        # In pieces: room for the largest file is not asked for until the file is known to be large.
        return b"".join(islice(iter(partial(stream.read, _PIECE), b""), most // _PIECE + 1))


def opened_regular(path: str | Path) -> BinaryIO:
    """Return an ordinary file, open for reading. Raises as ``read_regular`` does."""
    _require_regular(Path(path).stat())
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    stream = open(descriptor, "rb")  # noqa: PTH123, SIM115 - it is open already, and closed by the caller
    try:
        _require_regular(os.fstat(descriptor))  # it may be another one by now
    except OSError:
        stream.close()
        raise
    return stream


def regular_size(path: str | Path) -> int:
    """Return how many bytes an ordinary file has; none where there is no such file."""
    try:
        found = Path(path).stat()
    except (OSError, ValueError):
        return 0
    return found.st_size if stat.S_ISREG(found.st_mode) else 0


def _require_regular(found: os.stat_result) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError
    if not stat.S_ISREG(found.st_mode):
        raise NotRegular
