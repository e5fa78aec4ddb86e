"""One target with its rows: its verdict for one period (design 5)."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from parcalc.judge.bounds import baseline_period, compared_limit, fixed_limit, step_of
from parcalc.judge.future import may_have_cases, may_turn
from parcalc.judge.margins import margin, to_recover
from parcalc.judge.sums import Ledger
from parcalc.judge.windows import Window, not_in_force, windows
from parcalc.model.assessment import Figure, Limit, Outcome, Part, Reason, Verdict
from parcalc.model.period import MONTHS_OF_A_YEAR, Calendar, Month, Period
from parcalc.model.plan import Amount, Baseline, Ladder, Target

_WORST_FIRST = (Verdict.MISSED, Verdict.NO_DATA, Verdict.NOT_DUE, Verdict.MET, Verdict.NO_CASES)

_Judged = tuple[Limit | None, tuple[Reason, ...]]


class Case(NamedTuple):
    """One target with the rows of its scope, and what is missing of that scope itself.

    Where each member of a dimension must reach the bound, ``members`` has the case of each.
    """

    target: Target
    ledger: Ledger
    scope_gaps: tuple[Reason, ...] = ()
    members: "Mapping[str, Case]" = MappingProxyType({})

    def outcome(self, period: Period) -> Outcome:
        """Judge the target for one period; of several members, quarters or years the worst decides."""
        found = windows(self.target, period, self.ledger.plan)
        if not found:
            return Outcome(period, Verdict.NOT_DUE, reasons=(not_in_force(self.target, period, self._calendar),))
        if self.members and not self.scope_gaps:
            years = Period(Month(found[0].judged.first.year, 1), Month(period.last.year, MONTHS_OF_A_YEAR))
            named = [(name, case) for name, case in self.members.items() if case.ledger.has_rows(years)]
            if named:
                return worst_of(Part(name, case.outcome(period)) for name, case in named)
        parts = [Part(window.whole, self._of(window, period)) for window in found]
        return worst_of(parts) if len(parts) > 1 else parts[0].outcome

    @property
    def _calendar(self) -> Calendar:
        return self.ledger.plan.calendar

    def _of(self, window: Window, period: Period) -> Outcome:
        judged = window.judged
        gaps = self.scope_gaps or self.ledger.gaps(self.target, judged)
        if gaps:
            return Outcome(judged, Verdict.NO_DATA, reasons=gaps)
        figure = self.ledger.figure(self.target, judged)
        if _contradicts(figure):
            whole = figure.denominator or 0
            reason = Reason("judge.beyond_whole", numerator=figure.numerator, denominator=whole)
            return Outcome(judged, Verdict.NO_DATA, figure, reasons=(reason,))
        outcome = self._judged(window, figure)
        if self.target.is_task and outcome.verdict is Verdict.MISSED:
            return outcome._replace(to_recover=None, reasons=(self._too_late(window, period),))
        return outcome

    def _judged(self, window: Window, figure: Figure) -> Outcome:
        judged = window.judged
        limit, reasons = self._limit(judged)
        if figure.denominator == 0:
            still_open = not window.over and may_have_cases(self.target, self.ledger.plan)
            return self._not_yet(window, figure, limit) if still_open else _without_cases(judged, figure, limit)
        if limit is None:
            return Outcome(judged, Verdict.NO_DATA, figure, reasons=reasons)
        settled = limit if window.over else self._settled(window, figure)
        return self._decided(judged, figure, settled) if settled else self._not_yet(window, figure, limit)

    def _settled(self, window: Window, figure: Figure) -> Limit | None:
        """Return the limit of the whole run where no month to come can turn the verdict any more."""
        final = self._final_limit(window)
        if final is None:
            return None
        if self.target.is_task and final.admits(figure.value):
            return final  # what is done stays done
        return None if may_turn(self.target, self.ledger.plan, figure, final) else final

    def _decided(self, period: Period, figure: Figure, limit: Limit) -> Outcome:
        short = margin(figure, limit)
        if limit.admits(figure.value):
            return Outcome(period, Verdict.MET, figure, limit, short)
        near = self._is_near(period, figure, limit)
        return Outcome(period, Verdict.MISSED, figure, limit, short, to_recover(figure, limit), near=near)

    def _is_near(self, period: Period, figure: Figure, limit: Limit) -> bool:
        """Tell whether a miss has reached the amount from which it is close, that amount included."""
        amount, _ = _step(self.target.near, period)
        return amount is not None and Limit(limit.kind, amount.level(figure.per), strict=False).admits(figure.value)

    def _final_limit(self, window: Window) -> Limit | None:
        """Return the limit of the whole run, ``None`` while its baseline is not wholly known."""
        baseline = self.target.bound.baseline
        if baseline is not None and self._base_period(baseline, window.whole).last > window.judged.last:
            return None
        return self._limit(window.whole)[0]

    def _limit(self, period: Period) -> _Judged:
        bound = self.target.bound
        amount, reasons = _step(bound.amount, period)
        if reasons:
            return None, reasons
        if bound.baseline is not None:
            return self._compared(period, bound.baseline, amount)
        return (fixed_limit(bound, amount, self.target.per), ()) if amount else (None, ())

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

    def _too_late(self, window: Window, period: Period) -> Reason:
        """Say of a task that was not done by its date that it is overdue, or in which month it was done after all."""
        after = (month for month in self.ledger.by_month if window.whole.last < month <= period.last)
        for month in sorted(after):
            later = Period(month, month)
            if not self.ledger.gaps(self.target, later) and self.ledger.figure(self.target, later).numerator > 0:
                return Reason("judge.done_late", day=self.target.ends, month=month)
        return Reason("judge.overdue", day=self.target.ends)


def worst_of(parts: Iterable[Part]) -> Outcome:
    """Return the outcome that decides of several: a miss first, and of equals the one with the most cases short."""
    ordered = tuple(sorted(parts, key=lambda part: _rank(part.outcome)))
    decides = ordered[0].outcome
    reasons = _told_once(part.outcome for part in ordered if part.outcome.verdict is decides.verdict)
    return decides._replace(reasons=tuple(reasons), parts=ordered)


def _rank(outcome: Outcome) -> tuple[int, int]:
    return _WORST_FIRST.index(outcome.verdict), outcome.margin or 0


def _told_once(outcomes: Iterable[Outcome]) -> Iterator[Reason]:
    reasons = (reason for outcome in outcomes for reason in outcome.reasons)
    yield from {(reason.code, reason.place, str(reason.facts)): reason for reason in reasons}.values()


def _step(ladder: Ladder | None, period: Period) -> tuple[Amount | None, tuple[Reason, ...]]:
    return step_of(ladder, period) if ladder else (None, ())


def _without_cases(period: Period, figure: Figure, limit: Limit | None) -> Outcome:
    return Outcome(period, Verdict.NO_CASES, figure, limit)


def _open(target: Target, last: Month) -> Reason:
    if target.is_task:
        return Reason("judge.task_open", day=target.ends)
    if target.each == "year":
        return Reason("judge.year_open", year=str(last.year))
    return Reason("judge.quarter_open", quarter=Period.part(last.year, f"Q{(last.number + 2) // 3}"))


def _contradicts(figure: Figure) -> bool:
    """Tell whether sums cannot be true: a whole below zero, or, of a share, more good cases than cases."""
    if figure.denominator is None:
        return False
    return figure.denominator < 0 or (figure.per is None and figure.numerator > figure.denominator)
