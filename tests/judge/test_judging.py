"""Design 5 as tables of cases."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import pytest

from builders import ALL, GOOD, a_plan, a_row, a_target, cases, compared, fixed, of_month, outcome, percent, rows
from parcalc.judge.judging import judge
from parcalc.model.assessment import Verdict
from parcalc.model.naming import Names
from parcalc.model.period import Calendar, Month, Period
from parcalc.model.plan import Amount, Bound, BoundKind, Dimension, Ladder, Sum, Target, Unit
from parcalc.model.row import Row
from parcalc.model.scope import Scope

MET, MISSED, NO_CASES, NO_DATA, NOT_DUE = Verdict
BILLION = 10**9
BOUNDARIES = [
    pytest.param("at_least", "98", 98, 100, MET, 0, id="exactly-on-an-inclusive-bound"),
    pytest.param("more_than", "98", 98, 100, MISSED, -1, id="exactly-on-a-strict-bound"),
    pytest.param("more_than", "98", 99, 100, MET, 0, id="one-over-a-strict-bound"),
    pytest.param("at_least", "98", 97996, 100000, MISSED, -4, id="97.996-under-98"),
    pytest.param("at_least", "98", 98004, 100000, MET, 4, id="98.004-over-98"),
    pytest.param("at_least", "100", 99996, 100000, MISSED, -4, id="99.996-of-everything"),
    pytest.param("at_least", "100", 1, 1, MET, 0, id="one-of-one"),
    pytest.param("at_least", "60", 0, 5, MISSED, -3, id="none-of-five"),
    pytest.param("at_least", "98", 98 * 10**10, 10**12, MET, 0, id="a-million-million-on-the-bound"),
    pytest.param("at_least", "98", 98 * 10**10 - 1, 10**12, MISSED, -1, id="a-million-million-one-short"),
    pytest.param("at_least", "98.5", 197, 200, MET, 0, id="a-bound-with-a-decimal"),
    pytest.param("at_least", "33.333", 33333, 100000, MET, 0, id="a-bound-with-three-decimals"),
    pytest.param("at_least", "33.333", 1, 3, MET, 0, id="a-third-is-over-33.333"),
    pytest.param("at_most", "2", 2, 100, MET, 0, id="exactly-on-an-inclusive-cap"),
    pytest.param("less_than", "2", 2, 100, MISSED, -1, id="exactly-on-a-strict-cap"),
    pytest.param("less_than", "2", 1, 100, MET, 0, id="one-under-a-strict-cap"),
    pytest.param("at_most", "2", 3, 100, MISSED, -1, id="one-over-a-cap"),
    pytest.param("at_most", "0", 0, 7, MET, 0, id="none-allowed-and-none"),
    pytest.param("at_least", "98", 1180, 1220, MISSED, -16, id="the-example-of-the-contract"),
    pytest.param("at_least", "98", 7160, 7220, MET, 84, id="the-contract-to-date"),
    pytest.param("at_least", "98", 0, 0, NO_CASES, None, id="zero-over-zero"),
]


@pytest.mark.parametrize(("kind", "bound", "good", "all_", "verdict", "margin"), BOUNDARIES)
def test_boundaries(kind: str, bound: str, good: int, all_: int, verdict: Verdict, margin: int | None) -> None:
    judged = of_month(fixed(kind, bound), good, all_)
    assert (judged.verdict, judged.margin) == (verdict, margin)


RECOVERIES = [
    pytest.param("at_least", "98", 1180, 1220, 780, id="the-example-of-the-contract"),
    pytest.param("more_than", "98", 98, 100, 1, id="one-more-past-a-strict-bound"),
    pytest.param("at_least", "100", 9, 10, None, id="everything-cannot-be-brought-back"),
    pytest.param("at_most", "2", 3, 100, 50, id="a-cap-by-more-cases"),
    pytest.param("less_than", "2", 2, 100, 1, id="a-strict-cap-by-one-more-case"),
    pytest.param("at_most", "0", 1, 100, None, id="none-allowed-cannot-be-brought-back"),
    pytest.param("at_least", "98", 99, 100, None, id="nothing-to-recover-when-met"),
]


@pytest.mark.parametrize(("kind", "bound", "good", "all_", "needed"), RECOVERIES)
def test_to_recover(kind: str, bound: str, good: int, all_: int, needed: int | None) -> None:
    assert of_month(fixed(kind, bound), good, all_).to_recover == needed


@pytest.mark.parametrize(
    ("kind", "bound", "good", "verdict", "margin", "needed"),
    [
        pytest.param("at_most", 0, 0, MET, 0, None, id="no-late-dossier-allowed-and-none"),
        pytest.param("at_most", 0, 1, MISSED, -1, None, id="one-late-dossier-too-many"),
        pytest.param("at_least", 2, 1, MISSED, -1, 1, id="one-dialogue-short"),
        pytest.param("at_least", 2, 2, MET, 0, None, id="both-dialogues-held"),
        pytest.param("less_than", 2, 2, MISSED, -1, None, id="fewer-than-two"),
        pytest.param("more_than", 2, 2, MISSED, -1, 1, id="more-than-two"),
    ],
)
def test_plain_counts(kind: str, bound: int, good: int, verdict: Verdict, margin: int, needed: int | None) -> None:
    target = a_target(cases(kind, bound), denominator=None)
    judged = outcome(target, rows(a_row("2025-06", good=good)))
    assert (judged.verdict, judged.margin, judged.to_recover) == (verdict, margin, needed)


POINTS = Amount(Fraction(20, 100), Unit.POINTS)


@pytest.mark.parametrize(
    ("bound", "before", "good", "verdict"),
    [
        pytest.param(compared("rises_over", "previous_year"), 50, 50, MISSED, id="equal-is-no-rise"),
        pytest.param(compared("rises_over", "previous_year"), 50, 51, MET, id="a-rise-by-one"),
        pytest.param(compared("rises_over", "previous_year"), 100, 100, MISSED, id="nothing-rises-over-everything"),
        pytest.param(compared("falls_below", "previous_year"), 50, 50, MISSED, id="equal-is-no-fall"),
        pytest.param(compared("falls_below", "previous_year"), 50, 49, MET, id="a-fall-by-one"),
        pytest.param(compared("rises_over", "previous_year", percent("20")), 50, 60, MET, id="20-percent-of-50-is-60"),
        pytest.param(compared("rises_over", "previous_year", percent("20")), 50, 59, MISSED, id="just-under-20-percent"),
        pytest.param(compared("rises_over", "previous_year", POINTS), 50, 70, MET, id="20-points-over-50-is-70"),
        pytest.param(compared("rises_over", "previous_year", POINTS), 50, 69, MISSED, id="20-percent-is-not-20-points"),
        pytest.param(compared("falls_below", "previous_year", percent("20")), 50, 40, MET, id="down-by-20-percent"),
        pytest.param(compared("falls_below", "previous_year", percent("20")), 50, 41, MISSED, id="not-down-by-20-percent"),
        pytest.param(compared("falls_below", "previous_year", POINTS), 50, 30, MET, id="down-by-20-points"),
        pytest.param(compared("falls_below", "previous_year", POINTS), 50, 31, MISSED, id="not-down-by-20-points"),
    ],
)  # fmt: skip
def test_rises_and_falls(bound: Bound, before: int, good: int, verdict: Verdict) -> None:
    counts = rows(a_row("2024-06", good=before, all=100), a_row("2025-06", 3, good=good, all=100))
    assert outcome(a_target(bound), counts).verdict is verdict


def test_a_rise_compares_rates_and_not_cases() -> None:
    counts = rows(a_row("2024-06", good=1, all=3), a_row("2025-06", 3, good=3334, all=10000))
    judged = outcome(a_target(compared("rises_over", "previous_year")), counts)
    assert judged.verdict is MET
    assert judged.limit is not None
    assert judged.limit.value == Fraction(1, 3)


@pytest.mark.parametrize(
    ("baseline", "period", "expected"),
    [
        pytest.param("previous_period", "2025-06", "2025-05", id="the-month-before"),
        pytest.param("previous_period", "2025-Q2", "2025-Q1", id="the-quarter-before"),
        pytest.param("previous_year", "2025-Q2", "2024-Q2", id="the-same-quarter-a-year-before"),
        pytest.param(2024, "2025-06", "2024", id="a-fixed-year-is-the-whole-year"),
    ],
)
def test_baseline_periods(baseline: str | int, period: str, expected: str) -> None:
    counts = rows(*(a_row(str(Month(2024, 1) + ahead), ahead, good=ahead, all=100) for ahead in range(18)))
    judged = outcome(a_target(compared("rises_over", baseline)), counts, period)
    assert judged.limit is not None
    assert judged.limit.against is not None
    assert str(judged.limit.against.period) == expected


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        pytest.param("good", "2024-06", id="cases-of-a-month-against-those-of-the-same-month"),
        pytest.param("stock", "2024", id="a-stock-against-the-end-of-the-year"),
    ],
)
def test_a_fixed_year_for_a_number_of_cases(count: str, expected: str) -> None:
    counts = rows(*(a_row(str(Month(2024, 1) + ahead), ahead, good=5, stock=5) for ahead in range(18)))
    target = a_target(compared("falls_below", 2024), numerator=Sum(((1, count),)), denominator=None)
    judged = outcome(target, counts)
    assert judged.verdict is MISSED
    assert judged.limit is not None
    assert judged.limit.against is not None
    assert str(judged.limit.against.period) == expected


def test_without_a_baseline_there_is_no_verdict() -> None:
    judged = outcome(a_target(compared("rises_over", "previous_year")), rows(a_row("2025-06", good=1, all=2)))
    assert (judged.verdict, [reason.code for reason in judged.reasons]) == (
        NO_DATA,
        ["judge.no_baseline", "judge.month_missing"],
    )


def test_a_baseline_without_cases_is_no_baseline() -> None:
    counts = rows(a_row("2024-06", good=0, all=0), a_row("2025-06", 3, good=1, all=2))
    judged = outcome(a_target(compared("rises_over", "previous_year")), counts)
    assert (judged.verdict, judged.reasons[0].code) == (NO_DATA, "judge.empty_baseline")


def test_no_cases_needs_no_baseline() -> None:
    judged = outcome(a_target(compared("rises_over", "previous_year")), rows(a_row("2025-06", good=0, all=0)))
    assert judged.verdict is NO_CASES


LADDER = Ladder({2025: percent("50"), 2026: percent("70")})
GROWING = Ladder({2021: percent("30")}, each_year=POINTS, up_to=percent("100"))


@pytest.mark.parametrize(
    ("ladder", "year", "value"),
    [
        pytest.param(LADDER, 2025, Fraction(1, 2), id="the-first-step"),
        pytest.param(LADDER, 2026, Fraction(7, 10), id="the-second-step"),
        pytest.param(LADDER, 2027, None, id="no-step-for-a-later-year"),
        pytest.param(LADDER, 2024, None, id="no-step-for-an-earlier-year"),
        pytest.param(GROWING, 2021, Fraction(3, 10), id="the-year-it-starts"),
        pytest.param(GROWING, 2024, Fraction(9, 10), id="twenty-points-a-year"),
        pytest.param(GROWING, 2025, Fraction(1), id="never-over-everything"),
        pytest.param(GROWING, 2020, None, id="not-before-it-starts"),
    ],
)
def test_a_ladder_asks_for_its_year(ladder: Ladder, year: int, value: Fraction | None) -> None:
    judged = outcome(
        a_target(Bound(BoundKind.AT_LEAST, ladder)), rows(a_row(f"{year}-06", good=1, all=2)), f"{year}-06"
    )
    assert (judged.limit.value if judged.limit else None) == value
    assert (judged.verdict is NO_DATA) == (value is None)


def test_flows_are_summed_and_rates_never_averaged() -> None:
    counts = rows(a_row("2025-01", good=1, all=1), a_row("2025-02", 3, good=97, all=100))
    judged = outcome(a_target(fixed("at_least", "98")), counts, "2025-01..2025-02")
    assert judged.figure is not None
    assert (judged.verdict, judged.figure.numerator, judged.figure.denominator) == (MISSED, 98, 101)


def test_stocks_take_the_first_or_last_month() -> None:
    ratio = a_target(fixed("at_least", "50"), numerator=Sum(((1, "opening"),)), denominator=Sum(((1, "stock"),)))
    counts = rows(a_row("2025-01", opening=1, stock=50), a_row("2025-02", 3, opening=40, stock=4))
    judged = outcome(ratio, counts, "2025-01..2025-02")
    assert judged.figure is not None
    assert (judged.figure.numerator, judged.figure.denominator) == (1, 4)


@pytest.mark.parametrize(
    ("counts", "period", "code"),
    [
        pytest.param(rows(a_row("2025-05", good=1, all=1)), "2025-06", "judge.month_missing", id="a-missing-month"),
        pytest.param(rows(a_row("2025-06", good=None, all=1)), "2025-06", "judge.cell_blank", id="a-blank-is-not-zero"),
        pytest.param(rows(a_row("2025-06", all=1)), "2025-06", "judge.column_absent", id="an-absent-column"),
        pytest.param(
            rows(a_row("2025-04", good=1, all=1), a_row("2025-06", 3, good=1, all=1)),
            "2025-Q2",
            "judge.month_missing",
            id="a-gap-within-the-period",
        ),
    ],
)
def test_missing_data_is_named(counts: object, period: str, code: str) -> None:
    judged = outcome(a_target(fixed("at_least", "50")), counts, period)  # type: ignore[arg-type]
    assert (judged.verdict, judged.reasons[0].code) == (NO_DATA, code)


UNIT = Dimension("unit", Names("Đơn vị", "Unit"))
FIELD = Dimension("field", Names("Lĩnh vực", "Field"), every_month=False)
IN_A, IN_B = {"unit": "Xã A"}, {"unit": "Xã B"}


@pytest.mark.parametrize(
    ("dimension", "verdict"),
    [
        pytest.param(UNIT, NO_DATA, id="a-unit-that-did-not-report"),
        pytest.param(UNIT._replace(every_month=False), MET, id="a-dimension-that-may-have-gaps"),
    ],
)
def test_a_member_without_a_row(dimension: Dimension, verdict: Verdict) -> None:
    counts = rows(
        a_row("2025-05", 2, IN_A, good=1, all=1), a_row("2025-05", 3, IN_B, good=1, all=1),
        a_row("2025-06", 4, IN_A, good=1, all=1),
    )  # fmt: skip
    assert outcome(a_target(fixed("at_least", "50")), counts, dimensions=(dimension,)).verdict is verdict


LAND, OTHER = {"field": "Đất đai"}, {"field": "Hộ tịch"}
BY_FIELD = rows(a_row("2025-06", 2, LAND, good=95, all=100), a_row("2025-06", 3, OTHER, good=10, all=10))


@pytest.mark.parametrize(
    ("scope", "figure"),
    [
        pytest.param(Scope({"field": ("ĐẤT  ĐAI",)}), (95, 100), id="where-in-another-case"),
        pytest.param(Scope({}, {"field": ("Đất đai",)}), (10, 10), id="except"),
        pytest.param(Scope({"field": ("Đất đai", "Hộ tịch")}), (105, 110), id="several-members"),
    ],
)
def test_scopes_take_their_rows(scope: Scope, figure: tuple[int, int]) -> None:
    judged = outcome(a_target(fixed("at_least", "95"), scope=scope), BY_FIELD, dimensions=(FIELD,))
    assert judged.figure is not None
    assert (judged.figure.numerator, judged.figure.denominator) == figure


@pytest.mark.parametrize(
    ("counts", "members", "code"),
    [
        pytest.param(rows(a_row("2025-06", good=1, all=1)), ("Đất đai",), "judge.dimension_absent", id="no-column"),
        pytest.param(BY_FIELD, ("Xây dựng",), "judge.member_absent", id="a-name-that-no-row-has"),
        pytest.param(BY_FIELD, ("Đất dai",), "judge.member_misspelt", id="a-name-misspelt"),
    ],
)
def test_a_scope_that_finds_nothing_is_no_data(counts: object, members: tuple[str, ...], code: str) -> None:
    target = a_target(fixed("at_least", "95"), scope=Scope({"field": members}))
    judged = outcome(target, counts, dimensions=(FIELD,))  # type: ignore[arg-type]
    assert (judged.verdict, judged.reasons[0].code) == (NO_DATA, code)


@pytest.mark.parametrize(
    ("left_out", "verdict"),
    [
        pytest.param("Đất đai", MET, id="as-the-data-says-it"),
        pytest.param("Đất dai", NO_DATA, id="a-mark-missing"),
        pytest.param("dat dai", NO_DATA, id="no-marks"),
        pytest.param("Quốc phòng", MISSED, id="what-the-data-does-not-have-changes-nothing"),
    ],
)
def test_a_member_left_out_must_not_be_misspelt(left_out: str, verdict: Verdict) -> None:
    counts = rows(a_row("2025-06", 2, LAND, good=5, all=10), a_row("2025-06", 3, OTHER, good=10, all=10))
    target = a_target(fixed("at_least", "100"), scope=Scope({}, {"field": (left_out,)}))
    judged = outcome(target, counts, dimensions=(FIELD,))
    assert judged.verdict is verdict
    assert [reason.facts["meant"] for reason in judged.reasons] == (["Đất đai"] if verdict is NO_DATA else [])


@pytest.mark.parametrize(
    ("starts", "ends", "ends_on", "figure"),
    [
        pytest.param(date(2025, 5, 31), None, None, (2, 2), id="from-the-last-day-of-may-counts-may"),
        pytest.param(date(2025, 6, 1), None, None, (1, 1), id="from-the-first-of-june-counts-june-alone"),
        pytest.param(None, date(2025, 5, 31), None, (2, 2), id="until-the-last-day-of-may-counts-may"),
        pytest.param(None, date(2025, 5, 30), None, (1, 1), id="until-the-day-before-leaves-may-out"),
        pytest.param(date(2025, 5, 15), None, 14, (1, 1), id="a-month-that-ended-on-the-14th-is-over"),
    ],
)
def test_dates_of_a_target(
    starts: date | None, ends: date | None, ends_on: int | None, figure: tuple[int, int]
) -> None:
    counts = rows(*(a_row(f"2025-0{number}", number, good=1, all=1) for number in (4, 5, 6)))
    target = a_target(fixed("at_least", "50"), starts=starts, ends=ends)
    judged = outcome(target, counts, "2025-Q2", calendar=Calendar(ends_on))
    assert judged.figure is not None
    assert (judged.figure.numerator, judged.figure.denominator) == figure


@pytest.mark.parametrize(
    ("starts", "ends", "code"),
    [
        pytest.param(date(2025, 7, 1), None, "judge.not_started", id="not-yet"),
        pytest.param(date(2025, 7, 1), date(2025, 9, 30), "judge.not_started", id="not-yet-though-it-will-end"),
        pytest.param(None, date(2025, 5, 31), "judge.ended", id="no-longer"),
        pytest.param(date(2025, 1, 1), date(2025, 5, 31), "judge.ended", id="no-longer-though-it-began"),
    ],
)
def test_out_of_force_there_is_nothing_to_judge(starts: date | None, ends: date | None, code: str) -> None:
    target = a_target(fixed("at_least", "50"), starts=starts, ends=ends)
    judged = outcome(target, rows(a_row("2025-06", good=0, all=1)))
    assert (judged.verdict, judged.reasons[0].code) == (NOT_DUE, code)


def test_a_sum_beyond_the_whole_is_never_judged() -> None:
    difference = Sum(((1, "all"), (-1, "stock")))
    target = a_target(fixed("at_least", "50"), denominator=difference)
    judged = outcome(target, rows(a_row("2025-06", good=5, all=10, stock=8)))
    assert (judged.verdict, judged.reasons[0].code) == (NO_DATA, "judge.beyond_whole")


@pytest.mark.parametrize(
    ("good", "all_", "verdict"),
    [
        pytest.param(5, 10, MISSED, id="a-difference-below-zero-is-a-number"),
        pytest.param(10, 5, MET, id="and-one-above"),
    ],
)
def test_a_difference_may_be_below_zero(good: int, all_: int, verdict: Verdict) -> None:
    target = a_target(cases("at_least", 0), numerator=Sum(((1, "good"), (-1, "all"))), denominator=None)
    judged = outcome(target, rows(a_row("2025-06", good=good, all=all_)))
    assert judged.figure is not None
    assert (judged.verdict, judged.figure.numerator, judged.margin) == (verdict, good - all_, good - all_)


LESS_ALL, SPREAD = Sum(((-1, "all"),)), Sum(((1, "good"), (-1, "all")))
STOCK, OPENING = Sum(((1, "stock"),)), Sum(((1, "opening"),))

# One month of the year so far: good, all, stock, opening. What can no longer change is settled; the rest is open.
OPEN_YEARS = [
    pytest.param(cases("at_least", 2), GOOD, None, (1, 0, 0, 0), NOT_DUE, id="one-of-two"),
    pytest.param(cases("at_least", 2), GOOD, None, (2, 0, 0, 0), MET, id="two-are-enough"),
    pytest.param(cases("more_than", 2), GOOD, None, (2, 0, 0, 0), NOT_DUE, id="two-are-not-more-than-two"),
    pytest.param(cases("at_most", 2), GOOD, None, (2, 0, 0, 0), NOT_DUE, id="two-allowed-may-still-be-three"),
    pytest.param(cases("at_most", 2), GOOD, None, (3, 0, 0, 0), MISSED, id="a-third-is-a-miss-at-once"),
    pytest.param(cases("less_than", 2), GOOD, None, (2, 0, 0, 0), MISSED, id="two-are-not-fewer-than-two"),
    pytest.param(cases("at_least", 2), SPREAD, None, (9, 1, 0, 0), NOT_DUE, id="a-difference-may-fall"),
    pytest.param(cases("at_most", 2), SPREAD, None, (9, 1, 0, 0), NOT_DUE, id="a-difference-may-rise"),
    pytest.param(cases("at_most", 2), LESS_ALL, None, (0, 1, 0, 0), MET, id="what-only-falls-stays-below"),
    pytest.param(cases("at_least", 0), LESS_ALL, None, (0, 1, 0, 0), MISSED, id="what-only-falls-never-rises"),
    pytest.param(cases("at_least", 2), STOCK, None, (0, 0, 9, 0), NOT_DUE, id="a-stock-may-fall"),
    pytest.param(cases("at_most", 2), STOCK, None, (0, 0, 9, 0), NOT_DUE, id="a-stock-over-a-cap-may-fall-too"),
    pytest.param(cases("at_least", 2), OPENING, None, (0, 0, 0, 9), MET, id="an-opening-stock-stays"),
    pytest.param(fixed("at_least", "50"), GOOD, ALL, (9, 10, 0, 0), NOT_DUE, id="a-rate-may-fall"),
    pytest.param(fixed("at_least", "50"), GOOD, ALL, (1, 10, 0, 0), NOT_DUE, id="a-rate-may-rise"),
    pytest.param(fixed("at_least", "100"), GOOD, ALL, (10, 10, 0, 0), NOT_DUE, id="everything-may-be-spoilt"),
    pytest.param(fixed("at_least", "100"), GOOD, ALL, (9, 10, 0, 0), MISSED, id="everything-is-not-won-back"),
    pytest.param(fixed("at_most", "0"), GOOD, ALL, (1, 10, 0, 0), MISSED, id="nothing-is-not-won-back"),
    pytest.param(fixed("at_most", "0"), GOOD, ALL, (0, 10, 0, 0), NOT_DUE, id="nothing-so-far"),
    pytest.param(fixed("at_least", "0"), GOOD, ALL, (0, 10, 0, 0), MET, id="nothing-asked"),
    pytest.param(fixed("at_least", "100"), GOOD, STOCK, (3, 0, 4, 0), NOT_DUE, id="a-whole-that-is-a-stock"),
    pytest.param(fixed("at_least", "50"), GOOD, ALL, (0, 0, 0, 0), NOT_DUE, id="no-cases-so-far"),
    pytest.param(fixed("at_least", "50"), GOOD, OPENING, (0, 0, 0, 0), NO_CASES, id="no-cases-ever"),
    pytest.param(fixed("at_least", "50"), GOOD, GOOD, (0, 0, 0, 0), NOT_DUE, id="all-of-itself-may-still-have-cases"),
]


@pytest.mark.parametrize(("bound", "numerator", "denominator", "counted", "verdict"), OPEN_YEARS)
def test_what_the_months_to_come_may_turn_is_not_due(
    bound: Bound, numerator: Sum, denominator: Sum | None, counted: tuple[int, ...], verdict: Verdict
) -> None:
    counts = rows(a_row("2025-01", **dict(zip(("good", "all", "stock", "opening"), counted, strict=True))))
    target = a_target(bound, numerator=numerator, denominator=denominator, each="year")
    assert outcome(target, counts, "2025-01").verdict is verdict


OVER = [
    pytest.param("year", None, "2026-12", MISSED, id="the-year-is-over"),
    pytest.param("year", None, "2026", MISSED, id="the-year-itself"),
    pytest.param("year", None, "2026-11", NOT_DUE, id="the-year-is-not-over"),
    pytest.param("year", date(2026, 3, 31), "2026-03", MISSED, id="on-the-last-day"),
    pytest.param("year", date(2026, 3, 31), "2026-12", MISSED, id="long-after-the-last-day"),
    pytest.param("year", date(2026, 3, 31), "2026", MISSED, id="over-the-year-of-the-last-day"),
    pytest.param("year", date(2026, 3, 31), "2026-02", NOT_DUE, id="before-the-last-day"),
    pytest.param("year", date(2026, 4, 29), "2026-03", MISSED, id="no-further-month-ends-by-the-last-day"),
    pytest.param("quarter", None, "2026-06", MISSED, id="the-quarter-is-over"),
    pytest.param("quarter", None, "2026-05", NOT_DUE, id="the-quarter-is-not-over"),
    pytest.param("quarter", None, "2026-04", NOT_DUE, id="the-quarter-has-begun"),
    pytest.param("quarter", date(2026, 5, 31), "2026-05", MISSED, id="the-last-day-is-within-the-quarter"),
]


@pytest.mark.parametrize("bound", [cases("at_least", 1), cases("more_than", 0)], ids=["at-least", "more-than"])
@pytest.mark.parametrize(("each", "ends", "period", "verdict"), OVER)
def test_a_verdict_is_final_once_its_time_is_over(
    bound: Bound, each: str, ends: date | None, period: str, verdict: Verdict
) -> None:
    counts = rows(*(a_row(f"2026-{number:02}", number, good=0) for number in range(1, 13)))
    target = a_target(bound, denominator=None, each=each, ends=ends)
    assert outcome(target, counts, period).verdict is verdict


QUARTERS = [
    pytest.param("2025-03", MET, (3, 30), id="the-first-quarter"),
    pytest.param("2025-06", MISSED, (0, 30), id="the-second"),
    pytest.param("2025-Q2", MISSED, (0, 30), id="the-second-by-its-name"),
    pytest.param("2025-02..2025-03", MET, (3, 30), id="from-the-middle-the-whole-quarter"),
    pytest.param("2025-H1", MISSED, (0, 30), id="a-longer-period-has-its-worst-quarter"),
    pytest.param("2025-9M", MISSED, (0, 30), id="a-miss-stays-one"),
    pytest.param("2025-07", NOT_DUE, (1, 10), id="a-month-of-an-open-quarter"),
]


@pytest.mark.parametrize(("period", "verdict", "figure"), QUARTERS)
def test_each_quarter_must_reach_its_bound(period: str, verdict: Verdict, figure: tuple[int, int]) -> None:
    good = {4: 0, 5: 0, 6: 0}
    counts = rows(*(a_row(f"2025-{number:02}", number, good=good.get(number, 1), all=10) for number in range(1, 13)))
    judged = outcome(a_target(fixed("at_least", "10"), each="quarter"), counts, period)
    assert len(judged.parts) == {"2025-H1": 2, "2025-9M": 3}.get(period, 0)
    assert judged.figure is not None
    assert (judged.verdict, (judged.figure.numerator, judged.figure.denominator)) == (verdict, figure)


@pytest.mark.parametrize(
    ("earlier", "later", "verdict", "year"),
    [
        pytest.param(1, 2, MISSED, "2015", id="the-year-that-is-over-was-missed"),
        pytest.param(2, 1, NOT_DUE, "2016-Q1", id="the-year-that-is-open-may-be-met"),
        pytest.param(2, 2, MET, "2015", id="both"),
    ],
)
def test_each_year_of_a_period_over_several_must_reach_its_bound(
    earlier: int, later: int, verdict: Verdict, year: str
) -> None:
    good = {"2015-02": earlier, "2016-02": later}
    months = Period.parse("2015-01..2016-03")
    counts = rows(*(a_row(str(month), line, good=good.get(str(month), 0)) for line, month in enumerate(months)))
    judged = outcome(a_target(cases("at_least", 2), denominator=None, each="year"), counts, "2015-04..2016-03")
    assert (judged.verdict, str(judged.period)) == (verdict, year)


# Cases of 2024 by month, those of 2025 so far (January and February), the bound, and what may still be said.
BASELINES = [
    pytest.param("rises_over", [5, 5, 10], 10, NOT_DUE, id="over-the-same-months-is-not-over-the-year"),
    pytest.param("rises_over", [5, 5, 10], 20, NOT_DUE, id="as-many-as-all-of-the-year-before"),
    pytest.param("rises_over", [5, 5, 10], 21, MET, id="more-than-all-of-the-year-before"),
    pytest.param("falls_below", [5, 5, 10], 12, NOT_DUE, id="above-the-same-months-may-be-below-the-year"),
    pytest.param("falls_below", [5, 5, 10], 20, MISSED, id="as-many-as-all-of-the-year-before-is-no-fall"),
]


@pytest.mark.parametrize("baseline", ["previous_year", 2024])
@pytest.mark.parametrize(("kind", "before", "good", "verdict"), BASELINES)
def test_a_baseline_of_cases_is_that_of_the_whole_year(
    kind: str, before: list[int], good: int, verdict: Verdict, baseline: str | int
) -> None:
    earlier = [a_row(f"2024-{number:02}", number, good=(before + [0] * 9)[number - 1]) for number in range(1, 13)]
    counts = rows(*earlier, a_row("2025-01", 20, good=good), a_row("2025-02", 21, good=0))
    target = a_target(compared(kind, baseline), denominator=None, each="year")
    judged = outcome(target, counts, "2025-02")
    assert judged.verdict is verdict
    assert judged.limit is not None
    assert judged.limit.value == (10 if verdict is NOT_DUE else 20)


def test_a_baseline_that_is_still_to_come_settles_nothing() -> None:
    known = [a_row(f"2024-{number:02}", number, good=0) for number in (11, 12)]
    counts = rows(*known, a_row("2025-01", 3, good=9), a_row("2025-02", 4, good=9))
    target = a_target(compared("rises_over", "previous_year"), denominator=None, each="year")
    assert outcome(target, counts, "2025-02").verdict is NO_DATA
    half_known = rows(*known, *(a_row(f"2024-0{n}", n, good=0) for n in (1, 2)), *counts.rows[2:])
    assert outcome(target, half_known, "2025-02").verdict is NOT_DUE


def per(kind: str, number: str) -> Bound:
    """Return a bound that is a plain number."""
    return Bound(BoundKind(kind), Ladder({None: Amount(Fraction(number), Unit.NUMBER)}))


NUMBERS = [
    pytest.param("at_most", "2.5", 1, (250, 100), MET, 0, id="2.5-days-on-the-bound"),
    pytest.param("at_most", "2.5", 1, (251, 100), MISSED, -1, id="one-day-too-many"),
    pytest.param("less_than", "2.5", 1, (250, 100), MISSED, -1, id="2.5-is-not-less"),
    pytest.param("at_least", "8.5", 1, (17, 2), MET, 0, id="a-mean-of-8.5"),
    pytest.param("at_least", "8.5", 1, (84, 10), MISSED, -1, id="a-mean-of-8.4"),
    pytest.param("more_than", "8.5", 1, (17, 2), MISSED, -1, id="8.5-is-not-more"),
    pytest.param("at_most", "3", 100, (6, 200), MET, 0, id="three-per-hundred"),
    pytest.param("at_most", "3", 100, (7, 200), MISSED, -1, id="more-than-three-per-hundred"),
    pytest.param("at_most", "3", 1, (0, 0), NO_CASES, None, id="nothing-to-divide-by"),
    pytest.param("at_most", "3", 1, (5, 0), NO_CASES, None, id="days-of-no-dossier"),
]


@pytest.mark.parametrize(("kind", "bound", "of", "sums", "verdict", "margin"), NUMBERS)
def test_so_much_per_something(
    kind: str, bound: str, of: int, sums: tuple[int, int], verdict: Verdict, margin: int | None
) -> None:
    judged = outcome(a_target(per(kind, bound), per=of), rows(a_row("2025-06", good=sums[0], all=sums[1])))
    assert (judged.verdict, judged.margin, judged.to_recover) == (verdict, margin, None)


@pytest.mark.parametrize(
    ("amount", "now", "verdict"),
    [
        pytest.param(Amount(Fraction(1, 2), Unit.NUMBER), 30, MET, id="half-a-day-less"),
        pytest.param(Amount(Fraction(1, 2), Unit.NUMBER), 31, MISSED, id="not-half-a-day-less"),
        pytest.param(percent("20"), 28, MET, id="a-fifth-less"),
        pytest.param(percent("20"), 29, MISSED, id="not-a-fifth-less"),
    ],
)
def test_so_much_less_per_something(amount: Amount, now: int, verdict: Verdict) -> None:
    counts = rows(a_row("2024-06", good=35, all=10), a_row("2025-06", 3, good=now, all=10))
    target = a_target(compared("falls_below", "previous_year", amount), per=1)
    assert outcome(target, counts).verdict is verdict


@pytest.mark.parametrize(
    ("kind", "bound", "near", "good", "verdict", "close"),
    [
        pytest.param("at_least", "98", "95", 98, MET, False, id="met-is-not-close"),
        pytest.param("at_least", "98", "95", 97, MISSED, True, id="missed-and-close"),
        pytest.param("at_least", "98", "95", 95, MISSED, True, id="just-close"),
        pytest.param("at_least", "98", "95", 94, MISSED, False, id="not-close"),
        pytest.param("more_than", "98", "98", 98, MISSED, True, id="exactly-on-a-strict-bound"),
        pytest.param("at_most", "2", "5", 5, MISSED, True, id="a-cap-just-close"),
        pytest.param("at_most", "2", "5", 6, MISSED, False, id="a-cap-not-close"),
        pytest.param("at_most", "2", "5", 2, MET, False, id="a-cap-that-is-met"),
    ],
)
def test_a_miss_may_be_close(kind: str, bound: str, near: str, good: int, verdict: Verdict, close: bool) -> None:
    target = a_target(fixed(kind, bound), near=Ladder({None: percent(near)}))
    judged = outcome(target, rows(a_row("2025-06", good=good, all=100)))
    assert (judged.verdict, judged.near) == (verdict, close)


BY_UNIT = {"Xã A": (9, 10), "Xã B": (8, 10), "Xã C": (5, 10), "Xã D": (0, 0)}


def each_unit(units: dict[str, tuple[int | None, int]]) -> list[Row]:
    return [
        a_row("2025-06", line, {"unit": name}, good=good, all=all_)
        for line, (name, (good, all_)) in enumerate(units.items())
    ]


@pytest.mark.parametrize(
    ("bound", "units", "verdict", "worst", "margin"),
    [
        pytest.param("50", BY_UNIT, MET, "Xã C", 0, id="all-reach-it"),
        pytest.param("80", BY_UNIT, MISSED, "Xã C", -3, id="one-does-not"),
        pytest.param("90", BY_UNIT, MISSED, "Xã C", -4, id="the-one-with-the-most-cases-short-decides"),
        pytest.param("50", BY_UNIT | {"Xã E": (None, 1)}, NO_DATA, "Xã E", None, id="one-lacks-data"),
        pytest.param("80", BY_UNIT | {"Xã E": (None, 1)}, MISSED, "Xã C", -3, id="a-miss-is-one-whatever-is-missing"),
        pytest.param("80", {"Xã D": (0, 0)}, NO_CASES, "Xã D", None, id="none-had-cases"),
    ],
)
def test_every_member_must_reach_the_bound(
    bound: str, units: dict[str, tuple[int | None, int]], verdict: Verdict, worst: str, margin: int | None
) -> None:
    target = a_target(fixed("at_least", bound), every="unit")
    judged = outcome(target, rows(*each_unit(units)), dimensions=(UNIT,))
    assert (judged.verdict, judged.parts[0].whose, judged.margin) == (verdict, worst, margin)
    assert {part.whose for part in judged.parts} == set(units)


def test_every_member_needs_the_column() -> None:
    judged = outcome(
        a_target(fixed("at_least", "50"), every="unit"), rows(a_row("2025-06", good=1, all=1)), dimensions=(UNIT,)
    )
    assert (judged.verdict, judged.reasons[0].code) == (NO_DATA, "judge.dimension_absent")


def test_a_unit_need_not_report_each_field() -> None:
    a_land, a_civil = IN_A | LAND, IN_A | OTHER
    counts = rows(
        a_row("2025-05", 2, a_land, good=1, all=1), a_row("2025-05", 3, a_civil, good=1, all=1), a_row("2025-06", 4, a_land, good=1, all=1),
    )  # fmt: skip
    target = a_target(fixed("at_least", "50"), scope=Scope({"field": ("Hộ tịch",)}))
    assert outcome(target, counts, dimensions=(UNIT, FIELD)).verdict is NO_CASES


DUE = date(2025, 3, 31)
TASKS = [
    pytest.param("2025-02", {}, NOT_DUE, "judge.task_open", id="not-yet-due"),
    pytest.param("2025-02", {1: 1}, MET, None, id="done-early"),
    pytest.param("2025-03", {3: 1}, MET, None, id="done-in-the-month-of-its-day"),
    pytest.param("2025-03", {}, MISSED, "judge.overdue", id="due-and-not-done"),
    pytest.param("2025-06", {}, MISSED, "judge.overdue", id="still-not-done"),
    pytest.param("2025-06", {5: 1}, MISSED, "judge.done_late", id="done-late"),
    pytest.param("2025-04", {5: 1}, MISSED, "judge.overdue", id="not-yet-done-late"),
    pytest.param("2025-05", {5: 1}, MISSED, "judge.done_late", id="done-late-in-the-month-itself"),
    pytest.param("2025-12", {2: 1}, MET, None, id="done-stays-done"),
    pytest.param("2025-Q1", {2: 1}, MET, None, id="over-the-quarter"),
]


def a_task(**changes: object) -> Target:
    return a_target(cases("at_least", 1), **{"denominator": None, "each": "once", "ends": DUE, **changes})


@pytest.mark.parametrize("ends", [DUE, date(2025, 3, 12)], ids=["the-last-of-march", "within-march"])
@pytest.mark.parametrize(("period", "done", "verdict", "code"), TASKS)
def test_a_task(period: str, done: dict[int, int], verdict: Verdict, code: str | None, ends: date) -> None:
    counts = rows(*(a_row(f"2025-{number:02}", number, good=done.get(number, 0)) for number in range(1, 13)))
    judged = outcome(a_task(ends=ends), counts, period)
    assert (judged.verdict, [reason.code for reason in judged.reasons]) == (verdict, [code] if code else [])
    assert judged.to_recover is None


@pytest.mark.parametrize(
    ("starts", "period", "verdict"),
    [
        pytest.param(date(2025, 2, 1), "2025-01", NOT_DUE, id="before-it-begins"),
        pytest.param(date(2025, 2, 1), "2025-03", MISSED, id="what-was-done-before-it-began-is-not-it"),
        pytest.param(None, "2025-03", MET, id="from-january-on"),
    ],
)
def test_a_task_counts_from_its_first_day(starts: date | None, period: str, verdict: Verdict) -> None:
    counts = rows(*(a_row(f"2025-{number:02}", number, good=int(number == 1)) for number in range(1, 4)))
    assert outcome(a_task(starts=starts), counts, period).verdict is verdict


def test_a_task_of_a_plan_to_come_is_not_due() -> None:
    judged = outcome(a_task(ends=date(2026, 3, 31)), rows(a_row("2024-06", good=0)), "2024-06")
    assert (judged.verdict, judged.reasons[0].code) == (NOT_DUE, "judge.task_open")


def test_a_task_of_a_month_that_ends_on_the_14th() -> None:
    counts = rows(*(a_row(f"2025-{number:02}", number, good=int(number == 4)) for number in range(1, 6)))
    ends_on_14 = Calendar(14)
    assert outcome(a_task(ends=date(2025, 3, 15)), counts, "2025-03", calendar=ends_on_14).verdict is NOT_DUE
    assert outcome(a_task(ends=date(2025, 3, 15)), counts, "2025-04", calendar=ends_on_14).verdict is MET
    assert outcome(a_task(ends=date(2025, 3, 14)), counts, "2025-04", calendar=ends_on_14).verdict is MISSED


STEPS: Mapping[int | None, Amount] = {2015: percent("50"), 2016: percent("70")}


@pytest.mark.parametrize(
    ("ladder", "code"),
    [
        pytest.param(Ladder(STEPS), "judge.several_steps", id="two-steps"),
        pytest.param(Ladder({2016: percent("70")}), "judge.no_step", id="a-year-without-a-step"),
        pytest.param(Ladder({2015: percent("70"), 2016: percent("70")}), None, id="one-step-for-both"),
        pytest.param(Ladder({2015: percent("70")}, each_year=POINTS), "judge.several_steps", id="a-step-that-grows"),
        pytest.param(Ladder({None: percent("70")}), None, id="one-bound-for-all-years"),
    ],
)
def test_a_period_over_two_years_needs_one_bound_for_all_of_it(ladder: Ladder, code: str | None) -> None:
    months = Period.parse("2015-04..2016-03")
    counts = rows(*(a_row(str(month), line, good=6, all=10) for line, month in enumerate(months)))
    judged = outcome(a_target(Bound(BoundKind.AT_LEAST, ladder)), counts, "2015-04..2016-03")
    assert [reason.code for reason in judged.reasons] == ([code] if code else [])
    assert judged.verdict is (NO_DATA if code else MISSED)
    assert judged.figure is not None
    assert judged.figure.denominator == 120


def test_a_period_over_two_years_has_no_same_months_of_one() -> None:
    months = Period.parse("2014-01..2016-03")
    counts = rows(*(a_row(str(month), line, good=6) for line, month in enumerate(months)))
    target = a_target(compared("rises_over", 2014), denominator=None)
    judged = outcome(target, counts, "2015-04..2016-03")
    assert (judged.verdict, judged.reasons[0].code) == (NO_DATA, "judge.baseline_of_a_year")


def test_the_year_to_date_stands_beside_the_period() -> None:
    counts = rows(*(a_row(f"2025-0{number}", number, good=number, all=10) for number in range(1, 7)))
    result = judge(a_plan(a_target(fixed("at_least", "50"))), counts, Period.parse("2025-06")).results[0]
    assert str(result.to_date.period) == "2025-H1"
    assert result.to_date.figure is not None
    assert (result.to_date.figure.numerator, result.to_date.figure.denominator) == (21, 60)


def test_history_has_twelve_months_with_gaps() -> None:
    counts = rows(a_row("2024-12", good=1, all=1), a_row("2025-06", 3, good=1, all=1))
    history = judge(a_plan(a_target(fixed("at_least", "50"))), counts, Period.parse("2025-06")).results[0].history
    assert [str(month.period) for month in history][:2] == ["2024-07", "2024-08"]
    assert [month.verdict for month in history] == [NO_DATA] * 5 + [MET] + [NO_DATA] * 5 + [MET]


def test_totals_name_what_is_not_reported() -> None:
    assessment = judge(a_plan(), rows(a_row("2025-06", good=3, all=None)), Period.parse("2025-06"))
    assert assessment.totals == {Month(2025, 6): {"good": 3, "all": None, "stock": None, "opening": None}}


def test_sums_are_written_as_in_the_plan() -> None:
    assert str(Sum(((1, "a"), (-1, "b"), (1, "c")))) == "a - b + c"
    assert (str(GOOD), str(ALL)) == ("good", "all")
