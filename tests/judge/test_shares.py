"""Members side by side: each is judged from the sums of all as it is from its own rows, whatever they lack."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import a_plan, a_row, a_target, compared, fixed
from parcalc.judge.judging import cases_of
from parcalc.judge.shares import Shares
from parcalc.judge.sides import Whole
from parcalc.judge.sums import Ledger
from parcalc.model.assessment import Outcome
from parcalc.model.counts import Counts, Row
from parcalc.model.naming import Names
from parcalc.model.period import Period
from parcalc.model.plan import Dimension, Plan, Sum, Target
from parcalc.model.scope import Scope

UNIT, FIELD = (Dimension(name, Names(name, name)) for name in ("unit", "field"))
LOOSE_UNIT, LOOSE_FIELD = (dimension._replace(every_month=False) for dimension in (UNIT, FIELD))
DIMENSIONS = st.sampled_from([(UNIT, FIELD), (UNIT, LOOSE_FIELD), (LOOSE_UNIT, FIELD), (LOOSE_UNIT, LOOSE_FIELD)])
MEMBERS = st.fixed_dictionaries({}, optional={"unit": st.sampled_from("ABC"), "field": st.sampled_from("xy")})
CELL = st.integers(0, 9) | st.none()
ROWS = st.builds(
    lambda month, members, good, more, stock, drop: a_row(
        month, 2, members,
        **{
            name: value
            for name, value in (("good", good), ("all", None if None in {good, more} else good + more), ("stock", stock))
            if name != drop
        },
    ),
    st.sampled_from(["2024-06", "2025-01", "2025-02", "2025-03", "2025-06"]),
    st.one_of(st.fixed_dictionaries({"unit": st.sampled_from("ABC"), "field": st.sampled_from("xy")}), MEMBERS),
    CELL, CELL, CELL, st.sampled_from(["", "", "", "all", "stock"]),
)  # fmt: skip
TARGETS = st.builds(
    lambda bound, changes: a_target(bound, **changes),
    st.sampled_from(
        [fixed("at_least", "90"), fixed("at_most", "40"), compared("rises_over", "previous_year"),
         compared("falls_below", "previous_period"), compared("rises_over", 2024)]
    ),
    st.fixed_dictionaries(
        {},
        optional={
            "scope": st.sampled_from([Scope({"field": ("x",)}), Scope({}, {"field": ("x",)}), Scope({"unit": ("A", "D")})]),
            "every": st.sampled_from(["unit", "field"]),
            "each": st.sampled_from(["quarter", "year"]),
            "denominator": st.sampled_from([None, Sum(((1, "all"), (-1, "good"))), Sum(((1, "stock"),))]),
        },
    ),
)  # fmt: skip
PERIODS = st.sampled_from(["2025-01", "2025-03", "2025-Q1", "2025-H1", "2024-06..2025-06"]).map(Period.parse)


def side_by_side(plan: Plan, ledger: Ledger, dimension: str, period: Period) -> list[Sequence[Outcome]]:
    return [case.outcomes(period) for case in cases_of(plan, Shares(ledger, dimension))]


def each_alone(plan: Plan, ledger: Ledger, dimension: str, period: Period) -> list[Sequence[Outcome]]:
    shares = Shares(ledger, dimension)
    alone = [cases_of(plan, Whole(shares.ledger(at))) for at in range(len(shares))]
    return [[cases[at].outcomes(period)[0] for cases in alone] for at in range(len(plan.targets))]


@settings(max_examples=150)
@given(st.lists(ROWS, min_size=1, max_size=14), DIMENSIONS, TARGETS, st.sampled_from(["unit", "field"]), PERIODS)
def test_a_member_is_judged_beside_others_as_from_its_own_rows(
    rows: list[Row], dimensions: tuple[Dimension, ...], target: Target, dimension: str, period: Period
) -> None:
    plan = a_plan(target, dimensions=dimensions)
    ledger = Ledger(plan, Counts(rows).columns)
    assert side_by_side(plan, ledger, dimension, period) == each_alone(plan, ledger, dimension, period)
