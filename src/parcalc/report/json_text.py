"""JSON as text with a line for each value: byte for byte that of ``json.dumps(…, ensure_ascii=False, indent=1)``.

The standard library indents value by value. A nation of communes has a million values in but a few shapes: what an
object of a shape looks like is worked out once.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

Json: TypeAlias = "bool | int | str | list[Json] | Iterator[Json] | dict[str, Json] | Repeated | Rows | None"
"""An iterator is an array whose values are made one by one while they are written."""

_ARRAYS = (list, Iterator)

_encode = lru_cache(maxsize=1 << 16)(json.JSONEncoder(ensure_ascii=False).encode)
"""Members come again for each target, verdicts and bounds for each member."""

_LEAVES: Mapping[type, Callable[[object], str]] = {
    str: _encode,
    int: str,
    bool: lambda value: "true" if value else "false",
    type(None): lambda _: "null",
}


class Repeated:
    """A value that comes many times and never changes: its text is made once."""

    def __init__(self, value: Json) -> None:
        """Hold the value."""
        self._value = value
        self._texts: dict[str, str] = {}

    def text(self, margin: str) -> str:
        """Return the value as JSON at a margin."""
        if margin not in self._texts:
            self._texts[margin] = indented(self._value, margin)
        return self._texts[margin]


class Rows:
    """An array of objects that have the same keys: each key with its value in every one of them."""

    def __init__(self, columns: Mapping[str, Sequence[Json]]) -> None:
        """Hold columns of one length."""
        self._columns = columns

    def text(self, margin: str) -> str:
        """Return the array as JSON at a margin."""
        within = margin + " "
        columns = [_column(column, within + " ") for column in self._columns.values()]
        rows = map(_object(tuple(self._columns), within).__mod__, zip(*columns, strict=True))
        return _array(list(rows), margin)


_WRITTEN = (Repeated, Rows)


def indented(value: Json, margin: str = "\n") -> str:
    """Return a value as JSON; ``margin`` is what its last line begins with, and the end of the line before."""
    if isinstance(value, _WRITTEN):
        return value.text(margin)
    within = margin + " "
    if isinstance(value, dict):
        return _object(tuple(value), margin) % tuple(_texts(value.values(), within)) if value else "{}"
    if isinstance(value, _ARRAYS):
        return _array(_texts(value, within) if value else (), margin)
    return _LEAVES[value.__class__](value)


def _texts(values: Iterable[Json], margin: str) -> list[str]:
    return [leaf(value) if (leaf := _LEAVES.get(value.__class__)) else indented(value, margin) for value in values]


def _column(values: Sequence[Json], margin: str) -> list[str]:
    """Return the text of each value, once where all are the same: the bound of a target, mostly."""
    if all(value is values[0] for value in values):
        return _texts(values[:1], margin) * len(values)
    return _texts(values, margin)


def _array(texts: Sequence[str], margin: str) -> str:
    return f"[{margin} {f',{margin} '.join(texts)}{margin}]" if texts else "[]"


@lru_cache(maxsize=256)
def _object(keys: tuple[str, ...], margin: str) -> str:
    """Return the text of an object with a place for each of its values."""
    names = (_encode(key).replace("%", "%%") for key in keys)
    return "{" + ",".join(f"{margin} {name}: %s" for name in names) + margin + "}"
