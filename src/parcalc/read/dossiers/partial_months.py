"""Months that a list may hold only in part: it looks whole, and its counts look right.

What is exported by the day of receipt has no dossier of before, so nothing is carried over; what is exported by the day
of return has nothing that is still open; what is exported with all that was open has of the months before only that.
A list does not say how it was exported, but what it lacks altogether tells.
"""

from collections.abc import Iterator

from parcalc.errors import Note, Place
from parcalc.model.naming import Names
from parcalc.model.period import Month, Period
from parcalc.model.records import Stock
from parcalc.read.dossiers.definition import Definition, Reach, Tally


def partly_held(definition: Definition, tally: Tally, months: Period, place: Place) -> Iterator[Note]:
    """Give a note on each way in which the months that are counted may lack records."""
    fields = definition.records.fields
    for stock in _stocks(definition):
        opened, closed = (tally.reaches.get(name) for name in stock.fields)
        facts = {"opened": fields[stock.opened].names, "closed": fields[stock.closed].names}
        if opened is None:
            yield Note("records.none_opened", place, **facts)
        else:
            yield from _at_the_start(opened, closed, months, place, facts)
            yield from _at_the_end(opened, closed, months, place, facts)


def _stocks(definition: Definition) -> Iterator[Stock]:
    """Give one stock of each pair of dates between which records are open."""
    counted = (origin.counted for origin in definition.origins.values())
    yield from {one.fields: one for one in counted if isinstance(one, Stock)}.values()


def _at_the_start(
    opened: Reach, closed: Reach | None, months: Period, place: Place, facts: dict[str, Names]
) -> Iterator[Note]:
    first, last = months.first.ordinal, months.last.ordinal
    if closed is None:
        yield Note("records.none_closed", place, **facts)
    elif first < closed.first and opened.first < closed.first <= last:
        whole = Period(Month.at(closed.first), months.last)
        yield Note("records.none_closed_before", place, **facts, month=whole.first, period=str(whole))
    elif first <= opened.first <= last:
        yield Note("records.none_opened_before", place, **facts, month=Month.at(opened.first))


def _at_the_end(
    opened: Reach, closed: Reach | None, months: Period, place: Place, facts: dict[str, Names]
) -> Iterator[Note]:
    last = months.last.ordinal
    if opened.last < last:
        newest = Month.at(opened.last)
        whole = Period(min(months.first, newest), newest)
        yield Note("records.none_opened_after", place, **facts, month=newest, period=str(whole))
    elif closed is not None and not closed.blank and closed.last <= last:
        yield Note("records.none_left_open", place, **facts, month=months.last)
