"""What a miss means: for a period that is over its quarter and year, for one that runs what is still allowed."""

from datetime import UTC, datetime

import pytest

from builders import a_plan, a_row, a_target, cases, compared, fixed, rows
from parcalc.assess.edition import edition
from parcalc.judge.judging import judge
from parcalc.language.language import Language
from parcalc.model.edition import Edition
from parcalc.model.naming import Names
from parcalc.model.period import Calendar, Period
from parcalc.model.plan import Bound, Sum
from parcalc.report.advice import allowed_lines, is_over, missed_lines

VI, EN = Language("vi"), Language("en")
AFTER, DURING = datetime(2025, 7, 1, tzinfo=UTC), datetime(2025, 6, 30, 23, 59, tzinfo=UTC)
DOSSIERS = {
    "cases": Names("hồ sơ", "dossiers"), "good": Names("đúng hạn", "on time"), "bad": Names("trễ", "be late"),
    "owner": Names("Văn phòng", "Office"),
}  # fmt: skip
Months = dict[str, tuple[int, int]]


def an_edition(
    months: Months, bound: Bound, at: datetime = AFTER, period: str = "2025-06", /, **changes: object
) -> Edition:
    counts = rows(
        *(a_row(month, line, good=good, all=all_) for line, (month, (good, all_)) in enumerate(months.items(), 2))
    )
    plan = a_plan(a_target(bound, **changes))
    return edition(judge(plan, counts, Period.parse(period)), counts, at, "0.1.0")


def advised(months: Months, bound: Bound, at: datetime = AFTER, period: str = "2025-06", /, **changes: object) -> str:
    (line,) = missed_lines(an_edition(months, bound, at, period, **changes), VI)
    return line.removeprefix("Tỷ lệ: ")


def months(*good: int, of: int = 100) -> Months:
    return {f"2025-{number:02}": (one, of) for number, one in enumerate(good, 1)}


def test_a_month_that_is_over_says_what_it_means_for_the_quarter_and_the_year() -> None:
    assert advised(months(100, 100, 100, 98, 99, 96), fixed("at_least", "98"), **DOSSIERS) == (
        "96,00% (96/100), yêu cầu từ 98% trở lên, thiếu 2 hồ sơ; "
        "quý II năm 2025 cũng chưa đạt (97,67%), thiếu 1 hồ sơ; "
        "lũy kế từ đầu năm vẫn đạt (98,83%), còn được phép trễ 5 hồ sơ; phụ trách: Văn phòng."
    )


def test_a_quarter_that_goes_on_is_told_what_it_may_still_lose() -> None:
    assert advised(months(100, 100, 100, 100, 97), fixed("at_least", "98"), AFTER, "2025-05", **DOSSIERS) == (
        "97,00% (97/100), yêu cầu từ 98% trở lên, thiếu 1 hồ sơ; "
        "quý II năm 2025 vẫn đạt (98,50%), còn được phép trễ 1 hồ sơ; "
        "lũy kế từ đầu năm vẫn đạt (99,40%), còn được phép trễ 7 hồ sơ; phụ trách: Văn phòng."
    )


def test_a_year_that_just_holds_may_lose_nothing_more() -> None:
    assert "lũy kế từ đầu năm vẫn đạt (98,00%), không được phép trễ thêm hồ sơ nào" in advised(
        months(98, 99, 98, 98, 98, 97), fixed("at_least", "98"), **DOSSIERS
    )


def test_a_month_that_runs_is_told_what_would_bring_it_back() -> None:
    assert advised({"2025-06": (96, 100)}, fixed("at_least", "98"), DURING, **DOSSIERS) == (
        "96,00% (96/100), yêu cầu từ 98% trở lên, thiếu 2 hồ sơ; "
        "nếu 100 hồ sơ tiếp theo đều đúng hạn thì tỷ lệ trở lại mức yêu cầu; phụ trách: Văn phòng."
    )


def test_what_cannot_come_back_is_not_asked_to() -> None:
    told = advised(months(100, 100, 100, 100, 100, 99), fixed("at_least", "100"), **DOSSIERS)
    assert (
        "lũy kế từ đầu năm cũng chưa đạt (99,83%), không thể đạt mức yêu cầu nữa, các hồ sơ còn lại đều phải đúng hạn"
        in told
    )
    assert "quý II năm 2025 cũng chưa đạt (99,67%), thiếu 1 hồ sơ;" in told


def test_december_leaves_nothing_to_be_done() -> None:
    told = advised(
        {"2025-11": (100, 100), "2025-12": (90, 100)},
        fixed("at_least", "98"),
        datetime(2026, 1, 1, tzinfo=UTC),
        "2025-12",
    )
    assert "nếu" not in told
    assert "còn được phép" not in told


def test_a_first_half_speaks_of_the_rest_of_the_year() -> None:
    assert advised(months(98, 98, 98, 98, 98, 97), fixed("at_least", "98"), AFTER, "2025-H1") == (
        "97,83% (587/600), yêu cầu từ 98% trở lên, thiếu 1 trường hợp; "
        "nếu 50 trường hợp tiếp theo đều đúng thì tỷ lệ trở lại mức yêu cầu."
    )


def test_a_report_drawn_up_again_years_later_says_the_same() -> None:
    given = (months(100, 100, 100, 98, 99, 96), fixed("at_least", "98"))
    assert advised(*given) == advised(*given, datetime(2031, 1, 1, tzinfo=UTC))


def test_a_rise_over_last_year_moves_with_its_months_so_nothing_is_promised() -> None:
    told = advised({"2024-05": (1, 100), "2024-06": (90, 100), "2025-05": (99, 100), "2025-06": (80, 100)},
        compared("rises_over", "previous_year"))  # fmt: skip
    assert "còn được phép" not in told


def test_a_stock_takes_its_last_month_so_nothing_is_promised() -> None:
    stock = Sum(((1, "stock"),))
    counts = rows(a_row("2025-05", stock=90, all=100), a_row("2025-06", 3, stock=80, all=100))
    target = a_target(fixed("at_least", "98"), numerator=stock)
    (line,) = missed_lines(edition(judge(a_plan(target), counts, Period.parse("2025-06")), counts, DURING, "0"), VI)
    assert "nếu" not in line


@pytest.mark.parametrize(
    ("bound", "good", "words"),
    [
        pytest.param(fixed("at_least", "98"), 99, "còn được phép sai 1 trường hợp", id="more-is-better"),
        pytest.param(fixed("more_than", "98"), 99, "còn được phép sai 1 trường hợp", id="strictly"),
        pytest.param(fixed("at_most", "2"), 1, "còn được phép sai 1 trường hợp", id="less-is-better"),
        pytest.param(fixed("at_least", "100"), 100, "không được phép sai thêm trường hợp nào", id="everything"),
        pytest.param(fixed("at_least", "0"), 1, None, id="a-bound-that-cannot-be-missed"),
        pytest.param(fixed("at_most", "100"), 1, None, id="a-cap-that-cannot-be-passed"),
        pytest.param(fixed("at_least", "98"), 97, None, id="a-miss-is-told-elsewhere"),
    ],
)
def test_a_running_month_says_what_is_still_allowed(bound: Bound, good: int, words: str | None) -> None:
    expected = [f"Tỷ lệ: {words}"] if words else []
    assert list(allowed_lines(an_edition({"2025-06": (good, 100)}, bound, DURING), VI)) == expected
    assert list(allowed_lines(an_edition({"2025-06": (good, 100)}, bound, AFTER), VI)) == []


def test_a_plain_count_that_runs() -> None:
    capped = an_edition({"2025-06": (3, 0)}, cases("at_most", 5), DURING, denominator=None)
    assert list(allowed_lines(capped, VI)) == ["Tỷ lệ: còn được phép sai 2 trường hợp"]
    assert "; cần thêm 2 trường hợp để đạt." in advised(
        {"2025-06": (3, 0)}, cases("at_least", 5), DURING, denominator=None
    )


def test_the_day_on_which_a_month_is_over_is_the_calendars() -> None:
    made = an_edition({"2025-06": (3, 5)}, fixed("at_least", "98"), datetime(2025, 6, 15, tzinfo=UTC))
    plan = made.assessment.plan._replace(calendar=Calendar(14))
    by_decree = made._replace(assessment=made.assessment._replace(plan=plan))
    assert (is_over(made.assessment.period, made), is_over(made.assessment.period, by_decree)) == (False, True)
    assert is_over(made.assessment.period, by_decree._replace(made_at=datetime(2025, 6, 14, tzinfo=UTC))) is False


def test_english_has_one_and_many() -> None:
    for good, words in ((97, "if the next 50 are all good,"), (49, "if the next one is good,")):
        whole = 100 if good == 97 else 50
        (line,) = missed_lines(an_edition({"2025-06": (good, whole)}, fixed("more_than", "98"), DURING), EN)
        assert words in line or good == 97
