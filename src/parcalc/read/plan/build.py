"""The plan from its shape: what the parts mean together."""

from collections.abc import Iterable

from parcalc.model.naming import folded
from parcalc.model.period import Calendar
from parcalc.model.plan import LARGEST_COUNT, Count, Deadline, Dimension, Plan, Rule
from parcalc.read.plan.declared import Declared
from parcalc.read.plan.expressions import CountNames, parse_rule, rule_of
from parcalc.read.plan.names import check_id, names_of, owner_of
from parcalc.read.plan.records import Origins, build_records, over_period
from parcalc.read.plan.reporting import At
from parcalc.read.plan.score import Targets, build_score
from parcalc.read.plan.shape.document import CountShape, DeadlineShape, DimensionShape, DocumentShape, RuleShape
from parcalc.read.plan.targets import build_targets


def build(document: DocumentShape, declared: Declared, at: At, file: str) -> Plan:
    """Return the plan; every problem goes to ``at``, and a plan with problems must not be used."""
    records = build_records(document.records, declared.dimensions, at)
    origins = Origins(records, declared.records)
    counts = {id_: _count(id_, shape, origins, at.inside("counts", id_)) for id_, shape in document.counts.items()}
    dimensions = {
        id_: _dimension(id_, shape, at.inside("dimensions", id_)) for id_, shape in document.dimensions.items()
    }
    _refuse_shared_labels([*counts.values(), *dimensions.values()], at)
    targets = tuple(build_targets(document.targets, declared, at.inside("targets")))
    head = document.plan
    return Plan(
        file,
        head.number,
        names_of(head.title, at.inside("plan", "title")),
        names_of(head.issuer, at.inside("plan", "issuer")),
        head.issued,
        head.year,
        Calendar(head.month_ends_on),
        counts,
        dimensions,
        tuple(_rules(document.rules, declared.counts, at)),
        targets,
        tuple(_deadline(due, at.inside("deadlines", number)) for number, due in enumerate(document.deadlines)),
        LARGEST_COUNT if head.largest_count is None else head.largest_count,
        records,
        build_score(document.score, Targets(targets, declared.targets), at.inside("score")) if document.score else None,
    )


def _count(id_: str, shape: CountShape, origins: Origins, at: At) -> Count:
    check_id(id_, at)
    origin = origins.origin(shape, at)
    return Count(id_, names_of(shape, at), tuple(shape.also), over_period(shape, origin, at), origin)


def _dimension(id_: str, shape: DimensionShape, at: At) -> Dimension:
    check_id(id_, at)
    return Dimension(id_, names_of(shape, at), tuple(shape.also), shape.every_month)


def _deadline(shape: DeadlineShape, at: At) -> Deadline:
    return Deadline(shape.before, names_of(shape, at), owner_of(shape.owner, at), shape.clause)


def _refuse_shared_labels(things: Iterable[Count | Dimension], at: At) -> None:
    """A heading must mean one thing: no two counts or dimensions may share a name, as headings are compared."""
    owners: dict[str, str] = {}
    for thing in things:
        section = "counts" if isinstance(thing, Count) else "dimensions"
        for label in dict.fromkeys(map(folded, (thing.id, thing.names.vi, thing.names.en, *thing.also))):
            first = owners.setdefault(label, thing.id)
            if first != thing.id:
                at.inside(section, thing.id).report("plan.shared_label", label=label, first=first)


def _rules(shapes: Iterable[RuleShape], counts: CountNames, at: At) -> Iterable[Rule]:
    for position, shape in enumerate(shapes):
        sides = parse_rule(shape.rule, counts, at.inside("rules", position, "rule"))
        if sides:
            yield rule_of(sides, previous_month=shape.right == "previous_month", warn=shape.severity == "warn")
