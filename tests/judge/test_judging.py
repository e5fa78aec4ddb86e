"""Design 5 as tables of cases."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from builders import ALL, GOOD, a_plan, a_row, a_target, cases, compared, fixed, of_month, outcome, percent, rows
from parcalc.judge.judging import judge
from parcalc.model.assessment import Verdict
from parcalc.model.naming import Names
from parcalc.model.period import Calendar, Month, Period
from parcalc.model.plan import Amount, Bound, BoundKind, Dimension, Ladder, Sum, Unit
from parcalc.model.scope import Scope

MET, MISSED, NO_CASES, NO_DATA = Verdict
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
        pytest.param(replace(UNIT, every_month=False), MET, id="a-dimension-that-may-have-gaps"),
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
        pytest.param(BY_FIELD, ("Đấi đai",), "judge.member_absent", id="a-name-that-no-row-has"),
    ],
)
def test_a_scope_that_finds_nothing_is_no_data(counts: object, members: tuple[str, ...], code: str) -> None:
    target = a_target(fixed("at_least", "95"), scope=Scope({"field": members}))
    judged = outcome(target, counts, dimensions=(FIELD,))  # type: ignore[arg-type]
    assert (judged.verdict, judged.reasons[0].code) == (NO_DATA, code)


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
        pytest.param(None, date(2025, 5, 31), "judge.ended", id="no-longer"),
        pytest.param(date(2025, 7, 1), date(2025, 9, 30), "judge.not_in_force", id="neither"),
    ],
)
def test_out_of_force_there_is_nothing_to_judge(starts: date | None, ends: date | None, code: str) -> None:
    target = a_target(fixed("at_least", "50"), starts=starts, ends=ends)
    judged = outcome(target, rows(a_row("2025-06", good=0, all=1)))
    assert (judged.verdict, judged.reasons[0].code) == (NO_CASES, code)


def test_a_sum_beyond_the_whole_is_never_judged() -> None:
    difference = Sum(((1, "all"), (-1, "stock")))
    target = a_target(fixed("at_least", "50"), denominator=difference)
    judged = outcome(target, rows(a_row("2025-06", good=5, all=10, stock=8)))
    assert (judged.verdict, judged.reasons[0].code) == (NO_DATA, "judge.beyond_whole")


YEARLY = [
    pytest.param("at_least", 1, "2025-06", NO_CASES, id="one-of-two-by-june-is-still-open"),
    pytest.param("at_least", 2, "2025-06", MET, id="two-by-june-are-enough"),
    pytest.param("at_least", 1, "2025-12", MISSED, id="one-by-december-is-a-miss"),
    pytest.param("at_most", 2, "2025-06", NO_CASES, id="two-allowed-is-open-until-december"),
    pytest.param("at_most", 3, "2025-06", MISSED, id="a-third-is-a-miss-at-once"),
    pytest.param("at_most", 2, "2025-12", MET, id="two-by-december-are-met"),
]


@pytest.mark.parametrize(("kind", "good", "period", "verdict"), YEARLY)
def test_a_target_for_the_whole_year(kind: str, good: int, period: str, verdict: Verdict) -> None:
    months = Period(Month(2025, 1), Period.parse(period).last)
    counts = rows(*(a_row(str(month), month.number, good=good if month.number == 1 else 0) for month in months))
    target = a_target(cases(kind, 2), denominator=None, each_year=True)
    assert outcome(target, counts, period).verdict is verdict


@pytest.mark.parametrize(
    ("numerator", "denominator"),
    [
        pytest.param(GOOD, ALL, id="a-rate-may-fall-again"),
        pytest.param(Sum(((1, "all"), (-1, "good"))), None, id="a-difference-may-fall-again"),
        pytest.param(Sum(((1, "stock"),)), None, id="a-stock-may-fall-again"),
    ],
)
def test_what_may_fall_again_is_open_until_the_year_is_over(numerator: Sum, denominator: Sum | None) -> None:
    bound = fixed("at_least", "50") if denominator else cases("at_least", 2)
    counts = rows(a_row("2025-01", good=5, all=10, stock=9))
    target = a_target(bound, numerator=numerator, denominator=denominator, each_year=True)
    assert outcome(target, counts, "2025-01").verdict is NO_CASES


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
