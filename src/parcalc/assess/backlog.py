"""The reports of a folder that a run does not draw up: which of them the counts of today would show otherwise."""

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from parcalc.archive.figures import Digests
from parcalc.archive.inputs import Inputs, is_drawn_from
from parcalc.archive.known import Earlier, EarlierReport
from parcalc.model.counts import Counts
from parcalc.model.edition import Edition
from parcalc.model.period import Month, Period

Draw = Callable[[Period, Sequence[str]], Edition]
"""Returns the edition of a period, broken down by dimensions, from the counts of today."""


class Backlog(NamedTuple):
    """Three kinds of reports that a run leaves as they are.

    ``changed`` are editions of reports that show other figures today; ``unknown`` those of reports that have not kept
    what they show; ``beyond`` reports that were drawn up from months that the data no longer has.
    """

    changed: tuple[Edition, ...] = ()
    unknown: tuple[Edition, ...] = ()
    beyond: tuple[Period, ...] = ()

    def since(self, month: Month) -> tuple[Edition, ...]:
        """Return what to draw up again of the periods that end in a month or after it."""
        return tuple(one for one in (*self.changed, *self.unknown) if one.assessment.period.last >= month)

    def without(self, again: Collection[Edition]) -> "Backlog":
        """Return what is left when some are drawn up again."""
        changed, unknown = ([one for one in kind if one not in again] for kind in (self.changed, self.unknown))
        return Backlog(tuple(changed), tuple(unknown), self.beyond)


def backlog(
    earlier: Earlier, drawn: Collection[Period], counts: Counts, inputs: Inputs, draw: Draw, digests: Digests
) -> Backlog:
    """Return what the reports of a folder, those that a run draws up aside, are to the counts of today.

    ``inputs`` are the digests of today's: a report that was drawn up from the same shows the same.
    """
    reported = frozenset(counts.months)
    reports = [report for report in earlier.reports if report.period not in drawn]
    known = [report for report in reports if _months_of(report) <= reported]
    told = [(report.kept, draw(report.period, report.by)) for report in known if not is_drawn_from(report, inputs)]
    alone = [draw(period, ()) for period in earlier.alone() if period not in drawn and reported.issuperset(period)]
    return Backlog(
        tuple(edition for kept, edition in told if kept and kept.figures != digests.figures(edition)),
        (*(edition for kept, edition in told if kept is None), *alone),
        tuple(report.period for report in reports if report not in known),
    )


def _months_of(report: EarlierReport) -> frozenset[Month]:
    """Return the months that the data had when a report was drawn up, as far as it kept them."""
    if report.kept:
        return frozenset(report.kept.months)
    return frozenset(month for month, counts in report.totals.items() if any(v is not None for v in counts.values()))
