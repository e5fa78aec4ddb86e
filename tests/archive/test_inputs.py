"""When a report was drawn up from the same as there is today, and so need not be judged again."""

import pytest

from builders import a_plan, a_row, a_target, fixed, rows
from parcalc.archive.inputs import inputs
from parcalc.model.counts import Counts
from parcalc.model.period import Month
from parcalc.model.plan import Plan

PLAN = a_plan(a_target(fixed("at_least", "90")))
MAY = Month(2025, 5)
BEFORE = (a_row("2025-04", 2, {"unit": "A"}, good=90, all=100), a_row("2025-05", 3, {"unit": "A"}, good=80, all=100))


def digest(*given: object, plan: Plan = PLAN, version: str = "1") -> str:
    return inputs(plan, rows(*given), version)[MAY]  # type: ignore[arg-type]


def test_rows_of_later_months_do_not_count() -> None:
    assert digest(*BEFORE, a_row("2025-06", good=1, all=1)) != digest(*BEFORE, a_row("2025-04", good=1, all=1))
    june = a_row("2025-06", 4, {"unit": "A"}, good=1, all=1)
    assert digest(*BEFORE, june) == digest(*BEFORE)
    assert digest(*BEFORE, june._replace(values={"good": 2, "all": 2})) == digest(*BEFORE)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(
            (BEFORE[0]._replace(values={"good": 91, "all": 100}), BEFORE[1]), id="a-count-of-an-earlier-month"
        ),
        pytest.param((BEFORE[0], BEFORE[1]._replace(values={"good": 80, "all": 99})), id="a-count"),
        pytest.param((BEFORE[0], BEFORE[1]._replace(values={"good": None, "all": 100})), id="a-blank"),
        pytest.param((BEFORE[0], BEFORE[1]._replace(values={"all": 100})), id="a-column-that-is-absent"),
        pytest.param((BEFORE[0], BEFORE[1]._replace(members={"unit": "B"})), id="a-member"),
        pytest.param((BEFORE[0], BEFORE[1]._replace(members={})), id="no-member"),
        pytest.param((BEFORE[1],), id="a-month-less"),
        pytest.param((*BEFORE, BEFORE[1]._replace(members={"unit": "B"})), id="a-row-more"),
    ],
)
def test_other_rows(other: tuple[object, ...]) -> None:
    assert digest(*other) != digest(*BEFORE)


def test_another_plan_or_version() -> None:
    assert digest(*BEFORE, plan=a_plan(a_target(fixed("at_least", "91")))) != digest(*BEFORE)
    assert digest(*BEFORE, version="2") != digest(*BEFORE)


def test_no_rows() -> None:
    assert inputs(PLAN, Counts(()), "1") == {}
