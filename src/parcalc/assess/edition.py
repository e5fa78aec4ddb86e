"""What a report says beside the assessment itself, and an edition as bytes."""

from collections.abc import Iterator
from datetime import datetime

from parcalc.judge.judging import Judging
from parcalc.model.assessment import Assessment
from parcalc.model.counts import Counts
from parcalc.model.edition import Edition
from parcalc.model.period import MONTHS_OF_A_YEAR, Period


def edition(
    assessment: Assessment, counts: Counts, made_at: datetime, version: str, judging: Judging | None = None
) -> Edition:
    """Return an edition of an assessment: with what it is compared with and the deadlines that come up.

    ``judging`` is that of several editions, which share what they are compared with.
    """
    plan, period = assessment.plan, assessment.period
    reported = {other: other for other in _others(period) if other.last in counts.months}
    judged = dict(zip(reported, (judging or Judging(plan, counts)).others(tuple(reported)), strict=True))
    before, year_before, quarter = (judged.get(other) for other in _others(period))
    _, last_day = plan.calendar.days(period)
    deadlines = tuple(sorted((d for d in plan.deadlines if d.before > last_day), key=lambda d: d.before))
    return Edition(assessment, made_at, version, before, year_before, quarter, deadlines=deadlines)


def _others(period: Period) -> Iterator[Period]:
    """Give the period before, the same one of the year before, and the quarter so far."""
    yield period.before
    yield period.shifted(-MONTHS_OF_A_YEAR)
    yield Period(period.quarter.first, period.last)
