"""Which sheets are read, which only sum up the others, and what is asked where two could be meant."""

from pathlib import Path
from typing import Any

import pytest

from parcalc.errors import Problem, Unusable
from parcalc.model.counts import Counts
from parcalc.model.plan import Plan
from parcalc.read.counts.reader import read_counts
from parcalc.read.plan.loader import load_plan
from workbooks import Rows, as_xlsx_of_sheets

COUNTS = ["payments", "payments_online"]
DATED = ["Tháng", *COUNTS]


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(str(Path(__file__).parents[3] / "data/targets.yaml"))


def read(sheets: dict[str, Rows], plan: Plan, folder: Path, *asked: str) -> Counts:
    file = folder / "so-lieu.xlsx"
    file.write_bytes(as_xlsx_of_sheets(sheets))
    return read_counts([str(file)], plan, asked)


def flat(counts: Counts) -> list[tuple[Any, ...]]:
    return [(str(row.month), *row.members.values(), row.values["payments"]) for row in counts.rows]


def problem(sheets: dict[str, Rows], plan: Plan, folder: Path, *asked: str) -> Problem:
    with pytest.raises(Unusable) as refused:
        read(sheets, plan, folder, *asked)
    return refused.value.problems[0]


def month(*figures: int, title: str = "NĂM 2025") -> Rows:
    return [[title], COUNTS, list(figures)]


def units(first: int, second: int) -> Rows:
    return [
        ["SỐ LIỆU NĂM 2025"],
        ["STT", "Đơn vị", *COUNTS],
        [1, "Xã A", first, 0],
        [2, "Xã B", second, 0],
        [None, "Tổng cộng", first + second, 0],
    ]


MONTHS = [("2025-01", 5), ("2025-02", 7)]
RIGHT: dict[str, tuple[dict[str, Rows], list[tuple[Any, ...]]]] = {
    "sheets-called-by-months": ({"Tháng 1": month(5, 1), "Tháng 2": month(7, 2)}, MONTHS),
    "by-months-and-years": ({"01-2025": month(5, 1, title=""), "02.2025": month(7, 2, title="")}, MONTHS),
    "by-short-months": ({"T1": month(5, 1), "T02": month(7, 2)}, MONTHS),
    "by-months-with-an-opening": ({"BC tháng 1": month(5, 1), "Số liệu T2": month(7, 2)}, MONTHS),
    "the-title-has-the-month": ({"Sheet1": month(5, 1, title="BÁO CÁO THÁNG 01 NĂM 2025")}, MONTHS[:1]),
    "the-title-has-the-days": ({"Sheet1": month(5, 1, title="(Từ ngày 01/01/2025 đến ngày 31/01/2025)")}, MONTHS[:1]),
    "units-below-one-another": (
        {"Tháng 1": units(5, 6), "Tháng 2": units(7, 8)},
        [("2025-01", "Xã A", 5), ("2025-01", "Xã B", 6), ("2025-02", "Xã A", 7), ("2025-02", "Xã B", 8)],
    ),
    "rows-that-name-their-month": ({"Tháng 1": [DATED, ["01/2025", 5, 1]], "Tháng 2": [DATED, ["02/2025", 7, 2]]}, MONTHS),
    "prepared-sheets-of-months-to-come": ({"Tháng 1": month(5, 1), "Tháng 2": month(7, 2), "Tháng 3": [["NĂM 2025"], COUNTS]}, MONTHS),
    "a-sum-of-the-months": ({"Tháng 1": month(5, 1), "Tháng 2": month(7, 2), "Tổng hợp": [COUNTS, [12, 3]]}, MONTHS),
    "a-sum-by-months": ({"Cả năm": [DATED, ["01/2025", 5, 1], ["02/2025", 7, 2], ["Tổng cộng", 12, 3]], "Tháng 1": month(5, 1), "Tháng 2": month(7, 2)}, MONTHS),
    "a-sum-of-units": (
        {"Tháng 1": units(5, 6), "Tháng 2": units(7, 8), "Quý I": [["Đơn vị", *COUNTS], ["Xã A", 12, 0], ["Xã B", 14, 0]]},
        [("2025-01", "Xã A", 5), ("2025-01", "Xã B", 6), ("2025-02", "Xã A", 7), ("2025-02", "Xã B", 8)],
    ),
    "a-sum-by-months-of-units": (
        {"Tháng 1": units(5, 6), "Tổng hợp": [DATED, ["01/2025", 11, 0]]}, [("2025-01", "Xã A", 5), ("2025-01", "Xã B", 6)],
    ),
    "one-sheet-and-its-sum": ({"Số liệu": [DATED, ["01/2025", 5, 1], ["02/2025", 7, 2]], "Tổng hợp": [COUNTS, [12, 3]]}, MONTHS),
    "sheets-called-by-years": (
        {"2024": [DATED, ["Tháng 12", 3, 0]], "Năm 2025": [DATED, ["Tháng 1", 5, 1], ["02/2025", 7, 2]]}, [("2024-12", 3), *MONTHS]
    ),
    "a-sum-of-a-stock-is-its-last-month": (
        {"Tháng 1": [["NĂM 2025"], ["payments", "procedures"], [5, 100]], "Tháng 2": [["NĂM 2025"], ["payments", "procedures"], [7, 103]], "Tổng hợp": [["payments", "procedures"], [12, 103]]}, MONTHS
    ),
}  # fmt: skip


@pytest.mark.parametrize(("sheets", "expected"), RIGHT.values(), ids=RIGHT.keys())
def test_sheets_are_read_for_what_they_are(
    sheets: dict[str, Rows], expected: list[Any], plan: Plan, tmp_path: Path
) -> None:
    assert flat(read(sheets, plan, tmp_path)) == expected


REFUSED: dict[str, tuple[dict[str, Rows], str, str]] = {
    "two-that-could-be-meant": ({"Số liệu": month(5, 1), "Bản sao": month(5, 1)}, "data.which_sheet", ""),
    "a-draft-beside-months": ({"Tháng 1": month(5, 1), "Nháp": month(7, 2)}, "data.which_sheet", ""),
    "two-sheets-of-rows": ({"A": [DATED, ["01/2025", 5, 1]], "B": [DATED, ["02/2025", 7, 2]]}, "data.which_sheet", ""),
    "a-month-without-a-year": ({"Tháng 1": month(5, 1, title="")}, "data.sheet_without_year", ":Tháng 1"),
    "a-title-of-another-month": ({"Tháng 1": month(5, 1, title="Tháng 2 năm 2025"), "Tháng 2": month(7, 2)}, "data.two_months", ":Tháng 1!2"),
    "a-title-of-days-of-another-month": ({"Tháng 1": month(5, 1, title="Từ ngày 01/02/2025 đến ngày 28/02/2025")}, "data.two_months", ":Tháng 1!2"),
    "no-month-anywhere": ({"Sheet1": month(5, 1, title="SỐ LIỆU")}, "data.no_month_column", ":Sheet1!2"),
    "a-quarter": ({"Sheet1": month(5, 1, title="Quý I năm 2025")}, "data.longer_than_a_month", ":Sheet1!2"),
    "a-month-twice": ({"Tháng 1": month(5, 1), "T01": month(5, 1)}, "data.repeated_month", ":T01!3"),
    "a-month-whose-headings-are-lost": ({"Tháng 1": month(5, 1), "Tháng 2": [["NĂM 2025"], ["x", "y"], [7, 2]]}, "data.no_header", ":Tháng 2"),
    "a-sum-that-is-wrong": ({"Tháng 1": month(5, 1), "Tháng 2": month(7, 2), "Tổng hợp": [COUNTS, [13, 3]]}, "data.summary_differs", ":Tổng hợp!A2"),
    "a-sum-by-months-that-is-wrong": ({"Tháng 1": month(5, 1), "Cả năm": [DATED, ["01/2025", 5, 2]]}, "data.summary_differs", ":Cả năm!C2"),
    "a-sum-of-a-quarter-that-is-wrong": ({"Tháng 1": month(5, 1), "Tháng 4": month(7, 2), "Quý I": [COUNTS, [12, 3]]}, "data.summary_differs", ":Quý I!A2"),
    "a-month-that-only-the-sum-has": ({"Tháng 1": month(5, 1), "Cả năm": [DATED, ["01/2025", 5, 1], ["02/2025", 7, 2]]}, "data.only_in_summary", ":Cả năm!3"),
    "nothing-in-any-sheet": ({"Tháng 1": [["NĂM 2025"], COUNTS], "Tháng 2": [["NĂM 2025"], COUNTS]}, "data.no_rows", ":Tháng 1!2"),
}  # fmt: skip


@pytest.mark.parametrize(("sheets", "code", "place"), REFUSED.values(), ids=REFUSED.keys())
def test_what_no_sheet_settles_is_refused(
    sheets: dict[str, Rows], code: str, place: str, plan: Plan, tmp_path: Path
) -> None:
    refused = problem(sheets, plan, tmp_path)
    assert (refused.code, str(refused.place)) == (code, f"{tmp_path / 'so-lieu.xlsx'}{place}")


def test_a_sheet_that_is_asked_for_is_read_alone(plan: Plan, tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {"Số liệu": [DATED, ["01/2025", 5, 1]], "Nháp": [DATED, ["01/2025", 6, 1]]}
    assert flat(read(sheets, plan, tmp_path, "NHÁP")) == [("2025-01", 6)]


def test_two_sheets_that_are_asked_for_are_read_together(plan: Plan, tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "A": [DATED, ["01/2025", 5, 1]],
        "B": [DATED, ["02/2025", 7, 2]],
        "C": [DATED, ["02/2025", 8, 2]],
    }
    assert flat(read(sheets, plan, tmp_path, "A", "B")) == MONTHS
