"""The records of one kind in DuckDB, typed, and what is wrong in them."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from parcalc.errors import Note, Place, Problem
from parcalc.model.records import Kind
from parcalc.read.dossiers.definition import Definition
from parcalc.read.dossiers.engines.cells import CONTROL, UNPLAIN, Held, is_unplain
from parcalc.read.dossiers.engines.duck.queries import Queries
from parcalc.read.dossiers.engines.duck.sources import Source, open_source
from parcalc.read.dossiers.engines.duck.types import DIALECT, SHOWS_PLAIN, value
from parcalc.read.dossiers.engines.duck.words import Words
from parcalc.read.dossiers.engines.sql import SqlRow, column
from parcalc.read.dossiers.large import FileList
from parcalc.read.dossiers.texts import BLANKS
from parcalc.read.duck import connected
from parcalc.read.rows.checked import raise_any

_MOST_THREADS = 4
"""Each thread groups on its own: for those of a server of 32 there would be no room."""

_TEXTS = {Kind.KEY, Kind.TEXT}
_TOTALS = (
    rf"(?i)^[{BLANKS}=\"]*(?:tổng|cộng|l[uũ][ỹy]|toàn|cả|grand|total|sub|sum|quý|q[1-4]|[69][{BLANKS}]*tháng|năm|year)"
)
_WORDS = rf"^[{BLANKS}]*$|(?s:\pL\pL.*\PL.*\pL\pL)"


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
        self.plain: set[tuple[str, str]] = set()
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
        """Tell whether something in a source is no record or not what its column holds; notice which texts are plain.

        A text that tells nothing of a record is not looked at.
        """
        telling = self.definition.telling_texts
        values = [name for name in self.definition.columns if self._kind(name) not in _TEXTS]
        odd = [self.is_odd(source, name) for name in values]
        unplain = [_is_unplain(source, name, self._kind(name)) for name in telling]
        # Without learnt words beside them: DuckDB looks at each text of a column once, and joined at that of each row.
        alone = f"({source.query}) s"
        *numbers, none = self._numbers(alone, [*unplain, _may_be_none(source, self.definition)])
        self.plain |= {(source.query, name) for name, number in zip(telling, numbers, strict=True) if not number}
        rest = [self.is_odd(source, name) for name in telling if (source.query, name) not in self.plain]
        return any([none, *self._numbers(self.read(source), odd), *self._numbers(alone, rest)])

    def _numbers(self, table: str, conditions: Sequence[str]) -> list[int]:
        """Return of how many rows of a table each condition holds."""
        if not conditions:
            return []
        asked = ", ".join(f"count(case when {condition} then 1 end)" for condition in conditions)
        (numbers,) = self.rows(f"select {asked} from {table}", {})
        return [int(str(number)) for number in numbers]

    def _kind(self, name: str) -> Kind:
        return self.definition.records.fields[name].kind

    def is_odd(self, source: Source, name: str) -> str:
        """Return the condition that a cell of a source's column is not what it should be."""
        field, kind = self.definition.records.fields[name], source.types[name]
        if field.kind in _TEXTS and name not in self.definition.telling_texts:
            return "1 = 0"
        if field.kind in _TEXTS:
            # A mark of the order of bytes is taken off where files were joined, and stays where somebody wrote it.
            marked = "|\ufeff" if source.is_csv else ""
            return DIALECT.finds.format(f"cast(r_{name} as string)", CONTROL + marked)
        given = f"r_{name} <> ''" if kind is Held.TEXT else f"r_{name} is not null"
        if kind is Held.TEXT and name in self.words.blank:
            given += f" and r_{name} not in (select text from b_{name})"
        odd = f"{given} and {value(field, kind).safe} is null"
        mixed = self.words.mixed.get(source.query) if kind is Held.TEXT and field.kind is Kind.WHOLE else None
        return f"({odd} or r_{name} in (select text from {mixed}))" if mixed else odd

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
        values = {name: value(fields[name], source.types[name]) for name in self.definition.columns}
        plain = {name for name in values if self._kind(name) not in _TEXTS or (source.query, name) in self.plain}
        return ", ".join(
            f"{one.plain if name in plain else one.safe} as {column(name)}" for name, one in values.items()
        )

    def _refuse_instants(self) -> None:
        fields = self.definition.records.fields
        instants = (
            Problem("records.time_zone", Place(source.found.file), column=fields[name].names)
            for source in self.sources
            for name in self.definition.columns
            if source.types[name] is Held.INSTANT and fields[name].kind.is_moment
        )
        raise_any(list(instants))


def _is_unplain(source: Source, name: str, kind: Kind) -> str:
    """Return the condition that a text may say something else than what is written.

    Of a column with few texts DuckDB replaces in each text once, and finds in each row; of codes to find costs less,
    and only those are looked at that do not show by their lengths that they are plain.
    """
    text = f"cast(r_{name} as string)"
    if source.types[name] not in {Held.TEXT, Held.OTHER}:
        return "1 = 0"
    if kind is Kind.KEY:
        return f"case when {SHOWS_PLAIN.format(text)} then false else {is_unplain(text, DIALECT)} end"
    return f"{text} = '' or {DIALECT.replaced.format(text, UNPLAIN, '')} <> {text}"


def _may_be_none(source: Source, definition: Definition) -> str:
    """Return the condition that a row of a CSV may be no record but a title, a total or a signature.

    It has no moment, and words in each cell or a total for a code. Python, which has the last word on it, asks for no
    less.
    """
    fields = definition.records.fields
    moments = [name for name in source.types if name in fields and fields[name].kind.is_moment]
    if not source.is_csv or not moments:
        return "1 = 0"
    blank = (f"{DIALECT.replaced.format(f'r_{name}', f'[{BLANKS}]', '')} = ''" for name in moments)
    rest = (name for name in source.types if name in fields and name not in moments)
    words = " and ".join(f"coalesce({DIALECT.finds.format(f'r_{name}', _WORDS)}, true)" for name in rest) or "true"
    key = definition.records.key
    code = DIALECT.composed.format(f"coalesce(r_{key.id}, '')") if key else "''"
    no_day = " and ".join(f"coalesce({condition}, true)" for condition in blank)
    return f"{no_day} and ({words} or {DIALECT.finds.format(code, _TOTALS)})"
