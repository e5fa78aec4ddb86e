"""The Word draft, from the template of the package or of the office (Nghị định 30/2020/NĐ-CP, phụ lục I)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from parcalc.errors import Place, Problem, Unusable
from parcalc.language.language import Language
from parcalc.model.edition import Edition
from parcalc.report.charts.chart import Chart
from parcalc.report.charts.picture import png
from parcalc.report.content import Content, content_of
from parcalc.report.escaping import harmless
from parcalc.report.marks import WRITER
from parcalc.report.word.letter import letter

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

TEMPLATE = Path(__file__).with_name("template.docx")

_COLUMNS = ("target", "required", "counted", "rate", "verdict", "margin", "to_date", "order", "member")
_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII")
_CHARTS_IN_A_ROW = 2
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
    missed = {miss.target for miss in told.misses}
    charts = [_chart(chart, language, document) for chart in told.charts.drawn if chart.target in missed]
    return {
        "told": _safe({**asdict(told), "missing": _missing(told)}),
        "letter": _safe(asdict(letter(edition.assessment, language))),
        "titles": _titles(told, language),
        "headings": {key: language.text(f"table.{key}") for key in _COLUMNS},
        "blocks": [_safe(asdict(block)) for block in told.blocks if block.missed],
        "charts": charts,
        "chart_rows": [charts[start : start + _CHARTS_IN_A_ROW] for start in range(0, len(charts), _CHARTS_IN_A_ROW)],
    }


def _missing(told: Content) -> list[str]:
    return [line for line in (told.missing_months, *told.missing, *told.waiting) if line]


def _titles(told: Content, language: Language) -> dict[str, str]:
    """Return the titles of the sections that have something in them, numbered, and what else the template says."""
    filled = {
        "misses": told.misses,
        "all": told.lines,
        "score": told.score,
        "missing": _missing(told),
        "restatements": told.restatements,
        "deadlines": told.deadlines,
    }
    keys = ["overall", *(key for key, entries in filled.items() if entries)]
    texts = {"overall": language.text("word.overall")} | {key: language.text(f"page.{key}") for key in filled}
    numbered = {key: f"{numeral}. {texts[key]}" for numeral, key in zip(_NUMERALS, keys, strict=False)}
    words = {
        "draft": "word.draft",
        "report": "word.report",
        "measures": "word.measures",
        "order_note": "word.order_note",
    }
    return {**texts, **numbered, **{key: language.text(word) for key, word in words.items()}}


def _chart(chart: Chart, language: Language, document: "DocxTemplate") -> dict[str, object]:
    from docx.shared import Mm
    from docxtpl import InlineImage

    picture = InlineImage(document, BytesIO(png(chart, language)), width=Mm(80))
    return {"name": harmless(chart.name), "picture": _Described(picture, harmless(chart.words))}


@dataclass(frozen=True, slots=True)
class _Described:
    """A picture of docxtpl with words for those who do not see it, which docxtpl has no place for."""

    picture: object
    words: str

    def __html__(self) -> str:
        """Return the picture as Word's XML: jinja2 asks for it where it would escape a text."""
        from markupsafe import escape

        return str(self.picture).replace("<wp:docPr ", f'<wp:docPr descr="{escape(self.words)}" ', 1)


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
