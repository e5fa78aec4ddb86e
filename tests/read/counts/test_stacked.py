"""Tables of one month each, one below the other: a title says of which month the next is, or is refused."""

import pytest

from read.tables_of_counts import counted, noted, table, told

APRIL, MAY, HEAD = "BÁO CÁO THÁNG 4 NĂM 2025", "BÁO CÁO THÁNG 5 NĂM 2025", "Đơn vị;Tốt;Tất cả"
DAYS = "(Từ ngày 01/5/2025 đến ngày 31/5/2025)"
A, B = "Thôn A;1;2", "Thôn B;2;4"
BOTH = [("2025-04", "Thôn A", {"good": 1, "all": 2}), ("2025-05", "Thôn B", {"good": 2, "all": 4})]
STACKED = {
    "a-title-and-the-header": (APRIL, HEAD, A, MAY, HEAD, B),
    "with-blank-rows": (APRIL, HEAD, A, "", MAY, "", HEAD, B),
    "with-totals": (APRIL, HEAD, A, "Tổng cộng;1;2", MAY, HEAD, B, "Tổng cộng;2;4"),
    "by-its-days": (APRIL, HEAD, A, DAYS, HEAD, B),
    "by-both": (APRIL, HEAD, A, MAY, DAYS, HEAD, B),
}
ONE_MONTH = {
    "the-same-title-on-each-page": (APRIL, HEAD, A, APRIL, HEAD, B),
    "a-comparison-between": (APRIL, HEAD, A, "So với tháng 3 năm 2025;;", HEAD, B),
    "a-note-below": (APRIL, HEAD, A, B, "Tháng 3 năm 2025;;"),
    "the-day-of-signing-between": (APRIL, HEAD, A, "Huế, ngày 05 tháng 5 năm 2025;;", HEAD, B),
}
REFUSED = {
    "no-header-below-the-title": ((APRIL, HEAD, A, MAY, B), [("data.another_month", "4")]),
    "a-title-within-the-second-table": ((APRIL, HEAD, A, APRIL, HEAD, MAY, B), [("data.another_month", "6")]),
    "the-year-to-date-below": ((APRIL, HEAD, A, "Lũy kế đến tháng 5 năm 2025", HEAD, B), [("data.longer_than_a_month", "4")]),
    "two-months-in-titles": ((APRIL, HEAD, A, MAY, "Tháng 6 năm 2025", HEAD, B), [("data.two_months", "4")]),
    "days-that-are-no-month": ((APRIL, HEAD, A, "Từ ngày 01/5/2025 đến ngày 20/5/2025", HEAD, B), [("data.other_days", "4")]),
}  # fmt: skip


@pytest.mark.parametrize("rows", STACKED.values(), ids=STACKED)
def test_each_table_is_of_its_month(rows: tuple[str, ...]) -> None:
    assert counted(table(*rows)) == BOTH
    assert "data.passed_over" not in dict(noted(table(*rows)))


@pytest.mark.parametrize("rows", ONE_MONTH.values(), ids=ONE_MONTH)
def test_what_is_no_title_of_another_month(rows: tuple[str, ...]) -> None:
    assert [(month, member) for month, member, _ in counted(table(*rows))] == [
        ("2025-04", "Thôn A"),
        ("2025-04", "Thôn B"),
    ]


@pytest.mark.parametrize(("rows", "problems"), REFUSED.values(), ids=REFUSED)
def test_a_month_that_may_be_meant_is_refused(rows: tuple[str, ...], problems: list[tuple[str, str]]) -> None:
    assert told(table(*rows)) == problems


@pytest.mark.parametrize(
    "title",
    ["SỐ LIỆU LŨY KẾ ĐẾN THÁNG 6 NĂM 2025", "Luỹ kế đến tháng 6/2025", "Từ tháng 01 đến tháng 6 năm 2025", "Từ đầu năm đến hết tháng 6/2025",
     "Từ tháng 4 tới cuối tháng 6 năm 2025", "Quý II (đến tháng 6 năm 2025)", "Tháng 5, tháng 6 năm 2025", "Tháng 5/2025 - tháng 6/2025",
     "Báo cáo tháng 6 năm 2025 và 6 tháng đầu năm", "Cộng dồn tháng 6 năm 2025", "9 tháng năm 2025"],
)  # fmt: skip
def test_a_table_of_several_months_is_not_that_of_the_last(title: str) -> None:
    assert told(table(title, HEAD, A, B)) == [("data.longer_than_a_month", "2")]


@pytest.mark.parametrize(
    "title",
    ["Kỳ báo cáo: Tháng 4 năm 2025", "UBND XÃ A - BÁO CÁO THÁNG 4 NĂM 2025", "Số 5/BC ngày 30 tháng 4 năm 2025 - tháng 4 năm 2025",
     "Từ ngày 01/4/2025 đến ngày 30/4/2025"],
)  # fmt: skip
def test_a_table_of_one_month_is_of_that(title: str) -> None:
    assert {month for month, _, _ in counted(table(title, HEAD, A, B))} == {"2025-04"}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("SỐ LIỆU LŨY KẾ NĂM 2025", "Tháng;Tốt", "Tháng 1;1", "Tháng 2;2"), [("data.cumulative", "2")]),
        (("Số liệu từng tháng và lũy kế, năm 2025", "Tháng;Tốt;Lũy kế tốt", "Tháng 1;1;1", "Tháng 2;2;3"), [("data.unknown_columns", "2")]),
        (("SỐ LIỆU NĂM 2025", "Tháng;Tốt", "Tháng 1;1", "Lũy kế;1"), []),
    ],
    ids=["a-title-of-sums", "a-column-of-sums", "a-row-of-sums"],
)  # fmt: skip
def test_months_under_a_title_of_sums_are_asked_about(rows: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    assert noted(table(*rows)) == expected
