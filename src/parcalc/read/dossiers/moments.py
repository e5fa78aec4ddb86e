"""A cell to a day or a time. A text is read one way only, and what is no date is a problem, never a near date.

A cell is taken apart into its day and the rest, so that an engine that knows the distinct days and the distinct rests
of a column knows its every cell.
"""

import re
from datetime import date, datetime, time
from functools import lru_cache

from parcalc.model.period import FIRST_YEAR, LAST_YEAR
from parcalc.model.records import Kind, Order

DAY_PATTERN = r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}"
"""The day within a cell, in what Python's expressions and those of the engines have in common."""
AT_DAY = "@"
"""What stands for the day in the rest of a cell."""

_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")
_CLOCK = (
    r"(?P<hour>[0-9]{1,2})(?:[:hg]| ?giờ ?)(?P<minute>[0-9]{2})(?: ?phút|:(?P<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?"
    r"(?: ?(?P<half>am|pm|sa|ch))?"  # sáng, chiều: what Excel in Vietnamese writes for AM and PM
)
_RESTS = (re.compile(rf"@(?:t|,? +|,? *- *){_CLOCK}"), re.compile(rf"{_CLOCK}(?:,? +|,? *- *)(?:ngày )?@"))
_NOON = 12
_ZONED = re.compile(r"(.*?) ?(?:z|utc|gmt|(?:utc|gmt)?[+-][0-9]{1,2}(?::?[0-9]{2})?)", re.IGNORECASE)
_SERIAL = re.compile(r"[2-7][0-9]{4}(?:[.,][0-9]+)?")
"""A day as Excel counts them, from 1954 to 2119, perhaps with the part of the day that has passed."""

ORDERS: tuple[Order, ...] = ("day_first", "month_first")


@lru_cache(maxsize=1 << 16)
def parted(cell: str) -> tuple[str, str]:
    """Return the day of a cell and its rest, in which ``@`` stands for the day; the first is empty if it has none."""
    match = re.search(DAY_PATTERN, cell)
    if match is None:
        return "", cell
    return match[0], cell[: match.start()] + AT_DAY + cell[match.end() :]


def parse_day(text: str, order: Order) -> date | None:
    """Return the day of ``2025-06-05`` or, in one order, of ``05/06/2025``; ``None`` for what is no day."""
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = match[1], match[3], match[4]
    elif match := _YEAR_LAST.fullmatch(text):
        day, month, year = (match[1], match[3], match[4]) if order == "day_first" else (match[3], match[1], match[4])
    else:
        return None
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if FIRST_YEAR < found.year < LAST_YEAR else None


def parse_rest(rest: str) -> time | None:
    """Return the time of day in the rest of a cell: midnight where it gives none; ``None`` for what is no time.

    A fraction of a second is passed over.
    """
    text = " ".join(rest.split()).lower()  # within a cell, a line break often parts the time from the day
    if text == AT_DAY:
        return time()
    match = next((match for pattern in _RESTS if (match := pattern.fullmatch(text))), None)
    return _time(match) if match else None


def wrong_moment(cell: str, kind: Kind) -> str:
    """Return the code of what is wrong with a cell that is no moment: of three slips it is known what helps."""
    if not any(map(str.isdigit, cell)):
        return "records.word"
    if _SERIAL.fullmatch(cell):
        return "records.excel_day"
    zoned = _ZONED.fullmatch(cell)
    if zoned and any(parse_moment(zoned[1], order) for order in ORDERS):
        return "records.zoned"
    return "records.not_a_date" if kind is Kind.DATE else "records.not_a_time"


def _time(match: re.Match[str]) -> time | None:
    hour = int(match["hour"])
    if match["half"]:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if match["half"] in {"pm", "ch"} else 0)
    try:
        return time(hour, int(match["minute"]), int(match["second"] or 0))
    except ValueError:
        return None


@lru_cache(maxsize=1 << 16)
def parse_moment(cell: str, order: Order) -> datetime | None:
    """Return the day and time of a cell, ``None`` for what is none."""
    text, rest = parted(cell)
    day, clock = parse_day(text, order), parse_rest(rest)
    return datetime.combine(day, clock) if day and clock is not None else None
