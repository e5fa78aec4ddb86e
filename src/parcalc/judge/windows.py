"""Over which months a target is judged for a period: its quarters or years, cut to the dates of the target."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from parcalc.model.assessment import Reason
from parcalc.model.period import MONTHS_OF_A_YEAR, Calendar, Month, Period
from parcalc.model.plan import Plan, Target

_LENGTHS = {"quarter": 3, "year": MONTHS_OF_A_YEAR}


class Window(NamedTuple):
    """The months that are judged, and the whole run of months that the verdict is for."""

    judged: Period
    whole: Period

    @property
    def over(self) -> bool:
        """Whether no month of the run is to come."""
        return self.judged.last == self.whole.last


def windows(target: Target, period: Period, plan: Plan) -> tuple[Window, ...]:
    """Return the period itself, or each quarter or year that it touches, from its beginning to the period's last month.

    Only the months that end within the target's own dates count; a run that has none is left out. For a task it is all
    the time that it has, with the month in which its last day lies.
    """
    if target.is_task:
        found: Iterator[Window | None] = iter([_cut(list(_time_of(target, plan)), period.last)])
    else:
        found = (_window(target, run, period.last, plan.calendar) for run in _runs(target, period))
    return tuple(window for window in found if window)


def not_in_force(target: Target, period: Period, calendar: Calendar) -> Reason:
    """Say why a target is not judged in a period: its dates are still to come, or past, or leave no month of it."""
    starts, ends = target.starts, target.ends
    if starts and calendar.last_day(period.last) < starts:
        return Reason("judge.not_started", day=starts)
    if ends and calendar.last_day(period.first) > ends:
        return Reason("judge.ended", day=ends)
    if target.is_task:  # its time begins with the plan
        return Reason("judge.task_open", day=ends)
    return Reason("judge.not_in_force", first=starts, last=ends)


def _runs(target: Target, period: Period) -> Iterator[Period]:
    if target.each == "period":
        yield period
        return
    length = _LENGTHS[target.each]
    first = Month(period.first.year, (period.first.number - 1) // length * length + 1)
    while first <= period.last:
        yield Period(first, first + (length - 1))
        first = first + length


def _time_of(target: Target, plan: Plan) -> Period:
    """Return the months of a task: from its first day, or the beginning of the plan, to its last day."""
    last = plan.calendar.month_of(target.ends or date.max)
    first = plan.calendar.month_of(target.starts) if target.starts else Month(min(plan.year, last.year), 1)
    return Period(min(first, last), last)


def _window(target: Target, run: Period, last: Month, calendar: Calendar) -> Window | None:
    return _cut([month for month in run if _in_force(target, month, calendar)], last)


def _cut(months: Sequence[Month], last: Month) -> Window | None:
    judged = [month for month in months if month <= last]
    return Window(Period(judged[0], judged[-1]), Period(months[0], months[-1])) if judged else None


def _in_force(target: Target, month: Month, calendar: Calendar) -> bool:
    day = calendar.last_day(month)
    return (target.starts is None or day >= target.starts) and (target.ends is None or day <= target.ends)
