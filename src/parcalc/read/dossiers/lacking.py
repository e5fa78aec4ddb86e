"""Which records lack a date that a count needs: where counts do not add up, that is most often why."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice

from parcalc.errors import Problem
from parcalc.judge.spans import Counted, Value
from parcalc.read.dossiers.counting import entries_without
from parcalc.read.dossiers.definition import Definition
from parcalc.read.dossiers.entries import Entry
from parcalc.read.dossiers.findings import MOST_LOOKED_AT, SHOWN_OF_A_KIND
from parcalc.read.dossiers.large import AnyList
from parcalc.read.dossiers.rows import CountedKind


def which_lack(kind: CountedKind, lists: Sequence[AnyList], counts: Collection[str]) -> Iterator[Problem]:
    """Give, for each date that counts need, the first records that leave it blank, how many more, and what to do."""
    needed = dict.fromkeys(name for count, name in kind.tally.lacking if count in counts)
    for name in needed:
        number = kind.tally.without[name]
        shown = list(islice(_once(_lacking(kind.definition, lists, name), kind.definition), SHOWN_OF_A_KIND))
        names = kind.definition.records.fields[name].names
        for entry in shown:
            yield Problem("records.lacks", entry.place, code=_code(entry, kind.definition), column=names)
        if number > len(shown):
            yield Problem("records.more_lacking", None, column=names, number=number - len(shown), total=number)
        yield Problem("records.rightly_lacking", None, column=names)


def _lacking(definition: Definition, lists: Sequence[AnyList], name: str) -> Iterator[Entry]:
    """Give records that some count cannot tell for want of a date."""
    counted = [Counted.of(one, definition.records, definition.calendar) for one in definition.origins.values()]
    for entry in islice(entries_without(lists, definition, name), MOST_LOOKED_AT):
        if any(_lacks(one, entry.values, name) for one in counted):
            yield entry


def _lacks(counted: Counted, record: Mapping[str, Value], name: str) -> bool:
    return counted.run(record) is not None and counted.takes(record) and counted.lacks(record) == name


def _once(entries: Iterator[Entry], definition: Definition) -> Iterator[Entry]:
    """Give each record once, though its row may stand twice."""
    seen: set[object] = set()
    key = definition.records.key
    for entry in entries:
        code = entry.values[key.id] if key else entry.place
        if code not in seen:
            seen.add(code)
            yield entry


def _code(entry: Entry, definition: Definition) -> str:
    key = definition.records.key
    return str(entry.values[key.id]) if key else ""
