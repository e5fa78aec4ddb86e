"""The JSON Schema of a targets file, for the editors of plan authors."""

from collections.abc import Iterable
from itertools import combinations
from typing import Any

from parcalc.read.plan.expressions import ID
from parcalc.read.plan.shape import BOUNDS, DocumentShape

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
    schema = DocumentShape.model_json_schema(by_alias=True, ref_template="#/definitions/{model}")
    definitions = schema.pop("$defs")
    for named in ("NamesShape", "CountShape", "DimensionShape", "DeadlineShape", "GroupShape", "BandShape"):
        definitions[named]["anyOf"] = _each(("vi", "en"))
    for name, required in _REQUIRED.items():
        definitions[name]["required"] = required
    _describe_target(definitions["TargetShape"])
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": "parcalc targets file"}
    return {**head, **schema, "definitions": definitions}


def _describe_target(target: dict[str, Any]) -> None:
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
