"""What DuckDB's types hold."""

from parcalc.model.records import Field
from parcalc.read.dossiers.engines.cells import Dialect, Expression, Held, expression

DIALECT = Dialect(
    clock="timestamp",
    to_the_second="date_trunc('second', cast({} as timestamp))",
    finds="regexp_matches({}, '{}')",
    replaced="regexp_replace({}, '{}', '{}', 'g')",
    group=r"\1",
    composed="nfc_normalize({})",
)
_WHOLES = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "HUGEINT")
_FRACTIONS = ("DECIMAL", "DOUBLE", "FLOAT")
_HELD = {
    "VARCHAR": Held.TEXT,
    "DATE": Held.DAY,
    "TIMESTAMP": Held.CLOCK,
    "TIMESTAMP_S": Held.CLOCK,
    "TIMESTAMP_MS": Held.CLOCK,
    "TIMESTAMP_NS": Held.CLOCK,
    "TIMESTAMP WITH TIME ZONE": Held.INSTANT,
    **dict.fromkeys(_WHOLES, Held.WHOLE),
}

SHOWS_PLAIN = (
    "({0} <> '' and strlen(to_json({0})) = length({0}) + 2"
    " and not (contains({0}, ' ') or contains({0}, chr(127)) or starts_with({0}, '=')))"
)
"""The condition that a text has plain signs only, if not of all that have: as JSON it is but two quotes longer."""


def held(kind: str) -> Held:
    """Return what a type holds, by the name that DuckDB gives it."""
    return Held.FRACTION if kind.startswith(_FRACTIONS) else _HELD.get(kind, Held.OTHER)


def value(column: Field, kind: Held) -> Expression:
    """Return the value of a column in DuckDB's SQL."""
    return expression(column, kind, DIALECT)
