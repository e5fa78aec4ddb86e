"""How broken rules are told."""

import pytest

from parcalc.errors import Message, Unusable
from parcalc.language.language import Language
from parcalc.model.plan import Plan, Rule, Sum
from read.tables_of_counts import PLAN, read, table

ALL, GOOD = Sum(((1, "all"),)), Sum(((1, "good"),))
AT_MOST = Rule(GOOD, "<=", ALL)
SUM = Rule(Sum(((1, "good"), (1, "docs"), (1, "electronic"))), "=", ALL)
HEADER = "Tháng;Tốt;Tất cả;Văn bản;Văn bản điện tử"


def ruled(*rules: Rule) -> Plan:
    return PLAN._replace(rules=rules)


def told(plan: Plan, *rows: str) -> list[str]:
    messages: tuple[Message, ...]
    try:
        messages = tuple(read(table(HEADER, *rows), plan)[1])
    except Unusable as unusable:
        messages = unusable.problems
    return [f"{message.place}: {Language('vi').say(message)}" for message in messages]


EXCHANGED = "f.csv:2:2: ở cả 2 dòng, “Tốt” (cột B) nhiều hơn “Tất cả” (cột C); có thể hai cột này đã đổi chỗ cho nhau, hãy xem lại tiêu đề"


def test_two_columns_that_every_row_has_the_wrong_way_round_are_told_once() -> None:
    assert told(ruled(AT_MOST), "1/2025;9;1;;", "2/2025;8;2;;", "3/2025;;2;;") == [EXCHANGED]


def test_a_warning_about_them_is_told_once_too() -> None:
    assert told(ruled(AT_MOST._replace(warn=True)), "1/2025;9;1;;", "2/2025;8;2;;") == [EXCHANGED]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(("1/2025;9;1;;",), id="one-row-alone"),
        pytest.param(("1/2025;9;1;;", "2/2025;2;2;;"), id="a-row-in-which-both-are-equal"),
        pytest.param(("1/2025;9;1;;", "2/2025;1;2;;"), id="a-row-that-is-right"),
    ],
)
def test_columns_that_some_row_has_right_are_not_exchanged(rows: tuple[str, ...]) -> None:
    assert told(ruled(AT_MOST), *rows) == [
        "f.csv:2:2: tháng 01/2025: “Tốt” là 9, nhiều hơn “Tất cả” là 1; hãy sửa một trong các ô này (ô B2, ô C2)"
    ]


def test_a_long_sum_is_told_by_its_cells_and_what_to_look_at_first() -> None:
    assert told(ruled(SUM), "1/2025;1;10;1240;2") == [
        (
            "f.csv:2:2: tháng 01/2025: B2 + D2 + E2 là 1.243 nhưng “Tất cả” là 10, chênh 1.233; hai bên phải bằng nhau,"
            " hãy sửa một trong các ô này, trước hết xem lại ô D2 ghi 1.240 (“Văn bản”)"
        )
    ]


@pytest.mark.parametrize(
    "row",
    ["1/2025;4;11;4;4", "1/2025;4;20;4;4", "1/2025;4;2;4;4"],
    ids=["little-too-much", "too-little-of-all", "more-than-one-cell-can-be"],
)
def test_no_cell_is_suspected_that_need_not_be_wrong(row: str) -> None:
    assert [line.rpartition("; ")[2] for line in told(ruled(SUM), row)] == [
        "hai bên phải bằng nhau, hãy sửa một trong các ô này"
    ]


def test_problems_are_told_row_by_row() -> None:
    rules = ruled(AT_MOST, Rule(Sum(((1, "electronic"),)), "<=", Sum(((1, "docs"),))))
    places = [
        line.split(": ")[0]
        for line in told(rules, "1/2025;9;1;1;1", "2/2025;1;1;1;2", "3/2025;9;1;1;2", "4/2025;0;1;1;0")
    ]
    assert places == ["f.csv:2:2", "f.csv:3:5", "f.csv:4:2", "f.csv:4:5"]


def test_what_was_carried_over_is_told_with_both_months() -> None:
    carried = Rule(GOOD, "=", ALL, previous_month=True)
    assert told(ruled(carried), "1/2025;;5;;", "2/2025;4;;;") == [
        "f.csv:3:2: tháng 02/2025: “Tốt” là 4 nhưng tháng trước “Tất cả” là 5; hãy kiểm tra lại"
    ]
