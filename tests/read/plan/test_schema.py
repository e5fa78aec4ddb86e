"""The JSON Schema: in step with the file beside the plan, and of one mind with the reader."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from parcalc.read.plan.shape.json_schema import plan_schema
from parcalc.read.plan.tree import Entries, Items, Node, Scalar, parse_tree

ROOT = Path(__file__).parents[3]
SCHEMA = ROOT / "data/targets.schema.json"
PLANS = sorted([ROOT / "data/targets.yaml", *(ROOT / "data/plans").glob("*.yaml")])
VALIDATOR = Draft7Validator(plan_schema())


def as_editors_read(node: Node) -> object:
    """Give a tree as an editor's YAML server sees it: YAML 1.2, where 2025 is a number and a date a text."""
    match node:
        case Entries():
            return {key: as_editors_read(value) for key, value in node.entries.items()}
        case Items():
            return [as_editors_read(item) for item in node.items]
        case Scalar():
            return int(node.text) if node.plain and node.text.isdigit() else node.value


def complaints(text: str) -> list[str]:
    tree, refused = parse_tree(text, "plan.yaml")
    assert tree is not None
    assert refused == ()
    return [error.message for error in VALIDATOR.iter_errors(as_editors_read(tree))]


def test_the_file_is_in_step(golden: Callable[[Path, bytes], None]) -> None:
    golden(SCHEMA, (json.dumps(plan_schema(), ensure_ascii=False, indent=2) + "\n").encode())
    Draft7Validator.check_schema(plan_schema())


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.stem)
def test_a_shipped_plan_names_the_schema_and_is_valid(plan: Path) -> None:
    text = plan.read_text(encoding="utf-8")
    words, _, schema = text.partition("\n")[0].partition("$schema=")
    assert words == "# yaml-language-server: "
    assert (plan.parent / schema).resolve() == SCHEMA
    assert complaints(text) == []


def test_every_key_is_described_in_both_languages() -> None:
    definitions = plan_schema()["definitions"]
    assert isinstance(definitions, dict)
    properties = plan_schema()["properties"]
    assert isinstance(properties, dict)
    undescribed = [
        (name, key)
        for name, shape in definitions.items()
        for key, value in shape["properties"].items()
        if not _is_bilingual(value.get("description", ""))
    ]
    whole = [key for key, value in properties.items() if not _is_bilingual(value.get("description", ""))]
    assert undescribed + whole == []


def _is_bilingual(description: str) -> bool:
    """Tell whether a key is described in Vietnamese and in English, parted by a dot."""
    vietnamese, _, english = description.partition(" · ")
    return bool(vietnamese) and bool(english) and english.isascii()


@pytest.mark.parametrize(
    "rest",
    [
        "    at_least: 98%\n",
        "    at_least: {2025: 50%, 2026: 70%}\n",
        "    at_least: {2025: 30%, each_year: 20 pp, up_to: 100%}\n",
        "    rises_over: previous_year\n",
        "    rises_over: 2024\n",
        "    falls_below: {baseline: 2024, by: {2025: 30%, 2026: 50%}}\n",
        "    at_most: 2%\n    binding: false\n    where: {field: Đất đai}\n    except: {field: [A, B]}\n",
        "    at_least: 98%\n    from: 2025-07-01\n    until: 2025-12-31\n    each: year\n",
        "    at_least: 98%\n  - {id: b, like: rate}\n  - {id: c, like: rate, at_most: 3%, clause: 1}\n",
        "    at_least: 98%\nrules:\n  - good <= bad\n  - {rule: good = bad, right: previous_month, severity: warn}\n",
        "    at_least: 98%\ndeadlines:\n  - {before: 2025-11-12, vi: A, en: B, owner: C}\n",
        "    at_least: 98%\n    each: quarter\n",
        "    at_least: 98%\n  - {id: b, en: B, numerator: good, at_most: 3}\n",
    ],
)
def test_what_the_reader_reads_the_schema_takes(rest: str, small: Callable[[str], str]) -> None:
    assert complaints(small(rest)) == []


@pytest.mark.parametrize(
    "rest",
    [
        "",
        "    at_least: 98%\n    at_most: 99%\n",
        "    at_leest: 98%\n",
        "    at_least: nhiều\n",
        "    at_least: 0.98\n",
        "    at_least: {sau: 50%}\n",
        "    at_least: 98%\n    each: month\n",
        "    at_least: 98%\n  - {id: b, numerator: good, at_most: 3}\n",
        "    rises_over: {by: 20%}\n",
        '    at_least: 98%\n    binding: "true"\n',
        "    at_least: 98%\n  - {like: rate}\n",
        "    at_least: 98%\n  - {id: Tỷ lệ, like: rate}\n",
        "    at_least: 98%\n  - {id: b, like: rate, at_least: 1%, at_most: 3%}\n",
        "    at_least: 98%\n    where: {field: []}\n",
    ],
)
def test_what_the_reader_refuses_the_schema_refuses(rest: str, small: Callable[[str], str]) -> None:
    assert complaints(small(rest)) != []
