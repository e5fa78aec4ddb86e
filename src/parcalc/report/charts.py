"""A chart of twelve months for a target: a Vega-Lite specification, drawn without a browser or a network."""

from collections.abc import Mapping
from functools import cache
from typing import TypeAlias

from parcalc.language.language import Language
from parcalc.model.assessment import Outcome, Result
from parcalc.report.figures import shown_limit, shown_percent

_INK = "currentColor"  # the page's own colour of text, so that dark mode needs no second drawing
_COLOURS = {"met": "#2e9e5b", "missed": "#e0484d"}
_WIDTH, _HEIGHT = 300, 110

Encoding: TypeAlias = Mapping[str, object]


def target_chart(result: Result, language: Language, ink: str = _INK) -> dict[str, object]:
    """Return a target's chart: a point a month, the bound as a line, gaps where nothing was judged."""
    months = [language.month(outcome.period.first) for outcome in result.history]
    x = {"field": "month", "type": "ordinal", "sort": months, "scale": {"domain": months}, "axis": _month_axis(months)}
    y = {
        "field": "value",
        "type": "quantitative",
        "title": "" if result.target.denominator is None else "%",
        "scale": {"zero": False},
        "axis": {"tickCount": 4},
    }
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": _WIDTH,
        "height": _HEIGHT,
        "background": None,
        "data": {"values": [_point(outcome, language) for outcome in result.history]},
        "layer": _layers(x, y, ink),
        "config": _config(ink),
    }


def _layers(x: Encoding, y: Encoding, ink: str) -> list[object]:
    """Return the rates, the bound in dashes, and each month's verdict: never by colour alone, a miss is a cross."""
    line = {"type": "line", "color": ink, "invalid": "break-paths-show-domains"}
    verdict = {"field": "verdict", "type": "nominal", "legend": None}
    names = list(_COLOURS)
    judged = {
        "color": {**verdict, "scale": {"domain": names, "range": list(_COLOURS.values())}},
        "shape": {**verdict, "scale": {"domain": names, "range": ["circle", "cross"]}},
    }
    point = {"type": "point", "filled": True, "size": 55, "invalid": "filter"}
    return [
        {"mark": {**line, "opacity": 0.55}, "encoding": {"x": x, "y": y}},
        {
            "mark": {**line, "strokeDash": [5, 4], "interpolate": "step"},
            "encoding": {"x": x, "y": {**y, "field": "required"}},
        },
        {"mark": point, "encoding": {"x": x, "y": y, **judged}},
    ]


def _config(ink: str) -> dict[str, object]:
    inked = dict.fromkeys(("labelColor", "titleColor", "tickColor", "domainColor", "gridColor"), ink)
    return {
        "axis": {**inked, "gridOpacity": 0.15},
        "view": {"stroke": None},
        "font": "DejaVu Sans, Arial, sans-serif",
    }


def svg(spec: Mapping[str, object], language: Language) -> str:
    """Return a chart as SVG, with the language's decimal mark."""
    import vl_convert

    return str(vl_convert.vegalite_to_svg(dict(spec), format_locale=_number_format(language.code)))


def png(spec: Mapping[str, object], language: Language) -> bytes:
    """Return a chart as a picture, for Word."""
    import vl_convert

    return bytes(vl_convert.vegalite_to_png(dict(spec), scale=2, format_locale=_number_format(language.code)))


def described(result: Result, language: Language) -> str:
    """Return what a chart shows in words, for those who do not see it: each month's rate and verdict."""
    months = (
        f"{language.month(outcome.period.first)}: {_told(outcome, language)}" for outcome in result.history
    )  # fmt: skip
    return f"{language.name(result.target.names)}. {'; '.join(months)}."


def _told(outcome: Outcome, language: Language) -> str:
    word = language.text(f"words.{outcome.verdict}")
    percent = shown_percent(outcome)
    return f"{language.percent(percent)}, {word}" if percent else word


def _point(outcome: Outcome, language: Language) -> dict[str, object]:
    """Return one month. The floats only place a mark on a drawing; what is printed is never read from them."""
    value = shown_percent(outcome)
    if value is None and outcome.figure and outcome.figure.denominator is None:
        value = str(outcome.figure.numerator)
    limit = shown_limit(outcome)
    return {
        "month": language.month(outcome.period.first),
        "value": float(value) if value else None,
        "required": float(limit) if limit else None,
        "verdict": str(outcome.verdict),
    }


def _month_axis(months: list[str]) -> dict[str, object]:
    # Every third month, the last one among them: twelve labels would stand aslant.
    return {"title": None, "labelAngle": 0, "values": months[::-1][::3][::-1]}


@cache
def _number_format(code: str) -> dict[str, object]:
    marks = {"decimal": ",", "thousands": "."} if code == "vi" else {"decimal": ".", "thousands": ","}
    return {**marks, "grouping": [3], "currency": ["", ""]}
