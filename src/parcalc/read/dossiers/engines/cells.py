"""What the cells of a typed column say, as SQL: a value, or nothing where a cell holds what its column may not."""

from dataclasses import dataclass
from enum import Enum, auto

from parcalc.model.records import Field, Kind
from parcalc.read.dossiers.entries import LARGEST_WHOLE


class Held(Enum):
    """What an engine's type holds."""

    TEXT = auto()
    WHOLE = auto()
    FRACTION = auto()
    DAY = auto()
    CLOCK = auto()  # a day and what a clock on the wall showed
    INSTANT = auto()  # a moment in the world, whose day depends on where one stands
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Dialect:
    """What an engine calls its type of days with times, and how it cuts one to the second (``{}``)."""

    clock: str
    to_the_second: str


@dataclass(frozen=True, slots=True)
class Expression:
    """The value of a column: ``safe`` is null for what is none; ``plain``, where nothing is wrong, costs less."""

    safe: str
    plain: str


_KNOWN_DAYS = "between date '1901-01-01' and date '2998-12-31'"


def expression(column: Field, held: Held, dialect: Dialect) -> Expression:
    """Return the value of a column ``r_ID``.

    Of texts that are days, times or numbers an engine has learnt the words: ``d_ID`` and ``t_ID`` give the day and the
    time of the two parts of such a text, ``w_ID`` the number.
    """
    value = f"r_{column.id}"
    match column.kind:
        case Kind.KEY:
            return _same(f"nullif(trim(cast({value} as string)), '')")
        case Kind.TEXT:
            return _same(f"cast({value} as string)")
        case Kind.WHOLE:
            return _whole(value, held, column.id)
        case Kind.DATE:
            return _day(value, held, column.id)
        case Kind.TIME:
            return _clock(value, held, column.id, dialect)


def _same(text: str) -> Expression:
    return Expression(text, text)


def _whole(value: str, held: Held, name: str) -> Expression:
    if held is Held.TEXT:
        return _same(f"w_{name}.value")
    if held not in {Held.WHOLE, Held.FRACTION}:
        return _same("cast(null as bigint)")
    plain = f"cast({value} as bigint)"
    fits = f"{value} >= 0 and {value} <= {LARGEST_WHOLE} and {value} = floor({value})"
    return Expression(f"case when {fits} then {plain} end", plain)


def _day(value: str, held: Held, name: str) -> Expression:
    if held is Held.TEXT:
        return _same(f"case when t_{name}.value is not null then d_{name}.value end")
    return _known(value, held, f"cast({value} as date)", "date")


def _clock(value: str, held: Held, name: str, dialect: Dialect) -> Expression:
    if held is Held.TEXT:
        return _same(f"d_{name}.value + t_{name}.value")
    # Times are as fine as a second, as in every other list.
    plain = dialect.to_the_second.format(value) if held is Held.CLOCK else f"cast({value} as {dialect.clock})"
    return _known(value, held, plain, dialect.clock)


def _known(value: str, held: Held, plain: str, kind: str) -> Expression:
    if held not in {Held.DAY, Held.CLOCK}:
        return _same(f"cast(null as {kind})")
    return Expression(f"case when cast({value} as date) {_KNOWN_DAYS} then {plain} end", plain)
