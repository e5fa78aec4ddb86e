"""The dimensions that a user names on the command line."""

from collections.abc import Sequence

from parcalc.errors import Problem, Unusable
from parcalc.model.counts import Counts
from parcalc.model.naming import folded
from parcalc.model.plan import Dimension, Plan


def dimension_named(plan: Plan, option: str, name: str) -> Dimension:
    """Return the dimension of an id or of one of its names."""
    for dimension in plan.dimensions.values():
        labels = (dimension.id, dimension.names.vi, dimension.names.en, *dimension.also)
        if folded(name) in map(folded, labels):
            return dimension
    code = "cli.no_such_dimension" if plan.dimensions else "cli.no_dimensions"
    raise Unusable(Problem(code, option=option, asked=name, known=tuple(plan.dimensions)))


def require_dimensions(plan: Plan, counts: Counts, by: Sequence[str]) -> None:
    """Refuse to break down counts that do not name the members: their rows would be lost from the blocks."""
    for dimension in by:
        if any(dimension not in row.members for row in counts.rows):
            raise Unusable(Problem("cli.not_divided", dimension=plan.dimensions[dimension].names))
