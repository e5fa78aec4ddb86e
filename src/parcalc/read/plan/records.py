"""Records, and how counts are made of them, from their shapes."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal, NamedTuple, cast

from parcalc.model.naming import Names, folded
from parcalc.model.records import MONTH_END, Comparison, Field, Flow, Kind, Origin, Records, Sign, Stock
from parcalc.model.scope import Scope
from parcalc.read.plan.expressions import ID
from parcalc.read.plan.reporting import At
from parcalc.read.plan.shape.declaring import written
from parcalc.read.plan.shape.document import CountShape, FieldShape, RecordsShape

_COMPARISON = re.compile(r"\s*([^\s<>=]+)\s*(<=|<|=|>=|>)\s*([^\s<>=]+)\s*")
_WHOLE = r"0|[1-9][0-9]{0,14}"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_WAYS = ("month_of", "open_at_start", "open_at_end")
_MIRRORED: dict[str, Sign] = {"<=": ">=", "<": ">", "=": "=", ">=": "<=", ">": "<"}


def build_records(shapes: Mapping[str, RecordsShape], dimensions: Iterable[str], at: At) -> dict[str, Records]:
    """Return every kind of list that the plan declares; what is wrong goes to ``at``."""
    texts = frozenset(dimensions)
    return {id_: _records(id_, shape, texts, at.inside("records", id_)) for id_, shape in shapes.items()}


def _records(id_: str, shape: RecordsShape, dimensions: frozenset[str], at: At) -> Records:
    _check_id(id_, at)
    fields = {name: _field(name, field, at.inside(name)) for name, field in shape.others.items()}
    _refuse_shared_labels(fields.values(), at)
    keys = [field.id for field in fields.values() if field.kind is Kind.KEY]
    for second in keys[1:]:
        at.inside(second, "is").report("plan.two_keys", first=keys[0])
    for field in fields.values():
        if field.id in dimensions and field.kind is not Kind.TEXT:
            at.inside(field.id, "is").report("plan.dimension_not_text", dimension=field.id)
    rules = (_rule(text, fields, at.inside("rules", number)) for number, text in enumerate(shape.rules))
    return Records(id_, fields, tuple(rule for rule in rules if rule))


def _check_id(id_: str, at: At) -> None:
    if not ID.fullmatch(id_):
        at.report("plan.id_form", id=id_)
    elif id_ == MONTH_END:
        at.report("plan.month_end_named")


def _field(id_: str, shape: FieldShape, at: At) -> Field:
    _check_id(id_, at)
    vi, en = shape.vi or shape.en or id_, shape.en or shape.vi or id_
    kind = Kind(shape.is_)
    if shape.order and not kind.is_moment:
        at.inside("order").report("plan.order_of_no_date")
    if shape.blank and kind in {Kind.KEY, Kind.TEXT}:
        at.inside("blank").report("plan.blank_of_text")
    for number, text in enumerate(shape.blank):
        if any(sign.isdigit() for sign in text):
            at.inside("blank", number).report("plan.blank_with_digits", text=text)
    return Field(id_, Names(vi, en), kind, tuple(shape.also), shape.order, tuple(shape.blank))


def _refuse_shared_labels(fields: Iterable[Field], at: At) -> None:
    """A heading must mean one column."""
    owners: dict[str, str] = {}
    for field in fields:
        for label in dict.fromkeys(map(folded, (field.id, field.names.vi, field.names.en, *field.also))):
            first = owners.setdefault(label, field.id)
            if first != field.id:
                at.inside(field.id).report("plan.shared_label", label=label, first=first)


def _rule(text: str, fields: Mapping[str, Field], at: At) -> Comparison | None:
    rule = parse_comparison(text, fields, at)
    if rule and rule.right == MONTH_END:
        at.report("plan.month_end_in_rule", text=text)
        return None
    return rule


def parse_comparison(text: str, fields: Mapping[str, Field], at: At) -> Comparison | None:
    """Return what a text compares; report what is not a comparison of two things that can be compared."""
    match = _COMPARISON.fullmatch(text)
    if match is None:
        at.report("plan.comparison_form", text=text)
        return None
    left, sign, right = match[1], cast("Sign", match[2]), match[3]
    if left == MONTH_END:
        left, sign, right = right, _MIRRORED[sign], left
    field = _known(left, fields, at)
    other = _operand(right, fields, at) if field else None
    if field is None or other is None:
        return None
    if not _comparable(field.kind, other, fields):
        at.report("plan.not_comparable", text=text)
        return None
    return Comparison(left, sign, other)


def _known(name: str, fields: Mapping[str, Field], at: At) -> Field | None:
    field = fields.get(name)
    if field is None:
        meant = at.meant(name, [*fields, MONTH_END])
        at.report("plan.unknown_field_but" if meant else "plan.unknown_field", field=name, meant=meant)
    return field


def _operand(text: str, fields: Mapping[str, Field], at: At) -> str | int | date | None:
    if re.fullmatch(_WHOLE, text):
        return int(text)
    if re.fullmatch(_DAY, text):
        return _day(text, at)
    return text if text == MONTH_END or _known(text, fields, at) else None


def _day(text: str, at: At) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        at.report("plan.date", text=text)
        return None


def _comparable(kind: Kind, other: str | int | date, fields: Mapping[str, Field]) -> bool:
    if isinstance(other, int):
        return kind is Kind.WHOLE
    if isinstance(other, date) or other == MONTH_END:
        return kind.is_moment
    right = fields[other].kind
    return (kind.is_moment and right.is_moment) or kind is right is Kind.WHOLE


class Origins(NamedTuple):
    """Builds the origins of counts; ``declared`` are the kinds of list that the file names, broken or not."""

    records: Mapping[str, Records]
    declared: frozenset[str]

    def origin(self, shape: CountShape, at: At) -> Origin | None:
        """Return how a count is made, ``None`` if the plan does not say it or not rightly; the latter is reported."""
        if shape.records is None:
            self._refuse_leftovers(shape, at)
            return None
        counted = _counted(shape, at)
        records = self._known(shape.records, at.inside("from"))
        if records is None or counted is None or not _are_moments(counted, records, at):
            return None
        conditions = (
            parse_comparison(text, records.fields, at.inside("if", number)) for number, text in enumerate(shape.if_)
        )
        found = tuple(condition for condition in conditions if condition)
        return Origin(records.id, counted, found, _scope(shape, records, at))

    def _known(self, name: str, at: At) -> Records | None:
        if name not in self.declared:
            meant = at.meant(name, self.declared)
            at.report("plan.unknown_records_but" if meant else "plan.unknown_records", records=name, meant=meant)
        return self.records.get(name)

    def _refuse_leftovers(self, shape: CountShape, at: At) -> None:
        if at.is_told("from"):
            return
        for key in _given(shape, (*_WAYS, "if_", "where", "leave_out")):
            at.inside(key).report("plan.without_from", key=key)


def over_period(shape: CountShape, origin: Origin | None, at: At) -> Literal["sum", "first", "last"]:
    """Return how a count adds up over months: a stock is that of the first or last month, and is never a sum."""
    if origin is None or not isinstance(origin.counted, Stock):
        return shape.over_period
    if "over_period" not in shape.given:
        return "first" if origin.counted.at == "start" else "last"
    if shape.over_period == "sum":
        at.inside("over_period").report("plan.stock_summed")
    return shape.over_period


def _given(shape: CountShape, names: Iterable[str]) -> Iterator[str]:
    keys = written(CountShape)
    yield from (keys[name] for name in names if getattr(shape, name))


def _counted(shape: CountShape, at: At) -> Flow | Stock | None:
    given = list(_given(shape, _WAYS))
    if len(given) != 1:
        if given or not at.is_told(*_WAYS):
            at.report("plan.one_way_to_count")
        return None
    if shape.month_of:
        return Flow(shape.month_of)
    if shape.open_at_start:
        return Stock(shape.open_at_start[0], shape.open_at_start[1], "start")
    opened, closed = shape.open_at_end or ("", "")
    return Stock(opened, closed, "end")


def _are_moments(counted: Flow | Stock, records: Records, at: At) -> bool:
    key = "month_of" if isinstance(counted, Flow) else f"open_at_{counted.at}"
    fields = [_known(name, records.fields, at.inside(key)) for name in counted.fields]
    for field in fields:
        if field and not field.kind.is_moment:
            at.inside(key).report("plan.not_a_date_field", field=field.id)
    return all(field and field.kind.is_moment for field in fields)


def _scope(shape: CountShape, records: Records, at: At) -> Scope:
    for key, texts in (("where", shape.where), ("except", shape.leave_out)):
        for name in texts:
            field = _known(name, records.fields, at.inside(key))
            if field and field.kind is not Kind.TEXT:
                at.inside(key, name).report("plan.not_a_text_field", field=name)
    return Scope(
        {name: tuple(texts) for name, texts in shape.where.items()},
        {name: tuple(texts) for name, texts in shape.leave_out.items()},
    )
