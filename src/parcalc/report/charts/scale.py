"""The one rule for the scales of charts: what is drawn equally high means the same number of points in each."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import count
from math import ceil
from typing import NamedTuple

_SPANS = ((20, 5), (50, 10), (100, 25))
"""How many points of percentage a scale may span, and how far apart its lines are; the smallest that fits them all."""

_WHOLE = 100
Extent = tuple[Fraction, Fraction]
"""The lowest and the highest point of a chart."""


class Scale(NamedTuple):
    """From where to where a chart is drawn, and the values that have a line, lowest first."""

    low: int
    high: int
    lines: tuple[int, ...]
    percent: bool

    def share(self, value: Fraction) -> Fraction:
        """Return how high a value stands, from 0 (low) to 1 (high)."""
        return (value - self.low) / (self.high - self.low)


def rate_scales(extents: Sequence[Extent]) -> Iterator[Scale]:
    """Give a scale in percent for each chart of rates: all of one span, each placed where its own points are."""
    if not extents:
        return
    fitting = (span for span in _spans() if all(_fits(extent, span) for extent in extents))
    span = next(fitting)
    yield from (_placed(extent, span) for extent in extents)


def whole_scale(extent: Extent) -> Scale:
    """Return a scale of cases: from none to the next 1, 2 or 5 with noughts, and as far below none as is needed."""
    low, high = min(extent[0], Fraction(0)), _round_above(max(extent[1], Fraction(0)))
    if low < 0:
        return Scale(-_round_above(-low), high, (-_round_above(-low), 0, high), percent=False)
    step = max(1, high // 5 if str(high)[0] == "5" else high // 2)
    return Scale(0, high, tuple(range(0, high + 1, step)), percent=False)


def _round_above(value: Fraction) -> int:
    tops = (int(top) for power in count() for top in (10**power, 2 * 10**power, 5 * 10**power))
    return next(top for top in tops if top >= value)


def _spans() -> Iterator[tuple[int, int]]:
    yield from _SPANS
    # A bound may be a number above one per case; then rates go beyond a hundred.
    yield from ((_WHOLE * 2**power, _WHOLE * 2**power // 4) for power in count(1))


def _fits(extent: Extent, span: tuple[int, int]) -> bool:
    return _placed(extent, span).low <= extent[0]


def _placed(extent: Extent, span: tuple[int, int]) -> Scale:
    points, step = span
    top = ceil(extent[1] / step) * step
    high = top if extent[0] < 0 else max(top, points)  # a difference of cases may be below none
    return Scale(high - points, high, tuple(range(high - points, high + 1, step)), percent=True)
