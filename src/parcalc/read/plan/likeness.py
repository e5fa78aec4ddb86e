"""``like``: a target takes from another target, or from a ready definition, whatever it does not say itself."""

from functools import cache
from pathlib import Path

from parcalc.errors import Problem
from parcalc.read.plan.shape import BOUNDS
from parcalc.read.plan.terms import likely
from parcalc.read.plan.tree import Entries, Items, Node, Scalar, parse_tree

_DEFINITIONS = Path(__file__).with_name("definitions.yaml")
_OWN = {"id", "like"}


def with_likenesses(root: Entries) -> tuple[Entries, list[Problem]]:
    """Return the tree with every ``like`` of its targets filled in, and what is wrong with them."""
    targets = root.entries.get("targets")
    if not isinstance(targets, Items):
        return root, []
    own = {_id(item): item for item in reversed(targets.items) if isinstance(item, Entries)}
    problems: list[Problem] = []
    filled = tuple(_filled(item, own, problems) for item in targets.items)
    entries = {**root.entries, "targets": Items(filled, targets.place)}
    return Entries(entries, root.keys, root.place), problems


def _filled(item: Node, own: dict[str, Entries], problems: list[Problem]) -> Node:
    like = item.entries.get("like") if isinstance(item, Entries) else None
    if not isinstance(item, Entries) or not isinstance(like, Scalar):
        return item
    models = {**_definitions(), **own}
    model = models.get(like.text)
    if model is None:
        meant = likely(like.text, models)
        code = "plan.unknown_like_but" if meant else "plan.unknown_like"
        problems.append(Problem(code, like.place, like=like.text, meant=meant))
        return item
    if isinstance(model.entries.get("like"), Scalar) and like.text in own:
        model = _chained(model, own, problems, like)
    return _merged(model, item)


def _chained(model: Entries, own: dict[str, Entries], problems: list[Problem], like: Scalar) -> Entries:
    """Fill in a model that is itself like a definition; one that is like a third target may run in a ring: refused."""
    further = model.entries["like"]
    definition = _definitions().get(further.text) if isinstance(further, Scalar) else None
    if definition is None or not isinstance(further, Scalar) or further.text in own:
        problems.append(Problem("plan.like_of_like", like.place, like=like.text))
        return model
    return _merged(definition, model)


def _merged(model: Entries, item: Entries) -> Entries:
    """Return a target with what its model says besides; a bound of its own replaces the model's, whatever its kind."""
    bounded = any(bound in item.entries for bound in BOUNDS)
    left_out = {*_OWN, *(BOUNDS if bounded else ())}
    inherited = {key: value for key, value in model.entries.items() if key not in left_out}
    return Entries({**inherited, **item.entries}, {**model.keys, **item.keys}, item.place)


@cache
def _definitions() -> dict[str, Entries]:
    """Return the ready definitions by id; their places are in the file that the package ships."""
    tree, _ = parse_tree(_DEFINITIONS.read_text(encoding="utf-8"), _DEFINITIONS.name)
    items = tree.items if isinstance(tree, Items) else ()
    return {_id(item): item for item in items if isinstance(item, Entries)}


def _id(target: Entries) -> str:
    identity = target.entries.get("id")
    return identity.text if isinstance(identity, Scalar) else ""
