"""The shape of a targets file: one definition for its checks and for its JSON Schema.

Values are texts as written (see ``tree``); what they mean together is checked in ``build``.
"""

import re
from datetime import date
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, WithJsonSchema
from pydantic_core import ErrorDetails, PydanticCustomError

from parcalc.model.period import FIRST_YEAR, LAST_YEAR
from parcalc.read.plan.tree import Entries, plain_value

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


def named(value: object) -> object:
    """Return a name in one text as a name for both languages."""
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

    vi: Text = Field("", description="Tên tiếng Việt; một thứ tiếng là đủ · Vietnamese name; one language is enough")
    en: Text = Field("", description="Tên tiếng Anh · English name")


Names = Annotated[NamesShape, BeforeValidator(named, json_schema_input_type=str | NamesShape)]

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

    baseline: Text | None = Field(
        None,
        description="Kỳ gốc: previous_period, previous_year (cùng kỳ) hoặc một năm · The baseline, or a year",
    )
    by: Ladder | None = Field(
        None, description="Ít nhất bao nhiêu: 20%, 20 pp (điểm %), 5 · By at least: a share, points, a number"
    )


Comparison = Annotated[
    ComparisonShape, BeforeValidator(_comparison, json_schema_input_type=str | int | ComparisonShape)
]
Members = Annotated[list[Text], BeforeValidator(_listed, json_schema_input_type=str | list[str]), Field(min_length=1)]


class PlanShape(_Shape):
    """The plan itself."""

    number: Text = Field("", description="Số kế hoạch, như 01/KH-UBND · The plan's number")
    title: Names = Field(description="Tên kế hoạch · The plan's title")
    issuer: Names = Field(description="Nơi ban hành · Who issued it")
    issued: Day | None = Field(None, description="Ngày ban hành, như 2025-01-03 · The day it was issued")
    year: Year = Field(description="Năm của kế hoạch · The year it is for")
    month_ends_on: Annotated[int | None, BeforeValidator(_month_end, json_schema_input_type=Literal["last"] | int)] = (
        Field(
            None,
            description="Ngày cuối tháng báo cáo: last, 1 … 28 · The last day of a reporting month",
        )
    )
    largest_count: Whole | None = Field(
        None, description="Số lớn nhất mà một ô có thể có · The largest count that can be right (default 10^12)"
    )


class FieldShape(_Shape):
    """One column of a list of records."""

    is_: Literal["key", "text", "date", "time", "whole"] = Field(
        alias="is",
        description="key (mã), text (chữ), date (ngày), time (ngày giờ), whole (số nguyên) · What the column holds",
    )
    order: Literal["day_first", "month_first"] | None = Field(
        None,
        description="05/06/2025 là 5 tháng 6 hay 6 tháng 5 · Whether 05/06/2025 is 5 June (default) or 6 May",
    )
    blank: list[Text] = Field([], description="Chữ có nghĩa là để trống, như Không hẹn · Texts that mean a blank")
    vi: Text | None = Field(None, description="Tiêu đề cột tiếng Việt · Vietnamese heading of the column")
    en: Text | None = Field(None, description="Tiêu đề cột tiếng Anh · English heading of the column")
    also: list[Text] = Field([], description="Các tên cột khác cùng nghĩa · Other headings that mean the same")


class RecordsShape(BaseModel):
    """A kind of list, such as dossiers: its columns by id, and rules."""

    model_config = ConfigDict(defer_build=True, extra="allow", frozen=True)
    __pydantic_extra__: dict[str, FieldShape] = Field(init=False)

    rules: list[Text] = Field(
        [], description="Phải đúng với mọi hồ sơ, như received_on <= returned_on · What must hold in every record"
    )


Pair = Annotated[list[Text], BeforeValidator(_pair), Field(min_length=2, max_length=2)]


class CountShape(NamesShape):
    """One whole number of cases a month; with ``from`` it can be counted from records."""

    also: list[Text] = Field([], description="Các tên cột khác cùng nghĩa · Other headings that mean the same")
    over_period: Literal["sum", "first", "last"] = Field(
        "sum",
        description="Cả kỳ: cộng dồn, hay lấy tháng đầu, cuối · Over months: the sum, or the first or last",
    )
    records: Text | None = Field(
        None, alias="from", description="Đếm từ danh sách hồ sơ nào · The records that it is counted from"
    )
    month_of: Text | None = Field(
        None, description="Đếm vào tháng của ngày này · A flow: each record counts in the month of this date"
    )
    open_at_start: Pair | None = Field(
        None,
        description="Còn mở đầu tháng: [ngày mở, ngày đóng] · A stock: open when the month starts: [opened, closed]",
    )
    open_at_end: Pair | None = Field(
        None,
        description="Còn mở cuối tháng: [ngày mở, ngày đóng] · A stock: open when the month ends: [opened, closed]",
    )
    if_: Annotated[list[Text], BeforeValidator(_listed, json_schema_input_type=str | list[str])] = Field(
        [],
        alias="if",
        description="Điều kiện, như returned_on > due_on, due_on < month_end · Comparisons that must hold",
    )
    where: dict[str, Members] = Field(
        {}, description="Chỉ hồ sơ có chữ này, theo cột · Only records with these texts, by column"
    )
    leave_out: dict[str, Members] = Field(
        {}, alias="except", description="Trừ hồ sơ có chữ này, theo cột · All but records with these texts, by column"
    )


class DimensionShape(NamesShape):
    """One way to divide the counts: unit, field, channel."""

    also: list[Text] = Field([], description="Các tên cột khác cùng nghĩa · Other headings that mean the same")
    every_month: bool = Field(
        default=True,
        strict=True,
        description="false: không có dòng là không phát sinh · Whether each member must have a row in every month",
    )


class RuleShape(_Shape):
    """What must hold in every row."""

    rule: Text = Field(description="Tổng <= tổng, hoặc tổng = tổng · A sum of counts, <= or =, and another sum")
    right: Literal["same_month", "previous_month"] = Field(
        "same_month", description="Vế phải lấy tháng nào · Which month the right side is of"
    )
    severity: Literal["error", "warn"] = Field(
        "error", description="warn: chỉ nhắc, không chặn · warn only makes a note"
    )


class TargetShape(NamesShape):
    """A ratio (without a denominator: a number of cases) and the bound it must reach."""

    id: Text = Field("", description="Mã: chữ thường không dấu, số, gạch dưới · A simple word: a-z, 0-9 and _")
    like: Text | None = Field(
        None,
        description="Lấy theo chỉ tiêu khác, hoặc on_time_a, on_time_b, on_time_d · What is not said here is as there",
    )
    clause: Text = Field("", description="Mục trong kế hoạch · The clause of the plan")
    quote: Text = Field("", description="Nguyên văn kế hoạch · The plan's own words")
    owner: Names | None = Field(None, description="Ai phụ trách · Whose task it is")
    cases: Names | None = Field(
        None, description="Đếm cái gì, để viết câu: hồ sơ, giao dịch · What is counted, for sentences"
    )
    good: Names | None = Field(
        None, description="Thế nào là tốt, để viết câu: đúng hạn · What a case is that goes right: on time"
    )
    bad: Names | None = Field(
        None, description="Thế nào là hỏng, để viết câu: trễ · What a case does that goes wrong: be late"
    )
    definition: Text = Field(
        "", description="Tên cách tính đã công bố · The published definition that the formula follows"
    )
    numerator: Text | None = Field(None, description="Tử số: các số liệu nối bằng + và - · Counts joined by + and -")
    denominator: Text | None = Field(
        None, description="Mẫu số; bỏ trống nếu chỉ đếm số lượng · Counts joined by + and -; none for a number of cases"
    )
    at_least: Ladder | None = Field(None, description="từ … trở lên, tối thiểu, ít nhất, không dưới · at least (>=)")
    more_than: Ladder | None = Field(None, description="trên · more than (>)")
    at_most: Ladder | None = Field(None, description="không quá · at most (<=)")
    less_than: Ladder | None = Field(None, description="dưới · less than (<)")
    rises_over: Comparison | None = Field(None, description="tăng so với kỳ gốc · higher than a baseline")
    falls_below: Comparison | None = Field(None, description="giảm so với kỳ gốc · lower than a baseline")
    binding: bool = Field(
        default=True,
        strict=True,
        description="false: phấn đấu, không tính vào kết quả · false for an aspiration: never fails the run",
    )
    where: dict[str, Members] = Field(
        {}, description="Chỉ tính phần này: {field: Đất đai} · Only these members, by dimension"
    )
    leave_out: dict[str, Members] = Field(
        {}, alias="except", description="Trừ phần này: {field: Đất đai} · All but these members, by dimension"
    )
    starts: Day | None = Field(
        None, alias="from", description="Tính từ ngày này · Months that end before this day do not count"
    )
    ends: Day | None = Field(
        None,
        alias="until",
        description="Tính đến hết ngày này; hạn của việc phải làm · Months that end after this day do not count",
    )
    done: Text | None = Field(
        None, description="Việc phải làm: số liệu cho biết đã xong, hạn ở until · A task: what counts that it is done"
    )
    per: Whole | None = Field(
        None,
        description="Trên mỗi 1 (100, 1000) đơn vị mẫu số; mức là con số · So much per 1: the bound is a plain number",
    )
    every: Text | None = Field(
        None, description="Từng lĩnh vực (đơn vị) đều phải đạt · A dimension of which each member must reach the bound"
    )
    near: Ladder | None = Field(None, description="Chưa đạt nhưng từ mức này là gần đạt · From here on a miss is close")
    each: Literal["period", "quarter", "year"] = Field(
        "period", description="quarter, year: tính cho cả quý, cả năm · Judged when the whole quarter or year is over"
    )


class DeadlineShape(NamesShape):
    """A day strictly before which something is due."""

    before: Day = Field(description="Trước ngày này; đúng ngày là muộn · The day itself is too late")
    owner: Names | None = Field(None, description="Ai phụ trách · Whose task it is")
    clause: Text = Field("", description="Mục trong kế hoạch · The clause of the plan")


class ItemShape(NamesShape):
    """Points for a target."""

    target: Text | None = Field(
        None,
        description="Chỉ tiêu được chấm; bỏ trống nếu nơi khác chấm · The target; none if given elsewhere",
    )
    points: Text | None = Field(None, description="Điểm tối đa · The most points")
    full_at: Text | None = Field(
        None, description="Điểm tăng dần, đủ điểm khi đạt mức này · Points grow with the figure up to here"
    )
    steps: dict[str, Text] = Field(
        {}, description="Đạt bậc nào được điểm bậc đó: {80%: 5, 90%: 10} · Points for each step that is reached"
    )
    no_cases: Literal["full"] | None = Field(
        None, description="full: không phát sinh thì được đủ điểm · No cases are worth all points"
    )


class GroupShape(NamesShape):
    """Items of a score that belong together."""

    id: Text = Field("", description="Mã nhóm · A simple word")
    points: Text | None = Field(None, description="Tổng điểm của nhóm, để kiểm tra · The group's points, checked")
    items: list[ItemShape] = Field([], min_length=1, description="Các mục chấm điểm · The items")


class BandShape(NamesShape):
    """What a score from so many points on is called."""

    start: Text | None = Field(
        None,
        alias="from",
        description="Từ bao nhiêu điểm; mức thấp nhất từ 0 · From so many points on; the lowest from 0",
    )


class ScoreShape(_Shape):
    """How the plan gives points for its targets."""

    out_of: Text | None = Field(None, description="Tổng điểm, bằng tổng các mục · Points in all")
    groups: list[GroupShape] = Field([], min_length=1, description="Các nhóm · The groups")
    bands: list[BandShape] = Field([], description="Các mức xếp loại · The bands")


class DocumentShape(_Shape):
    """A targets file of parcalc: docs/targets.md."""

    plan: PlanShape = Field(description="Kế hoạch: số, tên, năm · The plan itself")
    records: dict[str, RecordsShape] = Field({}, description="Danh sách hồ sơ để đếm · Lists that counts are made of")
    counts: dict[str, Annotated[CountShape, BeforeValidator(named, json_schema_input_type=str | CountShape)]] = Field(
        min_length=1, description="Số liệu: mỗi số liệu một cột · What is counted: a column each"
    )
    dimensions: dict[
        str, Annotated[DimensionShape, BeforeValidator(named, json_schema_input_type=str | DimensionShape)]
    ] = Field({}, description="Cách chia số liệu: đơn vị, lĩnh vực · Ways to divide the counts")
    rules: list[Annotated[RuleShape, BeforeValidator(_rule, json_schema_input_type=str | RuleShape)]] = Field(
        [], description="Phải đúng ở mọi dòng · What must hold in every row"
    )
    targets: list[TargetShape] = Field(min_length=1, description="Chỉ tiêu phải đạt · What must be reached")
    deadlines: list[DeadlineShape] = Field(
        [], description="Việc có hạn mà không có số liệu · Days that something is due"
    )
    score: ScoreShape | None = Field(None, description="Chấm điểm · How the plan scores")


def validated(shape: type[DocumentShape], tree: Entries) -> tuple[DocumentShape | None, list[ErrorDetails]]:
    """Return a tree in a shape, or what pydantic finds wrong with it."""
    try:
        return shape.model_validate(plain_value(tree)), []
    except ValidationError as error:
        return None, error.errors(include_url=False, include_input=False)
