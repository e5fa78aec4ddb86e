"""What the cells of a typed column say, as SQL: a value, or nothing where a cell holds what its column may not.

Of codes and texts it is what ``parcalc.read.dossiers.texts`` says. The patterns mean the same to every engine: their
signs stand for themselves, as a backslash in a text is one sign to one engine and none to another.
"""

from dataclasses import dataclass
from enum import Enum, auto

from parcalc.model.records import Field, Kind
from parcalc.read.dossiers.entries import LARGEST_WHOLE
from parcalc.read.dossiers.texts import BLANKS


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
    """What engines call by other names.

    The type of days with times, and how one is cut to the second (``{}``); whether a pattern is found in a text,
    how all that is found is replaced, what stands for the first group; and a text with its signs composed.
    """

    clock: str
    to_the_second: str
    finds: str
    replaced: str
    group: str
    composed: str


@dataclass(frozen=True, slots=True)
class Expression:
    """The value of a column: ``safe`` is null for what is none.

    ``plain`` costs less, where nothing is wrong and every text says what is written.
    """

    safe: str
    plain: str


INERT = "!-~\u00a1-\u00ac\u00ae-\u02ff\u1e00-\u1eff\u2010-\u2027\u2030-\u205e"
"""Signs, as a class of a pattern, that are no blanks and that Unicode NFC leaves as they are beside any other."""
UNPLAIN = f"[^ {INERT}]|^ | $|  |^="
"""What is found in a text that may say something else than what is written."""
FOREIGN = f"[^{BLANKS}{INERT}]"
"""What is found in a text that Unicode NFC may change."""
CONTROL = "[^\t\n\r -~\u00a0-\U0010ffff]"
"""What is found in a text that no cell may hold."""
_WRAPPED = '^="([^"]*)"$'

_KNOWN_DAYS = "between date '1901-01-01' and date '2998-12-31'"


def expression(column: Field, held: Held, dialect: Dialect) -> Expression:
    """Return the value of a column ``r_ID``.

    Of texts that are days, times or numbers an engine has learnt the words: ``d_ID`` and ``t_ID`` give the day and the
    time of the two parts of such a text, ``w_ID`` the number.
    """
    value = f"r_{column.id}"
    match column.kind:
        case Kind.KEY | Kind.TEXT:
            return _text(f"cast({value} as string)", dialect)
        case Kind.WHOLE:
            return _whole(value, held, column.id)
        case Kind.DATE:
            return _day(value, held, column.id)
        case Kind.TIME:
            return _clock(value, held, column.id, dialect)


def _same(text: str) -> Expression:
    return Expression(text, text)


def _text(text: str, dialect: Dialect) -> Expression:
    one_line = f"trim({dialect.replaced.format(dialect.composed.format(text), f'[{BLANKS}]+', ' ')})"
    said = f"nullif(trim({dialect.replaced.format(one_line, _WRAPPED, dialect.group)}), '')"
    return Expression(f"case when {is_unplain(text, dialect)} then {said} else {text} end", text)


def is_unplain(text: str, dialect: Dialect) -> str:
    """Return the condition that a text may say something else than what is written."""
    return f"({text} = '' or {dialect.finds.format(text, UNPLAIN)})"


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
