"""The two ways of reading counts files side by side: what one gives must be what the other does."""

from collections.abc import Mapping, Sequence
from itertools import cycle
from pathlib import Path
from typing import Literal
from unittest.mock import patch

from parcalc.errors import Problem, Unusable
from parcalc.judge.judging import judge
from parcalc.judge.sums import select
from parcalc.model.counts import Counts
from parcalc.model.period import Period
from parcalc.model.plan import Plan
from parcalc.model.scope import Scope
from parcalc.read.counts.careful import read_carefully
from parcalc.read.counts.headings import Headings
from parcalc.read.counts.plain import source
from parcalc.read.counts.plain.reading import read_plain
from parcalc.read.plan.loader import load_plan

ROOT = Path(__file__).parents[1]
PLAN = load_plan(str(ROOT / "data/targets.yaml"))
HEADINGS = Headings.of(PLAN)

Way = Literal["python", "engine"]
WAYS: tuple[Way, ...] = ("python", "engine")


def plainly(way: Way, *files: str) -> Counts | None:
    """Return the counts of plain files, by an engine however short they are.

    An engine sees all but the first row before anybody else: the top of a file, which is looked at first, is no longer.
    """
    if way == "python":
        return read_plain(files, PLAN, HEADINGS)
    with patch.object(source, "_PIECE", 1):
        return read_plain(files, PLAN, HEADINGS, 0)


def carefully(*files: str) -> Counts | tuple[Problem, ...]:
    """Return the counts of files as the careful reader has them, or what it says is wrong."""
    try:
        return read_carefully(files, PLAN, HEADINGS)
    except Unusable as unusable:
        assert unusable.problems
        return unusable.problems


def assert_same(plain: Counts, careful: Counts | tuple[Problem, ...]) -> None:
    """Hold what was read plainly against what was read with care: rows, notes, and all that is judged by them."""
    assert isinstance(careful, Counts)
    assert list(plain.rows) == list(careful.rows)
    assert plain.files == careful.files
    assert plain.notes == careful.notes
    assert plain.months == careful.months
    assert _names(plain) == _names(careful)
    if not careful.rows:
        return
    period = Period(careful.months[-1], careful.months[-1])
    by = [name for name in PLAN.dimensions if not careful.columns.lack(name)]
    assert_judged_alike(PLAN, plain, careful, period, by)
    if by:
        first = {name: (careful.rows[0].members[name],) for name in by}
        assert_judged_alike(_scoped(first), plain, careful, period, by)
        assert_judged_alike(PLAN, select(plain, first), select(careful, first), period, ())


def _names(counts: Counts) -> dict[str, list[str]]:
    return {dimension: list(column.names) for dimension, column in counts.columns.members.items()}


def _scoped(members: Mapping[str, tuple[str, ...]]) -> Plan:
    """Return the plan with its targets in turn of some members and of all but these."""
    scopes = cycle([Scope(where=members), Scope(leave_out=members)])
    return PLAN._replace(targets=tuple(target._replace(scope=next(scopes)) for target in PLAN.targets))


def assert_judged_alike(plan: Plan, plain: Counts, careful: Counts, period: Period, by: Sequence[str]) -> None:
    """Hold every outcome, breakdown and total of one against the other's."""
    one, other = judge(plan, plain, period, by), judge(plan, careful, period, by)
    assert (one.results, one.breakdowns, one.totals) == (other.results, other.breakdowns, other.totals)
