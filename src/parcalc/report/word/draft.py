"""The Word draft, from the template of the package or of the office (Nghị định 30/2020/NĐ-CP, phụ lục I)."""

from collections.abc import Mapping
from pathlib import Path

from parcalc.errors import Place, Problem, Unusable
from parcalc.language.language import Language
from parcalc.model.edition import Edition
from parcalc.report.charts.chart import Chart
from parcalc.report.charts.picture import png
from parcalc.report.content import Content
from parcalc.report.escaping import harmless
from parcalc.report.word.apart import fill_apart
from parcalc.report.word.filling import Drawn, Filling, Refused, Value, fill
from parcalc.report.word.letter import letter
from parcalc.report.worded import Worded

TEMPLATE = Path(__file__).with_name("template.docx")

_COLUMNS = ("target", "required", "counted", "rate", "verdict", "margin", "to_date", "order", "member")
_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII")
_LARGEST = 64 * 1024 * 1024
"""Bytes of a template that are read; a longer one is no archive then."""


def render(edition: Edition, language: Language, template: Path = TEMPLATE) -> bytes:
    """Return an edition as a Word document; the same edition and template give the same bytes.

    A template of someone else's gets nothing but the report's own values, and little time and memory. Raises
    ``Unusable`` for one that is not a Word document, that asks for what there is not, or that takes too much.
    """
    filling = _filling(edition, language)
    if template == TEMPLATE:
        return fill(template.read_bytes(), filling)
    try:
        return fill_apart(_content(template), filling)
    except Refused as refused:
        raise Unusable(Problem(refused.code, Place(str(template)), detail=refused.detail)) from refused


def _content(template: Path) -> bytes:
    try:
        if template.is_file():  # reading a pipe may never end
            with template.open("rb") as stream:
                return stream.read(_LARGEST)
    except (OSError, ValueError) as error:
        raise Refused("word.not_a_template") from error
    raise Refused("word.not_a_template")


def _filling(edition: Edition, language: Language) -> Filling:
    told = Content(edition, language)
    missed = {miss.target for miss in told.misses}
    texts = {name: part for name, part in told.parts().items() if name != "charts"}
    values = {
        "told": {**texts, "missing": _missing(told)},
        "letter": letter(edition.assessment, language),
        "titles": _titles(told, language),
        "headings": {key: language.text(f"table.{key}") for key in _COLUMNS},
        "blocks": [block for block in told.blocks if block.missed],
    }
    return Filling(
        {name: _safe(part) for name, part in values.items()},
        tuple(_drawn(chart, language) for chart in told.charts.drawn if chart.target in missed),
        edition.made_at.replace(tzinfo=None),
    )


def _drawn(chart: Chart, language: Language) -> Drawn:
    return Drawn(harmless(chart.name), png(chart, language), harmless(chart.words))


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


def _safe(told: object) -> Value:
    """Return texts, whole numbers, lists and mappings, with every control character made visible: XML holds none."""
    value = _parts(told)
    match value:
        case str():
            return harmless(value)
        case Mapping():
            return {str(key): _safe(part) for key, part in value.items()}
        case list() | tuple():
            return [_safe(part) for part in value]
        case int() | None:
            return value
        case _:
            return harmless(str(value))


def _parts(told: object) -> object:
    """Return the parts of a thing by their names; what is no thing is itself."""
    if isinstance(told, Worded):
        return told.parts()
    return told._asdict() if isinstance(told, tuple) and hasattr(told, "_asdict") else told
