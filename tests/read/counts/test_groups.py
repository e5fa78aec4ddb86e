"""Rows that head others by their number are sums: checked against those rows, and never counted."""

import pytest

from read.tables_of_counts import counted, table, told

HEAD = "STT;Tháng;Đơn vị;Tốt;Tất cả"
A, B, C = "1;2025-01;Thôn A;1;2", "2;2025-01;Thôn B;2;4", "3;2025-01;Thôn C;4;8"
COUNTED = {
    "a-group": (HEAD, "I;2025-01;Khối thôn;3;6", A, B),
    "a-group-of-one": (HEAD, "I;2025-01;Khối thôn;1;2", A, "II;2025-01;Khối phòng;2;4", B),
    "a-group-and-a-row-beside-it": (HEAD, "I;2025-01;Khối thôn;1;2", A, "II;2025-01;Thôn B;2;4"),
    "groups-in-a-group": (
        HEAD, "A;2025-01;Toàn huyện;7;14", "I;2025-01;Xã Một;3;6", A, B, "II;2025-01;Xã Hai;4;8", C,
    ),
    "parts-of-a-row": (HEAD, "1;2025-01;Xã Một;3;6", "1.1;2025-01;Thôn A;1;2", "1.2;2025-01;Thôn B;2;4", C),
    "with-bullets": (HEAD, "1;2025-01;Xã Một;3;6", "-;2025-01;Thôn A;1;2", "-;2025-01;Thôn B;2;4"),
    "with-bullets-before-the-names": (
        "Tháng;Đơn vị;Tốt;Tất cả", "2025-01;Xã Một;3;6", "2025-01;- Thôn A;1;2", "2025-01;- Thôn B;2;4", "2025-01;Thôn C;4;8",
    ),
    "with-bullets-and-no-number": (
        HEAD, "1;2025-01;Xã Một;3;6", ";2025-01;+ Thôn A;1;2", ";2025-01;+ Thôn B;2;4", "2;2025-01;Thôn C;4;8",
    ),
    "with-a-total-at-each-end": (
        HEAD, ";2025-01;Tổng cộng;7;14", "I;2025-01;Xã Một;3;6", A, B, ";2025-01;Cộng;3;6", "II;2025-01;Thôn C;4;8",
        ";2025-01;Tổng cộng;7;14",
    ),
    "in-each-month": (
        HEAD, "I;2025-01;Khối thôn;3;6", A, B, *(row.replace("-01", "-02") for row in ("I;2025-01;Khối thôn;3;6", A, B)),
    ),
    "of-one-unit's-fields": (
        "TT;Tháng;Đơn vị;Lĩnh vực;Tốt;Tất cả", "I;2025-01;Thôn A;Chung;3;6", "1;2025-01;Thôn A;Hộ tịch;1;2",
        "2;2025-01;Thôn A;Đất đai;2;4",
    ),
}  # fmt: skip


@pytest.mark.parametrize("rows", COUNTED.values(), ids=COUNTED)
def test_what_heads_a_group_is_not_counted(rows: tuple[str, ...]) -> None:
    found = counted(table(*rows))
    names = [member for _, member, _ in found]
    assert all(name.lstrip("-+ ").startswith("Thôn") and "Chung" not in name for name in names)
    assert len(names) == sum("Thôn " in row and "Chung" not in row for row in rows)


REFUSED = {
    "a-sum-that-is-none": ((HEAD, "I;2025-01;Khối thôn;3;7", A, B), "2:5"),
    "parts-that-are-not-all": (
        ("Tháng;Đơn vị;Tốt;Tất cả", "2025-01;Thôn A;3;6", "2025-01;- Đất đai;1;2", "2025-01;Thôn B;1;2"), "2:3",
    ),
    "another-group's-rows": ((HEAD, "I;2025-01;Khối thôn;3;6", A, "II;2025-01;Khối phòng;2;4", B), "2:4"),
    "what-an-outer-group-leaves-out": (
        (HEAD, "A;2025-01;Huyện;3;6", "I;2025-01;Xã Một;3;6", A, B, "II;2025-01;Xã Hai;4;8", C), "2:4",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "place"), REFUSED.values(), ids=REFUSED)
def test_a_sum_that_is_wrong_is_refused(rows: tuple[str, ...], place: str) -> None:
    assert ("data.total_differs", place) in told(table(*rows))


ROWS = {
    "numbers-on-one-level": (HEAD, A, B, C),
    "numbers-that-go-up-again": (HEAD, "1.1;2025-01;Thôn A;1;2", "2;2025-01;Thôn B;2;4"),
    "a-row-of-another-month-below": (HEAD, B, "I;2025-01;Thôn A;1;2", "1;2025-02;Thôn C;2;4", C),
    "a-row-without-a-number": (HEAD, ";2025-01;Thôn A;1;2", "1;2025-01;Thôn B;2;4"),
    "bullets-before-all-names": ("Tháng;Đơn vị;Tốt;Tất cả", "2025-01;- Thôn A;1;2", "2025-01;- Thôn B;2;4"),
    "no-column-of-numbers": ("Loại;Tháng;Đơn vị;Tốt;Tất cả", "I;2025-01;Thôn A;1;2", "1;2025-01;Thôn B;2;4"),
}


@pytest.mark.parametrize("rows", ROWS.values(), ids=ROWS)
def test_any_other_row_is_counted(rows: tuple[str, ...]) -> None:
    assert len(counted(table(*rows))) == len(rows) - 1


@pytest.mark.parametrize(
    "name",
    ["Trong đó: đất đai", "Trong đó", "Tháng trước", "Cùng kỳ năm 2024", "So với cùng kỳ (%)", "Tăng, giảm", "TĂNG/GIẢM",
     "Tăng (+), giảm (-)", "Giảm", "Tỷ lệ %", "Kế hoạch năm 2025", "Ước tháng 6", "Trong tháng", "Last year"],
)  # fmt: skip
def test_a_row_that_only_says_something_of_others_is_refused(name: str) -> None:
    assert told(table("Đơn vị;Tháng;Tốt;Tất cả", "Thôn A;2025-01;1;2", f"{name};2025-01;2;4")) == [
        ("data.no_member", "3:1")
    ]


@pytest.mark.parametrize(
    "name",
    ["Tăng Tiến", "Trung Bình", "Kỳ Sơn", "Giảm nghèo", "Tăng trưởng xanh", "Kế hoạch", "Phòng Kế hoạch - Tài chính",
     "Trong Hải", "Sở Kế hoạch và Đầu tư", "Tháng Tám", "Tỷ", "Năm Căn", "Quý Lộc", "-", "Changes Bay"],
)  # fmt: skip
def test_a_name_that_begins_like_one_is_counted(name: str) -> None:
    assert len(counted(table("Đơn vị;Tháng;Tốt;Tất cả", "Thôn A;2025-01;1;2", f"{name};2025-01;2;4"))) == 2
