"""Names and ids of the plan's things, and what another name was likely meant for."""

from collections.abc import Iterable

from parcalc.model.naming import Names
from parcalc.model.plan import NOBODY
from parcalc.read.plan.expressions import ID
from parcalc.read.plan.reporting import At
from parcalc.read.plan.shape.document import NamesShape


def names_of(shape: NamesShape, at: At) -> Names:
    """Return a thing's name, of which one text serves both languages; report a thing without any."""
    if not shape.vi and not shape.en and not at.is_told("vi", "en", "like"):
        at.report("plan.missing_key", key="vi")
    return Names(shape.vi or shape.en, shape.en or shape.vi)


def names_or(default: Names, shape: NamesShape | None, at: At) -> Names:
    """Return a name that may be left out."""
    return names_of(shape, at) if shape else default


def owner_of(shape: NamesShape | None, at: At) -> Names:
    """Return whose task something is."""
    return names_or(NOBODY, shape, at.inside("owner"))


def check_id(id_: str, at: At) -> None:
    """Report an id that is not a simple word."""
    if not ID.fullmatch(id_):
        at.report("plan.id_form", id=id_)


def check_own_ids(ids: Iterable[str], at: At) -> None:
    """Report, of the things of a list, those without an id, with one that is no simple word, or with another's."""
    seen: set[str] = set()
    for position, id_ in enumerate(ids):
        inside = at.inside(position)
        if not id_:
            if not inside.is_told("id"):
                inside.report("plan.missing_key", key="id")
            continue
        check_id(id_, inside.inside("id"))
        if id_ in seen:
            inside.inside("id").report("plan.repeated_id", id=id_)
        seen.add(id_)


def check_dimension(name: str, dimensions: Iterable[str], at: At) -> None:
    """Report a dimension that the plan does not declare."""
    if name not in dimensions:
        meant = at.meant(name, dimensions)
        at.report("plan.unknown_dimension_but" if meant else "plan.unknown_dimension", dimension=name, meant=meant)
