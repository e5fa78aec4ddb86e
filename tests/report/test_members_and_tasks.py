"""What is close, what each member must reach, and a task that was late, in every format."""

import json
from datetime import UTC, datetime
from typing import get_args

import pytest

from builders import a_row, rows
from parcalc.assess.edition import edition
from parcalc.judge.judging import judge
from parcalc.language.language import Language
from parcalc.model.edition import Edition
from parcalc.model.period import Period
from parcalc.read.plan.loader import parse_plan
from parcalc.report.formats import Format
from parcalc.report.rendering import render
from report.test_formats import text_of

VI = Language("vi")
MADE = datetime(2025, 7, 1, 7, 5, tzinfo=UTC)
PLAN = """
plan: {title: Kế hoạch, issuer: UBND xã Bản Mới, year: 2025}
counts: {good: Đúng hạn, all: Đã giải quyết, issued: Quy chế, talks: Đối thoại}
dimensions: {field: {vi: Lĩnh vực, every_month: false}}
targets:
  - {id: close, vi: Đúng hạn chung, numerator: good, denominator: all, cases: hồ sơ, at_least: 98%, near: 95%}
  - {id: each, like: close, vi: Đúng hạn từng lĩnh vực, every: field}
  - {id: late, vi: Ban hành quy chế, done: issued, until: 2025-03-31, owner: Văn phòng}
  - {id: talks, vi: Đối thoại mỗi quý, numerator: talks, cases: cuộc, at_least: 1, each: quarter}
"""


@pytest.fixture(scope="module")
def members() -> Edition:
    """June 2025: 95% in all, land at 90%, the task done in May, no talk in the second quarter but one in the first."""
    plan = parse_plan(PLAN, "plan.yaml")
    counts = rows(*(
        a_row(f"2025-0{number}", 2 * number + line, {"field": field}, good=good, all=100, issued=int(number == 5 and line), talks=int(number == 1))
        for number in range(1, 7)
        for line, (field, good) in enumerate((("Đất đai", 90), ("Hộ tịch", 100)))
    ))  # fmt: skip
    return edition(judge(plan, counts, Period.parse("2025-06")), counts, MADE, "0.1.0")


WORDS = (
    "✗ gần đạt",
    "đến 31/3/2025",
    "đã xong",
    "Đất đai 90,00% (90/100), thiếu 8 hồ sơ",
    "làm xong trong tháng 05/2025",
)


@pytest.mark.parametrize("form", sorted(set(get_args(Format)) - {"json", "csv", "text"}))
def test_a_report_says_it_in_words(form: Format, members: Edition) -> None:
    text = text_of(form, render(form, members, VI))
    assert [words for words in WORDS if words not in text] == []


def test_the_json_names_who_missed(members: Edition) -> None:
    close, each, late, talks = json.loads(render("json", members, VI))["results"]
    assert [one["near"] for one in (close, each, late, talks)] == [True, False, False, False]
    assert (each["every"], [part["member"] for part in each["unmet"]]) == ("field", ["Đất đai"])
    assert (each["unmet"][0]["margin"], each["numerator"]) == (-8, 90)
    assert (late["until"], late["reasons"][0]["code"]) == ("2025-03-31", "judge.done_late")
    assert [part["period"] for part in talks["to_date"]["unmet"]] == ["2025-Q2"]


def test_the_csv_names_who_missed(members: Edition) -> None:
    text = render("csv", members, VI).decode("utf-8-sig")
    close, each, *_ = text.splitlines()[1:]
    assert close.split(",")[-8:] == ["", "", "yes", "", "", "", "", ""]
    assert each.split(",")[-8:] == ["", "", "", "Đất đai", "", "", "", ""]
