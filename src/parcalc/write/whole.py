"""A file that is written whole or not at all."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from parcalc.errors import Place, Problem, Unusable

PREFIX, SUFFIX = ".parcalc-", ".part"
"""Around the random name of a file that is not whole yet. Nothing else may be called so: the next run removes it."""


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place, flush it to the disk and rename it: what stood there before stays until then.

    Raises ``Unusable`` where that cannot be done; nothing is left behind.
    """
    part = path.parent / f"{PREFIX}{secrets.token_hex(8)}{SUFFIX}"
    try:
        _write(part, content)
        part.replace(path)
        _flush_folder(path.parent)
    except (OSError, ValueError) as error:
        raise Unusable(write_problem(path, error)) from error
    finally:
        with suppress(OSError, ValueError):
            part.unlink(missing_ok=True)


def _write(part: Path, content: bytes) -> None:
    with part.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _flush_folder(folder: Path) -> None:
    """Put the new name itself on the disk. Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


_CODES: dict[type[Exception], str] = {
    FileNotFoundError: "write.no_folder",
    NotADirectoryError: "write.no_folder",
    PermissionError: "write.not_allowed",
}


_HELD = (5, 32)
"""Windows will not replace a file that Word or Excel holds open: access denied, sharing violation."""


def write_problem(path: Path, error: Exception) -> Problem:
    """Return why a file or folder could not be written, and what to do."""
    detail = getattr(error, "strerror", None) or str(error)
    return Problem(_code(path, error), Place(str(path)), detail=detail)


def _code(path: Path, error: Exception) -> str:
    if path.is_dir():
        return "write.is_folder"
    if getattr(error, "winerror", None) in _HELD and path.is_file() and os.access(path, os.W_OK):
        return "write.open_elsewhere"
    return _CODES.get(type(error), "write.failed")
