"""The plan from its shape: what the parts mean together."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from parcalc.model.naming import Names, folded
from parcalc.model.period import Calendar
from parcalc.model.plan import (
    BAD,
    CASES,
    GOOD,
    LARGEST_COUNT,
    NOBODY,
    Count,
    Deadline,
    Dimension,
    Plan,
    Rule,
    Sum,
    Target,
)
from parcalc.model.scope import Scope
from parcalc.read.plan.bounds import build_bound
from parcalc.read.plan.expressions import ID, parse_rule, parse_sum, rule_of
from parcalc.read.plan.records import Origins, build_records, over_period
from parcalc.read.plan.reporting import At
from parcalc.read.plan.shape import (
    CountShape,
    DeadlineShape,
    DimensionShape,
    DocumentShape,
    NamesShape,
    RuleShape,
    TargetShape,
)


class Declared(NamedTuple):
    """The names that the file declares, also where what it says of them cannot be used."""

    counts: Collection[str]
    dimensions: Collection[str]
    records: frozenset[str] = frozenset()


def build(document: DocumentShape, declared: Declared, at: At, file: str) -> Plan:
    """Return the plan; every problem goes to ``at``, and a plan with problems must not be used."""
    records = build_records(document.records, declared.dimensions, at)
    origins = Origins(records, declared.records)
    counts = {id_: _count(id_, shape, origins, at.inside("counts", id_)) for id_, shape in document.counts.items()}
    dimensions = {
        id_: _dimension(id_, shape, at.inside("dimensions", id_)) for id_, shape in document.dimensions.items()
    }
    _refuse_shared_labels([*counts.values(), *dimensions.values()], at)
    head = document.plan
    return Plan(
        file,
        head.number,
        _names(head.title, at.inside("plan", "title")),
        _names(head.issuer, at.inside("plan", "issuer")),
        head.issued,
        head.year,
        Calendar(head.month_ends_on),
        counts,
        dimensions,
        tuple(_rules(document.rules, declared.counts, at)),
        tuple(_targets(document.targets, declared, at)),
        tuple(_deadline(due, at.inside("deadlines", number)) for number, due in enumerate(document.deadlines)),
        LARGEST_COUNT if head.largest_count is None else head.largest_count,
        records,
    )


def _count(id_: str, shape: CountShape, origins: Origins, at: At) -> Count:
    _check_id(id_, at)
    origin = origins.origin(shape, at)
    return Count(id_, _names(shape, at), tuple(shape.also), over_period(shape, origin, at), origin)


def _dimension(id_: str, shape: DimensionShape, at: At) -> Dimension:
    _check_id(id_, at)
    return Dimension(id_, _names(shape, at), tuple(shape.also), shape.every_month)


def _check_id(id_: str, at: At) -> None:
    if not ID.fullmatch(id_):
        at.report("plan.id_form", id=id_)


def _deadline(shape: DeadlineShape, at: At) -> Deadline:
    return Deadline(shape.before, _names(shape, at), _owner(shape.owner, at), shape.clause)


def _names(shape: NamesShape, at: At) -> Names:
    """Return a thing's name, of which one text serves both languages; report a thing without any."""
    if not shape.vi and not shape.en and not at.is_told("vi", "en", "like"):
        at.report("plan.missing_key", key="vi")
    return Names(shape.vi or shape.en, shape.en or shape.vi)


def _owner(shape: NamesShape | None, at: At) -> Names:
    return _names(shape, at.inside("owner")) if shape else NOBODY


def _refuse_shared_labels(things: Iterable[Count | Dimension], at: At) -> None:
    """A heading must mean one thing: no two counts or dimensions may share a name, as headings are compared."""
    owners: dict[str, str] = {}
    for thing in things:
        section = "counts" if isinstance(thing, Count) else "dimensions"
        for label in dict.fromkeys(map(folded, (thing.id, thing.names.vi, thing.names.en, *thing.also))):
            first = owners.setdefault(label, thing.id)
            if first != thing.id:
                at.inside(section, thing.id).report("plan.shared_label", label=label, first=first)


def _rules(shapes: Iterable[RuleShape], counts: Collection[str], at: At) -> Iterable[Rule]:
    for position, shape in enumerate(shapes):
        sides = parse_rule(shape.rule, counts, at.inside("rules", position, "rule"))
        if sides:
            yield rule_of(sides, previous_month=shape.right == "previous_month", warn=shape.severity == "warn")


def _targets(shapes: Iterable[TargetShape], declared: Declared, at: At) -> Iterable[Target]:
    seen: set[str] = set()
    for position, shape in enumerate(shapes):
        inside = at.inside("targets", position)
        if shape.id:
            _check_id(shape.id, inside.inside("id"))
        elif not inside.is_told("id"):
            inside.report("plan.missing_key", key="id")
        if shape.id and shape.id in seen:
            inside.inside("id").report("plan.repeated_id", id=shape.id)
        seen.add(shape.id)
        if target := _target(shape, declared, inside):
            yield target


def _target(shape: TargetShape, declared: Declared, at: At) -> Target | None:
    numerator = _sum("numerator", shape.numerator, declared.counts, at)
    denominator = _sum("denominator", shape.denominator, declared.counts, at)
    names = _names(shape, at)
    bound = build_bound(shape, at)
    scope = _scope(shape, declared.dimensions, at)
    if shape.starts and shape.ends and shape.ends < shape.starts:
        at.inside("until").report("plan.dates_reversed", first=shape.starts, last=shape.ends)
    if numerator is None and shape.numerator is None and not at.is_told("numerator", "like"):
        at.report("plan.missing_key", key="numerator")
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
        owner=_owner(shape.owner, at),
        binding=shape.binding,
        scope=scope,
        starts=shape.starts,
        ends=shape.ends,
        each=shape.each,
        definition=shape.definition,
        cases=_names(shape.cases, at.inside("cases")) if shape.cases else CASES,
        good=_names(shape.good, at.inside("good")) if shape.good else GOOD,
        bad=_names(shape.bad, at.inside("bad")) if shape.bad else BAD,
    )


def _sum(key: str, text: str | None, counts: Collection[str], at: At) -> Sum | None:
    return None if text is None else parse_sum(text, counts, at.inside(key))


def _scope(shape: TargetShape, dimensions: Collection[str], at: At) -> Scope:
    for key, members in (("where", shape.where), ("except", shape.leave_out)):
        for name in members:
            if name not in dimensions:
                meant = at.meant(name, dimensions)
                code = "plan.unknown_dimension_but" if meant else "plan.unknown_dimension"
                at.inside(key).report(code, dimension=name, meant=meant)
    return Scope(
        {name: tuple(members) for name, members in shape.where.items()},
        {name: tuple(members) for name, members in shape.leave_out.items()},
    )
