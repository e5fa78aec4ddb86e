"""A member that reports in a year must report in each of its months, under its own roof."""

import pytest

from builders import a_row, a_target, fixed, outcome, rows
from parcalc.model.assessment import Verdict
from parcalc.model.naming import Names
from parcalc.model.plan import Dimension

UNIT, FIELD = Dimension("unit", Names("Đơn vị", "Unit")), Dimension("field", Names("Lĩnh vực", "Field"))
TARGET = a_target(fixed("at_least", "50"))


def _reported(*members: tuple[str, dict[str, str]], period: str = "2025-06") -> list[tuple[str, str]]:
    counts = rows(*(a_row(month, line, whose, good=1, all=1) for line, (month, whose) in enumerate(members, 2)))
    judged = outcome(TARGET, counts, period, dimensions=(UNIT, FIELD))
    assert judged.verdict is (Verdict.NO_DATA if judged.reasons else Verdict.MET)
    return [(reason.code, str(reason.facts["member"])) for reason in judged.reasons]


@pytest.mark.parametrize("month", ["2025-01", "2025-05", "2025-07", "2025-12"])
def test_a_unit_that_reports_in_another_month_of_the_year_is_missing(month: str) -> None:
    assert _reported(("2025-06", {"unit": "A"}), ("2025-06", {"unit": "B"}), (month, {"unit": "A"}), (month, {"unit": "C"})) == [
        ("judge.row_missing", "C")
    ]  # fmt: skip


def test_a_unit_of_another_year_is_not_missing() -> None:
    assert _reported(("2025-06", {"unit": "A"}), ("2024-06", {"unit": "C"}), ("2026-06", {"unit": "C"})) == []


def test_a_field_of_the_same_name_does_not_stand_for_a_unit() -> None:
    assert _reported(("2025-05", {"unit": "X"}), ("2025-06", {"field": "X"})) == [("judge.row_missing", "X")]


def test_a_unit_is_missing_in_one_month_of_a_period_whose_others_are_whole() -> None:
    april, may, june = ([(f"2025-{month:02}", {"unit": unit}) for unit in "AB"] for month in (4, 5, 6))
    assert _reported(*april, may[0], *june, period="2025-Q2") == [("judge.row_missing", "B")]


def test_rows_that_name_no_unit_are_nobody_s_to_miss() -> None:
    assert _reported(("2025-05", {}), ("2025-06", {"unit": "A"})) == []
