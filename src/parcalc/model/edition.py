"""One edition: an assessment with everything around it that a written report says."""

from dataclasses import dataclass
from datetime import datetime

from parcalc.model.assessment import Assessment, Verdict
from parcalc.model.period import Period
from parcalc.model.plan import Count, Deadline, Target


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """A target whose verdict is no longer what an earlier report said."""

    target: Target
    before: Verdict
    after: Verdict


@dataclass(frozen=True, slots=True)
class CountChange:
    """A count that is no longer what an earlier report said; ``None`` is not reported."""

    count: Count
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Restatement:
    """What changed in a period that an earlier report covers."""

    period: Period
    report: str
    counts: tuple[CountChange, ...]
    verdicts: tuple[VerdictChange, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """An assessment, when it was made and by which version, and what a reader compares it with.

    ``before``, ``year_before`` and ``quarter`` are the same plan judged for the period before, for the same period of
    the year before and for the quarter so far, ``None`` where there is no data of them. ``deadlines`` are those of the
    plan that come up after the period. ``in_folder`` is true of one that lies beside an index of all reports.
    """

    assessment: Assessment
    made_at: datetime
    version: str
    before: Assessment | None = None
    year_before: Assessment | None = None
    quarter: Assessment | None = None
    restatements: tuple[Restatement, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    in_folder: bool = False
