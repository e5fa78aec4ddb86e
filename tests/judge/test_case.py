"""What comes first where several things are to be said of a target, and who is among those that must each reach it."""

from datetime import date

import pytest

from builders import a_row, a_target, cases, fixed, outcome, rows
from parcalc.model.assessment import Verdict
from parcalc.model.naming import Names
from parcalc.model.plan import Dimension, Sum
from parcalc.model.scope import Scope

UNIT = Dimension("unit", Names("Đơn vị", "Unit"))
HALF = fixed("at_least", "50")


def test_a_member_that_nobody_has_is_told_before_what_its_rows_lack() -> None:
    counts = rows(a_row("2025-05", 2, {"unit": "A"}, good=1, all=1))
    judged = outcome(a_target(HALF, scope=Scope({"unit": ("Hà Nội",)})), counts, dimensions=(UNIT,))
    assert [reason.code for reason in judged.reasons] == ["judge.member_absent"]


def test_where_a_member_is_missing_those_that_are_there_do_not_stand_for_all() -> None:
    counts = rows(a_row("2025-06", 2, {"unit": "A"}, good=1, all=1))
    judged = outcome(a_target(HALF, every="unit", scope=Scope({"unit": ("A", "Hà Nội")})), counts, dimensions=(UNIT,))
    assert (judged.verdict, [reason.code for reason in judged.reasons]) == (Verdict.NO_DATA, ["judge.member_absent"])


def test_members_of_another_year_are_not_among_those_that_must_each_reach_it() -> None:
    members = (("2024-06", "C"), ("2025-01", "B"), ("2025-06", "A"), ("2025-06", "B"))
    counts = rows(*(a_row(month, 2, {"unit": unit}, good=1, all=1) for month, unit in members))
    judged = outcome(a_target(HALF, every="unit"), counts, dimensions=(UNIT._replace(every_month=False),))
    assert sorted(str(part.whose) for part in judged.parts) == ["A", "B"]


@pytest.mark.parametrize(
    ("done", "verdict"),
    [
        pytest.param(0, Verdict.NOT_DUE, id="what-is-not-done-waits-for-its-day"),
        pytest.param(1, Verdict.MET, id="what-is-done-stays-done-though-its-count-is-that-of-a-month"),
    ],
)
def test_a_task_before_its_day(done: int, verdict: Verdict) -> None:
    task = a_target(
        cases("at_least", 1), numerator=Sum(((1, "stock"),)), denominator=None, each="once", ends=date(2025, 12, 31)
    )
    counts = rows(*(a_row(f"2025-0{month}", stock=done) for month in range(1, 7)))
    assert outcome(task, counts).verdict is verdict
