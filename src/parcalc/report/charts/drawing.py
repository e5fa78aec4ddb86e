"""A chart as SVG by a template of our own: shapes and figures with classes, which a style sheet colours."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from parcalc.language.language import Language
from parcalc.model.assessment import Verdict
from parcalc.report.charts.chart import Chart, Mark
from parcalc.report.figures import rounded
from parcalc.report.templating import environment
from parcalc.report.words import SIGNS

WIDTH, HEIGHT = 336, 168
"""In units of which one is a pixel on a phone of 360: the text, 12 high, is never smaller there."""

KEPT = 256
"""How many drawings are kept: a month, its quarter and its year draw the same, on a page and in Word."""

_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 250, 12, 112
_SIGNS_AT, _MONTHS_AT, _YEARS_AT = 128, 145, 161
_TEXT = 15
"""How far apart two lines of text must be."""

_HALF_CAPITAL = Fraction(9, 2)
_LONGEST = 10
"""How many signs of a label fit beside the lines; a longer one is drawn narrower."""


class _Label(NamedTuple):
    y: str
    text: str

    @property
    def narrowed(self) -> bool:
        return len(self.text) > _LONGEST


class _Point(NamedTuple):
    """One month on the drawing: ``y`` is empty where there is no value, and a sign stands below instead."""

    x: str
    y: str
    verdict: Verdict
    sign: str
    month: int
    year: str


@lru_cache(maxsize=KEPT)
def svg(chart: Chart, language: Language) -> str:
    """Return a chart as an SVG element; the same chart gives the same text."""
    drawing = environment("parcalc.report.charts").get_template("chart.svg")
    value_at, bound_at = _labels_at(chart)
    return drawing.render(
        width=WIDTH, height=HEIGHT, left=_LEFT, right=_RIGHT, labels_wide=WIDTH - _RIGHT - 6,
        lines=[_line(value, chart, language) for value in chart.scale.lines],
        points=list(_points(chart.marks, chart)),
        value_path=_value_path(chart), bound_path=_bound_path(chart),
        last=_Label(value_at, chart.last), bound=_Label(bound_at, chart.bound),
        signs_at=_SIGNS_AT, months_at=_MONTHS_AT, years_at=_YEARS_AT,
    )  # fmt: skip


def _line(value: int, chart: Chart, language: Language) -> _Label:
    shown = language.number(value)
    return _Label(_number(_y(Fraction(value), chart)), f"{shown}%" if chart.scale.percent else shown)


def _points(marks: Sequence[Mark], chart: Chart) -> Iterator[_Point]:
    for place, mark in enumerate(marks):
        y = "" if mark.value is None else _number(_y(mark.value, chart))
        new_year = place == 0 or mark.month.number == 1
        year = str(mark.month.year) if new_year else ""
        yield _Point(_number(_x(place, chart)), y, mark.verdict, SIGNS[mark.verdict], mark.month.number, year)


def _value_path(chart: Chart) -> str:
    """Return the line through the values: it breaks where a month has none."""
    heights = [None if mark.value is None else _y(mark.value, chart) for mark in chart.marks]
    steps = ((place, pair) for place, pair in enumerate(pairwise(heights)) if None not in pair)
    return "".join(
        f"M{_number(_x(place, chart))} {_number(start)}L{_number(_x(place + 1, chart))} {_number(end)}"
        for place, (start, end) in steps
        if start is not None and end is not None
    )


def _bound_path(chart: Chart) -> str:
    """Return a level for each month's bound: where it changes it steps."""
    half = _month_width(chart) / 2
    levels = ((_x(place, chart), mark.limit) for place, mark in enumerate(chart.marks))
    return "".join(
        f"M{_number(x - half)} {_number(_y(limit, chart))}H{_number(x + half)}"
        for x, limit in levels
        if limit is not None
    )


def _labels_at(chart: Chart) -> tuple[str, str]:
    """Return how high the last value and its bound are written: each at its line, never one over the other."""
    last = chart.marks[-1]
    value = None if last.value is None else _y(last.value, chart)
    bound = None if last.limit is None else _y(last.limit, chart)
    if value is not None and bound is not None:
        value, bound = _apart(value, bound)
    return _text_at(value), _text_at(bound)


def _apart(value: Fraction, bound: Fraction) -> tuple[Fraction, Fraction]:
    """Return two heights far enough from each other to be written at, the upper one still the upper."""
    if abs(value - bound) >= _TEXT:
        return value, bound
    middle, half = (value + bound) / 2, Fraction(_TEXT, 2)
    return (middle - half, middle + half) if value <= bound else (middle + half, middle - half)


def _text_at(height: Fraction | None) -> str:
    return "" if height is None else _number(height + _HALF_CAPITAL)


def _month_width(chart: Chart) -> Fraction:
    return Fraction(_RIGHT - _LEFT, len(chart.marks))


def _x(place: int, chart: Chart) -> Fraction:
    return _LEFT + _month_width(chart) * (place + Fraction(1, 2))


def _y(value: Fraction, chart: Chart) -> Fraction:
    return _BOTTOM - chart.scale.share(value) * (_BOTTOM - _TOP)


def _number(exact: Fraction) -> str:
    return rounded(exact, 1)
