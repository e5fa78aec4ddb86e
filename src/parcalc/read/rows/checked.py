"""Rows that can stand together: each once, none counted twice, and every rule of the plan kept."""

from collections.abc import Sequence

from parcalc.errors import Note, Problem, Unusable
from parcalc.model.plan import Plan
from parcalc.model.row import Row
from parcalc.read.rows.broken_rules import broken_rules
from parcalc.read.rows.months import noted_months
from parcalc.read.rows.once import joined, reporting
from parcalc.read.rows.whole_and_parts import without_wholes


def checked(rows: list[Row], plan: Plan) -> tuple[list[Row], list[Note]]:
    """Return the rows that count and the notes about them. Raises ``Unusable`` for rows that cannot stand together."""
    each, repeated = joined(reporting(rows))
    raise_any(repeated)
    kept, told = without_wholes(each, plan)
    broken, notes = broken_rules(kept, plan)
    raise_any([*(message for message in told if isinstance(message, Problem)), *broken])
    notes += [message for message in told if isinstance(message, Note)]
    return kept, [*notes, *noted_months(kept, plan)]


def raise_any(problems: Sequence[Problem]) -> None:
    """Raise ``Unusable`` with the problems, if there are any."""
    if problems:
        raise Unusable(*problems)
