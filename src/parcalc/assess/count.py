"""The use case of ``parcalc count``: lists of dossiers in, their counts out, or the records behind one of them."""

from collections.abc import Mapping
from typing import NamedTuple

from parcalc.assess.dimensions import dimension_named
from parcalc.assess.period import period_named
from parcalc.assess.plan_file import plan_file
from parcalc.errors import Problem, Unusable
from parcalc.model.counts import Counts
from parcalc.model.naming import folded
from parcalc.model.period import Period
from parcalc.model.plan import Count, Plan
from parcalc.model.records import Listing
from parcalc.read.dossiers.listing import list_records
from parcalc.read.dossiers.lists import AUTO, ENGINES, REMOTE
from parcalc.read.dossiers.reader import Wanted, read_dossiers
from parcalc.read.plan.loader import load_plan


class CountRequest(NamedTuple):
    """What a user asks for: lists, the targets file, a period's id, and the dimensions that divide the counts.

    Without a period all months are counted; without ``by`` the counts are divided by every dimension that the lists
    have. ``sheets`` names those of a workbook, ``engine`` what counts.
    """

    data: tuple[str, ...]
    targets: str | None = None
    period: str | None = None
    by: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    engine: str = AUTO


def count(request: CountRequest, environment: Mapping[str, str]) -> tuple[Plan, Counts]:
    """Return the plan and the counts of lists. Raises ``Unusable`` with every problem of the options, plan or lists."""
    plan = _plan(request, environment)
    by = tuple(dict.fromkeys(dimension_named(plan, "--by", name).id for name in request.by))
    return plan, read_dossiers(
        request.data, plan, Wanted(by or None, _period(request), request.sheets, _engine(request))
    )


def list_counted(request: CountRequest, asked: str, environment: Mapping[str, str]) -> tuple[Plan, Listing]:
    """Return the plan and the records behind a count, which is named by its id or a label."""
    plan = _plan(request, environment)
    return plan, list_records(
        request.data, plan, _count_named(plan, asked), Wanted(None, _period(request), request.sheets, _engine(request))
    )


def _plan(request: CountRequest, environment: Mapping[str, str]) -> Plan:
    plan = load_plan(plan_file(request.targets, environment))
    if not plan.records:
        raise Unusable(Problem("records.none_declared"))
    return plan


def _engine(request: CountRequest) -> str:
    if request.engine in ENGINES or request.engine.startswith(REMOTE):
        return request.engine
    raise Unusable(Problem("cli.no_such_engine", asked=request.engine, known=(*ENGINES, f"{REMOTE}host:15002")))


def _period(request: CountRequest) -> Period | None:
    return None if request.period is None else period_named(request.period)


def _count_named(plan: Plan, asked: str) -> Count:
    counts = [count for count in plan.counts.values() if count.origin]
    for one in counts:
        if folded(asked) in map(folded, (one.id, one.names.vi, one.names.en, *one.also)):
            return one
    raise Unusable(Problem("cli.no_such_count", asked=asked, known=tuple(one.id for one in counts)))
