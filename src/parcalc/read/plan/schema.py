"""The JSON Schema of a targets file, for the editors of plan authors."""

from collections.abc import Iterable
from itertools import combinations
from typing import Any

from parcalc.read.plan.expressions import ID
from parcalc.read.plan.shape import BOUNDS, DocumentShape


def plan_schema() -> dict[str, object]:
    """Return the JSON Schema of a targets file, with a description of each key.

    Draft 7 is what the YAML servers of editors understand.
    """
    schema = DocumentShape.model_json_schema(by_alias=True, ref_template="#/definitions/{model}")
    definitions = schema.pop("$defs")
    for named in ("NamesShape", "CountShape", "DimensionShape", "DeadlineShape"):
        definitions[named]["anyOf"] = _each(("vi", "en"))
    definitions["ComparisonShape"]["required"] = ["baseline"]
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
    ]
    target["not"] = {"anyOf": [{"required": list(pair)} for pair in combinations(BOUNDS, 2)]}


def _each(keys: Iterable[str]) -> list[dict[str, list[str]]]:
    return [{"required": [key]} for key in keys]
