"""One small table as every kind of file that an office keeps, each written by another hand than the reader's."""

import datetime
import html
import zipfile
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any

import openpyxl
import xlsxwriter
import xlwt

Value = str | int | float | datetime.date | None
Rows = Sequence[Sequence[Value]]

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def as_csv(rows: Rows) -> bytes:
    return "\n".join(";".join(_text(value) for value in row) for row in rows).encode()


def as_xlsx(rows: Rows, sheet: str = "Số liệu", dress: Callable[[Any], None] = lambda _: None) -> bytes:
    """Return the workbook that openpyxl writes of some rows, after ``dress`` has changed it."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(list(row))
    dress(book)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def as_xlsx_of_sheets(sheets: Mapping[str, Rows], dress: Callable[[Any], None] = lambda _: None) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
    dress(book)
    return saved(book)


def as_xlsxwriter(write: Callable[[Any, Any], object]) -> bytes:
    """Return the workbook that XlsxWriter writes; ``write`` gets the book and its only sheet."""
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        write(book, book.add_worksheet("Số liệu"))
    return content.getvalue()


def as_xls(rows: Rows, sheet: str = "Số liệu", dress: Callable[[Any, Any], None] = lambda *_: None) -> bytes:
    book = xlwt.Workbook()
    page = book.add_sheet(sheet, cell_overwrite_ok=True)
    dates = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for line, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                page.write(line, column, value, dates if isinstance(value, datetime.date) else xlwt.Style.default_style)
    dress(book, page)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def as_ods(rows: Rows, sheet: str = "Số liệu") -> bytes:
    lines = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    return ods(f'<table:table table:name="{sheet}">{lines}</table:table>')


def ods(tables: str, styles: str = "") -> bytes:
    """Return an OpenDocument spreadsheet with the given tables and automatic styles."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style")
    )
    calc = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} {calc} office:version="1.3">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def as_html(rows: Rows, above: str = "") -> bytes:
    lines = "".join(
        "<tr>" + "".join(f"<td>{html.escape(_text(value))}</td>" for value in row) + "</tr>" for row in rows
    )
    return (
        f"<html><head><meta charset='utf-8'></head><body>{above}<table border=1>{lines}</table></body></html>".encode()
    )


def xlsx_of_xml(
    data: str, *, after: str = "", shared: str = "", styles: str = "", book: str = "", state: str = ""
) -> bytes:
    """Return a workbook whose only sheet has the given XML for its rows, as no careful program would write it."""
    return zipped(
        {
            "_rels/.rels": f'<Relationships><Relationship Id="a" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets><sheet name="S" sheetId="1" r:id="b" {state}/></sheets>{book}</workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="b" Type="{RELATIONS}/worksheet" Target="worksheets/s.xml"/>'
            f'<Relationship Id="c" Type="{RELATIONS}/sharedStrings" Target="/xl/shared.xml"/><Relationship Id="d" Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>',
            "xl/worksheets/s.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData>{after}</worksheet>',
            "xl/shared.xml": f"<sst>{shared}</sst>",
            "xl/styles.xml": f"<styleSheet>{styles}</styleSheet>",
        }
    )


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def texts(*cells: str) -> str:
    """Return the XML of a row of texts."""
    return "<row>" + "".join(f'<c t="inlineStr"><is><t>{html.escape(cell)}</t></is></c>' for cell in cells) + "</row>"


def _text(value: Value) -> str:
    if isinstance(value, datetime.date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)


def _ods_cell(value: Value) -> str:
    match value:
        case None:
            return "<table:table-cell/>"
        case str():
            return (
                f'<table:table-cell office:value-type="string"><text:p>{html.escape(value)}</text:p></table:table-cell>'
            )
        case datetime.date():
            return f'<table:table-cell office:value-type="date" office:date-value="{value}"><text:p>{value:%d/%m/%Y}</text:p></table:table-cell>'
        case _:
            return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
