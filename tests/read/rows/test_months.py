"""Months that are not reported, left out or mistyped."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcalc.errors import Place
from parcalc.model.period import Month
from parcalc.model.row import Row
from parcalc.read.rows.months import may_be_mistyped, noted_gaps, noted_months
from plain_counts import PLAN
from read.tables_of_counts import counted, noted, read, table

HEADER = "Tháng;Tốt"


def months(*rows: str) -> list[str]:
    return [month for month, _, _ in counted(table(HEADER, *rows))]


def test_a_month_whose_counts_are_all_blank_is_not_reported() -> None:
    assert months("2026-01;1", "2026-02;", "2026-03;") == ["2026-01"]


def test_a_table_that_nobody_has_filled_in_reports_no_month() -> None:
    assert read(table(HEADER, "2026-01;", "2026-02;")) == ([], [])


def test_a_blank_row_of_a_unit_stays_where_its_month_is_reported() -> None:
    rows = ("2026-01;A;1", "2026-01;B;", "2026-02;A;", "2026-02;B;")
    assert counted(table("Tháng;Đơn vị;Tốt", *rows)) == [
        ("2026-01", "A", {"good": 1}), ("2026-01", "B", {"good": None}),
    ]  # fmt: skip


def test_a_blank_row_beside_one_that_is_filled_in_says_nothing() -> None:
    assert months("2026-01;", "2026-01;1") == ["2026-01"]


def test_prepared_rows_of_units_leave_the_whole_as_it_is() -> None:
    rows = ("2026-01;;5", "2026-01;A;", "2026-01;B;")
    assert counted(table("Tháng;Đơn vị;Tốt", *rows)) == [("2026-01", "", {"good": 5})]


LEFT_OUT = {
    "one": (("2026-01;1", "2026-03;1"), ("2026-02",)),
    "a-blank-one": (("2026-01;1", "2026-02;", "2026-03;1", "2026-04;"), ("2026-02",)),
    "two-gaps": (("2026-01;1", "2026-03;1", "2026-06;1"), ("2026-02", "2026-04", "2026-05")),
    "over-new-year": (("2025-11;1", "2026-01;1"), ("2025-12",)),
    "eleven": (("2025-01;1", "2026-01;1"), tuple(f"2025-{number:02}" for number in range(2, 13))),
}
WHOLE = {
    "none": ("2026-01;1", "2026-02;1"),
    "rows-in-any-order": ("2026-03;1", "2026-01;1", "2026-02;1"),
    "a-baseline-of-years-ago": ("2021-12;1", "2026-01;1"),
    "a-year-between": ("2024-12;1", "2026-01;1"),
    "months-to-come": ("2026-01;1", "2026-02;"),
}


@pytest.mark.parametrize(("rows", "left_out"), LEFT_OUT.values(), ids=LEFT_OUT.keys())
def test_months_left_out_between_others_are_named(rows: tuple[str, ...], left_out: tuple[str, ...]) -> None:
    (note,) = read(table(HEADER, *rows))[1]
    assert (note.code, tuple(map(str, note.facts["months"]))) == ("data.months_left_out", left_out)  # type: ignore[call-overload]


@pytest.mark.parametrize("rows", WHOLE.values(), ids=WHOLE.keys())
def test_no_month_is_missed_where_none_is_left_out(rows: tuple[str, ...]) -> None:
    assert {code for code, _ in noted(table(HEADER, *rows))} <= {"data.far_month"}


def test_more_months_than_anyone_reads_are_counted() -> None:
    rows = [f"2026-{number:02};1" for number in range(1, 13, 2)] + [f"2027-{number:02};1" for number in range(2, 13, 2)]
    rows += [f"2028-{number:02};1" for number in range(1, 13, 2)]
    note = next(note for note in read(table(HEADER, *rows))[1] if note.code == "data.months_left_out_and_more")
    assert note.facts["more"] == 5


MISTYPED = {
    "the-year-of-the-last": (("2026-03;1", "2026-04;1", "2025-05;1"), "2025-05", "2026-05"),
    "the-year-of-the-first": (("2025-01;1", "2026-02;1", "2026-03;1"), "2025-01", "2026-01"),
    "the-year-within": (("2026-01;1", "2026-02;1", "2025-03;1", "2026-04;1"), "2025-03", "2026-03"),
    "the-month-within": (("2026-01;1", "2026-02;1", "2026-07;1", "2026-04;1"), "2026-07", "2026-03"),
    "the-year-behind-a-gap": (("2026-01;1", "2026-03;1", "2025-04;1"), "2025-04", "2026-04"),
}
AS_MEANT = {
    "an-earlier-year-below": ("2026-01;1", "2026-02;1", "2025-03;1", "2025-04;1"),
    "an-earlier-year-below-the-whole-of-one": (*(f"2026-{number:02};1" for number in range(1, 13)), "2025-01;1"),
    "two-months-of-two-years": ("2025-10;1", "2024-11;1"),
    "a-month-that-has-a-row-of-its-own": ("2026-04;1", "2026-05;1", "2026-06;1", "2025-06;1"),
    "from-the-newest-to-the-oldest": ("2026-04;1", "2026-03;1", "2026-02;1"),
    "a-gap": ("2026-01;1", "2026-02;1", "2026-04;1"),
}


@pytest.mark.parametrize(("rows", "month", "meant"), MISTYPED.values(), ids=MISTYPED.keys())
def test_a_month_out_of_line_is_noted(rows: tuple[str, ...], month: str, meant: str) -> None:
    notes = [note for note in read(table(HEADER, *rows))[1] if note.code == "data.month_out_of_line"]
    assert [(str(note.facts["month"]), str(note.facts["meant"])) for note in notes] == [(month, meant)]


@pytest.mark.parametrize("rows", AS_MEANT.values(), ids=AS_MEANT.keys())
def test_a_month_that_may_well_be_meant_is_not(rows: tuple[str, ...]) -> None:
    assert "data.month_out_of_line" not in {code for code, _ in noted(table(HEADER, *rows))}


def test_units_below_one_another_are_not_out_of_line() -> None:
    rows = [f"2026-0{month};{unit};1" for unit in "AB" for month in range(1, 6)]
    assert noted(table("Tháng;Đơn vị;Tốt", *rows)) == []


YEARS = (
    [(2024, number) for number in (1, 2, 6, 7, 12)] + [(2025, number) for number in (1, 2, 3, 6, 8, 12)] + [(2026, 2)]
)
ORDERS = st.lists(st.sampled_from(YEARS).map(lambda given: Month(*given)), min_size=1, max_size=8)


@given(ORDERS)
def test_where_no_month_may_be_mistyped_the_first_row_of_each_is_enough(months: list[Month]) -> None:
    rows = [Row(month, {}, {}, Place("f.csv", line), {}) for line, month in enumerate(months, 2)]
    firsts = [row for at, row in enumerate(rows) if row.month not in months[:at]]
    neighbours = {pair for pair in pairwise(months) if pair[0] != pair[1]}
    if not may_be_mistyped(neighbours, set(months)):
        assert noted_gaps(firsts, PLAN) == noted_months(rows, PLAN)


@pytest.mark.parametrize(
    ("first", "last", "units"), [((2016, 1), (2025, 12), 3), ((2023, 1), (2025, 6), 3), ((2024, 11), (2025, 2), 2)]
)
def test_units_each_with_all_months_need_no_second_look(
    first: tuple[int, int], last: tuple[int, int], units: int
) -> None:
    months = [Month.at(at) for at in range(Month(*first).ordinal, Month(*last).ordinal + 1)]
    assert not may_be_mistyped(set(pairwise(months * units)), months)
