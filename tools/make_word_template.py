"""Make the template of the Word draft, in the layout of Nghị định 30/2020/NĐ-CP, phụ lục I.

A4; margins 20, 20, 30 and 15 mm; Times New Roman 13 and 14; page numbers centred at the top from page 2. An office
may open the result in Word, change it and give it to ``parcalc check --format docx --template FILE``: whatever stands
in ``{{ }}`` and ``{% %}`` is filled in (docs/formats.md).
"""

from pathlib import Path
from typing import NamedTuple

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

TEMPLATE = Path(__file__).parents[1] / "src/parcalc/report/word/template.docx"
CENTRE, RIGHT, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT
BOTH = WD_ALIGN_PARAGRAPH.JUSTIFY
SMALL = Pt(10.5)


class Column(NamedTuple):
    """One column of a table: the key of its heading, what its cells say, its width in mm and its side."""

    heading: str
    text: str
    width: int
    side: WD_ALIGN_PARAGRAPH = RIGHT


LINES = (
    Column("target", "{{ line.name }}{% if line.clause %} ({{ line.clause }}){% endif %}", 51, LEFT),
    Column("required", "{{ line.required }}", 19),
    Column("counted", "{{ line.cases }}", 18),
    Column("rate", "{{ line.rate }}", 18),
    Column("verdict", "{{ line.verdict_word }}", 21, LEFT),
    Column("margin", "{{ line.margin }}", 16, LEFT),
    Column("to_date", "{{ line.to_date_sign }} {{ line.to_date }}", 22),
)
PLACES = (
    Column("order", "{{ place.order }}", 14),
    Column("member", "{{ place.name }}", 65, LEFT),
    Column("counted", "{{ place.cases }}", 22),
    Column("rate", "{{ place.rate }}", 20),
    Column("verdict", "{{ place.verdict_word }}", 24, LEFT),
    Column("margin", "{{ place.margin }}", 20, LEFT),
)


def main() -> None:
    """Write the template."""
    document = Document()
    _lay_out(document)
    _letterhead(document)
    _heading(document)
    _body(document, "{{ letter.opening }}")
    _title(document, "{{ titles.overall | upper }}")
    _body(document, "{{ told.paragraph }}")
    _misses(document)
    _title(document, "{{ titles.all | upper }}")
    _repeating(document, LINES, "line in told.lines", "line.verdict == 'missed'")
    for key in ("score", "missing", "restatements", "deadlines"):
        _list(document, key, "{{ entry }}")
    _signature(document)
    document.save(str(TEMPLATE))


def _lay_out(document: DocumentType) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(13)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    normal.paragraph_format.space_after = Pt(0)
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
    left.paragraphs[0].add_run("{%p for line in letter.office %}")
    _line(left.add_paragraph(), "{{ line }}", bold=True)
    left.add_paragraph("{%p endfor %}")
    _rule(left.add_paragraph(), 22)
    _line(left.add_paragraph(), "Số: …… /{{ letter.symbol }}")
    _line(left.add_paragraph(), "{{ titles.draft | upper }}", bold=True, size=12)
    _line(right.paragraphs[0], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, size=12)
    _line(right.add_paragraph(), "Độc lập - Tự do - Hạnh phúc", bold=True)
    _rule(right.add_paragraph(), 21)
    _line(right.add_paragraph(), "{{ letter.place or '……' }}, ngày …… tháng …… năm ……", italic=True)


def _line(paragraph: Paragraph, text: str, *, bold: bool = False, italic: bool = False, size: int = 13) -> None:
    paragraph.alignment = CENTRE
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def _rule(paragraph: Paragraph, indent: int) -> None:
    """Draw the line that stands under the office, the motto and the subject."""
    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = Mm(indent)
    layout.line_spacing, layout.space_after = Pt(3), Pt(3)
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().append(borders)


def _heading(document: DocumentType) -> None:
    first = document.add_paragraph()
    first.paragraph_format.space_before = Pt(14)
    _line(first, "{{ titles.report | upper }}", bold=True, size=14)
    _line(document.add_paragraph(), "{{ letter.subject }}", bold=True, size=14)
    under = document.add_paragraph()
    _rule(under, 62)
    under.paragraph_format.space_after = Pt(8)


def _body(document: DocumentType, text: str, *, bold: bool = False) -> Paragraph:
    paragraph = document.add_paragraph()
    layout = paragraph.paragraph_format
    layout.first_line_indent, layout.space_after = Mm(10), Pt(6)
    paragraph.alignment = BOTH
    paragraph.add_run(text).bold = bold
    return paragraph


def _title(document: DocumentType, text: str) -> None:
    layout = _body(document, text, bold=True).paragraph_format
    layout.keep_with_next, layout.space_before = True, Pt(4)


def _misses(document: DocumentType) -> None:
    """Add each miss with what it means, whose task it is and room for what is done; then charts and units of these."""
    document.add_paragraph("{%p if told.misses %}")
    _title(document, "{{ titles.misses | upper }}")
    document.add_paragraph("{%p for miss in told.misses %}")
    told = "{{ ([miss.how_far] + (miss.means | list)) | join('; ') }}{% if miss.owner %}; {{ miss.owner }}{% endif %}."
    first = _body(document, "{{ loop.index }}. {{ miss.name }}: ", bold=True)
    first.add_run(told)
    _body(document, "{{ titles.measures }}")
    document.add_paragraph("{%p endfor %}")
    _charts(document)
    _blocks(document)
    document.add_paragraph("{%p endif %}")


def _charts(document: DocumentType) -> None:
    """Add the charts of the misses, two in a row."""
    document.add_paragraph("{%p if chart_rows %}")
    table = document.add_table(rows=3, cols=2)
    _set_widths(table, (83, 82))
    for row, text in ((0, "{%tr for row in chart_rows %}"), (2, "{%tr endfor %}")):
        table.rows[row].cells[0].paragraphs[0].add_run(text)
    for number, cell in enumerate(table.rows[1].cells):
        _chart(cell, number)
    _keep_rows(table)
    document.add_paragraph("{%p endif %}")


def _chart(cell: _Cell, number: int) -> None:
    name = cell.paragraphs[0]
    name.paragraph_format.keep_with_next = True
    _line(name, f"{{% if row[{number}] %}}{{{{ row[{number}].name }}}}{{% endif %}}", italic=True, size=11)
    picture = cell.add_paragraph()
    picture.alignment = CENTRE
    picture.add_run(f"{{% if row[{number}] %}}{{{{ row[{number}].picture }}}}{{% endif %}}")


def _blocks(document: DocumentType) -> None:
    document.add_paragraph("{%p for block in blocks %}")
    title = _body(document, "{{ block.title }}, {{ block.dimension | lower }} ({{ titles.order_note }}):")
    title.paragraph_format.keep_with_next = True
    _repeating(document, PLACES, "place in block.places", "place.verdict == 'missed'")
    document.add_paragraph("{%p if block.more %}")
    _body(document, "{{ block.more }}")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")


def _repeating(document: DocumentType, columns: tuple[Column, ...], loop: str, missed: str) -> None:
    """Add a table whose header comes again on each page, whose rows are never cut in two, with its misses in bold."""
    table = document.add_table(rows=4, cols=len(columns))
    table.style = "Table Grid"
    _set_widths(table, tuple(column.width for column in columns))
    head, before, row, after = table.rows
    before.cells[0].paragraphs[0].add_run(f"{{%tr for {loop} %}}")
    after.cells[0].paragraphs[0].add_run("{%tr endfor %}")
    for cell, heading, column in zip(row.cells, head.cells, columns, strict=True):
        _write(heading, f"{{{{ headings.{column.heading} }}}}", CENTRE, bold=True)
        _write(cell, f"{{% if {missed} %}}{column.text}{{% endif %}}", column.side, bold=True)
        _write(cell, f"{{% if not ({missed}) %}}{column.text}{{% endif %}}", column.side)
    _keep_rows(table)
    document.add_paragraph().paragraph_format.line_spacing = Pt(6)


def _write(cell: _Cell, text: str, side: WD_ALIGN_PARAGRAPH, *, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = side
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, SMALL


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
        if number == 0 and table.style and table.style.name == "Table Grid":
            properties.append(OxmlElement("w:tblHeader"))


def _list(document: DocumentType, key: str, text: str) -> None:
    """Add a titled list that is left out where it has no entries."""
    document.add_paragraph(f"{{%p if told.{key} %}}")
    _title(document, f"{{{{ titles.{key} | upper }}}}")
    document.add_paragraph(f"{{%p for entry in told.{key} %}}")
    _body(document, f"- {text}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endif %}")


def _signature(document: DocumentType) -> None:
    """Nơi nhận left below, who signs right."""
    document.add_paragraph().paragraph_format.line_spacing = Pt(8)
    table = document.add_table(rows=1, cols=2)
    _set_widths(table, (80, 85))
    left, right = table.rows[0].cells
    run = left.paragraphs[0].add_run("Nơi nhận:")
    run.bold, run.italic, run.font.size = True, True, Pt(12)
    for text in ("- ……;", "- Lưu: VT."):
        left.add_paragraph().add_run(text).font.size = Pt(11)
    right.paragraphs[0].add_run("{%p if letter.signed_for %}")
    _line(right.add_paragraph(), "{{ letter.signed_for }}", bold=True)
    right.add_paragraph("{%p endif %}")
    _line(right.add_paragraph(), "{{ letter.signed_by }}", bold=True)
    for text in ("", "", "", "……"):
        _line(right.add_paragraph(), text, bold=True)
    _keep_rows(table)


if __name__ == "__main__":
    main()
