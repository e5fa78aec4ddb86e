"""What the cells of a column say, as DuckDB's SQL. Texts are read by the same Python as in small lists, each once."""

from dataclasses import dataclass

from parcalc.model.records import Field, Kind
from parcalc.read.dossiers.entries import LARGEST_WHOLE

TEXT = "VARCHAR"
INSTANT = "TIMESTAMP WITH TIME ZONE"
"""A moment in the world, and not what a clock on the wall showed: its day depends on where one stands."""

_WHOLES = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "HUGEINT")
_FRACTIONS = ("DECIMAL", "DOUBLE", "FLOAT")
_CLOCKS = ("DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS")
_KNOWN_DAYS = "between date '1901-01-01' and date '2998-12-31'"


@dataclass(frozen=True, slots=True)
class Expression:
    """The value of a column: ``safe`` is null for what is none; ``plain``, where nothing is wrong, costs less."""

    safe: str
    plain: str


def expression(column: Field, kind: str) -> Expression:
    """Return the value of a column ``r_ID`` of a type.

    Texts that are days, times or numbers have been learnt: ``d_ID`` and ``t_ID`` give the day and the time of the two
    parts of such a text, ``w_ID`` the number.
    """
    value = f"r_{column.id}"
    match column.kind:
        case Kind.KEY:
            return _same(f"nullif(trim(cast({value} as varchar)), '')")
        case Kind.TEXT:
            return _same(f"cast({value} as varchar)")
        case Kind.WHOLE:
            return _whole(value, kind, column.id)
        case Kind.DATE | Kind.TIME:
            return _moment(value, kind, column)


def _same(text: str) -> Expression:
    return Expression(text, text)


def _whole(value: str, kind: str, name: str) -> Expression:
    if kind == TEXT:
        return _same(f"w_{name}.value")
    if kind not in _WHOLES and not kind.startswith(_FRACTIONS):
        return _same("cast(null as bigint)")
    plain = f"cast({value} as bigint)"
    fits = f"{value} >= 0 and {value} <= {LARGEST_WHOLE} and {value} = floor({value})"
    return Expression(f"case when {fits} then {plain} end", plain)


def _moment(value: str, kind: str, column: Field) -> Expression:
    is_date, name = column.kind is Kind.DATE, column.id
    if kind == TEXT:
        return _same(f"case when t_{name}.value is not null then d_{name}.value end" if is_date else _joined(name))
    if kind not in _CLOCKS:
        return _same(f"cast(null as {'date' if is_date else 'timestamp'})")
    # Times are as fine as a second, as in every other list.
    plain = f"cast({value} as date)" if is_date else f"date_trunc('second', cast({value} as timestamp))"
    return Expression(f"case when cast({value} as date) {_KNOWN_DAYS} then {plain} end", plain)


def _joined(name: str) -> str:
    return f"d_{name}.value + t_{name}.value"
