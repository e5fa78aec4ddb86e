"""Several tables in one file: each is read by its own header, or the file is refused at the line."""

import pytest

from read.tables_of_counts import counted, noted, table, told

FIRST = ("Tháng;Tất cả;Tốt", "2025-01;10;4")
JANUARY = ("2025-01", "", {"all": 10, "good": 4})
READ = {
    "other-columns-in-the-second": ((*FIRST, "Tháng;Văn bản;Văn bản điện tử", "2025-02;99;9"), ("2025-02", "", {"docs": 99, "electronic": 9})),
    "another-order-in-the-second": ((*FIRST, "Tháng;Tốt;Tất cả", "2025-02;9;99"), ("2025-02", "", {"good": 9, "all": 99})),
    "the-month-in-another-column": ((*FIRST, "Tốt;Tháng;Tất cả", "9;2025-02;99"), ("2025-02", "", {"good": 9, "all": 99})),
    "a-byte-order-mark-before-the-second": ((*FIRST, "\ufeffTháng;Tốt;Tất cả", "2025-02;9;99"), ("2025-02", "", {"good": 9, "all": 99})),
    "a-fuller-header-below": ((*FIRST, "", "Đơn vị;Tháng;Tốt;Tất cả;Văn bản", "B;2025-02;10;10;1"), ("2025-02", "B", {"good": 10, "all": 10, "docs": 1})),
    "the-header-again": ((*FIRST, "Tháng;Tất cả;Tốt;", "2025-02;99;9"), ("2025-02", "", {"all": 99, "good": 9})),
    "a-header-that-no-row-stands-under": ((*FIRST, "2025-02;99;9", "Tháng;Văn bản"), ("2025-02", "", {"all": 99, "good": 9})),
    "a-title-with-a-known-word-above": (("Đơn vị;UBND xã;Kỳ báo cáo;năm", *FIRST, "2025-02;99;9"), ("2025-02", "", {"all": 99, "good": 9})),
}  # fmt: skip
REFUSED = {
    "a-second-table-without-counts": ((*FIRST, "Tháng;Chi ngân sách;Thu", "2025-02;99;9"), [("data.no_count_column", "3")]),
    "a-second-table-without-a-month": ((*FIRST, "Thời điểm;Tốt;Tất cả", "2025-02;9;99"), [("data.no_month_column", "3")]),
    "a-heading-twice-in-the-second": ((*FIRST, "Tháng;Tốt;Tốt", "2025-02;9;9"), [("data.repeated_heading", "3:3")]),
    "unknown-words-for-a-second-header": (
        (*FIRST, "Thang;Tat ca;Tot", "2025-02;9;99"),
        [("data.not_a_month", "3:1"), ("data.not_whole", "3:2"), ("data.not_whole", "3:3")],
    ),
    "two-headers-that-differ": (("Tháng;Tất cả;Tốt", "Tháng;Tốt;Tất cả", "2025-01;10;4"), [("data.two_headers", "2")]),
    "one-month-in-two-tables": ((*FIRST, "Tháng;Tốt;Tất cả", "2025-01;4;10"), [("data.repeated_month", "4")]),
    "words-below-a-header-that-are-no-units": (
        ("Tháng;Tất cả;Tốt", ";trực tuyến;giấy", "2025-01;10;4"),
        [("data.second_header", "2")],
    ),
    "two-separators-in-two-tables": (("Tháng;Tất cả", "2025-01;1.234", "Tháng;Tốt", "2025-01;1,234"), [("data.two_separators", "4:2")]),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "second"), READ.values(), ids=READ.keys())
def test_each_table_is_read_by_its_own_header(lines: tuple[str, ...], second: object) -> None:
    assert counted(table(*lines)) == [JANUARY, second]


@pytest.mark.parametrize(("lines", "problems"), REFUSED.values(), ids=REFUSED.keys())
def test_a_table_that_cannot_be_read_is_refused(lines: tuple[str, ...], problems: object) -> None:
    assert told(table(*lines)) == problems


def test_two_tables_of_one_month_with_counts_of_their_own_are_one_row() -> None:
    assert counted(table(*FIRST, "Tháng;Văn bản", "2025-01;7")) == [("2025-01", "", {"all": 10, "good": 4, "docs": 7})]


def test_the_total_below_the_last_page_is_that_of_all_pages() -> None:
    pages = (*FIRST, "Tháng;Tất cả;Tốt", "2025-02;99;9", "Tổng cộng;109;13")
    assert (len(counted(table(*pages))), noted(table(*pages))) == (2, [])


def test_a_page_may_end_in_a_signature() -> None:
    pages = (*FIRST, "Người lập biểu;;CHỦ TỊCH", "Tháng;Tất cả;Tốt", "2025-02;99;9")
    assert (len(counted(table(*pages))), noted(table(*pages))) == (2, [("data.passed_over", "3")])


def test_a_page_may_have_a_total_of_its_own() -> None:
    pages = (*FIRST, "Tháng;Tất cả;Tốt", "2025-02;99;9", "Cộng;99;9")
    assert len(counted(table(*pages))) == 2


YEARS = {
    "the-next-title": (("NĂM 2025", "Tháng;Tốt", "Tháng 10;10", "NĂM 2024;", "Tháng 11;9"), ["2025-10", "2024-11"]),
    "a-title-of-the-second-table": (("NĂM 2025", "Tháng;Tốt", "Tháng 1;1", "BẢNG 2: SỐ LIỆU NĂM 2024", "Tháng;Tốt", "Tháng 12;9"), ["2025-01", "2024-12"]),
    "a-title-under-the-headings-of-counts": (("NĂM 2025", "Tháng;Tốt", "Tháng 10;10", ";Năm 2024", "Tháng 11;9"), ["2025-10", "2024-11"]),
    "a-title-below-the-header": (("Tháng;Tốt", "Năm 2025;", "Tháng 10;10"), ["2025-10"]),
    "not-when-it-was-signed": (
        ("NĂM 2025", "Tháng;Tốt", "Tháng 11;1", "Định Hưng, ngày 05 tháng 01 năm 2026", "Tháng;Tốt", "Tháng 12;9"), ["2025-11", "2025-12"],
    ),
    "not-what-it-is-compared-with": (("NĂM 2025 (so với cùng kỳ năm 2024)", "Tháng;Tốt", "Tháng 11;1"), ["2025-11"]),
    "a-title-below-the-header-before-that-above": (("BÁO CÁO NĂM 2025", "Tháng;Tốt", "NĂM 2024", "Tháng 11;9"), ["2024-11"]),
    "a-title-below-a-table-of-other-things": (
        ("NĂM 2025", "Tháng;Đơn vị;Chi ngân sách", "NĂM 2024", "Tháng;Tốt", "Tháng 11;9"), ["2024-11"],
    ),
    "a-title-below-a-remark": (
        ("NĂM 2025", "Tháng;Tốt", "Tháng 10;1", "Ghi chú: số liệu năm 2023 chưa đủ;", "NĂM 2024;", "Tháng 11;9"), ["2025-10", "2024-11"],
    ),
    "a-total-of-the-same-year": (("NĂM 2025", "Tháng;Tốt", "Tháng 1;1", "Cả năm 2025;1", "Tháng 2;9"), ["2025-01", "2025-02"]),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "months"), YEARS.values(), ids=YEARS.keys())
def test_a_year_holds_for_what_stands_below_it_until_the_next(lines: tuple[str, ...], months: object) -> None:
    assert [month for month, _, _ in counted(table(*lines))] == months


UNKNOWN_YEARS = {
    "two-titles": ("NĂM 2025", "Tháng;Tốt", "Tháng 1;1", "NĂM 2024;", "NĂM 2023;", "Tháng 11;9"),
    "a-remark-with-another-year": ("NĂM 2025", "Tháng;Tốt", "Tháng 1;1", "Ghi chú: số liệu năm 2024 chưa đủ;", "Tháng 2;9"),
    "a-total-of-another-year": ("NĂM 2025", "Tháng;Tốt", "Tháng 1;1", "Năm 2024;1", "Tháng 2;9"),
}  # fmt: skip


@pytest.mark.parametrize("lines", UNKNOWN_YEARS.values(), ids=UNKNOWN_YEARS.keys())
def test_a_month_is_not_guessed_where_the_year_is_open(lines: tuple[str, ...]) -> None:
    assert ("data.month_without_year", f"{len(lines)}:1") in told(table(*lines))


PASSED_OVER = {
    "a-signature-below": ((*FIRST, "Người lập biểu;;CHỦ TỊCH"), "3"),
    "a-place-and-date-below": ((*FIRST, ";;Định Hưng, ngày 05 tháng 3 năm 2025"), "3"),
    "a-group-between-rows": (("Tháng;Tất cả;Tốt", "I. Quý một;;", "2025-01;10;4"), "2"),
    "numbers-without-brackets-below-the-header": (("Tháng;Tất cả;Tốt", "1;2;3", "2025-01;10;4"), "2"),
    "a-month-and-a-number-above-the-header": (("2025-02;99;9", *FIRST), "1"),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "place"), PASSED_OVER.values(), ids=PASSED_OVER.keys())
def test_what_is_passed_over_is_named(lines: tuple[str, ...], place: str) -> None:
    assert (noted(table(*lines)), counted(table(*lines))) == ([("data.passed_over", place)], [JANUARY])


DESCRIBED = {
    "numbers-in-brackets": "(1);(2);(3)",
    "a-letter-and-numbers": "A;1;2",
    "numbers-with-their-sums": "(1);(2)=(3)+(4);(3)",
    "units-of-measure": "ĐVT;hồ sơ;hồ sơ",
    "units-in-brackets": ";(hồ sơ);(hồ sơ)",
}


@pytest.mark.parametrize("row", DESCRIBED.values(), ids=DESCRIBED.keys())
def test_what_describes_the_columns_is_passed_over(row: str) -> None:
    assert (noted(table(FIRST[0], row, FIRST[1])), counted(table(FIRST[0], row, FIRST[1]))) == ([], [JANUARY])


LIKE_DATA = {
    "a-month-in-words": "Tháng sáu 2025;-;không",
    "a-unit-with-numbers-and-words": ";12 hồ sơ;15 hồ sơ",
    "a-lost-number": ";####;",
    "a-number-alone": ";;5",
    "no-cases": ";không;không phát sinh",
    "about-so-many": ";khoảng 12;khoảng 15",
    "units-of-measure-below": ";(1);(2)",
}


@pytest.mark.parametrize("row", LIKE_DATA.values(), ids=LIKE_DATA.keys())
@pytest.mark.parametrize("after", [(), ("2025-07;1;1",)], ids=["below-the-table", "within-the-table"])
def test_a_row_that_carries_data_is_never_passed_over(row: str, after: tuple[str, ...]) -> None:
    assert told(table(*FIRST, row, *after))[0][1].startswith("3")


def test_a_signature_that_names_a_unit_of_the_table_is_no_signature() -> None:
    assert told(table("Tháng;Đơn vị;Tốt", "2025-01;Xã A;1", ";Xã A;mười hai"))[0] == ("data.month_blank", "3:1")


def test_more_rows_than_anyone_reads_are_counted() -> None:
    below = tuple(f"Ghi chú {letter}ồ;;" for letter in "abcdeghiklm")
    assert noted(table(*FIRST, *below)) == [("data.passed_over_and_more", "3")]


@pytest.mark.parametrize(
    ("text", "members"),
    [
        pytest.param("Tháng,Đơn vị,Tốt\n2025-01,A\u037eB,1", "A\u037eB", id="in-a-name"),
        pytest.param("Tháng;Đơn vị;Tốt\n2025-01;A\u037eB;1", "A\u037eB", id="beside-semicolons"),
    ],
)
def test_a_greek_question_mark_parts_no_cells(text: str, members: str) -> None:
    assert counted(text) == [("2025-01", members, {"good": 1})]


def test_a_greek_question_mark_for_a_semicolon_is_refused_at_its_line() -> None:
    assert told("Tháng;Đơn vị;Tốt\n2025-01;A\u037e1") == [("data.short_row", "2")]
