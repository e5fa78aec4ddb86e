"""Rows that can stand together: each once, none counted twice, and every rule of the plan kept."""

from collections.abc import Sequence

from parcalc.errors import Note, Problem, Unusable
from parcalc.model.counts import Row
from parcalc.model.plan import Plan
from parcalc.read.rows.rules import broken_rules
from parcalc.read.rows.whole_and_parts import repeated_rows, without_wholes

_YEARS_BACK, _YEARS_AHEAD = 2, 1


def checked(rows: list[Row], plan: Plan) -> tuple[list[Row], list[Note]]:
    """Return the rows that count and the notes about them. Raises ``Unusable`` for rows that cannot stand together."""
    raise_any(repeated_rows(rows))
    kept, differing = without_wholes(rows, plan)
    broken, notes = broken_rules(kept, plan)
    raise_any([*differing, *broken])
    return kept, [*notes, *_far_months(kept, plan)]


def _far_months(rows: Sequence[Row], plan: Plan) -> list[Note]:
    first, last = plan.year - _YEARS_BACK, plan.year + _YEARS_AHEAD
    far = {row.month: row.place for row in rows if not first <= row.month.year <= last}
    return [
        Note("data.far_month", place, month=month, year=str(plan.year))
        for month, place in list(far.items())[:_YEARS_BACK]
    ]


def raise_any(problems: Sequence[Problem]) -> None:
    """Raise ``Unusable`` with the problems, if there are any."""
    if problems:
        raise Unusable(*problems)
