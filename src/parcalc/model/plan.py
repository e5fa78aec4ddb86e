"""The plan: what is counted, what must hold in the counts, and the targets with their bounds."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from parcalc.model.naming import Names
from parcalc.model.period import Calendar
from parcalc.model.records import Origin, Records
from parcalc.model.scope import EVERYTHING, Scope
from parcalc.model.score import Scoring

if TYPE_CHECKING:
    from parcalc.model.form import Form

LARGEST_COUNT = 10**12
"""More cases than any commune has in a month: what a count may be unless the plan says otherwise."""


class Count(NamedTuple):
    """One whole number of cases a month: its id, its labels and how it adds up over a period.

    ``origin`` says how it is made from records, where the plan says it.
    """

    id: str
    names: Names
    also: tuple[str, ...] = ()
    over_period: Literal["sum", "first", "last"] = "sum"
    origin: Origin | None = None


class Dimension(NamedTuple):
    """One way to divide the counts (unit, field, channel).

    With ``every_month`` a member that has rows in some month of a year must have one in each: a unit
    that did not report makes the whole incomplete.
    """

    id: str
    names: Names
    also: tuple[str, ...] = ()
    every_month: bool = True


class Sum(NamedTuple):
    """Counts joined by ``+`` and ``-``: pairs of a sign (1 or -1) and a count's id."""

    terms: tuple[tuple[int, str], ...]

    @property
    def counts(self) -> tuple[str, ...]:
        """The ids of the counts, in their order."""
        return tuple(count for _, count in self.terms)

    def __str__(self) -> str:
        """Return the sum as the plan writes it."""
        text = "".join(f" {'+' if sign > 0 else '-'} {count}" for sign, count in self.terms)
        return text.removeprefix(" + ").lstrip()


class Rule(NamedTuple):
    """What must hold in every row: a sum is at most, or equals, another.

    With ``previous_month`` the right side is read from the same place's row of the month before
    (carried over = pending of the month before). A rule that only warns makes a note.
    """

    left: Sum
    sign: Literal["<=", "="]
    right: Sum
    previous_month: bool = False
    warn: bool = False

    def __str__(self) -> str:
        """Return the rule as the plan writes it."""
        return f"{self.left} {self.sign} {self.right}"


class BoundKind(StrEnum):
    """The six bounds of the contract."""

    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    RISES_OVER = "rises_over"
    FALLS_BELOW = "falls_below"

    @property
    def upward(self) -> bool:
        """Whether more of the numerator is better."""
        return self is BoundKind.AT_LEAST or self is BoundKind.MORE_THAN or self is BoundKind.RISES_OVER


class Unit(StrEnum):
    """What an amount of a bound is measured in."""

    PERCENT = "percent"
    POINTS = "points"  # percentage points, *điểm %*: 20 pp is not 20%
    CASES = "cases"
    NUMBER = "number"  # a decimal as it stands, of a target that says per what


class Amount(NamedTuple):
    """An exact amount: 98% is ``Fraction(98, 100)``, 20 pp is ``Fraction(20, 100)``, 5 cases and 8.5 are themselves."""

    value: Fraction
    unit: Unit

    def level(self, per: int | None) -> Fraction:
        """Return the amount as a figure has it: 2.5 per 100 is 0.025, as 2.5% is."""
        return self.value / per if per and self.unit is Unit.NUMBER else self.value


class Ladder(NamedTuple):
    """One amount a year, or one for all years.

    ``steps`` maps years to amounts; a bound that is the same every year has the single key ``None``.
    With ``each_year`` the last step grows by that much every later year, up to ``up_to``.
    """

    steps: Mapping[int | None, Amount]
    each_year: Amount | None = None
    up_to: Amount | None = None


Baseline = Literal["previous_period", "previous_year"] | int
Each = Literal["period", "quarter", "year", "once"]
"""What a target is judged over: the period of the report, each quarter or year as a whole, or all its time at once."""


class Bound(NamedTuple):
    """What a target must reach.

    The four fixed kinds have an ``amount``. ``rises_over`` and ``falls_below`` have a ``baseline`` (an
    int is a whole year) and, where the plan says by how much, an ``amount`` that is inclusive.
    """

    kind: BoundKind
    amount: Ladder | None = None
    baseline: Baseline | None = None


NOBODY = Names("", "")
CASES = Names("trường hợp", "cases")
"""What a target counts, for sentences, unless the plan says it (hồ sơ, giao dịch, văn bản)."""

GOOD, BAD = Names("đúng", "good"), Names("sai", "go wrong")
"""What a case is that goes right, and what one does that goes wrong (đúng hạn, trễ), unless the plan says it."""


class Target(NamedTuple):
    """A ratio (or, without a denominator, a count of cases) and the bound it must reach.

    A ratio is a share (a percentage), or so much ``per`` 1 (100, …) of its denominator. ``every`` names a dimension
    each member of which must reach the bound. A task is done ``once``, by the end of its dates. From ``near`` on a miss
    is called close.
    """

    id: str
    names: Names
    numerator: Sum
    denominator: Sum | None
    bound: Bound
    clause: str = ""
    quote: str = ""
    owner: Names = NOBODY
    binding: bool = True
    scope: Scope = EVERYTHING
    starts: date | None = None
    ends: date | None = None
    each: Each = "period"
    definition: str = ""
    cases: Names = CASES
    good: Names = GOOD
    bad: Names = BAD
    per: int | None = None
    every: str = ""
    near: Ladder | None = None

    @property
    def is_task(self) -> bool:
        """Whether the target is a thing to be done by a date."""
        return self.each == "once"

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The ids of the dimensions that the data must have."""
        return tuple(dict.fromkeys([*self.scope.dimensions, *([self.every] if self.every else [])]))

    @property
    def counts(self) -> tuple[str, ...]:
        """The ids of all counts that the target needs, each once."""
        denominator = self.denominator.counts if self.denominator else ()
        return tuple(dict.fromkeys(self.numerator.counts + denominator))


class Deadline(NamedTuple):
    """A date strictly before which the plan wants something done (*trước ngày*)."""

    before: date
    names: Names
    owner: Names = NOBODY
    clause: str = ""


class Plan(NamedTuple):
    """A whole targets file, read and checked.

    ``forms`` are the official forms in which its data may come, ``None`` if they are looked for when a sheet needs one.
    """

    file: str
    number: str
    title: Names
    issuer: Names
    issued: date | None
    year: int
    calendar: Calendar
    counts: Mapping[str, Count]
    dimensions: Mapping[str, Dimension]
    rules: tuple[Rule, ...]
    targets: tuple[Target, ...]
    deadlines: tuple[Deadline, ...] = ()
    largest_count: int = LARGEST_COUNT
    records: Mapping[str, Records] = MappingProxyType({})
    scoring: Scoring | None = None
    forms: "tuple[Form, ...] | None" = None
