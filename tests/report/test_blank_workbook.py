"""The blank workbook: what officers see of it, what it takes, and that it reads back."""

from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from parcalc.assess.own_files import own_blank
from parcalc.model.plan import Plan
from parcalc.read.counts.reader import read_counts
from parcalc.read.plan.loader import load_plan
from parcalc.report.blank_workbook import blank_workbook, is_blank_workbook

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(str(ROOT / "data/targets.yaml"))


@pytest.fixture
def sheet(plan: Plan) -> Any:
    return openpyxl.load_workbook(BytesIO(blank_workbook(plan, (2026,)))).active


def test_it_has_a_heading_for_each_count_and_a_row_for_each_month(sheet: Any, plan: Plan) -> None:
    assert [cell.value for cell in sheet[4]] == ["Tháng", *(count.names.vi for count in plan.counts.values())]
    assert [sheet.cell(line, 1).value for line in range(5, 17)] == [f"Tháng {number}/2026" for number in range(1, 13)]
    assert sheet.max_row == 16


def test_its_headings_stay_in_sight_and_tell_what_they_are_for(sheet: Any) -> None:
    assert sheet.freeze_panes == "B5"
    assert sheet["F4"].comment.text.startswith("Dùng cho chỉ tiêu: Hồ sơ TTHC giải quyết trước và đúng hạn.")
    assert "không cộng dồn" in sheet["H4"].comment.text


def test_neighbours_that_belong_together_have_one_shade(sheet: Any) -> None:
    shades = {cell.value: cell.fill.fgColor.rgb for cell in sheet[4][1:]}
    assert shades["Hồ sơ giải quyết trước hạn"] == shades["Hồ sơ giải quyết quá hạn"]
    assert shades["Hồ sơ đang giải quyết quá hạn"] != shades["Giao dịch thanh toán"]


def test_its_cells_take_whole_numbers_from_0_only(sheet: Any, plan: Plan) -> None:
    rules = sheet.data_validations.dataValidation
    assert len(rules) == len(plan.counts)
    assert {(rule.type, rule.operator, rule.formula1, rule.formula2) for rule in rules} == {
        ("whole", None, "0", str(plan.largest_count))
    }
    assert {str(rule.sqref) for rule in rules} >= {"B5:B16", "AE5:AE16"}
    assert all("để trống" in rule.prompt and len(rule.prompt) <= 255 and len(rule.error) <= 225 for rule in rules)


def test_it_reads_back_once_it_is_filled(plan: Plan, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BytesIO(blank_workbook(plan, (2025, 2026))))
    page: Any = book.active
    at = [cell.value for cell in page[4]].index("Giao dịch thanh toán") + 1
    for line in range(5, 5 + 24):
        page.cell(line, at, line)
    file = tmp_path / "so-lieu.xlsx"
    book.save(file)
    counts = read_counts([str(file)], plan)
    assert [(str(row.month), row.values["payments"]) for row in counts.rows][::23] == [("2025-01", 5), ("2026-12", 28)]
    assert counts.notes == ()


def test_it_is_the_same_for_the_same_plan_and_years_and_known_again(plan: Plan, tmp_path: Path) -> None:
    other = load_plan(str(ROOT / "data/plans/hoi-an-2025.yaml"))
    for years in ((2026,), (2025, 2026)):
        blank = blank_workbook(plan, years)
        assert blank == blank_workbook(plan, years)
        assert (
            is_blank_workbook(blank, plan),
            is_blank_workbook(blank, other),
            is_blank_workbook(blank[:-1], plan),
        ) == (True, False, False)
    (tmp_path / "moi.xlsx").write_bytes(blank)
    assert own_blank(plan, ".xlsx")(tmp_path / "moi.xlsx")
    assert not own_blank(plan, ".csv")(tmp_path / "moi.xlsx")
    assert not is_blank_workbook(b"", plan)
