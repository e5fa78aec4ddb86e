"""The verdicts: every target of a plan judged for one period (design 5)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from parcalc.judge.bounds import baseline_period, compared_limit, fixed_limit
from parcalc.judge.margins import margin, to_recover
from parcalc.judge.sums import Ledger
from parcalc.model.assessment import (
    Assessment,
    Breakdown,
    Figure,
    Limit,
    Member,
    Outcome,
    Reason,
    Result,
    Verdict,
)
from parcalc.model.counts import Counts
from parcalc.model.naming import folded
from parcalc.model.period import MONTHS_OF_A_YEAR, Period
from parcalc.model.plan import Plan, Target

HISTORY = 12
"""How many months a result looks back, its own last month included."""


def judge(plan: Plan, counts: Counts, period: Period, by: Sequence[str] = ()) -> Assessment:
    """Return every target judged for a period, in the plan's order.

    ``by`` names dimensions to break the results down by. The counts are those of all rows; a target's own
    scope, its dates and its ladder are applied here.
    """
    ledger = Ledger(plan, counts.rows)
    return Assessment(
        plan,
        period,
        tuple(_result(target, ledger, period, HISTORY) for target in plan.targets),
        files=counts.files,
        notes=counts.notes,
        breakdowns=tuple(_breakdown(ledger, dimension, period) for dimension in by),
        totals={month: {count: ledger.total(count, month) for count in plan.counts} for month in period},
    )


def judge_others(plan: Plan, counts: Counts, periods: Sequence[Period]) -> tuple[Assessment, ...]:
    """Return the targets judged for other periods, to compare with: without months before them, and without totals.

    Months that the periods share are added up once.
    """
    ledger = Ledger(plan, counts.rows)
    return tuple(
        Assessment(plan, period, tuple(_result(target, ledger, period, 0) for target in plan.targets))
        for period in periods
    )


def _breakdown(ledger: Ledger, dimension: str, period: Period) -> Breakdown:
    members = (
        Member(name, tuple(_result(target, part, period, 0) for target in ledger.plan.targets))
        for name, part in ledger.split(dimension).items()
    )
    return Breakdown(ledger.plan.dimensions[dimension], tuple(members))


def _result(target: Target, ledger: Ledger, period: Period, history: int) -> Result:
    scoped = ledger.within(target.scope) if target.scope.dimensions else ledger
    case = _Case(target, scoped, _scope_gaps(target, ledger))
    months = (period.last + -back for back in reversed(range(history)))
    return Result(
        target,
        case.outcome(period),
        case.outcome(period.to_date),
        tuple(case.outcome(Period(month, month)) for month in months),
    )


def _scope_gaps(target: Target, ledger: Ledger) -> tuple[Reason, ...]:
    """Name the dimensions that a target's scope needs and the data lacks, and members that no row names."""
    gaps: list[Reason] = []
    for dimension in target.scope.dimensions:
        names = ledger.plan.dimensions[dimension].names
        known = {folded(row.members[dimension]) for row in ledger.rows if dimension in row.members}
        if any(dimension not in row.members for row in ledger.rows):
            gaps.append(Reason("judge.dimension_absent", dimension=names, id=dimension))
            continue
        wanted = target.scope.where.get(dimension, ())
        if unknown := tuple(name for name in wanted if folded(name) not in known):
            gaps.append(Reason("judge.member_absent", dimension=names, id=dimension, members=unknown))
    return tuple(gaps)


@dataclass(frozen=True, slots=True)
class _Case:
    """One target with the rows of its scope."""

    target: Target
    ledger: Ledger
    scope_gaps: tuple[Reason, ...]

    def outcome(self, period: Period) -> Outcome:
        """Judge the target for one period."""
        whole = period.to_date if self.target.each_year else period
        judged = self._in_force(whole)
        if judged is None:
            return Outcome(period, Verdict.NO_CASES, reasons=(self._not_in_force(),))
        gaps = self.scope_gaps or self.ledger.gaps(self.target, judged)
        if gaps:
            return Outcome(judged, Verdict.NO_DATA, reasons=gaps)
        return self._judged(judged, self.ledger.figure(self.target, judged))

    def _judged(self, period: Period, figure: Figure) -> Outcome:
        limit, reasons = self._limit(period)
        if _contradicts(figure):
            reasons = (Reason("judge.beyond_whole", numerator=figure.numerator, denominator=figure.denominator or 0),)
            return Outcome(period, Verdict.NO_DATA, figure, limit, reasons=reasons)
        if figure.denominator == 0:
            return Outcome(period, Verdict.NO_CASES, figure, limit)
        if limit is None:
            return Outcome(period, Verdict.NO_DATA, figure, reasons=reasons)
        outcome = _decided(period, figure, limit)
        return self._not_yet(outcome) if self._year_is_open(outcome) else outcome

    def _in_force(self, period: Period) -> Period | None:
        """Return the months whose last day lies within the target's own dates."""
        ends_on = self.ledger.plan.calendar.last_day
        starts, ends = self.target.starts, self.target.ends
        months = [
            month
            for month in period
            if (starts is None or ends_on(month) >= starts) and (ends is None or ends_on(month) <= ends)
        ]
        return Period(months[0], months[-1]) if months else None

    def _not_in_force(self) -> Reason:
        if self.target.starts is None:
            return Reason("judge.ended", day=self.target.ends)
        if self.target.ends is None:
            return Reason("judge.not_started", day=self.target.starts)
        return Reason("judge.not_in_force", first=self.target.starts, last=self.target.ends)

    def _limit(self, period: Period) -> tuple[Limit | None, tuple[Reason, ...]]:
        bound, year = self.target.bound, period.last.year
        no_step = (Reason("judge.no_step", year=str(year)),)
        if bound.baseline is None:
            limit = fixed_limit(bound, year)
            return limit, () if limit else no_step
        base_period = baseline_period(bound.baseline, period, adds_up=self._adds_up())
        gaps = self.ledger.baseline_gaps(self.target, base_period)
        if gaps:
            return None, (Reason("judge.no_baseline", period=base_period), *gaps)
        base = self.ledger.figure(self.target, base_period)
        if base.denominator == 0 or _contradicts(base):
            return None, (Reason("judge.empty_baseline", period=base_period),)
        limit = compared_limit(bound, base, base_period, year)
        return limit, () if limit else no_step

    def _year_is_open(self, outcome: Outcome) -> bool:
        """Tell whether months to come may still turn the verdict of a target that is judged over the year."""
        if not self.target.each_year or outcome.period.last.number == MONTHS_OF_A_YEAR:
            return False
        settled = Verdict.MET if self.target.bound.kind.upward else Verdict.MISSED
        return not (self._only_grows() and outcome.verdict is settled)

    def _adds_up(self) -> bool:
        """Tell whether the figure is a number of cases that is summed over months."""
        counts = self.ledger.plan.counts
        summed = (counts[count].over_period == "sum" for count in self.target.numerator.counts)
        return self.target.denominator is None and any(summed)

    def _only_grows(self) -> bool:
        """Tell whether the figure is a number of cases that can only rise as months are added."""
        counts = self.ledger.plan.counts
        return self.target.denominator is None and all(
            sign > 0 and counts[count].over_period == "sum" for sign, count in self.target.numerator.terms
        )

    def _not_yet(self, outcome: Outcome) -> Outcome:
        year = str(outcome.period.last.year)
        return replace(
            outcome, verdict=Verdict.NO_CASES, to_recover=None, reasons=(Reason("judge.year_open", year=year),)
        )


def _contradicts(figure: Figure) -> bool:
    """Tell whether sums cannot be true: below zero, or more good cases than cases."""
    whole = figure.numerator if figure.denominator is None else figure.denominator
    return figure.numerator < 0 or figure.numerator > whole


def _decided(period: Period, figure: Figure, limit: Limit) -> Outcome:
    short = margin(figure, limit)
    if limit.admits(figure.value):
        return Outcome(period, Verdict.MET, figure, limit, short)
    return Outcome(period, Verdict.MISSED, figure, limit, short, to_recover(figure, limit))
