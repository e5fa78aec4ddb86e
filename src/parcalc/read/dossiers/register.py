"""All records of one kind, from all its lists: each once, and what must hold in them holds."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from parcalc.errors import Note, Place, Problem
from parcalc.judge.spans import test_of
from parcalc.model.records import Comparison
from parcalc.read.dossiers.definition import Definition
from parcalc.read.dossiers.entries import Entry, EntryReader, RecordList, Rows
from parcalc.read.dossiers.findings import Findings
from parcalc.read.dossiers.moments import Order, parted
from parcalc.read.dossiers.orders import settle
from parcalc.read.rows.checked import raise_any


@dataclass(slots=True)
class Register:
    """The records, how many rows say again what another says, the rows passed over, and notes on foreign dates."""

    entries: list[Entry] = field(default_factory=list)
    doubled: int = 0
    passed: list[Place] = field(default_factory=list)
    foreign: list[Note] = field(default_factory=list)

    @property
    def notes(self) -> list[Note]:
        """What is worth noting of the rows."""
        notes = [*self.foreign]
        if self.doubled:
            notes.append(Note("records.same_rows", None, number=self.doubled))
        if self.passed:
            notes.append(Note("records.passed_over", self.passed[0], number=len(self.passed)))
        return notes


def register(lists: Sequence[RecordList], definition: Definition) -> Register:
    """Return all records of a kind. Raises ``Unusable`` with the first problems of each sort and their number."""
    rows = [found.rows() for found in lists]
    orders, notes = _orders(lists, rows, definition)
    findings, passed = Findings(), [place for part in rows for place in part.passed]
    checked = _Checked(definition, findings, Register(passed=passed, foreign=notes))
    for found, part in zip(lists, rows, strict=True):
        for entry in EntryReader(found, orders, findings).read(part.records):
            checked.take(entry)
    raise_any(findings.problems)
    return checked.register


def _orders(
    lists: Sequence[RecordList], rows: Sequence[Rows], definition: Definition
) -> tuple[dict[str, Order], list[Note]]:
    """Return the order in which each column writes its days, from the column of all lists together, and notes."""
    days: dict[str, set[str]] = {}
    for found, part in zip(lists, rows, strict=True):
        for moment in found.moments:
            cells = (found.cell(row, moment.id) for row in part.records)
            days.setdefault(moment.id, set()).update(parted(cell)[0] for cell in cells)
    orders, unclear = settle(days)
    place, fields = Place(lists[0].table.file), definition.records.fields
    raise_any([Problem("records.order_unclear", place, column=fields[name].names) for name in unclear])
    foreign = [name for name, order in orders.items() if order == "month_first"]
    return orders, [Note("records.month_first", place, column=fields[name].names) for name in foreign]


class _Checked:
    """Takes records one by one: a code once, and every rule kept."""

    def __init__(self, definition: Definition, findings: Findings, register: Register) -> None:
        self.findings, self.register = findings, register
        self.key = definition.records.key
        self.seen: dict[object, Entry] = {}
        self.rules = [(rule, test_of(rule, definition.records)) for rule in definition.rules]
        self.fields = definition.records.fields

    def take(self, entry: Entry) -> None:
        """Take in a record, unless its code is taken: then it is the same once more, or a problem."""
        if self.key is not None and not self._is_new(entry, entry.values[self.key.id]):
            return
        self.register.entries.append(entry)
        for rule, holds in self.rules:
            if holds(entry.values) is False:
                self.findings.add(self._broken(rule, entry))

    def _is_new(self, entry: Entry, code: object) -> bool:
        if code is None:
            self.findings.add(Problem("records.no_key", entry.place, column=self.key.names if self.key else ""))
            return False
        first = self.seen.setdefault(code, entry)
        if first is entry:
            return True
        if first.values == entry.values:
            self.register.doubled += 1
        else:
            self.findings.add(Problem("records.repeated_key", entry.place, code=str(code), first=first.place))
        return False

    def _broken(self, rule: Comparison, entry: Entry) -> Problem:
        left, right = self.fields[rule.left], rule.right
        other = self.fields[right] if isinstance(right, str) else None
        return Problem(
            "records.rule_broken", entry.place, left=left.names, left_value=entry.written[left.id],
            right=other.names if other else str(right), right_value=entry.written[other.id] if other else str(right),
            sign=rule.sign,
        )  # fmt: skip
