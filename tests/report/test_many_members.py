"""A breakdown of many members: a page tells of those that need attention, programs and Excel get them all."""

import json
from datetime import UTC, datetime
from io import StringIO

import pytest
from rich.console import Console

from builders import a_row, rows
from parcalc.assess.edition import edition
from parcalc.judge.judging import judge
from parcalc.language.language import Language
from parcalc.model.edition import Edition
from parcalc.model.period import Period
from parcalc.read.plan.loader import parse_plan
from parcalc.report.content import MOST_PLACES, Content
from parcalc.report.formats import Format
from parcalc.report.rendering import render
from parcalc.report.table import show
from report.test_formats import text_of

VI, EN = Language("vi"), Language("en")
PLAN = """
plan: {title: Kế hoạch, issuer: UBND tỉnh, year: 2025}
counts: {good: Đúng hạn, all: Đã giải quyết}
dimensions: {unit: Đơn vị}
targets:
  - {id: on_time, vi: Đúng hạn, numerator: good, denominator: all, cases: hồ sơ, at_least: 98%}
"""


def of_communes(number: int) -> Edition:
    """Return June of so many communes: the first has the most cases short, the last the fewest."""
    counts = rows(*(
        a_row("2025-06", unit + 1, {"unit": f"Xã {unit:03}"}, good=unit, all=10_000) for unit in range(1, number + 1)
    ))  # fmt: skip
    judged = judge(parse_plan(PLAN, "plan.yaml"), counts, Period.parse("2025-06"), ("unit",))
    return edition(judged, counts, datetime(2025, 7, 1, 7, 5, tzinfo=UTC), "0.1.0")


@pytest.mark.parametrize("form", ["html", "md", "docx"])
def test_a_page_shows_the_worst_and_says_how_many_there_are_more(form: Format) -> None:
    text = text_of(form, render(form, of_communes(MOST_PLACES + 813), VI))
    assert f"Xã {MOST_PLACES:03}" in text
    assert f"Xã {MOST_PLACES + 1:03}" not in text
    assert "… và 813 đơn vị khác, xem tệp JSON hoặc Excel" in text


@pytest.mark.parametrize("form", ["html", "md", "docx"])
def test_a_page_of_no_more_than_it_shows_says_nothing_of_others(form: Format) -> None:
    text = text_of(form, render(form, of_communes(MOST_PLACES), VI))
    assert f"Xã {MOST_PLACES:03}" in text
    assert "khác, xem tệp" not in text


@pytest.mark.parametrize("form", ["xlsx", "csv", "json"])
def test_whoever_goes_through_them_gets_all(form: Format) -> None:
    text = text_of(form, render(form, of_communes(MOST_PLACES + 1), VI))
    assert [unit for unit in range(1, MOST_PLACES + 2) if f"Xã {unit:03}" not in text] == []


def test_all_that_missed_are_counted_whether_shown_or_not() -> None:
    (block,) = Content(of_communes(MOST_PLACES + 5), VI).blocks
    assert (block.missed, len(block.places), block.hidden) == (MOST_PLACES + 5, MOST_PLACES, 5)


@pytest.mark.parametrize(("top", "shown", "hidden"), [(1, 1, 2), (2, 2, 1), (3, 3, 0), (9, 3, 0)])
def test_a_screen_shows_as_many_as_are_asked_for(top: int, shown: int, hidden: int) -> None:
    (block,) = Content(of_communes(3), VI, top).blocks
    assert (len(block.places), block.hidden, bool(block.more)) == (shown, hidden, bool(hidden))


@pytest.mark.parametrize("width", [80, 120])
def test_the_names_of_targets_can_be_read_beside_the_figures_of_a_nation(width: int) -> None:
    plan = PLAN.replace("vi: Đúng hạn, num", "vi: Giao dịch thanh toán trực tuyến, num").replace("hồ sơ", "giao dịch")
    counts = rows(a_row("2025-06", 2, {"unit": "Cả nước"}, good=1_020_009, all=1_276_020))
    judged = judge(parse_plan(plan, "plan.yaml"), counts, Period.parse("2025-06"))
    console = Console(width=width, file=StringIO(), record=True)
    show(edition(judged, counts, datetime(2025, 7, 1, tzinfo=UTC), "0.1.0"), VI, console, 5)
    table = [line.split() for line in console.export_text().splitlines()]
    assert any(line[:4] == ["Giao", "dịch", "thanh", "toán"] for line in table)
    assert any("1.020.009/1.276.020" in line for line in table)


def test_the_line_in_english() -> None:
    (block,) = Content(of_communes(MOST_PLACES + 1000), EN).blocks
    assert block.more == "… and 1,000 more, all of them in the JSON or Excel file"


def test_the_json_ranks_the_whole_nation() -> None:
    ranking = json.loads(render("json", of_communes(3321), VI))["breakdowns"]["unit"][0]["ranking"]
    assert [entry["rank"] for entry in ranking] == list(range(1, 3322))
