"""A rule that looks back finds the month before of a member that is spelt in another way there."""

import pytest

from parcalc.errors import Place
from parcalc.model.period import Month
from parcalc.model.row import Row
from parcalc.read.rows.broken_rules import broken_rules
from plain_counts import PLAN


@pytest.mark.parametrize("member", ["Xã A", "xã a", "XÃ  A"])
@pytest.mark.parametrize(("carried", "told"), [(5, []), (4, ["data.not_carried"])])
def test_another_spelling_is_the_same_member(member: str, carried: int, told: list[str]) -> None:
    may = {"carried_over": 1, "pending_in_time": 2, "pending_late": 3}
    june = {"carried_over": carried, "pending_in_time": 0, "pending_late": 0}
    rows = [
        Row(Month(2025, 5), {"unit": "Xã A"}, may, Place("f.csv", 2), {}),
        Row(Month(2025, 6), {"unit": member}, june, Place("f.csv", 3), {}),
    ]
    problems, notes = broken_rules(rows, PLAN)
    assert [message.code for message in (*problems, *notes)] == told
