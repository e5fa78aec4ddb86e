"""Months and parts of a year as people and their spreadsheets write them."""

import re
from typing import NamedTuple

from parcalc.model.naming import bare, folded

_ENGLISH = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_FULL = "january|february|march|april|may|june|july|august|september|october|november|december"
_NUMBER, _YEAR, _SHORT_YEAR = r"(?P<month>[0-9]{1,2})", r"(?P<year>[0-9]{4})", r"(?P<short>[0-9]{2})"
_WORD = r"(?:tháng|thang|thg\.?|t)\s*\.?\s*"
_NAME = rf"(?P<name>{_FULL}|{'|'.join(_ENGLISH)}|sept)\.?"
_GAP = r"\s*(?:[/.,\-]|năm|nam|\s)\s*(?:năm\s*|nam\s*)?"

# Compiled when they are first tried (re keeps them): a file uses one or two, and compiling all delays each start.
_WITH_YEAR = (
    rf"{_YEAR}\s*[-/.]\s*{_NUMBER}",  # 2025-06
    rf"{_NUMBER}\s*[-/.]\s*{_YEAR}",  # 06/2025
    rf"{_WORD}{_NUMBER}{_GAP}{_YEAR}",  # Tháng 6/2025, T6/2025, Tháng 6 năm 2025
    rf"{_WORD}{_NUMBER}\s*-\s*{_SHORT_YEAR}",  # Thg1-25, Excel's own in Vietnamese
    rf"{_NAME}\s*[-/ ,]\s*(?:{_YEAR}|{_SHORT_YEAR})",  # Jan-25, Excel's own in English
    rf"(?P<day>[0-9]{{1,2}})[-/.]{_NUMBER}[-/.]{_YEAR}(?: 0?0:00(?::00)?)?",  # 01/06/2025, day first
    rf"{_YEAR}[-/.]{_NUMBER}[-/.](?P<day>[0-9]{{1,2}})(?:[ t]00:00(?::00(?:\.0+)?)?)?",  # 2025-06-01
)
_WITHOUT_YEAR = rf"{_WORD}{_NUMBER}"

# Without marks, as they are typed where there is no Vietnamese keyboard.
_OF_YEAR = rf"\s*(?:[/.,\-]|nam)?\s*(?:nam\s*)?{_YEAR}"
_QUARTER = r"(?:quy|quarter|q)\s*(?P<quarter>[1-4]|iv|i{1,3})"
_HALF = r"(?:h(?P<half>[12])|(?:6|sau)\s*thang(?:\s*(?P<end>dau|cuoi)(?:\s*nam)?)?)"
_NINE = r"(?P<nine>9m|(?:9|chin)\s*thang(?:\s*dau(?:\s*nam)?)?)"
_PARTS = (
    *(rf"{part}{_OF_YEAR}" for part in (_QUARTER, _HALF, _NINE)),  # quý II năm 2026, 6 tháng đầu năm 2026
    *(rf"{_YEAR}\s*[-/]?\s*{part}" for part in (_QUARTER, r"h(?P<half>[12])", r"(?P<nine>9m)")),  # 2026-Q2
    rf"(?:ca\s*)?(?:nam|year)?\s*{_YEAR}",  # năm 2026
)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_FROM_TO = r"(?:từ |tu |from )?(.+?)\s*(?:\.\.+|…|–|—| - |\bđến\b|\bden\b|\bto\b)\s*(.+)"


class SpeltMonth(NamedTuple):
    """A month as it is written: its number, and its year and day where they are given."""

    number: int
    year: int | None = None
    day: int | None = None


def spelt_month(text: str) -> SpeltMonth | None:
    """Return the month that a text is: 2025-06, 6/2025, Tháng 6 năm 2025, T6, Thg6-25, Jun-25, 01/06/2025."""
    plain = folded(text)
    for pattern in (*_WITH_YEAR, _WITHOUT_YEAR):
        if match := re.fullmatch(pattern, plain):
            return _spelt(match.groupdict())
    return None


def _spelt(parts: dict[str, str | None]) -> SpeltMonth:
    name, year, short, day = (parts.get(key) for key in ("name", "year", "short", "day"))
    number = _ENGLISH.index(name[:3]) + 1 if name else int(parts["month"] or 0)
    return SpeltMonth(number, int(year or f"20{short}") if year or short else None, int(day) if day else None)


def spelt_part(text: str) -> tuple[int, str] | None:
    """Return the year and the part of it that a text is: quý II/2026, 6 tháng cuối năm 2026, 2026-9M, năm 2026.

    The part is Q1 to Q4, H1, H2 or 9M, and nothing for the whole year.
    """
    plain = bare(text)
    match = next((match for pattern in _PARTS if (match := re.fullmatch(pattern, plain))), None)
    return (int(match["year"]), _part(match.groupdict())) if match else None


def _part(parts: dict[str, str | None]) -> str:
    if quarter := parts.get("quarter"):
        return f"Q{_ROMAN.get(quarter, quarter)}"
    if parts.get("nine"):
        return "9M"
    if half := parts.get("half"):
        return f"H{half}"
    if "end" in parts:
        return "H2" if parts["end"] == "cuoi" else "H1"
    return ""


def spelt_range(text: str) -> tuple[str, str] | None:
    """Return both ends of a text such as 2025-01..2025-05 or "từ tháng 1/2025 đến tháng 5/2025"."""
    match = re.fullmatch(_FROM_TO, folded(text))
    return (match[1], match[2]) if match else None
