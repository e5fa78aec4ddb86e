"""The year that a title gives to the months below it that are written without one, until the next title."""

import re
from collections.abc import Iterable

from parcalc.model.naming import folded
from parcalc.model.period import Month
from parcalc.read.tables.records import Record

_YEAR = r"\b(?:năm|nam|year)\s*:?\s*([0-9]{4})\b"
_SHEET = re.compile(r"(?:năm\s*)?(?:19|20)[0-9]{2}")
_DATE = re.compile(r"\bng[àa]y\s+[0-9]{1,2}\s+th[áa]ng\s+[0-9]{1,2}\s+n[ăa]m\s+[0-9]{4}\b")  # when it was signed
_COMPARED = re.compile(rf"\b(?:so với|cùng kỳ|compared with)\b.*?{_YEAR}")
_ENTITLED = re.compile(
    r"(?:(?:bảng|biểu|phụ lục|phần|mục)?\s*(?:số\s*)?[0-9ivx]{1,4}\s*[.:)/-]\s*)?[^0-9,.;:]*?" + _YEAR + r"\W*"
)


class TitleYears:
    """Follows the titles of a table from top to bottom."""

    def __init__(self, sheet: str = "") -> None:
        """Know of no year yet, but that by which a sheet is called."""
        self.month: Month | None = None
        """The month of every row, in a table that has no column of months."""
        self._year: int | None = None
        self._entitled: set[int] = {int(folded(sheet)[-4:])} if is_year(sheet) else set()
        self._mentioned: set[int] = set()

    def above(self, records: Iterable[Record]) -> None:
        """Read what stands above the first table: every year that is named there counts."""
        for record in records:
            for cell in record.cells:
                self._entitled |= _years(cell)

    def read(self, record: Record) -> bool:
        """Read a row that holds no counts; tell whether it is a title that says the year, and nothing but that."""
        given = [cell for cell in record.cells if cell.strip()]
        years = {year for cell in given for year in _years(cell)}
        if len(given) != 1 or not years or not _ENTITLED.fullmatch(folded(given[0])):
            self._mentioned |= years
            return False
        self._entitled |= years
        self._mentioned.clear()
        return True

    def year(self) -> int | None:
        """Return the year that holds for the row after what was read, ``None`` where titles name none or several."""
        named = self._entitled or ({self._year} if self._year else set())
        if len(named) == 1 and self._mentioned <= named:
            self._year = next(iter(named))
        elif named or self._mentioned:
            self._year = None
        self._entitled, self._mentioned = set(), set()
        return self._year


def is_year(sheet: str) -> bool:
    """Tell whether a sheet is called by a year: 2025, Năm 2025."""
    return _SHEET.fullmatch(folded(sheet)) is not None


def _years(text: str) -> set[int]:
    """Return the years that a text names as those of its figures ("NĂM 2025"), not of its date or of a comparison."""
    plain = _COMPARED.sub(" ", _DATE.sub(" ", folded(text)))
    return {int(year) for year in re.findall(_YEAR, plain)}
