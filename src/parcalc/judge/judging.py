"""The verdicts: every target of a plan judged for one period (design 5)."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import islice
from typing import TypeVar, overload

from parcalc.judge.case import Case
from parcalc.judge.scoring import score
from parcalc.judge.sides import Sides, Whole
from parcalc.judge.sums import Gaps, Ledger
from parcalc.model.assessment import Assessment, Breakdown, Divided, Outcome, Reason, Result
from parcalc.model.counts import Counts
from parcalc.model.naming import folded, resembling
from parcalc.model.period import Period
from parcalc.model.plan import Plan, Target
from parcalc.model.scope import Scope
from parcalc.model.score import Score

_Judged = TypeVar("_Judged")

HISTORY = 12
"""How many months a result looks back, its own last month included."""

_MOST_UNKNOWN = 20
"""Members of a scope that are looked for among the data's: to find what was meant takes time."""


def judge(plan: Plan, counts: Counts, period: Period, by: Sequence[str] = ()) -> Assessment:
    """Return every target judged for a period, in the plan's order.

    ``by`` names dimensions to break the results down by. The counts are those of all rows; a target's own
    scope, its dates and its ladder are applied here.
    """
    return Judging(plan, counts).assessment(period, by)


class Judging:
    """A plan and its data, judged for one period after another: nothing is added up or judged twice."""

    def __init__(self, plan: Plan, counts: Counts) -> None:
        """Judge nothing yet."""
        self._plan, self._counts = plan, counts
        self._ledger = Ledger(plan, counts.columns)
        self._cases = cases_of(plan, Whole(self._ledger))
        self._divided: dict[str, tuple[Sequence[str], Sequence[Case]]] = {}

    def assessment(self, period: Period, by: Sequence[str] = ()) -> Assessment:
        """Return every target judged for a period, as ``judge`` does."""
        plan, counts, ledger = self._plan, self._counts, self._ledger
        results = tuple(_result(case, period, HISTORY) for case in self._cases)
        return Assessment(
            plan,
            period,
            results,
            files=counts.files,
            notes=counts.notes,
            breakdowns=tuple(self._breakdown(dimension, period) for dimension in by),
            totals={month: {count: ledger.total(count, month) for count in plan.counts} for month in period},
            score=_score(plan, {result.target.id: result.outcome for result in results}),
            score_to_date=_score(plan, {result.target.id: result.to_date for result in results}),
        )

    def others(self, periods: Sequence[Period]) -> tuple[Assessment, ...]:
        """Return the targets of other periods, to compare with: without months before them and totals."""
        return tuple(Assessment(self._plan, period, self._later(period)) for period in periods)

    def _later(self, period: Period) -> "_Later[Result]":
        return _Later(len(self._cases), lambda: [_result(case, period, 0) for case in self._cases])

    def _breakdown(self, dimension: str, period: Period) -> Breakdown:
        from parcalc.judge.shares import Shares

        if dimension not in self._divided:
            shares = Shares(self._ledger, dimension)
            self._divided[dimension] = (shares.names, cases_of(self._plan, shares))
        names, cases = self._divided[dimension]
        targets = (
            Divided(case.target, case.outcomes(period), _Later(len(names), partial(case.outcomes, period.to_date)))
            for case in cases
        )
        return Breakdown(self._plan.dimensions[dimension], tuple(names), tuple(targets))


def _score(plan: Plan, outcomes: Mapping[str, Outcome]) -> Score | None:
    return score(plan.scoring, outcomes) if plan.scoring else None


def _result(case: Case, period: Period, history: int) -> Result:
    """Return the result of the whole."""
    months = [period.last + -back for back in reversed(range(history))]
    earlier = _Later(history, lambda: [case.outcomes(Period(month, month))[0] for month in months])
    return Result(case.target, case.outcomes(period)[0], case.outcomes(period.to_date)[0], earlier)


class _Later(Sequence[_Judged]):
    """So many outcomes or results, judged when they are looked at: most screens and programs do not."""

    def __init__(self, number: int, judge: Callable[[], Sequence[_Judged]]) -> None:
        self._number, self._judge = number, judge

    @cached_property
    def _judged(self) -> tuple[_Judged, ...]:
        return tuple(self._judge())

    def __len__(self) -> int:
        return self._number

    @overload
    def __getitem__(self, at: int) -> _Judged: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[_Judged, ...]: ...
    def __getitem__(self, at: int | slice) -> _Judged | tuple[_Judged, ...]:
        return self._judged[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._judged == tuple(other)

    def __hash__(self) -> int:
        return hash(self._judged)


def cases_of(plan: Plan, sides: Sides) -> Sequence[Case]:
    """Return each target of a plan with those for whom it is judged, and with what is missing of its scope."""
    return [_case(target, sides) for target in plan.targets]


def _case(target: Target, sides: Sides) -> Case:
    scoped = sides.within(target.scope) if target.scope.dimensions else sides
    gaps = _scope_gaps(target, sides) if target.dimensions else ()
    return Case(target, scoped, gaps, _divided(target, scoped, gaps) if target.every else ())


def _divided(target: Target, sides: Sides, gaps: Sequence[Gaps]) -> Iterator[Case | None]:
    """Give for each side the case of its members, who must each reach the bound; none where its scope lacks any."""
    from parcalc.judge.shares import Shares

    for at, missing in enumerate(gaps):
        yield None if missing else Case(target, Shares(sides.ledger(at), target.every))


def _scope_gaps(target: Target, sides: Sides) -> Sequence[Gaps]:
    """Name for each side the dimensions that a target's scope needs and the data lacks, and members that no row names.

    What is to be said of many who name the same members is worked out once.
    """
    known = list(zip(*(sides.members(dimension) for dimension in target.dimensions), strict=True))
    said = {names: tuple(_scope_gaps_of(target, sides.plan, names)) for names in dict.fromkeys(known)}
    return [said[names] for names in known]


def _scope_gaps_of(target: Target, plan: Plan, known: Sequence[tuple[str, ...] | None]) -> Iterator[Reason]:
    for dimension, members in zip(target.dimensions, known, strict=True):
        names = plan.dimensions[dimension].names
        if members is None:
            yield Reason("judge.dimension_absent", dimension=names, id=dimension)
            continue
        for member, meant in _unknown_members(target.scope, dimension, members):
            code = "judge.member_misspelt" if meant else "judge.member_absent"
            yield Reason(code, dimension=names, id=dimension, members=(member,), meant=meant)


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
