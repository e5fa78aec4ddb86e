"""The JSON Schema of a targets file, for the editors of plan authors."""

from parcalc.read.plan.shape import DocumentShape


def plan_schema() -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of a targets file, with a description of each key."""
    schema = DocumentShape.model_json_schema(mode="validation", by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "parcalc targets file", **schema}
