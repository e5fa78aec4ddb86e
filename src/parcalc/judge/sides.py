"""Those for whom a target is judged, each by itself: the whole, or the members of a dimension side by side."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, TypeAlias

from parcalc.judge.sums import Gaps, Ledger
from parcalc.model.assessment import Figure
from parcalc.model.period import Period
from parcalc.model.plan import Target
from parcalc.model.scope import Scope

if TYPE_CHECKING:
    from parcalc.judge.shares import Shares

Sides: TypeAlias = "Whole | Shares"
"""So many sides, told apart by their number. What is asked of all of them comes back in their order."""


class Whole:
    """All rows as the only side."""

    names: Sequence[str] = ("",)

    def __init__(self, ledger: Ledger) -> None:
        """Take the rows of a ledger."""
        self._ledger, self.plan = ledger, ledger.plan

    def __len__(self) -> int:
        """Return that it is one."""
        return 1

    def within(self, scope: Scope) -> "Whole":
        """Return the rows that a scope takes."""
        return Whole(self._ledger.within(scope))

    def members(self, dimension: str) -> Sequence[tuple[str, ...] | None]:
        """Return the members that the rows name."""
        return (self._ledger.members(dimension),)

    def ledger(self, at: int) -> Ledger:  # noqa: ARG002 - there is but one
        """Return the rows."""
        return self._ledger

    def gaps(self, target: Target, period: Period) -> Sequence[Gaps]:
        """Return what is missing for a target in a period."""
        return (self._ledger.gaps(target, period),)

    def baseline_gaps(self, target: Target, period: Period) -> Sequence[Gaps]:
        """Return what is missing for a baseline."""
        return (self._ledger.baseline_gaps(target, period),)

    def figures(self, target: Target, period: Period) -> Sequence[Figure]:
        """Return the sums over a period."""
        return (self._ledger.figure(target, period),)

    def with_rows(self, period: Period) -> Collection[int]:
        """Return its number if there is a row in a period."""
        return (0,) if self._ledger.has_rows(period) else ()


def contradicts(figure: Figure) -> bool:
    """Tell whether sums cannot be true: a whole below zero, or, of a share, more good cases than cases."""
    if figure.denominator is None:
        return False
    return figure.denominator < 0 or (figure.per is None and figure.numerator > figure.denominator)
