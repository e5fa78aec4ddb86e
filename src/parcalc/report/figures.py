"""The figures that reports show: the only place where a rate is rounded, so that none contradicts its verdict."""

from fractions import Fraction
from functools import lru_cache

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
    return _written(*_told_apart(figure, outcome.limit))


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
    scale, edge = scale_of(figure), limit.value
    exact = _exact_product(edge.numerator, edge.denominator, scale)
    if limit.against is None and exact is not None:
        return exact
    if figure is None or figure.denominator is None:
        return exact or rounded(edge * scale, DECIMALS)
    return rounded(edge * scale, _told_apart(figure, limit)[1] if figure.denominator else DECIMALS)


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
    return _written(_units(value.numerator, value.denominator, decimals), decimals)


def _units(numerator: int, denominator: int, decimals: int) -> int:
    """Return a ratio in units of the last of so many decimals, rounded as ``rounded`` does."""
    size = abs(denominator)
    scaled: int = (2 * abs(numerator) * 10**decimals + size) // (2 * size)
    return scaled if (numerator < 0) == (denominator < 0) else -scaled


def _written(units: int, decimals: int) -> str:
    """Return units of the last of so many decimals as a plain decimal."""
    digits = str(abs(units)).zfill(decimals + 1)
    plain = f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits
    return f"-{plain}" if units < 0 else plain


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


def _told_apart(figure: Figure, limit: Limit | None) -> tuple[int, int]:
    """Return a rate in units of the last of so many decimals as tell it from its limit like the exact figures do.

    The limit is as it will be shown: the plan's own exactly, a baseline's with the rate's decimals.
    """
    decimals, scale, whole = DECIMALS, scale_of(figure), figure.denominator or 1
    value = figure.numerator * scale
    shown = _units(value, whole, decimals)
    if limit is None:
        return shown, decimals
    edge, per = limit.value.numerator * scale, limit.value.denominator
    is_exact = limit.against is None and _exact_product(limit.value.numerator, per, scale) is not None
    truly = _order(value * per, edge * whole)
    while truly != _order(shown * per, edge * 10**decimals if is_exact else _units(edge, per, decimals) * per):
        decimals += 1
        shown = _units(value, whole, decimals)
    return shown, decimals


def _order(left: Fraction | int, right: Fraction | int) -> int:
    return (left > right) - (left < right)


@lru_cache(maxsize=1024)  # every member of a breakdown is held against the same few bounds
def _exact_product(numerator: int, denominator: int, scale: int) -> str | None:
    """Return so many times a fraction as a decimal without loss, ``None`` if it has no end."""
    return _exact(Fraction(numerator * scale, denominator))


def _exact(value: Fraction) -> str | None:
    """Return a fraction as a decimal without loss, ``None`` if it has no end."""
    denominator, twos, fives = value.denominator, 0, 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    return rounded(value, max(twos, fives)) if denominator == 1 else None
