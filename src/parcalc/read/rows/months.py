"""Months that look wrong though each can be read: left out between others, in the wrong year, far from the plan."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from parcalc.errors import Note, Place
from parcalc.model.period import MONTHS_OF_A_YEAR, Month, Period
from parcalc.model.plan import Plan
from parcalc.model.row import Row

_YEARS_BACK, _YEARS_AHEAD = 2, 1
_MOST_NAMED, _MOST_FAR = 12, 2


def noted_months(rows: Sequence[Row], plan: Plan) -> list[Note]:
    """Return notes about the reported months."""
    return [*_mistyped(rows), *noted_gaps(rows, plan)]


def noted_gaps(rows: Sequence[Row], plan: Plan) -> list[Note]:
    """Return the notes for which the first row of each month is enough."""
    return [*_left_out(rows), *_far(rows, plan)]


def _left_out(rows: Sequence[Row]) -> Iterator[Note]:
    """Name the months that nobody reports between months that are; a gap of a year or more is that of a baseline."""
    places = {row.month: row.place for row in reversed(rows)}
    gaps = [
        (before, after) for before, after in pairwise(sorted(places)) if 1 < _apart(before, after) <= MONTHS_OF_A_YEAR
    ]
    if not gaps:
        return
    months = [month for before, after in gaps for month in Period(before + 1, after + -1)]
    more = len(months) - len(months[:_MOST_NAMED])
    code = "data.months_left_out_and_more" if more else "data.months_left_out"
    yield Note(code, places[gaps[0][1]], months=tuple(months[:_MOST_NAMED]), more=more)


def _mistyped(rows: Sequence[Row]) -> Iterator[Note]:
    """Name the months that stand where another would follow: 05/2025 below 04/2026."""
    reported = {row.month for row in rows}
    for runs in _runs_by_file(rows):
        for before, run, after in zip((None, *runs), runs, (*runs[1:], None), strict=False):
            meant = _meant(run, before, after)
            if meant and meant not in reported:
                yield Note("data.month_out_of_line", run[-1].place, month=run[-1].month, meant=meant)


def may_be_mistyped(neighbours: Collection[tuple[Month, Month]], reported: Collection[Month]) -> bool:
    """Tell whether a month may stand where another would follow, by which month stands right below which somewhere."""
    known = set(reported)
    return any(
        _may_be_meant(above + 1, below, above, known) or _may_be_meant(below + -1, above, below, known)
        for above, below in neighbours
    )


def _may_be_meant(meant: Month, given: Month, beside: Month, known: set[Month]) -> bool:
    between = meant + (meant.ordinal - beside.ordinal)
    return meant not in known and (between in known or (given.number == meant.number and meant.year == beside.year))


_Run = list[Row]


def _runs_by_file(rows: Sequence[Row]) -> Iterator[list[_Run]]:
    """Give for each file its rows in runs in which the months of a year rise; a month's rows of units are one."""
    files: dict[tuple[str, str], list[_Run]] = {}
    for row in rows:
        runs = files.setdefault((row.place.file, row.place.sheet), [[row]])
        last = runs[-1][-1]
        if last.month < row.month and (last.month.year == row.month.year or last.month + 1 == row.month):
            runs[-1].append(row)
        elif last.month != row.month:
            runs.append([row])
    yield from files.values()


def _meant(run: _Run, before: _Run | None, after: _Run | None) -> Month | None:
    """Return the month that the last row of a run would have if it went on with the rows around it."""
    month = run[-1].month
    following = before[-1].month + 1 if before else None
    leading = after[0].month + -1 if after else None
    if len(run) > 1:
        between = run[-2].month + 1
        return between if between == leading != month else None
    if following and before and len(before) > 1 and _is_other_year(month, following, before[-1]):
        return following
    return leading if leading and after and len(after) > 1 and _is_other_year(month, leading, after[0]) else None


def _is_other_year(month: Month, meant: Month, beside: Row) -> bool:
    """Tell whether a month differs from what is meant in the year alone, within the year of the row beside it."""
    return month.number == meant.number and month.year != meant.year == beside.month.year


def _apart(before: Month, after: Month) -> int:
    return len(Period(before, after)) - 1


def _far(rows: Sequence[Row], plan: Plan) -> list[Note]:
    """Name the months farthest from the plan's year: of a list with one year mistyped, each month up to it is there."""
    first, last = plan.year - _YEARS_BACK, plan.year + _YEARS_AHEAD
    far: dict[Month, Place] = {}
    for row in rows:
        if not first <= row.month.year <= last:
            far.setdefault(row.month, row.place)
    year = Month(plan.year, 1).ordinal
    farthest = sorted(far, key=lambda month: -abs(month.ordinal - year))[:_MOST_FAR]
    return [Note("data.far_month", far[month], month=month, year=str(plan.year)) for month in farthest]
