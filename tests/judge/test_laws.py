"""What holds of every judgement (style 3)."""

from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from builders import a_plan, a_row, a_target, compared, fixed, of_month, outcome, rows
from parcalc.judge.judging import judge
from parcalc.judge.margins import still_allowed
from parcalc.judge.ranking import ranking
from parcalc.model.assessment import Verdict
from parcalc.model.naming import Names
from parcalc.model.period import Period
from parcalc.model.plan import Amount, Bound, Dimension, Ladder, Unit
from parcalc.model.row import Row
from parcalc.model.scope import Scope
from parcalc.report.figures import shown_limit, shown_percent, shown_rate

UNIT = Dimension("unit", Names("Đơn vị", "Unit"))
SIZES = st.integers(min_value=0, max_value=10**12)
PERCENTS = st.decimals(min_value="0.001", max_value="99.999", places=3).map(str)
UPWARD = st.builds(fixed, st.sampled_from(["at_least", "more_than"]), PERCENTS)
BOUNDS = st.builds(fixed, st.sampled_from(["at_least", "more_than", "at_most", "less_than"]), PERCENTS)
RATES = SIZES.flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))
NEAR = st.tuples(st.integers(1, 10**9), st.integers(-2, 2))


@given(UPWARD, RATES, st.integers(min_value=0, max_value=10**6))
def test_more_good_cases_never_turn_met_into_missed(bound: Bound, rate: tuple[int, int], more: int) -> None:
    good, whole = rate
    if of_month(bound, good, whole).verdict is Verdict.MET:
        assert of_month(bound, min(good + more, whole), whole).verdict is Verdict.MET


@given(BOUNDS, RATES, st.integers(min_value=1, max_value=1000))
def test_scaling_both_counts_changes_no_verdict(bound: Bound, rate: tuple[int, int], factor: int) -> None:
    good, whole = rate
    assert of_month(bound, good * factor, whole * factor).verdict is of_month(bound, good, whole).verdict


@given(BOUNDS, RATES)
def test_the_margin_is_the_last_number_of_cases_that_keeps_the_verdict(bound: Bound, rate: tuple[int, int]) -> None:
    good, whole = rate
    judged = of_month(bound, good, whole)
    if judged.margin is None or judged.limit is None:
        assert judged.verdict is Verdict.NO_CASES
        return
    worse = -1 if bound.kind.upward else 1
    edge = good + worse * judged.margin
    assert judged.limit.admits(Fraction(edge, whole))
    assert not judged.limit.admits(Fraction(edge + worse, whole))
    assert (judged.margin >= 0) == (judged.verdict is Verdict.MET)


@given(BOUNDS, RATES)
def test_to_recover_is_the_least_that_recovers(bound: Bound, rate: tuple[int, int]) -> None:
    good, whole = rate
    judged = of_month(bound, good, whole)
    if judged.verdict is not Verdict.MISSED or judged.to_recover is None or judged.limit is None:
        assert judged.to_recover is None
        return
    gain = 1 if bound.kind.upward else 0
    enough, less = judged.to_recover, judged.to_recover - 1
    assert judged.limit.admits(Fraction(good + gain * enough, whole + enough))
    assert not judged.limit.admits(Fraction(good + gain * less, whole + less))


@given(BOUNDS, RATES, st.integers(min_value=0, max_value=1000))
def test_what_is_still_allowed_is_the_most_that_keeps_it_met(bound: Bound, rate: tuple[int, int], more: int) -> None:
    good, whole = rate
    judged = of_month(bound, good, whole)
    if judged.verdict is not Verdict.MET or judged.figure is None or judged.limit is None:
        return
    allowed = still_allowed(judged.figure, judged.limit)
    assert allowed is not None
    wrong = 0 if bound.kind.upward else 1
    right = more if bound.kind.upward else 0
    assert judged.limit.admits(Fraction(good + wrong * allowed + right, whole + allowed + more))
    assert not judged.limit.admits(Fraction(good + wrong * (allowed + 1), whole + allowed + 1))


@given(BOUNDS, NEAR)
def test_a_shown_percentage_stays_on_its_side_of_the_bound(bound: Bound, near: tuple[int, int]) -> None:
    whole, off = near
    assert bound.amount is not None
    edge = round(bound.amount.steps[None].value * whole)
    judged = of_month(bound, min(max(edge + off, 0), whole), whole)
    shown, required = shown_percent(judged), shown_limit(judged)
    assert shown is not None
    assert required is not None
    assert judged.limit is not None
    assert Fraction(required) == judged.limit.value * 100
    assert judged.limit.admits(Fraction(shown) / 100) == (judged.verdict is Verdict.MET)


MEMBERS = st.lists(RATES, min_size=1, max_size=6)


@given(MEMBERS, st.randoms())
def test_row_order_changes_nothing(members: list[tuple[int, int]], random: Random) -> None:
    given_rows = _by_unit(members)
    shuffled = given_rows[:]
    random.shuffle(shuffled)
    target = a_target(fixed("at_least", "50"))
    assert outcome(target, rows(*shuffled), dimensions=(UNIT,)) == outcome(
        target, rows(*given_rows), dimensions=(UNIT,)
    )


@given(MEMBERS)
def test_the_whole_is_the_sum_of_its_units(members: list[tuple[int, int]]) -> None:
    plan = a_plan(a_target(fixed("at_least", "50")), dimensions=(UNIT,))
    assessment = judge(plan, rows(*_by_unit(members)), Period.parse("2025-06"), by=("unit",))
    whole = assessment.results[0].outcome.figure
    parts = [member.results[0].outcome.figure for member in assessment.breakdowns[0].members]
    assert whole is not None
    assert whole.numerator == sum(part.numerator for part in parts if part)
    assert whole.denominator == sum(part.denominator or 0 for part in parts if part)


@given(MEMBERS, st.sets(st.integers(0, 5), min_size=1))
def test_a_scope_and_its_complement_partition_the_whole(members: list[tuple[int, int]], taken: set[int]) -> None:
    names = tuple(f"Xã {number}" for number in taken if number < len(members)) or ("Xã 0",)
    counts = rows(*_by_unit(members))
    figures = [
        outcome(a_target(fixed("at_least", "50"), scope=scope), counts, dimensions=(UNIT,)).figure
        for scope in (Scope({"unit": names}), Scope({}, {"unit": names}), Scope())
    ]
    inside, outside, whole = figures
    assert inside and outside and whole  # noqa: PT018 - each is there
    assert inside.numerator + outside.numerator == whole.numerator
    assert (inside.denominator or 0) + (outside.denominator or 0) == whole.denominator


@given(MEMBERS)
def test_a_ranking_puts_the_most_cases_short_first(members: list[tuple[int, int]]) -> None:
    plan = a_plan(a_target(fixed("at_least", "50")), dimensions=(UNIT,))
    assessment = judge(plan, rows(*_by_unit(members)), Period.parse("2025-06"), by=("unit",))
    ranked = ranking(assessment.breakdowns[0], "rate")
    margins = [entry.outcome.margin for entry in ranked if entry.place]
    assert len(ranked) == len(members)
    assert margins == sorted(margin for margin in margins if margin is not None)
    assert [entry.place for entry in ranked if entry.place] == [1 + margins.index(margin) for margin in margins]


@given(BOUNDS, RATES)
def test_per_one_with_a_share_gives_the_verdict_of_the_share(bound: Bound, rate: tuple[int, int]) -> None:
    good, whole = rate
    assert bound.amount is not None
    number = Bound(bound.kind, Ladder({None: Amount(bound.amount.steps[None].value, Unit.NUMBER)}))
    share = of_month(bound, good, whole)
    judged = outcome(a_target(number, per=1), rows(a_row("2025-06", good=good, all=whole)))
    assert (judged.verdict, judged.margin) == (share.verdict, share.margin)


@given(BOUNDS, RATES, st.integers(1, 10**4))
def test_per_so_many_is_as_many_times_per_one(bound: Bound, rate: tuple[int, int], per: int) -> None:
    good, whole = rate
    assert bound.amount is not None
    number = Bound(bound.kind, Ladder({None: Amount(bound.amount.steps[None].value * per, Unit.NUMBER)}))
    judged = outcome(a_target(number, per=per), rows(a_row("2025-06", good=good, all=whole)))
    assert judged.verdict is of_month(bound, good, whole).verdict


@given(BOUNDS, NEAR, st.sampled_from([1, 100, 1000]))
def test_a_shown_number_stays_on_its_side_of_the_bound(bound: Bound, near: tuple[int, int], per: int) -> None:
    whole, off = near
    assert bound.amount is not None
    number = Bound(bound.kind, Ladder({None: Amount(bound.amount.steps[None].value * per, Unit.NUMBER)}))
    good = max(round(bound.amount.steps[None].value * whole) + off, 0)
    judged = outcome(a_target(number, per=per), rows(a_row("2025-06", good=good, all=whole)))
    shown, required = shown_rate(judged), shown_limit(judged)
    assert shown is not None
    assert required is not None
    assert judged.limit is not None
    assert Fraction(required) == judged.limit.value * per
    assert judged.limit.admits(Fraction(shown) / per) == (judged.verdict is Verdict.MET)


@given(BOUNDS, MEMBERS)
def test_every_is_the_worst_member(bound: Bound, members: list[tuple[int, int]]) -> None:
    counts = rows(*_by_unit(members))
    every = outcome(a_target(bound, every="unit"), counts, dimensions=(UNIT,))
    alone = [of_month(bound, good, whole) for good, whole in members]
    order = [Verdict.MISSED, Verdict.MET, Verdict.NO_CASES]
    worst = min(alone, key=lambda one: (order.index(one.verdict), one.margin or 0))
    assert (every.verdict, every.margin, every.figure) == (worst.verdict, worst.margin, worst.figure)
    assert (every.verdict is Verdict.MISSED) == any(one.verdict is Verdict.MISSED for one in alone)


def _by_unit(members: list[tuple[int, int]]) -> list[Row]:
    return [
        a_row("2025-06", line, {"unit": f"Xã {line}"}, good=good, all=whole)
        for line, (good, whole) in enumerate(members)
    ]


CELLS = st.integers(0, 50) | st.none()


@given(
    st.lists(st.tuples(st.sampled_from("ABC"), st.tuples(CELLS, CELLS, CELLS)), min_size=3, max_size=36),
    st.sampled_from([fixed("at_least", "90"), compared("rises_over", "previous_period")]),
)
def test_a_member_beside_others_is_judged_as_if_it_were_alone(
    cells: list[tuple[str, tuple[int | None, ...]]], bound: Bound
) -> None:
    """Every member has a row in each month: what a whole without gaps lacks, no member lacks."""
    months = [f"2025-{number:02}" for number in range(1, 7)]
    found = dict(enumerate(cells))
    every = [
        a_row(
            month, at, {"unit": unit}, good=(given := found.get(at, ("A", (1, 2, 3)))[1])[0],
            all=None if given[1] is None else given[1] + 50, stock=given[2],
        )
        for at, (month, unit) in enumerate((month, unit) for month in months for unit in "ABC")
    ]  # fmt: skip
    plan = a_plan(a_target(bound), dimensions=(UNIT,))
    beside = judge(plan, rows(*every), Period.parse("2025-06"), ("unit",)).breakdowns[0]
    for member in beside.members:
        alone = judge(
            plan, rows(*(row for row in every if row.members["unit"] == member.name)), Period.parse("2025-06")
        )
        assert [(r.outcome, r.to_date) for r in member.results] == [(r.outcome, r.to_date) for r in alone.results]
