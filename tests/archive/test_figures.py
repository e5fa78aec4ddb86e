"""When two reports of a period show the same figures."""

from collections import namedtuple
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from builders import a_plan, a_row, a_target, compared, fixed, rows
from parcalc.archive.figures import Digests, figures
from parcalc.assess.edition import edition
from parcalc.judge.judging import judge
from parcalc.model.assessment import Outcome
from parcalc.model.counts import Counts, SourceFile
from parcalc.model.edition import Edition
from parcalc.model.naming import Names
from parcalc.model.period import Period
from parcalc.model.plan import Dimension, Plan

TARGET = a_target(fixed("at_least", "90"))
PLAN = a_plan(TARGET)


def counts(**good: int) -> Counts:
    return rows(*(a_row(f"2025-{month[1:]}", good=number, all=100) for month, number in good.items()))


def drawn(given: Counts, plan: Plan = PLAN, period: str = "2025-06") -> Edition:
    return edition(judge(plan, given, Period.parse(period)), given, datetime(2025, 7, 1, tzinfo=UTC), "0")


BEFORE = counts(m04=90, m05=80, m06=95)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(drawn(counts(m04=90, m05=80, m06=96)), id="the-month-itself"),
        pytest.param(drawn(counts(m04=90, m05=81, m06=95)), id="the-month-before"),
        pytest.param(drawn(counts(m04=91, m05=80, m06=95)), id="a-month-of-the-chart"),
        pytest.param(drawn(BEFORE, a_plan(a_target(fixed("at_least", "91")))), id="the-bound"),
        pytest.param(drawn(BEFORE, a_plan(TARGET, TARGET._replace(id="other"))), id="one-more-target"),
        pytest.param(drawn(BEFORE, period="2025-05"), id="the-period"),
        pytest.param(drawn(rows(*BEFORE.rows[:2])), id="a-month-that-is-missing"),
        pytest.param(drawn(rows(*BEFORE.rows[1:])), id="another-month-that-is-missing"),
    ],
)
def test_other_figures(other: Edition) -> None:
    assert figures(other) != figures(drawn(BEFORE))


@pytest.mark.parametrize(
    "same",
    [
        pytest.param(drawn(BEFORE), id="drawn-up-again"),
        pytest.param(drawn(BEFORE)._replace(made_at=datetime(2026, 1, 1, tzinfo=UTC), version="1"), id="another-day"),
        pytest.param(drawn(replace(BEFORE, files=(SourceFile("x.csv", "ab"),))), id="another-file"),
        pytest.param(drawn(rows(*reversed(BEFORE.rows))), id="the-rows-turned-round"),
        pytest.param(drawn(BEFORE, a_plan(TARGET._replace(names=Names("Tên", "Name")))), id="another-name"),
        pytest.param(drawn(rows(*BEFORE.rows, a_row("2025-07", good=1, all=100))), id="a-later-month"),
        pytest.param(drawn(BEFORE)._replace(in_folder=True), id="in-a-folder"),
    ],
)
def test_the_same_figures(same: Edition) -> None:
    assert figures(same) == figures(drawn(BEFORE))


OutcomeOfALaterVersion = namedtuple(  # type: ignore[misc]  # made of the fields that outcomes have
    "OutcomeOfALaterVersion", (*Outcome._fields, "later"), defaults=(*Outcome._field_defaults.values(), 0)
)
"""An outcome that can say one thing more, and by default does not."""


@pytest.mark.parametrize(("later", "same"), [(0, True), (1, False)])
def test_a_new_kind_of_figure_changes_reports_that_have_it(later: int, same: bool) -> None:
    before = drawn(BEFORE)
    result = before.assessment.results[0]
    outcome = OutcomeOfALaterVersion(*result.outcome, later)  # type: ignore[call-arg]
    wider = before.assessment._replace(results=(result._replace(outcome=outcome),))  # type: ignore[arg-type]
    assert (figures(before._replace(assessment=wider)) == figures(before)) is same


def test_what_a_digest_is_made_of() -> None:
    """Folders of years ago keep digests: that of the same figures is the same for ever."""
    assert figures(of_units("2025-06")) == "77b2d7775412e5de460ffd4a01b6ec50989c27ec1e39b105b8d97996a31239b6"


def of_units(period: str) -> Edition:
    """Return an edition that is broken down, with what is missing of a unit and of a baseline."""
    unit = Dimension("unit", Names("Đơn vị", "Unit"))
    targets = (
        TARGET,
        a_target(compared("rises_over", "previous_year"), id="rise"),
        a_target(fixed("at_least", "9"), id="each", every="unit"),
    )
    plan = a_plan(*targets, dimensions=(unit,))
    given = rows(*(
        a_row(f"2025-0{month}", line, {"unit": name}, good=good - month, all=None if (month, name) == (3, "Bản Mới") else 99)
        for month in range(1, 7)
        for line, (name, good) in enumerate((("Bản Mới", 99), ("Sa Pa", 17), ("An \"1\"", 50)))
    ))  # fmt: skip
    return edition(judge(plan, given, Period.parse(period), ("unit",)), given, datetime(2025, 7, 1, tzinfo=UTC), "0")


def test_editions_that_share_outcomes_have_the_digests_that_they_have_alone() -> None:
    digests = Digests()
    periods = ["2025-06", "2025-Q2", "2025-H1", "2025-06"]
    assert [digests.figures(of_units(period)) for period in periods] == [
        figures(of_units(period)) for period in periods
    ]
