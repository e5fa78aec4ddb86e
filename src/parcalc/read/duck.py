"""DuckDB as it is used everywhere: within bounds of memory, and without fetching anything from anywhere."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

MEMORY = "300MB"
"""Of counts and of records little is kept; what does not fit, as a nation's codes, goes to a temporary folder."""

_PATTERN = str.maketrans({"*": "[*]", "?": "[?]", "[": "[[]"})


def connected(**settings: str | int | bool) -> "duckdb.DuckDBPyConnection":
    """Return a connection to a database of its own, in memory."""
    import duckdb

    return duckdb.connect(config={"memory_limit": MEMORY, "autoinstall_known_extensions": False, **settings})


def is_interrupted(error: Exception) -> bool:
    """Tell whether an error of DuckDB is what it makes of an interrupt."""
    return "interrupted" in str(error).lower()


def literal(text: str) -> str:
    """Return a text as SQL has it."""
    return "'" + text.replace("'", "''") + "'"


def file_literal(file: str) -> str:
    """Return a file's name as SQL has it: signs of patterns in it mean themselves."""
    return literal(file.translate(_PATTERN))
