"""``like``: a target takes from another target, or from a ready definition, whatever it does not say itself."""

from functools import cache
from pathlib import Path

from parcalc.errors import Place, Problem
from parcalc.read.plan.shape.document import BOUNDS
from parcalc.read.plan.tree import Entries, Items, Node, Scalar, parse_tree, places
from parcalc.read.wording import likely, quoted

MOST_TAKEN = 50_000
"""Parts that all targets together may take from others: a short file must not become an endless one."""

_LONGEST_WAY = 6
_DEFINITIONS = Path(__file__).with_name("definitions.yaml")
_OWN = {"id", "like"}
_FIGURE = {"numerator", "denominator", "per"}
_BOUND = {*BOUNDS, "near"}
# What a target says for itself, and what of its model it then does without: a bound, rows or a name of its own are not
# completed by the model's, and a task is no figure that must reach a bound.
_INSTEAD = (
    (set(BOUNDS), _BOUND),
    ({"where", "except"}, {"where", "except"}),
    ({"vi", "en"}, {"vi", "en"}),
    ({"done"}, {*_FIGURE, *_BOUND, "each"}),
    ({*_FIGURE, *BOUNDS}, {"done"}),
)


def with_likenesses(root: Entries) -> tuple[Entries, list[Problem]]:
    """Return the tree with every ``like`` of its targets filled in, and what is wrong with them."""
    targets = root.entries.get("targets")
    if not isinstance(targets, Items):
        return root, []
    likeness = _Likeness({_id(item): item for item in reversed(targets.items) if isinstance(item, Entries)})
    filled = tuple(likeness.filled(item) if isinstance(item, Entries) else item for item in targets.items)
    entries = {**root.entries, "targets": Items(filled, targets.place)}
    return Entries(entries, root.keys, root.place), likeness.problems


class _Likeness:
    """The targets of a file by id, what has been made of each, and what is wrong with their likenesses."""

    def __init__(self, own: dict[str, Entries]) -> None:
        self.own = own
        self.whole: dict[int, Entries] = {}
        self.circles: dict[int, str] = {}
        self.problems: list[Problem] = []
        self.taken = 0

    def filled(self, item: Entries) -> Entries:
        """Return a target with what it takes from its model, which may itself take from another, and so on."""
        whole: Entries | None = None
        for target in reversed([] if id(item) in self.circles else self._models(item)):
            whole = self.whole.setdefault(id(target), self._merged(whole, target))
        return whole or item

    def _models(self, item: Entries) -> list[Entries]:
        """Return a target, its model, the model of that, up to one that is whole; nothing if they lead in circles."""
        chain = {id(item): item}
        last = item
        while id(last) not in self.whole and (model := self._model(last)):
            if id(model) in chain or id(model) in self.circles:
                self._report_circle(list(chain.values()), model)
                return []
            chain[id(model)] = last = model
        return list(chain.values())

    def _model(self, item: Entries) -> Entries | None:
        like = _like(item)
        if like is None:
            return None
        own = self.own.get(like.text)
        # A target may bear the name of the definition that it takes up.
        return self._definition(like) if own is None or (own is item and like.text in _definitions()) else own

    def _merged(self, model: Entries | None, item: Entries) -> Entries:
        like = _like(item)
        return item if model is None or like is None or self._too_much(model, like) else _merged(model, item)

    def _report_circle(self, chain: list[Entries], again: Entries) -> None:
        """Report every target whose models lead round and round, and by which way they do."""
        names = [_id(target) for target in chain]
        circle = [*names[names.index(_id(again)) :], _id(again)] if _id(again) in names else []
        way = self.circles.get(id(again)) or " → ".join(map(quoted, circle[:_LONGEST_WAY]))
        for target in chain:
            self.circles[id(target)] = way
            self.problems.append(Problem("plan.like_circle", (_like(target) or target).place, way=way))

    def _definition(self, like: Scalar) -> Entries | None:
        if definition := _definitions().get(like.text):
            return _moved(definition, like.place)
        several = tuple(id_ for id_ in _definitions() if id_.startswith(f"{like.text}_"))
        meant = likely(like.text, [*_definitions(), *self.own]) if len(self.problems) < len(BOUNDS) else ""
        code = "plan.unknown_like_several" if several else "plan.unknown_like_but" if meant else "plan.unknown_like"
        self.problems.append(Problem(code, like.place, like=quoted(like.text), meant=several or quoted(meant)))
        return None

    def _too_much(self, model: Entries, like: Scalar) -> bool:
        if self.taken <= MOST_TAKEN:
            self.taken += sum(1 for _ in places(model))
            if self.taken > MOST_TAKEN:
                self.problems.append(Problem("plan.too_much_like", like.place))
        return self.taken > MOST_TAKEN


def _like(item: Entries) -> Scalar | None:
    like = item.entries.get("like")
    return like if isinstance(like, Scalar) else None


def _merged(model: Entries, item: Entries) -> Entries:
    """Return a target with what its model says besides."""
    without = {key for said, instead in _INSTEAD if said & item.entries.keys() for key in instead}
    inherited = {key: value for key, value in model.entries.items() if key not in _OWN | without}
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
