"""Every written format: golden files in both languages, the same bytes again, and hostile names that stay harmless."""

import csv
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from io import BytesIO, StringIO
from pathlib import Path
from typing import get_args
from zipfile import ZipFile

import pytest
from docx import Document
from openpyxl import load_workbook
from rich.console import Console

from parcalc.errors import Unusable
from parcalc.language.language import Language
from parcalc.model.edition import Edition
from parcalc.report.csv_report import COLUMNS
from parcalc.report.formats import Format
from parcalc.report.html.page import render as render_page
from parcalc.report.rendering import render
from parcalc.report.table import show

GOLDEN = Path(__file__).parent / "golden"
VI = Language("vi")


@pytest.mark.parametrize("code", ["vi", "en"])
@pytest.mark.parametrize("form", ["html", "md", "csv", "json"])
def test_golden(form: Format, code: str, sample: Edition, golden: Callable[[Path, bytes], None]) -> None:
    content = render(form, sample, Language(code))  # type: ignore[arg-type]
    name = "june.json" if form == "json" else f"june.{code}.{form}"  # programs get the same in both languages
    # The drawings have golden files of their own.
    golden(GOLDEN / name, re.sub(rb"<svg.*?</svg>", b"<svg/>", content, flags=re.DOTALL))


@pytest.mark.parametrize("code", ["vi", "en"])
def test_golden_words_of_the_word_draft(code: str, sample: Edition, golden: Callable[[Path, bytes], None]) -> None:
    golden(GOLDEN / f"june.{code}.docx.txt", words_of(render("docx", sample, Language(code))).encode())  # type: ignore[arg-type]


@pytest.mark.parametrize("form", get_args(Format))
def test_what_is_not_due_is_said_so_in_every_format(form: Format, early: Edition) -> None:
    content = render(form, early, VI)
    text = text_of(form, content)
    if form in {"json", "csv"}:
        assert text.count('"verdict": "not_due"' if form == "json" else ",not_due,") >= 3
        return
    if form == "text":
        assert "03 chỉ tiêu chưa đến hạn" in text
        return
    for words in ("○ chưa đến hạn", "○ hết thời hạn áp dụng", "chưa hết năm nên chưa kết luận", "– không phát sinh"):
        assert words in text, words


def test_the_screen_says_what_is_not_due(early: Edition) -> None:
    lines = StringIO()
    show(early, VI, Console(file=lines, width=80), 5)
    for words in (
        "○ chưa đến hạn",
        "○ hết thời hạn",
        "○ Sắp tới: chỉ tiêu áp dụng từ ngày 01/7/2025",
        "3 chưa đến hạn",
    ):
        assert words in lines.getvalue(), words


def text_of(form: Format, content: bytes) -> str:
    """Return all that a reader sees of a report."""
    if form == "docx":
        return words_of(content)
    if form == "xlsx":
        book = load_workbook(BytesIO(content))
        return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    return content.decode("utf-8-sig")


def words_of(content: bytes) -> str:
    document = Document(BytesIO(content))
    lines = []
    for part in document.iter_inner_content():
        rows = getattr(part, "rows", None)
        if rows is None:
            lines.append(part.text)  # type: ignore[union-attr]
        else:
            lines += [" | ".join(cell.text.replace("\n", " / ") for cell in row.cells) for row in rows]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("form", ["html", "md", "docx", "xlsx", "text"])
def test_the_score_a_decimal_and_a_task_are_said_in_every_format(form: Format, scored: Edition) -> None:
    text = text_of(form, render(form, scored, VI))
    assert "Tổng điểm: từ 19,20 đến 29,20 trên 30, xếp loại từ Yếu đến Tốt" in text
    if form != "text":
        for words in ("Tiến độ", "≥ 4,25", "4.33" if form == "xlsx" else "4,33", "đến 31/3/2025", "đã xong", "✓ đạt"):
            assert words in text, words


@pytest.mark.parametrize("form", get_args(Format))
def test_the_same_edition_gives_the_same_bytes(form: Format, sample: Edition) -> None:
    assert render(form, sample, VI) == render(form, sample, VI)


@pytest.mark.parametrize("form", get_args(Format))
def test_no_control_character_gets_through(form: Format, hostile: Edition) -> None:
    content = render(form, hostile, VI)
    text = text_of(form, content)
    if form == "json":
        assert json.loads(text)["results"][0]["vi"] == hostile.assessment.results[0].target.names.vi
        text = text.replace("\u202e", "")  # JSON keeps names exact; it is for programs
    assert "\x1b" not in text
    assert "\u202e" not in text


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def test_hostile_names_make_no_tags(hostile: Edition) -> None:
    parser = _Tags()
    parser.feed(render_page(hostile, VI).decode())
    assert "onload" not in parser.attributes
    assert "script" not in parser.tags


def test_the_page_asks_for_nothing_from_elsewhere(sample: Edition) -> None:
    page = render_page(sample, VI).decode()
    linked = re.findall(r'(?:src|href|url)\s*[=(]\s*["\']?([^"\')\s>]+)', page)
    assert {link for link in linked if not link.startswith("#")} == set()


def test_ids_are_unique_on_the_page(sample: Edition) -> None:
    ids = re.findall(r'\bid="([^"]+)"', render_page(sample, VI).decode())
    assert len(ids) == len(set(ids))


def test_no_cell_is_a_formula(hostile: Edition) -> None:
    table = list(csv.reader(StringIO(render("csv", hostile, VI).decode("utf-8-sig"))))
    assert table[0] == list(COLUMNS)
    assert all(len(row) == len(COLUMNS) for row in table)
    texts = [cell for row in table[1:] for cell in row if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", cell)]
    assert not [cell for cell in texts if cell.startswith(("=", "+", "-", "@"))]
    assert any(cell.startswith("'=SUM") for cell in texts)


def test_markdown_tables_keep_their_columns(hostile: Edition) -> None:
    rows = [line for line in render("md", hostile, VI).decode().splitlines() if line.startswith("|")]
    columns = {len(re.findall(r"(?<!\\)\|", row)) for row in rows}
    assert columns == {12, 7}


@pytest.mark.parametrize("code", ["vi", "en"])
def test_the_page_shows_the_figures_of_the_json(code: str, sample: Edition) -> None:
    language = Language(code)  # type: ignore[arg-type]
    page = render("html", sample, language).decode()
    for result in json.loads(render("json", sample, language))["results"]:
        row = page.split(f'data-target="{result["id"]}"')[1].split("</tr>")[0]
        assert f">{language.number(result['numerator'])}/{language.number(result['denominator'])}<" in row
        if result["percent"]:
            assert f">{language.percent(result['percent'])}<" in row
        assert f'class="{result["verdict"]}"' in row


def test_an_office_may_have_a_template_of_its_own(sample: Edition, tmp_path: Path) -> None:
    own = Document()
    own.add_paragraph("Mẫu riêng: {{ told.heading }}")
    own.save(str(tmp_path / "mau.docx"))
    assert words_of(render("docx", sample, VI, tmp_path / "mau.docx")).startswith("Mẫu riêng: Tháng 6 năm 2025")


def test_a_template_that_is_wrong_is_refused(sample: Edition, tmp_path: Path) -> None:
    wrong = Document()
    wrong.add_paragraph("{{ told.heading | không_có }}")
    wrong.save(str(tmp_path / "sai.docx"))
    (tmp_path / "x.docx").write_bytes(b"x")
    with ZipFile(tmp_path / "zip.docx", "w") as archive:
        archive.writestr("a", "b")
    for name, code in (
        ("sai.docx", "word.template_text"),
        ("x.docx", "word.not_a_template"),
        ("zip.docx", "word.not_a_template"),
        ("none.docx", "word.not_a_template"),
    ):
        with pytest.raises(Unusable) as refused:
            render("docx", sample, VI, tmp_path / name)
        assert refused.value.problems[0].code == code, name
