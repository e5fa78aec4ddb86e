"""How much is read, and how many problems are told: the same for data and for plans."""

from collections.abc import Sequence

from parcalc.errors import Problem

MOST_PROBLEMS = 50
"""More than anyone mends at a sitting; the rest is counted."""

LARGEST_DATA = 64 * 1024 * 1024
"""Bytes of a data file: a province's thousands of communes with every count of a year take a tenth of this."""
LARGEST_PLAN = 256 * 1024
"""Bytes of a targets file."""


def first_problems(problems: Sequence[Problem]) -> Sequence[Problem]:
    """Return as many problems as are told, and how many more there are."""
    more = len(problems) - MOST_PROBLEMS
    return (*problems[:MOST_PROBLEMS], Problem("data.more_problems", None, number=more)) if more > 0 else problems
