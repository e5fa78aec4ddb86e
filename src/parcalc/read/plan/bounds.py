"""The bound of a target: exactly one of the six kinds, with amounts that can be reached."""

from collections.abc import Collection, Mapping
from fractions import Fraction
from typing import Literal

from parcalc.model.period import FIRST_YEAR, LAST_YEAR
from parcalc.model.plan import Amount, Baseline, Bound, BoundKind, Ladder, Unit
from parcalc.read.plan.expressions import parse_amount
from parcalc.read.plan.reporting import At
from parcalc.read.plan.shape import BOUNDS, ComparisonShape, TargetShape
from parcalc.read.wording import likely

_EACH_YEAR, _UP_TO = "each_year", "up_to"
_BASELINES: tuple[Literal["previous_period", "previous_year"], ...] = ("previous_period", "previous_year")
_WHOLE = Amount(Fraction(1), Unit.PERCENT)


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
    if ladder is None:
        return None
    ladder = _capped(ladder) if rate else ladder
    return Bound(kind, ladder) if _reachable(kind, ladder, rate, at.inside(kind)) else None


def _compared(kind: BoundKind, value: ComparisonShape, rate: bool, at: At) -> Bound | None:  # noqa: FBT001
    baseline = _baseline(value.baseline, at)
    if value.by is None:
        return Bound(kind, None, baseline) if baseline is not None else None
    units = {Unit.PERCENT, Unit.POINTS} if rate else {Unit.PERCENT, Unit.CASES}
    ladder = _ladder(value.by, units, at.inside("by"))
    if ladder is None or not _fallable(kind, ladder, at.inside("by")):
        return None
    return Bound(kind, ladder, baseline) if baseline is not None else None


def _baseline(text: str, at: At) -> Baseline | None:
    if text in _BASELINES:
        return _BASELINES[_BASELINES.index(text)]
    if _is_year(text):
        return int(text)
    at.report("plan.baseline", text=text, meant=likely(text, _BASELINES) or _BASELINES[1])
    return None


def _ladder(steps: Mapping[str, str], units: Collection[Unit], at: At) -> Ladder | None:
    """Return a ladder, or the single amount that is written without years."""
    if "" in steps:
        amount = parse_amount(steps[""], units, at)
        return Ladder({None: amount}) if amount else None
    # Growth of a rate is a share of itself (20%) or points (20 pp), also where the rate itself takes no points.
    growth_units = {*units, Unit.POINTS} if Unit.CASES not in units else units
    amounts: dict[str, Amount] = {}
    for key, text in steps.items():
        wanted = growth_units if key == _EACH_YEAR else units
        if not _known_step(key, at):
            continue
        if amount := parse_amount(text, wanted, at.inside(key)):
            amounts[key] = amount
    if len(amounts) < len(steps):
        return None
    return _of_years(amounts, at)


def _of_years(amounts: Mapping[str, Amount], at: At) -> Ladder | None:
    years: dict[int | None, Amount] = {int(key): amounts[key] for key in sorted(amounts) if key.isdigit()}
    growth, top = amounts.get(_EACH_YEAR), amounts.get(_UP_TO)
    if not years:
        at.report("plan.ladder_without_years")
        return None
    reached = [*years.values(), *([top] if top else [])]
    cases = {amount.unit is Unit.CASES for amount in (*reached, *([growth] if growth else []))}
    if len({amount.unit for amount in reached}) > 1 or len(cases) > 1:
        at.report("plan.ladder_units")
        return None
    last = list(years.values())[-1]
    if top and (growth is None or top.value < last.value):
        at.inside(_UP_TO).report("plan.ladder_up_to")
        return None
    return Ladder(years, growth, top)


def _known_step(key: str, at: At) -> bool:
    if key in {_EACH_YEAR, _UP_TO} or _is_year(key):
        return True
    at.inside(key).report("plan.ladder_step", key=key)
    return False


def _is_year(text: str) -> bool:
    return (
        text.isascii() and text.isdigit() and len(text) == len(str(LAST_YEAR)) and FIRST_YEAR <= int(text) <= LAST_YEAR
    )


def _reachable(kind: BoundKind, ladder: Ladder, rate: bool, at: At) -> bool:  # noqa: FBT001
    amounts = [*ladder.steps.values(), *([ladder.up_to] if ladder.up_to else [])]
    if rate and any(amount.value > 1 for amount in amounts):
        at.report("plan.percent_range")
        return False
    never = {BoundKind.LESS_THAN: Fraction(0), BoundKind.MORE_THAN: Fraction(1) if rate else None}.get(kind)
    if any(amount.value == never for amount in amounts):
        at.report("plan.never_met")
        return False
    return True


def _fallable(kind: BoundKind, ladder: Ladder, at: At) -> bool:
    """Nothing falls by more than all of itself, and no rate moves by more than 100 points."""
    amounts = [*ladder.steps.values(), *([ladder.up_to] if ladder.up_to else [])]
    limited = {Unit.POINTS, Unit.PERCENT} if kind is BoundKind.FALLS_BELOW else {Unit.POINTS}
    if any(amount.unit in limited and amount.value > 1 for amount in amounts):
        at.report("plan.percent_range")
        return False
    return True


def _capped(ladder: Ladder) -> Ladder:
    """A rate that grows every year stops at 100%, whether the plan says so or not."""
    return Ladder(ladder.steps, ladder.each_year, ladder.up_to or _WHOLE) if ladder.each_year else ladder
