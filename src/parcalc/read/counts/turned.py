"""Tables with the months across and the counts down: laid out as the others, every cell keeping its own place."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from parcalc.errors import Note
from parcalc.model.naming import PATH, folded
from parcalc.read.counts.dressing import is_numbering, is_words
from parcalc.read.counts.heading_paths import heading_over
from parcalc.read.counts.headings import Headings
from parcalc.read.counts.labels import is_total
from parcalc.read.counts.months import names_month
from parcalc.read.counts.numbers import unwrapped
from parcalc.read.tables.delimiter import MOST_ABOVE, score
from parcalc.read.tables.records import NO_SPANS, Record
from parcalc.read.tables.tables import Table
from parcalc.read.wording import quoted

_FEWEST = 2
_ITEM = re.compile(r"(?:[-+*•–]|\(?(?:[0-9]{1,2}(?:\.[0-9]{1,2})*|[ivxIVX]{1,5}|[a-zđ])[.)])\s+")
_ONLY_ITEM = re.compile(r"\(?(?:[0-9]{1,2}(?:\.[0-9]{1,2})*|[ivxIVX]{1,5}|[A-Za-zđ])[.)]?|[-+*•–]")
_UNITS = ("đvt", "đơn vị tính", "đơn vị", "unit")
_TELLING = 3
"""Words of a label that say what is counted without the section it stands in: "Quá hạn" alone does not."""
_YEAR = re.compile(r"\b(?:năm|year)\s*:?\s*([0-9]{4})\b")


def turned(table: Table, headings: Headings) -> Table | None:
    """Return a table whose months stand across as one whose months stand down, ``None`` if it is not such a table."""
    records = table.records
    for at, record in enumerate(records[:MOST_ABOVE]):
        if score(record, headings.knows) >= _FEWEST:
            return None
        months = [position for position, cell in enumerate(record.cells) if names_month(unwrapped(cell))]
        if not months:
            continue
        across = _Across(records, at, months, headings)
        if sum(label.known for label in across.labels) >= (1 if len(months) >= _FEWEST else _FEWEST):
            return table._replace(records=(*records[:at], *across.turned()), notes=(*table.notes, *across.notes(table)))
    return None


class _Label(NamedTuple):
    """What a row counts, and where that is written."""

    record: Record
    text: str
    position: int
    known: bool


class _Across:
    """The rows below one row of months."""

    def __init__(self, records: Sequence[Record], at: int, months: Sequence[int], headings: Headings) -> None:
        self.top, self.first, self.headings = records[at], months[0], headings
        self.over = records[at - 1] if at and records[at - 1].line == records[at].line - 1 else None
        beyond = range(self.first, len(self.top.cells))
        self.columns = [at for at in beyond if at in months or is_total(self.top.cells[at])]
        self.labels = list(self._labels(records[at + 1 :]))

    def turned(self) -> Iterator[Record]:
        """Give the header, and a record for each month or total."""
        places = ((self.top.line, 1), *((label.record.line, label.position + 1) for label in self.labels))
        header = ("Tháng", *(label.text for label in self.labels))
        yield Record(self.top.line, header, spans=NO_SPANS, places=places)
        for column in self.columns:
            yield self._month(column)

    def notes(self, table: Table) -> list[Note]:
        """Return a note that names the columns that are of no month."""
        beyond = range(self.first, len(self.top.cells))
        others = tuple(f"“{quoted(self.top.cells[at])}”" for at in beyond if self._is_unread(at))
        return [Note("data.unknown_columns", table.place(self.top.line), columns=others)] if others else []

    def _is_unread(self, position: int) -> bool:
        return bool(self.top.cells[position].strip()) and position not in self.columns

    def _labels(self, records: Sequence[Record]) -> Iterator[_Label]:
        section = ""
        for label in self._rows(records):
            if not any(label.record.cells[at].strip() for at in self.columns):
                section = label.text
                continue
            path = f"{section}{PATH}{label.text}" if section else label.text
            if self.headings.fit(path) or (self.headings.fit(label.text) and not section):
                yield label._replace(text=path, known=True)
            else:
                enough = self._tells_enough(label.text)
                yield label._replace(text=label.text if enough or not section else path, known=enough)

    def _tells_enough(self, text: str) -> bool:
        return self.headings.knows(text) and len(folded(text).split()) >= _TELLING

    def _rows(self, records: Sequence[Record]) -> Iterator[_Label]:
        """Give each row below the months with its label, without numbering above and what stands below the table."""
        rows = list(map(self._label, records))
        known = [at for at, label in enumerate(rows) if self.headings.knows(label.text)]
        for at, label in enumerate(rows):
            counted = [label.record.cells[column] for column in self.columns if label.record.cells[column].strip()]
            is_numbers = at < min(known, default=0) and is_numbering(label.record, _given(label.record))
            if not is_numbers and (at <= max(known, default=-1) or not all(map(is_words, counted))):
                yield label

    def _label(self, record: Record) -> _Label:
        """Return the label of a row: what stands before the months, without its number and unit."""
        parts: list[str] = []
        position = 0
        for at, cell in enumerate(record.cells[: self.first]):
            text = _ITEM.sub("", " ".join(cell.split()), count=1)
            if text and not _ONLY_ITEM.fullmatch(text) and folded(self.top.cells[at]) not in _UNITS:
                parts.append(text)
                position = at
        return _Label(record, PATH.join(parts), position, known=False)

    def _month(self, column: int) -> Record:
        rows = [label.record for label in self.labels]
        wide = [column in row.covered or (row.spans or {}).get(column, 1) > 1 for row in rows]
        return Record(
            self.top.line,
            (self._named(column), *(row.cells[column] for row in rows)),
            fractions=frozenset(at for at, row in enumerate(rows, 1) if column in row.fractions),
            covered=frozenset(at for at, merged in enumerate(wide, 1) if merged),
            spans=NO_SPANS,
            places=((self.top.line, column + 1), *((row.line, column + 1) for row in rows)),
        )

    def _named(self, column: int) -> str:
        """Return a month with the year that stands over it."""
        month = self.top.cells[column]
        years = set(_YEAR.findall(folded(heading_over(self.over, column)))) if self.over else set()
        return f"{month} năm {years.pop()}" if len(years) == 1 and names_month(f"{month} năm 2000") else month


def _given(record: Record) -> int:
    return sum(bool(cell.strip()) for cell in record.cells)
