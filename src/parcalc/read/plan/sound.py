"""What is sound of a document that is not sound as a whole, so that all the rest is checked too."""

from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_core import ErrorDetails

from parcalc.errors import Place
from parcalc.model.period import FIRST_YEAR
from parcalc.read.plan.misshapen import Misshapen, plain_path
from parcalc.read.plan.reporting import At
from parcalc.read.plan.shape import CountShape, DocumentShape, NamesShape, PlanShape, TargetShape, named, validated
from parcalc.read.plan.tree import Entries, Step, find, plain_value

_ANYTHING = NamesShape.model_construct(vi="…", en="…")


class SoundParts(DocumentShape):
    """What is left of a document when everything misshapen is taken out: its meaning is checked, it is never used."""

    plan: PlanShape = PlanShape.model_construct(title=_ANYTHING, issuer=_ANYTHING, year=FIRST_YEAR)
    counts: dict[str, Annotated[CountShape, BeforeValidator(named)]] = Field({})
    targets: list[TargetShape] = Field([])


def sound_parts(
    tree: Entries, at: At, details: list[ErrorDetails], refused: set[Place | None], spoilt: set[tuple[Step, ...]]
) -> tuple[DocumentShape, At]:
    """Report what is misshapen, and return the document without it, key by key, and where that stands."""
    misshapen = Misshapen(at, refused, spoilt)
    misshapen.report(details)
    left_out = spoilt | {plain_path(detail) for detail in details}
    told = frozenset((find(tree, path[:-1]), str(path[-1])) for path in left_out | misshapen.misspelt if path)
    rest = tree.without(left_out)
    # What cannot be without the part that was left out goes as a whole.
    _, details = validated(SoundParts, rest)
    rest = rest.without(detail["loc"][: 1 if detail["loc"][0] == "plan" else 2] for detail in details)
    return SoundParts.model_validate(plain_value(rest)), At(rest, (), at.problems, told)
