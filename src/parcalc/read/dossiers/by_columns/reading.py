"""The cells of lists to values, column by column: each text is looked at once.

Where anything is wrong (a cell, a row of another width, a code that stands twice, a rule that is broken) nothing is
returned: then the records are read one by one, which alone words a problem.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import chain, repeat

from parcalc.errors import Place
from parcalc.judge.spans import Value, given_test
from parcalc.model.naming import folded
from parcalc.model.records import Comparison, Field, Kind, Order, Records
from parcalc.read.counts.numbers import Numbers, unwrapped
from parcalc.read.dossiers.by_columns.record_columns import RecordColumns
from parcalc.read.dossiers.definition import Definition
from parcalc.read.dossiers.entries import LARGEST_WHOLE, RecordList
from parcalc.read.dossiers.moments import parse_moment
from parcalc.read.dossiers.texts import one_line
from parcalc.read.odd import OddError
from parcalc.read.tables.records import Record

Rows = Sequence[tuple[RecordList, Sequence[Record]]]
"""Lists with those of their rows that hold records."""


def plain_columns(lists: Rows, orders: Mapping[str, Order], definition: Definition) -> RecordColumns | None:
    """Return the records of lists, ``None`` if anything may be wrong with one, or one stands twice."""
    try:
        parts = [_columns(found, rows, orders, definition) for found, rows in lists]
        values = {name: list(chain.from_iterable(part[name] for part in parts)) for name in _used(definition)}
        columns = RecordColumns(values, sum(len(rows) for _, rows in lists))
        _require_single(columns, definition.records.key)
        for rule in definition.rules:
            _require_kept(rule, columns, definition.records)
    except OddError:
        return None
    return columns


def _used(definition: Definition) -> list[str]:
    """Return the columns whose values tell something: texts that no count asks for can be anything."""
    asked = {name for origin in definition.origins.values() for name in origin.fields} | {*definition.dimensions}
    fields = definition.records.fields
    return [name for name in definition.columns if name in asked or fields[name].kind is not Kind.TEXT]


def _columns(
    found: RecordList, rows: Sequence[Record], orders: Mapping[str, Order], definition: Definition
) -> Mapping[str, Sequence[Value]]:
    fields, positions, width = definition.records.fields, found.header.positions, found.header.width
    cells = _side_by_side(rows, width)
    used, numbers = set(_used(definition)), Numbers(LARGEST_WHOLE)
    values = {}
    for name, position in positions.items():
        if name in used:
            reader = _Values(fields[name], orders.get(name, "day_first"), numbers)
            values[name] = list(map(reader.__getitem__, cells[position]))
    wholes = {position for name, position in positions.items() if name in used and fields[name].kind is Kind.WHOLE}
    if any(not wholes.isdisjoint(row.fractions) for row in rows if row.fractions):
        raise OddError
    return values


def _side_by_side(rows: Sequence[Record], width: int) -> Sequence[Sequence[str]]:
    """Return the columns of rows that are all of one width, with nothing behind the last heading."""
    widths = {len(row.cells) for row in rows}
    if len(widths) > 1 or min(widths, default=width) < width:
        raise OddError
    columns = list(zip(*(row.cells for row in rows), strict=True)) or [()] * width
    if any(map(str.strip, chain.from_iterable(columns[width:]))):
        raise OddError
    return columns


class _Values(dict[str, Value]):
    """The value of each text of a column."""

    def __init__(self, column: Field, order: Order, numbers: Numbers) -> None:
        self._kind, self._blanks, self._order, self._numbers = column.kind, column.blanks, order, numbers

    def __missing__(self, cell: str) -> Value:
        written = unwrapped(cell)
        value = self[cell] = self._value(written) if written else None
        return value

    def _value(self, written: str) -> Value:
        if self._kind in {Kind.KEY, Kind.TEXT}:
            return one_line(written)
        value = self._whole(written) if self._kind is Kind.WHOLE else parse_moment(written, self._order)
        if value is None and folded(written) not in self._blanks:
            raise OddError
        return value.date() if isinstance(value, datetime) and self._kind is Kind.DATE else value

    def _whole(self, written: str) -> int | None:
        number = self._numbers.read(written, Place(""))
        if number is not None and self._numbers.problems:
            raise OddError
        self._numbers.problems.clear()
        return number


def _require_single(columns: RecordColumns, key: Field | None) -> None:
    codes = columns.column(key.id) if key else ()
    if None in codes or len(set(codes)) < len(codes):
        raise OddError


def _require_kept(rule: Comparison, columns: RecordColumns, records: Records) -> None:
    holds, left = given_test(rule, records), columns.column(rule.left)
    right = columns.column(rule.right) if isinstance(rule.right, str) else repeat(rule.right, columns.number)
    if not all(one is None or other is None or holds(one, other) for one, other in zip(left, right, strict=True)):
        raise OddError
