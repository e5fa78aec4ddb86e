"""A cell to a reporting month, in every spelling that offices and their Excel use."""

import re
from functools import lru_cache

from parcalc.model.naming import folded
from parcalc.model.period import LAST_YEAR, Month

_ENGLISH = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NAMES = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_NUMBER, _YEAR, _SHORT_YEAR = r"(?P<month>[0-9]{1,2})", r"(?P<year>[0-9]{4})", r"(?P<short>[0-9]{2})"
_WORD = r"(?:tháng|thang|thg\.?|t)\s*\.?\s*"
_NAME = rf"(?P<name>{'|'.join(_NAMES)}|{'|'.join(_ENGLISH)}|sept)\.?"
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


class NotAMonthError(ValueError):
    """A cell that is no month; ``code`` is the problem's."""

    def __init__(self, code: str) -> None:
        """Hold the code of the catalogue."""
        super().__init__(code)
        self.code = code


def parse_month(cell: str, year: int | None) -> Month:
    """Return the month of a cell; ``year`` is that of the file's title, for cells that say only ``Tháng 6``.

    Raises ``NotAMonthError``: for what is no month, for a month that no calendar has, for a day other than the first,
    and for a month without a year where no title gives one.
    """
    text = folded(cell)
    for pattern in _WITH_YEAR:
        if match := re.fullmatch(pattern, text):
            return _month(match.groupdict())
    if match := re.fullmatch(_WITHOUT_YEAR, text):
        if year is None:
            raise NotAMonthError("data.month_without_year")
        return _made(year, int(match["month"]))
    raise NotAMonthError("data.not_a_month")


@lru_cache(maxsize=4096)
def names_month(cell: str) -> bool:
    """Tell whether a cell is a month, with its year or without."""
    try:
        parse_month(cell, LAST_YEAR)
    except NotAMonthError:
        return False
    return True


def _month(parts: dict[str, str | None]) -> Month:
    day = parts.get("day")
    if day is not None and int(day) != 1:
        raise NotAMonthError("data.day_not_first")
    year = int(parts.get("year") or f"20{parts['short']}")
    name = parts.get("name")
    return _made(year, _ENGLISH.index(name[:3]) + 1 if name else int(parts["month"] or 0))


def _made(year: int, number: int) -> Month:
    try:
        return Month.given(year, number)
    except ValueError as error:
        raise NotAMonthError("data.month_impossible") from error
