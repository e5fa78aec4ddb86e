"""The period that a user names on the command line."""

from parcalc.errors import Problem, Unusable
from parcalc.model.period import Period


def period_named(text: str) -> Period:
    """Return the period of an id. Raises ``Unusable`` for what is none."""
    try:
        return Period.parse(text)
    except ValueError as error:
        raise Unusable(Problem("cli.no_such_period", asked=text)) from error
