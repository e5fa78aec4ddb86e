"""Numbers, dates and periods as each language writes them (domain 6 and 7)."""

from datetime import date
from pathlib import Path

import pytest

from parcalc.errors import Place, Problem
from parcalc.language.language import Language
from parcalc.model.naming import Names
from parcalc.model.period import Calendar, Month, Period

VI, EN = Language("vi"), Language("en")


@pytest.mark.parametrize(
    ("plain", "vi", "en"),
    [("0", "0", "0"), ("1234", "1.234", "1,234"), ("-1234567", "-1.234.567", "-1,234,567"), ("98.50", "98,50", "98.50"),
     ("-0.5", "-0,5", "-0.5"), ("1234.5", "1.234,5", "1,234.5")],
)  # fmt: skip
def test_numbers(plain: str, vi: str, en: str) -> None:
    assert (VI.decimal(plain), EN.decimal(plain)) == (vi, en)


@pytest.mark.parametrize(
    ("plain", "shown"), [("84", "+84"), ("-16", "−16"), ("0", "0"), ("0.00", "0,00"), ("-0.50", "−0,50")]
)
def test_signs(plain: str, shown: str) -> None:
    assert VI.sign_decimal(plain) == shown


@pytest.mark.parametrize(
    ("day", "short", "long"),
    [
        pytest.param(date(2025, 2, 15), "15/02/2025", "ngày 15 tháng 02 năm 2025", id="a-zero-before-february"),
        pytest.param(date(2025, 3, 7), "07/3/2025", "ngày 07 tháng 3 năm 2025", id="none-before-march"),
        pytest.param(date(2025, 1, 10), "10/01/2025", "ngày 10 tháng 01 năm 2025", id="a-zero-before-january"),
        pytest.param(date(2025, 12, 31), "31/12/2025", "ngày 31 tháng 12 năm 2025", id="december"),
    ],
)
def test_dates(day: date, short: str, long: str) -> None:
    assert (VI.date(day), VI.long_date(day)) == (short, long)


def test_english_dates() -> None:
    assert (EN.date(date(2025, 3, 7)), EN.long_date(date(2025, 3, 7))) == ("7 March 2025", "7 March 2025")


@pytest.mark.parametrize(
    ("period", "vi", "en"),
    [
        ("2025-03", "Tháng 3 năm 2025 (từ ngày 15/02/2025 đến ngày 14/3/2025)", "March 2025 (from 15 February 2025 to 14 March 2025)"),
        ("2025-Q2", "Quý II năm 2025 (từ ngày 15/3/2025 đến ngày 14/6/2025)", "Quarter II of 2025 (from 15 March 2025 to 14 June 2025)"),
        ("2025-H1", "6 tháng đầu năm 2025 (từ ngày 15/12/2024 đến ngày 14/6/2025)", "First half of 2025 (from 15 December 2024 to 14 June 2025)"),
        ("2025-H2", "6 tháng cuối năm 2025 (từ ngày 15/6/2025 đến ngày 14/12/2025)", "Second half of 2025 (from 15 June 2025 to 14 December 2025)"),
        ("2025-9M", "9 tháng đầu năm 2025 (từ ngày 15/12/2024 đến ngày 14/9/2025)", "First nine months of 2025 (from 15 December 2024 to 14 September 2025)"),
        ("2025", "Năm 2025 (từ ngày 15/12/2024 đến ngày 14/12/2025)", "Year 2025 (from 15 December 2024 to 14 December 2025)"),
        ("2025-01..2025-02", "Từ tháng 01/2025 đến tháng 02/2025 (từ ngày 15/12/2024 đến ngày 14/02/2025)", "Jan 2025 to Feb 2025 (from 15 December 2024 to 14 February 2025)"),
    ],
)  # fmt: skip
def test_headings_print_both_days(period: str, vi: str, en: str) -> None:
    calendar = Calendar(14)
    assert (VI.heading(Period.parse(period), calendar), EN.heading(Period.parse(period), calendar)) == (vi, en)


def test_facts_are_said_in_the_readers_language() -> None:
    facts = {
        "count": Names("Hồ sơ", "Dossiers"),
        "id": "x",
        "months": (Month(2025, 1), Month(2025, 2)),
        "place": Place("a.csv", 3),
    }
    assert VI.text("judge.cell_blank", **facts).startswith("ô “Hồ sơ” của tháng 01/2025, 02/2025 để trống (a.csv:3)")
    assert EN.text("judge.cell_blank", **facts).startswith(
        "the cell “Dossiers” of Jan 2025, Feb 2025 is blank (a.csv:3)"
    )


def test_periods_and_paths_are_said_too() -> None:
    assert "(Quý I năm 2025)" in VI.text("judge.no_baseline", period=Period.parse("2025-Q1"))
    assert "a.yaml" in VI.text("table.plan_file", file=Path("a.yaml"))


def test_a_key_without_words_is_a_bug() -> None:
    with pytest.raises(KeyError):
        VI.text("words.no_such_key")


HERE = Place("a.csv", 3, 2)
PLACES = {
    "a-cell-of-the-same-file": (Place("a.csv", 6, 10), "ô J6", "cell J6"),
    "a-line-of-the-same-file": (Place("a.csv", 6), "dòng 6", "line 6"),
    "a-cell-of-another-file": (Place("b.csv", 6, 10), "ô J6 của b.csv", "cell J6 of b.csv"),
    "a-cell-of-another-sheet": (Place("a.csv", 6, 28, "Tháng 6"), "ô AB6, trang “Tháng 6”", "cell AB6 on sheet “Tháng 6”"),
    "a-cell-of-another-workbook": (
        Place("b.xlsx", 6, 1, "Tháng 6"), "ô A6, trang “Tháng 6” của b.xlsx", "cell A6 on sheet “Tháng 6” of b.xlsx",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("place", "vi", "en"), PLACES.values(), ids=PLACES.keys())
def test_a_place_is_said_as_seen_from_another(place: Place, vi: str, en: str) -> None:
    assert (Language("vi").place(place, HERE), Language("en").place(place, HERE)) == (vi, en)


def test_a_place_within_a_sentence_is_seen_from_that_of_the_message() -> None:
    problem = Problem("data.repeated_month", HERE, month=Month(2025, 6), members="", first=Place("b.csv", 2))
    assert Language("vi").say(problem).startswith("tháng 06/2025 đã có ở dòng 2 của b.csv;")


def test_months_of_a_narrow_column_and_of_running_text() -> None:
    june = Month(2025, 6)
    assert (Language("vi").short_month(june), Language("en").short_month(june)) == ("T6", "Jun")
    assert Language("vi").period_in_text(Period(june, june)) == "Tháng 6/2025"
    assert Language("vi").period_in_text(Period.part(2025, "Q2")) == "Quý II năm 2025"
    assert (Language("vi").small_number(2), Language("en").small_number(2)) == ("02", "2")
