"""What is known of the reports that lie in a folder: read back from their JSON."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from parcalc.archive.names import file_name, named_after
from parcalc.language.catalogue import Code
from parcalc.model.assessment import Verdict
from parcalc.model.edition import Kept
from parcalc.model.naming import Names
from parcalc.model.period import Month, Period
from parcalc.report.formats import FORMATS, Format


class EarlierResult(NamedTuple):
    """One target in an earlier report; ``percent`` is as it was shown, a plain decimal."""

    id: str
    names: Names
    verdict: Verdict
    percent: str | None


class Change(NamedTuple):
    """What was said and what is: of a count, a member's or over all rows, or of a target's verdict, by its id."""

    id: str
    before: int | str | None
    after: int | str | None
    members: Mapping[str, str] = MappingProxyType({})


class Told(NamedTuple):
    """What a report tells of a period, its own or one before it, that is no longer as an earlier report said."""

    period: Period
    counts: tuple[Change, ...] = ()
    verdicts: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is anything to tell."""
        return bool(self.counts or self.verdicts)


class EarlierReport(NamedTuple):
    """One report: its period, results, the totals of its months, what it told, and what it kept.

    ``by`` are the dimensions that it is broken down by.
    """

    period: Period
    first_day: date
    last_day: date
    results: tuple[EarlierResult, ...]
    totals: Mapping[Month, Mapping[str, int | None]]
    by: tuple[str, ...] = ()
    told: tuple[Told, ...] = ()
    kept: Kept | None = None

    @property
    def is_month(self) -> bool:
        """Whether it is the report of a single month."""
        return self.period.kind == "month"


class Earlier(NamedTuple):
    """A folder of reports: those that can be read, the JSON files that cannot, and every report file's name.

    ``strangers`` are files called like reports that are not as parcalc wrote them beside the JSON of their period.
    ``language`` is that in which the reports are written, as far as it is known.
    """

    reports: tuple[EarlierReport, ...] = ()
    unreadable: tuple[str, ...] = ()
    files: frozenset[str] = frozenset()

    strangers: frozenset[str] = frozenset()
    language: Code | None = None

    def formats(self, period: Period) -> tuple[Format, ...]:
        """Return the formats in which a period's report lies there."""
        return tuple(form for form in FORMATS if file_name(period, form) in self.files)

    def alone(self) -> tuple[Period, ...]:
        """Return the periods whose report lies there without its JSON: nothing is known of its figures."""
        lying = {named[0] for named in map(named_after, self.files) if named}
        known = {report.period for report in self.reports}
        without = (period for period in lying - known if "json" not in self.formats(period))
        return tuple(sorted(without, key=lambda period: (period.last, len(period))))
