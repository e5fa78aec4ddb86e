"""The verdicts: every target of a plan judged for one period (design 5)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import overload

from parcalc.judge.case import Case
from parcalc.judge.scoring import score
from parcalc.judge.shares import parted
from parcalc.judge.sums import Ledger
from parcalc.model.assessment import Assessment, Breakdown, Member, Outcome, Reason, Result
from parcalc.model.counts import Counts
from parcalc.model.naming import folded, resembling
from parcalc.model.period import Month, Period
from parcalc.model.plan import Plan, Target
from parcalc.model.scope import Scope
from parcalc.model.score import Score

HISTORY = 12
"""How many months a result looks back, its own last month included."""

_MOST_UNKNOWN = 20
"""Members of a scope that are looked for among the data's: to find what was meant takes time."""


def judge(plan: Plan, counts: Counts, period: Period, by: Sequence[str] = ()) -> Assessment:
    """Return every target judged for a period, in the plan's order.

    ``by`` names dimensions to break the results down by. The counts are those of all rows; a target's own
    scope, its dates and its ladder are applied here.
    """
    ledger = Ledger(plan, counts.columns)
    results = tuple(_result(target, ledger, period, HISTORY) for target in plan.targets)
    return Assessment(
        plan,
        period,
        results,
        files=counts.files,
        notes=counts.notes,
        breakdowns=tuple(_breakdown(ledger, dimension, period) for dimension in by),
        totals={month: {count: ledger.total(count, month) for count in plan.counts} for month in period},
        score=_score(plan, {result.target.id: result.outcome for result in results}),
        score_to_date=_score(plan, {result.target.id: result.to_date for result in results}),
    )


def _score(plan: Plan, outcomes: Mapping[str, Outcome]) -> Score | None:
    return score(plan.scoring, outcomes) if plan.scoring else None


def judge_others(plan: Plan, counts: Counts, periods: Sequence[Period]) -> tuple[Assessment, ...]:
    """Return the targets judged for other periods, to compare with: without months before them, and without totals.

    Months that the periods share are added up once.
    """
    ledger = Ledger(plan, counts.columns)
    return tuple(
        Assessment(plan, period, tuple(_result(target, ledger, period, 0) for target in plan.targets))
        for period in periods
    )


def _breakdown(ledger: Ledger, dimension: str, period: Period) -> Breakdown:
    members = (
        Member(name, tuple(_result(target, part, period, 0) for target in ledger.plan.targets))
        for name, part in parted(ledger, dimension).items()
    )
    return Breakdown(ledger.plan.dimensions[dimension], tuple(members))


def _result(target: Target, ledger: Ledger, period: Period, history: int) -> Result:
    case = _case(target, ledger)
    return Result(target, case.outcome(period), case.outcome(period.to_date), _Months(case, period.last, history))


class _Months(Sequence[Outcome]):
    """A target's months up to a last one, judged when they are looked at: most screens and programs do not."""

    def __init__(self, case: Case, last: Month, number: int) -> None:
        self._case, self._last, self._number = case, last, number

    @cached_property
    def _judged(self) -> tuple[Outcome, ...]:
        months = (self._last + -back for back in reversed(range(self._number)))
        return tuple(self._case.outcome(Period(month, month)) for month in months)

    def __len__(self) -> int:
        return self._number

    @overload
    def __getitem__(self, at: int) -> Outcome: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Outcome, ...]: ...
    def __getitem__(self, at: int | slice) -> Outcome | tuple[Outcome, ...]:
        return self._judged[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._judged == tuple(other)

    def __hash__(self) -> int:
        return hash(self._judged)

    def __deepcopy__(self, memo: object) -> "_Months":
        return self  # it never changes


def _case(target: Target, ledger: Ledger) -> Case:
    scoped = ledger.within(target.scope) if target.scope.dimensions else ledger
    gaps = _scope_gaps(target, ledger)
    parts = parted(scoped, target.every) if target.every and not gaps else {}
    return Case(target, scoped, gaps, {name: Case(target, part) for name, part in parts.items()})


def _scope_gaps(target: Target, ledger: Ledger) -> tuple[Reason, ...]:
    """Name the dimensions that a target's scope needs and the data lacks, and members that no row names."""
    gaps: list[Reason] = []
    for dimension in target.dimensions:
        names = ledger.plan.dimensions[dimension].names
        known = ledger.members(dimension)
        if known is None:
            gaps.append(Reason("judge.dimension_absent", dimension=names, id=dimension))
            continue
        for member, meant in _unknown_members(target.scope, dimension, known):
            code = "judge.member_misspelt" if meant else "judge.member_absent"
            gaps.append(Reason(code, dimension=names, id=dimension, members=(member,), meant=meant))
    return tuple(gaps)


def _unknown_members(scope: Scope, dimension: str, known: Collection[str]) -> Iterator[tuple[str, str]]:
    """Give members of a scope that no row names, each with the one that was likely meant.

    To leave out what the data does not have changes nothing, unless it is a name misspelt.
    """
    names = set(map(folded, known))
    for members, needed in ((scope.where, True), (scope.leave_out, False)):
        unknown = (member for member in members.get(dimension, ()) if folded(member) not in names)
        for member in islice(unknown, _MOST_UNKNOWN):
            meant = resembling(member, known)
            if meant or needed:
                yield member, meant
