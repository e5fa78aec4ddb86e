"""The score of a period: exact points for what is known, a range for what is not."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from parcalc.model.assessment import Outcome, Verdict
from parcalc.model.score import Band, Group, Item, Points, Score, ScoredGroup, ScoredItem, Scoring

_NOTHING = Fraction(0)


def score(scoring: Scoring, outcomes: Mapping[str, Outcome]) -> Score:
    """Return the points of every item, group and all together, and the bands that the sum may lie in.

    An item whose target has no verdict, or no figure to score, has all its points as a range.
    """
    groups = tuple(_group(group, outcomes) for group in scoring.groups)
    points = added(group.points for group in groups)
    return Score(scoring, groups, points, _bands(scoring, points))


def band_of(scoring: Scoring, points: Fraction) -> Band | None:
    """Return the band that points lie in, the start of a band included."""
    return next((band for band in scoring.bands if points >= band.start), None)


def _bands(scoring: Scoring, points: Points) -> tuple[Band, ...]:
    """Return every band from that of the fewest points to that of the most, the lowest first."""
    lowest, highest = band_of(scoring, points.low), band_of(scoring, points.high)
    if lowest is None or highest is None:
        return ()
    return tuple(band for band in reversed(scoring.bands) if lowest.start <= band.start <= highest.start)


def _group(group: Group, outcomes: Mapping[str, Outcome]) -> ScoredGroup:
    items = tuple(ScoredItem(item, _points(item, outcomes.get(item.target))) for item in group.items)
    return ScoredGroup(group, items, added(item.points for item in items))


def added(points: Iterable[Points]) -> Points:
    """Return the sum of points: of the fewest, and of the most."""
    given = tuple(points)
    return Points(sum((one.low for one in given), _NOTHING), sum((one.high for one in given), _NOTHING))


def _points(item: Item, outcome: Outcome | None) -> Points:
    known = _known(item, outcome) if outcome else None
    return Points(_NOTHING, item.points) if known is None else Points(known, known)


def _known(item: Item, outcome: Outcome) -> Fraction | None:
    """Return the points of an outcome, ``None`` where it has none to give."""
    match outcome.verdict:
        case Verdict.NO_CASES if item.full_without_cases:
            return item.points
        case Verdict.MET | Verdict.MISSED if outcome.figure:
            return _of(item, outcome, outcome.figure.value)
        case _:
            return None


def _of(item: Item, outcome: Outcome, value: Fraction) -> Fraction:
    if item.full_at is not None:
        return item.points * min(max(value / item.full_at, _NOTHING), Fraction(1))
    if item.steps:
        upward = outcome.limit is None or outcome.limit.kind.upward
        reached = (points for edge, points in item.steps.items() if (value >= edge if upward else value <= edge))
        return max(reached, default=_NOTHING)
    return item.points if outcome.verdict is Verdict.MET else _NOTHING
