"""Work grows as the members do: counted in calls, which no busy machine changes."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import pytest

from builders import a_plan, a_row, a_target, compared, fixed
from calls import calls_of
from parcalc.judge.judging import judge
from parcalc.language.language import Language
from parcalc.model.counts import Counts
from parcalc.model.edition import Edition
from parcalc.model.naming import Names
from parcalc.model.period import Period
from parcalc.model.plan import Dimension, Target
from parcalc.model.scope import Scope
from parcalc.report.json_report import render

UNIT = Dimension("unit", Names("Đơn vị", "Unit"))
HALF = Period.parse("2025-H1")
A_LITTLE_MORE = 1.2
"""How much more the second hundred members may cost than the first: a square would take three times as much."""


def units(number: int, lacking: Callable[[int, int], bool] = lambda unit, month: False) -> Counts:  # noqa: ARG005
    """Return six months of so many units; one that lacks something in a month has a blank cell there."""
    return Counts([
        a_row(
            f"2025-{month:02}", 2, {"unit": f"Xã {unit:05}"},
            good=None if lacking(unit, month) else unit % 9, all=9, stock=unit % 5,
        )
        for month in range(1, 7)
        for unit in range(number)
    ])  # fmt: skip


def judged(target: Target, counts: Counts) -> Callable[[], object]:
    plan = a_plan(target, dimensions=(UNIT,))

    def work() -> object:
        assessment = judge(plan, counts, HALF, ("unit",))
        return render(Edition(assessment, datetime(2025, 7, 1, tzinfo=UTC), "1"), Language("vi"))

    return work


NINETY = fixed("at_least", "90")
CASES: Mapping[str, tuple[Target, Callable[[int, int], bool]]] = {
    "nothing lacking": (a_target(NINETY), lambda unit, month: False),  # noqa: ARG005
    "every unit lacking a cell": (a_target(NINETY), lambda unit, month: unit % 6 + 1 == month),
    "a baseline of each": (a_target(compared("rises_over", "previous_period")), lambda unit, month: False),  # noqa: ARG005
    "each unit must reach it": (a_target(NINETY, every="unit"), lambda unit, month: False),  # noqa: ARG005
    "all units but one": (a_target(NINETY, scope=Scope({}, {"unit": ("Xã 00000",)})), lambda unit, month: False),  # noqa: ARG005
}


@pytest.mark.parametrize(("target", "lacking"), CASES.values(), ids=CASES.keys())
def test_a_member_more_costs_as_much_as_the_one_before(target: Target, lacking: Callable[[int, int], bool]) -> None:
    judged(target, units(20, lacking))()  # whatever is remembered from one run to the next
    few, more, most = (calls_of(judged(target, units(number, lacking))) for number in (100, 200, 300))
    assert 0 < most - more < (more - few) * A_LITTLE_MORE
