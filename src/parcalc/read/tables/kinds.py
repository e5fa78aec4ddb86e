"""What kind of file some bytes are: told by the bytes, never by the name."""

import re
from typing import TYPE_CHECKING, Literal

from parcalc.errors import Place, Problem, Unusable
from parcalc.read.limits import LARGEST_PLAN

if TYPE_CHECKING:
    from parcalc.read.tables.workbook.parts import Parts

Kind = Literal["text", "page", "xlsx", "ods", "xls"]

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    (b"%PDF", "PDF"),
    (b"\x1f\x8b", "gzip"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"BZh", "bzip2"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"{\\rtf", "RTF"),
)
_ZIPPED = (
    ("word/document.xml", "Word (.docx)"),
    ("ppt/presentation.xml", "PowerPoint (.pptx)"),
    ("content.xml", "LibreOffice (.odt, .odp)"),
)
_IN_OLE = (("WordDocument", "Word (.doc)"), ("PowerPoint Document", "PowerPoint (.ppt)"))
_BEGINNING = 4096
_PLAN, _PLAN_COUNTS = re.compile(rb"^targets:\s*$", re.MULTILINE), re.compile(rb"^(?:counts|plan):\s*$", re.MULTILINE)


def kind_of(content: bytes, file: str) -> Kind:
    """Return what kind of table some bytes are. Raises ``Unusable`` for a file that is no table, naming what it is."""
    if content.startswith(_ZIP):
        from parcalc.read.tables.workbook.parts import Parts

        return _zipped(Parts(content, file))
    if content.startswith(_OLE):
        return _in_ole(content, file)
    for signature, name in _OTHERS:
        if content.startswith(signature):
            raise _no_table(name, file)
    return _marked_up(content, file)


def _zipped(parts: "Parts") -> Kind:
    if "mimetype" in parts and b"opendocument.spreadsheet" in b"".join(parts.chunks("mimetype")):
        return "ods"
    for name, program in _ZIPPED:
        if name in parts:
            raise _no_table(program, parts.file)
    if "xl/workbook.bin" in parts:
        raise _other_table("Excel (.xlsb)", parts.file)
    if any(name.startswith("xl/") for name in parts.parts):
        return "xlsx"
    raise _no_table("zip", parts.file)


def _in_ole(content: bytes, file: str) -> Kind:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Unusable(Problem("data.locked", Place(file)))
    for stream, program in _IN_OLE:
        if stream.encode("utf-16-le") in content:
            raise _no_table(program, file)
    return "xls"


def _marked_up(content: bytes, file: str) -> Kind:
    """Tell a page with a table from a text, in UTF-8 or UTF-16."""
    beginning = (
        content[:_BEGINNING].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe \t\r\n").lower()
    )
    if beginning.startswith(b"mime-version:"):
        raise _other_table("MHT", file)
    if _PLAN.search(content, 0, LARGEST_PLAN) and _PLAN_COUNTS.search(content, 0, LARGEST_PLAN):
        raise Unusable(Problem("data.is_a_plan", Place(file)))
    if not beginning.startswith(b"<"):
        return "text"
    if re.search(rb"<\0?t\0?(?:a\0?b\0?l\0?e|r)[\0\s>]", content, re.IGNORECASE):
        return "page"
    raise _other_table("XML", file) if beginning.startswith(b"<?xml") else _no_table("HTML", file)


def _no_table(name: str, file: str) -> Unusable:
    return Unusable(Problem("data.no_table", Place(file), kind=name))


def _other_table(name: str, file: str) -> Unusable:
    """Return what is raised for a kind of table that Excel opens and parcalc does not."""
    return Unusable(Problem("data.other_table", Place(file), kind=name))
