"""Records: one dossier (payment, document) a row, what its columns hold, and how a count is made of them."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple

from parcalc.errors import Place
from parcalc.model.naming import Names, folded
from parcalc.model.period import Period
from parcalc.model.scope import EVERYTHING, Scope

MONTH_END = "month_end"
"""In a comparison: the last day of the month that is being counted."""

Sign = Literal["<=", "<", "=", ">=", ">"]


Order = Literal["day_first", "month_first"]
"""How 05/06/2025 is written: 5 June, or 6 May."""


class Kind(StrEnum):
    """What a column of a list holds."""

    KEY = "key"  # what makes a record one: its code
    TEXT = "text"
    DATE = "date"  # a day; a time of day is passed over
    TIME = "time"  # a day and a time of day, as fine as the list has it
    WHOLE = "whole"  # a whole number, 0 or more

    @property
    def is_moment(self) -> bool:
        """Whether it is a day or a time."""
        return self in {Kind.DATE, Kind.TIME}


class Field(NamedTuple):
    """One column of a list: its id, its labels, what it holds, how it writes days, and what means a blank there."""

    id: str
    names: Names
    kind: Kind
    also: tuple[str, ...] = ()
    order: Order | None = None
    blank: tuple[str, ...] = ()

    @property
    def blanks(self) -> frozenset[str]:
        """The texts that mean a blank, folded."""
        return frozenset(map(folded, self.blank))


class Comparison(NamedTuple):
    """A field beside another, the month's end, a day or a whole number. It does not hold where a field is blank.

    A date beside a time is compared by day: what is returned at any hour of the day it is due is in time.
    """

    left: str
    sign: Sign
    right: str | int | date

    @property
    def fields(self) -> tuple[str, ...]:
        """The ids of the fields that it needs."""
        named = (self.left, self.right) if isinstance(self.right, str) else (self.left,)
        return tuple(name for name in named if name != MONTH_END)

    def __str__(self) -> str:
        """Return the comparison as the plan writes it."""
        return f"{self.left} {self.sign} {self.right}"


class Records(NamedTuple):
    """One kind of list: its columns, and what must hold in every record (where both sides are given)."""

    id: str
    fields: Mapping[str, Field]
    rules: tuple[Comparison, ...] = ()

    @property
    def key(self) -> Field | None:
        """The column whose text makes a record one, if there is any."""
        return next((field for field in self.fields.values() if field.kind is Kind.KEY), None)


class Flow(NamedTuple):
    """Records counted once, in the month of a date."""

    month_of: str

    @property
    def fields(self) -> tuple[str, ...]:
        """The ids of the dates that it needs."""
        return (self.month_of,)


class Stock(NamedTuple):
    """Records counted in every month at whose start or end they are open.

    A record is open from the day of ``opened`` up to the day before ``closed``, or still where that is blank.
    """

    opened: str
    closed: str
    at: Literal["start", "end"]

    @property
    def fields(self) -> tuple[str, ...]:
        """The ids of the dates that it needs."""
        return (self.opened, self.closed)


class Origin(NamedTuple):
    """How a count is made from records: which records, in which months, and what must hold for one to count."""

    records: str
    counted: Flow | Stock
    conditions: tuple[Comparison, ...] = ()
    scope: Scope = EVERYTHING

    @property
    def fields(self) -> tuple[str, ...]:
        """The ids of all fields that it needs, each once."""
        compared = (name for condition in self.conditions for name in condition.fields)
        return tuple(dict.fromkeys([*self.counted.fields, *compared, *self.scope.dimensions]))


class Listing(NamedTuple):
    """The records behind a count in a period: what stands in the columns that the plan declares, and where.

    ``telling`` are the positions of the columns that the count looks at, with the code and what divides the counts;
    ``files`` are those that were read.
    """

    count: Names  # type: ignore[assignment] # not a tuple's
    period: Period
    columns: tuple[Names, ...]
    telling: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    places: tuple[Place, ...]
    files: tuple[str, ...] = ()
