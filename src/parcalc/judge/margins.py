"""How many cases a figure is from its limit, and what would bring a missed target back (design 5)."""

from fractions import Fraction
from math import ceil, floor

from parcalc.model.assessment import Figure, Limit


def margin(figure: Figure, limit: Limit) -> int:
    """Return how many cases more could have gone wrong (+), or how many more had to go right (−)."""
    edge = limit.value * (1 if figure.denominator is None else figure.denominator)
    if limit.kind.upward:
        needed = floor(edge) + 1 if limit.strict else ceil(edge)
        return figure.numerator - needed
    allowed = ceil(edge) - 1 if limit.strict else floor(edge)
    return allowed - figure.numerator


def to_recover(figure: Figure, limit: Limit) -> int | None:
    """Return how many good cases in a row would bring a missed target back, ``None`` if none can.

    A good case adds to both sums where more is better, and to the denominator alone where less is.
    """
    if figure.denominator is None:
        return -margin(figure, limit) if limit.kind.upward else None
    distance = _distance(figure.numerator, figure.denominator, limit)
    if distance is None:
        return None
    return floor(distance) + 1 if limit.strict else ceil(distance)


def _distance(numerator: int, denominator: int, limit: Limit) -> Fraction | None:
    """Return the real number of good cases at which the rate is exactly the limit."""
    if limit.kind.upward:
        return (limit.value * denominator - numerator) / (1 - limit.value) if limit.value < 1 else None
    return numerator / limit.value - denominator if limit.value > 0 else None
