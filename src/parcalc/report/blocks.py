"""The members of a dimension, target by target, in words."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from parcalc.judge.ranking import ranking
from parcalc.language.language import Language
from parcalc.model.assessment import Breakdown, Result, Verdict
from parcalc.report.words import done, margin, rate, verdict


class Place(NamedTuple):
    """One member's place in the order of attention: 1 has the most cases short."""

    order: str
    name: str
    cases: str
    rate: str
    verdict: Verdict
    verdict_word: str
    margin: str


class Block(NamedTuple):
    """The members of a dimension in order for one target, and how many of them missed it."""

    title: str
    missed: int
    dimension: str
    places: tuple[Place, ...]


def blocks(breakdown: Breakdown, language: Language) -> Iterator[Block]:
    """Give a block for each target that some member has a place in."""
    targets: Sequence[Result] = breakdown.members[0].results if breakdown.members else ()
    for result in targets:
        ranked = ranking(breakdown, result.target.id)
        if not any(entry.place for entry in ranked):
            continue
        places = tuple(
            Place(
                language.number(entry.place) if entry.place else "",
                entry.name,
                done(entry.result, entry.result.outcome, language),
                rate(entry.result.outcome, language),
                entry.result.outcome.verdict,
                verdict(entry.result.outcome, language),
                margin(entry.result, entry.result.outcome, language),
            )
            for entry in ranked
        )
        missed = sum(place.verdict is Verdict.MISSED for place in places)
        yield Block(language.name(result.target.names), missed, language.name(breakdown.dimension.names), places)
