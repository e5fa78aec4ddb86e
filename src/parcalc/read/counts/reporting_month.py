"""Which month a table without a column of months is of: from its first day to its last, or by name."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from parcalc.errors import Place, Problem, Unusable
from parcalc.model.naming import folded
from parcalc.model.period import FIRST_YEAR, LAST_YEAR, MONTHS_OF_A_YEAR, Calendar, Month, Period
from parcalc.read.counts.months import NotAMonthError, parse_month
from parcalc.read.tables.records import Record
from parcalc.read.tables.tables import Table

_DAY = (
    r"(?:(?P<d{0}>[0-9]{{1,2}})\s*(?:[/.-]|tháng)\s*(?P<m{0}>[0-9]{{1,2}})(?:\s*(?:[/.-]|năm)\s*(?P<y{0}>[0-9]{{4}}))?"
    r"|(?P<iy{0}>[0-9]{{4}})-(?P<im{0}>[0-9]{{2}})-(?P<id{0}>[0-9]{{2}}))"
)
_FROM_TO = re.compile(
    r"từ(?:\s+ngày)?\s*:?\s*"
    + _DAY.format(1)
    + r"\s*[,;)]*\s*(?:đến|tới|-)(?:\s+hết)?(?:\s+ngày)?\s*:?\s*"
    + _DAY.format(2)
)
_MONTH = re.compile(r"(?<![0-9] )\btháng\s*:?\s*([0-9]{1,2})\s*(?:[/.-]|năm|,)\s*(?:năm\s*)?([0-9]{4})\b")
_TITLE = re.compile(rf"[^0-9,.;:]*?{_MONTH.pattern}\W*")
_COMPARED = re.compile(r"\b(?:so với|cùng kỳ|compared with)\b")
_YEAR = re.compile(r"\bnăm\s*:?\s*([0-9]{4})\b")
_YEARS = range(FIRST_YEAR + 1, LAST_YEAR)
_LONGER = re.compile(
    r"\b(?:quý\s+(?:[ivx]+|[1-4])|(?:6|9|sáu|chín)\s+tháng|kỳ báo cáo\s*:?\s*năm"
    r"|lu[ỹy] kế|cộng dồn|từ đầu năm|từ\s+tháng|(?:đến|tới)\s+(?:hết\s+|cuối\s+)?tháng"
    r"|tháng\s*[0-9]{1,2}(?:\s*[/.-]\s*[0-9]{4})?\s*(?:,|và|-|–)\s*tháng)\b"
)
"""What names a quarter, the year so far or several months: a table of them is no month's, though it names the last."""


def month_of(above: Sequence[Record], calendar: Calendar, table: Table, place: Place) -> Month:
    """Return the month that stands above a table or names its sheet: by its days, else by its name.

    Raises ``Unusable`` where there is none, where it is no reporting month of the plan, and where two are named.
    """
    texts = [folded(" ".join(cell for cell in record.cells if cell.strip())) for record in above]
    spans = dict.fromkeys(span for text in texts for span in _spans(text))
    months = [_reporting_month(*span, calendar, place) for span in spans] or [*_months(texts)]
    if not spans and any(_LONGER.search(text) for text in texts):
        raise Unusable(Problem("data.longer_than_a_month", place))
    if table.month:
        years = {month.year for month in months} or {int(year) for text in texts for year in _YEAR.findall(text)}
        months.append(_of_sheet(table, years))
    if not months:
        raise Unusable(Problem("data.no_month_column", place))
    if len(set(months)) > 1:
        raise Unusable(Problem("data.two_months", place, months=tuple(dict.fromkeys(months))))
    return months[0]


def titled_month(record: Record, calendar: Calendar, place: Place) -> Month | None:
    """Return the month of which a row within a table says that what follows is, ``None`` if it is no such title.

    Raises ``Unusable`` where it names days that are no reporting month of the plan, or more than a month.
    """
    text = folded(" ".join(cell for cell in record.cells if cell.strip()))
    if _COMPARED.search(text):
        return None
    if span := next(_spans(text), None):
        return _reporting_month(*span, calendar, place)
    if _LONGER.search(text) and _YEAR.search(text):
        raise Unusable(Problem("data.longer_than_a_month", place))
    return next(_months([text]), None) if _TITLE.fullmatch(text) else None


def _of_sheet(table: Table, years: set[int]) -> Month:
    """Return the month that a sheet is called by, with the year that its titles name if the name has none."""
    try:
        return parse_month(table.month, next(iter(years)) if len(years) == 1 else None)
    except NotAMonthError as error:
        raise Unusable(Problem("data.sheet_without_year", table.place(), name=table.sheet)) from error


def _reporting_month(first: date, last: date, calendar: Calendar, place: Place) -> Month:
    month = Month(last.year, last.month)
    for candidate in (month, month + 1):
        period = Period(candidate, candidate)
        if calendar.days(period) == (first, last):
            return candidate
    own_first, own_last = calendar.days(Period(month, month))
    code = "data.longer_than_a_month" if (last - first).days > 31 else "data.other_days"  # noqa: PLR2004 - no month has more
    facts = {"first": first, "last": last, "month": month, "own_first": own_first, "own_last": own_last}
    raise Unusable(Problem(code, place, **facts))


def _spans(text: str) -> Iterator[tuple[date, date]]:
    for match in _FROM_TO.finditer(text):
        parts = {name: int(value) for name, value in match.groupdict().items() if value}
        year = parts.get("y2") or parts.get("iy2")
        last = _date(year, parts.get("m2") or parts.get("im2"), parts.get("d2") or parts.get("id2"))
        own = parts.get("y1") or parts.get("iy1") or _year_before(last, parts.get("m1"))
        first = _date(own, parts.get("m1") or parts.get("im1"), parts.get("d1") or parts.get("id1"))
        if first and last:
            yield first, last


def _year_before(last: date | None, month: int | None) -> int | None:
    """Return the year of a first day that is written without one."""
    if last is None or month is None:
        return None
    return last.year - 1 if month > last.month else last.year


def _date(year: int | None, month: int | None, day: int | None) -> date | None:
    try:
        return date(year, month or 0, day or 0) if year and year in _YEARS else None
    except ValueError:
        return None


def _months(texts: Sequence[str]) -> Iterator[Month]:
    for number, year in (found for text in texts for found in _MONTH.findall(text)):
        if 1 <= int(number) <= MONTHS_OF_A_YEAR and int(year) in _YEARS:
            yield Month(int(year), int(number))
