"""How one language says messages, numbers, dates and periods."""

import datetime
from collections.abc import Mapping
from typing import NamedTuple

from parcalc.errors import Fact, Message, Place
from parcalc.language.catalogue import Code, message, plural_message
from parcalc.model.naming import Names
from parcalc.model.period import Calendar, Month, Period

_ROMAN = {1: "I", 4: "II", 7: "III", 10: "IV"}  # a quarter by its first month
_LAST_MONTH_WITH_ZERO = 2  # Nghị định 30/2020/NĐ-CP, phụ lục I: a zero before months 1 and 2 only


class Language(NamedTuple):
    """Vietnamese or English. Nothing it returns is escaped: whoever writes it out does that."""

    code: Code

    def text(self, key: str, /, **facts: Fact) -> str:
        """Return a message of the catalogues with its facts filled in."""
        return message(self.code, key).format_map(self._words(facts))

    def count(self, key: str, number: int, /, **facts: Fact) -> str:  # type: ignore[override] # not a tuple's
        """Return a message about a number of things, which its words call ``{number}``."""
        words = plural_message(self.code, key, number)
        return words.format_map(self._words({**facts, "number": number}))

    def say(self, told: Message) -> str:
        """Return a problem, note or reason in words, without its place; another place is said as seen from it."""
        return self.text(told.code, **{key: self._seen_from(told.place, fact) for key, fact in told.facts.items()})

    def place(self, place: Place, beside: Place | None = None) -> str:
        """Return what a spreadsheet calls a place, with its sheet and file where they are others than one beside."""
        words = self.text("words.cell" if place.column else "words.line", cell=place.cell)
        if beside is None or (place.file, place.sheet) == (beside.file, beside.sheet):
            return words
        if place.sheet:
            words = self.text("words.of_sheet", place=words, sheet=place.sheet)
        return words if place.file == beside.file else self.text("words.of_file", place=words, file=place.file)

    def _seen_from(self, beside: Place | None, fact: Fact) -> Fact:
        match fact:
            case Place():
                return self.place(fact, beside)
            case _ if type(fact) is tuple:
                return tuple(self._seen_from(beside, part) for part in fact)
            case _:
                return fact

    def name(self, names: Names) -> str:
        """Return a thing's name."""
        return names.vi if self.code == "vi" else names.en

    def _words(self, facts: Mapping[str, Fact]) -> dict[str, str]:
        return {key: self._word(fact) for key, fact in facts.items()}

    def _word(self, fact: Fact) -> str:  # noqa: PLR0911 - one kind of fact a line
        match fact:
            case str():
                return fact
            case int():
                return self.number(fact)
            case Names():
                return self.name(fact)
            case Month():
                return self.month(fact)
            case Period():
                return self.period(fact)
            case datetime.date():
                return self.date(fact)
            case _ if type(fact) is tuple:
                return ", ".join(self._word(part) for part in fact)
            case _:
                return str(fact)

    def number(self, whole: int) -> str:
        """Return a whole number in groups of three: 1.234 or 1,234."""
        return self.decimal(str(whole))

    def signed(self, whole: int) -> str:
        """Return a whole number with its sign: +84, −16, 0."""
        return self.sign_decimal(str(whole))

    def decimal(self, plain: str) -> str:
        """Return a plain decimal (``1234.56``) with the language's separators: 1.234,56 or 1,234.56."""
        whole, _, fraction = plain.partition(".")
        group, point = (".", ",") if self.code == "vi" else (",", ".")
        grouped = f"{int(whole):,}".replace(",", group)
        sign = "-" if whole.startswith("-") and not grouped.startswith("-") else ""
        return f"{sign}{grouped}{point}{fraction}" if fraction else grouped

    def sign_decimal(self, plain: str) -> str:
        """Return a plain decimal with its sign, with a true minus: +1,5, −16, 0."""
        magnitude = self.decimal(plain.removeprefix("-"))
        if not plain.strip("-0."):
            return magnitude
        return f"−{magnitude}" if plain.startswith("-") else f"+{magnitude}"

    def percent(self, plain: str) -> str:
        """Return a plain decimal as a percentage: 98,5% or 98.5%."""
        return f"{self.decimal(plain)}%"

    def date(self, day: datetime.date) -> str:
        """Return a date with figures only: 15/02/2025 and 14/3/2025, or 15 February 2025."""
        if self.code == "en":
            return f"{day.day} {self._month_name(day.month)} {day.year}"
        month = f"{day.month:02}" if day.month <= _LAST_MONTH_WITH_ZERO else str(day.month)
        return f"{day.day:02}/{month}/{day.year}"

    def long_date(self, day: datetime.date) -> str:
        """Return a date as running text has it: "ngày 07 tháng 3 năm 2025", or 7 March 2025."""
        if self.code == "en":
            return self.date(day)
        month = f"{day.month:02}" if day.month <= _LAST_MONTH_WITH_ZERO else str(day.month)
        return f"ngày {day.day:02} tháng {month} năm {day.year}"

    def month(self, month: Month) -> str:
        """Return a month for a list or an axis: 06/2025, or Jun 2025."""
        if self.code == "vi":
            return f"{month.number:02}/{month.year}"
        return f"{self._month_name(month.number)[:3]} {month.year}"

    def short_month(self, month: Month) -> str:
        """Return a month for a narrow column, beside its year: T6, or Jun."""
        return f"T{month.number}" if self.code == "vi" else self._month_name(month.number)[:3]

    def period(self, period: Period) -> str:
        """Return the name of a period: "Tháng 6 năm 2025", "Quý II năm 2025", "6 tháng đầu năm 2025"."""
        key = f"words.period_{period.kind}"
        if period.kind == "half" and period.first.number > 1:
            key = "words.period_second_half"
        return self.text(
            key,
            month=self._month_name(period.first.number),
            quarter=_ROMAN.get(period.first.number, ""),
            year=str(period.first.year),
            first=self.month(period.first),
            last=self.month(period.last),
        )

    def period_in_text(self, period: Period) -> str:
        """Return the name of a period as running text has it: "Tháng 6/2025"; the longer ones by their names."""
        if period.kind != "month":
            return self.period(period)
        month, year = self._month_name(period.first.number), str(period.first.year)
        return self.text("words.month_in_text", month=month, year=year)

    def in_sentence(self, name: str) -> str:
        """Return a period's name as it stands within a sentence: "tháng 6 năm 2025"; English keeps its capital."""
        return f"{name[:1].lower()}{name[1:]}" if self.code == "vi" else name

    def small_number(self, whole: int) -> str:
        """Return how many, as an official report has it: "02 chỉ tiêu"."""
        return f"{whole:02}" if self.code == "vi" else self.number(whole)

    def heading(self, period: Period, calendar: Calendar) -> str:
        """Return the name of a period with its first and last day."""
        return self.text("words.period_with_days", period=self.period(period), days=self.days(period, calendar))

    def days(self, period: Period, calendar: Calendar) -> str:
        """Return the first and the last day of a period: "từ ngày 01/6/2025 đến ngày 30/6/2025"."""
        first, last = calendar.days(period)
        return self.text("words.days", first=self.date(first), last=self.date(last))

    def _month_name(self, number: int) -> str:
        return self.text(f"words.month_{number}")
