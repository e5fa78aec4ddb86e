"""The members of a dimension in order, for one target: the most cases short first."""

from operator import itemgetter
from typing import NamedTuple

from parcalc.model.assessment import Breakdown, Outcome, Result, Verdict


class Ranked(NamedTuple):
    """One member's place for one target: 1 is the worst; members with equal margins share a place.

    ``place`` is ``None`` where there is nothing to rank: no cases, or data missing.
    """

    place: int | None
    name: str
    result: Result


def ranking(breakdown: Breakdown, target: str) -> tuple[Ranked, ...]:
    """Return the members ranked for a target's id, the worst first; equals keep the order of the data.

    Members that could not be judged come after all that could.
    """
    at = next((at for at, one in enumerate(_targets(breakdown)) if one == target), None)
    results = [] if at is None else [(member.name, member.results[at]) for member in breakdown.members]
    judged = [(_short(result.outcome), name, result) for name, result in results if _judged(result.outcome)]
    judged.sort(key=itemgetter(0))
    first: dict[int, int] = {}
    for place, (short, _, _) in enumerate(judged, 1):
        first.setdefault(short, place)
    ranked = [Ranked(first[short], name, result) for short, name, result in judged]
    return (*ranked, *(Ranked(None, name, result) for name, result in results if not _judged(result.outcome)))


def _targets(breakdown: Breakdown) -> list[str]:
    """Return the ids of the targets: every member has a result for each, in the plan's order."""
    return [result.target.id for result in breakdown.members[0].results] if breakdown.members else []


def _judged(outcome: Outcome) -> bool:
    return outcome.verdict is Verdict.MET or outcome.verdict is Verdict.MISSED


def _short(outcome: Outcome) -> int:
    return outcome.margin or 0
