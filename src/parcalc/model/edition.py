"""One edition: an assessment with everything around it that a written report says."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from parcalc.model.assessment import Assessment, Verdict
from parcalc.model.period import Month, Period
from parcalc.model.plan import Count, Deadline, Target


class VerdictChange(NamedTuple):
    """A target whose verdict is no longer what an earlier report said."""

    target: Target
    before: Verdict
    after: Verdict


class CountChange(NamedTuple):
    """A count that is no longer what an earlier report said; ``None`` is not reported.

    ``members`` says whose it is (``{"unit": "Bản Mới"}``); it is empty for the sum over all rows.
    """

    count: Count  # type: ignore[assignment] # not a tuple's
    before: int | None
    after: int | None
    members: Mapping[str, str] = MappingProxyType({})


class Restatement(NamedTuple):
    """What changed in a period that an earlier report covers."""

    period: Period
    report: str
    counts: tuple[CountChange, ...]
    verdicts: tuple[VerdictChange, ...]


class MemberCounts(NamedTuple):
    """The counts of one member of each dimension in a month: ``{"unit": "Bản Mới"}`` and what it reported."""

    members: Mapping[str, str]
    counts: Mapping[str, int | None]


class Kept(NamedTuple):
    """What a report keeps for the runs to come, which read it back from the folder.

    ``figures`` is a digest of every figure that the report shows, ``inputs`` one of all that it was drawn up from;
    ``months`` are those that the data had, ``rows`` the month's own rows where the data is divided, ``files`` the
    SHA-256 of the same report in the other formats, by name; ``template`` is the office's own for Word, if any.
    """

    language: str
    figures: str
    inputs: str
    months: tuple[Month, ...]
    rows: tuple[MemberCounts, ...] = ()
    files: Mapping[str, str] = MappingProxyType({})
    template: str = ""


class Edition(NamedTuple):
    """An assessment, when it was made and by which version, and what a reader compares it with.

    ``before``, ``year_before`` and ``quarter`` are the same plan judged for the period before, for the same period of
    the year before and for the quarter so far, ``None`` where there is no data of them. ``deadlines`` are those of the
    plan that come up after the period. ``in_folder`` is true of one that lies beside an index of all reports;
    ``kept`` is what such a one keeps for the runs to come.
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
    kept: Kept | None = None
