"""The figures that reports show: the only place where a rate is rounded, so that none contradicts its verdict."""

from fractions import Fraction

from parcalc.model.assessment import Figure, Limit, Outcome
from parcalc.model.score import Scoring

DECIMALS = 2


def shown_rate(outcome: Outcome) -> str | None:
    """Return a ratio as a plain decimal: 96.72 of a share, 2.47 of what is said per something; else ``None``.

    Two decimals, rounded half up, and as many more as are needed to stay on its own side of the bound (design 5).
    """
    figure = outcome.figure
    if figure is None or not figure.denominator:
        return None
    return rounded(figure.value * scale_of(figure), _decimals(figure, outcome.limit))


def shown_percent(outcome: Outcome) -> str | None:
    """Return a share as a plain percentage such as ``96.72``, ``None`` for anything else."""
    return shown_rate(outcome) if outcome.figure and outcome.figure.per is None else None


def shown_limit(outcome: Outcome) -> str | None:
    """Return what was required, as a plain percentage or number of cases; ``None`` where it is not known.

    A bound of the plan is exact. One that comes from a baseline has the decimals of the rate beside it.
    """
    limit, figure = outcome.limit, outcome.figure
    if limit is None:
        return None
    scale = scale_of(figure)
    exact = _exact(limit.value * scale)
    if limit.against is None and exact is not None:
        return exact
    if figure is None or figure.denominator is None:
        return exact or rounded(limit.value * scale, DECIMALS)
    return rounded(limit.value * scale, _decimals(figure, limit))


def rate_of(figure: Figure) -> str | None:
    """Return a ratio that is judged against nothing, in two decimals."""
    return rounded(figure.value * scale_of(figure), DECIMALS) if figure.denominator else None


def shown_points(points: Fraction, scoring: Scoring) -> str:
    """Return points in two decimals, rounded half up, and as many more as tell them from the start of a band."""
    decimals = DECIMALS
    starts = [band.start for band in scoring.bands]
    while any(_order(Fraction(rounded(points, decimals)), start) != _order(points, start) for start in starts):
        decimals += 1
    return rounded(points, decimals)


def change(after: Figure, before: Figure) -> str | None:
    """Return a change in percentage points (*điểm %*), or in cases where there is no rate."""
    if after.denominator is None or before.denominator is None:
        return str(after.numerator - before.numerator)
    if not after.denominator or not before.denominator:
        return None
    return rounded((after.value - before.value) * scale_of(after), DECIMALS)


def relative_change(after: Figure, before: Figure) -> str | None:
    """Return a change as a share of what was before, in percent; ``None`` where that was nothing."""
    if after.denominator == 0 or before.denominator == 0 or not before.value:
        return None
    return rounded((after.value / before.value - 1) * 100, DECIMALS)


def rounded(value: Fraction, decimals: int) -> str:
    """Return a plain decimal, rounded half up (away from zero below it, so that −x is x with a minus)."""
    scaled = (2 * abs(value.numerator) * 10**decimals + value.denominator) // (2 * value.denominator)
    whole, fraction = divmod(scaled, 10**decimals)
    digits = f"{whole}.{fraction:0{decimals}}" if decimals else str(whole)
    return f"-{digits}" if value < 0 and scaled else digits


def exact_percent(value: Fraction) -> str:
    """Return an amount of a plan as the percentage that it was written as: 98, 98.5, 33.333."""
    return exact_number(value * 100)


def exact_number(value: Fraction) -> str:
    """Return an amount of a plan as the decimal that it was written as: 2.5."""
    return _exact(value) or rounded(value, DECIMALS)


def scale_of(figure: Figure | None) -> int:
    """Return what a figure is multiplied by where it is shown: 100 for a share."""
    if figure is None:
        return 100
    return 1 if figure.denominator is None else figure.per or 100


def _decimals(figure: Figure, limit: Limit | None) -> int:
    """Return how many decimals tell a rate from its limit as the exact figures do."""
    decimals = DECIMALS
    if limit is None or not figure.denominator:
        return decimals
    value, edge = figure.value * scale_of(figure), limit.value * scale_of(figure)
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
