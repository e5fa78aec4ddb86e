"""The score of a plan from its shape: points that add up, for targets that there are, and bands from nought."""

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from parcalc.model.naming import Names
from parcalc.model.plan import Target, Unit
from parcalc.model.score import Band, Group, Item, Scoring
from parcalc.read.plan.expressions import parse_amount, parse_points, plain
from parcalc.read.plan.names import check_own_ids, names_of
from parcalc.read.plan.reporting import At
from parcalc.read.plan.shape.document import BandShape, GroupShape, ItemShape, ScoreShape

_NOTHING = Fraction(0)


class Targets(NamedTuple):
    """The targets that can be used, and the ids of all that the file declares."""

    built: Sequence[Target]
    declared: Collection[str]

    def of(self, id_: str) -> Target | None:
        """Return the target of an id, ``None`` if it cannot be used."""
        return next((target for target in self.built if target.id == id_), None)


def build_score(shape: ScoreShape, targets: Targets, at: At) -> Scoring:
    """Return how a plan scores; every problem goes to ``at``."""
    _require(shape.groups, "groups", at)
    check_own_ids((group.id for group in shape.groups), at.inside("groups"))
    groups = tuple(_group(group, targets, at.inside("groups", number)) for number, group in enumerate(shape.groups))
    out_of = _points(shape.out_of, "out_of", at)
    total = sum((group.points for group in groups), _NOTHING)
    if out_of and total != out_of and not _is_unsure(groups):
        at.inside("out_of").report("plan.score_sum", total=plain(total), out_of=plain(out_of))
    found = (_band(band, at.inside("bands", number)) for number, band in enumerate(shape.bands))
    bands = [band for band in found if band]
    if len(bands) == len(shape.bands):
        _check_bands(bands, out_of, at.inside("bands"))
    return Scoring(out_of, groups, tuple(sorted(bands, key=lambda band: -band.start)))


def _group(shape: GroupShape, targets: Targets, at: At) -> Group:
    _require(shape.items, "items", at)
    items = tuple(_item(item, targets, at.inside("items", number)) for number, item in enumerate(shape.items))
    group = Group(shape.id, names_of(shape, at), items)
    if shape.points is not None:
        said = _points(shape.points, "points", at)
        if said and said != group.points and not _is_unsure([group]):
            at.inside("points").report("plan.score_sum", total=plain(group.points), out_of=plain(said))
    return group


def _require(entries: Sequence[object], key: str, at: At) -> None:
    if not entries and not at.is_told(key):
        at.report("plan.missing_key", key=key)


def _is_unsure(groups: Sequence[Group]) -> bool:
    """Tell whether some points are wrong in themselves, so that their sum means nothing."""
    return any(item.points == 0 for group in groups for item in group.items) or not all(group.items for group in groups)


def _item(shape: ItemShape, targets: Targets, at: At) -> Item:
    points = _points(shape.points, "points", at)
    target = _target(shape, targets, at)
    names = target.names if target and not (shape.vi or shape.en) else _own_names(shape, at)
    if shape.full_at is not None and shape.steps:
        at.inside("steps").report("plan.full_or_steps")
    full_at = _full_at(shape, target, at) if target and shape.full_at is not None else None
    steps = dict(_steps(shape, target, at.inside("steps"))) if target else {}
    _check_steps(steps, points, target, at.inside("steps"))
    return Item(names, points, shape.target or "", full_at, steps, shape.no_cases == "full")


def _own_names(shape: ItemShape, at: At) -> Names:
    return Names("", "") if shape.target or at.is_told("target") else names_of(shape, at)


def _target(shape: ItemShape, targets: Targets, at: At) -> Target | None:
    id_ = shape.target
    if id_ is None:
        for key in ("full_at", "no_cases", *(["steps"] if shape.steps else [])):
            if getattr(shape, key) is not None and not at.is_told("target"):
                at.inside(key).report("plan.points_without_target", key=key)
        return None
    if id_ not in targets.declared:
        meant = at.meant(id_, targets.declared)
        at.inside("target").report("plan.unknown_target_but" if meant else "plan.unknown_target", id=id_, meant=meant)
    return targets.of(id_)


def _points(text: str | None, key: str, at: At) -> Fraction:
    """Return so many points, more than none; nought where that is not what stands there."""
    if text is None:
        if not at.is_told(key):
            at.report("plan.missing_key", key=key)
        return _NOTHING
    points = parse_points(text, at.inside(key))
    if points == 0:
        at.inside(key).report("plan.points", text=text)
    return points or _NOTHING


def _full_at(shape: ItemShape, target: Target, at: At) -> Fraction | None:
    inside = at.inside("full_at")
    if not target.bound.kind.upward or target.is_task:
        inside.report("plan.full_at_of_less")
        return None
    full_at = _amount(shape.full_at or "", target, inside)
    if full_at == 0:
        inside.report("plan.full_at_nothing")
    return full_at or None


def _steps(shape: ItemShape, target: Target, at: At) -> Iterator[tuple[Fraction, Fraction]]:
    for edge, points in shape.steps.items():
        reached, given = _amount(edge, target, at.inside(edge)), parse_points(points, at.inside(edge))
        if reached is not None and given is not None:
            yield reached, given


def _amount(text: str, target: Target, at: At) -> Fraction | None:
    """Return an amount of a target's figure, as its bound is written."""
    unit = Unit.NUMBER if target.per else Unit.CASES if target.denominator is None else Unit.PERCENT
    amount = parse_amount(text, {unit}, at)
    if amount and unit is Unit.PERCENT and amount.value > 1:
        at.report("plan.percent_range")
        return None
    return amount.level(target.per) if amount else None


def _check_steps(steps: dict[Fraction, Fraction], points: Fraction, target: Target | None, at: At) -> None:
    """Report steps that give less for more, or whose best is not all the points."""
    if not steps or target is None:
        return
    ordered = [steps[edge] for edge in sorted(steps, reverse=not target.bound.kind.upward)]
    if ordered != sorted(set(ordered)):
        at.report("plan.steps_order")
    elif points and ordered[-1] != points:
        at.report("plan.steps_points", best=plain(ordered[-1]), points=plain(points))


def _band(shape: BandShape, at: At) -> Band | None:
    start = parse_points(shape.start, at.inside("from")) if shape.start is not None else None
    if shape.start is None and not at.is_told("from"):
        at.report("plan.missing_key", key="from")
    names = names_of(shape, at)
    return None if start is None else Band(start, names)


def _check_bands(bands: Sequence[Band], out_of: Fraction, at: At) -> None:
    """Report bands that leave something out or that overlap: each score lies in one of them."""
    starts = [band.start for band in bands]
    if len(set(starts)) < len(starts):
        at.report("plan.bands_twice")
    elif starts and min(starts) != 0:
        at.report("plan.bands_from_nought")
    elif starts and out_of and max(starts) > out_of:
        at.report("plan.bands_beyond", out_of=plain(out_of))
