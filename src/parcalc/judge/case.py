"""One target with its rows: its verdict for one period (design 5)."""

from collections.abc import Iterable
from dataclasses import dataclass

from parcalc.judge.bounds import baseline_period, compared_limit, fixed_limit, step_of
from parcalc.judge.future import may_have_cases, may_turn
from parcalc.judge.margins import margin, to_recover
from parcalc.judge.sums import Ledger
from parcalc.judge.windows import Window, not_in_force, windows
from parcalc.model.assessment import Figure, Limit, Outcome, Reason, Verdict
from parcalc.model.period import Month, Period
from parcalc.model.plan import Amount, Baseline, Target

_WORST_FIRST = (Verdict.MISSED, Verdict.NO_DATA, Verdict.NOT_DUE, Verdict.MET, Verdict.NO_CASES)

_Judged = tuple[Limit | None, tuple[Reason, ...]]


@dataclass(frozen=True, slots=True)
class Case:
    """One target with the rows of its scope, and what is missing of that scope itself."""

    target: Target
    ledger: Ledger
    scope_gaps: tuple[Reason, ...]

    def outcome(self, period: Period) -> Outcome:
        """Judge the target for one period; of several quarters or years the worst decides."""
        calendar = self.ledger.plan.calendar
        found = windows(self.target, period, calendar)
        if not found:
            return Outcome(period, Verdict.NOT_DUE, reasons=(not_in_force(self.target, period, calendar),))
        return worst(self._of(window) for window in found)

    def _of(self, window: Window) -> Outcome:
        judged = window.judged
        gaps = self.scope_gaps or self.ledger.gaps(self.target, judged)
        if gaps:
            return Outcome(judged, Verdict.NO_DATA, reasons=gaps)
        figure = self.ledger.figure(self.target, judged)
        if _contradicts(figure):
            whole = figure.denominator or 0
            reason = Reason("judge.beyond_whole", numerator=figure.numerator, denominator=whole)
            return Outcome(judged, Verdict.NO_DATA, figure, reasons=(reason,))
        return self._judged(window, figure)

    def _judged(self, window: Window, figure: Figure) -> Outcome:
        limit, reasons = self._limit(window.judged)
        if figure.denominator == 0:
            still_open = not window.over and may_have_cases(self.target, self.ledger.plan)
            return self._not_yet(window, figure, limit) if still_open else _without_cases(window, figure, limit)
        if limit is None:
            return Outcome(window.judged, Verdict.NO_DATA, figure, reasons=reasons)
        if window.over:
            return decided(window.judged, figure, limit)
        final = self._final_limit(window)
        if final is None or may_turn(self.target, self.ledger.plan, figure, final):
            return self._not_yet(window, figure, limit)
        return decided(window.judged, figure, final)

    def _final_limit(self, window: Window) -> Limit | None:
        """Return the limit of the whole run, ``None`` while its baseline is not wholly known."""
        baseline = self.target.bound.baseline
        if baseline is not None and self._base_period(baseline, window.whole).last > window.judged.last:
            return None
        return self._limit(window.whole)[0]

    def _limit(self, period: Period) -> _Judged:
        amount, reasons = self._amount(period)
        if reasons:
            return None, reasons
        baseline = self.target.bound.baseline
        if baseline is not None:
            return self._compared(period, baseline, amount)
        return (fixed_limit(self.target.bound, amount), ()) if amount else (None, ())

    def _amount(self, period: Period) -> tuple[Amount | None, tuple[Reason, ...]]:
        ladder = self.target.bound.amount
        return step_of(ladder, period) if ladder else (None, ())

    def _compared(self, period: Period, baseline: Baseline, amount: Amount | None) -> _Judged:
        if isinstance(baseline, int) and self._adds_up() and period.first.year < period.last.year:
            return None, (Reason("judge.baseline_of_a_year", period=period, year=str(baseline)),)
        base_period = self._base_period(baseline, period)
        gaps = self.ledger.baseline_gaps(self.target, base_period)
        if gaps:
            return None, (Reason("judge.no_baseline", period=base_period), *gaps)
        base = self.ledger.figure(self.target, base_period)
        if base.denominator == 0 or _contradicts(base):
            return None, (Reason("judge.empty_baseline", period=base_period),)
        return compared_limit(self.target.bound, base, base_period, amount), ()

    def _base_period(self, baseline: Baseline, period: Period) -> Period:
        return baseline_period(baseline, period, adds_up=self._adds_up())

    def _adds_up(self) -> bool:
        """Tell whether the figure is a number of cases that is summed over months."""
        counts = self.ledger.plan.counts
        summed = (counts[count].over_period == "sum" for count in self.target.numerator.counts)
        return self.target.denominator is None and any(summed)

    def _not_yet(self, window: Window, figure: Figure, limit: Limit | None) -> Outcome:
        return Outcome(window.judged, Verdict.NOT_DUE, figure, limit, reasons=(_open(self.target, window.whole.last),))


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    """Return the outcome that decides of several: a miss first, and of equals the one with the most cases short."""
    return min(outcomes, key=lambda outcome: (_WORST_FIRST.index(outcome.verdict), outcome.margin or 0))


def decided(period: Period, figure: Figure, limit: Limit) -> Outcome:
    """Return the verdict of a figure against a limit."""
    short = margin(figure, limit)
    if limit.admits(figure.value):
        return Outcome(period, Verdict.MET, figure, limit, short)
    return Outcome(period, Verdict.MISSED, figure, limit, short, to_recover(figure, limit))


def _without_cases(window: Window, figure: Figure, limit: Limit | None) -> Outcome:
    return Outcome(window.judged, Verdict.NO_CASES, figure, limit)


def _open(target: Target, last: Month) -> Reason:
    if target.each == "year":
        return Reason("judge.year_open", year=str(last.year))
    return Reason("judge.quarter_open", quarter=Period.part(last.year, f"Q{(last.number + 2) // 3}"))


def _contradicts(figure: Figure) -> bool:
    """Tell whether sums cannot be true: a whole below zero, or more good cases than cases."""
    return figure.denominator is not None and (figure.denominator < 0 or figure.numerator > figure.denominator)
