"""Records as columns of values."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from parcalc.judge.spans import Record, Value


class RecordColumns(NamedTuple):
    """The values of records by field, for each as many as there are records."""

    values: Mapping[str, Sequence[Value]]
    number: int

    @classmethod
    def of(cls, records: Sequence[Record], names: Iterable[str]) -> "RecordColumns":
        """Return the columns of records with names; what a record has no value for is blank."""
        return cls({name: [record.get(name) for record in records] for name in names}, len(records))

    def column(self, name: str) -> Sequence[Value]:
        """Return the values of a field: blanks where there is no such column."""
        return self.values[name] if name in self.values else [None] * self.number
