"""The score: what a plan gives points for, and what came out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from parcalc.model.naming import Names


@dataclass(frozen=True, slots=True)
class Item:
    """So many points for a target; without a target they are given elsewhere, and never known here.

    Points grow with the figure up to ``full_at``, or come in ``steps`` (the figure to reach, and the points then), or
    all at once for a target that is met. ``full_without_cases`` says that no cases at all are as good as it gets.
    """

    names: Names
    points: Fraction
    target: str = ""
    full_at: Fraction | None = None
    steps: Mapping[Fraction, Fraction] = field(default_factory=dict)
    full_without_cases: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Items that belong together."""

    id: str
    names: Names
    items: tuple[Item, ...]

    @property
    def points(self) -> Fraction:
        """The most that the group gives."""
        return sum((item.points for item in self.items), Fraction(0))


@dataclass(frozen=True, slots=True)
class Band:
    """What a score from so many points on, up to the next band, is called."""

    start: Fraction
    names: Names


@dataclass(frozen=True, slots=True)
class Scoring:
    """How a plan scores: groups of items whose points add up to ``out_of``, and bands, the highest first."""

    out_of: Fraction
    groups: tuple[Group, ...]
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True, slots=True)
class Points:
    """Exact points: a range from the fewest to the most, which are the same where all is known."""

    low: Fraction
    high: Fraction

    @property
    def known(self) -> bool:
        """Whether there is but one value."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class ScoredItem:
    """One item with its points."""

    item: Item
    points: Points


@dataclass(frozen=True, slots=True)
class ScoredGroup:
    """One group with the points of its items and their sum."""

    group: Group
    items: tuple[ScoredItem, ...]
    points: Points


@dataclass(frozen=True, slots=True)
class Score:
    """The points of all groups, their sum and the bands in which it may lie, the lowest first."""

    scoring: Scoring
    groups: tuple[ScoredGroup, ...]
    points: Points
    bands: tuple[Band, ...]
