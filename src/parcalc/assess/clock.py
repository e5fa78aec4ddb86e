"""When a report was made: the clock, or the time that a build fixes to get the same bytes again."""

from collections.abc import Mapping
from datetime import UTC, datetime

from parcalc.errors import Problem, Unusable
from parcalc.model.period import LAST_YEAR

_LAST = int(datetime(LAST_YEAR + 1, 1, 1, tzinfo=UTC).timestamp()) - 1


def now(environment: Mapping[str, str]) -> datetime:
    """Return the present local time to the second, or that of ``SOURCE_DATE_EPOCH`` (in UTC), if it is set.

    The variable is that of reproducible-builds.org: whole seconds since 1970. Raises ``Unusable`` for anything else,
    and for a time after the years that parcalc knows: thousandths of a second, likely.
    """
    fixed = environment.get("SOURCE_DATE_EPOCH")
    if not fixed:
        return datetime.now().astimezone().replace(microsecond=0)
    if not (fixed.isascii() and fixed.isdigit() and len(fixed) <= len(str(_LAST)) and int(fixed) <= _LAST):
        raise Unusable(Problem("cli.source_date_epoch", given=fixed))
    return datetime.fromtimestamp(int(fixed), UTC)
