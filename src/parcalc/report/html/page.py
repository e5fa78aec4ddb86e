"""The report as one HTML page that needs nothing else: no network, no script."""

from typing import TYPE_CHECKING

from parcalc.language.language import Language
from parcalc.model.edition import Edition
from parcalc.report.charts.drawing import svg
from parcalc.report.content import Content
from parcalc.report.templating import environment as templates

if TYPE_CHECKING:
    from jinja2 import Environment

_LINE_HEADINGS = ("target", "required", "counted", "verdict", "to_date", "year_before", "change")
_PLACE_HEADINGS = ("order", "member", "counted", "verdict")


def render(edition: Edition, language: Language) -> bytes:
    """Return an edition as an HTML page; the same edition gives the same bytes."""
    from markupsafe import Markup

    told = Content(edition, language)
    page = environment().get_template("report.html").render(
        told=told,
        # Our own template has escaped every text of its drawings.
        charts=[(chart, Markup(svg(chart, language))) for chart in told.charts.drawn],  # noqa: S704
        line_headings=[language.text(f"table.{key}") for key in _LINE_HEADINGS],
        place_headings=[language.text(f"table.{key}") for key in _PLACE_HEADINGS],
        text=language.text,
        lang=language.code,
    )  # fmt: skip
    return _unbroken(page).encode("utf-8", "backslashreplace")


def _unbroken(page: str) -> str:
    """Return the page with no line that begins with a lone %: the points keep their sign."""
    return page.replace("điểm %", "điểm\u00a0%")


def environment() -> "Environment":
    """Return the templates of the pages."""
    return templates("parcalc.report.html")
