"""By what parcalc knows a file that it wrote itself, in each form, so that it replaces no other unasked."""

import json
import re
import zlib
from io import BytesIO
from typing import Literal, assert_never
from zipfile import BadZipFile, ZipFile

from parcalc.report.csv_report import COLUMNS
from parcalc.report.formats import Format
from parcalc.report.json_report import FORMAT, VERSION

Form = Literal[Format, "plan", "schema"]
"""What may lie in a file: a report (a screen is one in text), or what ``parcalc targets`` prints for programs."""

WRITER = "parcalc"
"""Who a draft or workbook says saved it last. Word and Excel put their user there: what was edited is not ours."""

PLAN_FORMAT, PLAN_VERSION = "parcalc.plan", 1

_VERSIONS = {FORMAT: VERSION, PLAN_FORMAT: PLAN_VERSION}
# The second stands in the head of pages from before there was a generator.
_HTML = (
    b'<meta name="generator" content="parcalc',
    b"""content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">""",
)
_HEAD = 2000
_CSV = "".join(("\ufeff", ",".join(COLUMNS[:8]), ",")).encode()
_LAST_LINE = re.compile(rb"(?:^|[\n ])parcalc [0-9]\S*\n\Z")
_PROPERTIES, _LARGEST_PROPERTIES = "docProps/core.xml", 64 * 1024
_SAVED_LAST = f"<cp:lastModifiedBy>{WRITER}</cp:lastModifiedBy>".encode()


def marked(form: Form, content: bytes, version: str) -> bytes:
    """Return what goes to a file: plain text has no place for a mark but a last line of its own."""
    return content + f"\nparcalc {version}\n".encode() if form == "text" else content


def made_by_parcalc(form: Form, content: bytes) -> bool:  # noqa: PLR0911 - one form a line
    """Tell whether parcalc, this version or an earlier one, wrote a file of a form."""
    match form:
        case "html":
            return any(mark in content[:_HEAD] for mark in _HTML)
        case "csv":
            return content.startswith(_CSV)
        case "md" | "text":
            return _LAST_LINE.search(content[-_HEAD:]) is not None
        case "docx":
            return _saved_last_by_parcalc(content, "word/document.xml")
        case "xlsx":
            return _saved_last_by_parcalc(content, "xl/workbook.xml")
        case "json":
            return _is_document(content, FORMAT)
        case "plan":
            return _is_document(content, PLAN_FORMAT)
        case "schema":
            return b'"description": "A targets file of parcalc' in content[:_HEAD]
        case _:
            assert_never(form)


def _is_document(content: bytes, name: str) -> bool:
    """Tell whether JSON is one of our documents, and of no newer version than ours: that says what we cannot."""
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        return False
    if not isinstance(document, dict) or document.get("format") != name:
        return False
    version = document.get("version")
    return type(version) is int and 1 <= version <= _VERSIONS[name]


def _saved_last_by_parcalc(content: bytes, main_part: str) -> bool:
    """Tell whether parcalc saved an Office document last, and whether it is of the kind that has such a part."""
    try:
        with ZipFile(BytesIO(content)) as archive, archive.open(_PROPERTIES) as properties:
            ours = _SAVED_LAST in properties.read(_LARGEST_PROPERTIES)
            return ours and main_part in archive.namelist()
    except (BadZipFile, zlib.error, KeyError, ValueError, OSError, NotImplementedError, RuntimeError, EOFError):
        return False
