"""Which plain files are left to an engine."""

from typing import NamedTuple

LONG = 8 * 1024 * 1024
"""Bytes from which on an engine is sooner ready than plain Python, though it takes a tenth of a second to load."""


class Engine(NamedTuple):
    """From how many bytes on files are read by an engine, and how much larger than at their top numbers may become."""

    size: int
    room: int


ROOMS = (1 << 3, 1 << 16)
"""Room in the columns that an engine fills, tried one after another: the less, the less memory."""


class EngineError(Exception):
    """An engine could not read a file that may yet be plain."""


def has_engine() -> bool:
    """Tell whether an engine is installed, and what hands its columns over."""
    from importlib.util import find_spec

    return all(find_spec(library) for library in ("duckdb", "nanoarrow"))
