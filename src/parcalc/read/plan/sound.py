"""What is sound of a document that is not sound as a whole, so that all the rest is checked too."""

from pydantic_core import ErrorDetails

from parcalc.errors import Place
from parcalc.model.period import FIRST_YEAR
from parcalc.read.plan.misshapen import Misshapen, plain_path
from parcalc.read.plan.reporting import At
from parcalc.read.plan.shape.declaring import key, list_of, mapping_of, of, shaped, validated
from parcalc.read.plan.shape.document import COUNT, CountShape, DocumentShape, PlanShape, TargetShape
from parcalc.read.plan.tree import Entries, Step, find, plain_value

_ANY_PLAN = shaped(PlanShape, {"title": "…", "issuer": "…", "year": str(FIRST_YEAR)})


class SoundParts(DocumentShape):
    """What is left of a document when everything misshapen is taken out: its meaning is checked, it is never used."""

    plan: PlanShape = key(of(PlanShape), "", _ANY_PLAN)
    counts: dict[str, CountShape] = key(mapping_of(COUNT), "", {})
    targets: list[TargetShape] = key(list_of(of(TargetShape)), "", [])


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
    _, details = validated(SoundParts, plain_value(rest))
    rest = rest.without(detail["loc"][: 1 if detail["loc"][0] == "plan" else 2] for detail in details)
    return shaped(SoundParts, plain_value(rest)), At(rest, (), at.problems, told)
