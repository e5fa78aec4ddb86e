"""A targets file, read whole: the plan, or every problem that it has."""

from collections.abc import Sequence

from parcalc.errors import Place, Problem, Unusable
from parcalc.model.plan import Plan
from parcalc.read.limits import LARGEST_PLAN, first_problems
from parcalc.read.plan.build import build
from parcalc.read.plan.declared import declared_in
from parcalc.read.plan.like import with_likenesses
from parcalc.read.plan.reporting import At
from parcalc.read.plan.shape.declaring import validated
from parcalc.read.plan.shape.document import DocumentShape
from parcalc.read.plan.tree import Entries, parse_tree, paths_to, plain_value
from parcalc.read.regular_file import NotRegular, read_regular


def load_plan(file: str) -> Plan:
    """Return the plan of a targets file. Raises ``Unusable`` with every problem, each with line and column."""
    return parse_plan(_text(file), file)


def parse_plan(text: str, file: str) -> Plan:
    """Return the plan of a targets file's text. Raises ``Unusable`` as ``load_plan`` does."""
    tree, refused = parse_tree(text, file)
    if not isinstance(tree, Entries):
        raise Unusable(*_sorted([*refused]) or (Problem("plan.empty", Place(file, 1, 1)),))
    tree, unlike = with_likenesses(tree)
    at = At(tree, (), [*refused, *unlike])
    document, sound = _shaped(tree, at)
    plan = build(document, declared_in(tree), sound, file)
    if at.problems:
        raise Unusable(*_sorted(at.problems))
    return plan


def _text(file: str) -> str:
    try:
        content = read_regular(file, LARGEST_PLAN)
    except FileNotFoundError as error:
        raise Unusable(Problem("plan.no_file", Place(file))) from error
    except IsADirectoryError as error:
        raise Unusable(Problem("plan.folder", Place(file))) from error
    except NotRegular as error:
        raise Unusable(Problem("plan.not_a_file", Place(file))) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise Unusable(Problem("plan.unreadable", Place(file))) from error
    if len(content) > LARGEST_PLAN:
        raise Unusable(Problem("plan.too_large", Place(file)))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unusable(Problem("plan.not_utf8", Place(file, line))) from error


def _shaped(tree: Entries, at: At) -> tuple[DocumentShape, At]:
    """Return the document and where it stands.

    What is misshapen is reported and left out, key by key, so that all the rest is checked too.
    """
    refused = {problem.place for problem in at.problems}
    spoilt = set(paths_to(tree, refused)) if refused else set()
    document, details = validated(DocumentShape, plain_value(tree))
    if document and not spoilt:
        return document, at
    from parcalc.read.plan.sound import sound_parts

    return sound_parts(tree, at, details, refused, spoilt)


def _sorted(problems: list[Problem]) -> Sequence[Problem]:
    """Return the problems in the order of the file, each once, the first fifty of them."""
    once = {(problem.code, problem.place, str(problem.facts)): problem for problem in problems}
    return first_problems(sorted(once.values(), key=_position))


def _position(problem: Problem) -> tuple[int, int]:
    place = problem.place or Place("")
    return place.line or 0, place.column or 0
