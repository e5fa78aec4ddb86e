"""``like``: a target takes from another target, or from a ready definition, whatever it does not say itself."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from parcalc.errors import Place, Problem
from parcalc.read.plan.shape import BOUNDS
from parcalc.read.plan.tree import Entries, Items, Node, Scalar, parse_tree, places
from parcalc.read.wording import likely, quoted

MOST_TAKEN = 50_000
"""Parts that all targets together may take from others: a short file must not become an endless one."""

_DEFINITIONS = Path(__file__).with_name("definitions.yaml")
_OWN = {"id", "like"}
_TOGETHER = (set(BOUNDS), {"where", "except"}, {"vi", "en"})
"""What a target says whole or not at all: of a bound, rows or a name of its own, the model's does not complete it."""


def with_likenesses(root: Entries) -> tuple[Entries, list[Problem]]:
    """Return the tree with every ``like`` of its targets filled in, and what is wrong with them."""
    targets = root.entries.get("targets")
    if not isinstance(targets, Items):
        return root, []
    likeness = _Likeness({_id(item): item for item in reversed(targets.items) if isinstance(item, Entries)})
    filled = tuple(likeness.filled(item) for item in targets.items)
    entries = {**root.entries, "targets": Items(filled, targets.place)}
    return Entries(entries, root.keys, root.place), likeness.problems


@dataclass(slots=True)
class _Likeness:
    """The targets of a file by id, and what is wrong with their likenesses."""

    own: dict[str, Entries]
    problems: list[Problem] = field(default_factory=list)
    taken: int = 0

    def filled(self, item: Node) -> Node:
        """Return a target with what it takes from its model."""
        like = item.entries.get("like") if isinstance(item, Entries) else None
        if not isinstance(item, Entries) or not isinstance(like, Scalar):
            return item
        model = self._model(like, item)
        if model is None or self._too_much(model, like):
            return item
        return _merged(model, item)

    def _model(self, like: Scalar, item: Entries) -> Entries | None:
        own = self.own.get(like.text)
        # A target may bear the name of the definition that it takes up.
        if own is None or (own is item and like.text in _definitions()):
            return self._definition(like)
        further = own.entries.get("like")
        if not isinstance(further, Scalar):
            return own
        if own is item or (further.text in self.own and further.text != like.text):
            self.problems.append(Problem("plan.like_of_like", like.place, like=quoted(like.text)))
            return None
        definition = _definitions().get(further.text)
        return _merged(_moved(definition, further.place), own) if definition else own

    def _definition(self, like: Scalar) -> Entries | None:
        if definition := _definitions().get(like.text):
            return _moved(definition, like.place)
        meant = likely(like.text, [*_definitions(), *self.own]) if len(self.problems) < len(BOUNDS) else ""
        code = "plan.unknown_like_but" if meant else "plan.unknown_like"
        self.problems.append(Problem(code, like.place, like=quoted(like.text), meant=quoted(meant)))
        return None

    def _too_much(self, model: Entries, like: Scalar) -> bool:
        if self.taken <= MOST_TAKEN:
            self.taken += sum(1 for _ in places(model))
            if self.taken > MOST_TAKEN:
                self.problems.append(Problem("plan.too_much_like", like.place))
        return self.taken > MOST_TAKEN


def _merged(model: Entries, item: Entries) -> Entries:
    """Return a target with what its model says besides.

    A bound of its own replaces the model's, whatever its kind; so do rows of its own, said with where or except, and a
    name of its own in either language.
    """
    replaced = {key for group in _TOGETHER if group & item.entries.keys() for key in group}
    inherited = {key: value for key, value in model.entries.items() if key not in _OWN | replaced}
    return Entries({**inherited, **item.entries}, {**model.keys, **item.keys}, item.place)


def _moved(definition: Entries, place: Place) -> Entries:
    """Return a definition as if it stood where it is taken up: its own place is in no file of the author's."""
    entries: dict[str, Node] = {}
    for key, value in definition.entries.items():
        match value:
            case Entries():
                entries[key] = _moved(value, place)
            case Scalar():
                entries[key] = Scalar(value.text, value.plain, place)
    return Entries(entries, dict.fromkeys(definition.keys, place), place)


@cache
def _definitions() -> dict[str, Entries]:
    """Return the ready definitions by id; their places are in the file that the package ships."""
    tree, _ = parse_tree(_DEFINITIONS.read_text(encoding="utf-8"), _DEFINITIONS.name)
    items = tree.items if isinstance(tree, Items) else ()
    return {_id(item): item for item in items if isinstance(item, Entries)}


def _id(target: Entries) -> str:
    identity = target.entries.get("id")
    return identity.text if isinstance(identity, Scalar) else ""
