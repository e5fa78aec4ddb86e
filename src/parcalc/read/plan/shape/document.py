"""The document and its parts; what they mean together is checked in ``build``."""

from datetime import date
from typing import Literal

from pydantic_core import PydanticCustomError

from parcalc.read.plan.shape.declaring import Shape, key, list_of, mapping_of, of, one_of, optional, or_short
from parcalc.read.plan.shape.values import (
    DAY,
    LADDER,
    MEMBERS,
    MONTH_END,
    PAIR,
    STRING,
    SWITCH,
    TEXT,
    TEXT_OR_TEXTS,
    TEXTS,
    WHOLE,
    WHOLE_NUMBER,
    YEAR,
)

BOUNDS = ("at_least", "more_than", "at_most", "less_than", "rises_over", "falls_below")


def _named(value: object) -> object:
    return {"vi": value} if isinstance(value, str) else value


def _rule(value: object) -> object:
    return {"rule": value} if isinstance(value, str) else value


def _comparison(value: object) -> object:
    if not isinstance(value, str | dict):
        raise PydanticCustomError("comparison", "")
    return {"baseline": value} if isinstance(value, str) else value


class NamesShape(Shape):
    """A name: one text serves both languages."""

    vi: str = key(TEXT, "Tên tiếng Việt; một thứ tiếng là đủ · Vietnamese name; one language is enough", "")
    en: str = key(TEXT, "Tên tiếng Anh · English name", "")


NAMES = or_short(_named, of(NamesShape), STRING)


class ComparisonShape(Shape):
    """What a rise or fall is measured against, and by how much it must be."""

    baseline: str | None = key(
        optional(TEXT), "Kỳ gốc: previous_period, previous_year (cùng kỳ) hoặc một năm · The baseline, or a year", None
    )
    by: dict[str, str] | None = key(
        optional(LADDER), "Ít nhất bao nhiêu: 20%, 20 pp (điểm %), 5 · By at least: a share, points, a number", None
    )


COMPARISON = or_short(_comparison, of(ComparisonShape), STRING, WHOLE_NUMBER)


class PlanShape(Shape):
    """The plan itself."""

    number: str = key(TEXT, "Số kế hoạch, như 01/KH-UBND · The plan's number", "")
    title: NamesShape = key(NAMES, "Tên kế hoạch · The plan's title")
    issuer: NamesShape = key(NAMES, "Nơi ban hành · Who issued it")
    issued: date | None = key(optional(DAY), "Ngày ban hành, như 2025-01-03 · The day it was issued", None)
    year: int = key(YEAR, "Năm của kế hoạch · The year it is for")
    month_ends_on: int | None = key(
        MONTH_END, "Ngày cuối tháng báo cáo: last, 1 … 28 · The last day of a reporting month", None
    )
    largest_count: int | None = key(
        optional(WHOLE), "Số lớn nhất mà một ô có thể có · The largest count that can be right (default 10^12)", None
    )


class FieldShape(Shape):
    """One column of a list of records."""

    is_: Literal["key", "text", "date", "time", "whole"] = key(
        one_of("key", "text", "date", "time", "whole"),
        "key (mã), text (chữ), date (ngày), time (ngày giờ), whole (số nguyên) · What the column holds",
        written="is",
    )
    order: Literal["day_first", "month_first"] | None = key(
        optional(one_of("day_first", "month_first")),
        "05/06/2025 là 5 tháng 6 hay 6 tháng 5 · Whether 05/06/2025 is 5 June (default) or 6 May",
        None,
    )
    blank: list[str] = key(TEXTS, "Chữ có nghĩa là để trống, như Không hẹn · Texts that mean a blank", [])
    vi: str | None = key(optional(TEXT), "Tiêu đề cột tiếng Việt · Vietnamese heading of the column", None)
    en: str | None = key(optional(TEXT), "Tiêu đề cột tiếng Anh · English heading of the column", None)
    also: list[str] = key(TEXTS, "Các tên cột khác cùng nghĩa · Other headings that mean the same", [])


class RecordsShape(Shape):
    """A kind of list, such as dossiers: its columns by id, and rules."""

    OTHERS = of(FieldShape)

    rules: list[str] = key(
        TEXTS, "Phải đúng với mọi hồ sơ, như received_on <= returned_on · What must hold in every record", []
    )


class CountShape(NamesShape):
    """One whole number of cases a month; with ``from`` it can be counted from records."""

    also: list[str] = key(TEXTS, "Các tên cột khác cùng nghĩa · Other headings that mean the same", [])
    over_period: Literal["sum", "first", "last"] = key(
        one_of("sum", "first", "last"),
        "Cả kỳ: cộng dồn, hay lấy tháng đầu, cuối · Over months: the sum, or the first or last",
        "sum",
    )
    records: str | None = key(
        optional(TEXT), "Đếm từ danh sách hồ sơ nào · The records that it is counted from", None, written="from"
    )
    month_of: str | None = key(
        optional(TEXT), "Đếm vào tháng của ngày này · A flow: each record counts in the month of this date", None
    )
    open_at_start: list[str] | None = key(
        optional(PAIR),
        "Còn mở đầu tháng: [ngày mở, ngày đóng] · A stock: open when the month starts: [opened, closed]",
        None,
    )
    open_at_end: list[str] | None = key(
        optional(PAIR),
        "Còn mở cuối tháng: [ngày mở, ngày đóng] · A stock: open when the month ends: [opened, closed]",
        None,
    )
    if_: list[str] = key(
        TEXT_OR_TEXTS,
        "Điều kiện, như returned_on > due_on, due_on < month_end · Comparisons that must hold",
        [],
        written="if",
    )
    where: dict[str, list[str]] = key(
        MEMBERS, "Chỉ hồ sơ có chữ này, theo cột · Only records with these texts, by column", {}
    )
    leave_out: dict[str, list[str]] = key(
        MEMBERS, "Trừ hồ sơ có chữ này, theo cột · All but records with these texts, by column", {}, written="except"
    )


COUNT = or_short(_named, of(CountShape), STRING)


class DimensionShape(NamesShape):
    """One way to divide the counts: unit, field, channel."""

    also: list[str] = key(TEXTS, "Các tên cột khác cùng nghĩa · Other headings that mean the same", [])
    every_month: bool = key(
        SWITCH,
        "false: không có dòng là không phát sinh · Whether each member must have a row in every month",
        default=True,
    )


class RuleShape(Shape):
    """What must hold in every row."""

    rule: str = key(TEXT, "Tổng <= tổng, hoặc tổng = tổng · A sum of counts, <= or =, and another sum")
    right: Literal["same_month", "previous_month"] = key(
        one_of("same_month", "previous_month"), "Vế phải lấy tháng nào · Which month the right side is of", "same_month"
    )
    severity: Literal["error", "warn"] = key(
        one_of("error", "warn"), "warn: chỉ nhắc, không chặn · warn only makes a note", "error"
    )


class TargetShape(NamesShape):
    """A ratio (without a denominator: a number of cases) and the bound it must reach."""

    id: str = key(TEXT, "Mã: chữ thường không dấu, số, gạch dưới · A simple word: a-z, 0-9 and _", "")
    like: str | None = key(
        optional(TEXT),
        "Lấy theo chỉ tiêu khác, hoặc on_time_a, on_time_b, on_time_d · What is not said here is as there",
        None,
    )
    clause: str = key(TEXT, "Mục trong kế hoạch · The clause of the plan", "")
    quote: str = key(TEXT, "Nguyên văn kế hoạch · The plan's own words", "")
    owner: NamesShape | None = key(optional(NAMES), "Ai phụ trách · Whose task it is", None)
    cases: NamesShape | None = key(
        optional(NAMES), "Đếm cái gì, để viết câu: hồ sơ, giao dịch · What is counted, for sentences", None
    )
    good: NamesShape | None = key(
        optional(NAMES), "Thế nào là tốt, để viết câu: đúng hạn · What a case is that goes right: on time", None
    )
    bad: NamesShape | None = key(
        optional(NAMES), "Thế nào là hỏng, để viết câu: trễ · What a case does that goes wrong: be late", None
    )
    definition: str = key(TEXT, "Tên cách tính đã công bố · The published definition that the formula follows", "")
    numerator: str | None = key(optional(TEXT), "Tử số: các số liệu nối bằng + và - · Counts joined by + and -", None)
    denominator: str | None = key(
        optional(TEXT),
        "Mẫu số; bỏ trống nếu chỉ đếm số lượng · Counts joined by + and -; none for a number of cases",
        None,
    )
    at_least: dict[str, str] | None = key(
        optional(LADDER), "từ … trở lên, tối thiểu, ít nhất, không dưới · at least (>=)", None
    )
    more_than: dict[str, str] | None = key(optional(LADDER), "trên · more than (>)", None)
    at_most: dict[str, str] | None = key(optional(LADDER), "không quá · at most (<=)", None)
    less_than: dict[str, str] | None = key(optional(LADDER), "dưới · less than (<)", None)
    rises_over: ComparisonShape | None = key(optional(COMPARISON), "tăng so với kỳ gốc · higher than a baseline", None)
    falls_below: ComparisonShape | None = key(optional(COMPARISON), "giảm so với kỳ gốc · lower than a baseline", None)
    binding: bool = key(
        SWITCH, "false: phấn đấu, không tính vào kết quả · false for an aspiration: never fails the run", default=True
    )
    where: dict[str, list[str]] = key(
        MEMBERS, "Chỉ tính phần này: {field: Đất đai} · Only these members, by dimension", {}
    )
    leave_out: dict[str, list[str]] = key(
        MEMBERS, "Trừ phần này: {field: Đất đai} · All but these members, by dimension", {}, written="except"
    )
    starts: date | None = key(
        optional(DAY), "Tính từ ngày này · Months that end before this day do not count", None, written="from"
    )
    ends: date | None = key(
        optional(DAY),
        "Tính đến hết ngày này; hạn của việc phải làm · Months that end after this day do not count",
        None,
        written="until",
    )
    done: str | None = key(
        optional(TEXT),
        "Việc phải làm: số liệu cho biết đã xong, hạn ở until · A task: what counts that it is done",
        None,
    )
    per: int | None = key(
        optional(WHOLE),
        "Trên mỗi 1 (100, 1000) đơn vị mẫu số; mức là con số · So much per 1: the bound is a plain number",
        None,
    )
    every: str | None = key(
        optional(TEXT),
        "Từng lĩnh vực (đơn vị) đều phải đạt · A dimension of which each member must reach the bound",
        None,
    )
    near: dict[str, str] | None = key(
        optional(LADDER), "Chưa đạt nhưng từ mức này là gần đạt · From here on a miss is close", None
    )
    each: Literal["period", "quarter", "year"] = key(
        one_of("period", "quarter", "year"),
        "quarter, year: tính cho cả quý, cả năm · Judged when the whole quarter or year is over",
        "period",
    )


class DeadlineShape(NamesShape):
    """A day strictly before which something is due."""

    before: date = key(DAY, "Trước ngày này; đúng ngày là muộn · The day itself is too late")
    owner: NamesShape | None = key(optional(NAMES), "Ai phụ trách · Whose task it is", None)
    clause: str = key(TEXT, "Mục trong kế hoạch · The clause of the plan", "")


class ItemShape(NamesShape):
    """Points for a target."""

    target: str | None = key(
        optional(TEXT), "Chỉ tiêu được chấm; bỏ trống nếu nơi khác chấm · The target; none if given elsewhere", None
    )
    points: str | None = key(optional(TEXT), "Điểm tối đa · The most points", None)
    full_at: str | None = key(
        optional(TEXT), "Điểm tăng dần, đủ điểm khi đạt mức này · Points grow with the figure up to here", None
    )
    steps: dict[str, str] = key(
        mapping_of(TEXT), "Đạt bậc nào được điểm bậc đó: {80%: 5, 90%: 10} · Points for each step that is reached", {}
    )
    no_cases: Literal["full"] | None = key(
        optional(one_of("full")), "full: không phát sinh thì được đủ điểm · No cases are worth all points", None
    )


class GroupShape(NamesShape):
    """Items of a score that belong together."""

    id: str = key(TEXT, "Mã nhóm · A simple word", "")
    points: str | None = key(optional(TEXT), "Tổng điểm của nhóm, để kiểm tra · The group's points, checked", None)
    items: list[ItemShape] = key(list_of(of(ItemShape), least=1), "Các mục chấm điểm · The items", [])


class BandShape(NamesShape):
    """What a score from so many points on is called."""

    start: str | None = key(
        optional(TEXT),
        "Từ bao nhiêu điểm; mức thấp nhất từ 0 · From so many points on; the lowest from 0",
        None,
        written="from",
    )


class ScoreShape(Shape):
    """How the plan gives points for its targets."""

    out_of: str | None = key(optional(TEXT), "Tổng điểm, bằng tổng các mục · Points in all", None)
    groups: list[GroupShape] = key(list_of(of(GroupShape), least=1), "Các nhóm · The groups", [])
    bands: list[BandShape] = key(list_of(of(BandShape)), "Các mức xếp loại · The bands", [])


class DocumentShape(Shape):
    """A targets file of parcalc: docs/targets.md."""

    plan: PlanShape = key(of(PlanShape), "Kế hoạch: số, tên, năm · The plan itself")
    records: dict[str, RecordsShape] = key(
        mapping_of(of(RecordsShape)), "Danh sách hồ sơ để đếm · Lists that counts are made of", {}
    )
    counts: dict[str, CountShape] = key(
        mapping_of(COUNT, least=1),
        "Số liệu: mỗi số liệu một cột · What is counted: a column each",
    )
    dimensions: dict[str, DimensionShape] = key(
        mapping_of(or_short(_named, of(DimensionShape), STRING)),
        "Cách chia số liệu: đơn vị, lĩnh vực · Ways to divide the counts",
        {},
    )
    rules: list[RuleShape] = key(
        list_of(or_short(_rule, of(RuleShape), STRING)), "Phải đúng ở mọi dòng · What must hold in every row", []
    )
    targets: list[TargetShape] = key(list_of(of(TargetShape), least=1), "Chỉ tiêu phải đạt · What must be reached")
    deadlines: list[DeadlineShape] = key(
        list_of(of(DeadlineShape)), "Việc có hạn mà không có số liệu · Days that something is due", []
    )
    score: ScoreShape | None = key(optional(of(ScoreShape)), "Chấm điểm · How the plan scores", None)
