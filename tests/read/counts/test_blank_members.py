"""A blank cell where other rows name their unit: the whole only where nothing else can be meant."""

import pytest

from read.tables_of_counts import counted, noted, read, table, told

HEADER = "Tháng;Đơn vị;Tốt"
WHOLES = {
    "the-first-of-its-month": ("2025-06;;3", "2025-06;A;1", "2025-06;B;2"),
    "the-last-of-its-month": ("2025-06;A;1", "2025-06;B;2", "2025-06;;3"),
    "the-first-of-each-month": ("2025-05;;3", "2025-05;A;1", "2025-05;B;2", "2025-06;;7", "2025-06;A;3", "2025-06;B;4"),
    "the-last-of-each-month-with-a-unit-less": ("2025-05;A;1", "2025-05;B;2", "2025-05;;3", "2025-06;A;4", "2025-06;;4"),
    "all-at-the-end": ("2025-05;A;1", "2025-05;B;2", "2025-06;A;3", "2025-06;B;4", "2025-05;;3", "2025-06;;7"),
    "by-a-name-of-the-whole": ("2025-05;A;1", "2025-05;B;2", "2025-05;Toàn xã;3", "2025-06;A;4", "2025-06;Cả xã;4"),
}  # fmt: skip


@pytest.mark.parametrize("rows", WHOLES.values(), ids=WHOLES.keys())
def test_a_whole_is_checked_and_not_counted(rows: tuple[str, ...]) -> None:
    assert all(members for _, members, _ in counted(table(HEADER, *rows)))


@pytest.mark.parametrize("rows", WHOLES.values(), ids=WHOLES.keys())
def test_a_whole_that_differs_is_refused(rows: tuple[str, ...]) -> None:
    wrong = [f"{row}0" if row.split(";")[1] in {"", "Toàn xã", "Cả xã"} else row for row in rows]
    assert {code for code, _ in told(table(HEADER, *wrong))} <= {"data.whole_differs", "data.total_differs"} != set()


def test_a_merged_unit_holds_for_the_rows_below_it() -> None:
    rows = ("A;2025-05;10", ";2025-06;5", "B;2025-05;7", ";2025-06;5")
    merged = table("Đơn vị;Tháng;Tốt", *rows)
    assert [(month, unit) for month, unit, _ in counted(merged)] == [
        ("2025-05", "A"), ("2025-06", "A"), ("2025-05", "B"), ("2025-06", "B"),
    ]  # fmt: skip
    assert noted(merged) == [("data.members_from_above", "2")]
    assert read(merged)[1][0].facts["cells"] == ("A3", "A5")


UNCLEAR = {
    "a-field-that-the-unit-above-may-have": (("Tháng;Đơn vị;Lĩnh vực;Tốt", "2025-06;A;X;10", "2025-06;;Y;5", "2025-06;B;Y;5"), "3:2"),
    "a-month-that-the-unit-above-may-have": (("Đơn vị;Tháng;Tốt", "A;2025-05;10", ";2025-06;5", "B;2025-05;7", "B;2025-06;5"), "3:1"),
    "also-where-the-figures-do-not-fit": (("Đơn vị;Tháng;Tốt", "A;2025-05;10", ";2025-06;6", "B;2025-05;7", "B;2025-06;5"), "3:1"),
    "a-month-of-the-whole-alone": ((HEADER, "2025-05;A;1", "2025-05;B;2", "2025-06;;5"), "4:2"),
    "one-among-rows-of-the-whole": ((HEADER, "2025-06;A;3", "2025-06;B;2", "2025-06;;5", "2025-07;;9"), "5:2"),
    "the-field-of-the-row-above": (("Tháng;Đơn vị;Lĩnh vực;Tốt", "2025-06;A;X;1", "2025-06;B;;2"), "3:3"),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "place"), UNCLEAR.values(), ids=UNCLEAR.keys())
def test_what_may_be_either_is_refused(lines: tuple[str, ...], place: str) -> None:
    assert told(table(*lines)) == [("data.member_unclear", place)]


def test_the_whole_of_wholes_may_stand_below_them() -> None:
    rows = ("2025-06;A;X;1", "2025-06;A;Y;2", "2025-06;A;;3", "2025-06;B;X;4", "2025-06;;;7")
    assert len(counted(table("Tháng;Đơn vị;Lĩnh vực;Tốt", *rows))) == 3


def test_prepared_rows_settle_nothing() -> None:
    rows = ("2025-05;A;1", "2025-05;B;2", "2025-06;;", "2025-07;;", "2025-07;;")
    assert counted(table(HEADER, *rows)) == [("2025-05", "A", {"good": 1}), ("2025-05", "B", {"good": 2})]


def test_a_prepared_row_beside_one_of_the_whole_is_of_nobody() -> None:
    rows = ("2025-05;A;1", "2025-05;;1", "2025-06;;")
    assert counted(table(HEADER, *rows)) == [("2025-05", "A", {"good": 1})]


def test_a_unit_called_the_whole_is_the_whole() -> None:
    assert counted(table(HEADER, "2025-05;Toàn xã;1", "2025-06;Toàn xã;2")) == [
        ("2025-05", "", {"good": 1}), ("2025-06", "", {"good": 2}),
    ]  # fmt: skip


def test_a_unit_twice_is_told_as_that() -> None:
    assert told(table(HEADER, "2025-05;A;1", "2025-05;A;1", "2025-06;;2")) == [("data.repeated_member", "3")]


def test_units_and_fields_of_the_same_cases_are_refused() -> None:
    assert told(table(HEADER, "2025-06;A;3", "", "Tháng;Lĩnh vực;Tốt", "2025-06;X;3")) == [
        ("data.two_divisions", "2:3")
    ]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param((HEADER, "2025-06;A;3", "Tháng;Lĩnh vực;Tất cả", "2025-06;X;3"), id="of-other-counts"),
        pytest.param((HEADER, "2025-06;A;3", "Tháng;Lĩnh vực;Tốt", "2025-07;X;3"), id="of-other-months"),
        pytest.param(
            ("Tháng;Đơn vị;Lĩnh vực;Tốt", "2025-06;A;X;3", "Tháng;Đơn vị;Tốt", "2025-06;B;3"), id="of-other-units"
        ),
    ],
)
def test_units_beside_fields_are_read(lines: tuple[str, ...]) -> None:
    assert len(counted(table(*lines))) == 2


def test_counts_that_only_the_whole_has_are_named() -> None:
    lines = (HEADER, "2025-06;A;3", "2025-06;B;4", "Tháng;Tất cả", "2025-06;30")
    assert (len(counted(table(*lines))), noted(table(*lines))) == (2, [("data.only_in_whole", "5:2")])


def test_a_whole_is_noted_where_blank_cells_keep_it_from_being_checked() -> None:
    lines = ("Tháng;Đơn vị;Tốt;Tất cả", "2025-06;;9;9", "2025-06;A;4;5", "2025-06;B;;4")
    assert noted(table(*lines)) == [("data.whole_unchecked", "2:3")]


def test_a_whole_below_what_its_parts_come_to_is_refused_even_so() -> None:
    lines = ("Tháng;Đơn vị;Tốt;Tất cả", "2025-06;;3;9", "2025-06;A;4;5", "2025-06;B;;4")
    assert told(table(*lines)) == [("data.whole_differs", "2:3")]
