"""Where in the tree something is looked at, and what was found wrong there."""

from dataclasses import dataclass

from parcalc.errors import Fact, Problem
from parcalc.read.plan.tree import Node, Step, find


@dataclass(frozen=True, slots=True)
class At:
    """A path into a tree, with the list that problems found there go to."""

    tree: Node
    path: tuple[Step, ...]
    problems: list[Problem]

    def inside(self, *steps: Step) -> "At":
        """Return a path further in."""
        return At(self.tree, (*self.path, *map(_plain, steps)), self.problems)

    def report(self, code: str, **facts: Fact) -> None:
        """Note a problem at this path."""
        self.problems.append(Problem(code, find(self.tree, self.path), **facts))


def _plain(step: Step) -> Step:
    return step if isinstance(step, int) else str(step)
