"""The streams of a process of our own: what is written to stdout arrives whole, or the run says that it did not."""

import errno
import io
import os
import sys
import time
from contextlib import suppress
from typing import Any, TextIO

from parcalc.cli.exits import ClosedPipe, CutOff

_PAUSE = 0.01
"""Seconds between two looks at a stream that takes nothing just now."""

_STDERR = 2


def own_streams() -> None:
    """Put streams that lose nothing in silence in place of Python's, whose writes may be cut short, or may not be."""
    _occupy_standard_numbers()
    sys.stdout = _text(sys.stdout, _Stdout)
    sys.stderr = _text(sys.stderr, _Stderr)


def _occupy_standard_numbers() -> None:
    """Give closed standard streams to the null device, lest the next file that is opened be written to as stdout."""
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= _STDERR:
        pass
    os.close(descriptor)


def _text(stream: TextIO | None, kind: "type[_Raw]") -> TextIO:
    buffer = getattr(stream, "buffer", None)
    return io.TextIOWrapper(
        io.BufferedWriter(kind(getattr(buffer, "raw", buffer))),
        encoding=getattr(stream, "encoding", "utf-8"),
        errors=getattr(stream, "errors", None),
        line_buffering=getattr(stream, "line_buffering", False) or getattr(stream, "write_through", False),
    )


class _Raw(io.RawIOBase):
    """A stream over that of the system; over none, if the process was started with that stream closed."""

    def __init__(self, under: io.RawIOBase | None) -> None:
        super().__init__()
        self._under = under

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return self._under is not None and self._under.isatty()

    def fileno(self) -> int:
        return super().fileno() if self._under is None else self._under.fileno()


class _Stdout(_Raw):
    """Whatever cannot be written ends the run."""

    def write(self, data: Any, /) -> int:
        if self._under is None:
            raise CutOff("")
        try:
            while (written := self._under.write(data)) is None:  # another program made the pipe non-blocking
                time.sleep(_PAUSE)
        except OSError as error:
            if _is_closed(error):
                raise ClosedPipe from error
            raise CutOff(error.strerror or str(error)) from error
        return written


def _is_closed(error: OSError) -> bool:
    # Windows calls a pipe that nobody reads an invalid argument.
    return isinstance(error, BrokenPipeError) or (os.name == "nt" and error.errno == errno.EINVAL)


class _Stderr(_Raw):
    """What cannot be told is not told: there is nobody left to tell."""

    def write(self, data: Any, /) -> int:
        with suppress(OSError):
            if self._under is not None:
                self._under.write(data)
        return len(data)
