"""JSON as text with a line for each value: byte for byte that of ``json.dumps(…, ensure_ascii=False, indent=1)``.

The standard library indents value by value. A nation of communes has a million values in but a few shapes: what an
object of a shape looks like is worked out once.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import TypeAlias

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"

_encode = json.JSONEncoder(ensure_ascii=False).encode
_LEAVES: Mapping[type, Callable[[object], str]] = {
    str: _encode,
    int: str,
    bool: lambda value: "true" if value else "false",
    type(None): lambda _: "null",
}


def indented(value: Json, margin: str = "\n") -> str:
    """Return a value as JSON; ``margin`` is what its last line begins with, and the end of the line before."""
    if not isinstance(value, dict | list):
        return _encode(value)
    if not value:
        return "[]" if isinstance(value, list) else "{}"
    within = margin + " "
    if isinstance(value, dict):
        return _object(tuple(value), margin) % tuple(_texts(value.values(), within))
    return f"[{within}{f',{within}'.join(_texts(value, within))}{margin}]"


def _texts(values: Iterable[Json], margin: str) -> list[str]:
    return [leaf(value) if (leaf := _LEAVES.get(value.__class__)) else indented(value, margin) for value in values]


@lru_cache(maxsize=256)
def _object(keys: tuple[str, ...], margin: str) -> str:
    """Return the text of an object with a place for each of its values."""
    names = (_encode(key).replace("%", "%%") for key in keys)
    return "{" + ",".join(f"{margin} {name}: %s" for name in names) + margin + "}"
