"""The bound of a target: exactly one of the six kinds, with amounts that can be reached."""

from collections.abc import Collection, Mapping
from fractions import Fraction
from typing import Literal

from parcalc.model.period import FIRST_YEAR, LAST_YEAR
from parcalc.model.plan import Amount, Baseline, Bound, BoundKind, Ladder, Unit
from parcalc.read.plan.reporting import At
from parcalc.read.plan.shape import BOUNDS, ComparisonShape, TargetShape
from parcalc.read.plan.terms import likely, parse_amount

_EACH_YEAR, _UP_TO = "each_year", "up_to"
_BASELINES: tuple[Literal["previous_period", "previous_year"], ...] = ("previous_period", "previous_year")
_UNREACHABLE = {BoundKind.MORE_THAN: Fraction(1), BoundKind.LESS_THAN: Fraction(0)}


def build_bound(shape: TargetShape, at: At) -> Bound | None:
    """Return the target's bound; report none, several, and amounts that no figure can reach."""
    given = [name for name in BOUNDS if getattr(shape, name) is not None]
    if len(given) != 1:
        at.report("plan.several_bounds" if given else "plan.no_bound", bounds=tuple(given or BOUNDS))
        return None
    kind, value = BoundKind(given[0]), getattr(shape, given[0])
    rate = shape.denominator is not None
    if isinstance(value, ComparisonShape):
        return _compared(kind, value, rate, at.inside(kind))
    ladder = _ladder(value, {Unit.PERCENT} if rate else {Unit.CASES}, at.inside(kind))
    if ladder is None or not _reachable(kind, ladder, rate, at.inside(kind)):
        return None
    return Bound(kind, ladder)


def _compared(kind: BoundKind, value: ComparisonShape, rate: bool, at: At) -> Bound | None:  # noqa: FBT001
    baseline = _baseline(value.baseline, at)
    if value.by is None:
        return Bound(kind, None, baseline) if baseline is not None else None
    units = {Unit.PERCENT, Unit.POINTS} if rate else {Unit.PERCENT, Unit.CASES}
    ladder = _ladder(value.by, units, at.inside("by"))
    return Bound(kind, ladder, baseline) if ladder and baseline is not None else None


def _baseline(text: str, at: At) -> Baseline | None:
    if text in _BASELINES:
        return _BASELINES[_BASELINES.index(text)]
    if text.isascii() and text.isdigit() and len(text) == len(str(LAST_YEAR)) and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return int(text)
    at.report("plan.baseline", text=text, meant=likely(text, _BASELINES) or _BASELINES[1])
    return None


def _ladder(steps: Mapping[str, str], units: Collection[Unit], at: At) -> Ladder | None:
    """Return a ladder, or the single amount that is written without years."""
    if "" in steps:
        amount = parse_amount(steps[""], units, at.report)
        return Ladder({None: amount}) if amount else None
    growth_units = {Unit.POINTS, Unit.PERCENT} if Unit.PERCENT in units else {Unit.CASES}
    amounts: dict[str, Amount] = {}
    for key, text in steps.items():
        wanted = growth_units if key == _EACH_YEAR else units
        if not _known_step(key, at):
            continue
        if amount := parse_amount(text, wanted, at.inside(key).report):
            amounts[key] = amount
    years: dict[int | None, Amount] = {int(key): amounts[key] for key in sorted(amounts) if key.isdigit()}
    if len(amounts) < len(steps):
        return None
    if not years:
        at.report("plan.ladder_without_years")
        return None
    return Ladder(years, amounts.get(_EACH_YEAR), amounts.get(_UP_TO))


def _known_step(key: str, at: At) -> bool:
    year = key.isascii() and key.isdigit() and len(key) == len(str(LAST_YEAR)) and FIRST_YEAR <= int(key) <= LAST_YEAR
    if key in {_EACH_YEAR, _UP_TO} or year:
        return True
    at.inside(key).report("plan.ladder_step", key=key)
    return False


def _reachable(kind: BoundKind, ladder: Ladder, rate: bool, at: At) -> bool:  # noqa: FBT001
    amounts = [*ladder.steps.values(), *([ladder.up_to] if ladder.up_to else [])]
    if rate and any(amount.value > 1 for amount in amounts):
        at.report("plan.percent_range")
        return False
    never = _UNREACHABLE.get(kind)
    if never is not None and any(amount.value == never for amount in amounts) and (rate or never == 0):
        at.report("plan.never_met", kind=str(kind))
        return False
    return True
