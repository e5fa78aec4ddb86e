"""The Word draft: an official report's words around the figures, two pages for a month, nothing technical."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Length
from docx.table import Table

from parcalc.language.language import Language
from parcalc.model.assessment import Assessment
from parcalc.model.edition import Edition
from parcalc.model.naming import Names
from parcalc.report.rendering import render
from parcalc.report.word.letter import Letter, letter

VI, EN = Language("vi"), Language("en")


def drafted(edition: Edition) -> DocumentType:
    return Document(BytesIO(render("docx", edition, VI)))


def table_headed(document: DocumentType, heading: str) -> Table:
    return next(table for table in document.tables if table.rows[0].cells[0].text == heading)


def by_whom(
    edition: Edition, issuer: str, number: str = "01/KH-UBND", issued: date | None = date(2025, 1, 3)
) -> Letter:
    plan = edition.assessment.plan._replace(issuer=Names(issuer, issuer), number=number, issued=issued)
    return letter(edition.assessment._replace(plan=plan), VI)


@pytest.mark.parametrize(
    ("issuer", "office", "symbol", "place", "signed"),
    [
        pytest.param("UBND xã Định Hưng", ("ỦY BAN NHÂN DÂN", "XÃ ĐỊNH HƯNG"), "BC-UBND", "Định Hưng", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), id="a-commune"),
        pytest.param("Ủy ban nhân dân thị trấn Sa Pa", ("ỦY BAN NHÂN DÂN", "THỊ TRẤN SA PA"), "BC-UBND", "Sa Pa", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), id="a-committee-in-full"),
        pytest.param("UBND tỉnh Lâm Đồng", ("ỦY BAN NHÂN DÂN", "TỈNH LÂM ĐỒNG"), "BC-UBND", "Lâm Đồng", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), id="a-province"),
        pytest.param("Sở Nội vụ", ("SỞ NỘI VỤ",), "BC", "", ("", "THỦ TRƯỞNG ĐƠN VỊ"), id="a-department"),
        pytest.param("", ("……",), "BC", "", ("", "THỦ TRƯỞNG ĐƠN VỊ"), id="nobody"),
    ],
)  # fmt: skip
def test_the_letterhead(
    issuer: str, office: tuple[str, ...], symbol: str, place: str, signed: tuple[str, str], sample: Edition
) -> None:
    told = by_whom(sample, issuer)
    assert (told.office, told.symbol, told.place, (told.signed_for, told.signed_by)) == (office, symbol, place, signed)


@pytest.mark.parametrize(
    ("number", "issued", "words"),
    [
        pytest.param("01/KH-UBND", date(2025, 1, 3), "Thực hiện Kế hoạch số 01/KH-UBND ngày 03 tháng 01 năm 2025 (Kế hoạch cải cách", id="a-plan"),
        pytest.param("2649/QĐ-UBND", None, "Thực hiện Quyết định số 2649/QĐ-UBND (Kế hoạch", id="a-decision-without-its-date"),
        pytest.param("7", None, "Thực hiện Văn bản số 7 (Kế hoạch", id="a-bare-number"),
        pytest.param("", None, "Thực hiện Kế hoạch cải cách hành chính xã Định Hưng năm 2025, Ủy ban", id="no-number"),
    ],
)  # fmt: skip
def test_by_which_plan(number: str, issued: date | None, words: str, sample: Edition) -> None:
    assert by_whom(sample, "UBND xã Định Hưng", number, issued).opening.startswith(words)


def test_the_opening_and_the_subject(sample: Edition) -> None:
    told = by_whom(sample, "UBND xã Định Hưng")
    assert told.subject == "Kết quả thực hiện các chỉ tiêu tháng 6 năm 2025"
    assert told.opening.endswith(
        "Ủy ban nhân dân xã Định Hưng báo cáo kết quả thực hiện các chỉ tiêu tháng 6 năm 2025 "
        "(từ ngày 01/6/2025 đến ngày 30/6/2025) như sau:"
    )
    assert letter(sample.assessment, EN).subject == "Results of the targets, June 2025"


def texts(document: DocumentType) -> Iterator[str]:
    yield from (paragraph.text for paragraph in document.paragraphs)
    yield from (cell.text for table in document.tables for row in table.rows for cell in row.cells)


def test_nothing_technical(sample: Edition) -> None:
    whole = "\n".join(texts(drafted(sample)))
    for word in ("SHA", "parcalc", ".csv", "{{", "{%", sample.assessment.files[0].sha256[:8]):
        assert word not in whole


def test_the_sections_are_numbered_as_far_as_they_are_there(sample: Edition) -> None:
    def titles(edition: Edition) -> list[str]:
        return [
            one.text.partition(".")[0] for one in drafted(edition).paragraphs if one.text.isupper() and "." in one.text
        ]

    assert titles(sample) == ["I", "II", "III", "IV", "V"]
    good = sample._replace(assessment=_without_misses(sample.assessment), restatements=(), deadlines=())
    assert titles(good) == ["I", "II"]


def _without_misses(assessment: Assessment) -> Assessment:
    met = tuple(result for result in assessment.results if result.outcome.verdict == "met")
    return assessment._replace(results=met, breakdowns=())


def test_figures_stand_on_the_right_and_a_miss_is_marked_also_to_date(sample: Edition) -> None:
    rows = table_headed(drafted(sample), "Chỉ tiêu").rows[1:]
    missed = next(row for row in rows if row.cells[0].text.startswith("Không phải cung cấp lại"))
    assert [cell.text for cell in missed.cells[1:]] == [
        "≥ 100%",
        "89/91",
        "97,80%",
        "✗ chưa đạt",
        "thiếu 2 hồ sơ",
        "✗ 99,63%",
    ]
    for column in (1, 2, 3, 6):
        assert {row.cells[column].paragraphs[0].alignment for row in rows} == {WD_ALIGN_PARAGRAPH.RIGHT}
    bold = [row.cells[0].text for row in rows if any(run.bold and run.text for run in row.cells[0].paragraphs[0].runs)]
    assert len(bold) == 2


def test_only_misses_are_drawn_and_each_says_in_words_what_it_shows(sample: Edition) -> None:
    pictures = drafted(sample).inline_shapes
    words = [picture._inline.docPr.get("descr") for picture in pictures]
    assert [word.partition(" (")[0] for word in words] == [
        "Hồ sơ TTHC giải quyết trước và đúng hạn", "Không phải cung cấp lại giấy tờ cơ quan đã có"
    ]  # fmt: skip
    assert all("06/2025: " in word for word in words)


def test_only_units_of_missed_targets_are_listed(sample: Edition) -> None:
    ordered = [table for table in drafted(sample).tables if table.rows[0].cells[0].text == "Thứ tự"]
    assert len(ordered) == 2
    assert [row.cells[1].text for row in ordered[0].rows[1:]] == [
        "Bộ phận một cửa",
        "Địa chính - xây dựng",
        "Tư pháp - hộ tịch",
    ]


def test_the_page_is_that_of_the_decree(sample: Edition) -> None:
    section = drafted(sample).sections[0]
    sizes = (section.page_width, section.page_height, section.left_margin, section.right_margin, section.top_margin)
    assert [round(Length(size or 0).mm) for size in sizes] == [210, 297, 30, 15, 20]
    assert section.different_first_page_header_footer


def test_a_hostile_name_breaks_no_xml(hostile: Edition) -> None:
    with ZipFile(BytesIO(render("docx", hostile, VI))) as archive:
        document = archive.read("word/document.xml").decode()
    assert "<b onload" not in document
    assert "49" not in "".join(texts(drafted(hostile)))  # {{ 7*7 }} is text
