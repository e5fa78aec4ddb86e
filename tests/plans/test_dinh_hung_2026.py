"""The model plan of 2026: a commune of the two-tier government, which another commune was before July 2025."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from builders import a_row, rows
from parcalc.judge.judging import judge
from parcalc.model.assessment import Verdict
from parcalc.model.period import Period
from parcalc.model.row import Row
from parcalc.read.counts.reader import read_counts
from parcalc.read.plan.loader import load_plan

PLAN = load_plan(str(Path(__file__).parents[2] / "data/plans/dinh-hung-2026.yaml"))
MET, MISSED, _, NO_DATA, NOT_DUE = Verdict


def month(name: str, online: int, line: int = 2, field: str = "Đất đai", /, **changes: int) -> Row:
    """Return a month of a hundred dossiers in which everything else stands on its bound."""
    counts = {
        "received_online": online, "received_direct": 100 - online, "carried_over": 0,
        "resolved_early": 50, "resolved_on_time": 48, "resolved_late": 2, "pending_in_time": 0, "pending_late": 0,
        "procedures_eligible": 120, "procedures_full_online": 120, "surveyed": 100, "satisfied": 95,
    }  # fmt: skip
    return a_row(name, line, {"field": field}, **{**counts, **changes})


def verdicts(*given: Row, period: str) -> Mapping[str, Verdict]:
    assessment = judge(PLAN, rows(*given), Period.parse(period))
    return {result.target.id: result.outcome.verdict for result in assessment.results}


@pytest.mark.parametrize(
    ("period", "before", "now", "expected"),
    [
        pytest.param("2026-06", 10, 90, NOT_DUE, id="the-year-before-was-another-commune"),
        pytest.param("2026-07", 60, 61, MET, id="the-first-month-that-compares-with-the-same-commune"),
        pytest.param("2026-07", 60, 60, MISSED, id="no-more-than-before"),
        pytest.param("2026-12", 60, 59, MISSED, id="less-than-before"),
    ],
)
def test_a_year_before_is_only_compared_since_the_commune_is_the_same(period: str, before: int, now: int, expected: Verdict) -> None:  # fmt: skip
    earlier = f"2025-{period[5:]}"
    assert verdicts(month(earlier, before), month(period, now, 3), period=period)["online_dossiers"] is expected


def test_the_name_of_what_is_compared_says_so() -> None:
    (compared,) = [target for target in PLAN.targets if target.id == "online_dossiers"]
    assert "trước ngày 01/7/2025 là xã cũ" in compared.names.vi
    assert "before 1 July 2025" in compared.names.en


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, [MET, MET, MET, MET], id="on-each-bound"),
        pytest.param({"resolved_on_time": 47, "resolved_late": 3}, [MISSED, MET, MET, MET], id="one-more-late"),
        pytest.param({"procedures_full_online": 119}, [MET, MISSED, MET, MET], id="one-eligible-procedure-not-yet-online"),
        pytest.param({"satisfied": 94}, [MET, MET, MISSED, MET], id="one-less-satisfied"),
        pytest.param({"satisfied": 90}, [MET, MET, MISSED, MET], id="land-on-its-own-bound"),
        pytest.param({"satisfied": 89}, [MET, MET, MISSED, MISSED], id="land-below-it"),
    ],
)  # fmt: skip
def test_on_and_around_the_bounds(changes: dict[str, int], expected: list[Verdict]) -> None:
    others = [month("2026-08", 60, line, field, surveyed=0, satisfied=0) for line, field in ((3, "Xây dựng"), (4, "Đầu tư"))]  # fmt: skip
    judged = verdicts(month("2026-08", 60, **changes), *others, period="2026-08")
    assert [judged[name] for name in judged if name != "online_dossiers"] == expected


def test_what_is_only_striven_for_never_fails_the_run() -> None:
    assert {target.id for target in PLAN.targets if target.binding} == {"on_time", "online_dossiers"}


def test_dossiers_that_go_elsewhere_are_a_note_and_no_problem(tmp_path: Path) -> None:
    names = list(month("2026-08", 60).values)
    values = [month("2026-08", 60, pending_in_time=7).values[name] for name in names]
    (tmp_path / "so-lieu.csv").write_text(f"month,{','.join(names)}\n2026-08,{','.join(map(str, values))}\n")
    counts = read_counts([str(tmp_path / "so-lieu.csv")], PLAN)
    assert [note.code for note in counts.notes] == ["data.not_equal"]
