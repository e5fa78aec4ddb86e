"""Months, periods and the days on which they end."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcalc.model.period import Calendar, Month, Period

MONTHS = st.builds(Month, st.integers(1950, 2900), st.integers(1, 12))


@given(MONTHS, st.integers(0, 40))
def test_an_id_is_read_back(first: Month, more: int) -> None:
    period = Period(first, first + more)
    assert Period.parse(str(period)) == period
    assert len(list(period)) == len(period) == more + 1


@given(MONTHS, st.integers(-500, 500))
def test_months_go_forth_and_back(month: Month, by: int) -> None:
    assert (month + by) + -by == month
    assert (month + by > month) == (by > 0)


@pytest.mark.parametrize(
    ("text", "first", "last", "kind"),
    [
        ("2025-06", "2025-06", "2025-06", "month"),
        ("2025-Q2", "2025-04", "2025-06", "quarter"),
        ("2025-Q4", "2025-10", "2025-12", "quarter"),
        ("2025-H1", "2025-01", "2025-06", "half"),
        ("2025-H2", "2025-07", "2025-12", "half"),
        ("2025-9M", "2025-01", "2025-09", "nine_months"),
        ("2025", "2025-01", "2025-12", "year"),
        ("2025-01..2025-05", "2025-01", "2025-05", "range"),
        ("2024-11..2025-02", "2024-11", "2025-02", "range"),
        ("2025-01..2025-03", "2025-01", "2025-03", "quarter"),
    ],
)
def test_ids(text: str, first: str, last: str, kind: str) -> None:
    period = Period.parse(text)
    assert (str(period.first), str(period.last), period.kind) == (first, last, kind)


SPELT = {
    "2026-05": ["5/2026", "05/2026", "2026-5", "Tháng 5/2026", "THÁNG 05 năm 2026", "thang 5/2026", "T5/2026", "May 2026", "Thg5-26", " 2026-05 "],
    "2026-Q2": ["quý 2/2026", "Quý II năm 2026", "quý ii/2026", "quy 2 2026", "Q2/2026", "2026-q2", "2026 Q2", "4/2026..6/2026"],
    "2026-Q4": ["quý IV/2026", "2026-q4"],
    "2026-H1": ["6 tháng 2026", "6 tháng đầu năm 2026", "6 thang dau nam 2026", "sáu tháng đầu năm 2026", "h1/2026", "2026-h1"],
    "2026-H2": ["6 tháng cuối năm 2026", "2026-h2"],
    "2026-9M": ["9 tháng 2026", "9 tháng đầu năm 2026", "chín tháng/2026", "2026-9m"],
    "2026": ["năm 2026", "Cả năm 2026", "nam 2026"],
    "2026-01..2026-05": ["1/2026..5/2026", "từ tháng 1/2026 đến tháng 5/2026", "tháng 1 đến tháng 5/2026", "T1 - T5/2026", "01/2026–05/2026"],
}  # fmt: skip


@pytest.mark.parametrize(("written", "id_"), [(text, id_) for id_, texts in SPELT.items() for text in texts])
def test_periods_are_read_as_people_write_them(written: str, id_: str) -> None:
    assert str(Period.parse(written)) == id_


@pytest.mark.parametrize("month", ["1900-01", "2999-12"])
def test_the_first_and_the_last_month_have_days_and_neighbours(month: str) -> None:
    period = Period.parse(month)
    assert (
        len(
            {
                *Calendar(14).days(period),
                *Calendar().days(period),
                period.before,
                period.shifted(1),
                period.shifted(-12),
            }
        )
        == 7
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2025-13",
        "2025-00",
        "2025-Q5",
        "2025-H3",
        "25-06",
        "2025-02..2025-01",
        "0000",
        "٢٠٢٥",
        "1899-12",
        "3000-01",
        "13/2025",
        "quý 5/2025",
        "quý V/2025",
        "quý 2",
        "6 tháng",
        "8 tháng 2025",
        "tháng 5",
        "15/06/2025",
        "6/2025 9/2025",
        "2025-01..",
        "latest",
    ],
)
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(ValueError, match=r"no such month|not a month|is before"):
        Period.parse(text)


@pytest.mark.parametrize(
    ("ends_on", "period", "first", "last"),
    [
        pytest.param(None, "2025-02", date(2025, 2, 1), date(2025, 2, 28), id="the-calendar"),
        pytest.param(None, "2024-02", date(2024, 2, 1), date(2024, 2, 29), id="a-leap-year"),
        pytest.param(14, "2025-03", date(2025, 2, 15), date(2025, 3, 14), id="decree-09"),
        pytest.param(14, "2025-Q1", date(2024, 12, 15), date(2025, 3, 14), id="decree-09-quarter"),
        pytest.param(14, "2025-H1", date(2024, 12, 15), date(2025, 6, 14), id="decree-09-six-months"),
        pytest.param(14, "2025-9M", date(2024, 12, 15), date(2025, 9, 14), id="decree-09-nine-months"),
        pytest.param(14, "2025", date(2024, 12, 15), date(2025, 12, 14), id="decree-09-year"),
        pytest.param(20, "2025-01", date(2024, 12, 21), date(2025, 1, 20), id="the-twentieth"),
    ],
)
def test_first_and_last_day(ends_on: int | None, period: str, first: date, last: date) -> None:
    assert Calendar(ends_on).days(Period.parse(period)) == (first, last)


@pytest.mark.parametrize(
    ("ends_on", "today", "month"),
    [
        pytest.param(None, date(2025, 7, 1), "2025-06", id="the-first-of-the-month"),
        pytest.param(None, date(2025, 6, 30), "2025-05", id="a-month-is-not-over-on-its-last-day"),
        pytest.param(14, date(2025, 6, 15), "2025-06", id="the-fifteenth"),
        pytest.param(14, date(2025, 6, 14), "2025-05", id="not-on-the-fourteenth"),
        pytest.param(None, date(2025, 1, 1), "2024-12", id="new-year"),
    ],
)
def test_the_last_month_that_has_ended(ends_on: int | None, today: date, month: str) -> None:
    assert str(Calendar(ends_on).last_ended(today)) == month
