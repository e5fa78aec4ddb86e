"""Workbooks as offices and their programs save them: each must give the counts of the clean one, or the test fails."""

import datetime
from pathlib import Path
from typing import Any

import pytest
import xlwt

from parcalc.model.counts import Counts
from parcalc.model.plan import Plan
from parcalc.read.counts.reader import read_counts
from parcalc.read.plan.loader import load_plan
from workbooks import (
    Rows,
    as_html,
    as_ods,
    as_xls,
    as_xlsx,
    as_xlsx_of_sheets,
    as_xlsxwriter,
    ods,
    texts,
    xlsx_of_xml,
)

HEADER = ["Tháng", "Giao dịch thanh toán", "Giao dịch thanh toán trực tuyến"]
ROWS: Rows = [HEADER, ["01/2025", 1234, 1180], ["02/2025", 12, 0]]
EXPECTED = [
    ("2025-01", {"payments": 1234, "payments_online": 1180}),
    ("2025-02", {"payments": 12, "payments_online": 0}),
]
JANUARY, FEBRUARY = datetime.date(2025, 1, 1), datetime.date(2025, 2, 1)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(str(Path(__file__).parents[3] / "data/targets.yaml"))


def read(content: bytes, plan: Plan, folder: Path, *sheets: str) -> Counts:
    file = folder / "so-lieu.xlsx"
    file.write_bytes(content)
    return read_counts([str(file)], plan, sheets)


def flat(counts: Counts) -> list[tuple[str, dict[str, int | None]]]:
    return [(str(row.month), dict(row.values)) for row in counts.rows]


def styled(**formats: str) -> Any:
    def dress(book: Any) -> None:
        for cell, code in formats.items():
            book.active[cell].number_format = code

    return dress


def macro(book: Any) -> None:
    book.active["A1"].hyperlink = "http://example.invalid/"
    book.active.auto_filter.ref = "A1:C3"
    book.active.freeze_panes = "B2"


def formulas(_: Any, sheet: Any) -> None:
    sheet.write_row(0, 0, HEADER)
    sheet.write_row(1, 0, ["01/2025", 1234, 1180])
    sheet.write(2, 0, "02/2025")
    sheet.write_formula(2, 1, "=B2-1222", None, 12)
    sheet.write(2, 2, 0)


def merged_month(_: Any, sheet: Any) -> None:
    sheet.write_row(0, 0, ["Tháng", "Đơn vị", "Giao dịch thanh toán"])
    sheet.merge_range("A2:A3", "01/2025")
    sheet.write_column(1, 1, ["Xã A", "Xã B"])
    sheet.write_column(1, 2, [1, 2])


def xls_dates(_: Any, page: Any) -> None:
    for line, day in ((1, JANUARY), (2, FEBRUARY)):
        page.write(line, 0, day, xlwt.easyxf(num_format_str="mm/yyyy"))


def cells(*values: str) -> str:
    return f"<row>{''.join(values)}</row>"


XML_HEADER = texts(*HEADER)
FILES = {
    "by-openpyxl": as_xlsx(ROWS),
    "by-xlsxwriter": as_xlsxwriter(lambda _, sheet: [sheet.write_row(line, 0, row) for line, row in enumerate(ROWS)]),
    "old-xls": as_xls(ROWS),
    "ods": as_ods(ROWS),
    "a-page-saved-as-xls": as_html(ROWS),
    "a-page-in-utf-16": as_html(ROWS).decode().encode("utf-16"),
    "floats-that-are-whole": as_xlsx([HEADER, ["01/2025", 1234.0, 1180.0], ["02/2025", 12.0, 0.0]]),
    "numbers-as-text": as_xlsx([HEADER, ["01/2025", "1234", "1.180"], ["02/2025", "12", "0"]]),
    "dates-for-months": as_xlsx([HEADER, [JANUARY, 1234, 1180], [FEBRUARY, 12, 0]]),
    "dates-in-xls": as_xls([HEADER, [JANUARY, 1234, 1180], [FEBRUARY, 12, 0]]),
    "dates-in-ods": as_ods([HEADER, [JANUARY, 1234, 1180], [FEBRUARY, 12, 0]]),
    "dates-that-show-only-the-month": as_xlsx(
        [HEADER, [datetime.date(2025, 1, 31), 1234, 1180], [datetime.date(2025, 2, 28), 12, 0]], dress=styled(A2="mm/yyyy", A3='"Tháng" m/yyyy')
    ),
    "months-of-a-locale": as_xlsx([HEADER, [JANUARY, 1234, 1180], [FEBRUARY, 12, 0]], dress=styled(A2="[$-42A]mmmm/yyyy;@", A3="mmm-yy")),
    "months-in-xls": as_xls(ROWS, dress=xls_dates),
    "groups-shown-by-the-format": as_xlsx(ROWS, dress=styled(B2="#,##0", C2='#.##0" hồ sơ"', B3="0.00", C3="[Red]#,##0_);\\-0")),
    "links-filters-and-frozen-panes": as_xlsx(ROWS, dress=macro),
    "formulas-with-their-results": as_xlsxwriter(formulas),
    "titles-blank-rows-and-a-total": as_xlsx(
        [["UBND XÃ ĐỊNH HƯNG"], [], ["SỐ LIỆU NĂM 2025"], HEADER, ["Tháng 1", 1234, 1180], [], ["Tháng 2", 12, 0], ["Tổng cộng", 1246, 1180], [], ["Người lập biểu"]]
    ),
    "columns-far-to-the-right": as_xlsx([[None] * 200 + list(row) for row in ROWS]),
    "cells-without-references": xlsx_of_xml(XML_HEADER + texts("01/2025", "1234", "1180") + texts("02/2025", "12", "0")),
    "elements-with-a-prefix": xlsx_of_xml(
        '<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>month</x:t></x:is></x:c><x:c r="B1" t="str"><x:v>payments</x:v></x:c><x:c r="C1" t="s"><x:v>0</x:v></x:c></x:row>'
        '<x:row r="2"><x:c r="A2" t="d"><x:v>2025-01-01T00:00:00</x:v></x:c><x:c r="B2"><x:v>1.234E3</x:v></x:c><x:c r="C2"><x:v>1180</x:v></x:c></x:row>'
        '<x:row r="3"><x:c r="A3" t="str"><x:f>1</x:f><x:v>02/2025</x:v></x:c><x:c r="B3"><x:v>12</x:v></x:c><x:c r="C3"><x:v>0</x:v></x:c></x:row>',
        shared="<si><r><t>payments_</t></r><r><t>online</t></r><rPh><t>đọc</t></rPh></si>",
    ),
    "the-calendar-of-1904": xlsx_of_xml(
        XML_HEADER + '<row><c s="1"><v>44196</v></c><c><v>1234</v></c><c><v>1180</v></c></row><row><c s="1"><v>44227</v></c><c><v>12</v></c><c><v>0</v></c></row>',
        styles='<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>', book='<workbookPr date1904="1"/>',
    ),
    "a-value-under-a-merged-title": xlsx_of_xml(
        '<row r="1"><c r="A1" t="str"><v>SỐ LIỆU</v></c><c r="B1"><v>7</v></c></row>' + XML_HEADER + texts("01/2025", "1234", "1180") + texts("02/2025", "12", "0"),
        after='<mergeCells><mergeCell ref="A1:C1"/></mergeCells>',
    ),
    "ods-with-repeats": ods(
        '<table:table table:name="S"><table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        '<table:table-row><table:table-cell office:value-type="string"><text:p>month</text:p><office:annotation><text:p>ghi chú</text:p></office:annotation></table:table-cell>'
        '<table:table-cell office:value-type="string"><text:p>pay<text:span>ments</text:span></text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>payments_online</text:p></table:table-cell>'
        '<table:table-cell table:number-columns-repeated="16381"/></table:table-row>'
        '<table:table-row table:visibility="filter"><table:table-cell office:value-type="string"><text:p>01/2025</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="1234"><text:p>1.234</text:p></table:table-cell>'
        '<table:table-cell office:value-type="float" office:value="1180"/></table:table-row>'
        '<table:table-row><table:table-cell office:value-type="string"><text:p>02/2025</text:p></table:table-cell><table:table-cell table:formula="of:=[.B2]-1222" office:value-type="float" office:value="12"/>'
        '<table:table-cell office:value-type="float" office:value="0"/></table:table-row><table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'
    ),
    "a-page-of-two-tables-with-a-hidden-one": "<style>td{}</style><table style='display:none'><tr><td>UBND XÃ<br>ĐỊNH HƯNG<td>CỘNG HÒA</table><p>NĂM 2025</p><script>var a='<td>'</script>"
    "<TABLE><TR><TH>Tháng</TH><TH>Giao dịch <b>thanh&nbsp;toán</b><TH>Giao dịch<br/>thanh toán<br/>trực tuyến<tr><td>Tháng 1<td x:num='1234'>1.234</td><td>1&#46;180<tr><td>Tháng 2<td>12<td>0</TABLE>",
    "another-sheet-without-headings": as_xlsx_of_sheets({"Hướng dẫn": [["Ghi số liệu từng tháng"]], "Số liệu": ROWS, "Trang 3": []}),
}  # fmt: skip


@pytest.mark.parametrize("content", FILES.values(), ids=FILES.keys())
def test_a_workbook_reads_as_the_clean_table(content: bytes | str, plan: Plan, tmp_path: Path) -> None:
    assert flat(read(content.encode() if isinstance(content, str) else content, plan, tmp_path)) == EXPECTED


def test_a_merged_cell_holds_for_its_rows(plan: Plan, tmp_path: Path) -> None:
    counts = read(as_xlsxwriter(merged_month), plan, tmp_path)
    assert [(str(row.month), row.members["unit"], row.values["payments"]) for row in counts.rows] == [
        ("2025-01", "Xã A", 1),
        ("2025-01", "Xã B", 2),
    ]


def test_a_sheet_that_is_asked_for_is_read_even_if_it_is_hidden(plan: Plan, tmp_path: Path) -> None:
    def hide(book: Any) -> None:
        book["Nháp"].sheet_state = "veryHidden"

    content = as_xlsx_of_sheets({"Số liệu": [HEADER, ["03/2025", 1, 1]], "Nháp": ROWS}, hide)
    assert flat(read(content, plan, tmp_path, "nháp")) == EXPECTED


def test_hidden_rows_count_and_hidden_sheets_do_not_and_both_are_noted(plan: Plan, tmp_path: Path) -> None:
    def hide(book: Any) -> None:
        book["Cũ"].sheet_state = "hidden"
        book["Số liệu"].row_dimensions[3].hidden = True

    counts = read(as_xlsx_of_sheets({"Bìa": [["BÁO CÁO"]], "Số liệu": ROWS, "Cũ": ROWS}, hide), plan, tmp_path)
    assert flat(counts) == EXPECTED
    assert [(note.code, note.facts.get("sheets") or note.facts["lines"]) for note in counts.notes] == [
        ("data.other_sheets", ("“Bìa”",)),
        ("data.hidden_sheets", ("“Cũ”",)),
        ("data.hidden_rows", "3"),
    ]
