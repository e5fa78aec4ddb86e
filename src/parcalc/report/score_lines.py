"""The score in words: all of it with its band, each group and each item, a range where something is not known."""

from collections.abc import Iterator
from fractions import Fraction

from parcalc.language.language import Language
from parcalc.model.assessment import Assessment
from parcalc.model.score import Points, Score, ScoredGroup, Scoring
from parcalc.report.figures import exact_number, shown_points


def score_lines(assessment: Assessment, language: Language) -> Iterator[str]:
    """Give a line for the score, its groups and their items; none where the plan does not score."""
    if (score := assessment.score) is None:
        return
    yield in_short(score, language)
    if assessment.score_to_date and assessment.period != assessment.period.to_date:
        yield language.text("score.to_date", score=in_short(assessment.score_to_date, language))
    for group in score.groups:
        points = _of(group.points, group.group.points, score.scoring, language)
        yield language.text("score.group", name=group.group.names, points=points)
        yield from _items(group, score.scoring, language)


def in_short(score: Score, language: Language) -> str:
    """Return the points and the band: "85,50/100 điểm, xếp loại Tốt", or ranges of both."""
    points = _of(score.points, score.scoring.out_of, score.scoring, language)
    if not score.bands:
        return language.text("score.all", points=points)
    lowest, highest = score.bands[0], score.bands[-1]
    if lowest == highest:
        return language.text("score.in_band", points=points, band=lowest.names)
    return language.text("score.in_bands", points=points, lowest=lowest.names, highest=highest.names)


def _items(group: ScoredGroup, scoring: Scoring, language: Language) -> Iterator[str]:
    for scored in group.items:
        points = _of(scored.points, scored.item.points, scoring, language)
        yield language.text("score.item", name=scored.item.names, points=points)


def _of(points: Points, out_of: Fraction, scoring: Scoring, language: Language) -> str:
    """Return "19,20/20", or "từ 0 đến 20/20" where only that is known."""
    most = language.decimal(exact_number(out_of))
    low, high = (language.decimal(shown_points(value, scoring)) for value in (points.low, points.high))
    if points.known:
        return f"{low}/{most}"
    return language.text("score.range", low=low, high=high, most=most)
