"""The members of a dimension in order, for one target: the most cases short first."""

from typing import NamedTuple

from parcalc.model.assessment import Breakdown, Outcome, Result, Verdict

_LAST = 1
"""Members that could not be judged come after all that could."""


class Ranked(NamedTuple):
    """One member's place for one target: 1 is the worst; members with equal margins share a place.

    ``place`` is ``None`` where there is nothing to rank: no cases, or data missing.
    """

    place: int | None
    name: str
    result: Result


def ranking(breakdown: Breakdown, target: str) -> tuple[Ranked, ...]:
    """Return the members ranked for a target's id, the worst first; equals keep the order of the data."""
    at = next((at for at, one in enumerate(_targets(breakdown)) if one == target), None)
    results = [] if at is None else [(member.name, member.results[at]) for member in breakdown.members]
    own = sorted(results, key=lambda named: _key(named[1]))
    first: dict[int | None, int] = {}
    for place, (_, result) in enumerate(own, 1):
        first.setdefault(result.outcome.margin, place)
    return tuple(
        Ranked(first[result.outcome.margin] if _judged(result.outcome) else None, name, result) for name, result in own
    )


def _targets(breakdown: Breakdown) -> list[str]:
    """Return the ids of the targets: every member has a result for each, in the plan's order."""
    return [result.target.id for result in breakdown.members[0].results] if breakdown.members else []


def _judged(outcome: Outcome) -> bool:
    return outcome.verdict in {Verdict.MET, Verdict.MISSED}


def _key(result: Result) -> tuple[int, int]:
    outcome = result.outcome
    if not _judged(outcome) or outcome.margin is None:
        return (_LAST, 0)
    return (0, outcome.margin)
