"""Workbooks made to break whoever reads them: a problem soon, in little memory, and nothing else."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcalc.errors import Unusable
from parcalc.read.counts.careful import read_table
from parcalc.read.counts.headings import Headings
from parcalc.read.plan.loader import load_plan
from parcalc.read.tables.tables import read_tables
from parcalc.read.tables.workbook.xlsx import read_xlsx
from workbooks import RELATIONS, as_ods, as_xls, as_xlsx, ods, texts, xlsx_of_xml, zipped

PLAN = load_plan(str(Path(__file__).parents[3] / "data/targets.yaml"))
HEADINGS = Headings.of(PLAN)
HEADER = texts("month", "payments")
ROW = texts("2025-01", "7")
MEGA = 1024 * 1024


def refusal(content: bytes) -> str:
    with pytest.raises(Unusable) as refused:
        read_table(content, "f.xlsx", PLAN, HEADINGS)
    return refused.value.problems[0].code


def bomb() -> bytes:
    """Return 129 MB of blanks in 130 kB."""
    return xlsx_of_xml(HEADER + " " * (129 * MEGA) + ROW)


def liar() -> bytes:
    """Return a bomb whose directory says that it is small."""
    content = bytearray(bomb())
    at = content.rfind(b"xl/worksheets/s.xml") - 46 + 24
    assert int.from_bytes(content[at : at + 4], "little") > 129 * MEGA
    content[at : at + 4] = (1000).to_bytes(4, "little")
    return bytes(content)


def many_parts() -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for number in range(20_001):
            archive.writestr(str(number), b"")
    return content.getvalue()


def many_sheets() -> bytes:
    names = range(10_000)
    sheets = "".join(f'<sheet name="{number}" r:id="r{number}"/>' for number in names)
    links = "".join(f'<Relationship Id="r{number}" Type="{RELATIONS}/worksheet" Target="s.xml"/>' for number in names)
    return zipped({
        "xl/workbook.xml": f'<workbook xmlns:r="{RELATIONS}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships>{links}</Relationships>",
        "xl/s.xml": "<worksheet/>",
    })  # fmt: skip


def entities() -> bytes:
    part = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">]><worksheet><sheetData><row><c t="str"><v>&a;</v></c></row></sheetData></worksheet>'
    with zipfile.ZipFile(BytesIO(xlsx_of_xml(HEADER))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**parts, "xl/worksheets/s.xml": part})


def ods_of(row: str) -> bytes:
    return ods(f'<table:table table:name="S">{row}</table:table>')


SEVEN = '<table:table-cell office:value-type="float" office:value="7"'
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a-zip-bomb": (bomb, "data.unpacks_too_large"),
    "a-zip-bomb-that-lies-about-its-size": (liar, "data.broken_workbook"),
    "twenty-thousand-parts": (many_parts, "data.unpacks_too_large"),
    "ten-thousand-sheets": (many_sheets, "data.too_many_sheets"),
    "a-document-type": (entities, "data.broken_workbook"),
    "half-a-file": (lambda: as_xlsx([["month", "payments"]])[:-30], "data.broken_workbook"),
    "xml-that-does-not-end": (lambda: xlsx_of_xml("<row><c>"), "data.broken_workbook"),
    "a-row-beyond-the-last": (lambda: xlsx_of_xml('<row r="1048577"><c t="str"><v>x</v></c></row>'), "data.broken_workbook"),
    "a-cell-twice": (lambda: xlsx_of_xml('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'), "data.broken_workbook"),
    "a-cell-in-another-row": (lambda: xlsx_of_xml('<row r="1"><c r="A2"><v>1</v></c></row>'), "data.broken_workbook"),
    "a-reference-that-is-none": (lambda: xlsx_of_xml('<row r="1"><c r="1A"><v>1</v></c></row>'), "data.broken_workbook"),
    "a-text-that-is-not-there": (lambda: xlsx_of_xml('<row><c t="s"><v>7</v></c></row>'), "data.broken_workbook"),
    "a-row-number-that-is-none": (lambda: xlsx_of_xml('<row r="x"><c/></row>'), "data.broken_workbook"),
    "a-merge-without-a-range": (lambda: xlsx_of_xml(HEADER, after="<mergeCells><mergeCell/></mergeCells>"), "data.broken_workbook"),
    "merges-without-end": (lambda: xlsx_of_xml("<row>" + '<c t="str"><v>x</v></c>' * 2000 + "</row>", after="<mergeCells>" + '<mergeCell ref="A1:XFD1"/>' * 100_000 + "</mergeCells>"), "data.no_header"),
    "merges-of-many-cells-without-end": (lambda: xlsx_of_xml(("<row>" + '<c t="str"><v>x</v></c>' * 200 + "</row>") * 500, after="<mergeCells>" + '<mergeCell ref="XFC1:XFD1048576"/>' * 100_000 + "</mergeCells>"), "data.too_many_cells"),
    "ten-thousand-hidden-sheets-of-libreoffice": (
        lambda: ods("".join(f'<table:table table:name="{number}" table:style-name="h"/>' for number in range(10_000)), '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'),
        "data.only_hidden",
    ),
    "an-encoding-that-is-none": (lambda: zipped({"xl/workbook.xml": '<?xml version="1.0" encoding="x"?><workbook/>'}), "data.broken_workbook"),
    "a-row-a-million-times": (lambda: ods_of(f'<table:table-row table:number-rows-repeated="1048576">{SEVEN} table:number-columns-repeated="9"/></table:table-row>'), "data.too_many_cells"),
    "a-cell-a-million-times": (lambda: ods_of(f'<table:table-row>{SEVEN} table:number-columns-repeated="16384"/></table:table-row>'), "data.too_many_columns"),
    "a-count-of-repeats-that-is-none": (lambda: ods_of('<table:table-row table:number-rows-repeated="x"/>'), "data.broken_workbook"),
    "an-ods-without-its-content": (lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "data.broken_workbook"),
    "an-xls-that-is-cut-off": (lambda: as_xls([["month", "payments"], ["2025-01", 7]])[:2000], "data.broken_workbook"),
    "an-xls-of-noise": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 4000, "data.broken_workbook"),
    "an-xls-that-is-too-large": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(17 * MEGA), "data.xls_too_large"),
    "a-page-that-is-too-large": (lambda: b"<table><tr><td>" + b" " * (17 * MEGA) + b"<td>", "data.page_too_large"),
}  # fmt: skip


@pytest.mark.parametrize(("make", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_a_hostile_workbook_is_refused(make: Callable[[], bytes], code: str) -> None:
    assert refusal(make()) == code


@pytest.mark.parametrize("make", [make for make, _ in REFUSED.values()], ids=REFUSED.keys())
def test_a_hostile_workbook_is_refused_in_the_same_words_where_plain_rows_are_not_parsed(
    make: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = make()
    with pytest.raises(Unusable) as refused:
        read_table(content, "f.xlsx", PLAN, HEADINGS)
    monkeypatch.setattr(read_xlsx, "__defaults__", (-1,))
    with pytest.raises(Unusable) as again:
        read_table(content, "f.xlsx", PLAN, HEADINGS)
    assert again.value.problems == refused.value.problems


READ: dict[str, Callable[[], bytes]] = {
    "a-million-blank-rows": lambda: xlsx_of_xml(HEADER + ROW + "".join(f'<row r="{number}"/>' for number in range(3, 1_000_000))),
    "blank-cells-to-the-last-row": lambda: xlsx_of_xml(HEADER + ROW + '<row r="1048576"><c r="XFD1048576" s="0"/></row>'),
    "a-merge-of-the-whole-sheet-below": lambda: xlsx_of_xml(HEADER + ROW, after='<mergeCells><mergeCell ref="A3:XFD1048576"/></mergeCells>'),
    "a-link-to-another-file": lambda: xlsx_of_xml(HEADER + '<row><c t="str"><v>2025-01</v></c><c><f>[1]Sheet1!A1</f><v>7</v></c></row>'),
    "a-column-of-repeats": lambda: ods_of(
        '<table:table-row><table:table-cell office:value-type="string"><text:p>month</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>payments</text:p></table:table-cell>'
        '<table:table-cell table:number-columns-repeated="999999999"/></table:table-row><table:table-row><table:table-cell office:value-type="string"><text:p>2025-01</text:p></table:table-cell>'
        f'{SEVEN}/></table:table-row><table:table-row table:number-rows-repeated="999999999"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    ),
    "a-page-of-spans-without-end": lambda: b"<table><tr><td>month<td>payments<tr><td>2025-01<td>7<tr><td rowspan=9999999 colspan=9999999></table>",
    "a-page-of-unfinished-tags": lambda: b"<table><tr><td>month<td>payments<tr><td>2025-01<td>7</table>" + b"<!--" * 100_000 + b"<a" * 100_000 + b"</" * 100_000 + b"<![CDATA[" * 100_000,
}  # fmt: skip


@pytest.mark.parametrize("make", READ.values(), ids=READ.keys())
def test_what_only_looks_large_is_read(make: Callable[[], bytes]) -> None:
    rows, _ = read_table(make(), "f", PLAN, HEADINGS)
    assert [(str(row.month), row.values) for row in rows] == [("2025-01", {"payments": 7})]


WORKBOOKS = {
    "xlsx": as_xlsx([["month", "unit", "payments"], ["2025-01", "A", 7], ["2025-01", "B", 8]]),
    "xls": as_xls([["month", "unit", "payments"], ["2025-01", "A", 7], ["2025-01", "B", 8]]),
    "ods": as_ods([["month", "unit", "payments"], ["2025-01", "A", 7], ["2025-01", "B", 8]]),
}


@given(
    st.sampled_from(sorted(WORKBOOKS)),
    st.lists(st.tuples(st.integers(0, 1_000_000), st.integers(0, 255)), min_size=1, max_size=8),
)
def test_changed_bytes_give_tables_or_problems(kind: str, changes: list[tuple[int, int]]) -> None:
    content = bytearray(WORKBOOKS[kind])
    for at, byte in changes:
        content[at % len(content)] = byte
    try:
        tables = read_tables(bytes(content), "f", HEADINGS.knows)
    except Unusable as unusable:
        assert unusable.problems
        return
    assert all(len(record.cells) <= 2000 for table in tables for record in table.records)


@given(
    st.lists(
        st.sampled_from(
            [
                "<table>",
                "<tr>",
                "<td>",
                "<td rowspan=3 colspan=2>",
                "</td>",
                "</tr>",
                "</table>",
                "<p>",
                "<br>",
                "month",
                "7",
                "<!--",
                "-->",
                "<script>",
                "</script>",
                "&#0;",
                "&nbsp;",
                "<![",
                "<?",
                "<a href='",
            ]
        ),
        max_size=40,
    )
)
def test_any_page_gives_a_table_or_problems(pieces: list[str]) -> None:
    try:
        tables = read_tables(f"<table>{''.join(pieces)}".encode(), "f", HEADINGS.knows)
    except Unusable as unusable:
        assert unusable.problems
        return
    assert len(tables) == 1
