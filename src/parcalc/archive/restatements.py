"""What has changed in months that earlier reports cover."""

from collections.abc import Iterator

from parcalc.archive.known import Earlier, EarlierReport
from parcalc.archive.names import file_name
from parcalc.judge.judging import judge
from parcalc.model.assessment import Assessment, Verdict
from parcalc.model.counts import Counts
from parcalc.model.edition import CountChange, Restatement, VerdictChange
from parcalc.model.period import Month, Period
from parcalc.model.plan import Plan


def restatements(plan: Plan, counts: Counts, earlier: Earlier, until: Month) -> tuple[Restatement, ...]:
    """Return what is no longer as the reports of single months said, up to a month.

    A month whose report already has today's counts keeps what that report itself said was restated: running again
    changes nothing.
    """
    months = [report for report in earlier.reports if report.period.kind == "month" and report.period.last <= until]
    found = (_restated(plan, counts, report) for report in months)
    return tuple(restated for restated in found if restated.counts or restated.verdicts)


def _restated(plan: Plan, counts: Counts, report: EarlierReport) -> Restatement:
    now = judge(plan, counts, Period(report.period.first, report.period.first))
    counted, judged = tuple(_counts(now, report)), tuple(_verdicts(now, report))
    if counted or judged:
        return Restatement(report.period, file_name(report.period, "json"), counted, judged)
    return _told_before(plan, now, report)


def _counts(now: Assessment, report: EarlierReport) -> Iterator[CountChange]:
    month = report.period.first
    before, after = report.totals.get(month, {}), now.totals[month]
    for count in now.plan.counts.values():
        if count.id in before and before[count.id] != after[count.id]:
            yield CountChange(count, before[count.id], after[count.id])


def _verdicts(now: Assessment, report: EarlierReport) -> Iterator[VerdictChange]:
    before = {result.id: result.verdict for result in report.results}
    for result in now.results:
        earlier = before.get(result.target.id, result.outcome.verdict)
        if {earlier, result.outcome.verdict} == {Verdict.NO_CASES, Verdict.NOT_DUE}:
            continue  # version 1 of the JSON called both so
        if earlier is not result.outcome.verdict:
            yield VerdictChange(result.target, earlier, result.outcome.verdict)


def _told_before(plan: Plan, now: Assessment, report: EarlierReport) -> Restatement:
    targets = {result.target.id: result.target for result in now.results}
    counted = tuple(
        CountChange(plan.counts[change.id], _number(change.before), _number(change.after))
        for change in report.counts_restated
        if change.id in plan.counts
    )
    judged = tuple(
        VerdictChange(targets[change.id], Verdict(str(change.before)), Verdict(str(change.after)))
        for change in report.verdicts_restated
        if change.id in targets and {change.before, change.after} <= set(Verdict)
    )
    return Restatement(report.period, file_name(report.period, "json"), counted, judged)


def _number(value: int | str | None) -> int | None:
    return value if isinstance(value, int) else None
