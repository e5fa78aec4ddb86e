"""When a report was made: the clock, or the time that a build fixes to get the same bytes again."""

from collections.abc import Mapping
from datetime import UTC, datetime

from parcalc.errors import Problem, Unusable


def now(environment: Mapping[str, str]) -> datetime:
    """Return the present local time to the second, or that of ``SOURCE_DATE_EPOCH`` (in UTC), if it is set.

    The variable is that of reproducible-builds.org: whole seconds since 1970. Raises ``Unusable`` for anything else.
    """
    fixed = environment.get("SOURCE_DATE_EPOCH")
    if not fixed:
        return datetime.now().astimezone().replace(microsecond=0)
    if not (fixed.isascii() and fixed.isdigit() and len(fixed) <= len("253402300799")):  # the last second of year 9999
        raise Unusable(Problem("cli.source_date_epoch", given=fixed))
    return datetime.fromtimestamp(min(int(fixed), 253402300799), UTC)
