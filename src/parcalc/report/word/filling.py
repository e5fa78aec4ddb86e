"""Filling in a Word template with the values that it is given, and with nothing else: it may have come by mail."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from parcalc.report.marks import WRITER

if TYPE_CHECKING:
    from docxtpl import DocxTemplate
    from jinja2.sandbox import SandboxedEnvironment

Value: TypeAlias = "str | int | list[Value] | dict[str, Value] | None"

_CHARTS_IN_A_ROW = 2
_CHART_WIDTH = 80  # mm
_FIRST_YEAR, _LAST_YEAR = 1980, 2107
"""The years that a zip archive can tell."""
_LONGEST_DETAIL = 200


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart for a document: its name, the picture as PNG, and words for those who do not see it."""

    name: str
    png: bytes
    words: str


@dataclass(frozen=True, slots=True)
class Filling:
    """What a template may ask for: texts, whole numbers, lists and mappings of them, and the charts; and the time."""

    values: Mapping[str, Value]
    charts: tuple[Drawn, ...]
    made: datetime


class Refused(Exception):  # noqa: N818 - what became of the template
    """A template that cannot be filled in: a code of the catalogues, and the first line of what there is to say."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code, self.detail = code, detail.partition("\n")[0][:_LONGEST_DETAIL]


def fill(template: bytes, filling: Filling) -> bytes:
    """Return a document; the same template and values give the same bytes. Raises ``Refused``."""
    document = _opened(template)
    try:
        document.render(_context(filling, document), _sandbox(), autoescape=True)
        properties = document.docx.core_properties
        properties.created = properties.modified = filling.made
        properties.last_modified_by = WRITER
        written = BytesIO()
        with _stamped_by_the_clock():
            document.save(written)
    except MemoryError:
        raise
    except Exception as error:  # whatever a template may bring about: a division by zero, a loop over a number
        raise Refused("word.template_text", str(error) or type(error).__name__) from error
    return _with_time(written, filling.made)


@contextmanager
def _stamped_by_the_clock() -> Iterator[None]:
    """Hide a fixed time: since Python 3.14 zipfile stamps with it, and fails for a year that no archive can tell."""
    epoch = os.environ.pop("SOURCE_DATE_EPOCH", None)
    try:
        yield
    finally:
        if epoch is not None:
            os.environ["SOURCE_DATE_EPOCH"] = epoch


def _opened(template: bytes) -> "DocxTemplate":
    from docxtpl import DocxTemplate

    document = DocxTemplate(BytesIO(template))
    try:
        document.init_docx()
    except MemoryError:
        raise
    except Exception as error:  # no archive, no package, no XML: each part of python-docx has errors of its own
        raise Refused("word.not_a_template") from error
    return document


def _sandbox() -> "SandboxedEnvironment":
    """Return an environment without functions, in which an unknown name may be asked about but never written."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Unknown(StrictUndefined):
        def __bool__(self) -> bool:  # type: ignore[override]
            return False

    sandbox = ImmutableSandboxedEnvironment(undefined=Unknown)
    sandbox.globals.clear()
    return sandbox


def _context(filling: Filling, document: "DocxTemplate") -> dict[str, object]:
    charts = [{"name": chart.name, "picture": _picture(chart, document)} for chart in filling.charts]
    rows = [charts[start : start + _CHARTS_IN_A_ROW] for start in range(0, len(charts), _CHARTS_IN_A_ROW)]
    return {**filling.values, "charts": charts, "chart_rows": rows}


def _picture(chart: Drawn, document: "DocxTemplate") -> "_Picture":
    from docx.shared import Mm
    from docxtpl import InlineImage

    return _Picture(InlineImage(document, BytesIO(chart.png), width=Mm(_CHART_WIDTH)), chart.words)


@dataclass(frozen=True, slots=True, repr=False)
class _Picture:
    """A picture of docxtpl with the words that docxtpl has no place for.

    The picture holds the whole document, with all that Python can do to it: in the sandbox a name that begins with
    ``_`` is out of reach.
    """

    _picture: object
    _words: str

    def __html__(self) -> str:
        """Return the picture as Word's XML: jinja2 asks for it where it would escape a text."""
        from markupsafe import escape

        return str(self._picture).replace("<wp:docPr ", f'<wp:docPr descr="{escape(self._words)}" ', 1)


def _with_time(written: BytesIO, made: datetime) -> bytes:
    """Return the archive with one time for all its files: python-docx stamps them with the clock's."""
    year = min(max(made.year, _FIRST_YEAR), _LAST_YEAR)
    stamp = (year, made.month, made.day, made.hour, made.minute, made.second)
    stamped = BytesIO()
    with ZipFile(written) as source, ZipFile(stamped, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, stamp)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return stamped.getvalue()
