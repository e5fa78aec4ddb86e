"""A cell is one day and time, or none."""

from datetime import datetime

import pytest

from parcalc.model.period import FIRST_YEAR, LAST_YEAR
from parcalc.model.records import Kind
from parcalc.read.dossiers.moments import parse_moment, wrong_moment
from parcalc.read.dossiers.orders import settle

RIGHT: dict[str, tuple[str, str]] = {
    "day-first": ("25/06/2025", "2025-06-25 00:00"),
    "day-first-that-could-be-month-first": ("05/06/2025", "2025-06-05 00:00"),
    "without-zeros": ("5/6/2025", "2025-06-05 00:00"),
    "dashes": ("05-06-2025", "2025-06-05 00:00"),
    "dots": ("05.06.2025", "2025-06-05 00:00"),
    "iso": ("2025-06-05", "2025-06-05 00:00"),
    "year-first-with-slashes": ("2025/6/5", "2025-06-05 00:00"),
    "a-leap-day": ("29/02/2024", "2024-02-29 00:00"),
    "a-time": ("05/06/2025 14:30", "2025-06-05 14:30"),
    "a-time-to-the-second": ("05/06/2025 14:30:59", "2025-06-05 14:30:59"),
    "a-fraction-is-passed-over": ("2025-06-05T14:30:59.999", "2025-06-05 14:30:59"),
    "iso-with-a-t": ("2025-06-05T00:00:00", "2025-06-05 00:00"),
    "the-time-on-a-line-of-its-own": ("05/06/2025\n14:30", "2025-06-05 14:30"),
    "the-time-first-on-a-line-of-its-own": ("14:30\r\n05/06/2025", "2025-06-05 14:30"),
    "a-no-break-blank": ("05/06/2025\u00a014:30", "2025-06-05 14:30"),
    "the-time-first": ("14:30 05/06/2025", "2025-06-05 14:30"),
    "the-time-first-with-a-dash": ("14:30:00 - 05/06/2025", "2025-06-05 14:30"),
    "in-vietnamese": ("14h30 ngày 05/06/2025", "2025-06-05 14:30"),
    "in-words": ("9 giờ 05 phút, ngày 05/06/2025", "2025-06-05 09:05"),
    "in-words-without-minutes-named": ("14 giờ 30 ngày 05/06/2025", "2025-06-05 14:30"),
    "afternoon": ("05/06/2025 02:30 CH", "2025-06-05 14:30"),
    "pm": ("05/06/2025 12:00:00 PM", "2025-06-05 12:00"),
    "am": ("05/06/2025 12:05:00 AM", "2025-06-05 00:05"),
    "a-comma": ("05/06/2025, 9:05", "2025-06-05 09:05"),
}
NONE = (
    "", "không", "05/06/25", "5/6", "31/06/2025", "29/02/2025", "00/06/2025", "05/13/2025", "2025-13-05", "2025-06-31",
    "05/06-2025", "05/06/2025x", "x05/06/2025", "05/06/2025 24:00", "05/06/2025 14:60", "05/06/2025 13:00 PM",
    "05/06/2025 0:30 AM", "05/06/2025 05/06/2025", "2025-06-05T14:30Z", "2025-06-05T14:30+07:00", "45813", "20250605",
    "05/06/0025", "05/06/1899", "05/06/3025", "٠٥/٠٦/٢٠٢٥", "05 / 06 / 2025", "2025-06-05 14", "05/06/20255",
)  # fmt: skip


@pytest.mark.parametrize(("cell", "expected"), RIGHT.values(), ids=RIGHT)
def test_what_a_cell_says(cell: str, expected: str) -> None:
    assert parse_moment(cell, "day_first") == datetime.fromisoformat(expected)


@pytest.mark.parametrize("cell", NONE)
def test_what_is_no_day(cell: str) -> None:
    assert parse_moment(cell, "day_first") is None


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("45813", "records.excel_day"), ("45813.5", "records.excel_day"), ("45813,25", "records.excel_day"),
        ("2025-06-05T14:30Z", "records.zoned"), ("2025-06-05 14:30:00+07:00", "records.zoned"),
        ("05/06/2025 02:30 PM -0500", "records.zoned"), ("06/25/2025 14:30 UTC", "records.zoned"),
        ("05/06/2025 14:30 GMT+7", "records.zoned"),
        ("2025-13-05", "wrong"), ("2025-06", "wrong"), ("x Z", "records.word"), ("NULL", "records.word"), ("-", "records.word"), ("chưa trả", "records.word"), ("0", "wrong"), ("4581", "wrong"), ("458130", "wrong"),
        ("19999", "wrong"), ("80000", "wrong"), ("45813.", "wrong"), ("20250605", "wrong"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_cell(cell: str, expected: str) -> None:
    assert parse_moment(cell, "day_first") is None
    assert wrong_moment(cell, Kind.DATE) == expected.replace("wrong", "records.not_a_date")
    assert wrong_moment(cell, Kind.TIME) == expected.replace("wrong", "records.not_a_time")


@pytest.mark.parametrize(
    ("columns", "orders", "unclear"),
    [
        pytest.param({"a": ["05/06/2025"]}, {"a": "day_first"}, [], id="both-ways-is-day-first"),
        pytest.param({"a": ["05/06/2025", "25/06/2025"]}, {"a": "day_first"}, [], id="day-first"),
        pytest.param({"a": ["05/06/2025", "06/25/2025"]}, {"a": "day_first"}, [], id="one-slip-settles-nothing"),
        pytest.param({"a": ["06/26/2025", "06/25/2025"]}, {"a": "month_first"}, [], id="two-show-month-first"),
        pytest.param({"a": ["06/26/2025", "06/25/2025", "26/06/2025"]}, {"a": "day_first"}, [], id="both-kinds"),
        pytest.param(
            {"a": ["06/26/2025", "06/25/2025"], "b": ["05/06/2025"]},
            {"a": "month_first", "b": "day_first"}, ["b"], id="another-column-is-foreign",
        ),
        pytest.param(
            {"a": ["06/26/2025", "06/25/2025"], "b": ["05/06/2025", "06/06/2025"]},
            {"a": "month_first", "b": "day_first"}, ["b"], id="one-day-of-another-column-can-be-read-both-ways",
        ),
        pytest.param(
            {"a": ["06/26/2025", "06/25/2025"], "b": ["2025-06-05", "06/06/2025", ""]},
            {"a": "month_first", "b": "day_first"}, [], id="another-column-is-the-same-either-way",
        ),
    ],
)  # fmt: skip
def test_the_whole_column_settles_the_order(
    columns: dict[str, list[str]], orders: dict[str, str], unclear: list[str]
) -> None:
    assert settle(columns) == (orders, unclear)


@pytest.mark.parametrize(
    ("year", "is_known"), [(FIRST_YEAR, False), (FIRST_YEAR + 1, True), (LAST_YEAR - 1, True), (LAST_YEAR, False)]
)
def test_the_first_and_the_last_year(year: int, is_known: bool) -> None:
    """The months before and after one that is read must be months, too."""
    assert (parse_moment(f"05/06/{year}", "day_first") is not None) is is_known


def test_month_first() -> None:
    assert parse_moment("06/25/2025 1:00 AM", "month_first") == datetime(2025, 6, 25, 1)  # noqa: DTZ001
    assert parse_moment("25/06/2025", "month_first") is None
    assert parse_moment("2025-06-25", "month_first") == datetime(2025, 6, 25)  # noqa: DTZ001
