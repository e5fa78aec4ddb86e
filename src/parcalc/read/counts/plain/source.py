"""The bytes of a plain file, in pieces of whole lines."""

import hashlib
import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from parcalc.read.limits import LARGEST_STREAM
from parcalc.read.odd import OddError
from parcalc.read.regular_file import opened_regular
from parcalc.read.tables.source import STDIN, stdin

_PIECE = 128 * 1024
_LONGEST_LINE = 1024 * 1024


class PlainSource:
    """One file, open at its first line; its bytes are digested as they are read."""

    def __init__(self, file: str) -> None:
        """Open a file, or what stdin holds. Raises ``OSError``, and ``OddError`` for an stdin that does not end."""
        self.file = file
        self._stream: BinaryIO = BytesIO(_whole_stdin()) if file == STDIN else opened_regular(file)
        self._digest = hashlib.sha256()

    def __enter__(self) -> "PlainSource":
        """Return the source."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self._stream.close()

    def first(self) -> bytes:
        """Return the first line."""
        return self._told(self._stream.readline(_LONGEST_LINE))

    def pieces(self) -> Iterator[bytes]:
        """Give the rest in pieces of whole lines. Raises ``OddError`` for a line that is none of a table."""
        while piece := self._stream.read(_PIECE):
            tail = self._stream.readline(_LONGEST_LINE)
            if len(tail) == _LONGEST_LINE:
                raise OddError
            whole = self._told(piece + tail)
            yield whole if whole.endswith(b"\n") else whole + b"\n"

    @property
    def sha256(self) -> str:
        """The digest of all that was read, in hexadecimal."""
        return self._digest.hexdigest()

    @property
    def path(self) -> Path | None:
        """Where the file lies, ``None`` for stdin."""
        return None if self.file == STDIN else Path(self.file).absolute()

    @property
    def size(self) -> int:
        """How many bytes there are."""
        return self.state[0]

    @property
    def state(self) -> tuple[int, ...]:
        """What changes when somebody writes to the file."""
        if isinstance(self._stream, BytesIO):
            return (self._stream.getbuffer().nbytes,)
        return _state(os.fstat(self._stream.fileno()))

    @property
    def state_by_name(self) -> tuple[int, ...]:
        """The same of what lies under the file's name by now."""
        return _state(self.path.stat()) if self.path else self.state

    def _told(self, read: bytes) -> bytes:
        self._digest.update(read)
        return read


def _whole_stdin() -> bytes:
    content = stdin()
    if len(content) > LARGEST_STREAM:
        raise OddError
    return content


def _state(found: os.stat_result) -> tuple[int, ...]:
    return found.st_size, found.st_mtime_ns, found.st_ino, found.st_dev
