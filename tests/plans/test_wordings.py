"""How plans word their targets, how that is written, and what it means exactly on the bound and one case beside it."""

import re
from pathlib import Path

import pytest

from builders import a_row, rows
from parcalc.judge.judging import judge
from parcalc.language.language import Language
from parcalc.model.period import Period
from parcalc.model.plan import Plan
from parcalc.model.row import Row
from parcalc.read.plan.loader import parse_plan
from parcalc.report.explain import explain

DOCS = Path(__file__).parents[2] / "docs"
HEAD = """\
plan: {title: Kế hoạch, issuer: Xã, year: 2025}
counts: {good: Tốt, all: Tất cả, secret: Mật, rank: {vi: Thứ hạng, over_period: last}, done: Đã ban hành}
dimensions: {field: {vi: Lĩnh vực, every_month: false}}
targets:
"""


def plan_of(target: str) -> Plan:
    return parse_plan(f"{HEAD}  - {{id: x, vi: Chỉ tiêu, {target}}}\n", "plan.yaml")


RATE = "numerator: good, denominator: all"
# What the plan says, how that is written, and what comes of figures of one month: two sums, or one.
WORDINGS: dict[str, tuple[str, dict[tuple[int, ...], str]]] = {
    "từ 90% trở lên": (f"{RATE}, at_least: 90%", {(9, 10): "met", (899, 1000): "missed"}),
    "tối thiểu 98,5%": (f"{RATE}, at_least: '98,5%'", {(197, 200): "met", (196, 200): "missed"}),
    "trên 98%": (f"{RATE}, more_than: 98%", {(99, 100): "met", (98, 100): "missed"}),
    "không quá 2%": (f"{RATE}, at_most: 2%", {(2, 100): "met", (3, 100): "missed"}),
    "dưới 2%": (f"{RATE}, less_than: 2%", {(1, 100): "met", (2, 100): "missed"}),
    "100%": (f"{RATE}, at_least: 100%", {(7, 7): "met", (99996, 100000): "missed", (0, 0): "no_cases"}),
    "không có hồ sơ quá hạn": ("numerator: good, at_most: 0", {(0,): "met", (1,): "missed"}),
    "năm 2024: 50%, 2025–2029: 80%": (f"{RATE}, at_least: {{2024: 50%, 2025-2029: 80%}}", {(8, 10): "met", (7, 10): "missed"}),
    "30%, mỗi năm tăng 20 điểm %": (f"{RATE}, at_least: {{2023: 30%, each_year: 20 pp, up_to: 100%}}", {(7, 10): "met", (6, 10): "missed"}),
    "thời gian bình quân không quá 2,5 ngày": (f"{RATE}, per: 1, at_most: 2.5", {(25, 10): "met", (26, 10): "missed"}),
    "không quá 3 vụ trên 1000 dân": (f"{RATE}, per: 1000, at_most: 3", {(6, 2000): "met", (7, 2000): "missed"}),
    "điểm hài lòng từ 8,5": (f"{RATE}, per: 1, at_least: 8.5", {(17, 2): "met", (16, 2): "missed"}),
    "vào nhóm 10 xã đầu": ("numerator: rank, at_most: 10", {(10,): "met", (11,): "missed"}),
    "giữ ít nhất 5 đơn vị": ("numerator: rank, at_least: 5", {(5,): "met", (4,): "missed"}),
    "chênh lệch thu chi không âm": ("numerator: good - all, at_least: 0", {(5, 5): "met", (4, 5): "missed"}),
    "trừ văn bản mật": ("numerator: good, denominator: all - secret, at_least: 100%", {(8, 10): "met", (7, 10): "missed"}),
    "ban hành trước ngày 01/7": ("done: done, until: 2025-06-30", {(1,): "met", (0,): "missed"}),
    "ban hành trước ngày 01/8": ("done: done, until: 2025-07-31", {(1,): "met", (0,): "not_due"}),
    "mỗi quý ít nhất 2 cuộc": ("numerator: good, at_least: 2, each: quarter", {(2,): "met", (1,): "missed"}),
    "cả năm ít nhất 2 cuộc": ("numerator: good, at_least: 2, each: year", {(2,): "met", (1,): "not_due"}),
    "từ tháng 7": (f"{RATE}, at_least: 98%, from: 2025-07-01", {(1, 1): "not_due"}),
}  # fmt: skip
CASES = [
    pytest.param(written, figures, verdict, id=f"{words} ({'/'.join(map(str, figures))})")
    for words, (written, outcomes) in WORDINGS.items()
    for figures, verdict in outcomes.items()
]


def year_with(figures: tuple[int, ...]) -> list[Row]:
    """Give the months to June: all figures in June, nothing before, two secret documents, and a rank each month."""
    good, all_ = (*figures, 0)[:2]
    quiet = {"good": 0, "all": 0, "secret": 0, "rank": 1, "done": 0}
    june = {"good": good, "all": all_, "secret": 2, "rank": good, "done": good}
    return [a_row(f"2025-{number:02}", number, **(june if number == 6 else quiet)) for number in range(1, 7)]


@pytest.mark.parametrize(("written", "figures", "verdict"), CASES)
def test_a_wording(written: str, figures: tuple[int, ...], verdict: str) -> None:
    judged = judge(plan_of(written), rows(*year_with(figures)), Period.parse("2025-06"))
    assert judged.results[0].outcome.verdict == verdict


@pytest.mark.parametrize(
    ("now", "written", "verdict"),
    [
        (51, "rises_over: previous_year", "met"),
        (50, "rises_over: previous_year", "missed"),
        (49, "falls_below: 2024", "met"),
        (40, "falls_below: {baseline: 2024, by: 20%}", "met"),
        (41, "falls_below: {baseline: 2024, by: 20%}", "missed"),
        (70, "rises_over: {baseline: previous_year, by: 20 pp}", "met"),
        (69, "rises_over: {baseline: previous_year, by: 20 pp}", "missed"),
        (60, "rises_over: {baseline: previous_year, by: {2025: 20%, 2026: 30%}}", "met"),
        (59, "rises_over: {baseline: previous_year, by: {2025: 20%, 2026: 30%}}", "missed"),
    ],
)
def test_a_rise_or_fall(now: int, written: str, verdict: str) -> None:
    before = [a_row(f"2024-{number:02}", number, good=50, all=100) for number in range(1, 13)]
    counts = rows(*before, a_row("2025-06", 20, good=now, all=100))
    judged = judge(plan_of(f"{RATE}, {written}"), counts, Period.parse("2025-06"))
    assert judged.results[0].outcome.verdict == verdict


def test_each_field_and_one_field_apart() -> None:
    plan = parse_plan(
        HEAD
        + f"  - {{id: all, vi: A, {RATE}, at_least: 100%, except: {{field: Đất đai}}}}\n"
        + "  - {id: land, like: all, at_least: 95%, where: {field: Đất đai}}\n"
        + "  - {id: each, like: land, every: field, where: {field: [Đất đai, Hộ tịch]}}\n",
        "plan.yaml",
    )
    fields = (("Đất đai", 95), ("Hộ tịch", 100), ("Xây dựng", 99))
    counts = rows(
        *(a_row("2025-06", line, {"field": name}, good=good, all=100) for line, (name, good) in enumerate(fields))
    )
    verdicts = [str(result.outcome.verdict) for result in judge(plan, counts, Period.parse("2025-06")).results]
    assert verdicts == ["missed", "met", "met"]


SENTENCES = [
    (f"{RATE}, at_least: 98%", "Trong kỳ báo cáo và lũy kế từ đầu năm, tỷ lệ “Tốt” trên “Tất cả” phải đạt từ 98% trở lên."),
    (f"{RATE}, at_least: 100%", "Trong kỳ báo cáo và lũy kế từ đầu năm, tỷ lệ “Tốt” trên “Tất cả” phải đạt 100%."),
    (f"{RATE}, per: 1, at_most: 2.5", "Trong kỳ báo cáo và lũy kế từ đầu năm, bình quân “Tốt” trên mỗi đơn vị của “Tất cả” phải không quá 2,5."),
    (f"{RATE}, per: 1000, at_most: 3", "Trong kỳ báo cáo và lũy kế từ đầu năm, “Tốt” trên 1.000 đơn vị của “Tất cả” phải không quá 3."),
    ("numerator: good, at_most: 0", "Trong kỳ báo cáo và lũy kế từ đầu năm, “Tốt” phải bằng 0, không được có trường hợp nào."),
    ("numerator: good + all - secret, at_least: 2, each: year", "Trong cả năm, tổng “Tốt” và “Tất cả” trừ “Mật” phải đạt từ 2 trở lên."),
    ("numerator: good, at_least: 2, each: quarter", "Trong từng quý, “Tốt” phải đạt từ 2 trở lên."),
    ("done: done, until: 2025-03-31", "Phải làm xong chậm nhất ngày 31/3/2025; xong khi “Đã ban hành” từ 1 trở lên."),
    (f"{RATE}, at_least: {{2024: 50%, 2025-2029: 80%}}", "Trong kỳ báo cáo và lũy kế từ đầu năm, tỷ lệ “Tốt” trên “Tất cả” phải đạt từ 50% (năm 2024), 80% (các năm 2025–2029) trở lên."),
    (f"{RATE}, at_most: 2%, near: 5%, every: field", "Trong kỳ báo cáo và lũy kế từ đầu năm, tỷ lệ “Tốt” trên “Tất cả” phải không quá 2%. Từng lĩnh vực đều phải đạt mức này. Chưa đạt nhưng không quá 5% là gần đạt."),
    (f"{RATE}, falls_below: {{baseline: 2024, by: 20%}}", "Trong kỳ báo cáo và lũy kế từ đầu năm, tỷ lệ “Tốt” trên “Tất cả” phải giảm ít nhất 20% so với năm 2024."),
]  # fmt: skip


@pytest.mark.parametrize(("written", "sentence"), SENTENCES)
def test_a_sentence_that_a_person_would_say(written: str, sentence: str) -> None:
    plan = plan_of(written)
    assert explain(plan.targets[0], plan, Language("vi")) == sentence


@pytest.mark.parametrize("page", ["targets.md", "targets.vi.md"])
def test_the_examples_of_the_documentation_are_right(page: str) -> None:
    """A whole plan of a page is a plan; every way of writing a bound in its tables is one."""
    text = (DOCS / page).read_text(encoding="utf-8")
    for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL):
        if block.count("\ntargets:") and block.count("plan:"):
            assert parse_plan(block, page).targets
    bounds = re.findall(r"`((?:at_least|more_than|at_most|less_than|rises_over|falls_below): [^`]*)`", text)
    assert len(bounds) > 10
    for bound in bounds:
        words = RATE if "%" in bound or "rises" in bound or "falls" in bound else f"{RATE}, per: 1"
        assert plan_of(f"{words}, {bound}").targets, bound


def test_the_english_page_is_short() -> None:
    assert len((DOCS / "targets.md").read_text(encoding="utf-8").splitlines()) < 220
