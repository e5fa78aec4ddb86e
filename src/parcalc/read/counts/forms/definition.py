"""What a form is: its headings, which counts its columns are, and what must hold in its rows."""

import re
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from parcalc.errors import Place, Problem, Unusable
from parcalc.model.naming import folded
from parcalc.read.counts.headings import PATH
from parcalc.read.shipped import shipped

LARGEST_FORM = 64 * 1024
_REMARK = re.compile(r"\([^()]*\)")


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Title(_Part):
    """What a form is called in both languages."""

    vi: str
    en: str


class Share(_Part):
    """A rate that a program prints: the sum of some columns by that of others."""

    part: tuple[str, ...] = Field(min_length=1)
    whole: tuple[str, ...] = Field(min_length=1)


class Column(_Part):
    """A column: what it holds and by which headings it is known, alone or under one of a group."""

    id: str
    heading: tuple[str, ...] = Field(min_length=1)
    holds: Literal["count", "item", "member", "rate", "unread"] = Field("count", alias="is")
    number: int | None = None
    under: str | None = None
    optional: bool = False
    sum: tuple[str, ...] = ()
    of: tuple[Share, ...] = ()

    @property
    def needed(self) -> bool:
        """Whether a sheet without this column is not the form."""
        return not self.optional and self.holds in {"count", "member"}


class Rule(_Part):
    """That a column is the sum of others, in every row."""

    column: str
    sum: tuple[str, ...] = Field(min_length=1)


class Form(_Part):
    """One form. ``counts`` says of which columns a count is the sum; "a + b" are counts that the form does not part."""

    title: Title
    named: tuple[str, ...] = ()
    groups: dict[str, tuple[str, ...]] = {}
    columns: tuple[Column, ...] = Field(min_length=3)
    counts: dict[str, tuple[str, ...]] = Field(min_length=1)
    rules: tuple[Rule, ...] = ()

    @model_validator(mode="after")
    def _names_what_there_is(self) -> Self:
        ids = [column.id for column in self.columns]
        numbers = [column.number for column in self.columns if column.number is not None]
        if len(set(ids)) < len(ids) or len(set(numbers)) < len(numbers):
            raise ValueError("two columns have one id or one number")
        if unknown := sorted(set(self._named()) - set(ids)):
            raise ValueError(f"no such column: {', '.join(unknown)}")
        if unknown := sorted({column.under for column in self.columns if column.under} - set(self.groups)):
            raise ValueError(f"no such group: {', '.join(unknown)}")
        return self

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
    def all_sums(self) -> tuple[Rule, ...]:
        """The rules, those that a column of totals brings with it among them."""
        own = (Rule(column=column.id, sum=column.sum) for column in self.columns if column.sum)
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


def known_forms(plan_file: str) -> tuple[Form, ...]:
    """Return the forms that parcalc ships, and those in a folder ``forms`` beside the targets file.

    Raises ``Unusable`` for a form that says what no form can.
    """
    own = Path(plan_file).parent / "forms"
    folders = dict.fromkeys(folder.resolve() for folder in (own, shipped("forms")) if folder and folder.is_dir())
    files = {file.name: file for folder in reversed(folders) for file in sorted(folder.glob("*.yaml"))}
    return tuple(_form(file) for file in files.values())


@cache
def _form(file: Path) -> Form:
    try:
        with file.open("rb") as stream:
            content = stream.read(LARGEST_FORM + 1)
        if len(content) > LARGEST_FORM or any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(content)):
            raise Unusable(Problem("data.form_unusable", Place(str(file)), detail=f"> {LARGEST_FORM}, or an alias"))
        return Form.model_validate(yaml.safe_load(content))
    except (OSError, yaml.YAMLError, UnicodeDecodeError, ValidationError) as error:
        raise Unusable(Problem("data.form_unusable", Place(str(file)), detail=_said(error))) from error


def _said(error: Exception) -> str:
    """Return in one line what is wrong with a form: it is written by who writes plans."""
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return " ".join(str(error).split())
