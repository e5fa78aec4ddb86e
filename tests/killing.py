"""A run that ends at once at some point, as kill -9 would end it: nothing that it would do later happens."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Killed(BaseException):
    """The end of the process; no cleaning up gets past it."""


class _Executioner:
    """Refuses every change to a folder after so many: there is no way to take an audit hook away again."""

    def __init__(self) -> None:
        self.folder, self.left = "", 0
        sys.addaudithook(self._watch)

    def _watch(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.folder and _changes(event, arguments) and str(arguments[0]).startswith(self.folder):
            self.left -= 1
            if self.left < 0:
                raise Killed


def _changes(event: str, arguments: tuple[object, ...]) -> bool:
    if event == "open":
        return isinstance(arguments[2], int) and bool(arguments[2] & _WRITES)
    return event in {"os.rename", "os.remove"}


_EXECUTIONER = _Executioner()


@contextmanager
def killed_after(folder: Path, changes: int) -> Iterator[None]:
    """Let so many changes happen to the files of a folder, and end at the next: ``Killed``, if there is one."""
    _EXECUTIONER.folder, _EXECUTIONER.left = str(folder), changes
    try:
        yield
    finally:
        _EXECUTIONER.folder = ""
