"""The figures that reports show: the only place where a rate is rounded, so that none contradicts its verdict."""

from fractions import Fraction
from math import floor

from parcalc.model.assessment import Figure, Limit, Outcome

DECIMALS = 2


def shown_percent(outcome: Outcome) -> str | None:
    """Return a rate as a plain percentage such as ``96.72``, ``None`` for a number of cases or nothing judged.

    Two decimals, rounded half up, and as many more as are needed to stay on its own side of the bound (design 5).
    """
    figure = outcome.figure
    if figure is None or not figure.denominator:
        return None
    return rounded(figure.value * 100, _decimals(figure, outcome.limit))


def shown_limit(outcome: Outcome) -> str | None:
    """Return what was required, as a plain percentage or number of cases; ``None`` where it is not known.

    A bound of the plan is exact. One that comes from a baseline has the decimals of the rate beside it.
    """
    limit, figure = outcome.limit, outcome.figure
    if limit is None:
        return None
    scale = _scale(figure)
    exact = _exact(limit.value * scale)
    if limit.against is None and exact is not None:
        return exact
    if scale == 1:
        return exact or rounded(limit.value, DECIMALS)
    return rounded(limit.value * scale, _decimals(figure, limit) if figure else DECIMALS)


def percent_of(figure: Figure) -> str | None:
    """Return a rate that is judged against nothing, in two decimals."""
    return rounded(figure.value * 100, DECIMALS) if figure.denominator else None


def change(after: Figure, before: Figure) -> str | None:
    """Return a change in percentage points (*điểm %*), or in cases where there is no rate."""
    if after.denominator is None or before.denominator is None:
        return str(after.numerator - before.numerator)
    if not after.denominator or not before.denominator:
        return None
    return rounded((after.value - before.value) * 100, DECIMALS)


def relative_change(after: Figure, before: Figure) -> str | None:
    """Return a change as a share of what was before, in percent; ``None`` where that was nothing."""
    if after.denominator == 0 or before.denominator == 0 or not before.value:
        return None
    return rounded((after.value / before.value - 1) * 100, DECIMALS)


def rounded(value: Fraction, decimals: int) -> str:
    """Return a plain decimal, rounded half up (away from zero below it, so that −x is x with a minus)."""
    scaled = floor(abs(value) * 10**decimals + Fraction(1, 2))
    whole, fraction = divmod(scaled, 10**decimals)
    digits = f"{whole}.{fraction:0{decimals}}" if decimals else str(whole)
    return f"-{digits}" if value < 0 and scaled else digits


def exact_percent(value: Fraction) -> str:
    """Return an amount of a plan as the percentage that it was written as: 98, 98.5, 33.333."""
    return _exact(value * 100) or rounded(value * 100, DECIMALS)


def _scale(figure: Figure | None) -> int:
    return 1 if figure and figure.denominator is None else 100


def _decimals(figure: Figure, limit: Limit | None) -> int:
    """Return how many decimals tell a rate from its limit as the exact figures do."""
    decimals = DECIMALS
    if limit is None or not figure.denominator:
        return decimals
    value, edge = figure.value * 100, limit.value * 100
    while _order(Fraction(rounded(value, decimals)), _edge_shown(edge, limit, decimals)) != _order(value, edge):
        decimals += 1
    return decimals


def _edge_shown(edge: Fraction, limit: Limit, decimals: int) -> Fraction:
    """Return the limit as it will be shown: the plan's own exactly, a baseline's with the rate's decimals."""
    return edge if limit.against is None and _exact(edge) is not None else Fraction(rounded(edge, decimals))


def _order(left: Fraction, right: Fraction) -> int:
    return (left > right) - (left < right)


def _exact(value: Fraction) -> str | None:
    """Return a fraction as a decimal without loss, ``None`` if it has no end."""
    denominator, twos, fives = value.denominator, 0, 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    return rounded(value, max(twos, fives)) if denominator == 1 else None
