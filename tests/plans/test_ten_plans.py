"""The ten plans of the field, each with made-up counts on and around its bounds; the verdicts were worked out by hand.

The first of the ten, Định Hưng 2025, is the shipped plan, ``data/targets.yaml``: its verdicts are those of the samples.
"""

from fractions import Fraction
from pathlib import Path

import pytest

from builders import a_row, rows
from parcalc.judge.judging import judge
from parcalc.language.language import Language
from parcalc.model.assessment import Verdict
from parcalc.model.period import Period
from parcalc.model.row import Row
from parcalc.read.plan.loader import load_plan
from parcalc.report.explain import explain

PLANS = Path(__file__).parents[2] / "data/plans"
MET, MISSED, _, NO_DATA, _ = Verdict


def verdicts(plan: str, *given: Row, period: str = "2025-06") -> dict[str, Verdict]:
    assessment = judge(load_plan(str(PLANS / f"{plan}.yaml")), rows(*given), Period.parse(period))
    return {result.target.id: result.outcome.verdict for result in assessment.results}


def whole_year(year: int, **values: int) -> list[Row]:
    return [a_row(f"{year}-{month:02}", month, **values) for month in range(1, 13)]


def thanh_hoa(late: int, online: int, kept: int, units: int) -> dict[str, Verdict]:
    dossiers = {"resolved_early": 60, "resolved_on_time": 140 - late, "resolved_late": late}
    others = {
        "payments": 100,
        "payments_online": online,
        "dossiers_with_held_papers": 10,
        "dossiers_not_asked_again": kept,
    }
    june = a_row("2025-06", 20, **dossiers, **others, service_units=units)
    before = a_row("2021-12", 12, **dict.fromkeys([*dossiers, *others], 0), service_units=50)
    return verdicts("thanh-hoa-2025", before, june)


@pytest.mark.parametrize(
    ("late", "online", "kept", "units", "expected"),
    [
        # 196 of 200 is exactly 98%: not over it. 30 of 100 is from 30% up. 8 of 10 is 80%. 45 is 10% less than 50.
        pytest.param(4, 30, 8, 45, [MISSED, MET, MET, MET], id="on-each-bound"),
        pytest.param(3, 31, 9, 44, [MET, MET, MET, MET], id="one-better"),
        pytest.param(5, 29, 7, 46, [MISSED, MISSED, MISSED, MISSED], id="one-worse"),
    ],
)
def test_thanh_hoa(late: int, online: int, kept: int, units: int, expected: list[Verdict]) -> None:
    assert list(thanh_hoa(late, online, kept, units).values()) == expected


def test_lam_dong_comes_out_as_published() -> None:
    published = {
        "on_time": "97.28",
        "digitised": "82",
        "data_reuse": "83.76",
        "full_online": "51.79",
        "online_payment": "78.61",
    }
    counts = {name: int(Fraction(percent) * 100) for name, percent in published.items()}
    june = a_row("2025-06", **counts, **{f"{name}_total": 10000 for name in published})
    assert list(verdicts("lam-dong-2025", june).values()) == [MISSED, MET, MET, MISSED, MET]


@pytest.mark.parametrize(("step", "expected"), [(0, MET), (1, MET), (-1, MISSED)])
def test_lam_dong_around_its_bounds(step: int, expected: Verdict) -> None:
    bounds = {"on_time": 98, "digitised": 80, "data_reuse": 50, "full_online": 70, "online_payment": 60}
    june = a_row(
        "2025-06", **{name: bound + step for name, bound in bounds.items()}, **{f"{name}_total": 100 for name in bounds}
    )
    assert set(verdicts("lam-dong-2025", june).values()) == {expected}


@pytest.mark.parametrize(
    ("other_late", "land_late", "expected"),
    [
        pytest.param(0, 5, [MET, MET], id="land-exactly-95-and-all-others"),
        pytest.param(1, 5, [MISSED, MET], id="one-other-late"),
        pytest.param(0, 6, [MET, MISSED], id="land-94"),
    ],
)
def test_hoi_an(other_late: int, land_late: int, expected: list[Verdict]) -> None:
    def row(line: int, field: str, late: int) -> Row:
        return a_row(
            "2025-06", line, {"field": field}, resolved_early=50, resolved_on_time=50 - late, resolved_late=late
        )

    given = (row(2, "Đất đai", land_late), row(3, "Hộ tịch", other_late), row(4, "Xây dựng", 0))
    assert list(verdicts("hoi-an-2025", *given).values()) == expected


@pytest.mark.parametrize(
    ("electronic", "digitised", "expected"),
    [
        # 100 documents, 20 of them secret: 64 is 80% of the other 80.
        pytest.param(64, 10, [MET, MET], id="on-both-bounds"),
        pytest.param(63, 9, [MISSED, MISSED], id="one-worse"),
    ],
)
def test_bo_noi_vu(electronic: int, digitised: int, expected: list[Verdict]) -> None:
    june = a_row(
        "2025-06",
        documents=100,
        documents_secret=20,
        documents_electronic=electronic,
        results_issued=10,
        results_digitised=digitised,
    )
    assert list(verdicts("bo-noi-vu-2025", june).values()) == expected


def test_bo_noi_vu_only_strives_for_everything() -> None:
    plan = load_plan(str(PLANS / "bo-noi-vu-2025.yaml"))
    assert [target.binding for target in plan.targets] == [True, False]


@pytest.mark.parametrize(
    ("year", "online", "expected"),
    [
        (2021, 30, MET), (2021, 29, MISSED), (2022, 50, MET), (2022, 49, MISSED), (2024, 90, MET), (2024, 89, MISSED),
        (2025, 100, MET), (2025, 99, MISSED), (2026, 100, MET), (2020, 100, NO_DATA),
    ],
)  # fmt: skip
def test_vinh_long_climbs_its_ladder(year: int, online: int, expected: Verdict) -> None:
    row = a_row(f"{year}-06", received=100, received_online=online)
    assert verdicts("so-nn-vinh-long-2021-2025", row, period=f"{year}-06") == {"online_dossiers": expected}


@pytest.mark.parametrize(("step", "expected"), [(0, MET), (-1, MISSED)])
def test_decision_126(step: int, expected: Verdict) -> None:
    bounds = {"first": 100, "second": 80, "third": 40}
    june = a_row(
        "2025-06", **{name: bound + step for name, bound in bounds.items()}, **{f"{name}_total": 100 for name in bounds}
    )
    assert set(verdicts("qd-126-2025", june).values()) == {expected}


@pytest.mark.parametrize(
    ("year", "days", "expected"),
    [(2025, 700, MET), (2025, 701, MISSED), (2026, 500, MET), (2026, 501, MISSED), (2027, 1, NO_DATA)],
)
def test_the_simplification_programme(year: int, days: int, expected: Verdict) -> None:
    before = whole_year(2024, processing_days=1000, compliance_cost=1000)
    now = a_row(f"{year}-06", 20, processing_days=days, compliance_cost=days)
    assert set(verdicts("don-gian-hoa-2025-2026", *before, now, period=f"{year}-06").values()) == {expected}


@pytest.mark.parametrize(("satisfied", "expected"), [(95, MET), (94, MISSED)])
def test_decision_1565_leaves_its_list_out(satisfied: int, expected: Verdict) -> None:
    given = (
        a_row("2026-06", 2, {"field": "Hộ tịch"}, surveyed=100, satisfied=satisfied),
        a_row("2026-06", 3, {"field": "CÔNG AN"}, surveyed=100, satisfied=0),
    )
    assert verdicts("qd-1565-2026", *given, period="2026-06") == {"satisfaction": expected}


@pytest.mark.parametrize(("late", "expected"), [(1, MET), (2, MISSED), (3, MISSED)])
def test_nha_trang_caps_the_late_rate(late: int, expected: Verdict) -> None:
    assert verdicts("nha-trang-2021", a_row("2021-06", resolved=100, resolved_late=late), period="2021-06") == {
        "late": expected
    }


@pytest.mark.parametrize("path", sorted(PLANS.glob("*.yaml")), ids=lambda path: path.stem)
@pytest.mark.parametrize("code", ["vi", "en"])
def test_every_target_has_its_words_and_a_sentence(path: Path, code: str) -> None:
    plan = load_plan(str(path))
    for target in plan.targets:
        assert target.quote
        assert explain(target, plan, Language(code)).endswith(".")  # type: ignore[arg-type]


def test_there_are_ten_with_the_shipped_one_a_model_of_2026_and_a_score() -> None:
    assert len(list(PLANS.glob("*.yaml"))) + 1 == 10 + 2
