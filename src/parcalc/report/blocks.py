"""The members of a dimension, target by target, in words."""

from collections.abc import Iterator
from typing import NamedTuple

from parcalc.judge.ranking import Ranked, ranking
from parcalc.language.language import Language
from parcalc.model.assessment import Breakdown, Verdict
from parcalc.model.plan import Target
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
    """The first members of a dimension in order for one target, and how many of all members missed it.

    ``hidden`` is how many there are more, and ``more`` says so and where to find them.
    """

    title: str
    missed: int
    dimension: str
    places: tuple[Place, ...]
    hidden: int
    more: str


def blocks(breakdown: Breakdown, language: Language, top: int) -> Iterator[Block]:
    """Give a block of the first ``top`` members for each target that some member has a place in."""
    dimension = language.name(breakdown.dimension.names)
    for target in (divided.target for divided in breakdown.targets):
        ranked = ranking(breakdown, target.id)
        if not any(entry.place for entry in ranked):
            continue
        places = tuple(_place(entry, target, language) for entry in ranked[:top])
        missed = sum(entry.outcome.verdict is Verdict.MISSED for entry in ranked)
        hidden = len(ranked) - len(places)
        more = language.text("page.more_members", number=hidden, dimension=dimension.lower()) if hidden else ""
        yield Block(language.name(target.names), missed, dimension, places, hidden, more)


def _place(entry: Ranked, target: Target, language: Language) -> Place:
    outcome = entry.outcome
    return Place(
        language.number(entry.place) if entry.place else "",
        entry.name,
        done(target, outcome, language),
        rate(outcome, language),
        outcome.verdict,
        verdict(outcome, language),
        margin(target, outcome, language),
    )
