"""The bytes of a counts file."""

import hashlib
import sys
from functools import cache
from pathlib import Path
from typing import BinaryIO

from parcalc.errors import Place, Problem, Unusable
from parcalc.model.counts import SourceFile
from parcalc.read.limits import LARGEST_DATA, LARGEST_STREAM
from parcalc.read.regular_file import NotRegular, read_regular

STDIN = "-"
_TABLES = (".csv", ".xlsx", ".xlsm", ".xls", ".ods", ".txt", ".tsv")
_MOST_NAMED = 8


def read_source(name: str) -> tuple[bytes, SourceFile]:
    """Return a file's bytes and what identifies them. Raises ``Unusable`` if there are none or too many."""
    content = stdin() if name == STDIN else _file(name)
    if len(content) > LARGEST_DATA:
        raise Unusable(Problem("data.too_large", Place(name)))
    return content, SourceFile(name, hashlib.sha256(content).hexdigest())


def stdin() -> bytes:
    """Return what stdin holds. Raises ``Unusable`` if it cannot be read."""
    try:
        return _stream(sys.stdin.buffer)
    except (OSError, AttributeError) as error:  # a folder, for one; Python has no stdin where it is closed
        raise Unusable(Problem("data.no_stdin", Place(STDIN))) from error


@cache
def _stream(stream: BinaryIO) -> bytes:
    """Return what a stream holds; it can be read once only, and what is no counts file may be a list."""
    return stream.read(LARGEST_STREAM + 1)


def _no_file(name: str) -> Problem:
    """Return what is said of a file that is not there: which tables lie in its folder."""
    try:
        near = sorted(path.name for path in Path(name).parent.iterdir() if path.suffix.lower() in _TABLES)
    except OSError:
        return Problem("data.no_folder", Place(name))
    if not near:
        return Problem("data.no_file", Place(name))
    from difflib import get_close_matches

    first = sorted(near, key=lambda other: other not in get_close_matches(Path(name).name, near))[:_MOST_NAMED]
    return Problem("data.no_file_but", Place(name), near=(*first, *("…" if len(near) > _MOST_NAMED else "")))


def _file(name: str) -> bytes:
    try:
        return read_regular(name, LARGEST_DATA)
    except FileNotFoundError as error:
        raise Unusable(_no_file(name)) from error
    except IsADirectoryError as error:
        raise Unusable(Problem("data.folder", Place(name))) from error
    except NotRegular as error:
        raise Unusable(Problem("data.not_a_file", Place(name))) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise Unusable(Problem("data.unreadable", Place(name))) from error
