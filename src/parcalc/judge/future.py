"""What the months to come may still do to a figure: flows only grow, stocks may become anything."""

from collections.abc import Iterable, Iterator
from itertools import product

from parcalc.judge.margins import margin
from parcalc.model.assessment import Figure, Limit
from parcalc.model.plan import Plan, Sum, Target

_Change = tuple[int, int]
"""What some cases to come add to the numerator and to the denominator."""


class Future:
    """What may still come of a target's counts."""

    def __init__(self, target: Target, plan: Plan) -> None:
        """Work out what one more case of each count would change."""
        self._has_stock = any(plan.counts[count].over_period == "last" for count in target.counts)
        self._changes = tuple(_changes(target, plan))

    def may_turn(self, figure: Figure, limit: Limit) -> bool:
        """Tell whether cases to come may move a figure to the other side of a limit."""
        if self._has_stock or any(denominator < 0 for _, denominator in self._changes):
            return True
        edge, per = limit.value.numerator, limit.value.denominator
        moves = [numerator * per - edge * denominator for numerator, denominator in self._changes]
        met = margin(figure, limit) >= 0
        return any(move < 0 for move in moves) if met == limit.kind.upward else any(move > 0 for move in moves)

    @property
    def may_have_cases(self) -> bool:
        """Whether a denominator that is zero may still become something else: a stock is that of the last month."""
        return self._has_stock or any(denominator for _, denominator in self._changes)


def _changes(target: Target, plan: Plan) -> Iterator[_Change]:
    """Give what one case of each flow adds, as far as no row may count more good cases than cases.

    All that may come is a sum of these: rays of a cone, of which that rule cuts off a part.
    """
    flows = (count for count in target.counts if plan.counts[count].over_period == "sum")
    rays = [(_sign(target.numerator, count), _sign(target.denominator, count)) for count in flows]
    is_share = target.denominator is not None and target.per is None
    return _within_the_whole(rays) if is_share else iter(rays)


def _within_the_whole(rays: Iterable[_Change]) -> Iterator[_Change]:
    rays = tuple(rays)
    inside = [ray for ray in rays if ray[0] <= ray[1]]
    beyond = [ray for ray in rays if ray[0] > ray[1]]
    yield from inside
    for (low, below), (high, above) in product(inside, beyond):
        # So many of each that their sums are equal: the edge of what a row may hold.
        of_low, of_high = high - above, below - low
        yield of_low * low + of_high * high, of_low * below + of_high * above


def _sign(terms: Sum | None, count: str) -> int:
    return next((sign for sign, name in terms.terms if name == count), 0) if terms else 0
