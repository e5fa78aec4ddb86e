"""What does not have the shape of a targets file: in our words, at its place, and with what to write instead."""

import re

from pydantic_core import ErrorDetails

from parcalc.errors import Place
from parcalc.read.plan.brought import brought
from parcalc.read.plan.reporting import At
from parcalc.read.plan.shape import document
from parcalc.read.plan.shape.declaring import Shape, written
from parcalc.read.plan.tree import Step, find, find_key

_EXPECTED = {
    "string_type": "plan.text_expected",
    "dict_type": "plan.mapping_expected",
    "model_type": "plan.mapping_expected",
    "list_type": "plan.list_expected",
    "bool_type": "plan.boolean_expected",
    "too_short": "plan.none_given",
    "string_too_long": "plan.text_too_long",
    # What the shape itself finds.
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


class Misshapen:
    """What is misshapen, in our words and at its place; nothing twice, and nothing that only follows from another."""

    def __init__(self, at: At, refused: set[Place | None], spoilt: set[tuple[Step, ...]]) -> None:
        self.at = at
        self.refused = refused
        self.spoilt = spoilt
        self.misspelt: set[tuple[Step, ...]] = set()

    def report(self, details: list[ErrorDetails]) -> None:
        """Report unknown keys first: a key that is missing may be among them, misspelt."""
        for detail in sorted(details, key=lambda detail: detail["type"] != "extra_forbidden"):
            path = plain_path(detail)
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
        said = brought(key) if path[:1] == ("targets",) else None
        meant = said.instead if said else self.at.meant(key, _keys(path[:-1]))
        self.misspelt.add((*path[:-1], meant))
        code = said.code if said else "plan.unknown_key_but" if meant else "plan.unknown_key"
        self.at.report_at(find_key(self.at.tree, path), code, key=key, meant=meant)


_OF_A_SCORE: dict[Step, type[Shape]] = {
    "groups": document.GroupShape,
    "items": document.ItemShape,
    "bands": document.BandShape,
}


def _keys(path: tuple[Step, ...]) -> list[str]:
    """Return the keys that a place of the document may have."""
    sections: dict[str, type[Shape]] = {
        "plan": document.PlanShape,
        "counts": document.CountShape,
        "dimensions": document.DimensionShape,
        "rules": document.RuleShape,
        "targets": document.TargetShape,
        "deadlines": document.DeadlineShape,
        "score": document.ScoreShape,
    }
    if not path:
        return _keys_of(document.DocumentShape)
    if path[0] == "records":  # records, their kind, a column
        return _keys_of(document.FieldShape)
    if path[0] == "score" and len(path) > 1:
        return _keys_of(_OF_A_SCORE[next(step for step in reversed(path) if step in _OF_A_SCORE)])
    if len(path) > (1 if path[0] in {"plan", "score"} else 2):  # inside an entry there are names and comparisons
        return ["vi", "en", "baseline", "by"]
    return _keys_of(sections[str(path[0])])


def _keys_of(shape: type[Shape]) -> list[str]:
    return list(written(shape).values())


def plain_path(detail: ErrorDetails) -> tuple[Step, ...]:
    """Return the path that a detail is about, without pydantic-core's mark of a key."""
    return tuple(step for step in detail["loc"] if step != "[key]")
