"""Files that are written whole or not at all."""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from parcalc.errors import Place, Problem, Unusable
from parcalc.write.permissions import is_folder, take_after

PREFIX, SUFFIX = ".parcalc-", ".part"
"""Around the random name of a file that is not whole yet. Nothing else may be called so: the next run removes it."""

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def write_whole(path: Path, content: bytes, like: Path | None = None) -> None:
    """Write a file beside its place, flush it to the disk and rename it: what stood there before stays until then.

    A link stays a link: the file that it leads to is replaced. A file that is replaced keeps its mode, owner and group;
    ``like`` names another one to take them from, which is also the one that a problem names. Raises ``Unusable`` where
    that cannot be done; nothing is left behind.
    """
    try:
        place = behind_links(path)
        with _staged(place.parent, content, behind_links(like or path)) as part:
            part.replace(place)
        flush_folder(place.parent)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise Unusable(write_problem(like or path, error)) from error


def behind_links(path: Path) -> Path:
    """Return the file that a path leads to, which need not be there."""
    return Path(os.path.realpath(path))


@contextmanager
def _staged(folder: Path, content: bytes, like: Path) -> Iterator[Path]:
    """Give the content as a new file in a folder, on the disk and held by this process; at the end it is gone."""
    part, stream = _held_part(folder)
    try:
        with stream:
            take_after(stream.fileno(), like)
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
            if os.name == "nt":  # there an open file can be neither renamed nor removed, so it needs no lock either
                stream.close()
            yield part
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _held_part(folder: Path) -> tuple[Path, BinaryIO]:
    """Make a new file that this process holds, so that no other takes it for litter."""
    while True:
        part = folder / f"{PREFIX}{secrets.token_hex(8)}{SUFFIX}"
        stream = os.fdopen(os.open(part, _NEW, 0o600), "wb")
        if _hold(stream.fileno()):
            return part, stream
        stream.close()


def _hold(descriptor: int) -> bool:
    """Lock a new file; ``False`` if whoever clears litter away was quicker."""
    if os.name == "nt":
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks: nobody can clear the file away there
        return True
    return os.fstat(descriptor).st_nlink > 0


def clear_litter(folder: Path) -> None:
    """Remove what killed runs left half-written in a folder, and nothing that a run is writing now."""
    for litter in folder.glob(f"{PREFIX}*{SUFFIX}"):
        with suppress(OSError):
            _remove_if_left(litter)


def _remove_if_left(litter: Path) -> None:
    if os.name == "nt":
        litter.unlink()  # fails while a process has it open
        return
    import fcntl

    descriptor = os.open(litter, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        litter.unlink()
    finally:
        os.close(descriptor)


def flush_folder(folder: Path) -> None:
    """Put new names and removals themselves on the disk. Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


_CODES = {
    errno.ENOENT: "write.no_folder",
    errno.ENOTDIR: "write.no_folder",
    errno.EEXIST: "write.is_file",
    errno.EACCES: "write.not_allowed",
    errno.EPERM: "write.not_allowed",
    errno.EROFS: "write.read_only",
    errno.ENOSPC: "write.no_room",
    errno.EDQUOT: "write.no_room",
    errno.ENAMETOOLONG: "write.long_name",
}


_HELD = (5, 32)
"""Windows will not replace a file that Word or Excel holds open: access denied, sharing violation."""


def write_problem(path: Path, error: Exception) -> Problem:
    """Return why a file or folder could not be written, and what to do."""
    detail = getattr(error, "strerror", None) or str(error)
    return Problem(_code(path, error), Place(str(path)), detail=detail)


def _code(path: Path, error: Exception) -> str:
    if is_folder(path):
        return "write.is_folder"
    if getattr(error, "winerror", None) in _HELD and path.is_file() and os.access(path, os.W_OK):
        return "write.open_elsewhere"
    return _CODES.get(getattr(error, "errno", None) or 0, "write.failed")
