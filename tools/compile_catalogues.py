"""Compile every message catalogue: each ``.po`` to the ``.mo`` beside it. Run it after editing a ``.po``."""

from pathlib import Path

import polib

LOCALE = Path(__file__).parents[1] / "src/parcalc/language/locale"


def compile_catalogues(locale: Path = LOCALE) -> list[Path]:
    """Write the compiled catalogues and return their paths."""
    compiled = [source.with_suffix(".mo") for source in sorted(locale.rglob("*.po"))]
    for path in compiled:
        polib.pofile(str(path.with_suffix(".po"))).save_as_mofile(str(path))
    return compiled


if __name__ == "__main__":
    for path in compile_catalogues():
        print(path.relative_to(LOCALE))
