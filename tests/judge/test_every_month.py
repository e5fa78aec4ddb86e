"""A member that reports in a year must report in each of its months, under its own roof."""

import pytest

from builders import a_row, a_target, fixed, outcome, rows
from parcalc.model.assessment import Verdict
from parcalc.model.naming import Names
from parcalc.model.plan import Dimension

UNIT, FIELD = Dimension("unit", Names("Đơn vị", "Unit")), Dimension("field", Names("Lĩnh vực", "Field"))
TARGET = a_target(fixed("at_least", "50"))


def _reported(*members: tuple[str, dict[str, str]]) -> list[tuple[str, str]]:
    counts = rows(*(a_row(month, line, whose, good=1, all=1) for line, (month, whose) in enumerate(members, 2)))
    judged = outcome(TARGET, counts, "2025-06", dimensions=(UNIT, FIELD))
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
