"""The index: the newest month in a sentence, the map of months newest first, and the files that people read."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from parcalc.archive.document import parse_report
from parcalc.archive.index_page import MONTHS, render
from parcalc.archive.known import Earlier, EarlierReport
from parcalc.assess.edition import edition
from parcalc.judge.judging import judge
from parcalc.language.language import Language
from parcalc.model.counts import Counts
from parcalc.model.naming import Names
from parcalc.model.period import Period
from parcalc.model.plan import Plan
from parcalc.read.counts.reader import read_counts
from parcalc.read.plan.loader import load_plan
from parcalc.report.json_report import render as as_json

ROOT = Path(__file__).parents[2]
VI = Language("vi")
PLAN = load_plan(str(ROOT / "data/targets.yaml"))


@pytest.fixture(scope="module")
def counts() -> Counts:
    return read_counts([str(ROOT / "data/samples/dinh-hung.csv")], PLAN)


def report(period: str, counts: Counts, plan: Plan = PLAN) -> EarlierReport:
    from datetime import UTC, datetime

    made = edition(judge(plan, counts, Period.parse(period)), counts, datetime(2025, 7, 1, tzinfo=UTC), "0.1.0")
    known = parse_report(as_json(made, VI))
    assert known
    return known


def folder(counts: Counts, *periods: str, files: tuple[str, ...] = ()) -> Earlier:
    return Earlier(tuple(report(period, counts) for period in periods), ("hỏng.json",), frozenset(files))


@pytest.mark.parametrize("code", ["vi", "en"])
def test_the_index(code: str, counts: Counts, golden: Callable[[Path, bytes], None]) -> None:
    files = tuple(
        f"{period}.{end}" for period in ("2025-06", "2025-H1") for end in ("html", "docx", "txt", "csv", "json")
    )
    known = folder(counts, "2025-05", "2025-06", "2025-Q2", "2025-H1", files=(*files, "2025-05.json", "2025-Q2.html"))
    page = render(known, PLAN, Language(code))  # type: ignore[arg-type]
    golden(
        Path(__file__).parent / f"golden/index.{code}.html", re.sub(rb"<style>.*?</style>", b"", page, flags=re.DOTALL)
    )


def test_the_newest_month_comes_first_in_the_map_and_in_the_list(counts: Counts) -> None:
    page = render(folder(counts, "2025-02", "2025-H1", "2025-06", "2024-12", "2025-Q2"), PLAN, VI).decode()
    assert re.findall(r'<th scope="col">(T\d+)<small>(\d+)</small>', page) == [
        ("T6", "2025"),
        ("T2", "2025"),
        ("T12", "2024"),
    ]
    assert re.findall(r"<b>(.*?)</b>", page) == [
        "Tháng 6 năm 2025", "Quý II năm 2025", "6 tháng đầu năm 2025", "Tháng 2 năm 2025", "Tháng 12 năm 2024"
    ]  # fmt: skip


def test_the_map_shows_a_year(counts: Counts) -> None:
    months = [str(Period.parse("2025-06").first + -back) for back in range(MONTHS + 3)]
    page = render(folder(counts, *months), PLAN, VI).decode()
    assert page.count('<th scope="col">T') == MONTHS


def test_files_for_programs_are_offered_only_where_there_is_nothing_else(counts: Counts) -> None:
    files = ("2025-05.json", "2025-06.html", "2025-06.csv", "2025-06.json", "2025-06.md")
    page = render(folder(counts, "2025-05", "2025-06", files=files), PLAN, VI).decode()
    assert set(re.findall(r'href="(.*?)"', page)) == {"2025-06.html", "2025-05.json"}


def test_figures_are_those_of_the_reports_unrounded(counts: Counts) -> None:
    page = render(folder(counts, "2025-06"), PLAN, VI).decode()
    assert '<td class="missed" title="chưa đạt 96,75%"><span>✗</span> <span>96,75</span></td>' in page


def test_a_folder_without_a_month_has_no_map(counts: Counts) -> None:
    page = render(folder(counts, "2025-H1"), PLAN, VI).decode()
    assert "<table" not in page
    assert "6 tháng đầu năm 2025" in page
    assert "Kết quả của xã Định Hưng, năm 2025" in render(Earlier(), PLAN, VI).decode()


def test_a_hostile_name_makes_no_tag(counts: Counts) -> None:
    evil = "<script>alert(1)</script>\x1b[31m"
    hostile = PLAN._replace(issuer=Names(evil, evil), title=Names(evil, evil), number=evil)
    target = hostile.targets[2]._replace(names=Names(evil, evil))
    known = report("2025-06", counts, hostile._replace(targets=(target,)))
    page = render(Earlier((known,), (evil,)), hostile, VI).decode()
    assert "<script" not in page
    assert "\x1b" not in page


def rows(page: bytes) -> dict[str, str]:
    """Return each listed report's name and all that stands under it."""
    return dict(re.findall(r"<li>\n<b>(.*?)</b>(.*?)</li>", page.decode(), flags=re.DOTALL))


def test_a_page_that_has_lost_its_json_stays_and_says_so(counts: Counts) -> None:
    known = folder(counts, "2025-06", files=("2025-06.html", "2025-06.json", "2025-05.html", "2025-Q1.docx"))
    found = rows(render(known, PLAN, VI))
    assert list(found) == ["Tháng 6 năm 2025", "Tháng 5 năm 2025", "Quý I năm 2025"]
    assert 'href="2025-05.html"' in found["Tháng 5 năm 2025"]
    assert "01/5/2025 – 31/5/2025" in found["Tháng 5 năm 2025"]
    assert ["Mất tệp số liệu .json" in text for text in found.values()] == [False, True, True]


def test_a_file_that_is_not_as_it_was_drawn_up_is_named_and_not_linked(counts: Counts) -> None:
    known = folder(counts, "2025-06", files=("2025-06.html", "2025-06.docx", "2025-06.json"))
    page = render(known._replace(strangers=frozenset({"2025-06.docx"})), PLAN, VI)
    assert set(re.findall(r'href="(.*?)"', page.decode())) == {"2025-06.html"}
    assert "hoặc đã bị sửa: 2025-06.docx." in rows(page)["Tháng 6 năm 2025"]


def test_a_report_that_would_show_other_figures_today_says_so(counts: Counts) -> None:
    known = folder(counts, "2025-05", "2025-06", files=("2025-05.html", "2025-06.html"))
    found = rows(render(known, PLAN, VI, [Period.parse("2025-05")]))
    said = ["Số liệu đã thay đổi sau khi lập báo cáo này." in text for text in found.values()]
    assert (list(found)[1], said) == ("Tháng 5 năm 2025", [False, True])
