"""The months of a workbook: each target's rate and verdict in every month, and a chart of the misses."""

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from parcalc.language.language import Language
from parcalc.model.assessment import Assessment, Result, Verdict
from parcalc.report.charts.scale import rate_scales
from parcalc.report.excel.grid import Grid, Sign, figure_alone
from parcalc.report.words import SIGNS

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart
    from xlsxwriter.workbook import Workbook

_DRAWN = 6
"""How many lines a chart may have to be read."""


def add_months(grid: Grid, book: "Workbook", assessment: Assessment, language: Language) -> None:
    """Write a table of rates, one of verdicts, and draw the missed targets (or the first few where none is missed)."""
    results = assessment.results
    months = [language.month(outcome.period.first) for outcome in results[0].history] if results else []
    grid.line(language.text("page.charts"), "title")
    grid.row += 1
    head = grid.headings([(language.text("table.target"), 56), *((month, 10) for month in months)])
    grid.sheet.freeze_panes(head + 1, 1)
    for result in results:
        grid.add([language.name(result.target.names), *(figure_alone(outcome) for outcome in result.history)])
    grid.row += 1
    grid.line(" · ".join(f"{SIGNS[one]} {language.text(f'words.{one}')}" for one in Verdict))
    second = grid.headings([(language.text("table.verdict"), 56), *((month, 10) for month in months)])
    for result in results:
        grid.add([language.name(result.target.names), *(Sign(SIGNS[outcome.verdict]) for outcome in result.history)])
    if results and months:
        size = len(results), len(months)
        for top in (head, second):
            area = (top + 1, 1, top + size[0], size[1])
            grid.looks.colour(grid.sheet, area, f"B{second + 2}")
        _draw(grid, book, head, results)


def _draw(grid: Grid, book: "Workbook", head: int, results: Sequence[Result]) -> None:
    """Add a line chart of rates under the tables: a month without a figure is a gap."""
    name, last = grid.sheet.get_name(), len(results[0].history)
    rows = _drawn(results)
    chart = book.add_chart({"type": "line"})
    for row in (head + 1 + place for place in rows):
        chart.add_series({
            "name": [name, row, 0],
            "categories": [name, head, 1, head, last],
            "values": [name, row, 1, row, last],
            "marker": {"type": "automatic"},
        })  # fmt: skip
    if rows:
        _lay_out(chart, [results[place] for place in rows])
        grid.sheet.insert_chart(grid.row + 1, 0, chart)


def _drawn(results: Sequence[Result]) -> list[int]:
    """Return the places of the missed rates, or of the first few where none is missed."""
    rates = [place for place, result in enumerate(results) if result.target.denominator and result.target.per is None]
    missed = [place for place in rates if results[place].outcome.verdict is Verdict.MISSED]
    return (missed or rates)[:_DRAWN]


def _lay_out(chart: "Chart", results: Sequence[Result]) -> None:
    figures = (outcome.figure for result in results for outcome in result.history)
    values = [figure.value * 100 for figure in figures if figure and figure.denominator]
    scale = next(rate_scales([(min(values), max(values))] if values else [(Fraction(0), Fraction(100))]))
    axis = {"num_format": "0%", "min": scale.low / 100, "max": scale.high / 100}
    chart.set_y_axis({**axis, "major_gridlines": {"visible": True, "line": {"color": "#D5DBE1"}}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 1000, "height": 360})
    chart.show_blanks_as("gap")
