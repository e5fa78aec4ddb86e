"""The bound of a target: exactly one of the six kinds, with amounts that can be reached."""

from collections.abc import Collection, Mapping
from fractions import Fraction
from typing import Literal, NamedTuple

from parcalc.model.period import FIRST_YEAR, LAST_YEAR
from parcalc.model.plan import Amount, Baseline, Bound, BoundKind, Ladder, Unit
from parcalc.read.plan.expressions import parse_amount
from parcalc.read.plan.reporting import At
from parcalc.read.plan.shape.document import BOUNDS, ComparisonShape, TargetShape
from parcalc.read.wording import likely

_EACH_YEAR, _UP_TO = "each_year", "up_to"
_BASELINES: tuple[Literal["previous_period", "previous_year"], ...] = ("previous_period", "previous_year")
_WHOLE = Amount(Fraction(1), Unit.PERCENT)


class Measure(NamedTuple):
    """What the amounts of a target are written in: a level that it must reach, and what it must rise or fall by."""

    level: frozenset[Unit]
    change: frozenset[Unit]


_SHARE = Measure(frozenset({Unit.PERCENT}), frozenset({Unit.PERCENT, Unit.POINTS}))
_CASES = Measure(frozenset({Unit.CASES}), frozenset({Unit.PERCENT, Unit.CASES}))
_NUMBER = Measure(frozenset({Unit.NUMBER}), frozenset({Unit.PERCENT, Unit.NUMBER}))
_EITHER = Measure(_SHARE.level | _CASES.level, _SHARE.change | _CASES.change)


def build_bound(shape: TargetShape, at: At) -> Bound | None:
    """Return the target's bound; report none, several, and amounts that no figure can reach."""
    given = [name for name in BOUNDS if getattr(shape, name) is not None]
    if len(given) != 1:
        if given or not at.is_told(*BOUNDS, "like"):
            at.report("plan.several_bounds" if given else "plan.no_bound", bounds=tuple(given or BOUNDS))
        return None
    kind, value = BoundKind(given[0]), getattr(shape, given[0])
    measure = measure_of(shape, at)
    if isinstance(value, ComparisonShape):
        return _compared(kind, value, measure, at.inside(kind))
    ladder = _ladder(value, measure.level, at.inside(kind))
    if ladder is None:
        return None
    ladder = _capped(ladder) if measure is _SHARE else ladder
    falls = "-" in (shape.numerator or "")
    return Bound(kind, ladder) if _reachable(kind, ladder, at.inside(kind), falls=falls) else None


def build_near(shape: TargetShape, bound: Bound, at: At) -> Ladder | None:
    """Return the amount from which a miss is close; report one that no miss can reach."""
    if shape.near is None:
        return None
    if bound.amount is None or bound.baseline is not None:
        at.inside("near").report("plan.near_without_level")
        return None
    near = _ladder(shape.near, measure_of(shape, at).level, at.inside("near"))
    if near and any(_on_the_right_side(bound, year, amount) for year, amount in near.steps.items()):
        at.inside("near").report("plan.near_side")
        return None
    return near


def _on_the_right_side(bound: Bound, year: int | None, near: Amount) -> bool:
    """Tell whether whatever is near reaches the bound as well, in the year of its step or in any."""
    steps = bound.amount.steps if bound.amount else {}
    levels = [amount.value for other, amount in steps.items() if None in {year, other} or year == other]
    if bound.kind.upward:
        return any(near.value >= level for level in levels)
    return any(near.value <= level for level in levels)


def measure_of(shape: TargetShape, at: At) -> Measure:
    """Return what a target's amounts are written in; anything goes where that cannot be told."""
    if at.is_told("denominator", "like", "per"):
        return _EITHER
    if shape.per is not None:
        return _NUMBER
    return _CASES if shape.denominator is None else _SHARE


def _compared(kind: BoundKind, value: ComparisonShape, measure: Measure, at: At) -> Bound | None:
    baseline = _baseline(value, at)
    if value.by is None:
        return Bound(kind, None, baseline) if baseline is not None else None
    ladder = _ladder(value.by, measure.change, at.inside("by"))
    if ladder is None or not _fallable(kind, ladder, at.inside("by")):
        return None
    return Bound(kind, ladder, baseline) if baseline is not None else None


def _baseline(value: ComparisonShape, at: At) -> Baseline | None:
    text = value.baseline
    if text is None:
        if not at.is_told("baseline"):
            at.report("plan.missing_key", key="baseline")
        return None
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
    growth_units = {*units, Unit.POINTS} if units == _SHARE.level else units
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
    years = _by_year(amounts, at)
    growth, top = amounts.get(_EACH_YEAR), amounts.get(_UP_TO)
    if not years:
        at.report("plan.ladder_without_years")
        return None
    reached = [*years.values(), *([top] if top else [])]
    cases = {amount.unit in {Unit.CASES, Unit.NUMBER} for amount in (*reached, *([growth] if growth else []))}
    if len({amount.unit for amount in reached}) > 1 or len(cases) > 1:
        at.report("plan.ladder_units")
        return None
    last = list(years.values())[-1]
    if top and (growth is None or top.value < last.value):
        at.inside(_UP_TO).report("plan.ladder_up_to")
        return None
    return Ladder(years, growth, top)


def _by_year(amounts: Mapping[str, Amount], at: At) -> dict[int | None, Amount]:
    """Return the amount of each year that a ladder names, alone or in a run such as 2026-2029."""
    years: dict[int | None, Amount] = {}
    for key, amount in amounts.items():
        for year in _years(key):
            if year in years:
                at.inside(key).report("plan.ladder_overlap", year=str(year))
            years[year] = amount
    return dict(sorted(years.items(), key=lambda step: step[0] or 0))


def _years(key: str) -> range:
    """Return the years that a key of a ladder names: none for another key, or a run that goes backwards."""
    first, dash, last = key.partition("-")
    if _is_year(first) and (_is_year(last) if dash else not last):
        return range(int(first), int(last or first) + 1)
    return range(0)


def _known_step(key: str, at: At) -> bool:
    if key in {_EACH_YEAR, _UP_TO} or _years(key):
        return True
    at.inside(key).report("plan.ladder_step", key=key)
    return False


def _is_year(text: str) -> bool:
    return (
        text.isascii() and text.isdigit() and len(text) == len(str(LAST_YEAR)) and FIRST_YEAR <= int(text) <= LAST_YEAR
    )


def _reachable(kind: BoundKind, ladder: Ladder, at: At, *, falls: bool) -> bool:
    """Report a bound that nothing reaches; ``falls`` says that the figure may be below zero."""
    amounts = [*ladder.steps.values(), *([ladder.up_to] if ladder.up_to else [])]
    if any(amount.unit is Unit.PERCENT and amount.value > 1 for amount in amounts):
        at.report("plan.percent_range")
        return False
    if any(_never_met(kind, amount, falls=falls) for amount in amounts):
        at.report("plan.never_met")
        return False
    return True


def _never_met(kind: BoundKind, amount: Amount, *, falls: bool) -> bool:
    if kind is BoundKind.LESS_THAN:
        return amount.value == 0 and not falls
    return kind is BoundKind.MORE_THAN and amount == _WHOLE


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
