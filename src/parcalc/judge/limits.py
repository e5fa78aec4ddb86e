"""What a target asks for in a period: of all the same, or of each what its own baseline makes of it."""

from collections.abc import Sequence
from typing import NamedTuple

from parcalc.judge.bounds import baseline_period, compared_limit, fixed_limit, step_of
from parcalc.judge.sides import Sides, contradicts
from parcalc.judge.sums import Gaps
from parcalc.model.assessment import Figure, Limit, Reason
from parcalc.model.period import Period
from parcalc.model.plan import Amount, Baseline, Ladder, Target


class Asked(NamedTuple):
    """The limit of a period, or why there is none."""

    limit: Limit | None
    reasons: Gaps = ()


class Limits:
    """What a target asks of each side, period by period."""

    def __init__(self, target: Target, sides: Sides) -> None:
        """Work out nothing yet."""
        self._target, self._sides = target, sides

    def of(self, period: Period) -> Sequence[Asked]:
        """Return what each side is asked for in a period."""
        bound = self._target.bound
        amount, reasons = _step(bound.amount, period)
        if reasons:
            return self._all(Asked(None, reasons))
        if bound.baseline is not None:
            return self._compared(period, bound.baseline, amount)
        return self._all(Asked(fixed_limit(bound, amount, self._target.per) if amount else None))

    def final(self, whole: Period, known: Period) -> Sequence[Asked]:
        """Return what each side is asked for in a whole run; nothing while its baseline is not wholly known."""
        baseline = self._target.bound.baseline
        if baseline is not None and self._base_period(baseline, whole).last > known.last:
            return self._all(Asked(None))
        return self.of(whole)

    def near(self, period: Period) -> Limit | None:
        """Return the amount from which a miss is close, that amount included, as a limit; ``None`` if none is."""
        amount, _ = _step(self._target.near, period)
        kind, per = self._target.bound.kind, self._target.per
        return Limit(kind, amount.level(per), strict=False) if amount else None

    def _all(self, asked: Asked) -> Sequence[Asked]:
        return [asked] * len(self._sides)

    def _compared(self, period: Period, baseline: Baseline, amount: Amount | None) -> Sequence[Asked]:
        if isinstance(baseline, int) and self._adds_up() and period.first.year < period.last.year:
            return self._all(Asked(None, (Reason("judge.baseline_of_a_year", period=period, year=str(baseline)),)))
        base_period = self._base_period(baseline, period)
        missing = (Reason("judge.no_baseline", period=base_period),)
        gaps = self._sides.baseline_gaps(self._target, base_period)
        lacking = {id(gap): Asked(None, missing + gap) for gap in gaps if gap}  # most lack the same
        if all(gaps):
            return [lacking[id(gap)] for gap in gaps]
        figures = self._sides.figures(self._target, base_period)
        return [
            lacking[id(gap)] if gap else self._over(base, base_period, amount)
            for gap, base in zip(gaps, figures, strict=True)
        ]

    def _over(self, base: Figure, base_period: Period, amount: Amount | None) -> Asked:
        if base.denominator == 0 or contradicts(base):
            return Asked(None, (Reason("judge.empty_baseline", period=base_period),))
        return Asked(compared_limit(self._target.bound, base, base_period, amount))

    def _base_period(self, baseline: Baseline, period: Period) -> Period:
        return baseline_period(baseline, period, adds_up=self._adds_up())

    def _adds_up(self) -> bool:
        """Tell whether the figure is a number of cases that is summed over months."""
        counts = self._sides.plan.counts
        summed = (counts[count].over_period == "sum" for count in self._target.numerator.counts)
        return self._target.denominator is None and any(summed)


def _step(ladder: Ladder | None, period: Period) -> tuple[Amount | None, tuple[Reason, ...]]:
    return step_of(ladder, period) if ladder else (None, ())
