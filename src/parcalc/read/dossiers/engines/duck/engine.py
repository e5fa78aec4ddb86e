"""The records of one kind in DuckDB, typed, and what is wrong in them."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from parcalc.errors import Note, Place, Problem
from parcalc.model.records import Kind
from parcalc.read.dossiers.definition import Definition
from parcalc.read.dossiers.engines.cells import Held
from parcalc.read.dossiers.engines.duck.queries import Queries
from parcalc.read.dossiers.engines.duck.sources import Source, open_source
from parcalc.read.dossiers.engines.duck.types import value
from parcalc.read.dossiers.engines.duck.words import Words
from parcalc.read.dossiers.engines.sql import SqlRow, column
from parcalc.read.dossiers.large import FileList
from parcalc.read.duck import connected
from parcalc.read.rows.checked import raise_any

_MOST_THREADS = 4
"""Each thread groups on its own: for those of a server of 32 there would be no room."""

_TEXTS = {Kind.KEY, Kind.TEXT}


class DuckEngine:
    """The records of one kind, as an ``Engine``; what it makes of them lies in a folder of its own."""

    sign, fingerprint = "$", "hash"

    def __init__(self, definition: Definition, folder: Path) -> None:
        """Begin with no list, in a folder that is empty."""
        self.definition, self.folder, self.table = definition, folder / "lists", "records"
        self.folder.mkdir()
        spilt = str(folder / "spilt")
        self.queries = Queries(connected(temp_directory=spilt, preserve_insertion_order=False))
        ((threads,),) = self.rows("select current_setting('threads')", {})
        self.queries.execute(f"set threads = {min(int(str(threads)), _MOST_THREADS)}")
        self.sources: list[Source] = []
        self.padded: set[str] = set()
        self.words = Words(self.queries, self.sources, definition)

    def rows(self, text: str, values: Mapping[str, object]) -> Iterable[SqlRow]:
        """Give the rows of a query."""
        return self.queries.execute(text, values)

    def keep(self, name: str, text: str, values: Mapping[str, object]) -> None:
        """Let a table have the rows of a query."""
        self.queries.execute(f"create or replace temp table {name} as {text}", values)

    def define(self, name: str, text: str) -> None:
        """Let a view have the rows of a query."""
        self.queries.execute(f"create view {name} as {text}")

    def close(self) -> None:
        """Let go of the folder."""
        self.queries.close()

    def take(self, lists: Sequence[FileList]) -> list[Note]:
        """Take in lists and learn their texts; return notes on how days are written.

        Raises ``Unusable`` for columns that cannot be read in one way, and ``duckdb.Error`` for a CSV that is not laid
        out as its header says.
        """
        self.sources += [open_source(found, self.folder, self.queries) for found in lists]
        self._refuse_instants()
        return self.words.learn()

    def odd(self, source: Source) -> bool:
        """Tell whether something in a source is not what its column holds; notice whether its codes have blanks."""
        odd = [f"count(case when {self.is_odd(source, name)} then 1 end)" for name in self.definition.columns]
        key = self.definition.records.key
        padded = f"count(case when {_is_padded(key.id)} then 1 end)" if key else "0"
        ((blanks, *numbers),) = self.rows(f"select {', '.join([padded, *odd])} from {self.read(source)}", {})
        if blanks:
            self.padded.add(source.query)
        return any(int(str(number)) for number in numbers)

    def is_odd(self, source: Source, name: str) -> str:
        """Return the condition that a cell of a source's column is not what it should be."""
        field, kind = self.definition.records.fields[name], source.types[name]
        given = f"trim(r_{name}) <> ''" if kind is Held.TEXT else f"r_{name} is not null"
        if kind is Held.TEXT and name in self.words.blank:
            given += f" and r_{name} not in (select text from b_{name})"
        return f"{given} and {value(field, kind).safe} is null" if field.kind not in _TEXTS else "1 = 0"

    def read(self, source: Source) -> str:
        """Return a source with its learnt words beside it."""
        return f"({source.query}) s{self.words.joins(source)}"

    def type_all(self) -> None:
        """Let ``table`` have the typed records of all sources, in which nothing is odd."""
        typed = " union all ".join(f"select {self._columns(one)} from {self.read(one)}" for one in self.sources)
        if any(self.words.joins(source) for source in self.sources):
            # Words are looked up once, not by every query.
            path = str(self.folder / "typed.parquet")
            self.queries.execute(f"copy ({typed}) to '{path}' (format parquet)")
            typed = f"select * from read_parquet('{path}')"
        self.queries.execute(f"create view records as {typed}")

    def _columns(self, source: Source) -> str:
        fields = self.definition.records.fields
        values = {name: value(fields[name], source.types[name]).plain for name in self.definition.columns}
        key = self.definition.records.key
        if key and source.query not in self.padded:
            values[key.id] = f"cast(r_{key.id} as string)"
        return ", ".join(f"{value} as {column(name)}" for name, value in values.items())

    def _refuse_instants(self) -> None:
        fields = self.definition.records.fields
        instants = (
            Problem("records.time_zone", Place(source.found.file), column=fields[name].names)
            for source in self.sources
            for name in self.definition.columns
            if source.types[name] is Held.INSTANT and fields[name].kind.is_moment
        )
        raise_any(list(instants))


def _is_padded(name: str) -> str:
    """Return the condition that a code is nothing or has blanks around it, which may be others than ASCII's.

    To trim every code of a nation takes longer than all else that is done to them.
    """
    code = f"cast(r_{name} as string)"
    foreign = f"strlen({code}) <> length({code}) and trim({code}) <> {code}"
    return f"{code} = '' or {code} like ' %' or {code} like '% ' or ({foreign})"
