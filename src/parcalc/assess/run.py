"""One run over a folder of reports: what it draws up, what it keeps for the next, and what it leaves."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from parcalc.archive.document import parse_report
from parcalc.archive.figures import Digests
from parcalc.archive.index_page import render as render_index
from parcalc.archive.inputs import Inputs, inputs
from parcalc.archive.known import Earlier
from parcalc.archive.names import INDEX, file_name
from parcalc.archive.restatements import Restatements
from parcalc.archive.said import member_counts
from parcalc.assess.backlog import Backlog, backlog
from parcalc.assess.edition import edition
from parcalc.judge.judging import Judging
from parcalc.language.language import Language
from parcalc.model.counts import Counts
from parcalc.model.edition import Edition, Kept
from parcalc.model.period import Month, Period
from parcalc.model.plan import Plan
from parcalc.report.formats import FORMATS, Format
from parcalc.report.marks import marked
from parcalc.report.rendering import render


class Drawn(NamedTuple):
    """The editions of a run's own periods, those of earlier reports that it draws up again, and every file by its name.

    ``stale`` are files that tell other figures than those that take their places; ``left`` the reports that stay as
    they are; ``told_first`` the months that have changed and of which this run is the first to tell so.
    """

    own: tuple[Edition, ...]
    again: tuple[Edition, ...]
    files: Mapping[str, bytes]
    stale: frozenset[str]
    left: Backlog
    told_first: tuple[Month, ...]


@dataclass(frozen=True)
class Run:
    """The data of today, the folder as it was before, and how its reports are written."""

    plan: Plan
    counts: Counts
    earlier: Earlier
    made_at: datetime
    version: str
    language: Language
    template: Path | None = None

    @cached_property
    def inputs(self) -> Inputs:
        """The digest of all that a report is drawn up from, by the last month of the data that goes into it."""
        return inputs(self.plan, self.counts, self.version)

    def draw_up(
        self, own: Sequence[Period], by: Sequence[str], formats: Collection[Format], since: Month | None
    ) -> Drawn:
        """Draw up periods in formats, and the earlier reports that have changed since a month, if there is one."""
        left = backlog(self.earlier, own, self.counts, self.inputs, self._edition, self._digests)
        again = left.since(since) if since else ()
        editions = [*(self._edition(period, by) for period in own), *again]
        periods = [one.assessment.period for one in editions]
        restated = Restatements(self.plan, self.counts, self.earlier, self.inputs, periods)
        told = [one._replace(in_folder=True, restatements=restated.told_by(one.assessment.period)) for one in editions]
        stale = frozenset(name for one in editions for name in self._stale(one))
        stays = left.without(again)
        files = self._with_index(told, self._all_files(told, own, formats), stays, first=bool(stale))
        return Drawn(tuple(told[: len(own)]), tuple(told[len(own) :]), files, stale, stays, restated.told_first())

    def _with_index(
        self, told: Sequence[Edition], files: Mapping[str, bytes], stays: Backlog, *, first: bool
    ) -> dict[str, bytes]:
        """Return files and the index, first where reports of other figures are taken away before.

        An index of new figures must not stand beside an old report, nor an old index beside a new one.
        """
        outdated = [one.assessment.period for one in stays.changed]
        index = {INDEX: render_index(self._with(told, files), self.plan, self.language, outdated)}
        return {**index, **files} if first else {**files, **index}

    def _with(self, told: Sequence[Edition], files: Mapping[str, bytes]) -> Earlier:
        """Return the folder as it will be with the new reports in it."""
        earlier = self.earlier
        new = [parse_report(render("json", _in_short(one), self.language)) for one in told]
        by_period = {report.period: report for report in (*earlier.reports, *new) if report}
        return earlier._replace(
            reports=tuple(by_period.values()),
            unreadable=tuple(name for name in earlier.unreadable if name not in files),
            files=earlier.files.union(files),
            strangers=earlier.strangers.difference(files),
        )

    def _all_files(
        self, told: Sequence[Edition], own: Sequence[Period], formats: Collection[Format]
    ) -> dict[str, bytes]:
        files: dict[str, bytes] = {}
        for one in told:
            files |= self._files(one, formats if one.assessment.period in own else ())
        return files

    def _edition(self, period: Period, by: Sequence[str]) -> Edition:
        """Return the edition of a period, broken down by those dimensions that the data still has."""
        divided = [one for one in by if not self.counts.columns.lack(one)]
        assessment = self._judging.assessment(period, divided)
        return edition(assessment, self.counts, self.made_at, self.version, self._judging)

    @cached_property
    def _digests(self) -> Digests:
        """What the digests of all reports of the run are made with: they share most of their outcomes."""
        return Digests()

    @cached_property
    def _judging(self) -> Judging:
        """What all reports of the run are judged with: they share most of their months."""
        return Judging(self.plan, self.counts)

    def _files(self, drawn: Edition, formats: Collection[Format]) -> dict[str, bytes]:
        """Return a report in the formats asked for, and in each that lies there already; JSON is the last.

        A format left as it was would tell other figures than the page beside it.
        """
        period, template = drawn.assessment.period, self._template(drawn.assessment.period)
        wanted = {*formats, *self.earlier.formats(period)} - {"json"}
        files = {
            file_name(period, form): marked(form, render(form, drawn, self.language, template), self.version)
            for form in FORMATS
            if form in wanted
        }
        kept = self._kept(drawn, files)._replace(template=str(template or "") if "docx" in wanted else "")
        return {**files, file_name(period, "json"): render("json", drawn._replace(kept=kept), self.language)}

    def _template(self, period: Period) -> Path | None:
        """Return the template of this run, else that of the report that lies there: it keeps the office's layout."""
        known = self._known(period)
        return self.template or (Path(known.template) if known and known.template else None)

    def _known(self, period: Period) -> Kept | None:
        return next((report.kept for report in self.earlier.reports if report.period == period), None)

    def _stale(self, drawn: Edition) -> Iterable[str]:
        """Return the files of a period that lie there and do not tell, or are not known to tell, the same figures."""
        period = drawn.assessment.period
        known = self._known(period)
        names = [file_name(period, form) for form in self.earlier.formats(period)]
        if known and known.figures == self._digests.figures(drawn) and not self.earlier.strangers.intersection(names):
            return ()
        return names

    def _kept(self, drawn: Edition, files: Mapping[str, bytes]) -> Kept:
        period = drawn.assessment.period
        months = tuple(month for month in self.counts.months if month <= period.last)
        return Kept(
            self.language.code,
            self._digests.figures(drawn),
            self.inputs[months[-1]] if months else "",
            months,
            tuple(member_counts(self.counts, period.first)) if period.kind == "month" else (),
            {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
        )


def _in_short(drawn: Edition) -> Edition:
    """Return an edition with what the index tells of it: no members, of whom a nation has thousands."""
    return drawn._replace(assessment=drawn.assessment._replace(breakdowns=()))
