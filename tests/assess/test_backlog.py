"""Which earlier reports a run draws up again, and which it leaves."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from folders import PLAN, good_of_100, of_units, run
from parcalc.archive.figures import Digests
from parcalc.archive.inputs import inputs
from parcalc.archive.past import read_earlier
from parcalc.assess.backlog import Backlog, backlog
from parcalc.assess.run import Drawn
from parcalc.model.counts import Counts
from parcalc.model.edition import Edition
from parcalc.model.period import Period

FIRST = {"2025-01": 98, "2025-02": 99, "2025-03": 97, "2025-04": 95, "2025-05": 94, "2025-06": 93}
OTHER = {**FIRST, "2025-03": 85}


def reported(folder: Path, *months: str) -> None:
    for month in months:
        run(folder, good_of_100(FIRST), month, ("csv",))


def again(drawn: Drawn) -> list[str]:
    return sorted(str(one.assessment.period) for one in drawn.again)


@pytest.mark.parametrize(
    ("since", "redrawn"),
    [
        pytest.param("2025-01", ["2025-03", "2025-04", "2025-05", "2025-Q1"], id="every-report-that-shows-march"),
        pytest.param("2025-03", ["2025-03", "2025-04", "2025-05", "2025-Q1"], id="the-month-itself-is-included"),
        pytest.param("2025-04", ["2025-04", "2025-05"], id="periods-that-ended-before-are-left"),
        pytest.param("2025-07", [], id="nothing-ended-so-late"),
        pytest.param(None, [], id="none-unless-asked"),
    ],
)
def test_what_is_drawn_up_again(since: str | None, redrawn: list[str], tmp_path: Path) -> None:
    reported(tmp_path, "2025-01", "2025-02", "2025-03", "2025-04", "2025-05")
    assert again(run(tmp_path, good_of_100(OTHER), "2025-06", since=since)) == redrawn


def test_what_was_drawn_up_again_is_not_drawn_up_once_more(tmp_path: Path) -> None:
    reported(tmp_path, "2025-03", "2025-04")
    run(tmp_path, good_of_100(OTHER), "2025-05", since="2025-01")
    assert again(run(tmp_path, good_of_100(OTHER), "2025-05", since="2025-01")) == []


def test_it_is_drawn_up_again_in_the_formats_that_lie_there(tmp_path: Path) -> None:
    reported(tmp_path, "2025-03")
    drawn = run(tmp_path, good_of_100(OTHER), "2025-04", ("md",), since="2025-01")
    assert sorted(drawn.files) == [
        "2025-03.csv", "2025-03.json", "2025-04.json", "2025-04.md", "2025-Q1.csv", "2025-Q1.json", "index.html",
    ]  # fmt: skip
    assert b",85,100," in (tmp_path / "2025-03.csv").read_bytes()


def test_a_change_that_only_a_comparison_shows_is_a_change(tmp_path: Path) -> None:
    counts = {"2024-12": 90, "2025-01": 98, "2025-02": 99}
    run(tmp_path, good_of_100(counts), "2025-01")
    assert again(run(tmp_path, good_of_100({**counts, "2024-12": 91}), "2025-02", since="2025-01")) == ["2025-01"]


def test_units_stay_in_a_report_that_is_drawn_up_again(tmp_path: Path) -> None:
    april = of_units("2025-04", {"A": 95, "B": 95})
    run(tmp_path, Counts((*of_units("2025-03", {"A": 97, "B": 90}), *april)), "2025-03", by=("unit",))
    shifted = run(tmp_path, Counts((*of_units("2025-03", {"A": 96, "B": 91}), *april)), "2025-04", since="2025-01")
    assert again(shifted) == ["2025-03"]
    assert [member.name for member in shifted.again[0].assessment.breakdowns[0].members] == ["A", "B"]


def test_reports_of_months_that_the_data_no_longer_has_are_left_and_named(tmp_path: Path) -> None:
    reported(tmp_path, "2025-01", "2025-02")
    before = (tmp_path / "2025-02.json").read_bytes()
    drawn = run(tmp_path, good_of_100({"2025-02": 1, "2025-03": 2}), "2025-03", since="2025-01")
    assert [str(period) for period in drawn.left.beyond] == ["2025-01", "2025-02"]
    assert (tmp_path / "2025-02.json").read_bytes() == before


def of_version_1(folder: Path, name: str) -> None:
    """Leave of a report what was kept before folders kept anything."""
    document = json.loads((folder / name).read_bytes())
    del document["folder"]
    (folder / name).write_text(json.dumps({**document, "version": 1}))


@pytest.mark.parametrize("counts", [FIRST, OTHER])
def test_a_report_that_has_not_kept_its_figures_is_drawn_up_again(counts: dict[str, int], tmp_path: Path) -> None:
    reported(tmp_path, "2025-04")
    of_version_1(tmp_path, "2025-04.json")
    assert again(run(tmp_path, good_of_100(counts), "2025-05", since="2025-01")) == ["2025-04"]


def test_a_report_that_has_lost_its_json_is_drawn_up_again(tmp_path: Path) -> None:
    reported(tmp_path, "2025-03")
    (tmp_path / "2025-Q1.json").unlink()
    assert again(run(tmp_path, good_of_100(FIRST), "2025-04", since="2025-01")) == ["2025-Q1"]
    assert (tmp_path / "2025-Q1.json").is_file()


def test_a_report_that_has_lost_its_json_is_left_where_the_data_has_not_all_its_months(tmp_path: Path) -> None:
    reported(tmp_path, "2025-03")
    (tmp_path / "2025-Q1.json").unlink()
    del (counts := dict(FIRST))["2025-01"]
    drawn = run(tmp_path, good_of_100(counts), "2025-04", since="2025-01")
    assert again(drawn) == []


def test_a_report_that_someone_put_there_is_known_not_to_be_ours(tmp_path: Path) -> None:
    reported(tmp_path, "2025-04")
    assert read_earlier(tmp_path).strangers == frozenset()
    (tmp_path / "2025-04.csv").write_bytes(b"other figures")
    (tmp_path / "2025-04.docx").write_bytes(b"put there")
    assert read_earlier(tmp_path).strangers == {"2025-04.csv", "2025-04.docx"}
    assert {"2025-04.csv", "2025-04.docx", "2025-04.json"} <= run(tmp_path, good_of_100(FIRST), "2025-04").stale


def test_the_index_marks_what_is_left_and_no_longer_what_is_drawn_up_again(tmp_path: Path) -> None:
    reported(tmp_path, "2025-04", "2025-05")
    mark = "Số liệu đã thay đổi sau khi lập báo cáo này.".encode()
    left = run(tmp_path, good_of_100({**FIRST, "2025-05": 80}), "2025-06")
    assert left.files["index.html"].count(mark) == 1
    again = run(tmp_path, good_of_100({**FIRST, "2025-05": 80}), "2025-06", since="2025-01")
    assert again.files["index.html"].count(mark) == 0


def test_the_index_links_a_file_again_that_has_been_drawn_up_again(tmp_path: Path) -> None:
    reported(tmp_path, "2025-04")
    (tmp_path / "2025-04.csv").write_bytes(b"other figures")
    assert b'href="2025-04.csv"' not in run(tmp_path, good_of_100(FIRST), "2025-05").files["index.html"]
    assert b'href="2025-04.csv"' in run(tmp_path, good_of_100(FIRST), "2025-04").files["index.html"]


def test_a_report_drawn_up_from_what_there_is_today_is_not_judged_again(tmp_path: Path) -> None:
    reported(tmp_path, "2025-04")
    counts = good_of_100({**FIRST, "2025-06": 1})

    def draw(period: Period, by: Sequence[str]) -> Edition:
        raise AssertionError((period, by))

    assert backlog(read_earlier(tmp_path), (), counts, inputs(PLAN, counts, "0"), draw, Digests()) == Backlog()


def test_a_report_of_the_run_itself_that_has_lost_its_json_is_drawn_up_once(tmp_path: Path) -> None:
    reported(tmp_path, "2025-04")
    (tmp_path / "2025-04.json").unlink()
    assert again(run(tmp_path, good_of_100(FIRST), "2025-04", since="2025-01")) == []


def test_an_old_report_that_lacked_a_month_needs_none_of_it(tmp_path: Path) -> None:
    del (counts := dict(FIRST))["2025-01"]
    run(tmp_path, good_of_100(counts), "2025-03")
    of_version_1(tmp_path, "2025-Q1.json")
    drawn = run(tmp_path, good_of_100(counts), "2025-04", since="2025-01")
    assert (again(drawn), drawn.left.beyond) == (["2025-Q1"], ())


def test_a_report_needs_no_month_after_its_own(tmp_path: Path) -> None:
    reported(tmp_path, "2025-03")
    counts = {month: good for month, good in OTHER.items() if month <= "2025-04"}
    assert again(run(tmp_path, good_of_100(counts), "2025-04", since="2025-01")) == ["2025-03", "2025-Q1"]


def test_a_report_is_not_broken_down_by_what_some_rows_do_not_say(tmp_path: Path) -> None:
    march = of_units("2025-03", {"A": 97, "B": 90})
    run(tmp_path, Counts(march), "2025-03", by=("unit",))
    undivided = Counts((*of_units("2025-03", {"A": 96, "B": 91}), *good_of_100({"2025-04": 95}).rows))
    drawn = run(tmp_path, undivided, "2025-04", since="2025-01")
    assert [one.assessment.breakdowns for one in drawn.again if one.assessment.period == Period.parse("2025-03")] == [
        ()
    ]


def test_a_damaged_report_that_is_drawn_up_again_is_damaged_no_longer(tmp_path: Path) -> None:
    reported(tmp_path, "2025-04")
    (tmp_path / "2025-04.json").write_bytes(b"damaged")
    assert b"<li>2025-04.json</li>" in run(tmp_path, good_of_100(FIRST), "2025-05").files["index.html"]
    assert b"<li>2025-04.json</li>" not in run(tmp_path, good_of_100(FIRST), "2025-04").files["index.html"]


def test_only_the_report_of_a_month_keeps_the_rows_of_units(tmp_path: Path) -> None:
    drawn = run(tmp_path, Counts(of_units("2025-03", {"A": 97, "B": 90})), "2025-03")
    kept = {name: json.loads(drawn.files[name])["folder"]["rows"] for name in ("2025-03.json", "2025-Q1.json")}
    assert kept == {
        "2025-03.json": [
            {"members": {"unit": "A"}, "counts": {"good": 97, "all": 100}},
            {"members": {"unit": "B"}, "counts": {"good": 90, "all": 100}},
        ],
        "2025-Q1.json": [],
    }
