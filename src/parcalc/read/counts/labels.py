"""What a totals row calls itself, and which months its words say that it is of."""

import re
from functools import lru_cache

from parcalc.model.naming import folded
from parcalc.model.period import FIRST_YEAR, LAST_YEAR

_PART = r"(?:quý (?:[ivx]+|[1-4])|q[1-4]|[69] tháng(?: (?:đầu|cuối) năm)?|cả năm|năm [0-9]{4}|year [0-9]{4})"
_SUM = (
    r"(?:tổng(?: cộng| số| chung)?|cộng(?: dồn)?|l[uũ][ỹy] kế|(?:toàn|cả) (?:xã|phường|huyện|tỉnh|thành phố)"
    r"|(?:grand )?total|sub-?total|sum)"
)
# Strict at its end: Cộng Hòa, Quý Lộc and Toàn Thắng are places.
_TOTAL = re.compile(
    rf"(?:{_SUM}|{_PART}|{_SUM} (?:{_PART}|toàn .*|cả .*|các .*|năm|tháng.*|of .*))(?:[ /,-]+(?:năm )?[0-9]{{4}})?[:.]?"
)
# Each with what follows it: Tăng Tiến, Trung Bình and Kế Sách are places.
_COMPARES = re.compile(
    r"(?:trong đó|of which|bao gồm|cùng kỳ|(?:kỳ|tháng|quý|năm) trước|(?:kỳ|tháng|quý) này|trong (?:kỳ|tháng)"
    r"|so với|so sánh|tỷ lệ|tỉ lệ|(?:tăng|giảm) so với|(?:kế hoạch|ước) (?:năm|tháng|quý)"
    r"|same period|(?:previous|last) (?:month|quarter|year|period)|this month|compared with)(?:[\s:;,.(/%+-].*)?"
    r"|(?:tăng|giảm)(?:\s*[/,;(+-].*)?|(?:increase|decrease|change)s?"
)
_CUMULATIVE = re.compile(r"\b(?:lu[ỹy] kế|cộng dồn|cumulative|year to date)\b")
_BULLET = re.compile(r"\s*[-+*•–]\s*\w")
_QUARTER = r"(?:quý|q) ?(i{1,3}|iv|[1-4])\b"
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_PARTS = (("6 tháng cuối", "H2"), ("6 tháng", "H1"), ("9 tháng", "9M"))
_YEAR = r"\b[0-9]{4}\b"


@lru_cache(maxsize=4096)
def is_total(cell: str) -> bool:
    """Tell whether a cell is what a totals row calls itself: Tổng cộng, Cộng quý I, Toàn xã."""
    return _TOTAL.fullmatch(folded(cell)) is not None


@lru_cache(maxsize=4096)
def compares(cell: str) -> bool:
    """Tell whether a cell is no name but says something of other rows: Trong đó, Tháng trước, Tăng/giảm, Tỷ lệ."""
    return _COMPARES.fullmatch(folded(cell)) is not None


def is_cumulative(text: str) -> bool:
    """Tell whether a title or heading says that figures are sums since the beginning of the year: lũy kế."""
    return _CUMULATIVE.search(folded(text)) is not None


def is_bulleted(cell: str) -> bool:
    """Tell whether a name has a bullet before it, as the parts of a row above have: - Đất đai."""
    return _BULLET.match(cell) is not None


def part_of_year(label: str) -> str | None:
    """Return which part of a year a label names: Q1 to Q4, H1, H2 or 9M."""
    text = folded(label)
    if match := re.search(_QUARTER, text):
        return f"Q{_ROMAN.get(match[1], match[1])}"
    return next((part for words, part in _PARTS if words in text), None)


def year_of(label: str) -> int | None:
    """Return the year that a label names, if calendars have it."""
    match = re.search(_YEAR, label)
    return int(match[0]) if match and FIRST_YEAR <= int(match[0]) <= LAST_YEAR else None
