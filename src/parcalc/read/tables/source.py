"""The bytes of a counts file."""

import hashlib
import sys
from functools import cache
from pathlib import Path
from typing import BinaryIO

from parcalc.errors import Place, Problem, Unusable
from parcalc.model.counts import SourceFile
from parcalc.read.limits import LARGEST_DATA

STDIN = "-"


def read_source(name: str) -> tuple[bytes, SourceFile]:
    """Return a file's bytes and what identifies them. Raises ``Unusable`` if there are none or too many."""
    content = _stream(sys.stdin.buffer) if name == STDIN else _file(name)
    if len(content) > LARGEST_DATA:
        raise Unusable(Problem("data.too_large", Place(name)))
    return content, SourceFile(name, hashlib.sha256(content).hexdigest())


@cache
def _stream(stream: BinaryIO) -> bytes:
    """Return what a stream holds; it can be read once only, and what is no counts file may be a list."""
    return stream.read(LARGEST_DATA + 1)


def _file(name: str) -> bytes:
    try:
        with Path(name).open("rb") as stream:
            return stream.read(LARGEST_DATA + 1)
    except FileNotFoundError as error:
        raise Unusable(Problem("data.no_file", Place(name))) from error
    except IsADirectoryError as error:
        raise Unusable(Problem("data.folder", Place(name))) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        # Windows says "permission denied" of a folder.
        raise Unusable(Problem("data.folder" if Path(name).is_dir() else "data.unreadable", Place(name))) from error
