"""Members side by side: each is judged from the sums of all as it is from its own rows, whatever they lack."""

from collections.abc import Mapping, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import a_plan, a_row, a_target, compared, fixed
from parcalc.judge.judging import cases_of
from parcalc.judge.shares import Shares
from parcalc.judge.sides import Whole
from parcalc.judge.sums import Ledger
from parcalc.model.assessment import Outcome, Verdict
from parcalc.model.counts import Counts
from parcalc.model.naming import Names
from parcalc.model.period import Period
from parcalc.model.plan import Dimension, Plan, Sum, Target
from parcalc.model.row import Row
from parcalc.model.scope import Scope

UNIT, FIELD = (Dimension(name, Names(name, name)) for name in ("unit", "field"))
LOOSE_UNIT, LOOSE_FIELD = (dimension._replace(every_month=False) for dimension in (UNIT, FIELD))
DIMENSIONS = st.sampled_from([(UNIT, FIELD), (UNIT, LOOSE_FIELD), (LOOSE_UNIT, FIELD), (LOOSE_UNIT, LOOSE_FIELD)])
MEMBERS = st.fixed_dictionaries({}, optional={"unit": st.sampled_from("ABC"), "field": st.sampled_from("xy")})
CELL = st.integers(0, 9) | st.none()
MONTHS = ["2024-06", "2025-01", "2025-02", "2025-03", "2025-06"]
PLACES = [{"unit": unit, "field": field} for unit in "BAC" for field in "yx"]


def a_cell_each(month: str, members: Mapping[str, str], good: int | None, more: int | None, drop: str) -> Row:
    """Return a row with as many cases as good ones, and more; a cell is blank where either is not known."""
    whole = None if None in {good, more} else (good or 0) + (more or 0)
    cells = {"good": good, "all": whole, "stock": more, "opening": good}
    return a_row(month, 2, members, **{name: value for name, value in cells.items() if name != drop})


ANY_ROW = st.builds(
    a_cell_each, st.sampled_from(MONTHS), MEMBERS, CELL, CELL, st.sampled_from(["", "", "", "all", "stock"])
)
"""What is missing anywhere: months, members, columns, cells."""


@st.composite
def full_but_for_a_few(draw: st.DrawFn) -> list[Row]:
    """Return a row for each month and place, all but a few of them, in any order, and a few without all members."""
    numbers = iter(draw(st.lists(st.integers(0, 9), min_size=60, max_size=60)))
    drop = draw(st.sampled_from(["", "", "", "all", "stock"]))
    rows = [a_cell_each(month, members, next(numbers), next(numbers), drop) for month in MONTHS for members in PLACES]
    for at in draw(st.sets(st.integers(0, len(rows) - 1), max_size=3)):
        rows[at] = rows[at]._replace(members=draw(MEMBERS))
    for at in draw(st.sets(st.integers(0, len(rows) - 1), max_size=3)):
        rows[at] = a_cell_each(
            str(rows[at].month), rows[at].members, draw(CELL), draw(CELL), draw(st.sampled_from(["", "all"]))
        )
    left_out = draw(st.sets(st.integers(0, len(rows) - 1), max_size=3))
    kept = [row for at, row in enumerate(rows) if at not in left_out]
    return draw(st.permutations(kept)) if draw(st.booleans()) else kept


ROWS = st.lists(ANY_ROW, min_size=1, max_size=14) | full_but_for_a_few()
STOCK = {"numerator": Sum(((1, "stock"),)), "denominator": None}
TARGETS = st.builds(
    lambda bound, stock, changes: a_target(bound, **changes, **(stock if "denominator" not in changes else {})),
    st.sampled_from(
        [fixed("at_least", "90"), fixed("at_most", "40"), compared("rises_over", "previous_year"),
         compared("falls_below", "previous_period"), compared("rises_over", 2024)]
    ),
    st.sampled_from([{}, {}, STOCK]),
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


@settings(max_examples=300)
@given(ROWS, DIMENSIONS, TARGETS, st.sampled_from(["unit", "field"]), PERIODS)
def test_a_member_is_judged_beside_others_as_from_its_own_rows(
    rows: list[Row], dimensions: tuple[Dimension, ...], target: Target, dimension: str, period: Period
) -> None:
    plan = a_plan(target, dimensions=dimensions)
    ledger = Ledger(plan, Counts(rows).columns)
    assert side_by_side(plan, ledger, dimension, period) == each_alone(plan, ledger, dimension, period)


def test_the_baseline_of_a_stock_is_that_of_its_own_month_for_each_member() -> None:
    rows = [
        a_row(month, 2, {"unit": unit}, stock=stock)
        for month, stock in (("2024-12", 3), ("2025-06", 4))
        for unit in "AB"
    ]
    plan = a_plan(a_target(compared("rises_over", 2024), **STOCK), dimensions=(UNIT,))
    (outcomes,) = side_by_side(plan, Ledger(plan, Counts(rows).columns), "unit", Period.parse("2025-06"))
    assert [outcome.verdict for outcome in outcomes] == [Verdict.MET, Verdict.MET]


def test_members_come_in_the_order_in_which_the_months_name_them() -> None:
    rows = [
        a_row(month, 2, {"unit": unit}, stock=1)
        for month, unit in (("2025-01", "B"), ("2025-02", "C"), ("2025-01", "A"))
    ]
    plan = a_plan(dimensions=(UNIT,))
    assert Shares(Ledger(plan, Counts(rows).columns), "unit").names == ["B", "A", "C"]
