"""Shown figures: rounded half up, and never on the wrong side of the bound."""

from fractions import Fraction

import pytest

from builders import a_row, a_target, cases, compared, fixed, of_month, outcome, percent, rows
from parcalc.judge.judging import judge
from parcalc.language.language import Language
from parcalc.model.assessment import Figure, Result, Verdict
from parcalc.model.period import Period
from parcalc.model.plan import Amount, Bound, BoundKind, Ladder, Unit
from parcalc.report.figures import change, exact_percent, relative_change, rounded, shown_limit, shown_percent
from parcalc.report.words import amount, comparison, margin, required, required_in_words

VI, EN = Language("vi"), Language("en")


@pytest.mark.parametrize(
    ("good", "whole", "bound", "shown"),
    [
        pytest.param(351, 416, "98", "84.38", id="an-exact-tie-half-up"),
        pytest.param(97996, 100000, "98", "97.996", id="just-under-has-a-third-decimal"),
        pytest.param(98004, 100000, "98", "98.004", id="just-over-too"),
        pytest.param(99996, 100000, "100", "99.996", id="just-under-everything"),
        pytest.param(98, 100, "98", "98.00", id="on-the-bound"),
        pytest.param(33333, 100000, "33.333", "33.333", id="on-a-bound-of-three-decimals"),
        pytest.param(1, 3, "33.333", "33.3333", id="a-third-over-33.333"),
        pytest.param(10**12 - 1, 10**12, "100", "99.9999999999", id="one-of-a-million-million"),
        pytest.param(0, 5, "60", "0.00", id="nothing"),
    ],
)
def test_shown_percentages(good: int, whole: int, bound: str, shown: str) -> None:
    assert shown_percent(of_month(fixed("at_least", bound), good, whole)) == shown


def test_a_baseline_and_its_rate_are_told_apart() -> None:
    counts = rows(a_row("2024-06", good=84375, all=100000), a_row("2025-06", 3, good=84376, all=100000))
    judged = outcome(a_target(compared("rises_over", "previous_year")), counts)
    assert (shown_percent(judged), shown_limit(judged)) == ("84.376", "84.375")


def test_no_cases_beside_a_baseline_that_is_no_finite_decimal() -> None:
    counts = rows(a_row("2024-06", good=1, all=3), a_row("2025-06", 3, good=0, all=0))
    judged = outcome(a_target(compared("rises_over", "previous_year")), counts)
    assert (judged.verdict, shown_percent(judged), shown_limit(judged)) == (Verdict.NO_CASES, None, "33.33")


def test_where_there_is_no_rate_a_baseline_has_two_decimals_however_small_it_is() -> None:
    counts = rows(a_row("2024-06", good=1, all=100_000), a_row("2025-06", 3, good=0, all=0))
    judged = outcome(a_target(compared("rises_over", "previous_year")), counts)
    assert (judged.verdict, shown_limit(judged)) == (Verdict.NO_CASES, "0.00")


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (Fraction(5, 1000), 2, "0.01"),
        (Fraction(-5, 1000), 2, "-0.01"),
        (Fraction(-4, 1000), 2, "0.00"),
        (Fraction(7, 2), 0, "4"),
    ],
)
def test_rounding(value: Fraction, decimals: int, shown: str) -> None:
    assert rounded(value, decimals) == shown


def test_changes_in_points_cases_and_shares() -> None:
    after, before = Figure(60, 100), Figure(50, 100)
    assert (change(after, before), relative_change(after, before)) == ("10.00", "20.00")
    assert change(Figure(5, None), Figure(8, None)) == "-3"
    assert change(after, Figure(0, 0)) is None
    assert relative_change(after, Figure(0, 100)) is None


def test_amounts_of_a_plan_are_shown_as_written() -> None:
    assert (exact_percent(Fraction(985, 1000)), exact_percent(Fraction(1, 3))) == ("98.5", "33.33")
    assert amount(percent("20"), VI) == "20%"
    assert amount(Amount(Fraction(20, 100), Unit.POINTS), VI) == "20 điểm %"
    assert amount(Amount(Fraction(1500), Unit.CASES), VI) == "1.500"


def result_of(bound: Bound, before: int, good: int, **changes: object) -> Result:
    counts = rows(a_row("2024-06", good=before, all=100), a_row("2025-06", 3, good=good, all=100))
    from builders import a_plan

    return judge(a_plan(a_target(bound, **changes)), counts, Period.parse("2025-06")).results[0]


@pytest.mark.parametrize(
    ("bound", "changes", "words"),
    [
        pytest.param(fixed("at_least", "98.5"), {}, "≥ 98,5%", id="at-least"),
        pytest.param(fixed("more_than", "98"), {}, "> 98%", id="more-than"),
        pytest.param(fixed("at_most", "2"), {}, "≤ 2%", id="at-most"),
        pytest.param(fixed("less_than", "2"), {}, "< 2%", id="less-than"),
        pytest.param(cases("at_most", 1500), {"denominator": None}, "≤ 1.500", id="cases"),
        pytest.param(compared("rises_over", "previous_year"), {}, "> 50,00%", id="a-rise"),
        pytest.param(compared("falls_below", "previous_year", percent("20")), {}, "≤ 40,00%", id="a-fall-by-a-fifth"),
        pytest.param(compared("rises_over", 2020), {}, "tăng", id="a-rise-without-a-baseline"),
        pytest.param(
            Bound(BoundKind.AT_LEAST, Ladder({2030: percent("5")})), {}, "theo năm", id="a-ladder-without-a-step"
        ),
        pytest.param(
            compared("falls_below", "previous_year", percent("33.333")),
            {"denominator": None},
            "≤ 33,3335",
            id="a-share-of-cases",
        ),
    ],
)
def test_what_is_required_in_short(bound: Bound, changes: dict[str, object], words: str) -> None:
    result = result_of(bound, 50, 55, **changes)
    assert required(result, result.outcome, VI) == words


def test_a_rise_shows_points_and_shares() -> None:
    result = result_of(compared("rises_over", "previous_year", percent("20")), 50, 55)
    assert comparison(result.outcome, VI) == "so với Tháng 6 năm 2024 (50,00%, 50/100): +5,00 điểm %, tức +10,00%"
    assert comparison(result.outcome, EN) == "against June 2024 (50.00%, 50/100): +5.00 points, that is +10.00%"


def test_a_rise_from_nothing_has_no_share() -> None:
    result = result_of(compared("rises_over", "previous_year"), 0, 55)
    assert comparison(result.outcome, VI).endswith("tức không so được")


def test_a_plain_count_that_fell_is_compared_in_cases() -> None:
    result = result_of(compared("falls_below", "previous_year"), 50, 40, denominator=None)
    assert comparison(result.outcome, VI) == "so với Tháng 6 năm 2024 (50, 50): −10, tức −20,00%"


@pytest.mark.parametrize(
    ("bound", "good", "words"),
    [
        pytest.param(fixed("at_least", "98"), 96, "thiếu 2 trường hợp", id="short"),
        pytest.param(fixed("at_least", "98"), 98, "vừa đủ", id="just-enough"),
        pytest.param(fixed("at_least", "98"), 99, "dư 1", id="to-spare"),
        pytest.param(fixed("at_most", "2"), 4, "vượt 2 trường hợp", id="over-a-cap"),
        pytest.param(fixed("less_than", "2"), 2, "vượt 1 trường hợp", id="on-a-strict-cap"),
    ],
)
def test_margins_in_words(bound: Bound, good: int, words: str) -> None:
    result = result_of(bound, 50, good)
    assert margin(result.target, result.outcome, VI) == words


@pytest.mark.parametrize(
    ("bound", "changes", "words"),
    [
        pytest.param(fixed("at_least", "98.5"), {}, ("từ 98,5% trở lên", "at least 98.5%"), id="at-least"),
        pytest.param(fixed("at_least", "100"), {}, ("100%", "100%"), id="everything"),
        pytest.param(fixed("at_most", "100"), {}, ("không quá 100%", "at most 100%"), id="at-most-everything"),
        pytest.param(fixed("more_than", "98"), {}, ("trên 98%", "more than 98%"), id="more-than"),
        pytest.param(fixed("less_than", "2"), {}, ("dưới 2%", "less than 2%"), id="less-than"),
        pytest.param(cases("at_least", 1), {"denominator": None}, ("từ 1 trở lên", "at least 1"), id="one-case"),
        pytest.param(compared("rises_over", "previous_year"), {}, ("trên 50,00%", "more than 50.00%"), id="a-rise"),
        pytest.param(compared("rises_over", 2020), {}, ("", ""), id="a-rise-without-a-baseline"),
    ],
)
def test_what_is_required_in_running_text(bound: Bound, changes: dict[str, object], words: tuple[str, str]) -> None:
    outcome = result_of(bound, 50, 55, **changes).outcome
    assert (required_in_words(outcome, VI), required_in_words(outcome, EN)) == words
