"""Where in the tree something is looked at, and what was found wrong there."""

from collections.abc import Iterable
from typing import NamedTuple

from parcalc.errors import Fact, Place, Problem
from parcalc.read.limits import MOST_PROBLEMS
from parcalc.read.plan.tree import Node, Step, find
from parcalc.read.wording import likely, quoted


class At(NamedTuple):
    """A path into a tree, with the list that problems found there go to.

    ``left_out`` are keys that stand in the file, each with the place of what it stands in, but not in the tree: what is
    wrong with them is told already.
    """

    tree: Node
    path: tuple[Step, ...]
    problems: list[Problem]
    left_out: frozenset[tuple[Place, str]] = frozenset()

    def inside(self, *steps: Step) -> "At":
        """Return a path further in."""
        return At(self.tree, (*self.path, *map(_plain, steps)), self.problems, self.left_out)

    def is_told(self, *keys: str) -> bool:
        """Tell whether one of the keys stands here and is told to be wrong: nobody needs to hear that it is missing."""
        place = find(self.tree, self.path)
        return any((place, key) in self.left_out for key in keys)

    @property
    def key(self) -> str:
        """The key that the path leads to: what stands before the colon."""
        return next((step for step in reversed(self.path) if isinstance(step, str)), "")

    def report(self, code: str, /, **facts: Fact) -> None:
        """Note a problem at this path; long texts of the file are cut."""
        self.report_at(find(self.tree, self.path), code, **facts)

    def report_at(self, place: Place | None, code: str, /, **facts: Fact) -> None:
        """Note a problem at a place of its own."""
        self.problems.append(Problem(code, place, **{name: _said(fact) for name, fact in facts.items()}))

    def meant(self, word: str, known: Iterable[str]) -> str:
        """Return the known word that was likely meant; nothing once there are more problems than are shown."""
        return likely(word, known) if len(self.problems) < MOST_PROBLEMS else ""


def _plain(step: Step) -> Step:
    return step if isinstance(step, int) else str(step)


def _said(fact: Fact) -> Fact:
    return quoted(fact) if isinstance(fact, str) else fact
