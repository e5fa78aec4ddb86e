"""The bytes of a counts file, if it is a text file at all."""

import hashlib
import sys
from pathlib import Path

from parcalc.errors import Place, Problem, Unusable
from parcalc.model.counts import SourceFile
from parcalc.read.limits import LARGEST_DATA

STDIN = "-"
_KINDS = (
    (b"PK\x03\x04", "Excel (.xlsx)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Excel (.xls)"),
    (b"%PDF", "PDF"),
    (b"\x1f\x8b", "gzip"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"BZh", "bzip2"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"{\\rtf", "RTF"),
    (b"<html", "HTML"),
    (b"<!doctype", "HTML"),
    (b"<?xml", "XML"),
    (b"<table", "HTML"),
)


def read_source(name: str) -> tuple[bytes, SourceFile]:
    """Return a file's bytes and what identifies them. Raises ``Unusable`` if it cannot be a CSV."""
    content = _stdin() if name == STDIN else _file(name)
    if len(content) > LARGEST_DATA:
        raise Unusable(Problem("data.too_large", Place(name)))
    start = content[:64].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for signature, kind in _KINDS:
        if content.startswith(signature) or start.startswith(signature.lower()):
            raise Unusable(Problem("data.not_csv", Place(name), kind=kind))
    return content, SourceFile(name, hashlib.sha256(content).hexdigest())


def _stdin() -> bytes:
    return sys.stdin.buffer.read(LARGEST_DATA + 1)


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
