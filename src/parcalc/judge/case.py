"""One target, judged at once for all that are judged by themselves: what it asks is worked out but once (design 5)."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from parcalc.judge.future import Future
from parcalc.judge.limits import Limits
from parcalc.judge.margins import margin, to_recover
from parcalc.judge.sides import Sides, contradicts
from parcalc.judge.sums import Gaps
from parcalc.judge.windows import Window, not_in_force, windows
from parcalc.model.assessment import Figure, Limit, Outcome, Part, Reason, Verdict
from parcalc.model.period import MONTHS_OF_A_YEAR, Month, Period
from parcalc.model.plan import Target

_WORST_FIRST = (Verdict.MISSED, Verdict.NO_DATA, Verdict.NOT_DUE, Verdict.MET, Verdict.NO_CASES)


class Case:
    """One target with those for whom it is judged, and what is missing of its scope for each of them.

    Where each member of a dimension must reach the bound, ``divided`` has a case of the members for each of them that
    has any.
    """

    def __init__(
        self,
        target: Target,
        sides: Sides,
        scope_gaps: Sequence[Gaps] = (),
        divided: "Iterable[Case | None]" = (),
    ) -> None:
        """Judge nothing yet: what is asked for is judged once and remembered."""
        self.target, self._sides = target, sides
        self._scope_gaps, self._divided = scope_gaps, tuple(divided)
        self._limits = Limits(target, sides)
        self._found: dict[Period, Sequence[Outcome]] = {}

    def outcomes(self, period: Period) -> Sequence[Outcome]:
        """Return the outcome of each side in a period; of several members, quarters or years the worst decides."""
        if period not in self._found:
            self._found[period] = self._outcomes(period)
        return self._found[period]

    def _outcomes(self, period: Period) -> Sequence[Outcome]:
        plan = self._sides.plan
        found = windows(self.target, period, plan)
        if not found:
            reason = not_in_force(self.target, period, plan.calendar)
            return [Outcome(period, Verdict.NOT_DUE, reasons=(reason,))] * len(self._sides)
        together = self._together(found, period)
        if not any(self._divided):
            return together
        years = Period(Month(found[0].judged.first.year, 1), Month(period.last.year, MONTHS_OF_A_YEAR))
        return [
            (case and case.worst(period, years)) or outcome
            for case, outcome in zip(self._divided, together, strict=True)
        ]

    def worst(self, period: Period, years: Period) -> Outcome | None:
        """Return the outcome of all that have a row in some years, which is that of the worst; ``None`` of nobody."""
        there = self._sides.with_rows(years)
        named = zip(self._sides.names, self.outcomes(period), strict=True)
        parts = [Part(name, outcome) for at, (name, outcome) in enumerate(named) if at in there]
        return worst_of(parts) if parts else None

    def _together(self, found: Sequence[Window], period: Period) -> Sequence[Outcome]:
        judged = [self._over(window, period) for window in found]
        if len(found) == 1:
            return judged[0]
        wholes = [window.whole for window in found]
        return [worst_of(map(Part, wholes, outcomes)) for outcomes in zip(*judged, strict=True)]

    def _over(self, window: Window, period: Period) -> Sequence[Outcome]:
        """Return the outcome of each side over one window."""
        gaps = self._gaps(window.judged)
        if all(gaps):
            return [Outcome(window.judged, Verdict.NO_DATA, reasons=missing) for missing in gaps]
        decision = _Decision(self.target, self._sides, self._limits, window, period)
        return [
            Outcome(window.judged, Verdict.NO_DATA, reasons=missing) if missing else decision.of(at, figure)
            for at, (missing, figure) in enumerate(
                zip(gaps, self._sides.figures(self.target, window.judged), strict=True)
            )
        ]

    def _gaps(self, judged: Period) -> Sequence[Gaps]:
        gaps = self._sides.gaps(self.target, judged)
        if not any(self._scope_gaps):
            return gaps
        return [of_scope or missing for of_scope, missing in zip(self._scope_gaps, gaps, strict=True)]


class _Decision:
    """What decides of a figure in one window. Sides are told apart by their number."""

    def __init__(self, target: Target, sides: Sides, limits: Limits, window: Window, period: Period) -> None:
        """Work out what is the same for all sides."""
        self._target, self._sides, self._window, self._period = target, sides, window, period
        self._asked, self._near = limits.of(window.judged), limits.near(window.judged)
        self._future = None if window.over else Future(target, sides.plan)
        self._final = () if window.over else limits.final(window.whole, window.judged)

    def of(self, at: int, figure: Figure) -> Outcome:
        """Return the outcome of a side that lacks nothing."""
        judged, asked = self._window.judged, self._asked[at]
        if contradicts(figure):
            whole = figure.denominator or 0
            reason = Reason("judge.beyond_whole", numerator=figure.numerator, denominator=whole)
            return Outcome(judged, Verdict.NO_DATA, figure, reasons=(reason,))
        if figure.denominator == 0:
            if self._future and self._future.may_have_cases:
                return self._not_yet(figure, asked.limit)
            return Outcome(judged, Verdict.NO_CASES, figure, asked.limit)
        if asked.limit is None:
            return Outcome(judged, Verdict.NO_DATA, figure, reasons=asked.reasons)
        if self._future is None:
            return self._decided(at, figure, asked.limit)
        settled = self._settled(self._future, figure, self._final[at].limit)
        return self._decided(at, figure, settled) if settled else self._not_yet(figure, asked.limit)

    def _settled(self, future: Future, figure: Figure, final: Limit | None) -> Limit | None:
        """Return the limit of the whole run where no month to come can turn the verdict any more."""
        if final is None:
            return None
        if self._target.is_task and margin(figure, final) >= 0:
            return final  # what is done stays done
        return None if future.may_turn(figure, final) else final

    def _decided(self, at: int, figure: Figure, limit: Limit) -> Outcome:
        judged, short = self._window.judged, margin(figure, limit)
        if short >= 0:  # cases are whole: the limit admits exactly the figures that are short of none
            return Outcome(judged, Verdict.MET, figure, limit, short)
        near = self._near is not None and margin(figure, self._near) >= 0
        if self._target.is_task:
            return Outcome(judged, Verdict.MISSED, figure, limit, short, None, (self._too_late(at),), near)
        return Outcome(judged, Verdict.MISSED, figure, limit, short, to_recover(figure, limit), (), near)

    def _not_yet(self, figure: Figure, limit: Limit | None) -> Outcome:
        reason = _open(self._target, self._window.whole.last)
        return Outcome(self._window.judged, Verdict.NOT_DUE, figure, limit, reasons=(reason,))

    def _too_late(self, at: int) -> Reason:
        """Say of a task that was not done by its date that it is overdue, or in which month it was done after all."""
        for month, gaps, figures in self._later:
            if not gaps[at] and figures[at].numerator > 0:
                return Reason("judge.done_late", day=self._target.ends, month=month)
        return Reason("judge.overdue", day=self._target.ends)

    @cached_property
    def _later(self) -> "list[tuple[Month, Sequence[Gaps], Sequence[Figure]]]":
        """What each side has of the months after the window, up to the period's last."""
        number = self._period.last.ordinal - self._window.whole.last.ordinal
        months = (self._window.whole.last + later for later in range(1, number + 1))
        runs = [run for month in months if self._sides.with_rows(run := Period(month, month))]
        return [(run.last, self._sides.gaps(self._target, run), self._sides.figures(self._target, run)) for run in runs]


def worst_of(parts: Iterable[Part]) -> Outcome:
    """Return the outcome that decides of several: a miss first, and of equals the one with the most cases short."""
    ordered = tuple(sorted(parts, key=lambda part: _rank(part.outcome)))
    worst = ordered[0].outcome
    reasons = _told_once(part.outcome for part in ordered if part.outcome.verdict is worst.verdict)
    return Outcome(
        worst.period, worst.verdict, worst.figure, worst.limit, worst.margin, worst.to_recover, tuple(reasons),
        worst.near, ordered,
    )  # fmt: skip


def _rank(outcome: Outcome) -> tuple[int, int]:
    return _WORST_FIRST.index(outcome.verdict), outcome.margin or 0


def _told_once(outcomes: Iterable[Outcome]) -> Iterator[Reason]:
    reasons = (reason for outcome in outcomes for reason in outcome.reasons)
    yield from {(reason.code, reason.place, str(reason.facts)): reason for reason in reasons}.values()


def _open(target: Target, last: Month) -> Reason:
    if target.is_task:
        return Reason("judge.task_open", day=target.ends)
    if target.each == "year":
        return Reason("judge.year_open", year=str(last.year))
    return Reason("judge.quarter_open", quarter=Period.part(last.year, f"Q{(last.number + 2) // 3}"))
