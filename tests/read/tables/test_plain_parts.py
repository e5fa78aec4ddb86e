"""Parts of workbooks taken by whole rows and texts: the same cells, or the same problems, as the XML parser's own way."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parcalc.errors import Unusable
from parcalc.read.tables.workbook import xlsx
from parcalc.read.tables.workbook.parts import Parts
from parcalc.read.tables.workbook.sheets import Asked
from parcalc.read.tables.workbook.xml_parts import parse
from workbooks import as_xlsx, as_xlsxwriter, unzipped, xlsx_of_xml, zipped

EVERY, NONE = -1, 1 << 40
SHEET, SHARED = "xl/worksheets/sheet1.xml", "xl/sharedstrings.xml"
DAY = datetime.date(2025, 1, 31)
ROWS: list[list[Any]] = [
    ["Số hồ sơ & <mã>", "Đơn vị", None, "  Phí  "],
    *([f"H{number:03}", "Xã A" if number % 3 else "Xã B", DAY, number * 1000] for number in range(12)),
    [None, "“Có”", datetime.datetime(2025, 6, 7, 8, 9), True],  # noqa: DTZ001 - as sheets store it
]


class Pieces(Parts):
    """Parts in pieces of so many bytes, the first as long as it takes to see where the rows begin."""

    size_of_piece = 1 << 16

    def chunks(self, name: str) -> Iterator[bytes]:
        whole = b"".join(super().chunks(name))
        begin = max(whole.find(tag) + len(tag) for tag in (b"<sheetData>", b"<si>"))
        yield whole[:begin]
        yield from (whole[at : at + self.size_of_piece] for at in range(begin, len(whole), self.size_of_piece))


def read(content: bytes, long: int, piece: int = 0) -> object:
    """Return the records and hidden lines of each sheet, or what is wrong."""
    try:
        parts = Pieces(content, "f.xlsx")
        parts.size_of_piece = piece or parts.size_of_piece
        sheets = xlsx.read_xlsx(parts, Asked(), long)
    except Unusable as unusable:
        return unusable.problems
    return [(sheet.grid.records(), sheet.grid.hidden) for sheet in sheets if sheet.grid]


def parsed(content: bytes, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """Return the bytes that the parser is given."""
    seen = bytearray()

    def watched(chunks: Iterable[bytes], events: Any, file: str) -> None:
        parse((seen.extend(chunk) or chunk for chunk in chunks), events, file)  # type: ignore[func-returns-value]

    monkeypatch.setattr(xlsx, "parse", watched)
    read(content, EVERY)
    return bytes(seen)


def openpyxl_writes() -> bytes:
    def dress(book: Any) -> None:
        book.active.merge_cells("A1:B1")
        book.active.row_dimensions[3].hidden = True
        book.active["D4"].number_format = "0%"

    return as_xlsx(ROWS, dress=dress)


def xlsxwriter_writes() -> bytes:
    def write(book: Any, sheet: Any) -> None:
        day, bold = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"bold": True})
        for line, row in enumerate(ROWS):
            for column, value in enumerate(row):
                sheet.write(line, column, value, day if isinstance(value, datetime.date) else bold)
        sheet.set_row(4, None, None, {"hidden": True})

    return as_xlsxwriter(write)


def libreoffice_row(number: int, *cells: str) -> str:
    said = f'customFormat="false" ht="12.8" hidden="{"true" if number == 3 else "false"}" outlineLevel="0"'
    return f'<row r="{number}" {said} collapsed="false">{"".join(cells)}</row>'


def libreoffice_writes() -> bytes:
    """Return a workbook with rows as LibreOffice 24 writes them."""
    rows = [
        libreoffice_row(
            number,
            f'<c r="A{number}" s="0" t="s"><v>{number % 3}</v></c><c r="B{number}" s="1"/>',
            f'<c r="C{number}" s="1" t="n"><v>{45000 + number}</v></c><c r="D{number}" s="0" t="b"><v>1</v></c>',
        )
        for number in range(1, 15)
    ]
    texts = (
        '<si><t xml:space="preserve">Số hồ sơ</t></si><si><t xml:space="preserve">x &amp; y</t></si><si><t>z</t></si>'
    )
    styles = '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    return xlsx_of_xml("".join(rows), shared=texts, styles=styles)


WRITERS: dict[str, Callable[[], bytes]] = {
    "openpyxl": openpyxl_writes,
    "XlsxWriter": xlsxwriter_writes,
    "LibreOffice": libreoffice_writes,
}


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS.keys())
@pytest.mark.parametrize("piece", [40, 700, 1 << 16])
def test_what_programs_write_is_read_the_same_way(write: Callable[[], bytes], piece: int) -> None:
    found: Any = read(write(), EVERY, piece)
    assert found == read(write(), NONE)
    assert len(found[0][0]) == len(ROWS)


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS.keys())
def test_what_programs_write_is_not_parsed(write: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    left = parsed(write(), monkeypatch)
    assert b"<sheetData></sheetData>" in left
    assert not any(tag in left for tag in (b"<row", b"<c ", b"<si"))


def plain(number: int, value: str = "7") -> str:
    return f'<row r="{number}"><c r="A{number}"><v>{value}</v></c></row>'


def cell(inside: str, attributes: str = "") -> str:
    return f'<row r="2"><c r="A2"{attributes}>{inside}</c></row>'


ODD = {
    "a-formula": cell("<f>1+1</f><v>2</v>"),
    "a-formula-without-a-value": cell("<f>1+1</f>"),
    "a-fraction": cell("<v>1.5</v>"),
    "a-text-in-runs": cell("<is><r><t>a</t></r><r><t>b</t></r></is>", ' t="inlineStr"'),
    "two-values": cell("<v>1</v><v>2</v>"),
    "a-value-and-a-text": cell("<v>1</v><is><t>2</t></is>"),
    "a-sign-by-its-number": cell("<v>&#48;&#7889;</v>", ' t="str"'),
    "a-sign-by-its-number-in-hexadecimal": cell("<v>&#x41;</v>", ' t="str"'),
    "a-return-by-its-number": cell("<v>a&#13;b</v>", ' t="str"'),
    "a-control-sign-by-its-number": cell("<v>a&#31;b</v>", ' t="str"'),
    "half-a-sign-by-its-number": cell("<v>a&#55296;b</v>", ' t="str"'),
    "the-last-sign-before-halves": cell("<v>a&#55295;b</v>", ' t="str"'),
    "the-first-sign-after-halves": cell("<v>a&#57344;b</v>", ' t="str"'),
    "the-last-sign": cell("<v>a&#65533;b</v>", ' t="str"'),
    "a-number-that-is-no-sign": cell("<v>a&#65534;b</v>", ' t="str"'),
    "a-sign-of-more-than-two-bytes": cell("<v>a&#128512;b</v>", ' t="str"'),
    "an-entity-that-is-none": cell("<v>&x;</v>", ' t="str"'),
    "an-ampersand-alone": cell("<v>a & b</v>", ' t="str"'),
    "an-angle-in-a-text": cell("<v>a > b</v>", ' t="str"'),
    "the-end-of-raw-text-in-a-text": cell("<v>]]></v>", ' t="str"'),
    "raw-text": cell("<v><![CDATA[7]]></v>"),
    "a-comment-in-a-value": cell("<v>1<!-- 2 -->3</v>"),
    "an-instruction": cell("<?x y?><v>1</v>"),
    "a-comment-that-hides-the-end": '<row r="2"><!-- </row> --><c r="A2"><v>1</v></c></row>',
    "a-comment-that-hides-an-end-and-a-row": '<row r="2"><!-- </row><row r="5"><c r="A5"><v>1</v></c></row> --></row>',
    "an-instruction-that-hides-an-end-and-a-row": '<row r="2"><?x </row><row r="5"><c r="A5"><v>1</v></c></row> ?></row>',
    "a-row-in-a-comment": '<!-- <row r="2"><c r="A2"><v>1</v></c></row> -->',
    "rows-in-raw-text": '<x><![CDATA[<row r="2"><c r="A2"><v>1</v></c></row>]]></x>',
    "a-return": cell("<v>a\r\nb</v>", ' t="str"'),
    "a-control-sign": cell("<v>a\x02b</v>", ' t="str"'),
    "a-sign-that-is-none": cell("<v>\uffff</v>", ' t="str"'),
    "a-sign-that-no-cell-may-hold": cell("<v>a\u202eb</v>", ' t="str"'),
    "a-line-break-by-its-escape": cell("<v>_x000D_</v>", ' t="str"'),
    "an-attribute-twice": cell("<v>1</v>", ' s="0" s="1"'),
    "a-reference-twice": cell("<v>1</v>", ' r="A2"'),
    "an-attribute-with-an-angle": cell("<v>1</v>", ' x="<"'),
    "an-attribute-without-quotes": cell("<v>1</v>", " s=0"),
    "an-attribute-in-single-quotes": cell("<v>1</v>", " s='0'"),
    "a-style-that-is-none": cell("<v>1</v>", ' s="x"'),
    "a-style-that-is-not-there": cell("<v>1</v>", ' s="99"'),
    "a-style-with-the-number-of-the-row": cell("<v>1</v>", ' s="2"'),
    "styles-with-the-numbers-of-their-rows": cell("<v>1</v>", ' s="2"') + cell("<v>1</v>", ' s="2"').replace("2", "4"),
    "a-text-that-is-not-there": cell("<v>9</v>", ' t="s"'),
    "a-shared-text-without-a-number": cell("", ' t="s"'),
    "a-kind-that-is-none": cell("<v>x</v>", ' t="x"'),
    "an-error": cell("<v>#REF!</v>", ' t="e"'),
    "a-day-as-text": cell("<v>2025-06-05T00:00:00Z</v>", ' t="d"'),
    "a-number-with-blanks": cell("<v> 7 </v>"),
    "a-number-in-powers": cell("<v>1E3</v>"),
    "a-cell-of-blanks": cell("<v>  </v>", ' t="str"'),
    "a-cell-without-anything": cell(""),
    "a-cell-that-closes-itself": '<row r="2"><c r="A2" s="1" /><c r="B2"/></row>',
    "a-cell-that-never-closes": '<row r="2"><c r="A2"><v>1</v></row>',
    "a-cell-twice": '<row r="2"><c r="A2"><v>1</v></c><c r="A2"><v>2</v></c></row>',
    "a-cell-twice-but-blank": '<row r="2"><c r="A2"/><c r="A2"><v>2</v></c></row>',
    "a-cell-of-another-row": '<row r="2"><c r="A3"><v>1</v></c></row>',
    "a-cell-without-a-place": '<row r="2"><c><v>1</v></c></row>',
    "cells-from-right-to-left": '<row r="2"><c r="C2"><v>1</v></c><c r="B2"><v>2</v></c></row>',
    "a-cell-beyond-the-last-column": '<row r="2"><c r="BXY2"><v>1</v></c></row>',
    "a-blank-cell-beyond-the-last-column": '<row r="2"><c r="XFD2"/><c r="XFE2"/></row>',
    "cells-parted-by-line-ends": '<row r="2">\n<c r="A2"><v>1</v></c>\n</row>',
    "a-cell-between-rows": '<c><v>1</v></c><row r="2"></row><c><v>5</v></c>',
    "a-row-without-a-number": "<row><c><v>1</v></c></row>",
    "a-row-with-noughts": '<row r="02"><c r="A2"><v>1</v></c></row>',
    "a-row-of-number-nought": '<row r="0"><c r="A0"><v>1</v></c></row>',
    "a-row-twice": plain(1),
    "a-row-twice-of-which-the-first-is-odd": cell("<f>1</f><v>2</v>") + plain(2),
    "a-row-in-two-pieces": '<row r="1"><c r="B1"><v>1</v></c></row>',
    "a-row-in-a-row": '<row r="2"><row r="5"></row><c r="A5"><v>1</v></c></row>',
    "rows-in-a-cell": '<row r="2"><c r="A2"><v>1</v><row r="3"><f></f></row><row r="4"><c r="A4"/></row></c></row>',
    "a-row-that-is-hidden": '<row r="2" hidden="1"><c r="A2"><v>1</v></c></row>',
    "a-row-that-closes-itself": '<row r="2" ht="9"/><row r="4"></row>',
    "a-row-that-closes-itself-before-an-odd-one": '<row r="2" hidden="true"/><row r="4"><c r="A4"><f>1</f><v>3</v></c></row>',
    "a-row-that-only-seems-to-close-itself": '<row x="/>"><row r="2"></row><c r="A2"><v>1</v></c></row>',
    "a-row-beyond-the-last": '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
    "a-blank-row-beyond-the-last": '<row r="1048577"><c r="A1048577"/></row>',
    "an-attribute-of-a-row-twice": '<row r="2" ht="1" ht="2"><c r="A2"><v>1</v></c></row>',
    "a-row-with-a-prefix": '<x:row r="2"><x:c r="A2"><x:v>1</x:v></x:c></x:row>',
    "the-end-of-the-rows-twice": "</sheetData><sheetData>",
    "cells-whose-first-tag-is-none": '<row r="2">xc r="A2"><v>1</v></c></row>',
    "cells-whose-last-tag-is-none": '<row r="2"><c r="A2"><v>1</v></cx</row>',
    "a-value-that-does-not-end": '<row r="2"><c r="A2"><v>7<v><c r="B2"><v>8</v></c></row>',
    "a-sign-in-place-of-the-end-of-a-value": '<row r="2"><c r="A2"><v>7\x01<v></row>',
    "half-a-row": '<row r="2"><c r="A2"',
}  # fmt: skip


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
@pytest.mark.parametrize("piece", [25, 1 << 16])
def test_what_is_odd_is_read_the_same_way(odd: str, piece: int) -> None:
    formats = "".join(f'<xf numFmtId="{number}"/>' for number in (0, 0, 9, 0, 14))
    after = '<mergeCells><mergeCell ref="A8:B9"/></mergeCells>'
    content = xlsx_of_xml(plain(1) + odd + plain(3, "8"), after=after, styles=f"<cellXfs>{formats}</cellXfs>")
    assert read(content, EVERY, piece) == read(content, NONE)


ODD_TEXTS = {
    "in-runs": "<si><r><t>a</t></r><r><t>b</t></r></si>",
    "with-a-reading": "<si><t>a</t><rPh><t>b</t></rPh></si>",
    "that-is-none": "<si/>",
    "that-is-blank": "<si><t/></si>",
    "with-an-entity": "<si><t>&amp;lt;&#x41;</t></si>",
    "with-an-angle": "<si><t>a > b ]] ></t></si>",
    "with-the-end-of-raw-text": "<si><t>]]></t></si>",
    "in-a-comment": "<!-- <si><t>a</t></si> -->",
    "in-raw-text": "<si><t><![CDATA[</t></si><si><t>]]></t></si>",
    "that-is-not-composed": "<si><t>a\u0301</t></si>",
    "of-blanks": '<si><t xml:space="preserve">  </t></si>',
    "with-an-escaped-break": "<si><t>a_x000D_b</t></si>",
    "with-a-sign-that-no-cell-may-hold": "<si><t>a\u0085b</t></si>",
    "that-is-too-long": f"<si><t>{'x' * 131_073}</t></si>",
    "between-texts": "<t>a</t>",
    "with-a-tag-between": "<si><t>a</t></si><x/>",
    "parted-by-line-ends": "<si>\n<t>a</t>\n</si>\n",
    "with-half-a-sign-by-its-number": "<si><t>&#55296;</t></si>",
    "with-a-control-sign-by-its-number": "<si><t>&#11;</t></si>",
    "that-does-not-end": "<si><t>a</si>",
}


@pytest.mark.parametrize("odd", ODD_TEXTS.values(), ids=ODD_TEXTS.keys())
@pytest.mark.parametrize("piece", [25, 1 << 16])
def test_an_odd_text_is_read_the_same_way(odd: str, piece: int) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>{n - 1}</v></c></row>' for n in (1, 2, 3))
    content = xlsx_of_xml(rows, shared=f"<si><t>&lt;một&gt;</t></si>{odd}<si><t>ba</t></si><si><t>bốn</t></si>")
    assert read(content, EVERY, piece) == read(content, NONE)


HEADS = {
    "an-encoding-of-its-own": '<?xml version="1.0" encoding="windows-1252"?><worksheet><sheetData>{}</sheetData></worksheet>',
    "rows-in-a-comment": "<worksheet><!-- <sheetData>{}</sheetData> --></worksheet>",
    "no-rows-before-rows-in-a-comment": "<worksheet><sheetData/><!-- <sheetData>{} --></worksheet>",
    "rows-that-a-prefix-begins": "<worksheet><x:sheetData><!-- <sheetData>{} --></x:sheetData></worksheet>",
    "rows-within-a-cell": "<worksheet><row><c><v>5<sheetData>{}</sheetData></v></c></row></worksheet>",
    "rows-within-a-value": "<worksheet><v>5<sheetData>{}</sheetData></v></worksheet>",
    "something-behind": "<worksheet><sheetData>{}</sheetData></worksheet>x",
    "no-end": "<worksheet><sheetData>{}</sheetData>",
    "a-document-type": "<!DOCTYPE worksheet><worksheet><sheetData>{}</sheetData></worksheet>",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS.keys())
def test_rows_that_only_seem_to_be_some_are_read_the_same_way(head: str) -> None:
    parts = unzipped(xlsx_of_xml("")) | {"xl/worksheets/s.xml": head.format(cell("<v>é</v>", ' t="str"')).encode()}
    assert read(zipped(parts), EVERY) == read(zipped(parts), NONE)


@pytest.mark.parametrize("most", [3, 4, 5])
def test_too_many_cells_are_refused_either_way(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parcalc.read.tables.grid.MOST_FILLED", most)
    content = xlsx_of_xml("".join(plain(number) for number in range(1, 5)))
    assert read(content, EVERY, 60) == read(content, NONE)


TEXT_PARTS = {
    "behind-the-end": '<sst x="1"/>{}',
    "within-a-text": "<x><si><t>a</t><sst>{}</sst></si></x>",
    "within-a-reading": "<x><rPh><sst>{}</sst></rPh></x>",
    "within-another-tag-first": "<x><sstx/><sst>{}</sst></x>",
}


@pytest.mark.parametrize("part", TEXT_PARTS.values(), ids=TEXT_PARTS.keys())
def test_texts_that_only_seem_to_be_some_are_read_the_same_way(part: str) -> None:
    parts = unzipped(xlsx_of_xml(cell("<v>0</v>", ' t="s"')))
    content = zipped(parts | {"xl/shared.xml": part.format("<si><t>b</t></si>").encode()})
    assert read(content, EVERY) == read(content, NONE)


def test_around_an_odd_row_rows_are_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [plain(number) for number in range(3, 40)]
    left = parsed(xlsx_of_xml(plain(1) + ODD["a-formula"] + "".join(rows)), monkeypatch)
    assert left.count(b"<row") == left.count(b"<f>") == 1


def test_where_no_row_of_some_is_plain_the_parser_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    formulas = ODD["a-formula"] + ODD["a-formula"].replace("2", "3")
    assert parsed(xlsx_of_xml(formulas + plain(4)), monkeypatch).count(b"<row") == len(("2", "3"))
    monkeypatch.setattr(Pieces, "size_of_piece", len(formulas))
    assert parsed(xlsx_of_xml(formulas + plain(4)), monkeypatch).count(b"<row") == len(("2", "3", "4"))


SNIPPETS = [
    "<", ">", "/>", '"', "&amp;", "&", "]]>", "<!-- ", " -->", "<![CDATA[", "\r", "\n", " ", "\x02", "\x03", "0", "1.5", "-",
    "</c>", "</row>", "</v>", "</si>", "<row>", '<row r="3">', "<c>", '<c r="B3">', "<v>", "<f>1</f>", "<is><t>", "</t></is>",
    ' t="s"', ' t="d"', ' s="2"', ' s="99"', ' r="1"', ' hidden="1"', "<sheetData>", "</sheetData>", "<si/>", "_x000D_",
]  # fmt: skip
CHANGES = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 40), st.sampled_from(["", *SNIPPETS])), max_size=3)
CONTENTS = [unzipped(write()) for write in WRITERS.values()]


@settings(max_examples=200)
@given(st.sampled_from(CONTENTS), st.booleans(), CHANGES, st.sampled_from([40, 300, 1 << 16]))
def test_a_part_with_slips_is_read_the_same_way(
    parts: dict[str, bytes], of_texts: bool, changes: list[tuple[int, int, str]], piece: int
) -> None:
    name = next((name for name in parts if of_texts and "shared" in name.lower()), "") or next(
        name for name in parts if "worksheets/s" in name and name.endswith(".xml")
    )
    part = parts[name]
    for place, width, new in changes:
        at = max(part.find(b"<", place % len(part)), 0) + width % 3
        part = part[:at] + new.encode() + part[at + width // 3 :]
    content = zipped(parts | {name: part})
    assert read(content, EVERY, piece) == read(content, NONE)
