"""What one run of the cron job did, as its mail tells it."""

from typing import NamedTuple

from parcalc.model.edition import Edition
from parcalc.model.period import Month, Period


class Summary(NamedTuple):
    """The editions that were written, the month's first and then those of the periods that it closes, and where.

    ``language`` is that of the folder; ``redrawn`` are the earlier reports that were drawn up again; ``redraw_since``
    is the month from which to do so; ``beyond`` are the reports that could not be, because the data no longer has their
    months; ``alone`` the periods whose report lies there without its JSON; ``unreadable`` JSON files that are none.
    """

    editions: tuple[Edition, ...]
    folder: str
    language: str
    redrawn: tuple[Period, ...] = ()
    redraw_since: Month | None = None
    beyond: tuple[Period, ...] = ()
    alone: tuple[Period, ...] = ()
    unreadable: tuple[str, ...] = ()
