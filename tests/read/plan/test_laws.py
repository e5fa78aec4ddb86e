"""Laws: reading a targets file is total, and a plan is read as it says."""

from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parcalc.errors import Unusable
from parcalc.judge.bounds import step
from parcalc.model.plan import Ladder, Plan
from parcalc.read.plan.loader import load_plan, parse_plan

SHIPPED = (Path(__file__).parents[3] / "data/targets.yaml").read_text(encoding="utf-8")
PIECES = ["{", "}", "[", "]", ": ", "- ", "&a ", "*a", "<<: ", "!!int ", "\n", "\n  ", "'", '"', "|", "> ", "~", "no", "1:2", "98", "%", "\t", "\0", "---\n", "? ", "like: on_time\n"]  # fmt: skip

quickly = settings(deadline=timedelta(seconds=2), max_examples=150)


@quickly
@given(st.binary(max_size=300))
def test_any_bytes_give_a_plan_or_problems(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(content)
    with suppress(Unusable):
        load_plan(str(path))


@quickly
@given(st.text(max_size=200))
def test_any_text_gives_a_plan_or_problems(text: str) -> None:
    with suppress(Unusable):
        assert parse_plan(text, "plan.yaml").targets


@quickly
@given(st.integers(0, len(SHIPPED)), st.integers(0, 40), st.lists(st.sampled_from(PIECES), max_size=4).map("".join))
def test_a_shipped_plan_with_something_changed_gives_a_plan_or_problems(at: int, gone: int, put: str) -> None:
    text = SHIPPED[:at] + put + SHIPPED[at + gone :]
    try:
        plan = parse_plan(text, "plan.yaml")
    except Unusable as unusable:
        assert unusable.problems
        assert all(problem.place is None or problem.place.file == "plan.yaml" for problem in unusable.problems)
    else:
        assert plan.targets


@quickly
@given(st.dictionaries(st.integers(2000, 2050), st.integers(0, 100), min_size=1, max_size=6), st.integers(2000, 2060))
def test_a_ladder_s_year_picks_its_bound(steps: dict[int, int], year: int) -> None:
    plan = _with_bound(f"at_least: {{{', '.join(f'{step}: {percent}%' for step, percent in steps.items())}}}")
    asked = step(_ladder(plan), year)
    assert (asked.value * 100 if asked else None) == steps.get(year)


@quickly
@given(st.integers(0, 100), st.integers(0, 40), st.integers(0, 20))
def test_a_growing_ladder_stops_at_the_whole(first: int, growth: int, years: int) -> None:
    plan = _with_bound(f"at_least: {{2025: {first}%, each_year: {growth} pp}}")
    asked = step(_ladder(plan), 2025 + years)
    assert asked is not None
    assert asked.value * 100 == min(100, first + growth * years)


def _with_bound(bound: str) -> Plan:
    text = f"""\
plan: {{title: A, issuer: A, year: 2025}}
counts: {{good: {{vi: Tốt, en: Good}}, all: {{vi: Cả, en: All}}}}
targets:
  - {{id: rate, vi: A, en: A, numerator: good, denominator: all, {bound}}}
"""
    return parse_plan(text, "plan.yaml")


def _ladder(plan: Plan) -> Ladder:
    ladder = plan.targets[0].bound.amount
    assert ladder is not None
    return ladder
