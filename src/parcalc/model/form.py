"""An official form: its headings, which counts its columns are, and what must hold in its rows."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar, Literal

from parcalc.model.naming import PATH, folded

LEAST_COLUMNS = 3
_REMARK = re.compile(r"\([^()]*\)")


class _Part:
    """What is read from a form's file, whose reader refuses what is not declared here."""

    __pydantic_config__: ClassVar[Mapping[str, str]] = {"extra": "forbid"}


@dataclass(frozen=True)
class Title(_Part):
    """What a form is called in both languages."""

    vi: str
    en: str


@dataclass(frozen=True)
class Share(_Part):
    """A rate that a program prints: the sum of some columns by that of others."""

    part: tuple[str, ...]
    whole: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse a share of nothing (``ValueError``)."""
        if not self.part or not self.whole:
            raise ValueError("a share of no column")


@dataclass(frozen=True)
class Column(_Part):
    """A column: what it holds and by which headings it is known, alone or under one of a group."""

    id: str
    heading: tuple[str, ...]
    holds: Literal["count", "item", "member", "rate", "unread"] = "count"
    number: int | None = None
    under: str | None = None
    optional: bool = False
    sum: tuple[str, ...] = ()
    of: tuple[Share, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a column that nothing names (``ValueError``)."""
        if not self.heading:
            raise ValueError("a column without a heading")

    @property
    def needed(self) -> bool:
        """Whether a sheet without this column is not the form."""
        return not self.optional and self.holds in {"count", "member"}


@dataclass(frozen=True)
class ColumnSum(_Part):
    """That a column is the sum of others, in every row."""

    column: str
    sum: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse a sum of nothing (``ValueError``)."""
        if not self.sum:
            raise ValueError("a sum of no column")


@dataclass(frozen=True)
class Form(_Part):
    """One form. ``counts`` says of which columns a count is the sum; "a + b" are counts that the form does not part."""

    title: Title
    columns: tuple[Column, ...]
    counts: Mapping[str, tuple[str, ...]]
    named: tuple[str, ...] = ()
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rules: tuple[ColumnSum, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a form that names what it does not have (``ValueError``)."""
        ids = [column.id for column in self.columns]
        numbers = [column.number for column in self.columns if column.number is not None]
        if len(ids) < LEAST_COLUMNS or not self.counts:
            raise ValueError(f"fewer than {LEAST_COLUMNS} columns, or no counts")
        if len(set(ids)) < len(ids) or len(set(numbers)) < len(numbers):
            raise ValueError("two columns have one id or one number")
        if unknown := sorted(set(self._named()) - set(ids)):
            raise ValueError(f"no such column: {', '.join(unknown)}")
        if unknown := sorted({column.under for column in self.columns if column.under} - set(self.groups)):
            raise ValueError(f"no such group: {', '.join(unknown)}")

    def _named(self) -> Iterator[str]:
        for column in self.columns:
            yield from column.sum
            yield from (name for share in column.of for name in (*share.part, *share.whole))
        for rule in self.rules:
            yield from (rule.column, *rule.sum)
        for names in self.counts.values():
            yield from names

    def column(self, name: str) -> Column:
        """Return a column by its id."""
        return next(column for column in self.columns if column.id == name)

    @cached_property
    def all_sums(self) -> tuple[ColumnSum, ...]:
        """The rules, those that a column of totals brings with it among them."""
        own = (ColumnSum(column=column.id, sum=column.sum) for column in self.columns if column.sum)
        return (*own, *self.rules)

    def fits(self, path: str) -> list[Column]:
        """Return the columns that a heading, with those above it, may be."""
        *above, leaf = [folded(part) for part in path.split(PATH)]
        names = {leaf, folded(_REMARK.sub(" ", leaf))}
        return [
            column
            for name in sorted(names)
            for column in self._by_heading.get(name, ())
            if column.under is None or any(word in part for word in self._words(column.under) for part in above)
        ]

    @cached_property
    def _by_heading(self) -> dict[str, list[Column]]:
        known: dict[str, list[Column]] = {}
        for column in self.columns:
            for heading in dict.fromkeys(map(folded, column.heading)):
                known.setdefault(heading, []).append(column)
        return known

    def _words(self, group: str) -> tuple[str, ...]:
        return tuple(map(folded, self.groups[group]))
