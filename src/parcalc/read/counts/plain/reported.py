"""The rows of plain files that report something, as ``parcalc.read.rows.once.reporting`` has them, but as columns."""

from array import array
from collections.abc import Iterator, Sequence
from itertools import compress
from typing import TypeVar

from parcalc.model.columns import Codes, Columns, picked
from parcalc.model.columns import Column as Names
from parcalc.read.counts.plain.rows import PlainRows
from parcalc.read.rows.plain_rules import whose_rows

_Name = TypeVar("_Name")


def without_silent(rows: PlainRows) -> PlainRows:
    """Return rows without those that report nothing and stand for nothing."""
    columns = rows.columns
    silent = _left_out(columns)
    if not silent:
        return rows
    runs = list(_runs_between(silent, len(rows)))
    kept = PlainRows(rows.parts, _cut(array("q", range(len(rows))), runs))
    months, month_codes = _renumbered(columns.months, _cut(columns.month_codes, runs))
    kept.columns = Columns(kept, months, month_codes, {}, {})
    if runs:  # of no row there is no column either
        kept.columns.members = {
            name: Names(*_renumbered(one.names, _cut(one.codes, runs))) for name, one in columns.members.items()
        }
        kept.columns.values = {count: _cut(column, runs) for count, column in columns.values.items()}
    return kept


def _left_out(columns: Columns) -> Sequence[int]:
    """Return the silent rows of months that nobody reports, and those beside another of their month and members."""
    silent = _silent(columns)
    if not silent:
        return ()
    says = bytearray(b"\1") * len(columns.month_codes)
    for row in silent:
        says[row] = 0
    whose, by_month = whose_rows(columns), columns.by_month()
    left_out: list[int] = []
    for code in {columns.month_codes[row] for row in silent}:
        rows = by_month[columns.months[code]]
        said = picked(says, rows)
        told = set(compress(picked(whose, rows), said))
        left_out += [row for row, one in zip(rows, said, strict=True) if not one and (not told or whose[row] in told)]
    return sorted(left_out)


def _silent(columns: Columns) -> Sequence[int]:
    """Return the rows in which every count is blank."""
    silent: Sequence[int] = range(len(columns.month_codes))
    for column in columns.values.values():
        silent = [row for row in silent if column[row] < 0]
    return silent


def _runs_between(rows: Sequence[int], height: int) -> Iterator[slice]:
    """Give the runs of rows that are left when some, in order, are taken out."""
    start = 0
    for row in (*rows, height):
        if row > start:
            yield slice(start, row)
        start = row + 1


def _cut(column: Codes, runs: Sequence[slice]) -> "array[int]":
    kept = array(column.typecode if isinstance(column, array) else "q")
    for run in runs:
        kept.extend(column[run])
    return kept


def _renumbered(names: Sequence[_Name], codes: "array[int]") -> tuple[Sequence[_Name], Codes]:
    """Return names that are still there, in the order first seen, and their numbers."""
    there = list(dict.fromkeys(codes))
    number = {code: at for at, code in enumerate(there)}
    return [names[code] for code in there], array(codes.typecode, map(number.__getitem__, codes))
