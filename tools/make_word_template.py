"""Make the template of the Word draft, in the layout of Nghị định 30/2020/NĐ-CP, phụ lục I.

A4; margins 20, 20, 30 and 15 mm; Times New Roman 13 and 14; page numbers centred at the top from page 2. An office
may open the result in Word, change it and give it to ``parcalc check --format docx --template FILE``: whatever stands
in ``{{ }}`` and ``{% %}`` is filled in (docs/formats.md).
"""

from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

TEMPLATE = Path(__file__).parents[1] / "src/parcalc/report/word/template.docx"
CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


def main() -> None:
    """Write the template."""
    document = Document()
    _lay_out(document)
    _letterhead(document)
    _heading(document)
    _loop(document, "misses", "told.misses", "- {{ entry }}")
    _loop(document, "missing", "told.missing", "- {{ entry }}")
    _loop(document, "restatements", "told.restatements", "- {{ entry }}")
    _title(document, "{{ titles.all }}")
    _lines(document)
    _blocks(document)
    _charts(document)
    _loop(document, "deadlines", "told.deadlines", "- {{ entry }}")
    _loop(document, "notes", "told.notes", "- {{ entry }}")
    _loop(document, "sources", "told.sources", "- {{ entry[0] }} (SHA-256 {{ entry[1] }})")
    document.add_paragraph("{{ told.made }}")
    _signature(document)
    document.save(str(TEMPLATE))


def _lay_out(document: DocumentType) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.different_first_page_header_footer = True
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(13)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    normal.paragraph_format.space_after = Pt(4)
    number = section.header.paragraphs[0]
    number.alignment = CENTRE
    _field(number, "PAGE")


def _field(paragraph: Paragraph, code: str) -> None:
    for kind, text in (("begin", None), (None, code), ("end", None)):
        run = paragraph.add_run()
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)


def _letterhead(document: DocumentType) -> None:
    """Quốc hiệu and tiêu ngữ right, the issuing office left; number and date are left to fill in."""
    table = document.add_table(rows=1, cols=2)
    _set_widths(table, (65, 100))
    left, right = table.rows[0].cells
    _line(left.paragraphs[0], "{{ told.issuer | upper }}", bold=True)
    _line(left.add_paragraph(), "Số: …… /BC-UBND")
    _line(right.paragraphs[0], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, size=12)
    _line(right.add_paragraph(), "Độc lập - Tự do - Hạnh phúc", bold=True)
    _line(right.add_paragraph(), "……, ngày …… tháng …… năm ……", italic=True)


def _line(paragraph: Paragraph, text: str, *, bold: bool = False, italic: bool = False, size: int = 13) -> None:
    paragraph.alignment = CENTRE
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def _heading(document: DocumentType) -> None:
    _line(document.add_paragraph(), "{{ titles.draft | upper }}", bold=True, italic=True)
    _line(document.add_paragraph(), "{{ titles.report | upper }}", bold=True, size=14)
    _line(document.add_paragraph(), "{{ told.plan }}", bold=True, size=14)
    _line(document.add_paragraph(), "{{ told.heading }}", size=14)
    _line(document.add_paragraph(), "{{ told.closing }}", bold=True)


def _title(document: DocumentType, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    paragraph.add_run(text).bold = True


def _loop(document: DocumentType, key: str, entries: str, text: str) -> None:
    """Add a titled list that is left out where it has no entries."""
    document.add_paragraph(f"{{%p if {entries} %}}")
    _title(document, f"{{{{ titles.{key} }}}}")
    document.add_paragraph(f"{{%p for entry in {entries} %}}")
    document.add_paragraph(text)
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endif %}")


def _lines(document: DocumentType) -> None:
    cells = ("name", "required", "cases", "rate", "verdict_word", "margin", "to_date")
    widths = (52, 20, 22, 19, 22, 18, 22)
    headings = [f"{{{{ headings.{key} }}}}" for key in cells]
    values = [f"{{{{ line.{key} }}}}" for key in cells]
    values[0] = "{{ line.name }}{% if line.clause %} ({{ line.clause }}){% endif %}"
    _repeating(document, headings, values, "line in told.lines", widths)


def _blocks(document: DocumentType) -> None:
    document.add_paragraph("{%p for block in told.blocks %}")
    _title(document, "{{ block.title }} · {{ block.dimension }}")
    cells = ("order", "name", "cases", "rate", "verdict_word", "margin")
    headings = [f"{{{{ places.{key} }}}}" for key in cells]
    values = [f"{{{{ place.{key} }}}}" for key in cells]
    _repeating(document, headings, values, "place in block.places", (14, 55, 28, 24, 30, 24))
    document.add_paragraph("{%p endfor %}")


def _repeating(
    document: DocumentType, headings: list[str], values: list[str], loop: str, widths: tuple[int, ...]
) -> None:
    """Add a table whose header comes again on each page and whose rows are never cut in two."""
    table = document.add_table(rows=4, cols=len(headings))
    table.style = "Table Grid"
    _set_widths(table, widths)
    for row, texts in zip(table.rows, (headings, [f"{{%tr for {loop} %}}"], values, ["{%tr endfor %}"]), strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            run = cell.paragraphs[0].add_run(text)
            run.font.size, run.bold = Pt(11), texts is headings
    _keep_rows(table)


def _set_widths(table: Table, widths: tuple[int, ...]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _keep_rows(table: Table) -> None:
    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))


def _charts(document: DocumentType) -> None:
    _title(document, "{{ titles.charts }}")
    document.add_paragraph("{%p for chart in charts %}")
    name = document.add_paragraph("{{ chart.name }}")
    name.paragraph_format.keep_with_next = True
    document.add_paragraph("{{ chart.picture }}")
    document.add_paragraph("{%p endfor %}")


def _signature(document: DocumentType) -> None:
    """Nơi nhận left below, signature right."""
    table = document.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    run = left.paragraphs[0].add_run("Nơi nhận:")
    run.bold, run.italic, run.font.size = True, True, Pt(12)
    left.add_paragraph("- ……;").runs[0].font.size = Pt(11)
    left.add_paragraph("- Lưu: VT.").runs[0].font.size = Pt(11)
    _line(right.paragraphs[0], "CHỦ TỊCH", bold=True, size=14)


if __name__ == "__main__":
    main()
