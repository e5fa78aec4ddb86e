"""The score of Quyết định 766/QĐ-TTg on the sample's June 2025, worked out by hand from its row."""

from fractions import Fraction
from pathlib import Path

import pytest

from builders import a_row, rows
from parcalc.judge.judging import judge
from parcalc.model.period import Period
from parcalc.model.score import Points, Score
from parcalc.read.counts.reader import read_counts
from parcalc.read.plan.loader import load_plan

ROOT = Path(__file__).parents[2]
PLAN = load_plan(str(ROOT / "data/plans/qd-766-2022.yaml"))

# June: 151 early + 117 on time + 34 pending in time, of 248 online + 25 direct + 38 carried over = 302 of 311; 104 of 110 payments
# online; 87 of 96 procedures offer it; 277 of 277 results digitised; 235 of 273 dossiers reuse data.
ON_TIME, PAYMENT = Fraction(302, 311) * 20, Fraction(104, 110) * 6
JUNE = {
    "publicity": (0, 18),
    "progress": (ON_TIME, ON_TIME),
    "online": (0, 12),
    "payment": (PAYMENT + 2, PAYMENT + 2 + 2),
    "satisfaction": (0, 18),
    "digitisation": (6 + 2, 22),
}


def test_the_score_of_the_sample() -> None:
    counts = read_counts([str(ROOT / "data/samples/dinh-hung.csv")], PLAN)
    score = judge(PLAN, counts, Period.parse("2025-06")).score
    assert score is not None
    assert {one.group.id: (one.points.low, one.points.high) for one in score.groups} == JUNE
    assert score.points == Points(ON_TIME + PAYMENT + 2 + 8, ON_TIME + PAYMENT + 4 + 70)
    assert [band.names.vi for band in score.bands] == ["Yếu", "Trung bình", "Khá", "Tốt", "Xuất sắc"]


def scored(**values: int) -> Score:
    given = dict.fromkeys(PLAN.counts, 0) | values
    score = judge(PLAN, rows(a_row("2025-06", **given)), Period.parse("2025-06")).score
    assert score is not None
    return score


@pytest.mark.parametrize(
    ("values", "target", "points"),
    [
        pytest.param({}, "petitions", 6, id="no-petition-is-worth-all"),
        pytest.param(
            {"petitions": 4, "petitions_in_time": 3}, "petitions", Fraction(18, 4), id="three-of-four-petitions"
        ),
        pytest.param({"surveyed": 10, "satisfied": 9}, "satisfaction", 6, id="90-percent-are-full"),
        pytest.param({"surveyed": 10, "satisfied": 8}, "satisfaction", Fraction(16, 3), id="80-of-90-percent"),
        pytest.param({"surveyed": 10, "satisfied": 10}, "satisfaction", 6, id="never-more-than-all"),
    ],
)
def test_one_item(values: dict[str, int], target: str, points: Fraction) -> None:
    (item,) = (item for group in scored(**values).groups for item in group.items if item.item.target == target)
    assert item.points == Points(Fraction(points), Fraction(points))
