"""What has changed is told: by whom, once, and of whom."""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from folders import good_of_100, of_units, run
from parcalc.archive.known import Change, EarlierReport, Told
from parcalc.archive.said import Said
from parcalc.assess.run import Drawn
from parcalc.language.language import Language
from parcalc.model.counts import Counts
from parcalc.model.period import Period
from parcalc.report.restated import restated_lines

FIRST = {"2025-03": 97, "2025-04": 95, "2025-05": 94, "2025-06": 93, "2025-07": 92}


def with_march(good: int) -> Counts:
    return good_of_100({**FIRST, "2025-03": good})


def told(drawn: Drawn, period: int = 0) -> list[tuple[str, str, int | None, int | None]]:
    """Return the changes of counts that one of the drawn reports tells: of which month, whose, from what to what."""
    return [
        (str(restated.period), " ".join((one.count.id, *one.members.values())), one.before, one.after)
        for restated in drawn.own[period].restatements
        for one in restated.counts
    ]


def reported(folder: Path, *months: str) -> None:
    for month in months:
        run(folder, with_march(97), month)


MARCH = [("2025-03", "good", 97, 85)]


def test_the_next_report_tells_it_and_the_one_after_does_not(tmp_path: Path) -> None:
    reported(tmp_path, "2025-03", "2025-04")
    assert told(run(tmp_path, with_march(85), "2025-05")) == MARCH
    assert told(run(tmp_path, with_march(85), "2025-06")) == []


def test_the_report_that_told_it_tells_it_when_it_is_run_again(tmp_path: Path) -> None:
    reported(tmp_path, "2025-03")
    first = run(tmp_path, with_march(85), "2025-04").files
    assert run(tmp_path, with_march(85), "2025-04").files == first


def test_a_further_change_is_told_from_what_was_told_last(tmp_path: Path) -> None:
    reported(tmp_path, "2025-03")
    run(tmp_path, with_march(85), "2025-04")
    assert told(run(tmp_path, with_march(86), "2025-05")) == [("2025-03", "good", 85, 86)]
    assert told(run(tmp_path, with_march(97), "2025-06")) == [("2025-03", "good", 86, 97)]
    assert told(run(tmp_path, with_march(97), "2025-07")) == []


def test_a_month_that_is_drawn_up_again_tells_it_of_itself_and_keeps_telling_it(tmp_path: Path) -> None:
    reported(tmp_path, "2025-03", "2025-04")
    first = run(tmp_path, with_march(85), "2025-03").files
    assert run(tmp_path, with_march(85), "2025-03").files == first
    assert told(run(tmp_path, with_march(85), "2025-03")) == MARCH
    assert told(run(tmp_path, with_march(85), "2025-05")) == []


def test_a_longer_report_tells_what_changed_in_its_months_whoever_told_it_first(tmp_path: Path) -> None:
    reported(tmp_path, "2025-03", "2025-04")
    run(tmp_path, with_march(85), "2025-05")
    june = run(tmp_path, with_march(85), "2025-06")
    assert [told(june, 0), told(june, 1), told(june, 2)] == [[], [], MARCH]


def test_of_a_month_that_the_data_no_longer_has_nothing_is_told(tmp_path: Path) -> None:
    reported(tmp_path, "2025-03")
    assert told(run(tmp_path, good_of_100({"2025-04": 95}), "2025-04")) == []


def test_a_turned_verdict_is_told(tmp_path: Path) -> None:
    reported(tmp_path, "2025-03")
    verdicts = run(tmp_path, with_march(85), "2025-04").own[0].restatements[0].verdicts
    assert [(one.target.id, one.before, one.after) for one in verdicts] == [("rate", "met", "missed")]


def divided(**good: int) -> Counts:
    return Counts((*of_units("2025-03", good), *of_units("2025-04", {"A": 95})))


def test_a_shift_between_two_units_that_leaves_the_total_is_told(tmp_path: Path) -> None:
    run(tmp_path, divided(A=97, B=90), "2025-03")
    changed = run(tmp_path, divided(A=96, B=91), "2025-04")
    assert told(changed) == [("2025-03", "good A", 97, 96), ("2025-03", "good B", 90, 91)]
    document = json.loads((tmp_path / "2025-04.json").read_bytes())
    assert document["restatements"][0]["counts"][0] == {
        "id": "good", "members": {"unit": "A"}, "before": 97, "after": 96,
    }  # fmt: skip
    assert told(run(tmp_path, divided(A=96, B=91), "2025-04")) == told(changed)


def test_a_unit_that_came_and_one_that_went_are_told(tmp_path: Path) -> None:
    run(tmp_path, divided(A=97, B=90), "2025-03")
    assert told(run(tmp_path, divided(A=97, C=90), "2025-04")) == [
        ("2025-03", "good B", 90, None), ("2025-03", "all B", 100, None),
        ("2025-03", "good C", None, 90), ("2025-03", "all C", None, 100),
    ]  # fmt: skip


def test_a_unit_spelt_otherwise_is_the_same(tmp_path: Path) -> None:
    run(tmp_path, divided(A=97, B=90), "2025-03")
    assert told(run(tmp_path, divided(a=97, B=90), "2025-04")) == []


def test_counts_that_were_not_divided_before_are_compared_by_their_sums(tmp_path: Path) -> None:
    reported(tmp_path, "2025-03")
    total = Counts((*of_units("2025-03", {"A": 60, "B": 36}), *of_units("2025-04", {"A": 95})))
    assert told(run(tmp_path, total, "2025-04")) == [("2025-03", "good", 97, 96), ("2025-03", "all", 100, 200)]


def test_a_first_teller_names_the_month_and_a_second_does_not(tmp_path: Path) -> None:
    reported(tmp_path, "2025-03", "2025-04")
    assert [str(month) for month in run(tmp_path, with_march(85), "2025-05").told_first] == ["2025-03"]
    assert run(tmp_path, with_march(85), "2025-06").told_first == ()


def test_a_month_drawn_up_again_since_speaks_for_itself(tmp_path: Path) -> None:
    reported(tmp_path, "2025-03")
    run(tmp_path, with_march(85), "2025-04")
    run(tmp_path, with_march(86), "2025-03")
    assert told(run(tmp_path, with_march(86), "2025-05")) == []
    assert told(run(tmp_path, with_march(87), "2025-06")) == [("2025-03", "good", 86, 87)]


def test_what_is_drawn_up_again_in_the_same_run_tells_it_itself(tmp_path: Path) -> None:
    reported(tmp_path, "2025-03")
    june = run(tmp_path, with_march(85), "2025-04", since="2025-01")
    assert (told(june), [str(one.period) for one in june.again[0].restatements]) == ([], ["2025-03"])


def test_units_that_are_no_longer_told_apart_are_compared_by_their_sums(tmp_path: Path) -> None:
    run(tmp_path, divided(A=60, B=36), "2025-03")
    assert told(run(tmp_path, good_of_100({"2025-03": 96, "2025-04": 95}), "2025-04")) == [("2025-03", "all", 200, 100)]


def edited(folder: Path, name: str, edit: Callable[[str], str]) -> None:
    path = folder / name
    path.write_text(edit(path.read_text(encoding="utf-8")), encoding="utf-8")


def test_a_count_that_was_not_counted_then_is_no_change(tmp_path: Path) -> None:
    run(tmp_path, divided(A=97, B=90), "2025-03")
    edited(tmp_path, "2025-03.json", lambda text: re.sub(r'"all": \d+,?\s*|,\s*"all": \d+', "", text))
    changed = run(tmp_path, divided(A=96, C=91), "2025-04")
    assert {changed for _, changed, _, _ in told(changed)} == {"good A", "good B", "good C"}


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(lambda text: text.replace('"good"', '"gone"'), id="a-count-that-the-plan-has-no-more"),
        pytest.param(
            lambda text: text.replace('"id": "rate"', '"id": "gone"'), id="a-target-that-the-plan-has-no-more"
        ),
        pytest.param(lambda text: text.replace('"before": "met"', '"before": "odd"'), id="a-verdict-that-is-none"),
        pytest.param(lambda text: re.sub(r'"months": \[[^]]*\]', '"months": []', text), id="no-months"),
    ],
)
def test_what_the_plan_does_not_know_is_not_told(edit: Callable[[str], str], tmp_path: Path) -> None:
    reported(tmp_path, "2025-03")
    run(tmp_path, with_march(85), "2025-03")
    edited(tmp_path, "2025-03.json", edit)
    again = run(tmp_path, with_march(85), "2025-03").own[0].restatements
    assert all(one.count.id == "good" for restated in again for one in restated.counts)
    assert all(one.target.id == "rate" for restated in again for one in restated.verdicts)


def said(**changes: object) -> Said:
    return Said(Period.parse("2025-03"), {}, {}, {})._replace(**changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ("no_cases", "not_due", False),
        ("not_due", "no_cases", False),
        ("no_cases", "met", True),
        ("met", "not_due", True),
    ],
)
def test_what_version_1_called_by_one_word_is_no_change(before: str, after: str, changed: bool) -> None:
    key = ("rate", ())
    assert bool(said(verdicts={key: after}).against(said(verdicts={key: before}))) is changed


def test_others_are_followed_in_the_order_of_time() -> None:
    key, march = ("good", ()), Period.parse("2025-03")
    days = (date(2025, 1, 1), date(2025, 12, 31))
    september, december = (
        EarlierReport(Period.parse(period), *days, (), {}, told=(Told(march, (Change("good", before, after),)),))
        for period, before, after in (("2025-9M", 97, 85), ("2025-12", 85, 90))
    )
    assert said(counts={key: 97}).followed_by([december, september]).counts == {key: 90}


def test_a_month_of_many_changes_names_twelve(tmp_path: Path) -> None:
    units = {f"U{number}": 97 for number in range(20)}
    run(tmp_path, divided(**units), "2025-03")
    restated = run(tmp_path, divided(**dict.fromkeys(units, 96)), "2025-04").own[0].restatements[0]
    lines = list(restated_lines(restated, Language("vi")))
    assert (len(restated.counts), len(lines)) == (21, 13)
    assert lines[:2] == [
        "Tháng 3 năm 2025: “Tốt” đã báo cáo 1.940, nay là 1.920",
        "Tháng 3 năm 2025: “Tốt” của U0 đã báo cáo 97, nay là 96",
    ]
    assert lines[-1] == "Tháng 3 năm 2025: và 9 số liệu khác nay cũng thay đổi"
