"""How many cases a figure is from its limit, and what would bring a missed target back (design 5)."""

from fractions import Fraction
from math import ceil, floor

from parcalc.model.assessment import Figure, Limit


def margin(figure: Figure, limit: Limit) -> int:
    """Return how many cases more could have gone wrong (+), or how many more had to go right (−)."""
    value = limit.value
    edge, per = value.numerator * (1 if figure.denominator is None else figure.denominator), value.denominator
    if limit.kind.upward:
        return figure.numerator - _least_whole(edge, per, limit)
    return -_least_whole(-edge, per, limit) - figure.numerator


def _least_whole(edge: int, per: int, limit: Limit) -> int:
    """Return the least whole number that is not below ``edge / per``, or that is above it where the limit is strict."""
    return edge // per + 1 if limit.strict else -(-edge // per)


def to_recover(figure: Figure, limit: Limit) -> int | None:
    """Return how many good cases in a row would bring a missed target back, ``None`` if none can.

    A good case adds to both sums where more is better, and to the denominator alone where less is. What is said per
    something is no case that goes right or wrong.
    """
    if figure.per is not None:
        return None
    if figure.denominator is None:
        return -margin(figure, limit) if limit.kind.upward else None
    edge, per = limit.value.numerator, limit.value.denominator
    if limit.kind.upward:  # (numerator + n) / (denominator + n) is the limit
        distance, over = edge * figure.denominator - figure.numerator * per, per - edge
    else:  # numerator / (denominator + n) is
        distance, over = figure.numerator * per - edge * figure.denominator, edge
    return _least_whole(distance, over, limit) if over > 0 else None


def still_allowed(figure: Figure, limit: Limit) -> int | None:
    """Return how many more cases may go wrong before a met figure is missed, however few good ones come with them.

    ``None`` where no number of them can do it. A wrong case adds to the denominator alone where more is better, and to
    both sums where less is.
    """
    if figure.denominator is None:
        return None if limit.kind.upward else margin(figure, limit)
    if limit.kind.upward:
        return _below(figure.numerator / limit.value - figure.denominator, limit) if limit.value > 0 else None
    room = limit.value * figure.denominator - figure.numerator
    return _below(room / (1 - limit.value), limit) if limit.value < 1 else None


def _below(edge: Fraction, limit: Limit) -> int:
    """Return the most whole cases up to an edge, which a strict limit does not admit."""
    return ceil(edge) - 1 if limit.strict else floor(edge)
