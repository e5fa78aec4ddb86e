"""Whole columns added and compared at once: a large number holds a column, each of its lanes of bits a row.

Python adds and compares large numbers far faster than it goes through their rows one by one.
"""

import sys
from array import array
from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import eq, le
from typing import Literal

Column = Sequence[int]

_LANES = ("H", "I", "Q")
_AT_ONCE = 1 << 14
"""Rows that are one number: few enough to stay near the processor."""

_HOLDS: dict[str, Callable[[int, int], bool]] = {"<=": le, "=": eq}


def kept(low: Sequence[Column], sign: Literal["<=", "="], high: Sequence[Column]) -> bool:
    """Tell whether, row by row, the sum of some columns is at most, or equals, that of others.

    The columns have one length and no value below zero.
    """
    rows = len((*low, *high)[0])
    return all(
        _kept([column[at : at + _AT_ONCE] for column in low], sign, [column[at : at + _AT_ONCE] for column in high])
        for at in range(0, rows, _AT_ONCE)
    )


def _kept(low: Sequence[Column], sign: Literal["<=", "="], high: Sequence[Column]) -> bool:
    rows = len((*low, *high)[0])
    for code in _LANES:
        less, more = _added(low, code), _added(high, code)
        if less is not None and more is not None:
            return less == more if sign == "=" else _is_at_most(less, more, code, rows)
    return all(_HOLDS[sign](_sum(low, row), _sum(high, row)) for row in range(rows))


def _added(columns: Sequence[Column], code: str) -> int | None:
    """Return a sum in each lane, ``None`` where lanes of this width have not the room."""
    total = 0
    for column in columns:
        number = _number(column, code)
        if number is None or number & _room(code, len(columns), len(column)):
            return None
        total += number
    return total


def _number(column: Column, code: str) -> int | None:
    size = array(code).itemsize
    if isinstance(column, array) and column.itemsize > size:
        return None
    if not isinstance(column, array) or column.itemsize < size:
        try:
            column = array(code, column)
        except OverflowError:
            return None
    return int.from_bytes(column.tobytes(), sys.byteorder)


def _room(code: str, terms: int, rows: int) -> int:
    """Return the bits of every lane that no term of a sum may use: then no sum reaches the first."""
    free = 1 + (terms - 1).bit_length()
    return _every((1 << free) - 1 << 8 * array(code).itemsize - free, code, rows)


def _is_at_most(less: int, more: int, code: str, rows: int) -> bool:
    """Tell it of every lane: its first bit, lent to what is more, is still there when what is less is taken away."""
    first = _every(1 << 8 * array(code).itemsize - 1, code, rows)
    return ((more | first) - less) & first == first


@lru_cache(maxsize=64)
def _every(lane: int, code: str, rows: int) -> int:
    return int.from_bytes((array(code, [lane]) * rows).tobytes(), sys.byteorder)


def _sum(columns: Sequence[Column], row: int) -> int:
    return sum(column[row] for column in columns)
