"""What a written report says beside the assessment itself."""

from datetime import datetime

from parcalc.judge.judging import judge
from parcalc.model.assessment import Assessment
from parcalc.model.counts import Counts
from parcalc.model.edition import Edition


def edition(assessment: Assessment, counts: Counts, made_at: datetime, version: str) -> Edition:
    """Return an edition of an assessment: with the period before it and the deadlines that come up."""
    plan, period = assessment.plan, assessment.period
    earlier = period.before
    before = judge(plan, counts, earlier) if earlier.last in counts.months else None
    _, last_day = plan.calendar.days(period)
    deadlines = tuple(sorted((d for d in plan.deadlines if d.before > last_day), key=lambda d: d.before))
    return Edition(assessment, made_at, version, before, deadlines=deadlines)
