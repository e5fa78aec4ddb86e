"""Whole columns added and compared at once: a large number holds a column, each of its lanes of bits a row.

Python adds and compares large numbers far faster than it goes through their rows one by one. A row that is below zero
reports nothing.
"""

import sys
from array import array
from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import eq, le
from typing import Literal, NamedTuple

Column = Sequence[int]

_BITS = {code: 8 * array(code).itemsize for code in "hiq"}
_PAIRED = {"h": "i", "i": "q"}
"""Lanes of twice the width: so many rows as are one number cannot come to more than they hold."""
_AT_ONCE = 1 << 14
"""Rows that are one number: few enough to stay near the processor."""

_HOLDS: dict[str, Callable[[int, int], bool]] = {"<=": le, "=": eq}


class _Lanes(NamedTuple):
    """What stands in each lane, 0 in those that report nothing; ``blank`` has the first bit of these."""

    number: int
    blank: int


def added(column: Column) -> int | None:
    """Return the sum of a column, ``None`` where a row reports nothing."""
    if not isinstance(column, array) or column.typecode not in _PAIRED:
        return sum(column) if min(column, default=0) >= 0 else None
    total = 0
    for at in range(0, len(column), _AT_ONCE):
        part = column[at : at + _AT_ONCE]
        number = int.from_bytes(part.tobytes(), sys.byteorder)
        if number & _firsts(part.typecode, len(part)):
            return None
        total += _sum_of_lanes(number, part)
    return total


def _sum_of_lanes(number: int, column: "array[int]") -> int:
    """Return what lanes come to: each is a digit of a number, and digits are what it leaves by one less than its base.

    Of two neighbours one is moved onto the other first, so that there is room for the sum of all.
    """
    width, pair = _BITS[column.typecode], _PAIRED[column.typecode]
    every_other = _every((1 << width) - 1, pair, (len(column) + 1) // 2)
    return ((number & every_other) + (number >> width & every_other)) % ((1 << _BITS[pair]) - 1)


def kept(low: Sequence[Column], sign: Literal["<=", "="], high: Sequence[Column]) -> bool:
    """Tell whether, row by row, the sum of some columns is at most, or equals, that of others.

    The columns have one length. A row of which one of them reports nothing is not asked.
    """
    rows = len((*low, *high)[0])
    return all(
        _kept([column[at : at + _AT_ONCE] for column in low], sign, [column[at : at + _AT_ONCE] for column in high])
        for at in range(0, rows, _AT_ONCE)
    )


def _kept(low: Sequence[Column], sign: Literal["<=", "="], high: Sequence[Column]) -> bool:
    rows = len((*low, *high)[0])
    for code in _BITS:
        less, more = _added(low, code), _added(high, code)
        if less is not None and more is not None:
            return _hold(less, sign, more, _firsts(code, rows), code)
    return all(_holds([column[row] for column in low], sign, [column[row] for column in high]) for row in range(rows))


def _holds(low: Column, sign: Literal["<=", "="], high: Column) -> bool:
    return min((*low, *high)) < 0 or _HOLDS[sign](sum(low), sum(high))


def _added(columns: Sequence[Column], code: str) -> _Lanes | None:
    """Return a sum in each lane, ``None`` where lanes of this width have not the room."""
    total = blank = 0
    for column in columns:
        lanes = _lanes(column, code)
        if lanes is None or lanes.number & _room(code, len(columns), len(column)):
            return None
        total += lanes.number
        blank |= lanes.blank
    return _Lanes(total, blank)


def _lanes(column: Column, code: str) -> _Lanes | None:
    if isinstance(column, array) and 8 * column.itemsize > _BITS[code]:
        return None
    if not isinstance(column, array) or column.typecode != code:
        try:
            column = array(code, column)
        except OverflowError:
            return None
    number = int.from_bytes(column.tobytes(), sys.byteorder)
    blank = number & _firsts(code, len(column))
    return _Lanes(number & ~_whole(blank, code), blank) if blank else _Lanes(number, 0)


def _whole(firsts: int, code: str) -> int:
    """Return every bit of the lanes whose first bits are given."""
    return (firsts << 1) - (firsts >> _BITS[code] - 1)


def _room(code: str, terms: int, rows: int) -> int:
    """Return the bits of every lane that no term of a sum may use: then no sum reaches the first."""
    free = 1 + (terms - 1).bit_length()
    return _every((1 << free) - 1 << _BITS[code] - free, code, rows)


def _hold(less: _Lanes, sign: Literal["<=", "="], more: _Lanes, firsts: int, code: str) -> bool:
    """Tell it of every lane that is not blank.

    What is at most another leaves it its first bit, which it was lent, when it is taken away.
    """
    blank = less.blank | more.blank
    if sign == "=":
        return not (less.number ^ more.number) & ~_whole(blank, code)
    return (((more.number | firsts) - less.number) | blank) & firsts == firsts


def _firsts(code: str, rows: int) -> int:
    """Return the first bit of every lane: it is set where a number is below zero."""
    return _every(1 << _BITS[code] - 1, code, rows)


@lru_cache(maxsize=64)
def _every(lane: int, code: str, rows: int) -> int:
    return int.from_bytes((array(code.upper(), [lane]) * rows).tobytes(), sys.byteorder)
