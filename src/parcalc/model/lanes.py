"""Whole columns added and compared at once: a large number holds a column, each of its lanes of bits a row.

Python adds and compares large numbers far faster than it goes through their rows one by one. A row that is below zero
reports nothing.
"""

import sys
from array import array
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import eq, le
from typing import Any, Literal, NamedTuple

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


def added(column: Column) -> tuple[int, bool]:
    """Return the sum of what a column reports, and whether every row reports it."""
    if not isinstance(column, array) or column.typecode not in _PAIRED:
        told = [value for value in column if value >= 0]
        return sum(told), len(told) == len(column)
    total = blank = 0
    for part in _parts(column):
        lanes = _read(part)
        total += _sum_of_lanes(lanes.number, part)
        blank |= lanes.blank
    return total, not blank


def is_full(column: "array[int]") -> bool:
    """Tell whether every row of a column reports something."""
    return not any(_read(part).blank for part in _parts(column))


def _parts(column: "array[int]") -> "Iterator[array[int]]":
    return (column[at : at + _AT_ONCE] for at in range(0, len(column), _AT_ONCE))


def _sum_of_lanes(number: int, column: "array[int]") -> int:
    """Return what lanes come to: each is a digit of a number, and digits are what it leaves by one less than its base.

    Of two neighbours one is moved onto the other first, so that there is room for the sum of all.
    """
    width, pair = _BITS[column.typecode], _PAIRED[column.typecode]
    every_other = _every((1 << width) - 1, pair, (len(column) + 1) // 2)
    return ((number & every_other) + (number >> width & every_other)) % ((1 << _BITS[pair]) - 1)


class Comparison(NamedTuple):
    """That, row by row, the sum of some columns is at most, or equals, that of others: columns are named."""

    low: Sequence[Hashable]
    sign: Literal["<=", "="]
    high: Sequence[Hashable]


def not_kept(columns: Mapping[Any, Column], asked: Sequence[Comparison]) -> set[int]:
    """Return the numbers of those comparisons that do not hold in all rows.

    The columns have one length. A row of which one of the compared columns reports nothing is not asked.
    """
    broken: set[int] = set()
    for at in range(0, len(next(iter(columns.values()), ())), _AT_ONCE):
        part = _Part({name: column[at : at + _AT_ONCE] for name, column in columns.items()})
        broken |= {number for number, one in enumerate(asked) if number not in broken and not part.holds(one)}
    return broken


class _Part:
    """Some rows of columns; each column is made a number but once."""

    def __init__(self, columns: Mapping[Any, Column]) -> None:
        self._columns = columns
        self._rows = len(next(iter(columns.values())))
        self._made: dict[tuple[Hashable, str], _Lanes | None] = {}

    def holds(self, asked: Comparison) -> bool:
        """Tell whether a comparison holds in all rows."""
        for code in _BITS:
            less, more = self._sum(asked.low, code), self._sum(asked.high, code)
            if less is not None and more is not None:
                return _hold(less, asked.sign, more, _firsts(code, self._rows), code)
        low, high = ([self._columns[name] for name in names] for names in (asked.low, asked.high))
        return all(
            _row_holds([column[row] for column in low], asked.sign, [column[row] for column in high])
            for row in range(self._rows)
        )

    def _sum(self, names: Sequence[Hashable], code: str) -> _Lanes | None:
        """Return a sum in each lane, ``None`` where lanes of this width have not the room."""
        total = blank = 0
        for name in names:
            lanes = self._lanes(name, code)
            if lanes is None or (len(names) > 1 and lanes.number & _room(code, len(names), self._rows)):
                return None
            total += lanes.number
            blank |= lanes.blank
        return _Lanes(total, blank)

    def _lanes(self, name: Hashable, code: str) -> _Lanes | None:
        key = (name, code)
        if key not in self._made:
            self._made[key] = _lanes(self._columns[name], code)
        return self._made[key]


def _row_holds(low: Column, sign: Literal["<=", "="], high: Column) -> bool:
    return min((*low, *high)) < 0 or _HOLDS[sign](sum(low), sum(high))


def _lanes(column: Column, code: str) -> _Lanes | None:
    if isinstance(column, array) and 8 * column.itemsize > _BITS[code]:
        return None
    if not isinstance(column, array) or column.typecode != code:
        try:
            column = array(code, column)
        except OverflowError:
            return None
    return _read(column)


def _read(column: "array[int]") -> _Lanes:
    number, code = int.from_bytes(column.tobytes(), sys.byteorder), column.typecode
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
