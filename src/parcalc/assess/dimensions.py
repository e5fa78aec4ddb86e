"""The dimensions that a user names on the command line."""

from collections.abc import Iterator, Mapping, Sequence

from parcalc.errors import Problem, Unusable
from parcalc.model.counts import Counts
from parcalc.model.naming import bare, folded, resembling
from parcalc.model.plan import Dimension, Plan

_MOST_NAMED = 12


def dimension_named(plan: Plan, option: str, name: str) -> Dimension:
    """Return the dimension of an id or of one of its names, which may be typed without marks and blanks: donvi."""
    for key in (folded, _typed):
        for dimension in plan.dimensions.values():
            labels = (dimension.id, dimension.names.vi, dimension.names.en, *dimension.also)
            if key(name) in map(key, labels):
                return dimension
    code = "cli.no_such_dimension" if plan.dimensions else "cli.no_dimensions"
    known = tuple(dimension.names for dimension in plan.dimensions.values())
    raise Unusable(Problem(code, option=option, asked=name, known=known))


def _typed(name: str) -> str:
    return bare(name).replace(" ", "").replace("_", "")


def require_members(plan: Plan, counts: Counts, where: Mapping[str, Sequence[str]]) -> None:
    """Refuse a member that no row names: left out in silence, it would give the figure of the others."""
    problems = [problem for name in where for problem in _unknown_members(plan.dimensions[name], counts, where[name])]
    if problems:
        raise Unusable(*problems)


def _unknown_members(dimension: Dimension, counts: Counts, asked: Sequence[str]) -> Iterator[Problem]:
    column = counts.columns.members.get(dimension.id)
    known = tuple(column.names) if column else ()
    if not known:
        yield Problem("cli.not_divided", dimension=dimension.names)
        return
    spelt = {folded(member) for member in known}
    for member in asked:
        if folded(member) not in spelt:
            meant = resembling(member, known)
            code = "cli.no_such_member_meant" if meant else "cli.no_such_member"
            named = (*known[:_MOST_NAMED], *("…" if len(known) > _MOST_NAMED else ""))
            yield Problem(code, dimension=dimension.names, asked=member, meant=meant, known=named)


def require_dimensions(plan: Plan, counts: Counts, by: Sequence[str]) -> None:
    """Refuse to break down counts that do not name the members: their rows would be lost from the blocks."""
    for dimension in by:
        if counts.columns.lack(dimension):
            raise Unusable(Problem("cli.not_divided", dimension=plan.dimensions[dimension].names))
