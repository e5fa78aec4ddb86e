"""A targets file, read whole: the plan, or every problem that it has."""

import re
from collections.abc import Sequence

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from parcalc.errors import Place, Problem, Unusable
from parcalc.model.plan import Plan
from parcalc.read.limits import LARGEST_PLAN, first_problems
from parcalc.read.plan.build import Declared, build
from parcalc.read.plan.like import with_likenesses
from parcalc.read.plan.reporting import At
from parcalc.read.plan.shape import DocumentShape, SoundParts
from parcalc.read.plan.tree import (
    Entries,
    Step,
    find,
    find_key,
    parse_tree,
    paths_to,
    plain_value,
)
from parcalc.read.regular_file import NotRegular, read_regular


def load_plan(file: str) -> Plan:
    """Return the plan of a targets file. Raises ``Unusable`` with every problem, each with line and column."""
    return parse_plan(_text(file), file)


def parse_plan(text: str, file: str) -> Plan:
    """Return the plan of a targets file's text. Raises ``Unusable`` as ``load_plan`` does."""
    tree, refused = parse_tree(text, file)
    if not isinstance(tree, Entries):
        raise Unusable(*_sorted([*refused]) or (Problem("plan.empty", Place(file, 1, 1)),))
    tree, unlike = with_likenesses(tree)
    at = At(tree, (), [*refused, *unlike])
    document, sound = _shaped(tree, at)
    declared = Declared(*(_names(tree, section) for section in ("counts", "dimensions", "records")))
    plan = build(document, declared, sound, file)
    if at.problems:
        raise Unusable(*_sorted(at.problems))
    return plan


def _names(tree: Entries, section: str) -> frozenset[str]:
    entries = tree.entries.get(section)
    return frozenset(entries.entries) if isinstance(entries, Entries) else frozenset()


def _text(file: str) -> str:
    try:
        content = read_regular(file, LARGEST_PLAN)
    except FileNotFoundError as error:
        raise Unusable(Problem("plan.no_file", Place(file))) from error
    except IsADirectoryError as error:
        raise Unusable(Problem("plan.folder", Place(file))) from error
    except NotRegular as error:
        raise Unusable(Problem("plan.not_a_file", Place(file))) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise Unusable(Problem("plan.unreadable", Place(file))) from error
    if len(content) > LARGEST_PLAN:
        raise Unusable(Problem("plan.too_large", Place(file)))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unusable(Problem("plan.not_utf8", Place(file, line))) from error


def _shaped(tree: Entries, at: At) -> tuple[DocumentShape, At]:
    """Return the document and where it stands.

    What is misshapen is reported and left out, key by key, so that all the rest is checked too.
    """
    refused = {problem.place for problem in at.problems}
    spoilt = set(paths_to(tree, refused)) if refused else set()
    document, details = _validated(DocumentShape, tree)
    if document and not spoilt:
        return document, at
    misshapen = _Misshapen(at, refused, spoilt)
    misshapen.report(details)
    left_out = spoilt | {_plain_path(detail) for detail in details}
    told = frozenset((find(tree, path[:-1]), str(path[-1])) for path in left_out | misshapen.misspelt if path)
    rest = tree.without(left_out)
    # What cannot be without the part that was left out goes as a whole.
    _, details = _validated(SoundParts, rest)
    rest = rest.without(detail["loc"][: 1 if detail["loc"][0] == "plan" else 2] for detail in details)
    return SoundParts.model_validate(plain_value(rest)), At(rest, (), at.problems, told)


def _validated(shape: type[DocumentShape], tree: Entries) -> tuple[DocumentShape | None, list[ErrorDetails]]:
    try:
        return shape.model_validate(plain_value(tree)), []
    except ValidationError as error:
        return None, error.errors(include_url=False, include_input=False)


def _plain_path(detail: ErrorDetails) -> tuple[Step, ...]:
    """Return the path that a detail is about, without pydantic's mark of a key."""
    return tuple(step for step in detail["loc"] if step != "[key]")


_EXPECTED = {
    "string_type": "plan.text_expected",
    "dict_type": "plan.mapping_expected",
    "model_type": "plan.mapping_expected",
    "list_type": "plan.list_expected",
    "bool_type": "plan.boolean_expected",
    "too_short": "plan.none_given",
    "string_too_long": "plan.text_too_long",
    "too_long": "plan.text_too_long",
    # What shape.py itself finds.
    "switch_word": "plan.switch_word",
    "blank": "plan.blank",
    "date": "plan.date",
    "whole": "plan.whole",
    "year": "plan.year",
    "month_end": "plan.month_end",
    "amount": "plan.amount",
    "comparison": "plan.comparison",
    "pair": "plan.pair",
}


class _Misshapen:
    """What pydantic found, in our words and at its place; nothing twice, and nothing that only follows from another."""

    def __init__(self, at: At, refused: set[Place | None], spoilt: set[tuple[Step, ...]]) -> None:
        self.at = at
        self.refused = refused
        self.spoilt = spoilt
        self.misspelt: set[tuple[Step, ...]] = set()

    def report(self, details: list[ErrorDetails]) -> None:
        """Report unknown keys first: a key that is missing may be among them, misspelt."""
        for detail in sorted(details, key=lambda detail: detail["type"] != "extra_forbidden"):
            path = _plain_path(detail)
            if find(self.at.tree, path) not in self.refused:
                self._report(detail, path)

    def _report(self, detail: ErrorDetails, path: tuple[Step, ...]) -> None:
        facts, inside = detail.get("ctx", {}), self.at.inside(*path)
        match detail["type"]:
            case "missing" if path in self.misspelt or path in self.spoilt:
                return
            case "missing":
                self.at.inside(*path[:-1]).report("plan.missing_key", key=inside.key)
            case "extra_forbidden":
                self._unknown(inside.key, path)
            case "literal_error":
                allowed = tuple(re.findall(r"'([^']*)'", str(facts.get("expected", ""))))
                inside.report("plan.one_of", key=inside.key, expected=allowed)
            case kind:
                code = _EXPECTED.get(kind, "plan.misshapen")
                inside.report(code, key=inside.key, text=str(facts.get("text", "")))

    def _unknown(self, key: str, path: tuple[Step, ...]) -> None:
        meant = self.at.meant(key, _keys(path[:-1]))
        self.misspelt.add((*path[:-1], meant))
        code = "plan.unknown_key_but" if meant else "plan.unknown_key"
        self.at.report_at(find_key(self.at.tree, path), code, key=key, meant=meant)


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
    if not path:
        return list(shape.DocumentShape.model_fields)
    if path[0] == "records":  # records, their kind, a column
        return _aliases(shape.FieldShape)
    if len(path) > (1 if path[0] == "plan" else 2):  # inside an entry there are only names and comparisons
        return ["vi", "en", "baseline", "by"]
    return _aliases(sections[str(path[0])])


def _aliases(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _sorted(problems: list[Problem]) -> Sequence[Problem]:
    """Return the problems in the order of the file, each once, the first fifty of them."""
    once = {(problem.code, problem.place, str(problem.facts)): problem for problem in problems}
    return first_problems(sorted(once.values(), key=_position))


def _position(problem: Problem) -> tuple[int, int]:
    place = problem.place or Place("")
    return place.line or 0, place.column or 0
