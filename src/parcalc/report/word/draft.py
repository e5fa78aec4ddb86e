"""The Word draft, from the template of the package or of the office (Nghị định 30/2020/NĐ-CP, phụ lục I)."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from parcalc.errors import Place, Problem, Unusable
from parcalc.language.language import Language
from parcalc.model.edition import Edition
from parcalc.report.charts.chart import Charts
from parcalc.report.charts.picture import png
from parcalc.report.content import content_of
from parcalc.report.escaping import harmless
from parcalc.report.marks import WRITER

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

TEMPLATE = Path(__file__).with_name("template.docx")

_SECTIONS = ("misses", "missing", "all", "charts", "restatements", "deadlines", "notes", "sources")
_HEADINGS = {
    "name": "target", "required": "required", "cases": "counted", "rate": "rate", "verdict_word": "verdict",
    "margin": "margin", "to_date": "to_date",
}  # fmt: skip
_PLACES = {
    "order": "order",
    "name": "member",
    "cases": "counted",
    "rate": "rate",
    "verdict_word": "verdict",
    "margin": "margin",
}
_EARLIEST = 1980  # the first year that a zip archive can tell


def render(edition: Edition, language: Language, template: Path = TEMPLATE) -> bytes:
    """Return an edition as a Word document; the same edition and template give the same bytes.

    Raises ``Unusable`` for a template that is not a Word document, or that asks for what there is not.
    """
    from docx.opc.exceptions import OpcError
    from docxtpl import DocxTemplate
    from jinja2 import TemplateError
    from lxml.etree import LxmlError

    try:
        document = DocxTemplate(str(template))
        document.render(_context(edition, language, document), autoescape=True)
    except TemplateError as error:
        raise Unusable(Problem("word.template_text", Place(str(template)), detail=str(error))) from error
    except (OSError, BadZipFile, OpcError, LxmlError, KeyError, ValueError) as error:
        raise Unusable(Problem("word.not_a_template", Place(str(template)))) from error
    made = edition.made_at.replace(tzinfo=None)
    properties = document.docx.core_properties
    properties.created = properties.modified = made
    properties.last_modified_by = WRITER
    written = BytesIO()
    document.save(written)
    return _with_time(written, made)


def _context(edition: Edition, language: Language, document: "DocxTemplate") -> dict[str, object]:
    told = content_of(edition, language)
    titles = {key: language.text(f"page.{key}") for key in _SECTIONS}
    return {
        "told": _safe({**asdict(told), "missing": (*told.missing, *told.waiting)}),
        "titles": {**titles, "draft": language.text("word.draft"), "report": language.text("word.report")},
        "headings": {name: language.text(f"table.{key}") for name, key in _HEADINGS.items()},
        "places": {name: language.text(f"table.{key}") for name, key in _PLACES.items()},
        "charts": _charts(told.charts, language, document),
    }


def _charts(charts: Charts, language: Language, document: "DocxTemplate") -> list[dict[str, object]]:
    from docx.shared import Mm
    from docxtpl import InlineImage

    return [
        {
            "name": harmless(chart.name),
            "picture": InlineImage(document, BytesIO(png(chart, language)), width=Mm(120)),
        }
        for chart in charts.drawn
    ]


def _safe(value: object) -> object:
    """Return texts, lists and mappings with every control character made visible: XML cannot hold one."""
    match value:
        case str():
            return harmless(value)
        case Mapping():
            return {key: _safe(part) for key, part in value.items()}
        case list() | tuple():
            return [_safe(part) for part in value]
        case _:
            return value


def _with_time(written: BytesIO, made: datetime) -> bytes:
    """Return the archive with one time for all its files: python-docx stamps them with the clock's."""
    stamp = (max(made.year, _EARLIEST), made.month, made.day, made.hour, made.minute, made.second)
    stamped = BytesIO()
    with ZipFile(written) as source, ZipFile(stamped, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, stamp)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return stamped.getvalue()
