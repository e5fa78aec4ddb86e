"""Every written format by its name. What a format needs is imported when it is asked for."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal, assert_never, get_args

if TYPE_CHECKING:
    from parcalc.language.language import Language
    from parcalc.model.edition import Edition

Format = Literal["html", "docx", "xlsx", "text", "md", "csv", "json"]
FORMATS: tuple[Format, ...] = get_args(Format)
"""In the order in which a reader meets them. The options, the folder and its index all go by this list."""

FOR_READERS: frozenset[Format] = frozenset({"html", "docx", "xlsx", "text"})
"""What an index offers to people; the others are for programs and for whoever asked for them."""


def suffix(form: Format) -> str:
    """Return how the name of a file in a format ends, without the dot."""
    return "txt" if form == "text" else form


def render(  # noqa: PLR0911 - one format a line
    form: Format, edition: "Edition", language: "Language", template: Path | None = None
) -> bytes:
    """Return an edition in a format; the same edition gives the same bytes. ``template`` is one's own for Word."""
    match form:
        case "json":
            from parcalc.report import json_report

            return json_report.render(edition, language)
        case "html":
            from parcalc.report.html import page

            return page.render(edition, language)
        case "text":
            from parcalc.report import paragraph

            return paragraph.render(edition, language)
        case "md":
            from parcalc.report import markdown

            return markdown.render(edition, language)
        case "csv":
            from parcalc.report import csv_report

            return csv_report.render(edition, language)
        case "docx":
            from parcalc.report.word import draft

            return draft.render(edition, language, template or draft.TEMPLATE)
        case "xlsx":
            from parcalc.report.excel import workbook

            return workbook.render(edition, language)
        case _:
            assert_never(form)
