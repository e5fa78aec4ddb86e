"""The JSON Schema of a targets file, for the editors of plan authors."""

from collections.abc import Iterable
from itertools import combinations

from parcalc.read.plan.expressions import ID
from parcalc.read.plan.shape.declaring import REQUIRED, Key, Shape, Told, shapes_in
from parcalc.read.plan.shape.document import BOUNDS, DocumentShape

_REQUIRED = {
    "ComparisonShape": ["baseline"],
    "ScoreShape": ["out_of", "groups"],
    "GroupShape": ["id", "items"],
    "ItemShape": ["points"],
    "BandShape": ["from"],
}
# Only what is said per something is a decimal without a sign.
_DECIMAL: dict[str, object] = {
    "anyOf": [{"type": "string", "pattern": "^[0-9]+[.,][0-9]+$"}, {"type": "number", "not": {"type": "integer"}}]
}


def plan_schema() -> dict[str, object]:
    """Return the JSON Schema of a targets file, with a description of each key.

    Draft 7 is what the YAML servers of editors understand.
    """
    definitions = {part.__name__: _object(part) for part in sorted(set(shapes_in(DocumentShape)), key=_name)}
    schema = definitions.pop(DocumentShape.__name__)
    for named in ("NamesShape", "CountShape", "DimensionShape", "DeadlineShape", "GroupShape", "BandShape"):
        definitions[named]["anyOf"] = _each(("vi", "en"))
    for name, required in _REQUIRED.items():
        definitions[name]["required"] = required
    _describe_target(definitions["TargetShape"])
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": "parcalc targets file"}
    return {**head, **schema, "definitions": definitions}


def _name(shape: type[Shape]) -> str:
    return shape.__name__


def _object(shape: type[Shape]) -> Told:
    """Return the schema of a mapping with the keys of a shape."""
    keys = {one.written or name: one for name, one in shape.KEYS.items()}
    required = [name for name, one in keys.items() if one.default is REQUIRED]
    return {
        "additionalProperties": shape.OTHERS.told if shape.OTHERS else False,
        "description": shape.__doc__,
        "properties": {name: _property(name, one) for name, one in keys.items()},
        **({"required": required} if required else {}),
        "title": shape.__name__,
        "type": "object",
    }


def _property(name: str, one: Key) -> Told:
    told = {**one.kind.told, "description": one.description}
    if one.default is not REQUIRED:
        told["default"] = one.default
    if not any("$ref" in way for way in (told, *told.get("anyOf", ()))):  # what is referred to has a title of its own
        told["title"] = name.strip("_").replace("_", " ").title()
    return _in_order(told)


def _in_order(told: Told) -> Told:
    """Return a part of the schema with its words in the order of the alphabet."""
    return {word: _with_parts_in_order(told[word]) for word in sorted(told)}


def _with_parts_in_order(value: object) -> object:
    if isinstance(value, list):
        return [_with_parts_in_order(one) for one in value]
    return _in_order(value) if isinstance(value, dict) else value


def _describe_target(target: Told) -> None:
    """Say what pydantic cannot: what a target takes from another it need not say, and bounds exclude each other."""
    target["properties"]["id"]["pattern"] = f"^{ID.pattern}$"
    target["required"] = ["id"]
    named = {"anyOf": _each(("vi", "en"))}
    target["anyOf"] = [
        {"required": ["like"]},
        {"required": ["numerator"], "allOf": [named, {"anyOf": _each(BOUNDS)}]},
        {"required": ["done", "until"], **named},
    ]
    target["if"] = {"not": {"anyOf": _each(("per", "like"))}}
    target["then"] = {"properties": {bound: {"not": _DECIMAL} for bound in BOUNDS}}
    target["not"] = {"anyOf": [{"required": list(pair)} for pair in combinations(BOUNDS, 2)]}


def _each(keys: Iterable[str]) -> list[dict[str, list[str]]]:
    return [{"required": [key]} for key in keys]
