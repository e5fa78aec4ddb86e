"""How the workbook's cells look: numbers as numbers, rates with the decimals that reports show, misses in red."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from parcalc.model.assessment import Verdict
from parcalc.report.words import SIGNS

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_TOP = {"valign": "top"}
_LOOKS: Mapping[str, Mapping[str, object]] = {
    "title": {"bold": True, "font_size": 14},
    "bold": {"bold": True},
    "line": {},
    "quiet": {"font_color": "#55606B"},
    "heading": {"bold": True, "bottom": 1, "text_wrap": True, "indent": 1, "valign": "bottom", "bg_color": "#F3F5F7"},
    "text": {**_TOP, "text_wrap": True, "indent": 1},
    "number": {**_TOP, "num_format": "#,##0"},
    "sign": {**_TOP, "align": "center"},
    "margin": {**_TOP, "num_format": "+#,##0;-#,##0;0"},
}
_COLOURS = {
    Verdict.MET: "#136C38",
    Verdict.MISSED: "#B3161D",
    Verdict.NO_DATA: "#7A4B00",
    Verdict.NO_CASES: "#55606B",
    Verdict.NOT_DUE: "#2A5A94",
}
_MISSED_GROUND = "#FDF1F1"
Area = tuple[int, int, int, int]
"""First row, first column, last row, last column."""


class Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: "Workbook") -> None:
        """Make none yet."""
        self._book = book
        self._made: dict[str, Format] = {}

    def __getitem__(self, look: str) -> "Format":
        """Return a format by its name."""
        return self._get(look, _LOOKS[look])

    def rate(self, shown: str, *, share: bool) -> "Format":
        """Return the format of a rate with as many decimals as it is shown with: none contradicts its verdict."""
        decimals = len(shown.partition(".")[2])
        pattern = f"0.{'0' * decimals}" if decimals else "0"
        return self._get(f"{pattern} {share}", {**_TOP, "num_format": f"{pattern}%" if share else f"#,##{pattern}"})

    def colour(self, sheet: "Worksheet", area: Area, verdict_cell: str) -> None:
        """Colour an area by the sign that a cell begins with, as a rule: a word that changes changes its colour."""
        for verdict, colour in _COLOURS.items():
            # Where rules meet, LibreOffice goes by the first alone: this one has the ground as well.
            ground = {"bg_color": _MISSED_GROUND} if verdict is Verdict.MISSED else {}
            self._rule(sheet, area, verdict_cell, verdict, {"font_color": colour, **ground})

    def tint(self, sheet: "Worksheet", area: Area, verdict_cell: str) -> None:
        """Lay a ground under the rows of misses, by the same rule."""
        self._rule(sheet, area, verdict_cell, Verdict.MISSED, {"bg_color": _MISSED_GROUND})

    def _rule(self, sheet: "Worksheet", area: Area, verdict_cell: str, verdict: Verdict, look: dict[str, str]) -> None:
        criteria = f'=LEFT({verdict_cell},1)="{SIGNS[verdict]}"'
        rule = {"type": "formula", "criteria": criteria, "format": self._get(f"{verdict} {look}", look)}
        sheet.conditional_format(*area, rule)

    def _get(self, name: str, look: Mapping[str, object]) -> "Format":
        if name not in self._made:
            self._made[name] = self._book.add_format(dict(look))
        return self._made[name]
