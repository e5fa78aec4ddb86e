"""The names that a targets file declares, also where what it says of them cannot be used."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from parcalc.model.naming import folded
from parcalc.read.plan.expressions import CountNames
from parcalc.read.plan.tree import Entries, Items, Node, Scalar


class Declared(NamedTuple):
    """The ids of each section, and the labels of the counts."""

    counts: CountNames
    dimensions: Collection[str]
    records: frozenset[str]
    targets: Collection[str]


def declared_in(tree: Entries) -> Declared:
    """Return the names of a file's tree."""
    counts = _entries(tree, "counts")
    labels = {folded(label): id_ for id_, node in counts.items() for label in _labels(node)}
    return Declared(
        CountNames(frozenset(counts), labels),
        frozenset(_entries(tree, "dimensions")),
        frozenset(_entries(tree, "records")),
        frozenset(_ids(tree.entries.get("targets"))),
    )


def _entries(tree: Entries, section: str) -> dict[str, Node]:
    part = tree.entries.get(section)
    return part.entries if isinstance(part, Entries) else {}


def _labels(node: Node) -> Iterator[str]:
    match node:
        case Scalar():
            yield node.text
        case Items():
            yield from (item.text for item in node.items if isinstance(item, Scalar))
        case Entries():
            for key in {"vi", "en", "also"} & node.entries.keys():
                yield from _labels(node.entries[key])


def _ids(targets: Node | None) -> Iterator[str]:
    for target in targets.items if isinstance(targets, Items) else ():
        id_ = target.entries.get("id") if isinstance(target, Entries) else None
        if isinstance(id_, Scalar):
            yield id_.text
