"""The shape of a targets file: one definition for its checks and for its JSON Schema.

Values are texts as written (see ``tree``); what they mean together is checked in ``build``.
"""

import re
from datetime import date
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from parcalc.model.period import FIRST_YEAR, LAST_YEAR

_NUMBER_SCHEMA: TypeAlias = str | int | float
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

BOUNDS = ("at_least", "more_than", "at_most", "less_than", "rises_over", "falls_below")


def _text(value: object) -> object:
    if isinstance(value, bool):
        raise PydanticCustomError("switch_word", "", {"text": str(value).lower()})
    if isinstance(value, str) and not value.strip():
        raise PydanticCustomError("blank", "")
    return value


def _date(value: object) -> date:
    # date.fromisoformat alone also takes weeks (2025-W01-1).
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("date", "", {"text": str(value)})


def _whole(value: object) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 15:  # noqa: PLR2004 - 10^15
        return int(value)
    raise PydanticCustomError("whole", "", {"text": str(value)})


def _year(value: object) -> int:
    year = _whole(value) if isinstance(value, str) else 0
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise PydanticCustomError("year", "", {"text": str(value)})
    return year


def _named(value: object) -> object:
    return {"vi": value} if isinstance(value, str) else value


def _rule(value: object) -> object:
    return {"rule": value} if isinstance(value, str) else value


def _comparison(value: object) -> object:
    if not isinstance(value, str | dict):
        raise PydanticCustomError("comparison", "")
    return {"baseline": value} if isinstance(value, str) else value


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _pair(value: object) -> object:
    if not isinstance(value, list) or len(value) != 2:  # noqa: PLR2004 - opened and closed
        raise PydanticCustomError("pair", "")
    return value


def _ladder(value: object) -> object:
    if not isinstance(value, str | dict):
        raise PydanticCustomError("amount", "")
    return {"": value} if isinstance(value, str) else value


def _month_end(value: object) -> int | None:
    if value == "last":
        return None
    day = _whole(value) if isinstance(value, str) and value.isdigit() else 0
    if not 1 <= day <= 28:  # noqa: PLR2004 - the last day that every month has
        raise PydanticCustomError("month_end", "", {"text": str(value)})
    return day


Text = Annotated[str, BeforeValidator(_text, json_schema_input_type=_NUMBER_SCHEMA), Field(max_length=2000)]
Day = Annotated[date, BeforeValidator(_date, json_schema_input_type=date)]
Year = Annotated[int, BeforeValidator(_year, json_schema_input_type=int)]
Whole = Annotated[int, BeforeValidator(_whole, json_schema_input_type=int)]


class _Shape(BaseModel):
    # Built once, as parts of the whole document: on their own they are never asked for.
    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)


class NamesShape(_Shape):
    """A name: one text serves both languages."""

    vi: Text = Field("", description="Vietnamese")
    en: Text = Field("", description="English")


Names = Annotated[NamesShape, BeforeValidator(_named, json_schema_input_type=str | NamesShape)]

# The same amounts as terms.parse_amount takes, for editors.
_AMOUNT: dict[str, object] = {
    "anyOf": [
        {"type": "string", "pattern": r"^\s*(0|[1-9][0-9]*)([.,][0-9]+)?\s*(%|pp)?\s*$"},
        {"type": "number", "minimum": 0},
    ],
    "examples": ["98%", "98.5%", "20 pp", 2, 8.5],
}
_YEARS: dict[str, object] = {
    "type": "object",
    "minProperties": 1,
    "propertyNames": {"pattern": "^([12][0-9]{3}(-[12][0-9]{3})?|each_year|up_to)$"},
    "additionalProperties": _AMOUNT,
    "examples": [{"2025": "50%", "2026": "70%"}, {"2025": "30%", "each_year": "20 pp", "up_to": "100%"}],
}

Ladder = Annotated[dict[str, str], BeforeValidator(_ladder), WithJsonSchema({"anyOf": [_AMOUNT, _YEARS]})]


class ComparisonShape(_Shape):
    """What a rise or fall is measured against, and by how much it must be."""

    baseline: Text | None = Field(None, description="previous_period, previous_year, or a whole year such as 2024")
    by: Ladder | None = Field(None, description="at least by: 20% (a share), 20 pp (percentage points), 5 (cases)")


Comparison = Annotated[
    ComparisonShape, BeforeValidator(_comparison, json_schema_input_type=str | int | ComparisonShape)
]
Members = Annotated[list[Text], BeforeValidator(_listed, json_schema_input_type=str | list[str]), Field(min_length=1)]


class PlanShape(_Shape):
    """The plan itself."""

    number: Text = Field("", description="The plan's number, such as 01/KH-UBND")
    title: Names = Field(description="The plan's title")
    issuer: Names = Field(description="Who issued it")
    issued: Day | None = Field(None, description="The day it was issued, such as 2025-01-03")
    year: Year = Field(description="The year it is for")
    month_ends_on: Annotated[int | None, BeforeValidator(_month_end, json_schema_input_type=Literal["last"] | int)] = (
        Field(None, description="The last day of a reporting month: last (the calendar's own) or 1 to 28")
    )
    largest_count: Whole | None = Field(None, description="The largest count that can be right (default 10^12)")


class FieldShape(_Shape):
    """One column of a list of records."""

    is_: Literal["key", "text", "date", "time", "whole"] = Field(
        alias="is",
        description="key (the code), text, date (a day), time (a day and a time of day) or whole (a whole number)",
    )
    vi: Text | None = Field(None, description="Vietnamese heading of the column")
    en: Text | None = Field(None, description="English heading of the column")
    also: list[Text] = Field([], description="Other headings that mean the same")


class RecordsShape(BaseModel):
    """A kind of list, such as dossiers: its columns by id, and rules."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, FieldShape] = Field(init=False)

    rules: list[Text] = Field([], description="What must hold in every record, such as received_on <= returned_on")


Pair = Annotated[list[Text], BeforeValidator(_pair), Field(min_length=2, max_length=2)]


class CountShape(NamesShape):
    """One whole number of cases a month; with ``from`` it can be counted from records."""

    vi: Text = Field("", description="Vietnamese heading of its column")
    en: Text = Field("", description="English heading of its column")
    also: list[Text] = Field([], description="Other headings that mean the same")
    over_period: Literal["sum", "first", "last"] = Field(
        "sum", description="Over several months: the sum (flows), or the first or last month (stocks)"
    )
    records: Text | None = Field(None, alias="from", description="The records that it is counted from")
    month_of: Text | None = Field(None, description="A flow: each record counts in the month of this date")
    open_at_start: Pair | None = Field(
        None, description="A stock: the records open when the month starts: [date opened, date closed]"
    )
    open_at_end: Pair | None = Field(
        None, description="A stock: the records open when the month ends: [date opened, date closed]"
    )
    if_: Annotated[list[Text], BeforeValidator(_listed, json_schema_input_type=str | list[str])] = Field(
        [], alias="if", description="Comparisons that must hold: returned_on > due_on, fee > 0, due_on < month_end"
    )
    where: dict[str, Members] = Field({}, description="Only records with these texts, by column")
    leave_out: dict[str, Members] = Field({}, alias="except", description="All but records with these texts, by column")


class DimensionShape(NamesShape):
    """One way to divide the counts: unit, field, channel."""

    vi: Text = Field("", description="Vietnamese heading of its column")
    en: Text = Field("", description="English heading of its column")
    also: list[Text] = Field([], description="Other headings that mean the same")
    every_month: bool = Field(
        default=True, strict=True, description="Whether each member must have a row in every month"
    )


class RuleShape(_Shape):
    """What must hold in every row."""

    rule: Text = Field(description="A sum of counts, <= or =, and another sum")
    right: Literal["same_month", "previous_month"] = Field("same_month", description="Which month the right side is of")
    severity: Literal["error", "warn"] = Field("error", description="warn only makes a note")


class TargetShape(NamesShape):
    """A ratio (without a denominator: a number of cases) and the bound it must reach."""

    id: Text = Field("", description="A simple word: a-z, 0-9 and _")
    like: Text | None = Field(
        None, description="Another target, or on_time_a, on_time_b, on_time_d: what is not said here is as there"
    )
    clause: Text = Field("", description="The clause of the plan")
    vi: Text = Field("", description="Vietnamese name; one of vi and en is enough")
    en: Text = Field("", description="English name")
    quote: Text = Field("", description="The plan's own words")
    owner: Names | None = Field(None, description="Whose task it is")
    cases: Names | None = Field(None, description="What is counted, for sentences: hồ sơ, giao dịch")
    good: Names | None = Field(None, description="What a case is that goes right, for sentences: đúng hạn; on time")
    bad: Names | None = Field(None, description="What a case does that goes wrong, for sentences: trễ; be late")
    definition: Text = Field("", description="The published definition that the formula follows")
    numerator: Text | None = Field(None, description="Counts joined by + and -")
    denominator: Text | None = Field(None, description="Counts joined by + and -; none for a plain number of cases")
    at_least: Ladder | None = Field(None, description=">= (từ … trở lên, tối thiểu, không dưới)")
    more_than: Ladder | None = Field(None, description="> (trên)")
    at_most: Ladder | None = Field(None, description="<= (không quá)")
    less_than: Ladder | None = Field(None, description="< (dưới)")
    rises_over: Comparison | None = Field(None, description="Higher than a baseline (tăng)")
    falls_below: Comparison | None = Field(None, description="Lower than a baseline (giảm)")
    binding: bool = Field(
        default=True, strict=True, description="false for an aspiration (phấn đấu): shown, never fails the run"
    )
    where: dict[str, Members] = Field({}, description="Only these members, by dimension")
    leave_out: dict[str, Members] = Field({}, alias="except", description="All but these members, by dimension")
    starts: Day | None = Field(None, alias="from", description="Months that end before this day do not count")
    ends: Day | None = Field(None, alias="until", description="Months that end after this day do not count")
    done: Text | None = Field(None, description="a task: what counts that it is done, by the day of until")
    per: Whole | None = Field(None, description="so much per 1 (100, 1000): the bound is then a plain number")
    every: Text | None = Field(None, description="a dimension of which each member must reach the bound")
    near: Ladder | None = Field(None, description="from here on a miss is close")
    each: Literal["period", "quarter", "year"] = Field(
        "period", description="quarter or year: judged when the whole quarter or year is over"
    )


class DeadlineShape(NamesShape):
    """A day strictly before which something is due."""

    before: Day = Field(description="The day itself is too late (trước ngày)")
    vi: Text = Field("", description="Vietnamese name of what is due")
    en: Text = Field("", description="English name of what is due")
    owner: Names | None = Field(None, description="Whose task it is")
    clause: Text = Field("", description="The clause of the plan")


class ItemShape(NamesShape):
    """Points for a target."""

    vi: Text = Field("", description="Tên tiếng Việt · Vietnamese name")
    en: Text = Field("", description="Tên tiếng Anh · English name")
    target: Text | None = Field(None, description="the target")
    points: Text | None = Field(None, description="the most")
    full_at: Text | None = Field(None, description="linear up to here")
    steps: dict[str, Text] = Field({}, description="points by step")
    no_cases: Literal["full"] | None = Field(None, description="full")


class GroupShape(NamesShape):
    """Items of a score that belong together."""

    id: Text = Field("", description="id")
    vi: Text = Field("", description="Tên tiếng Việt · Vietnamese name")
    en: Text = Field("", description="Tên tiếng Anh · English name")
    points: Text | None = Field(None, description="checked")
    items: list[ItemShape] = Field([], min_length=1, description="items")


class BandShape(NamesShape):
    """What a score from so many points on is called."""

    vi: Text = Field("", description="Tên tiếng Việt · Vietnamese name")
    en: Text = Field("", description="Tên tiếng Anh · English name")
    start: Text | None = Field(None, alias="from", description="from so many points on")


class ScoreShape(_Shape):
    """How the plan gives points for its targets."""

    out_of: Text | None = Field(None, description="points in all")
    groups: list[GroupShape] = Field([], min_length=1, description="groups")
    bands: list[BandShape] = Field([], description="bands")


class DocumentShape(_Shape):
    """A targets file of parcalc: docs/targets.md."""

    plan: PlanShape
    records: dict[str, RecordsShape] = {}
    counts: dict[str, Annotated[CountShape, BeforeValidator(_named, json_schema_input_type=str | CountShape)]] = Field(
        min_length=1
    )
    dimensions: dict[
        str, Annotated[DimensionShape, BeforeValidator(_named, json_schema_input_type=str | DimensionShape)]
    ] = {}
    rules: list[Annotated[RuleShape, BeforeValidator(_rule, json_schema_input_type=str | RuleShape)]] = []
    targets: list[TargetShape] = Field(min_length=1)
    deadlines: list[DeadlineShape] = []
    score: ScoreShape | None = None


_ANYTHING = NamesShape.model_construct(vi="…", en="…")


class SoundParts(DocumentShape):
    """What is left of a document when everything misshapen is taken out: its meaning is checked, it is never used."""

    plan: PlanShape = PlanShape.model_construct(title=_ANYTHING, issuer=_ANYTHING, year=FIRST_YEAR)
    counts: dict[str, Annotated[CountShape, BeforeValidator(_named)]] = {}
    targets: list[TargetShape] = []
