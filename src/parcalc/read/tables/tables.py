"""The tables of a file's bytes, whatever kind of file it is: the same records for every kind, so one set of rules."""

from collections.abc import Sequence
from dataclasses import dataclass

from parcalc.errors import Place, Problem, Unusable
from parcalc.read.tables.delimiter import Known, find_delimiter, is_vietnamese_table
from parcalc.read.tables.encoding import decode
from parcalc.read.tables.records import Record, declared_delimiter, records


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file, on its sheet if the file is a workbook: its records, none of them blank."""

    file: str
    records: Sequence[Record]
    sheet: str = ""

    def place(self, line: int | None = None, column: int | None = None) -> Place:
        """Return the place of a line, or of the cell in one of its columns."""
        return Place(self.file, line, column, self.sheet)


def read_tables(content: bytes, file: str, known: Known) -> tuple[Table, ...]:
    """Return the tables of a file's bytes; ``known`` tells the headings that the caller looks for.

    Raises ``Unusable`` where the bytes are no table, with the place.
    """
    return (_text_table(content, file, known),)


def _text_table(content: bytes, file: str, known: Known) -> Table:
    text = decode(content, file, lambda reading: is_vietnamese_table(reading, known))
    if not text.strip():
        raise Unusable(Problem("data.empty", Place(file)))
    delimiter = find_delimiter(text, known) or ","
    if declared_delimiter(text):
        return Table(file, tuple(records(text.partition("\n")[2], delimiter, file, skipped=1)))
    return Table(file, tuple(records(text, delimiter, file)))
