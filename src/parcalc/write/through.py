"""Writing into what is no file on a disk: a pipe, a device, or the open file behind /dev/stdout."""

import os
import stat
from pathlib import Path

from parcalc.errors import Place, Problem, Unusable

_OPEN_FILES = ("/proc/", "/dev/fd/")
_MOST_LINKS = 40


def is_written_through(path: Path) -> bool:
    """Tell whether a path must be written into: to put a file in its place would only take it away."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)) or _is_an_open_file(path)


def _is_an_open_file(path: Path) -> bool:
    """Tell whether a path leads over the links that stand for a process's open files, as /dev/stdout does."""
    for _ in range(_MOST_LINKS):
        if not path.is_symlink():
            return False
        if str(path).startswith(_OPEN_FILES):
            return True
        path = path.parent / path.readlink()
    return False


def write_through(path: Path, content: bytes) -> None:
    """Write every byte, behind what is already there. Raises ``Unusable`` if that cannot be done."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_NOCTTY)
        try:
            left = memoryview(content)
            while left:
                left = left[os.write(descriptor, left) :]
        finally:
            os.close(descriptor)
    except OSError as error:
        raise Unusable(Problem("write.cut_off", Place(str(path)), detail=error.strerror or str(error))) from error
