"""The written formats by their names."""

from typing import Literal, get_args

Format = Literal["html", "docx", "xlsx", "text", "md", "csv", "json"]
FORMATS: tuple[Format, ...] = get_args(Format)
"""In the order in which a reader meets them. The options, the folder and its index all go by this list."""

FOR_READERS: frozenset[Format] = frozenset({"html", "docx", "xlsx", "text"})
"""What an index offers to people; the others are for programs and for whoever asked for them."""


def suffix(form: Format) -> str:
    """Return how the name of a file in a format ends, without the dot."""
    return "txt" if form == "text" else form
