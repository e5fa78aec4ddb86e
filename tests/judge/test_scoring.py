"""The score: exact points, ranges for what is not known, and bands that part every score."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import ALL, a_plan, a_row, a_target, cases, fixed, rows
from parcalc.judge.judging import judge
from parcalc.judge.scoring import band_of
from parcalc.model.assessment import Assessment
from parcalc.model.naming import Names
from parcalc.model.period import Period
from parcalc.model.plan import Bound, Plan
from parcalc.model.score import Band, Group, Item, Points, Score, Scoring
from parcalc.report.figures import shown_points

NAMES = Names("Mục", "Item")
BANDS = tuple(Band(Fraction(start), Names(name, name)) for start, name in ((9, "A"), (5, "B"), (0, "C")))


def plan_of(*items: Item, bound: Bound, **target: object) -> Plan:
    out_of = sum((item.points for item in items), Fraction(0))
    scoring = Scoring(out_of, (Group("all", NAMES, items),), BANDS)
    return a_plan(a_target(bound, **target))._replace(scoring=scoring)


def score_of(*items: Item, bound: Bound | None = None, good: int | None = 0, all_: int = 10, **target: object) -> Score:
    plan = plan_of(*items, bound=bound or fixed("at_least", "80"), **target)
    score = judge(plan, rows(a_row("2025-06", good=good, all=all_)), Period.parse("2025-06")).score
    assert score is not None
    return score


def item(**said: object) -> Item:
    return Item(NAMES, Fraction(10), "rate", **said)  # type: ignore[arg-type]


LINEAR = item(full_at=Fraction(4, 5))
STEPS = item(steps={Fraction(1, 2): Fraction(3), Fraction(4, 5): Fraction(10)})
CAPPED = item(steps={Fraction(1, 10): Fraction(10), Fraction(3, 10): Fraction(4)})
AT_MOST = fixed("at_most", "10")


@pytest.mark.parametrize(
    ("scored", "bound", "good", "points"),
    [
        pytest.param(LINEAR, None, 0, 0, id="nothing"),
        pytest.param(LINEAR, None, 1, Fraction(5, 4), id="an-eighth-of-what-is-full"),
        pytest.param(LINEAR, None, 8, 10, id="full"),
        pytest.param(LINEAR, None, 10, 10, id="never-more-than-full"),
        pytest.param(STEPS, None, 4, 0, id="below-the-first-step"),
        pytest.param(STEPS, None, 5, 3, id="on-the-first-step"),
        pytest.param(STEPS, None, 7, 3, id="below-the-last-step"),
        pytest.param(STEPS, None, 8, 10, id="on-the-last-step"),
        pytest.param(CAPPED, AT_MOST, 1, 10, id="on-the-best-step-of-a-cap"),
        pytest.param(CAPPED, AT_MOST, 2, 4, id="past-the-best-step-of-a-cap"),
        pytest.param(CAPPED, AT_MOST, 3, 4, id="on-the-last-step-of-a-cap"),
        pytest.param(CAPPED, AT_MOST, 4, 0, id="past-the-last-step-of-a-cap"),
        pytest.param(item(), None, 8, 10, id="all-when-met"),
        pytest.param(item(), None, 7, 0, id="nothing-when-missed"),
    ],
)
def test_points(scored: Item, bound: Bound | None, good: int, points: Fraction) -> None:
    assert score_of(scored, bound=bound, good=good).points == Points(Fraction(points), Fraction(points))


@pytest.mark.parametrize(
    ("scored", "good", "all_", "low", "high"),
    [
        pytest.param(LINEAR, None, 10, 0, 10, id="data-missing"),
        pytest.param(LINEAR, 0, 0, 0, 10, id="no-cases"),
        pytest.param(
            item(full_at=Fraction(1), full_without_cases=True), 0, 0, 10, 10, id="no-cases-that-are-worth-all"
        ),
        pytest.param(Item(NAMES, Fraction(10)), 8, 10, 0, 10, id="given-elsewhere"),
    ],
)
def test_what_is_not_known_is_a_range(scored: Item, good: int | None, all_: int, low: int, high: int) -> None:
    assert score_of(scored, good=good, all_=all_).points == Points(Fraction(low), Fraction(high))


def test_a_target_that_is_not_due_has_no_points_yet() -> None:
    assert not score_of(LINEAR, good=8, each="year").points.known


def test_a_group_adds_its_items_up() -> None:
    score = score_of(LINEAR, item(), Item(NAMES, Fraction(5)), good=8)
    assert (score.groups[0].points, score.points) == (Points(Fraction(20), Fraction(25)),) * 2


@pytest.mark.parametrize(
    ("low", "high", "names"),
    [(9, 10, "A"), (Fraction(899, 100), 9, "BA"), (0, 10, "CBA"), (5, 5, "B"), (0, Fraction(499, 100), "C")],
)
def test_the_bands_that_a_range_may_lie_in(low: Fraction, high: Fraction, names: str) -> None:
    unknown = Item(NAMES, Fraction(high) - Fraction(low))
    sure = Item(NAMES, Fraction(low), "rate", full_at=Fraction(1, 10))
    items = [one for one in (sure, unknown) if one.points]
    assert "".join(band.names.vi for band in score_of(*items, good=10).bands) == names


def test_the_year_to_date_has_a_score_of_its_own() -> None:
    plan = plan_of(LINEAR, bound=fixed("at_least", "80"))
    counts = rows(a_row("2025-01", good=0, all=10), a_row("2025-02", 3, good=8, all=10))
    judged = judge(plan, counts, Period.parse("2025-02"))
    assert _lows(judged) == (Fraction(10), Fraction(5))


def _lows(judged: Assessment) -> tuple[Fraction, Fraction]:
    assert judged.score
    assert judged.score_to_date
    return judged.score.points.low, judged.score_to_date.points.low


STARTS = st.decimals(0, 10, places=3).map(Fraction)
"""A plan writes where a band starts, so it has an end as a decimal; points are whatever comes of a division."""
SCORINGS = st.lists(STARTS, unique=True, max_size=5).map(
    lambda starts: Scoring(
        Fraction(10),
        (),
        tuple(Band(start, Names(str(start), "")) for start in sorted({*starts, Fraction(0)}, reverse=True)),
    )
)


@given(SCORINGS, st.fractions(0, 10, max_denominator=1000))
def test_every_score_lies_in_one_band(scoring: Scoring, points: Fraction) -> None:
    starts = sorted(band.start for band in scoring.bands)
    within = [start for start, end in zip(starts, [*starts[1:], Fraction(11)], strict=True) if start <= points < end]
    band = band_of(scoring, points)
    assert band is not None
    assert [band.start] == within


@given(SCORINGS, st.fractions(0, 10))
def test_shown_points_stay_in_their_band(scoring: Scoring, points: Fraction) -> None:
    shown = Fraction(shown_points(points, scoring))
    assert band_of(scoring, shown) == band_of(scoring, points)
    assert abs(shown - points) <= Fraction(1, 200)


RISING = st.lists(st.integers(0, 100), min_size=3, max_size=3, unique=True).map(sorted)
"""Good cases, more good cases, and all cases."""


@given(st.sampled_from([LINEAR, STEPS, item()]), RISING)
def test_a_score_never_falls_when_more_goes_right(scored: Item, rising: list[int]) -> None:
    good, more, all_ = rising
    before, after = (score_of(scored, good=number, all_=all_).points for number in (good, more))
    assert before.known
    assert after.low >= before.low


@given(RISING)
def test_a_score_of_a_cap_never_rises_when_more_goes_wrong(rising: list[int]) -> None:
    good, more, all_ = rising
    before, after = (score_of(CAPPED, bound=AT_MOST, good=number, all_=all_).points for number in (good, more))
    assert after.low <= before.low


def test_a_number_of_cases_is_scored_by_its_steps() -> None:
    steps = item(steps={Fraction(1): Fraction(4), Fraction(2): Fraction(10)})
    for good, points in ((0, 0), (1, 4), (2, 10), (9, 10)):
        assert score_of(steps, bound=cases("at_least", 2), good=good, denominator=None).points.low == points


def test_points_are_exact_fractions() -> None:
    score = score_of(item(full_at=Fraction(1)), good=1, all_=3, bound=fixed("at_least", "100"), denominator=ALL)
    assert score.points.low == Fraction(10, 3)
