"""One officer's sitting at the page: files are dropped, a period is chosen, what was judged is looked at or saved."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field

from parcalc.assess.check import LATEST, Request, assess_plan
from parcalc.assess.clock import now
from parcalc.assess.edition import edition
from parcalc.errors import Problem, Unusable
from parcalc.language.language import Language
from parcalc.model.counts import Counts
from parcalc.model.edition import Edition
from parcalc.model.period import Period, periods_closed_by
from parcalc.model.plan import Dimension, Plan
from parcalc.report.formats import Format
from parcalc.report.json_report import render_problems
from parcalc.report.rendering import render


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of the files: an edition, and what else could be asked of the same files."""

    edition: Edition
    periods: tuple[Period, ...]
    dimensions: tuple[Dimension, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """The files cannot be used: every problem that they have."""

    problems: tuple[Problem, ...]


@dataclass(slots=True)
class Sitting:
    """A plan and what was judged last. ``version`` is parcalc's own, which reports name."""

    plan: Plan
    version: str
    last: Judged | Refused = field(default=Refused(()))

    def judge(self, files: Sequence[str], period: str = LATEST, by: Sequence[str] = ()) -> Judged | Refused:
        """Judge files as ``parcalc check`` does; what came of it is kept for saving."""
        try:
            assessment, counts = assess_plan(self.plan, Request(tuple(files), period=period, by=tuple(by)))
        except Unusable as unusable:
            self.last = Refused(unusable.problems)
        else:
            made = edition(assessment, counts, now(os.environ), self.version)
            self.last = Judged(made, _periods(counts), _dimensions(self.plan, counts))
        return self.last

    def save(self, form: Format, language: Language) -> bytes:
        """Return what was judged last in a format: the same bytes as the command writes."""
        if isinstance(self.last, Refused):
            return render_problems(self.last.problems)
        return render(form, self.last.edition, language)

    def blank(self) -> bytes:
        """Return a blank counts workbook for the plan's year."""
        from parcalc.report.blank_workbook import blank_workbook

        return blank_workbook(self.plan, (self.plan.year,))


def _periods(counts: Counts) -> tuple[Period, ...]:
    """Return every month of the counts, and each longer period that one of them closes, the latest first."""
    return tuple(period for month in reversed(counts.months) for period in periods_closed_by(month))


def _dimensions(plan: Plan, counts: Counts) -> tuple[Dimension, ...]:
    """Return the dimensions whose members every row names: only those can be ranked."""
    return tuple(one for one in plan.dimensions.values() if not (counts.rows and counts.columns.lack(one.id)))
