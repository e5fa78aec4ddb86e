"""The rows below a list's header: records with typed values, or the dressing that people put around a table."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from parcalc.errors import Place, Problem
from parcalc.judge.spans import Value
from parcalc.model.naming import folded
from parcalc.model.records import Field, Kind, Order
from parcalc.read.counts.labels import is_total
from parcalc.read.counts.numbers import Numbers, unwrapped
from parcalc.read.dossiers.findings import Findings
from parcalc.read.dossiers.headers import ListHeader
from parcalc.read.dossiers.moments import ORDERS, parse_moment, wrong_moment
from parcalc.read.dossiers.texts import one_line
from parcalc.read.tables.records import Record
from parcalc.read.tables.tables import Table
from parcalc.read.wording import quoted

LARGEST_WHOLE = 10**15
_NUMBERING = re.compile(r"\(?(?:[0-9]{1,3}|[A-Za-z])\)?")
_HOW_MANY = re.compile(r"\s*[:=]?\s*[0-9][0-9.,]*\s*(?:hồ sơ|hs|bản ghi|records|cases|dossiers)?\s*$", re.IGNORECASE)
_LONGEST_LABEL = 100
_CURRENCY = re.compile(r"([0-9])\s*(?:đ|₫|đồng|vnđ|vnd)\.?$", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]{2,}")


class Entry(NamedTuple):
    """One record: its values by field, what is written in those columns, and the row where it stands."""

    values: Mapping[str, Value]
    written: Mapping[str, str]
    place: Place


class RecordList(NamedTuple):
    """A table whose header is known; ``stream`` gives the rows of one that is too long to be held."""

    table: Table
    header: ListHeader
    stream: Iterable[Record] | None = None

    @property
    def file(self) -> str:
        """The file that the table is from."""
        return self.table.file

    @property
    def header_place(self) -> Place:
        """Where the header stands."""
        return self.table.place(self.header.row.line)

    @property
    def moments(self) -> list[Field]:
        """The columns that hold days or times."""
        fields = self.header.records.fields
        return [fields[name] for name in self.header.positions if fields[name].kind.is_moment]

    def cell(self, row: Record, name: str) -> str:
        """Return what stands in a column of a row."""
        position = self.header.positions[name]
        return unwrapped(row.cells[position]) if position < len(row.cells) else ""

    def rows(self, passed: list[Place]) -> Iterator[Record]:
        """Give the rows that hold records; the places of others in which something stands go to ``passed``."""
        below = (row for row in self.stream or self.table.records if row.line > self.header.row.line)
        last, began = _last_dated(self), False
        days = [self.header.positions[moment.id] for moment in self.moments]
        header = [folded(cell) for cell in self.header.row.cells]
        for row in below:
            if _is_header_again(header, row) or (not began and is_numbering(row)):
                continue
            # A day in a column of days makes a record of a row, but for those below that have a place and a date.
            is_record = row.line <= last and any(unwrapped(row.cells[at]) for at in days if at < len(row.cells))
            if not is_record and self._is_dressing(row, last):
                passed.append(self.table.place(row.line))
                continue
            began = True
            yield row

    def _is_dressing(self, row: Record, last: int) -> bool:
        """Tell whether a row is blank, a total, a remark below the last record, or the name of a group of records."""
        remark = row.line > last and _is_prose(self, row)
        return _says_nothing(self, row) or remark or _heads_a_group(self, row) or _is_total(self, row)


def _last_dated(found: RecordList) -> int:
    """Return the line of the last row in which a day can be read."""
    if found.stream is not None:
        return max((row.line for row in found.stream if _is_dated(found, row)), default=0)
    return next((row.line for row in reversed(found.table.records) if _is_dated(found, row)), 0)


def _is_dated(found: RecordList, row: Record) -> bool:
    return any(parse_moment(found.cell(row, moment.id), order) for moment in found.moments for order in ORDERS)


def _is_header_again(header: Sequence[str], row: Record) -> bool:
    """Tell whether a row is the header (folded) once more, as each printed page has it."""
    return len(row.cells) == len(header) and all(
        folded(cell) == name for cell, name in zip(row.cells, header, strict=True)
    )


def is_numbering(row: Record) -> bool:
    """Tell whether a row numbers the columns: (1) (2) (3), perhaps with A and B before."""
    given = [cell.strip() for cell in row.cells if cell.strip()]
    return len(given) > 1 and all(_NUMBERING.fullmatch(cell) for cell in given)


def _says_nothing(found: RecordList, row: Record) -> bool:
    return not any(found.cell(row, name) for name in found.header.positions)


def _is_prose(found: RecordList, row: Record) -> bool:
    """Tell whether a row below all records is a total, a place and date or a signature: words, and no code or date."""
    given = [cell for name in found.header.positions if (cell := found.cell(row, name))]
    return all(len(_WORDS.findall(cell)) > 1 for cell in given)


def _heads_a_group(found: RecordList, row: Record) -> bool:
    """Tell whether a row between records is the name of what follows: words in one cell, and nothing else."""
    if any(found.cell(row, moment.id) for moment in found.moments):
        return False
    return sum(1 for name in found.header.positions if found.cell(row, name)) == 1 and _is_prose(found, row)


def without_currency(cell: str) -> str:
    """Return an amount without the đồng that may stand behind it: 50.000 đ, 50.000 VNĐ."""
    return cell if cell[-1:].isdigit() else _CURRENCY.sub(r"\1", cell)


def wrong_whole(cell: str) -> str:
    """Return the code of what is wrong with a cell that is no whole number."""
    return "records.not_whole" if any(map(str.isdigit, cell)) else "records.word"


def _is_total(found: RecordList, row: Record) -> bool:
    """Tell whether a row without a day calls itself a total, and has no code but that: Tổng cộng, Cộng: 12 hồ sơ."""
    key = found.header.records.key
    code = found.cell(row, key.id) if key and key.id in found.header.positions else ""
    if any(found.cell(row, moment.id) for moment in found.moments) or (code and not _calls_itself_total(code)):
        return False
    return any(_calls_itself_total(unwrapped(cell)) for cell in row.cells if cell.strip())


def _calls_itself_total(cell: str) -> bool:
    return is_total(_HOW_MANY.sub("", cell[:_LONGEST_LABEL]))


def fits(row: Record, width: int) -> bool:
    """Tell whether each cell of a row stands in the column of its heading, of which there are so many."""
    return len(row.cells) >= width and not any(cell.strip() for cell in row.cells[width:])


class EntryReader:
    """Reads the records of one list, each cell as its column's kind has it."""

    def __init__(
        self, found: RecordList, columns: Collection[str], orders: Mapping[str, Order], findings: Findings
    ) -> None:
        """Take the columns that all lists have, the order in which each writes its days, and where problems go."""
        self.found, self.findings = found, findings
        fields, positions = found.header.records.fields, found.header.positions
        self.numbers, self.width = Numbers(LARGEST_WHOLE), found.header.width
        self.positions = tuple((name, at) for name, at in positions.items() if name in columns)
        self.readers = tuple((name, self._reader(fields[name], orders)) for name, _ in self.positions)

    def read(self, rows: Iterable[Record]) -> Iterator[Entry]:
        """Give the records; a row that has too few cells or too many is a problem, and no record."""
        for row in rows:
            if fits(row, self.width):
                written = {name: unwrapped(row.cells[at]) for name, at in self.positions}
                values = {name: read(row, cell) if (cell := written[name]) else None for name, read in self.readers}
                yield Entry(values, written, self.found.table.place(row.line))
            else:
                self.findings.add(self._unlike(row))

    def _unlike(self, row: Record) -> Problem:
        """Return what is wrong with a row of too few cells or too many; what stands there may be private."""
        place = self.found.table.place(row.line)
        if len(row.cells) < self.width:
            return Problem("records.short_row", place, found=len(row.cells), expected=self.width)
        return Problem("records.long_row", place, expected=self.width)

    def _reader(self, column: Field, orders: Mapping[str, Order]) -> Callable[[Record, str], Value]:
        blanks = column.blanks
        match column.kind:
            case Kind.KEY | Kind.TEXT:
                return lambda _row, cell: one_line(cell)
            case Kind.WHOLE:
                return lambda row, cell: self._whole(row, cell, column, blanks)
            case Kind.DATE | Kind.TIME:
                order = orders.get(column.id, "day_first")
                return lambda row, cell: self._moment(row, cell, column, order, blanks)

    def _whole(self, row: Record, cell: str, column: Field, blanks: Collection[str]) -> int | None:
        known, amount = self.numbers.known, without_currency(cell)
        number = known[amount] if amount in known else self.numbers.read(amount, self._place(row, column))
        # A sheet's 1.248 is a fraction, whatever it would mean in a text.
        if number is None or self.numbers.problems or self.found.header.positions[column.id] in row.fractions:
            self.numbers.problems.clear()
            if folded(cell) not in blanks:
                self._refuse(wrong_whole(cell), row, cell, column)
        return number

    def _moment(self, row: Record, cell: str, column: Field, order: Order, blanks: Collection[str]) -> date | None:
        moment = parse_moment(cell, order)
        if moment is None:
            if folded(cell) not in blanks:
                self._refuse(wrong_moment(cell, column.kind), row, cell, column)
            return None
        return moment.date() if column.kind is Kind.DATE else moment

    def _place(self, row: Record, column: Field) -> Place:
        return self.found.table.place(row.line, self.found.header.positions[column.id] + 1)

    def _refuse(self, code: str, row: Record, cell: str, column: Field) -> None:
        place, heading = self._place(row, column), self.found.header.heading(column.id)
        self.findings.add(Problem(code, place, at=place.cell, heading=heading, cell=quoted(cell)))
