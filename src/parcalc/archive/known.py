"""What is known of the reports that lie in a folder: read back from their JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from parcalc.archive.names import file_name
from parcalc.model.assessment import Verdict
from parcalc.model.naming import Names
from parcalc.model.period import Month, Period
from parcalc.report.formats import FORMATS, Format


@dataclass(frozen=True, slots=True)
class EarlierResult:
    """One target in an earlier report; ``percent`` is as it was shown, a plain decimal."""

    id: str
    names: Names
    verdict: Verdict
    percent: str | None


@dataclass(frozen=True, slots=True)
class EarlierChange:
    """A restatement that an earlier report told of its own period: a count's id, or a target's with its verdicts."""

    report: str
    id: str
    before: int | str | None
    after: int | str | None


@dataclass(frozen=True, slots=True)
class EarlierReport:
    """One report: its period, results, the totals of its months, and what it said was restated."""

    period: Period
    first_day: date
    last_day: date
    results: tuple[EarlierResult, ...]
    totals: Mapping[Month, Mapping[str, int | None]]
    counts_restated: tuple[EarlierChange, ...] = ()
    verdicts_restated: tuple[EarlierChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Earlier:
    """A folder of reports: those that can be read, the JSON files that cannot, and every report file's name."""

    reports: tuple[EarlierReport, ...] = ()
    unreadable: tuple[str, ...] = ()
    files: frozenset[str] = frozenset()

    def formats(self, period: Period) -> tuple[Format, ...]:
        """Return the formats in which a period's report lies there."""
        return tuple(form for form in FORMATS if file_name(period, form) in self.files)
