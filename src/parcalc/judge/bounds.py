"""What a bound asks for in one period: a ladder's step, and what a rise or fall makes of its baseline."""

from fractions import Fraction

from parcalc.model.assessment import Against, Figure, Limit, Reason
from parcalc.model.period import MONTHS_OF_A_YEAR, Period
from parcalc.model.plan import Amount, Baseline, Bound, BoundKind, Ladder, Unit

_STRICT = {BoundKind.MORE_THAN, BoundKind.LESS_THAN}


def step(ladder: Ladder, year: int) -> Amount | None:
    """Return the amount that a ladder asks for in a year, ``None`` where it says nothing of that year."""
    if None in ladder.steps:
        return ladder.steps[None]
    if year in ladder.steps:
        return ladder.steps[year]
    earlier = [stepped for stepped in ladder.steps if stepped is not None and stepped < year]
    if not ladder.each_year or not earlier:
        return None
    last = max(earlier)
    return _grown(ladder, ladder.steps[last], year - last)


def _grown(ladder: Ladder, amount: Amount, years: int) -> Amount:
    growth = ladder.each_year
    if growth is None:
        return amount
    value = amount.value
    for _ in range(years):
        value = _moved(value, growth, up=True)
    if ladder.up_to:
        value = min(value, ladder.up_to.value)
    return Amount(value, amount.unit)


def _moved(value: Fraction, by: Amount, *, up: bool) -> Fraction:
    """Move a value by a share of itself (20%) or by so many points or cases (20 pp, 5)."""
    change = value * by.value if by.unit is Unit.PERCENT else by.value
    return value + change if up else value - change


def step_of(ladder: Ladder, period: Period) -> tuple[Amount | None, tuple[Reason, ...]]:
    """Return the amount that holds for all of a period, or why there is none: years without a step, or of several."""
    years = range(period.first.year, period.last.year + 1)
    steps = {year: step(ladder, year) for year in years}
    without = tuple(str(year) for year, amount in steps.items() if amount is None)
    if without:
        return None, (Reason("judge.no_step", year=", ".join(without)),)
    if len(set(steps.values())) > 1:
        return None, (Reason("judge.several_steps", period=period),)
    return steps[period.last.year], ()


def fixed_limit(bound: Bound, amount: Amount, per: int | None) -> Limit:
    """Return the limit of a bound without a baseline."""
    return Limit(bound.kind, amount.level(per), bound.kind in _STRICT)


def baseline_period(baseline: Baseline, period: Period, *, adds_up: bool) -> Period:
    """Return the period that a rise or fall is measured against.

    A fixed year is the whole year for a rate or a stock. A number of cases that ``adds_up`` over months is measured
    against the same months of that year: a month's cases are always fewer than a year's.
    """
    match baseline:
        case "previous_period":
            return period.before
        case "previous_year":
            return period.shifted(-MONTHS_OF_A_YEAR)
        case year if adds_up:
            return period.shifted(MONTHS_OF_A_YEAR * (year - period.last.year))
        case year:
            return Period.part(year, "")


def compared_limit(bound: Bound, base: Figure, base_period: Period, amount: Amount | None) -> Limit:
    """Return the limit of a rise or fall: strictly past the baseline, or by at least the plan's amount."""
    against = Against(base_period, base, amount)
    if amount is None:
        return Limit(bound.kind, base.value, strict=True, against=against)
    by = Amount(amount.level(base.per), amount.unit)
    return Limit(bound.kind, _moved(base.value, by, up=bound.kind.upward), strict=False, against=against)
