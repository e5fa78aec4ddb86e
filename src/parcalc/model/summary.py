"""What one run of the cron job did, as its mail tells it."""

from dataclasses import dataclass

from parcalc.model.edition import Edition
from parcalc.model.period import Month


@dataclass(frozen=True, slots=True)
class Summary:
    """The editions that were written, the month's first and then those of the periods that it closes, and where.

    ``missing`` are the months of the year that should be reported by now and are not; ``unreadable`` are JSON files of
    the folder that are no reports.
    """

    editions: tuple[Edition, ...]
    folder: str
    missing: tuple[Month, ...] = ()
    unreadable: tuple[str, ...] = ()
