"""What a heading means with a footnote, a remark, or others over it."""

import pytest

from parcalc.model.naming import Names
from parcalc.model.plan import Count
from parcalc.read.counts.headings import Headings
from read.tables_of_counts import HEADINGS, PLAN, counted, noted, table, told

KNOWN = {
    "a-footnote": ("Tốt (1)", "good"),
    "a-star": ("Tất cả*", "all"),
    "a-star-in-brackets": ("Tốt (*)", "good"),
    "a-raised-number": ("Tốt²", "good"),
    "a-footnote-to-what-stands-over-it": ("Trong đó (2) › Tốt", "good"),
    "of-this-month": ("Trong tháng › Tốt", "good"),
    "of-this-period": ("Kỳ báo cáo › Tốt", "good"),
    "its-number": ("Tốt › Số lượng", "good"),
}
UNKNOWN = {
    "a-remark": "Tốt (hồ sơ)",
    "a-share": "Tốt (%)",
    "a-year": "Tốt (2024)",
    "the-year-to-date": "Lũy kế › Tốt",
    "its-share": "Tốt › Tỷ lệ",
    "a-footnote-alone": "(1)",
}


@pytest.mark.parametrize(("heading", "count"), KNOWN.values(), ids=KNOWN)
def test_a_heading_that_is_known(heading: str, count: str) -> None:
    assert [column.id for column in HEADINGS.fit(heading)] == [count]


@pytest.mark.parametrize("heading", UNKNOWN.values(), ids=UNKNOWN)
def test_a_heading_that_is_not(heading: str) -> None:
    assert HEADINGS.fit(heading) == ()


def test_words_that_tell_nothing_fit_no_other_words_that_tell_nothing() -> None:
    counts = {"results": Count("results", Names("Kết quả", "Results"))}
    headings = Headings.of(PLAN._replace(counts=counts))
    assert headings.fit("Hồ sơ › Số lượng") == ()
    assert [column.id for column in headings.fit("Tình hình › Kết quả")] == ["results"]


def test_two_footnotes_of_one_heading_are_one_heading_twice() -> None:
    assert told(table("Tháng;Tốt (1);Tốt (2)", "2025-01;1;2")) == [("data.repeated_heading", "1:3")]


def test_a_name_of_the_plan_that_ends_like_a_footnote_is_that_name() -> None:
    counts = {**PLAN.counts, "second": Count("second", Names("Tốt (2)", "Good (2)"))}
    assert [column.id for column in Headings.of(PLAN._replace(counts=counts)).fit("Tốt (2)")] == ["second"]


def test_a_remark_is_asked_about() -> None:
    text = table("Tháng;Tốt (hồ sơ);Tất cả", "2025-01;1;2")
    assert noted(text) == [("data.heading_meant", "1:2")]
    assert counted(text) == [("2025-01", "", {"all": 2})]


@pytest.mark.parametrize(
    ("header", "code", "place"),
    [
        ("Tháng;Tốt (hồ sơ);Tất cả (hồ sơ)", "data.header_meant", "1:2"),
        ("Tốt (hồ sơ),Tất cả (hồ sơ)", "data.header_meant", "1:1"),
        ("Tháng;Tốt (%);Tất cả (%)", "data.no_header", ""),
    ],
    ids=["remarks-in-all-headings", "and-no-month", "shares"],
)
def test_a_table_of_which_no_heading_is_known(header: str, code: str, place: str) -> None:
    assert told(table(header, "2025-01;1;2")) == [(code, place)]


def test_a_long_cell_of_stars_is_looked_at_in_no_time() -> None:
    assert HEADINGS.fit("*" * 100_000 + "x") == ()
