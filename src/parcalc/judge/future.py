"""What the months to come may still do to a figure: flows only grow, stocks may become anything."""

from collections.abc import Iterable, Iterator
from itertools import product

from parcalc.model.assessment import Figure, Limit
from parcalc.model.plan import Plan, Sum, Target

_Change = tuple[int, int]
"""What some cases to come add to the numerator and to the denominator."""


def may_turn(target: Target, plan: Plan, figure: Figure, limit: Limit) -> bool:
    """Tell whether cases to come may move a figure to the other side of a limit."""
    if _has_stock(target, plan):
        return True
    changes = list(_changes(target, plan))
    if any(denominator < 0 for _, denominator in changes):
        return True
    moves = [numerator - limit.value * denominator for numerator, denominator in changes]
    met = limit.admits(figure.value)
    return any(move < 0 for move in moves) if met == limit.kind.upward else any(move > 0 for move in moves)


def may_have_cases(target: Target, plan: Plan) -> bool:
    """Tell whether a denominator that is zero may still become something else."""
    return _has_stock(target, plan) or any(denominator for _, denominator in _changes(target, plan))


def _has_stock(target: Target, plan: Plan) -> bool:
    """Tell whether a count is that of the last month, whatever the months before had."""
    return any(plan.counts[count].over_period == "last" for count in target.counts)


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
