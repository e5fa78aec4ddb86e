"""Totals rows are never counted: each figure in them is checked, or it is named that it could not be."""

import re
from collections.abc import Iterable

import pytest

from parcalc.model.row import Row
from parcalc.read.counts.tally import Tally
from read.tables_of_counts import counted, noted, read, table, told

MONTHS = ("2025-01;1", "2025-02;2", "2025-03;3", "2025-04;4")
RIGHT = {
    "of-all-above": (*MONTHS, "Tổng cộng;10"),
    "of-all-below": ("Tổng số;10", *MONTHS),
    "of-a-quarter": (*MONTHS[:3], "Cộng quý I;6", MONTHS[3], "Quý II;4"),
    "of-what-follows-the-one-before": (*MONTHS[:2], "Cộng;3", *MONTHS[2:], "Cộng;7"),
    "running": (*MONTHS[:2], "Lũy kế;3", *MONTHS[2:], "Lũy kế;10"),
    "of-its-year": ("2024-12;9", *MONTHS, "Cả năm 2024;9", "Năm 2025;10"),
    "of-the-year-so-far": ("2024-12;9", *MONTHS, "Lũy kế;10"),
    "two-at-one-place": (*MONTHS[:3], "Cộng quý I;6", "Lũy kế;6", MONTHS[3]),
    "of-its-own-table-so-far": (
        "2025-01;1", "Tốt;Tháng", "2;2025-02", "2;Cộng", "3;2025-03", "5;Lũy kế", "4;2025-04",
    ),
    "of-both-tables-so-far": ("2025-01;1", "Tốt;Tháng", "2;2025-02", "3;Lũy kế", "3;2025-03", "4;2025-04"),
    "of-both-tables-above-them": ("Tổng số;10", "2025-01;1", "Tốt;Tháng", "2;2025-02", "3;2025-03", "4;2025-04"),
    "of-its-own-table-above-its-parts": (
        "2025-01;1", "Tốt;Tháng", "9;Tổng số", "2;2025-02", "3;2025-03", "5;Cộng", "4;2025-04", "4;Cộng",
    ),
    "of-a-table-with-months-to-come": (*MONTHS, "2025-05;", "2025-06;", "Tổng cộng;10"),
}  # fmt: skip


@pytest.mark.parametrize("rows", RIGHT.values(), ids=RIGHT.keys())
def test_a_right_total_is_passed(rows: tuple[str, ...]) -> None:
    text = table("Tháng;Tốt", *rows)
    assert noted(text) in ([], [("data.months_left_out", "2")])
    assert {month for month, _, _ in counted(text)} >= {f"2025-0{number}" for number in range(1, 5)}


@pytest.mark.parametrize("rows", RIGHT.values(), ids=RIGHT.keys())
def test_a_total_that_is_one_too_high_is_refused(rows: tuple[str, ...]) -> None:
    raised = [row if re.search("2025-0|Tháng|2024-", row) else _more(row) for row in rows]
    assert {code for code, _ in told(table("Tháng;Tốt", *raised))} == {"data.total_differs"}


def _more(row: str) -> str:
    return re.sub(r"(?<![0-9])[0-9]{1,2}(?![0-9])", lambda figure: str(int(figure[0]) + 100), row)


REFUSED = {
    "a-quarter-of-no-rows": ((*MONTHS, "Quý IV;7"), [("data.total_of_nothing", "6")]),
    "quarters-alone": (("Quý I;7", "Quý II;8"), [("data.total_of_nothing", "2"), ("data.total_of_nothing", "3")]),
    "a-total-alone": (("Tổng cộng;7",), [("data.total_of_nothing", "2")]),
    "a-total-above-what-is-prepared": (("2025-01;", "Tổng cộng;7"), [("data.total_of_nothing", "3")]),
    "a-total-of-rows-of-0": (("2025-01;0", "Tổng cộng;7"), [("data.total_differs", "3:2")]),
    "a-year-with-the-sum-of-another": (("2024-12;9", *MONTHS, "Cả năm 2024;10"), [("data.total_differs", "7:2")]),
    "a-year-of-no-rows": ((*MONTHS, "Năm 2023;7"), [("data.total_of_nothing", "6")]),
    "no-year-that-a-calendar-has": ((*MONTHS, "Năm 9999;7"), [("data.total_differs", "6:2")]),
}


@pytest.mark.parametrize(("rows", "problems"), REFUSED.values(), ids=REFUSED.keys())
def test_a_total_of_what_nobody_reports_is_refused(rows: tuple[str, ...], problems: list[tuple[str, str]]) -> None:
    assert told(table("Tháng;Tốt", *rows)) == problems


def test_a_total_over_blank_cells_is_named_as_not_checked() -> None:
    assert noted(table("Tháng;Tốt;Tất cả", "2025-01;1;1", "2025-02;2;", "Tổng cộng;3;9")) == [
        ("data.total_unchecked", "4:3")
    ]


def test_a_total_below_what_is_reported_is_wrong_whatever_is_blank() -> None:
    assert told(table("Tháng;Tốt;Tất cả", "2025-01;1;5", "2025-02;2;", "Tổng cộng;3;4")) == [
        ("data.total_differs", "4:3")
    ]


def test_a_blank_cell_that_a_total_takes_for_none_stays_blank() -> None:
    text = table("Tháng;Tốt;Tất cả", "2025-01;1;5", "2025-02;2;", "Tổng cộng;3;5")
    assert (noted(text), counted(text)[1]) == ([], ("2025-02", "", {"good": 2, "all": None}))


def test_the_total_of_the_second_table_is_of_its_own_columns() -> None:
    text = table("Tháng;Tốt", "2025-01;1", "Tháng;Văn bản;Tốt", "Tổng cộng;8;2", "2025-02;8;2")
    assert len(counted(text)) == 2


def test_a_totals_row_of_a_month_that_nobody_else_reports_is_that_month() -> None:
    text = table("Tháng;Đơn vị;Tốt", "2025-05;A;1", "2025-05;Cộng;1", "2025-06;Cộng;4")
    assert counted(text) == [("2025-05", "A", {"good": 1}), ("2025-06", "", {"good": 4})]


@pytest.mark.parametrize(
    ("month", "code"),
    [
        ("Tháng sáu 2025", "data.not_a_month"),
        ("Tháng 6", "data.month_without_year"),
        ("13/2025", "data.month_impossible"),
    ],
)
def test_a_totals_row_of_a_month_that_cannot_be_read_is_refused(month: str, code: str) -> None:
    assert told(table("Tháng;Đơn vị;Tốt", "2025-05;A;0", f"{month};Toàn xã;0")) == [(code, "3:1")]


@pytest.mark.parametrize("label", ["Cộng", "Lũy kế", "Cộng quý I"])
def test_totals_are_added_up_in_one_pass(label: str, monkeypatch: pytest.MonkeyPatch) -> None:
    added = 0
    add = Tally.add

    def counting(self: Tally, rows: Iterable[Row]) -> None:
        nonlocal added
        some = list(rows)
        added += len(some)
        add(self, some)

    monkeypatch.setattr(Tally, "add", counting)
    units = 60
    lines = [
        line
        for unit in range(units)
        for line in (*(f"2025-0{month};Xã {unit};1" for month in (1, 2, 3)), f"{label};Xã {unit};3")
    ]
    assert len(read(table("Tháng;Đơn vị;Tốt", *lines))[0]) == 3 * units
    assert added <= 6 * 3 * units
