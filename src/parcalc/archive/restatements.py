"""What has changed in months that earlier reports cover, each change told once."""

from collections.abc import Collection, Iterator

from parcalc.archive.inputs import Inputs, is_drawn_from
from parcalc.archive.known import Change, Earlier, EarlierReport, Told
from parcalc.archive.names import file_name
from parcalc.archive.said import Said, said_by, true_now
from parcalc.judge.judging import judge
from parcalc.model.assessment import Verdict
from parcalc.model.counts import Counts
from parcalc.model.edition import CountChange, Restatement, VerdictChange
from parcalc.model.period import Month, Period
from parcalc.model.plan import Plan


class Restatements:
    """What the months of a folder's reports were said to be, against the counts of today."""

    def __init__(self, plan: Plan, counts: Counts, earlier: Earlier, inputs: Inputs, drawn: Collection[Period]) -> None:
        """Take the folder as it is before a run that draws up some of its periods.

        Of a month that the data no longer has nothing is known, and nothing told.
        """
        self._plan, self._counts, self._inputs, self._drawn = plan, counts, inputs, frozenset(drawn)
        self._others = [one for one in earlier.reports if one.period not in self._drawn]
        known = (one for one in earlier.reports if one.is_month and one.period.first in counts.months)
        self._months = sorted(known, key=lambda one: one.period.last)
        self._now: dict[Month, Said] = {}

    def told_by(self, period: Period) -> tuple[Restatement, ...]:
        """Return what the report of a period tells; running again tells the same.

        Of a month within it: what differs from that month's report, or else what that report itself told. Of a month
        before it: what differs from what the folder said last, so that the next report does not tell it again, and
        nothing where that month is drawn up in the same run.
        """
        told = (self._of(month, period) for month in self._months if month.period.last <= period.last)
        restated = (self._in_words_of_the_plan(one) for one in told)
        return tuple(one for one in restated if one.counts or one.verdicts)

    def told_first(self) -> tuple[Month, ...]:
        """Return the months that are no longer what the folder said last: this run is the first to tell it."""
        return tuple(month.period.first for month in self._months if self._since_last(month))

    def _of(self, month: EarlierReport, period: Period) -> Told:
        if month.period.first in period:
            return self._is(month).against(said_by(month)) or _by_itself(month)
        return Told(month.period) if month.period in self._drawn else self._since_last(month)

    def _since_last(self, month: EarlierReport) -> Told:
        return self._is(month).against(said_by(month).followed_by(self._others))

    def _is(self, month: EarlierReport) -> Said:
        first = month.period.first
        if is_drawn_from(month, self._inputs):
            return said_by(month)
        if first not in self._now:
            self._now[first] = true_now(judge(self._plan, self._counts, month.period), self._counts)
        return self._now[first]

    def _in_words_of_the_plan(self, told: Told) -> Restatement:
        counted, judged = tuple(self._counted(told)), tuple(self._judged(told))
        return Restatement(told.period, file_name(told.period, "json"), counted, judged)

    def _counted(self, told: Told) -> Iterator[CountChange]:
        for change in told.counts:
            if change.id in self._plan.counts:
                count = self._plan.counts[change.id]
                yield CountChange(count, _number(change.before), _number(change.after), change.members)

    def _judged(self, told: Told) -> Iterator[VerdictChange]:
        targets = {target.id: target for target in self._plan.targets}
        for change in told.verdicts:
            if change.id in targets and _are_verdicts(change):
                yield VerdictChange(targets[change.id], Verdict(str(change.before)), Verdict(str(change.after)))


def _by_itself(month: EarlierReport) -> Told:
    return next((told for told in month.told if told.period == month.period), Told(month.period))


def _are_verdicts(change: Change) -> bool:
    return {change.before, change.after} <= set(Verdict)


def _number(value: int | str | None) -> int | None:
    return value if isinstance(value, int) else None
