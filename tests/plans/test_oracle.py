"""Generated plans, judged by parcalc and by an oracle that was written from docs/targets.md alone.

By hand, more of them: ``PYTHONPATH=src:tests python tests/plans/test_oracle.py 20000``.
"""

import sys
from random import Random

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import rows as counts_of
from parcalc.errors import Place
from parcalc.judge.judging import judge
from parcalc.model.assessment import Outcome
from parcalc.model.counts import Counts
from parcalc.model.period import Month, Period
from parcalc.model.row import Row
from parcalc.read.plan.loader import parse_plan
from plans import generated, oracle


def month(number: int) -> Month:
    return Month(number // 12, number % 12 + 1)


def as_counts(rows: list[oracle.Row]) -> Counts:
    place = Place("data.csv", 2)
    return counts_of(*(Row(month(when), members, cells, place, {}) for when, members, cells in rows))


def told(outcome: Outcome) -> oracle.Verdict:
    """Return what parcalc says in the oracle's words."""
    said: oracle.Verdict = {"verdict": str(outcome.verdict)}
    if outcome.figure:
        said |= {"n": outcome.figure.numerator, "d": outcome.figure.denominator}
    if outcome.margin is not None:
        said |= {"margin": outcome.margin, "near": outcome.near}
    if any(reason.code in {"judge.done_late", "judge.overdue"} for reason in outcome.reasons):
        said["late"] = outcome.reasons[0].code == "judge.done_late"
    return said


def differs(seed: int) -> str:
    """Return how parcalc and the oracle differ on a generated plan, with all that is needed to see why."""
    random = Random(seed)
    plan, rows, (first, last) = generated.plan(random), generated.rows(random), generated.period(random)
    text = yaml.safe_dump(plan, allow_unicode=True, sort_keys=False)
    result = judge(parse_plan(text, "plan.yaml"), as_counts(rows), Period(month(first), month(last))).results[0]
    for outcome, start in ((result.outcome, first), (result.to_date, last // 12 * 12)):
        wanted = {"near": False} | oracle.judged(plan, plan["targets"][0], rows, start, last)
        got = {"near": False} | told(outcome)
        if got != wanted:
            return f"seed {seed}, {month(start)}..{month(last)}\n{text}\n{rows}\nparcalc: {got}\noracle:  {wanted}"
    return ""


@settings(max_examples=300)
@given(st.integers(0, 2**40))
def test_a_plan_is_judged_as_its_documentation_says(seed: int) -> None:
    assert differs(seed) == ""


if __name__ == "__main__":
    found = [difference for seed in range(int(sys.argv[1])) if (difference := differs(seed))]
    sys.stdout.write("\n\n".join([*found[:3], f"{len(found)} of {sys.argv[1]} differ\n"]))
