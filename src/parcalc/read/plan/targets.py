"""The targets of a plan from their shapes."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from fractions import Fraction

from parcalc.model.plan import BAD, CASES, GOOD, Amount, Bound, BoundKind, Ladder, Sum, Target, Unit
from parcalc.model.scope import Scope
from parcalc.read.plan.bounds import build_bound, build_near
from parcalc.read.plan.declared import Declared
from parcalc.read.plan.expressions import CountNames, parse_sum
from parcalc.read.plan.names import check_dimension, check_own_ids, names_of, names_or, owner_of
from parcalc.read.plan.reporting import At
from parcalc.read.plan.shape.document import BOUNDS, TargetShape

_DONE = Bound(BoundKind.AT_LEAST, Ladder({None: Amount(Fraction(1), Unit.CASES)}))
_NOT_OF_A_TASK = ("numerator", "denominator", *BOUNDS, "per", "near")


def build_targets(shapes: Sequence[TargetShape], declared: Declared, at: At) -> Iterator[Target]:
    """Give the targets; what is wrong with one goes to ``at``, and it may be left out."""
    check_own_ids((shape.id for shape in shapes), at)
    for position, shape in enumerate(shapes):
        if target := _target(shape, declared, at.inside(position)):
            yield target


def _target(shape: TargetShape, declared: Declared, at: At) -> Target | None:
    task = shape.done is not None
    key = "done" if task else "numerator"
    numerator = _sum(key, getattr(shape, key), declared.counts, at)
    denominator = _sum("denominator", shape.denominator, declared.counts, at)
    bound = _task(shape, at) if task else build_bound(shape, at)
    names = names_of(shape, at)
    scope = _scope(shape, declared.dimensions, at)
    _check(shape, at)
    if shape.every is not None:
        check_dimension(shape.every, declared.dimensions, at.inside("every"))
    near = build_near(shape, bound, at) if bound and not task else None
    if numerator is None or bound is None:
        return None
    return Target(
        shape.id,
        names,
        numerator,
        denominator,
        bound,
        clause=shape.clause,
        quote=shape.quote,
        owner=owner_of(shape.owner, at),
        binding=shape.binding,
        scope=scope,
        starts=shape.starts,
        ends=shape.ends,
        each="once" if task else shape.each,
        definition=shape.definition,
        cases=names_or(CASES, shape.cases, at.inside("cases")),
        good=names_or(GOOD, shape.good, at.inside("good")),
        bad=names_or(BAD, shape.bad, at.inside("bad")),
        per=shape.per,
        every=shape.every or "",
        near=near,
    )


def _sum(key: str, text: str | None, counts: CountNames, at: At) -> Sum | None:
    return None if text is None else parse_sum(text, counts, at.inside(key))


def _task(shape: TargetShape, at: At) -> Bound:
    """Return the bound of a task: done at least once; report what a task has not, and one without a last day."""
    given = [key for key in _NOT_OF_A_TASK if getattr(shape, key) is not None]
    for key in (*given, *(["each"] if "each" in shape.given else [])):
        at.inside(key).report("plan.not_of_a_task", key=key)
    if shape.ends is None and not at.is_told("until", "like"):
        at.report("plan.task_without_day")
    return _DONE


def _check(shape: TargetShape, at: At) -> None:
    """Report what does not go together."""
    if shape.numerator is None and shape.done is None and not at.is_told("numerator", "done", "like"):
        at.report("plan.missing_key", key="numerator")
    if shape.per == 0:
        at.inside("per").report("plan.per_nothing")
    if shape.per is not None and shape.denominator is None and not at.is_told("denominator", "like"):
        at.inside("per").report("plan.per_without_denominator")
    if shape.starts and shape.ends and shape.ends < shape.starts:
        at.inside("until").report("plan.dates_reversed", first=shape.starts, last=shape.ends)


def _scope(shape: TargetShape, dimensions: Collection[str], at: At) -> Scope:
    for key, members in (("where", shape.where), ("except", shape.leave_out)):
        _check_dimensions(members, dimensions, at.inside(key))
    return Scope(
        {name: tuple(members) for name, members in shape.where.items()},
        {name: tuple(members) for name, members in shape.leave_out.items()},
    )


def _check_dimensions(names: Iterable[str], dimensions: Collection[str], at: At) -> None:
    for name in names:
        check_dimension(name, dimensions, at)
