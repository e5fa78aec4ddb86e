"""The use case of ``parcalc check``: files in, an assessment out."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from parcalc.assess.data import read_data
from parcalc.assess.dimensions import dimension_named, require_dimensions, require_members
from parcalc.assess.period import period_named
from parcalc.assess.plan_file import plan_file
from parcalc.errors import Note, Place, Problem, Unusable
from parcalc.judge.judging import judge
from parcalc.judge.sums import select
from parcalc.model.assessment import Assessment
from parcalc.model.columns import any_above_zero
from parcalc.model.counts import Counts
from parcalc.model.period import Period
from parcalc.model.plan import Plan

LATEST = "latest"


class Request(NamedTuple):
    """What a user asks for: data files (``-`` is stdin), the targets file, a period's id, and how to divide the data.

    ``by`` names dimensions; ``where`` has entries such as ``unit=Xã A``; ``sheets`` names those of a
    workbook that are read.
    """

    data: tuple[str, ...]
    targets: str | None = None
    period: str = LATEST
    by: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()


def assess(request: Request, environment: Mapping[str, str]) -> tuple[Assessment, Counts]:
    """Return the assessment that was asked for, and the counts that it judged.

    Raises ``Unusable`` with every problem of the options, the plan or the data.
    """
    from parcalc.read.plan.loader import load_plan

    return assess_plan(load_plan(plan_file(request.targets, environment)), request)


def assess_plan(plan: Plan, request: Request) -> tuple[Assessment, Counts]:
    """Return what ``assess`` does, of a plan that has been read: the offline page carries its own.

    Raises ``Unusable`` with every problem of the options or the data.
    """
    where = _where(plan, request.where)
    by = tuple(dict.fromkeys(dimension_named(plan, "--by", name).id for name in request.by))
    period = None if request.period == LATEST else period_named(request.period)
    counts = read_data(request.data, plan, request.sheets)
    if counts.rows:
        require_members(plan, counts, where)
    selected = select(counts, where) if where else counts
    if counts.rows and not selected.rows:
        raise Unusable(Problem("cli.nothing_selected", where=tuple(request.where)))
    require_dimensions(plan, selected, by)
    assessment = judge(plan, selected, period or latest_month(selected), by)
    noted = () if period or where else _all_zero(assessment, counts)
    return assessment._replace(where=where, notes=(*assessment.notes, *noted)), selected


def latest_month(counts: Counts) -> Period:
    """Return the last month that is reported. Raises ``Unusable`` where none is: every count of every row is blank."""
    if not counts.months:
        raise Unusable(*(Problem("data.nothing_reported", Place(file.name)) for file in counts.files))
    return Period(counts.months[-1], counts.months[-1])


def _all_zero(assessment: Assessment, counts: Counts) -> Iterator[Note]:
    """Note that the latest month says 0 everywhere, as one to come may, and name the last that does not."""
    (totals,) = assessment.totals.values()
    reported = [total for total in totals.values() if total is not None]
    if reported and not any(reported):
        by_month, columns = counts.columns.by_month(), counts.columns.values.values()
        filled = (month for month, rows in by_month.items() if any(any_above_zero(column, rows) for column in columns))
        before = max(filled, default=None)
        if before:
            yield Note("cli.latest_is_zero", month=assessment.period.last, before=str(before))


def _where(plan: Plan, entries: Sequence[str]) -> dict[str, tuple[str, ...]]:
    where: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        name, equals, member = entry.partition("=")
        if not equals or not member.strip():
            raise Unusable(Problem("cli.where_form", given=entry))
        dimension = dimension_named(plan, "--where", name).id
        where[dimension] = (*where.get(dimension, ()), member)
    return where
