"""The assessment: every target judged for one period."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import repeat
from types import MappingProxyType
from typing import NamedTuple

from parcalc.errors import Message
from parcalc.model.counts import SourceFile
from parcalc.model.period import Month, Period
from parcalc.model.plan import Amount, BoundKind, Dimension, Plan, Target
from parcalc.model.score import Score


class Verdict(StrEnum):
    """What may be said of a target in a period."""

    MET = "met"
    MISSED = "missed"
    NO_CASES = "no_cases"
    NO_DATA = "no_data"
    NOT_DUE = "not_due"


class Reason(Message):
    """Why there is no verdict of met or missed."""

    __slots__ = ()


class Figure(NamedTuple):
    """What was counted: both sums, never reduced. Without a denominator it is a plain number of cases.

    A ratio is said as a percentage, or as so much ``per`` 1 (100, …) of the denominator.
    """

    numerator: int
    denominator: int | None
    per: int | None = None

    @property
    def value(self) -> Fraction:
        """The ratio (0 to 1 for a share), or the number of cases. The denominator must not be 0."""
        return Fraction(self.numerator, 1 if self.denominator is None else self.denominator)


class Against(NamedTuple):
    """The baseline of a rise or fall: its period, its figure and the amount that the plan asks for, if any."""

    period: Period
    figure: Figure
    amount: Amount | None


class Limit(NamedTuple):
    """A bound worked out for one period: the exact rate (or number of cases) and on which side of it is right."""

    kind: BoundKind
    value: Fraction
    strict: bool
    against: Against | None = None

    def admits(self, value: Fraction) -> bool:
        """Tell whether a rate (or a number of cases) is on the right side."""
        if self.kind.upward:
            return value > self.value if self.strict else value >= self.value
        return value < self.value if self.strict else value <= self.value


class Outcome(NamedTuple):
    """One target in one period.

    ``figure`` and ``limit`` are there as far as they are known; ``margin`` is in cases (design 5) and
    ``to_recover`` counts the good cases in a row that would bring a missed target back, ``None`` if none can. A miss
    may be ``near``. Where each member, quarter or year must reach the bound, ``parts`` are these, the worst first; all
    else is that of the worst.
    """

    period: Period
    verdict: Verdict
    figure: Figure | None = None
    limit: Limit | None = None
    margin: int | None = None
    to_recover: int | None = None
    reasons: tuple[Reason, ...] = ()
    near: bool = False
    parts: "tuple[Part, ...]" = ()


class Part(NamedTuple):
    """One of those that must each reach the bound: a member by its name, or a quarter or year."""

    whose: str | Period
    outcome: Outcome


class Result(NamedTuple):
    """One target judged: in the period, over the year to date, and in each of the twelve months up to its end."""

    target: Target
    outcome: Outcome
    to_date: Outcome
    history: Sequence[Outcome] = ()


class Member(NamedTuple):
    """One member of a dimension (a unit) with its own results, in the order of the plan's targets."""

    name: str
    results: tuple[Result, ...]


class Divided(NamedTuple):
    """One target judged for each member of a dimension: in the period, and over the year to date."""

    target: Target
    outcomes: Sequence[Outcome]
    to_date: Sequence[Outcome]


class Breakdown(NamedTuple):
    """Every member of one dimension, in the order in which the data names them, and each target in that order."""

    dimension: Dimension
    names: tuple[str, ...]
    targets: tuple[Divided, ...]

    @property
    def members(self) -> tuple[Member, ...]:
        """The same, member by member."""
        results = [tuple(map(Result, repeat(target), outcomes, to_date)) for target, outcomes, to_date in self.targets]
        of_each = zip(*results, strict=True) if results else repeat(())
        return tuple(map(Member, self.names, of_each))


class Assessment(NamedTuple):
    """Every target of a plan judged for one period.

    ``totals`` holds, for each month of the period, every count over all rows; ``None`` is not reported. Where the plan
    scores, there is the score of the period and that of the year to date.
    """

    plan: Plan
    period: Period
    results: Sequence[Result]
    files: tuple[SourceFile, ...] = ()
    notes: tuple[Message, ...] = ()
    where: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    breakdowns: tuple[Breakdown, ...] = ()
    totals: Mapping[Month, Mapping[str, int | None]] = MappingProxyType({})
    score: Score | None = None
    score_to_date: Score | None = None

    def count(self, verdict: Verdict) -> int:
        """Return how many targets have a verdict."""
        return sum(result.outcome.verdict is verdict for result in self.results)

    def outcome_of(self, target: str) -> Outcome | None:
        """Return the outcome of a target's id, ``None`` where the plan has no such target."""
        return next((result.outcome for result in self.results if result.target.id == target), None)
