"""Single rows of a Parquet file, where somebody must see them."""

from collections.abc import Iterator, Mapping

from parcalc.errors import Place
from parcalc.judge.spans import Value
from parcalc.read.dossiers.engines.duck.engine import DuckEngine
from parcalc.read.dossiers.engines.duck.sources import Source
from parcalc.read.dossiers.engines.duck.types import value
from parcalc.read.dossiers.engines.sql import column
from parcalc.read.dossiers.entries import Entry
from parcalc.read.dossiers.texts import said


class SourceRows:
    """The rows of a source as entries. Their places count from 1, as the file has no header row."""

    def __init__(self, engine: DuckEngine, source: Source) -> None:
        """Ask for the values of each column, what is written there, and (``o_ID``) whether that is odd."""
        self.engine, self.source = engine, source
        fields, self.names = engine.definition.records.fields, engine.definition.columns
        typed = (f"{value(fields[one], source.types[one]).safe} as {column(one)}" for one in self.names)
        written = (f"cast(r_{one} as varchar) as w_{one}" for one in self.names)
        odd = (f"coalesce({engine.is_odd(source, one)}, false) as o_{one}" for one in self.names)
        self.query = f"select n + 1 as n, {', '.join([*typed, *written, *odd])} from {engine.read(source)}"

    def number(self, condition: str, values: Mapping[str, object]) -> int:
        """Return of how many rows a condition holds."""
        ((number,),) = self.engine.rows(f"select count(*) from ({self.query}) q where {condition}", values)
        return int(str(number))

    def entries(self, condition: str, values: Mapping[str, object], most: int | None = None) -> Iterator[Entry]:
        """Give the rows of which a condition holds, in the file's order, at most so many."""
        asked = ", ".join(["n", *map(column, self.names), *(f"w_{name}" for name in self.names)])
        limit = "" if most is None else f" limit {most}"
        taken = f"select {asked} from ({self.query}) q where {condition} order by n{limit}"
        return (self._entry(int(str(row)), cells) for row, *cells in self.engine.rows(taken, values))

    def _entry(self, row: int, cells: list[object]) -> Entry:
        half = len(self.names)
        typed: dict[str, Value] = dict(zip(self.names, cells[:half], strict=True))  # type: ignore[arg-type]
        given = zip(self.names, cells[half:], strict=True)
        written = {name: "" if cell is None else said(str(cell)) for name, cell in given}
        return Entry(typed, written, Place(self.source.found.file, row))
