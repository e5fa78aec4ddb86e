"""The members of a dimension in order, for one target: the most cases short first."""

from typing import NamedTuple

from parcalc.model.assessment import Breakdown, Outcome, Verdict

_JUDGED = (Verdict.MET, Verdict.MISSED)


class Ranked(NamedTuple):
    """One member's place for one target: 1 is the worst; members with equal margins share a place.

    ``place`` is ``None`` where there is nothing to rank: no cases, or data missing. ``at`` is the member's number in
    the breakdown.
    """

    place: int | None
    name: str
    outcome: Outcome
    at: int


def ranking(breakdown: Breakdown, target: str) -> tuple[Ranked, ...]:
    """Return the members ranked for a target's id, the worst first; equals keep the order of the data.

    Members that could not be judged come after all that could.
    """
    outcomes = next((divided.outcomes for divided in breakdown.targets if divided.target.id == target), ())
    judged = sorted((one.margin or 0, at) for at, one in enumerate(outcomes) if one.verdict in _JUDGED)
    first: dict[int, int] = {}
    for place, (short, _) in enumerate(judged, 1):
        first.setdefault(short, place)
    names = breakdown.names
    ranked = [Ranked(first[short], names[at], outcomes[at], at) for short, at in judged]
    others = [Ranked(None, names[at], one, at) for at, one in enumerate(outcomes) if one.verdict not in _JUDGED]
    return (*ranked, *others)
