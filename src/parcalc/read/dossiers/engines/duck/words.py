"""Texts that are days, times and numbers: each distinct one is read once, in Python, and looked up after that."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, time

from parcalc.errors import Note, Place
from parcalc.model.naming import folded
from parcalc.model.records import Kind, Order
from parcalc.read.counts.numbers import Numbers, unwrapped
from parcalc.read.dossiers.definition import Definition
from parcalc.read.dossiers.engines.duck.queries import Queries
from parcalc.read.dossiers.engines.duck.sources import Source
from parcalc.read.dossiers.entries import LARGEST_WHOLE, without_currency
from parcalc.read.dossiers.moments import AT_DAY, DAY_PATTERN, parse_day, parse_rest
from parcalc.read.dossiers.register import settled_orders
from parcalc.read.dossiers.texts import composed
from parcalc.read.tables.encoding import CONTROL


def _whole(name: str) -> str:
    return f"r_{name}"


def _day(name: str) -> str:
    return f"regexp_extract(r_{name}, '{DAY_PATTERN}')"


def _rest(name: str) -> str:
    return f"replace(r_{name}, {_day(name)}, '{AT_DAY}')"


class Words:
    """The texts of the sources' columns, learnt into tables: ``d_ID`` days, ``t_ID`` times, ``w_ID`` whole numbers.

    ``blank`` are the columns with texts that mean a blank, which are in ``b_ID``; ``mixed`` names, for the query of a
    source that writes numbers in two ways, the table of those that are refused.
    """

    def __init__(self, queries: Queries, sources: Sequence[Source], definition: Definition) -> None:
        """Take the sources whose texts are to be learnt."""
        self.queries, self.sources, self.definition = queries, sources, definition
        self.orders: Mapping[str, Order] = {}
        self.blank: set[str] = set()
        self.mixed: dict[str, str] = {}

    def learn(self) -> list[Note]:
        """Learn every text, and return notes on how days are written.

        Raises ``Unusable`` for columns whose days could be read both ways.
        """
        fields = self.definition.records.fields
        moments = [name for name in self._texts() if fields[name].kind.is_moment]
        days = {name: self._distinct(name, _day) for name in moments}
        self.orders, notes = settled_orders(days, self.sources[0].found.file, self.definition)
        for name in moments:
            self._table(f"d_{name}", "date", {day: parse_day(day, self.orders[name]) for day in days[name]})
            rests = self._distinct(name, _rest)
            times = {rest: parse_rest(unwrapped(composed(rest))) for rest in _sound(rests)}
            self._table(f"t_{name}", "time", times)
            self._learn_blanks(name, rests)
        for name in self._texts():
            if fields[name].kind is Kind.WHOLE:
                texts = self._distinct(name, _whole)
                self._table(f"w_{name}", "bigint", {text: _alone(text) for text in _sound(texts)})
                self._learn_blanks(name, texts)
        for at, source in enumerate(self.sources):
            self._learn_mixed(source, f"x{at}")
        return notes

    def _learn_blanks(self, name: str, texts: Iterable[str]) -> None:
        """Learn the texts of a column in which nothing stands, or what means a blank; such a text has no day in it."""
        blanks = {"", *self.definition.records.fields[name].blanks}
        if found := [text for text in _sound(texts) if folded(unwrapped(text)) in blanks]:
            self._texts_table(f"b_{name}", found)
            self.blank.add(name)

    def _learn_mixed(self, source: Source, table: str) -> None:
        """Learn the numbers of a source that are refused, since others before them are written in another way."""
        fields = self.definition.records.fields
        wholes = [name for name in source.texts(self.definition.columns) if fields[name].kind is Kind.WHOLE]
        if not wholes:
            return
        spelt = "having not regexp_full_match(t, '[0-9]*')"
        asked = (
            f"select r_{name} as t, min(n), {at} from ({source.query}) group by t {spelt}"
            for at, name in enumerate(wholes)
        )
        numbers = Numbers(LARGEST_WHOLE)
        ordered = [str(row[0]) for row in self.queries.execute(f"{' union all '.join(asked)} order by 2, 3")]
        if refused := [text for text in ordered if _read(text, numbers) is None and _alone(text) is not None]:
            self._texts_table(table, refused)
            self.mixed[source.query] = table

    def joins(self, source: Source) -> str:
        """Return what joins the learnt words to a source."""
        fields, joins = self.definition.records.fields, []
        for name in source.texts(self.definition.columns):
            if fields[name].kind.is_moment:
                joins += [_join(f"d_{name}", _day(name)), _join(f"t_{name}", _rest(name))]
            elif fields[name].kind is Kind.WHOLE:
                joins.append(_join(f"w_{name}", _whole(name)))
        return "".join(joins)

    def _texts(self) -> list[str]:
        """Return the columns that are texts in some source."""
        names = (name for source in self.sources for name in source.texts(self.definition.columns))
        return list(dict.fromkeys(names))

    def _distinct(self, name: str, part: Callable[[str], str]) -> list[str]:
        queries = [f"select r_{name} from ({one.query})" for one in self.sources if one.texts([name])]
        given = f"from ({' union all '.join(queries)}) where r_{name} <> ''"
        parts = self.queries.execute(f"select distinct {part(name)} as part {given} order by part")
        return [str(row[0]) for row in parts]

    def _texts_table(self, name: str, texts: Sequence[str]) -> None:
        self.queries.execute(f"create table {name} as select unnest($texts::varchar[]) as text", {"texts": texts})

    def _table(self, name: str, kind: str, words: Mapping[str, date | time | int | None]) -> None:
        known = {text: value for text, value in words.items() if value is not None}
        self.queries.execute(f"create table {name} (text varchar, value {kind})")
        self.queries.execute(
            f"insert into {name} select unnest($texts::varchar[]), unnest($values::{kind}[])",
            {"texts": list(known), "values": list(known.values())},
        )


def _join(table: str, part: str) -> str:
    return f" left join {table} on {table}.text = {part}"


def _sound(texts: Iterable[str]) -> Iterator[str]:
    """Give the texts that a cell may hold."""
    return (text for text in texts if not CONTROL.search(text))


def _alone(text: str) -> int | None:
    return _read(text, Numbers(LARGEST_WHOLE))


def _read(text: str, numbers: Numbers) -> int | None:
    """Return the number of a text beside those that were read before, ``None`` for what is none."""
    number = numbers.read(without_currency(unwrapped(text)), Place(""))
    if numbers.problems:
        numbers.problems.clear()
        return None
    return number
