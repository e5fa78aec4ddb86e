"""A cell to a reporting month, in every spelling that offices and their Excel use."""

from functools import lru_cache

from parcalc.model.naming import folded
from parcalc.model.period import LAST_YEAR, Month
from parcalc.model.spelling import spelt_month

_MONTH_WORDS = ("tháng", "thang", "thg")


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
    month = _parsed(cell, year)
    if isinstance(month, str):
        raise NotAMonthError(month)
    return month


@lru_cache(maxsize=4096)
def _parsed(cell: str, year: int | None) -> Month | str:
    """Return the month of a cell, or the code of what keeps it from being one: a long file says the same often."""
    month = spelt_month(cell)
    if month is None:
        return "data.not_a_month"
    if month.day not in {None, 1}:
        return "data.day_not_first"
    if month.year is None and year is None:
        return "data.month_without_year"
    try:
        return Month.given(month.year or year or 0, month.number)
    except ValueError:
        return "data.month_impossible"


@lru_cache(maxsize=4096)
def names_month(cell: str) -> bool:
    """Tell whether a cell is a month, with its year or without."""
    try:
        parse_month(cell, LAST_YEAR)
    except NotAMonthError:
        return False
    return True


def meant_as_month(cell: str, error: NotAMonthError) -> bool:
    """Tell whether a cell that cannot be read as a month was meant as one: 13/2025, Tháng 6 without a year."""
    return error.code != "data.not_a_month" or folded(cell).startswith(_MONTH_WORDS)
