"""The score: what a plan gives points for, and what came out."""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from parcalc.model.naming import Names


class Item(NamedTuple):
    """So many points for a target; without a target they are given elsewhere, and never known here.

    Points grow with the figure up to ``full_at``, or come in ``steps`` (the figure to reach, and the points then), or
    all at once for a target that is met. ``full_without_cases`` says that no cases at all are as good as it gets.
    """

    names: Names
    points: Fraction
    target: str = ""
    full_at: Fraction | None = None
    steps: Mapping[Fraction, Fraction] = MappingProxyType({})
    full_without_cases: bool = False


class Group(NamedTuple):
    """Items that belong together."""

    id: str
    names: Names
    items: tuple[Item, ...]

    @property
    def points(self) -> Fraction:
        """The most that the group gives."""
        return sum((item.points for item in self.items), Fraction(0))


class Band(NamedTuple):
    """What a score from so many points on, up to the next band, is called."""

    start: Fraction
    names: Names


class Scoring(NamedTuple):
    """How a plan scores: groups of items whose points add up to ``out_of``, and bands, the highest first."""

    out_of: Fraction
    groups: tuple[Group, ...]
    bands: tuple[Band, ...] = ()


class Points(NamedTuple):
    """Exact points: a range from the fewest to the most, which are the same where all is known."""

    low: Fraction
    high: Fraction

    @property
    def known(self) -> bool:
        """Whether there is but one value."""
        return self.low == self.high


class ScoredItem(NamedTuple):
    """One item with its points."""

    item: Item
    points: Points


class ScoredGroup(NamedTuple):
    """One group with the points of its items and their sum."""

    group: Group
    items: tuple[ScoredItem, ...]
    points: Points


class Score(NamedTuple):
    """The points of all groups, their sum and the bands in which it may lie, the lowest first."""

    scoring: Scoring
    groups: tuple[ScoredGroup, ...]
    points: Points
    bands: tuple[Band, ...]
