"""A chart as a picture for Word, with its own font, so that it is the same on every machine."""

from functools import cache, lru_cache
from pathlib import Path

from parcalc.language.language import Language
from parcalc.report.charts.chart import Chart
from parcalc.report.charts.drawing import KEPT, WIDTH, svg

_HERE = Path(__file__).parent
_FONTS = [str(_HERE / "font" / name) for name in ("figures.ttf", "figures-bold.ttf")]
_PIXELS = 3
"""To a unit of the drawing: 203 dots an inch where it is 120 mm wide on paper."""


@lru_cache(maxsize=KEPT)
def png(chart: Chart, language: Language) -> bytes:
    """Return a chart as PNG on white."""
    import resvg_py

    picture = resvg_py.svg_to_bytes(
        svg_string=svg(chart, language),
        width=WIDTH * _PIXELS,
        background="#fff",
        style_sheet=_paper(),
        font_files=_FONTS,
        skip_system_fonts=True,
    )
    return bytes(picture)


@cache
def _paper() -> str:
    return (_HERE / "templates/paper.css").read_text(encoding="utf-8")
