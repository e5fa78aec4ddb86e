"""Counting in plain Python: exact, with nothing to install, and fast enough for a commune or a district."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from parcalc.judge.month_grid import Changes, Members
from parcalc.judge.spans import Counted, Record, Span, run_of
from parcalc.model.records import Flow, Stock
from parcalc.read.dossiers.definition import Definition, Reach, Tally


def tally(records: Sequence[Record], definition: Definition) -> Tally:
    """Return what records of one kind change in the counts of each month."""
    counter = _Counter(definition)
    for record in records:
        counter.take(record)
    found = Tally(counter.changes(), reaches(records, definition))
    found.lacking = dict(counter.lacking)
    found.unnamed = _unnamed(records, definition)
    return found


class _Counter:
    """Adds up, count by count, what each record changes."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.counted = {
            id_: Counted.of(origin, definition.records, definition.calendar)
            for id_, origin in definition.origins.items()
        }
        # A record's months are worked out once for all counts by the same dates.
        self.runs = {one.counted: run_of(one.counted, definition.calendar) for one in definition.origins.values()}
        self.alike = {
            counted: [(id_, self.counted[id_]) for id_, one in definition.origins.items() if one.counted == counted]
            for counted in self.runs
        }
        self.numbers: dict[str, Counter[tuple[Members, int]]] = {id_: Counter() for id_ in self.counted}
        self.lacking: Counter[tuple[str, str]] = Counter()

    def take(self, record: Record) -> None:
        members = tuple(str(record.get(name) or "") for name in self.definition.dimensions)
        for dates, run_of_record in self.runs.items():
            if (run := run_of_record(record)) is not None:
                self._count(record, members, run, dates)

    def _count(self, record: Record, members: Members, run: Span, dates: Flow | Stock) -> None:
        for id_, counted in self.alike[dates]:
            if not counted.takes(record):
                continue
            span = counted.within(run, record)
            if span is None:
                if (lacks := counted.lacks(record)) is not None:
                    self.lacking[id_, lacks] += 1
                continue
            self.numbers[id_][members, span.first] += 1
            if span.after is not None and isinstance(dates, Stock):
                self.numbers[id_][members, span.after] -= 1

    def changes(self) -> Changes:
        changes = Changes()
        for id_, numbers in self.numbers.items():
            whose = changes.numbers_of(members for members, _ in numbers)
            changes.take(id_, whose, [month for _, month in numbers], list(numbers.values()))
        return changes


def reaches(records: Sequence[Record], definition: Definition) -> dict[str, Reach]:
    """Return over which months each date reaches by which lists do, without what is blank in all records."""
    month, found = definition.calendar.ordinal_of, {}
    for name in definition.base:
        days = [day for record in records if isinstance(day := record.get(name), date)]
        if days:
            found[name] = Reach(month(min(days)), month(max(days)), len(records) - len(days))
    return found


def _unnamed(records: Iterable[Record], definition: Definition) -> dict[str, dict[str, int]]:
    """Return the texts that no count names, of columns by which counts are chosen."""
    return definition.unnamed(
        {name: Counter(str(record.get(name) or "") for record in records) for name in definition.named_texts}
    )
