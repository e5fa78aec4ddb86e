"""Make the font of the charts in Word: the figures and signs of DejaVu Sans, a few kilobytes.

A server often has no fonts at all, and every machine has others: with a font of its own a chart has its figures
everywhere, and the same edition gives the same bytes. DejaVu's licence (Bitstream Vera's) lets parts be shipped
under another name; it stands in the fonts themselves.

    python tools/make_chart_font.py [/usr/share/fonts/truetype/dejavu]
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[1] / "src/parcalc/report/charts/font"
DEJAVU = "/usr/share/fonts/truetype/dejavu"
FAMILY = "Chart Figures"
SIGNS = "0123456789%.,/+-−–<>≤≥✓✗?…○◷· ()"
_NAMES = {1: FAMILY, 3: FAMILY, 4: FAMILY, 6: FAMILY.replace(" ", ""), 16: FAMILY}


def main(folder: str = DEJAVU) -> None:
    """Write the plain and the bold font."""
    for source, name in (("DejaVuSans.ttf", "figures.ttf"), ("DejaVuSans-Bold.ttf", "figures-bold.ttf")):
        font = TTFont(Path(folder) / source, recalcTimestamp=False)
        _subset(font)
        for record in font["name"].names:
            if record.nameID in _NAMES:
                record.string = _NAMES[record.nameID]
        font.save(FONTS / name)
        print(name, (FONTS / name).stat().st_size)


def _subset(font: TTFont) -> None:
    options = subset.Options(
        layout_features=[], hinting=False, notdef_outline=True, name_IDs=[0, 1, 2, 3, 4, 6, 13, 14]
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=SIGNS)
    subsetter.subset(font)


if __name__ == "__main__":
    main(*sys.argv[1:2])
