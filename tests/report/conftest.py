"""Editions to report on: the sample's June 2025 by unit, and one in which every name is hostile."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from builders import a_plan, a_row, a_target, cases, compared, fixed, rows
from parcalc.assess.edition import edition
from parcalc.errors import Note, Place
from parcalc.judge.judging import judge
from parcalc.model.assessment import Verdict
from parcalc.model.edition import CountChange, Edition, Restatement, VerdictChange
from parcalc.model.naming import Names
from parcalc.model.period import Period
from parcalc.model.plan import Deadline, Dimension
from parcalc.read.counts.reader import read_counts
from parcalc.read.plan.loader import load_plan

ROOT = Path(__file__).parents[2]
MADE = datetime(2025, 7, 1, 7, 5, tzinfo=UTC)
HOSTILE = "=SUM(A1) | <b onload=x>[tháng 3]</b> {{ 7*7 }} `x` \x1b[31m \u202etwo & \"'"


@pytest.fixture(scope="session")
def sample() -> Edition:
    """June 2025 of the sample by unit, with restatements of May."""
    plan = load_plan(str(ROOT / "data/targets.yaml"))._replace(file="data/targets.yaml")
    read = read_counts([str(ROOT / "data/samples/dinh-hung-don-vi.csv")], plan)
    files = tuple(file._replace(name="dinh-hung-don-vi.csv") for file in read.files)
    note = Note("data.far_month", Place("dinh-hung-don-vi.csv", 3), month=Period.parse("2015-01").first, year="2025")
    counts = replace(read, files=files, notes=(note,))
    made = edition(judge(plan, counts, Period.parse("2025-06"), ("unit",)), counts, MADE, "0.1.0")
    restated = Restatement(
        Period.parse("2025-05"),
        "2025-05.json",
        (CountChange(plan.counts["payments"], 1200, 1234), CountChange(plan.counts["documents"], None, 5)),
        (VerdictChange(plan.targets[2], Verdict.MISSED, Verdict.MET),),
    )
    return made._replace(restatements=(restated,))


@pytest.fixture(scope="session")
def hostile() -> Edition:
    """Every name that a file can give is hostile; a rise, a plain count and missing data are in it too."""
    names = Names(HOSTILE, HOSTILE)
    targets = (
        a_target(fixed("at_least", "98"), names=names, owner=names, clause=HOSTILE, cases=names, definition="A"),
        a_target(compared("rises_over", "previous_year"), id="rise", binding=False),
        a_target(cases("at_most", 0), id="plain", denominator=None),
        a_target(compared("rises_over", 2020), id="gap"),
    )
    plan = a_plan(*targets, dimensions=(Dimension("unit", names),))
    plan = plan._replace(
        title=names, issuer=names, number=HOSTILE, deadlines=(Deadline(date(2025, 11, 12), names, names),)
    )
    counts = rows(
        a_row("2024-06", 2, {"unit": HOSTILE}, good=1, all=3), a_row("2025-05", 3, {"unit": HOSTILE}, good=5, all=6),
        a_row("2025-06", 4, {"unit": HOSTILE}, good=97, all=100),
    )  # fmt: skip
    assessment = judge(plan, counts, Period.parse("2025-06"), ("unit",))
    return edition(assessment._replace(where={"unit": (HOSTILE,)}), counts, MADE, "0.1.0")


@pytest.fixture(scope="session")
def early() -> Edition:
    """June 2025: a year that is open, a quarter of units to come, a target that is past, and a baseline of a third."""
    targets = (
        a_target(
            cases("at_least", 1000), id="open", names=Names("Cả năm", "Of the year"), denominator=None, each="year"
        ),
        a_target(fixed("at_least", "98"), id="begins", names=Names("Sắp tới", "To come"), starts=date(2025, 7, 1)),
        a_target(fixed("at_least", "98"), id="ended", names=Names("Đã qua", "Past"), ends=date(2025, 5, 31)),
        a_target(compared("rises_over", "previous_year"), id="third", names=Names("Tăng", "Rise")),
    )
    counts = rows(
        a_row("2024-06", 2, good=1, all=3),
        *(a_row(f"2025-0{number}", 2 + number, good=0, all=0) for number in range(1, 7)),
    )
    return edition(judge(a_plan(*targets), counts, Period.parse("2025-06")), counts, MADE, "0.1.0")


SCORED = """
plan: {title: Kế hoạch, issuer: UBND xã Bản Mới, year: 2025}
counts: {good: {vi: Tốt}, all: {vi: Tất cả}, points: {vi: Điểm}, asked: {vi: Phiếu}, rules_issued: {vi: Quy chế}}
targets:
  - {id: rate, vi: Đúng hạn, numerator: good, denominator: all, at_least: 98%}
  - {id: mark, vi: Điểm hài lòng, numerator: points, denominator: asked, per: 1, at_least: 4.25}
  - {id: rules, vi: Ban hành quy chế, done: rules_issued, until: 2025-03-31}
score:
  out_of: 30
  groups:
    - {id: progress, vi: Tiến độ, items: [{target: rate, points: 20, full_at: 100%}, {vi: Chấm ngoài, points: 10}]}
  bands: [{from: 20, vi: Tốt}, {from: 0, vi: Yếu}]
"""


@pytest.fixture(scope="session")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """A plan that scores: a share, a decimal, a task that is done and an item that is given elsewhere."""
    file = tmp_path_factory.mktemp("plan") / "plan.yaml"
    file.write_text(SCORED, encoding="utf-8")
    plan = load_plan(str(file))
    months = ((f"2025-{number:02}", int(number == 3)) for number in range(1, 7))  # done in March
    counts = rows(
        *(a_row(month, line, good=96, all=100, points=433, asked=100, rules_issued=issued)
          for line, (month, issued) in enumerate(months, 2))
    )  # fmt: skip
    return edition(judge(plan, counts, Period.parse("2025-06")), counts, MADE, "0.1.0")
