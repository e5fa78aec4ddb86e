"""What may be written over: nothing that a run reads, and only what parcalc wrote itself, unless the user says so."""

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from parcalc.errors import Place, Problem
from parcalc.write.through import is_written_through

STDIN = "-"

Own = Callable[[Path], bool]
"""Tells whether parcalc wrote a file itself, in the form in which it would now write it again."""


@dataclass(frozen=True, slots=True)
class Guard:
    """The files that a run reads (``-`` is stdin), and whether the user lets it replace a file of someone else's."""

    inputs: tuple[str, ...]
    overwrite: bool = False

    def refusal(self, path: Path, own: Own | None) -> Problem | None:
        """Return why a path may not be written to, ``None`` if it may. Without ``own`` every file is someone else's."""
        try:
            found = path.stat()
        except (OSError, ValueError):  # nothing there, or nothing that can be written: the writing will tell
            return None
        if stat.S_ISDIR(found.st_mode):
            return Problem("write.is_folder", Place(str(path)))
        if self.is_read(found):
            return Problem("write.over_input", Place(str(path)))
        if self.overwrite or _is_free(path, found) or (own and own(path)):
            return None
        return Problem("write.not_ours" if own else "write.exists", Place(str(path)))

    def is_read(self, found: os.stat_result) -> bool:
        """Tell whether a file is one of those that the run reads, by whatever name."""
        return stat.S_ISREG(found.st_mode) and any(_is(found, name) for name in self.inputs)


def _is_free(path: Path, found: os.stat_result) -> bool:
    """Tell whether nothing can be lost: an empty file, a pipe or a terminal."""
    if is_written_through(path):
        return not stat.S_ISBLK(found.st_mode)
    return found.st_size == 0


def _is(found: os.stat_result, name: str) -> bool:
    try:
        return os.path.samestat(found, os.fstat(0) if name == STDIN else Path(name).stat())
    except (OSError, ValueError):
        return False
