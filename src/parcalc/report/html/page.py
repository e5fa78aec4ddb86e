"""The report as one HTML page that needs nothing else: no network, no script."""

import re
from functools import cache
from typing import TYPE_CHECKING

from parcalc.language.language import Language
from parcalc.model.edition import Edition
from parcalc.report.charts import described, svg, target_chart
from parcalc.report.content import outline
from parcalc.report.escaping import harmless

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_ROLES = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
_LINE_HEADINGS = ("target", "required", "cases", "rate", "verdict", "margin", "to_date", "change")
_PLACE_HEADINGS = ("rank", "member", "cases", "rate", "verdict", "margin")


def render(edition: Edition, language: Language) -> bytes:
    """Return an edition as an HTML page; the same edition gives the same bytes."""
    page = environment().get_template("report.html").render(
        told=outline(edition, language),
        charts=_charts(edition, language),
        line_headings=[language.text(f"table.{key}") for key in _LINE_HEADINGS],
        place_headings=[language.text(f"table.{key}") for key in _PLACE_HEADINGS],
        text=language.text,
        lang=language.code,
    )  # fmt: skip
    return page.encode("utf-8", "backslashreplace")


@cache
def environment() -> "Environment":
    """Return the templates, which escape whatever is put into them and make control characters visible."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("parcalc.report.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_harmless,
    )


def _harmless(value: object) -> object:
    # Markup is our own: the charts and the style sheet.
    return harmless(value) if type(value) is str else value


def _charts(edition: Edition, language: Language) -> list[tuple[str, "Markup", str]]:
    """Return each target's name, its chart as SVG and what the chart shows in words."""
    from markupsafe import Markup

    charts = []
    for number, result in enumerate(edition.assessment.results):
        # The figure says in words what is drawn; the roles that Vega gives to each mark would say it again, namelessly.
        drawn = _ROLES.sub("", svg(target_chart(result, language), language))
        # Vega numbers its clip paths from nought in every drawing; on one page they must differ.
        unique = drawn.replace('id="', f'id="c{number}-').replace("url(#", f"url(#c{number}-")
        charts.append((language.name(result.target.names), Markup(unique), described(result, language)))  # noqa: S704 - vl-convert escapes the texts of its drawings
    return charts
