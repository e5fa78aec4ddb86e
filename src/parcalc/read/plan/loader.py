"""A targets file, read whole: the plan, or every problem that it has."""

from pathlib import Path

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from parcalc.errors import Place, Problem, Unusable
from parcalc.model.plan import Plan
from parcalc.read.plan.build import build
from parcalc.read.plan.likeness import with_likenesses
from parcalc.read.plan.reporting import At
from parcalc.read.plan.shape import DocumentShape
from parcalc.read.plan.terms import likely
from parcalc.read.plan.tree import LARGEST_FILE, Entries, Step, parse_tree, plain_value

MOST_PROBLEMS = 50
"""More than anyone mends at a sitting; the rest is counted."""


def load_plan(file: str) -> Plan:
    """Return the plan of a targets file. Raises ``Unusable`` with every problem, each with line and column."""
    return parse_plan(_text(file), file)


def parse_plan(text: str, file: str) -> Plan:
    """Return the plan of a targets file's text."""
    tree, refused = parse_tree(text, file)
    if not isinstance(tree, Entries):
        raise Unusable(*(refused or (Problem("plan.empty", Place(file, 1, 1)),)))
    tree, unlike = with_likenesses(tree)
    problems = [*refused, *unlike]
    shaped = _shaped(At(tree, (), problems), tree)
    plan = build(shaped[0], At(shaped[1], (), problems), file) if shaped else None
    if plan is None or problems:
        raise Unusable(*_sorted(problems))
    return plan


def _text(file: str) -> str:
    try:
        with Path(file).open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    except FileNotFoundError as error:
        raise Unusable(Problem("plan.no_file", Place(file))) from error
    except IsADirectoryError as error:
        raise Unusable(Problem("plan.folder", Place(file))) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise Unusable(Problem("plan.unreadable", Place(file))) from error
    if len(content) > LARGEST_FILE:
        raise Unusable(Problem("plan.too_large", Place(file)))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unusable(Problem("plan.not_utf8", Place(file, line))) from error


def _shaped(at: At, tree: Entries) -> tuple[DocumentShape, Entries] | None:
    """Return the document and its tree; what is misshapen is reported and left out, so that the rest is checked too."""
    try:
        return DocumentShape.model_validate(plain_value(tree)), tree
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=True)
    for detail in details:
        _report_shape(detail, at)
    rest = tree.without({detail["loc"][:2] for detail in details})
    try:
        return DocumentShape.model_validate(plain_value(rest)), rest
    except ValidationError:
        return None


_EXPECTED = {
    "string_type": "plan.text_expected",
    "dict_type": "plan.mapping_expected",
    "model_type": "plan.mapping_expected",
    "list_type": "plan.list_expected",
    "bool_type": "plan.boolean_expected",
    "too_short": "plan.none_given",
    "string_too_long": "plan.text_too_long",
}


def _report_shape(detail: ErrorDetails, at: At) -> None:
    """Report one thing that pydantic found, in our words and at its place."""
    path = tuple(step for step in detail["loc"] if step != "[key]")
    inside, name = at.inside(*path), str(path[-1]) if path else ""
    match detail["type"]:
        case "missing":
            at.inside(*path[:-1]).report("plan.missing_key", key=name)
        case "extra_forbidden":
            _report_unknown(inside, name, path)
        case "literal_error":
            inside.report("plan.one_of", key=name, expected=str(detail.get("ctx", {}).get("expected", "")))
        case "switch_word" | "blank" | "date" | "whole" | "year" | "month_end" as kind:
            inside.report(f"plan.{kind}", key=name, text=str(detail.get("ctx", {}).get("text", "")))
        case _ if detail["input"] is None:
            inside.report("plan.blank", key=name, text="")
        case kind:
            inside.report(_EXPECTED.get(kind, "plan.misshapen"), key=name)


def _report_unknown(at: At, name: str, path: tuple[Step, ...]) -> None:
    meant = likely(name, _keys(path[:-1]))
    tree = at.tree
    place = _key_place(tree, path)
    code = "plan.unknown_key_but" if meant else "plan.unknown_key"
    at.problems.append(Problem(code, place, key=name, meant=meant))


def _key_place(tree: object, path: tuple[Step, ...]) -> Place | None:
    """Return where a key itself stands."""
    node = tree
    for step in path[:-1]:
        if isinstance(node, Entries):
            node = node.entries[str(step)]
        elif isinstance(step, int):
            node = node.items[step]  # type: ignore[attr-defined]
    return node.keys[str(path[-1])] if isinstance(node, Entries) else None


def _keys(path: tuple[Step, ...]) -> list[str]:
    """Return the keys that a place of the document may have."""
    from parcalc.read.plan import shape

    sections: dict[str, type[BaseModel]] = {
        "plan": shape.PlanShape,
        "counts": shape.CountShape,
        "dimensions": shape.DimensionShape,
        "rules": shape.RuleShape,
        "targets": shape.TargetShape,
        "deadlines": shape.DeadlineShape,
    }
    if len(path) > 2:  # noqa: PLR2004 - inside an entry there are only names and comparisons
        return ["vi", "en", "baseline", "by"]
    model = sections[str(path[0])] if path else shape.DocumentShape
    return [field.alias or name for name, field in model.model_fields.items()]


def _sorted(problems: list[Problem]) -> list[Problem]:
    """Return the problems in the order of the file, the first fifty of them."""
    ordered = sorted(dict.fromkeys(map(_Once, problems)), key=lambda once: once.position)
    kept = [once.problem for once in ordered[:MOST_PROBLEMS]]
    if len(ordered) > MOST_PROBLEMS:
        kept.append(Problem("plan.more_problems", None, number=len(ordered) - MOST_PROBLEMS))
    return kept


class _Once:
    """A problem that is the same as another at its place."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        place = problem.place or Place("")
        self.position = (place.line or 0, place.column or 0)
        self._key = (problem.code, self.position, str(problem.facts))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Once) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)
