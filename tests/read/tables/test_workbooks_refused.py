"""What is refused in a workbook: each with its sheet and cell and, in the golden files, its exact words."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlwt

from parcalc.errors import Problem, Unusable
from parcalc.language.language import Language
from parcalc.model.plan import Plan
from parcalc.read.counts.reader import read_counts
from parcalc.read.plan.loader import load_plan
from workbooks import (
    Value,
    as_html,
    as_xls,
    as_xlsx,
    as_xlsx_of_sheets,
    as_xlsxwriter,
    ods,
    texts,
    xlsx_of_xml,
    zipped,
)

HEADER = ["Tháng", "payments", "payments_online"]
ROW: list[Value] = ["01/2025", 1234, 1180]


def one(value: object, code: str = "General") -> bytes:
    """Put a value into B2 of a sheet that is otherwise right."""

    def dress(book: Any) -> None:
        book.active["B2"] = value
        book.active["B2"].number_format = code

    return as_xlsx([HEADER, ROW], dress=dress)


def stored(xml: str) -> bytes:
    """Put a cell's XML into B2."""
    return xlsx_of_xml(texts(*HEADER) + f'<row><c t="str"><v>01/2025</v></c>{xml}<c><v>0</v></c></row>')


def in_xls(value: object, code: str = "General") -> bytes:
    return as_xls([HEADER, ROW], dress=lambda _, page: page.write(1, 1, value, xlwt.easyxf(num_format_str=code)))


def in_ods(xml: str) -> bytes:
    names = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{name}</text:p></table:table-cell>' for name in HEADER
    )
    month = '<table:table-cell office:value-type="string"><text:p>01/2025</text:p></table:table-cell>'
    none = '<table:table-cell office:value-type="float" office:value="0"/>'
    return ods(
        f'<table:table table:name="S"><table:table-row>{names}</table:table-row><table:table-row>{month}{xml}{none}</table:table-row></table:table>'
    )


def merged(*ranges: str) -> bytes:
    def write(_: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, HEADER)
        sheet.write_column(1, 0, ["01/2025", "02/2025"])
        for number, cells in enumerate(ranges, 5):
            sheet.merge_range(cells, number)

    return as_xlsxwriter(write)


def hidden(book: Any) -> None:
    book["Số liệu"].sheet_state = "hidden"


SHEET = "Số liệu!B2"
CELLS = {
    "a-fraction": (one(98.5), SHEET),
    "a-group-that-became-a-fraction": (one(1.248), SHEET),
    "noise-behind-the-point": (stored("<c><v>3.0000000000000004</v></c>"), "S!B2"),
    "more-than-any-count": (one(1e20), SHEET),
    "a-negative": (one(-5), SHEET),
    "a-percentage": (one(0.965, "0.0%"), SHEET),
    "all-of-them-in-percent": (one(1, "0%"), SHEET),
    "a-percent-sign-that-the-format-adds": (one(98, '0"%"'), SHEET),
    "a-date": (one(datetime.date(2025, 6, 1), "dd/mm/yyyy"), SHEET),
    "a-truth": (one(True), SHEET),
    "an-error": (one("#REF!"), SHEET),
    "a-formula-that-nothing-has-calculated": (one("=C2+54"), SHEET),
    "a-formula-that-xlsxwriter-leaves-at-zero": (as_xlsxwriter(lambda _, sheet: [sheet.write_row(0, 0, HEADER), sheet.write_row(1, 0, ROW), sheet.write_formula("B2", "=C2+54")]), SHEET),
    "a-result-that-is-an-error": (stored('<c t="e"><f>1/0</f><v>#DIV/0!</v></c>'), "S!B2"),
    "a-shared-formula-without-a-result": (stored('<c><f t="shared" si="0"/></c>'), "S!B2"),
    "a-number-too-long-to-write-out": (stored("<c><v>1E+999999999</v></c>"), "S!B2"),
    "no-number": (stored("<c><v>NaN</v></c>"), "S!B2"),
    "a-count-merged-over-two-months": (merged("B2:B3"), "Số liệu!B3"),
    "a-count-merged-over-two-counts": (merged("B2:C2"), SHEET),
    "a-fraction-in-xls": (in_xls(1.248), SHEET),
    "a-percentage-in-xls": (in_xls(0.98, "0.00%"), SHEET),
    "a-formula-in-xls": (in_xls(xlwt.Formula("C2+54")), SHEET),
    "a-fraction-in-ods": (in_ods('<table:table-cell office:value-type="float" office:value="1.248"><text:p>1,248</text:p></table:table-cell>'), "S!B2"),
    "a-percentage-in-ods": (in_ods('<table:table-cell office:value-type="percentage" office:value="0.98"><text:p>98%</text:p></table:table-cell>'), "S!B2"),
    "an-error-in-ods": (in_ods('<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'), "S!B2"),
    "an-error-of-libreoffice": (in_ods('<table:table-cell office:value-type="string" calcext:value-type="error"><text:p>Err:508</text:p></table:table-cell>'), "S!B2"),
    "a-formula-in-ods": (in_ods('<table:table-cell table:formula="of:=[.C2]+54"/>'), "S!B2"),
    "a-repeated-count-beyond-the-header": (in_ods('<table:table-cell office:value-type="float" office:value="7" table:number-columns-repeated="9"/>'), "S!D2"),
    "a-word-in-a-page": (as_html([HEADER, ["01/2025", "nhiều", 0]]), "2:2"),
    "a-month-twice": (as_xlsx([HEADER, ROW, ROW]), "Số liệu!3"),
    "a-month-whose-formula-has-no-result": (as_xlsx([HEADER, ["=EDATE(A1,1)", 1, 0]]), "Số liệu!A2"),
    "a-month-that-is-an-error": (as_xlsx([HEADER, ["#N/A", 1, 0]]), "Số liệu!A2"),
    "a-unit-that-is-an-error": (as_xlsx([["Tháng", "Đơn vị", "payments"], ["01/2025", "#REF!", 1]]), SHEET),
    "a-unit-whose-formula-has-no-result": (as_xlsx([["Tháng", "Đơn vị", "payments"], ["01/2025", "=A1", 1]]), SHEET),
    "beyond-the-last-column": (as_xlsx([HEADER, [*ROW, *[None] * 2000, "x"]]), "Số liệu!BYB2"),
    "a-control-character": (stored('<c t="str"><v>\x7f1</v></c>'), "S!B2"),
}  # fmt: skip
FILES = {
    "two-sheets-that-could-be-meant": as_xlsx_of_sheets({"Số liệu": [HEADER, ROW], "Nháp": [HEADER, ROW]}),
    "only-a-hidden-sheet-has-counts": as_xlsx_of_sheets({"Số liệu": [HEADER, ROW], "Bìa": [["BÁO CÁO"]]}, hidden),
    "no-sheet-has-anything": as_xlsx([]),
    "a-word-document": zipped({"[Content_Types].xml": "", "word/document.xml": ""}),
    "a-presentation": zipped({"ppt/presentation.xml": ""}),
    "a-text-of-libreoffice": zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""}),
    "a-binary-workbook": zipped({"xl/workbook.bin": ""}),
    "any-other-zip": zipped({"a.txt": ""}),
    "a-locked-workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
    "an-old-word-document": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
    "a-workbook-as-xml": b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    "a-web-archive": b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<table><tr><td>",
}


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(str(Path(__file__).parents[3] / "data/targets.yaml"))


def problems(content: bytes, plan: Plan, folder: Path, *sheets: str) -> tuple[Problem, ...]:
    file = folder / "so-lieu.xlsx"
    file.write_bytes(content)
    with pytest.raises(Unusable) as refused:
        read_counts([str(file)], plan, sheets)
    return refused.value.problems


@pytest.mark.parametrize(("content", "place"), CELLS.values(), ids=CELLS.keys())
def test_the_place_is_told(content: bytes, place: str, plan: Plan, tmp_path: Path) -> None:
    first = problems(content, plan, tmp_path)[0]
    assert str(first.place) == f"{tmp_path / 'so-lieu.xlsx'}:{place}"


@pytest.mark.parametrize("code", ["vi", "en"])
def test_the_words_are_these(code: str, plan: Plan, tmp_path: Path, golden: Callable[[Path, bytes], None]) -> None:
    language = Language(code)  # type: ignore[arg-type]
    contents = {**{name: content for name, (content, _) in CELLS.items()}, **FILES}
    told = [
        f"{name}\n" + "".join(f"    {language.say(problem)}\n" for problem in problems(content, plan, tmp_path))
        for name, content in contents.items()
    ]
    text = "\n".join(told).replace(str(tmp_path / "so-lieu.xlsx"), "so-lieu.xlsx")
    golden(Path(__file__).parent / f"golden/refused.{code}.txt", text.encode())


def test_a_sheet_that_is_asked_for_but_is_not_there(plan: Plan, tmp_path: Path) -> None:
    (problem,) = problems(as_xlsx_of_sheets({"Số liệu": [HEADER, ROW], "Nháp": []}), plan, tmp_path, "So lieu")
    assert (problem.code, problem.facts["sheets"], problem.facts["meant"]) == (
        "data.no_such_sheet",
        ("Số liệu", "Nháp"),
        "Số liệu",
    )
