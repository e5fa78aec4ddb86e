"""An edition in any of the formats. What a format needs is imported when it is asked for."""

from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from parcalc.report.formats import Format

if TYPE_CHECKING:
    from parcalc.language.language import Language
    from parcalc.model.edition import Edition


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
