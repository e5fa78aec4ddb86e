"""All records of one kind, from all its lists: each once, and what must hold in them holds."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from parcalc.errors import Note, Place, Problem
from parcalc.judge.spans import test_of
from parcalc.model.records import Comparison, Order
from parcalc.read.counts.numbers import unwrapped
from parcalc.read.dossiers.by_columns.rows import held_rows
from parcalc.read.dossiers.definition import Definition
from parcalc.read.dossiers.entries import Entry, EntryReader, RecordList
from parcalc.read.dossiers.findings import Findings
from parcalc.read.dossiers.moments import parted
from parcalc.read.dossiers.orders import settle
from parcalc.read.rows.checked import raise_any
from parcalc.read.tables.records import Record


class Register(NamedTuple):
    """The records, and notes on rows and dates."""

    entries: list[Entry]
    notes: list[Note]


class HeldRows(NamedTuple):
    """Lists with their rows that hold records, the order in which each column writes its days, and notes on these.

    ``passed`` are the places of other rows in which something stands.
    """

    rows: Sequence[tuple[RecordList, Sequence[Record]]]
    orders: Mapping[str, Order]
    notes: list[Note]
    passed: list[Place]


def held(lists: Sequence[RecordList], definition: Definition) -> HeldRows:
    """Return the rows of lists. Raises ``Unusable`` for columns of days that could be read both ways."""
    passed: list[Place] = []
    rows = [(found, held_rows(found, passed)) for found in lists]
    orders, notes = settled_orders(days_seen(rows), lists[0].table.file, definition)
    return HeldRows(rows, orders, notes, passed)


def register(found: HeldRows, definition: Definition) -> Register:
    """Return all records of a kind. Raises ``Unusable`` with the first problems of each sort and their number."""
    entries: list[Entry] = []
    checks = Checks(definition, entries.append)
    for one, rows in found.rows:
        for entry in EntryReader(one, definition.columns, found.orders, checks.findings).read(rows):
            checks.take(entry)
    raise_any(checks.findings.problems)
    return Register(entries, row_notes(found, checks.doubled))


def row_notes(found: HeldRows, doubled: int = 0) -> list[Note]:
    """Return the notes on rows, of which so many say again what another says."""
    notes = [*found.notes, *([same_rows(doubled)] if doubled else ())]
    if found.passed:
        notes.append(Note("records.passed_over", found.passed[0], number=len(found.passed)))
    return notes


def streamed(lists: Sequence[RecordList], definition: Definition) -> Iterator[Entry]:
    """Give the records of lists one after another, and hold none. Raises ``Unusable`` at the end with what is wrong."""
    if not lists:
        return
    orders, _ = settled_orders(days_seen((one, one.rows([])) for one in lists), lists[0].file, definition)
    findings = Findings()
    for found in lists:
        yield from EntryReader(found, definition.columns, orders, findings).read(found.rows([]))
    raise_any(findings.problems)


def same_rows(number: int) -> Note:
    """Return the note that so many rows say again what another says."""
    return Note("records.same_rows", None, number=number)


def days_seen(lists: Iterable[tuple[RecordList, Iterable[Record]]]) -> dict[str, set[str]]:
    """Return all days that the rows of lists write, by column."""
    days: dict[str, set[str]] = {}
    for found, rows in lists:
        cells = {moment.id: set[str]() for moment in found.moments}
        columns = [(found.header.positions[name], seen.add) for name, seen in cells.items()]
        for row in rows:
            for at, see in columns:
                see(row.cells[at] if at < len(row.cells) else "")
        for name, seen in cells.items():
            if seen:
                days.setdefault(name, set()).update(parted(unwrapped(cell))[0] for cell in seen)
    return days


def settled_orders(
    days: Mapping[str, Collection[str]], file: str, definition: Definition
) -> tuple[dict[str, Order], list[Note]]:
    """Return the order in which each column writes its days, as the plan says or the whole column shows, and notes.

    Raises ``Unusable`` for columns that could be read both ways.
    """
    fields = definition.records.fields
    days = {name: found for name, found in days.items() if name in definition.columns}
    said = {name: order for name in days if (order := fields[name].order)}
    orders, unclear = settle({name: found for name, found in days.items() if name not in said})
    raise_any([Problem("records.order_unclear", Place(file), column=fields[name].names) for name in unclear])
    foreign = [name for name, order in orders.items() if order == "month_first"]
    return orders | said, [Note("records.month_first", Place(file), column=fields[name].names) for name in foreign]


class Checks:
    """Takes records one by one: a code once, and every rule kept.

    ``suspects`` are the codes that may stand twice, where something else has told them already.
    """

    def __init__(
        self, definition: Definition, keep: Callable[[Entry], object], suspects: Collection[str] | None = None
    ) -> None:
        """Begin with nothing; ``keep`` is given each record that is new."""
        self.findings, self.keep, self.suspects = Findings(), keep, suspects
        self.doubled = 0
        self.key = definition.records.key
        self.seen: dict[object, Entry] = {}
        self.rules = [(rule, test_of(rule, definition.records)) for rule in definition.rules]
        self.fields = definition.records.fields

    def take(self, entry: Entry) -> None:
        """Take in a record, unless its code is taken: then it is the same once more, or a problem."""
        if self.key is not None and not self.is_new(entry, entry.values[self.key.id]):
            return
        self.keep(entry)
        for rule, holds in self.rules:
            if holds(entry.values) is False:
                self.findings.add(self.broken(rule, entry))

    def is_new(self, entry: Entry, code: object) -> bool:
        """Tell whether a code has not been seen; a code that has is the same record once more, or a problem."""
        if code is None:
            self.findings.add(self.without_key(entry))
            return False
        if self.suspects is not None and code not in self.suspects:
            return True
        first = self.seen.setdefault(code, entry)
        if first is entry:
            return True
        if first.values == entry.values:
            self.doubled += 1
        else:
            self.findings.add(Problem("records.repeated_key", entry.place, code=str(code), first=first.place))
        return False

    def without_key(self, entry: Entry) -> Problem:
        """Return the problem that a record has no code."""
        return Problem("records.no_key", entry.place, column=self.key.names if self.key else "")

    def broken(self, rule: Comparison, entry: Entry) -> Problem:
        """Return the problem that a rule does not hold of a record."""
        left, right = self.fields[rule.left], rule.right
        facts = {"left": left.names, "left_value": entry.written[left.id], "sign": rule.sign}
        if not isinstance(right, str):
            return Problem("records.bound_broken", entry.place, **facts, right=str(right))
        other = self.fields[right]
        return Problem("records.rule_broken", entry.place, **facts, right=other.names, right_value=entry.written[right])
