"""The workbook: real numbers and percentages, colours by rule, headings in sight, and no cell that is a formula."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from parcalc.language.language import Language
from parcalc.model.assessment import Figure
from parcalc.model.edition import Edition
from parcalc.report.excel.sheet_names import sheet_name
from parcalc.report.figures import shown_percent
from parcalc.report.rendering import render

VI, EN = Language("vi"), Language("en")


def written(edition: Edition, language: Language = VI) -> Workbook:
    return load_workbook(BytesIO(render("xlsx", edition, language)))


def rows_under(sheet: Worksheet, heading: str) -> list[list[object]]:
    """Return the rows under the first row that has a heading, up to the next blank one."""
    table = [[cell.value for cell in row] for row in sheet.iter_rows()]
    start = next(place for place, row in enumerate(table) if heading in row) + 1
    rows = table[start:]
    return rows[: next((place for place, row in enumerate(rows) if not any(row)), len(rows))]


def test_a_sheet_for_verdicts_units_and_months(sample: Edition) -> None:
    assert written(sample).sheetnames == ["Kết quả", "Đơn vị", "Các tháng"]
    assert written(sample, EN).sheetnames == ["Results", "Unit", "Months"]
    assert written(sample._replace(assessment=sample.assessment._replace(breakdowns=()))).sheetnames == [
        "Kết quả",
        "Các tháng",
    ]


def test_figures_are_numbers(sample: Edition) -> None:
    rows = rows_under(written(sample)["Kết quả"], "Chỉ tiêu")
    assert [row[1] for row in rows] == [result.target.names.vi for result in sample.assessment.results]
    on_time = rows[2]
    assert on_time[:5] == ["II.1.2, II.2.2.d", "Hồ sơ TTHC giải quyết trước và đúng hạn", "≥ 98%", 268, 277]
    assert on_time[5] == 268 / 277
    assert on_time[6:10] == ["✗ chưa đạt", -4, 1608, 1620]
    assert on_time[11:14] == ["✓ đạt", 1.0, "Văn phòng - Thống kê"]
    assert rows[0][5] is None, "nothing is no rate"


def test_a_rate_is_shown_with_the_decimals_that_keep_it_on_its_side(sample: Edition) -> None:
    sheet = written(sample)["Kết quả"]
    formats = {
        cell.value: cell.number_format for row in sheet.iter_rows() for cell in row if isinstance(cell.value, float)
    }
    assert formats[268 / 277] == "0.00%"
    near = sample.assessment.results[2]
    figure = Figure(97_996, 100_000)
    result = near._replace(outcome=near.outcome._replace(figure=figure))
    assert shown_percent(result.outcome) == "97.996"
    sheet = written(sample._replace(assessment=sample.assessment._replace(results=(result,))))["Kết quả"]
    (cell,) = (cell for row in sheet.iter_rows() for cell in row if cell.value == 0.97996)
    assert cell.number_format == "0.000%"


def test_the_units_are_in_the_order_of_attention(sample: Edition) -> None:
    rows = rows_under(written(sample)["Đơn vị"], "Thứ tự")
    assert [row[1:5] for row in rows if row[0] == "Hồ sơ TTHC giải quyết trước và đúng hạn"] == [
        [1, "Bộ phận một cửa", 75, 78], [1, "Địa chính - xây dựng", 93, 96], [3, "Tư pháp - hộ tịch", 100, 103]
    ]  # fmt: skip


def test_the_months_and_their_verdicts(sample: Edition) -> None:
    sheet = written(sample)["Các tháng"]
    rates, verdicts = rows_under(sheet, "Chỉ tiêu"), rows_under(sheet, "Đánh giá")
    assert len(rates) == len(verdicts) == 13
    assert rates[2][-1] == 268 / 277
    assert verdicts[2][1:] == ["✓"] * 11 + ["✗"]
    assert rates[1][1:] == [None] * 12


def test_misses_are_drawn(sample: Edition) -> None:
    with ZipFile(BytesIO(render("xlsx", sample, VI))) as archive:
        chart = archive.read("xl/charts/chart1.xml").decode()
    series = re.findall(r"<c:tx><c:strRef><c:f>(.*?)</c:f>", chart)
    assert len(series) == 2
    assert float(re.search(r'<c:max val="(.*?)"', chart)[1]) == 1  # type: ignore[index]
    assert float(re.search(r'<c:min val="(.*?)"', chart)[1]) == 0.8  # type: ignore[index]


def test_headings_stay_in_sight_and_colours_follow_a_rule(sample: Edition) -> None:
    book = written(sample)
    for sheet in book:
        assert sheet.freeze_panes
        rules = [rule for area in sheet.conditional_formatting for rule in area.rules]
        assert any("✗" in rule.formula[0] for rule in rules)
        assert all(rule.type == "expression" for rule in rules)
    assert book["Kết quả"].auto_filter.ref
    assert book["Kết quả"].print_title_rows


@pytest.mark.parametrize("language", [VI, EN])
def test_hostile_names_are_text(language: Language, hostile: Edition) -> None:
    content = render("xlsx", hostile, language)
    book = load_workbook(BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)
    assert any(str(cell.value).startswith("=SUM(A1)") for cell in cells)
    with ZipFile(BytesIO(content)) as archive:
        sheets = "".join(archive.read(name).decode() for name in archive.namelist() if "worksheets/" in name)
    assert "<f>" not in sheets


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("Đơn vị", "Đơn vị"),
        ("a/b:c*d?e[f]g\\h", "a b c d e f g h"),
        ("'x'", "x"),
        ("History", "History 2"),
        ("", "_"),
        ("'", "_"),
        ("x" * 40, "x" * 31),
        ("kết quả", "kết quả 2"),
        ("😀" * 20, "😀" * 15),
    ],
)
def test_names_of_sheets(wanted: str, name: str) -> None:
    assert sheet_name(wanted, {"kết quả"}) == name


@given(st.lists(st.text(max_size=40), max_size=8))
def test_every_name_is_one_that_a_spreadsheet_takes(wanted: list[str]) -> None:
    taken: set[str] = set()
    names = [sheet_name(name, taken) for name in wanted]
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31
        assert not re.search(r"[\[\]:*?/\\]|^'|'$", name)
