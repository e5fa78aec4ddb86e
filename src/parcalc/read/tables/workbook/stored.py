"""A stored value and the format that shows it, to a cell: exactly, in digits, never through a float."""

import re
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from typing import Literal

from parcalc.read.tables.grid import Cell

_LONGEST_NUMBER = 40
"""Digits before or behind the point: no count is longer, and an exponent of a billion must not be written out."""
_SECONDS_OF_A_DAY = 86_400

_LITERAL = re.compile(r'"[^"]*"?|\\.|[_*].|\[[^\]]*\]')
_ELAPSED = re.compile(r"\[[hms]+\]", re.IGNORECASE)

# ECMA-376, 18.8.30: formats that a workbook names by number without writing them down; 27-36 and 50-58 are dates.
_BUILT_IN = {
    9: "0%", 10: "0.00%", 14: "m/d/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
    22: "m/d/yyyy h:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    **dict.fromkeys((*range(27, 37), *range(50, 59)), "yyyy/m/d"),
}  # fmt: skip

Shown = Literal["number", "percent", "with a percent sign", "day", "month"]


def built_in_format(number: int) -> str:
    """Return the code of a format that a workbook knows by its number."""
    return _BUILT_IN.get(number, "General")


@cache
def shown_as(code: str) -> Shown:
    """Return what a number format makes of a number: a date with its day or only its month, a percentage, a number."""
    first = code[:255].partition(";")[0]
    bare = _LITERAL.sub("", first).lower()
    if _ELAPSED.search(first) or (re.search("[ymdhs]", bare) and "general" not in bare):
        return "month" if re.search("[ym]", bare) and not re.search("[dhs]", bare) else "day"
    if "%" in bare:
        return "percent"
    return "with a percent sign" if "%" in first else "number"


@lru_cache(maxsize=1 << 14)
def number_cell(value: str, code: str = "General", *, since_1904: bool = False) -> Cell:
    """Return the cell of a stored number that is shown with a format code."""
    if value.isdecimal() and value.isascii() and shown_as(code) == "number":
        return Cell(value)
    try:
        number = Decimal(value)
    except InvalidOperation:
        return Cell(value)
    match shown_as(code):
        case "percent":
            return Cell(_plain(number, value, shift=2) + "%")
        case "with a percent sign":
            return Cell(_plain(number, value) + "%")
        case ("day" | "month") as shown:
            return Cell(_date(number, shown, since_1904=since_1904) or _plain(number, value))
        case "number":
            plain = _plain(number, value)
            return Cell(plain, fraction="." in plain)


def _plain(number: Decimal, value: str, shift: int = 0) -> str:
    """Return all digits of a number, without a fraction of zeros; what no sheet needs stays as it is stored."""
    if not number.is_finite() or abs(number.adjusted()) > _LONGEST_NUMBER or len(value) > _LONGEST_NUMBER:
        return value
    sign, digits, exponent = number.as_tuple()
    plain = format(Decimal((sign, digits, int(exponent) + shift)), "f")
    short = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if short == "-0" else short


def _date(number: Decimal, shown: Shown, *, since_1904: bool) -> str:
    """Return the date that a serial number stands for, "" if there is none."""
    if not number.is_finite() or not 0 <= number < date.max.toordinal():
        return ""
    days = int(number)
    day = _first_day(days, since_1904=since_1904) + timedelta(days=days)
    seconds = round((number - days) * _SECONDS_OF_A_DAY)
    if seconds:
        return f"{day} {timedelta(seconds=seconds)}"
    return f"{day:%Y-%m}" if shown == "month" else str(day)


def _first_day(days: int, *, since_1904: bool) -> date:
    """Return day 0. Excel's own calendar has a 29 February 1900, so its days before March are one off."""
    if since_1904:
        return date(1904, 1, 1)
    return date(1899, 12, 30) if days > 60 else date(1899, 12, 31)  # noqa: PLR2004 - that day
