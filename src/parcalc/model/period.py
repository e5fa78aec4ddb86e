"""Reporting months and the periods that they make up."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from parcalc.model.spelling import spelt_month, spelt_part, spelt_range

MONTHS_OF_A_YEAR, _MONTHS_OF_A_QUARTER = 12, 3
FIRST_YEAR, LAST_YEAR = 1900, 2999
"""The years that a reporting month or a period may be given in; what is reckoned from them may lie outside."""


class _YearAndNumber(NamedTuple):
    year: int
    number: int


class Month(_YearAndNumber):
    """One reporting month: a year and the number of a month, 1 to 12; ordered by time."""

    __slots__ = ()

    def __new__(cls, year: int, number: int) -> "Month":
        """Refuse a month that no calendar has (``ValueError``)."""
        if not (MINYEAR <= year < MAXYEAR and 1 <= number <= MONTHS_OF_A_YEAR):
            raise ValueError(f"no such month: {year}-{number}")
        return super().__new__(cls, year, number)

    @classmethod
    def given(cls, year: int, number: int) -> "Month":
        """Return a month as data or a user may give it; raise ``ValueError`` for one outside the years of parcalc."""
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValueError(f"no such month: {year}-{number}")
        return cls(year, number)

    def __str__(self) -> str:
        """Return the id of the month, ``2025-06``."""
        return f"{self.year}-{self.number:02}"

    def __add__(self, months: int) -> "Month":  # type: ignore[override] # of a tuple
        """Return the month so many months later (earlier, if negative)."""
        return Month.at(self.ordinal + months)

    @property
    def ordinal(self) -> int:
        """Months since January of the year 0: what months are counted with."""
        return self.year * MONTHS_OF_A_YEAR + self.number - 1

    @classmethod
    @lru_cache(maxsize=4096)
    def at(cls, ordinal: int) -> "Month":
        """Return the month of an ordinal."""
        year, number = divmod(ordinal, MONTHS_OF_A_YEAR)
        return cls(year, number + 1)


# A part of a year: its name in an id, its first month and how many months it has (domain: the plan's
# clause IV.1 asks for the quarter, six months, nine months and the year).
_PARTS = {
    "Q1": (1, 3),
    "Q2": (4, 3),
    "Q3": (7, 3),
    "Q4": (10, 3),
    "H1": (1, 6),
    "H2": (7, 6),
    "9M": (1, 9),
    "": (1, 12),
}

PeriodKind = Literal["month", "quarter", "half", "nine_months", "year", "range"]


@dataclass(frozen=True, slots=True)
class Period:
    """A run of whole reporting months, from the first to the last."""

    first: Month
    last: Month

    def __post_init__(self) -> None:
        """Refuse a run that ends before it begins (``ValueError``)."""
        if self.last < self.first:
            raise ValueError(f"{self.last} is before {self.first}")

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Return the period of an id (``2025-06``, ``2025-Q2``, ``2025-9M``, ``2025-01..2025-05``), or of words.

        That is: ``5/2026``, ``Tháng 5/2026``, ``quý II/2026``, ``6 tháng đầu năm 2026``, ``năm 2026``,
        ``từ tháng 1/2026 đến tháng 5/2026``. Raises ``ValueError`` for anything else.
        """
        if ends := spelt_range(text):
            last = _month(ends[1])
            return cls(_month(ends[0], last.year), last)
        if part := spelt_part(text):
            return cls.part(Month.given(part[0], 1).year, part[1])
        month = _month(text)
        return cls(month, month)

    @classmethod
    def part(cls, year: int, name: str) -> "Period":
        """Return a named part of a year: ``Q1`` to ``Q4``, ``H1``, ``H2``, ``9M``, or ``""`` for the whole."""
        number, length = _PARTS[name]
        first = Month(year, number)
        return cls(first, first + (length - 1))

    def __str__(self) -> str:
        """Return the shortest id that ``parse`` reads back."""
        if self.first == self.last:
            return str(self.first)
        if self.first.year == self.last.year:
            for name, (number, length) in _PARTS.items():
                if (self.first.number, len(self)) == (number, length):
                    return f"{self.first.year}-{name}" if name else str(self.first.year)
        return f"{self.first}..{self.last}"

    def __len__(self) -> int:
        """Return the number of months."""
        years = self.last.year - self.first.year
        return years * MONTHS_OF_A_YEAR + self.last.number - self.first.number + 1

    def __iter__(self) -> Iterator[Month]:
        """Give the months in order."""
        return iter(_run(self))

    def __contains__(self, month: Month) -> bool:
        """Tell whether a month lies in the period."""
        return self.first <= month <= self.last

    @property
    def kind(self) -> PeriodKind:
        """What the period is called: a month, a quarter, half a year, nine months, a year or a range."""
        tail = str(self)[4:]
        if self.first == self.last:
            return "month"
        kinds: dict[str, PeriodKind] = {"": "year", "-9M": "nine_months", "-H1": "half", "-H2": "half"}
        return kinds.get(tail, "quarter" if tail.startswith("-Q") else "range")

    @property
    def to_date(self) -> "Period":
        """The run from January of the last month's year to the last month (*lũy kế*)."""
        return Period(Month(self.last.year, 1), self.last)

    @property
    def quarter(self) -> "Period":
        """The whole quarter in which the last month lies."""
        return Period.part(self.last.year, f"Q{(self.last.number - 1) // _MONTHS_OF_A_QUARTER + 1}")

    @property
    def before(self) -> "Period":
        """The run of as many months that ends just before this one."""
        return self.shifted(-len(self))

    def shifted(self, months: int) -> "Period":
        """Return the run so many months later (earlier, if negative)."""
        return Period(self.first + months, self.last + months)


@lru_cache(maxsize=4096)  # every member of a breakdown looks at the same few periods
def _run(period: Period) -> tuple[Month, ...]:
    return tuple(period.first + offset for offset in range(len(period)))


_CLOSED_BY = {3: ("Q1",), 6: ("Q2", "H1"), 9: ("Q3", "9M"), 12: ("Q4", "")}
"""Which longer periods end with a month (plan IV.1: hằng quý, 6 tháng, 9 tháng, cả năm)."""


def periods_closed_by(month: Month) -> tuple[Period, ...]:
    """Return the month itself and the longer periods that end with it."""
    longer = (Period.part(month.year, name) for name in _CLOSED_BY.get(month.number, ()))
    return (Period(month, month), *longer)


def _month(text: str, year: int | None = None) -> Month:
    month = spelt_month(text)
    if month is None or month.day not in {None, 1} or not (month.year or year):
        raise ValueError(f"not a month: {text!r}")
    return Month.given(month.year or year or 0, month.number)


class Calendar(NamedTuple):
    """When a plan's reporting months begin and end.

    ``ends_on`` is the last day of each month, 1 to 28, or ``None`` for the calendar's own last day.
    Nghị định 09/2019/NĐ-CP, điều 12 and 13, has 14: its March runs from 15/02 to 14/3.
    """

    ends_on: int | None = None

    @lru_cache(maxsize=4096)  # noqa: B019 - a run knows one calendar
    def last_day(self, month: Month) -> date:
        """Return the day on which a reporting month ends."""
        if self.ends_on is None:
            following = month + 1
            return date(following.year, following.number, 1) - timedelta(days=1)
        return date(month.year, month.number, self.ends_on)

    def days(self, period: Period) -> tuple[date, date]:
        """Return the first and the last day of a period."""
        return self.last_day(period.first + -1) + timedelta(days=1), self.last_day(period.last)

    def ordinal_of(self, day: date) -> int:
        """Return the ordinal of the reporting month that a day lies in."""
        ordinal = day.year * MONTHS_OF_A_YEAR + day.month - 1
        return ordinal if self.ends_on is None or day.day <= self.ends_on else ordinal + 1

    def month_of(self, day: date) -> Month:
        """Return the reporting month that a day lies in; the first or last that there is for one beyond."""
        first, last = FIRST_YEAR * MONTHS_OF_A_YEAR, LAST_YEAR * MONTHS_OF_A_YEAR + MONTHS_OF_A_YEAR - 1
        year, number = divmod(min(max(self.ordinal_of(day), first), last), MONTHS_OF_A_YEAR)
        return Month(year, number + 1)

    def last_ended(self, today: date) -> Month:
        """Return the last reporting month that is over on a day."""
        month = Month(today.year, today.month)
        while self.last_day(month) >= today:
            month = month + -1
        return month
