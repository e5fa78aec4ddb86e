"""A blank counts workbook for a year, ready to be filled in: what a CSV cannot tell stands on its cells."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from parcalc.model.plan import Count, Plan
from parcalc.report.blank_counts import months_of

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

SHEET = "Số liệu"
_HEADING = 3
"""The row of the headings, from 0: a title, what to write, and a blank row stand above."""
_MONTH_WIDTH, _WIDTH, _HEIGHT = 15, 14, 110
_A4, _PAGES_WIDE = 9, 3
_LONGEST_PROPERTIES = 4096
_SHADES = ("#DCE9F5", "#F6EBD5")
"""Counts that belong together have one shade, and their neighbours the other."""

# Vietnamese whatever language parcalc speaks, for it is officers who fill it in.
_TITLE = "SỐ LIỆU CẢI CÁCH HÀNH CHÍNH NĂM {year}"
_HOW = "Mỗi tháng một dòng. Không phát sinh thì ghi 0; chưa có số liệu thì để trống: ô trống không phải là số 0."
_WRONG_TITLE = "Chưa đúng"
_WRONG = "Chỉ ghi số nguyên từ 0 trở lên, bằng chữ số; không ghi tỷ lệ phần trăm, không ghi chữ."
_USED = "Dùng cho chỉ tiêu: {targets}."
_MEANS = {
    "sum": "Ghi số phát sinh trong tháng; không phát sinh thì ghi 0, chưa có số liệu thì để trống.",
    "first": "Ghi số từ tháng trước chuyển qua; không có thì ghi 0, chưa có số liệu thì để trống.",
    "last": "Ghi số có đến cuối tháng, không cộng dồn; không có thì ghi 0, chưa có số liệu thì để trống.",
}


def blank_workbook(plan: Plan, years: Sequence[int]) -> bytes:
    """Return an .xlsx with a row for each month of the years and a blank cell for each count of the plan.

    The headings stand in the plan's order, those that belong together in one shade, and keep in sight; each tells which
    targets need it, and its cells take whole numbers only. The same plan and years give the same bytes.
    """
    import xlsxwriter

    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"title": _TITLE.format(year=years[-1]), "created": datetime(years[-1], 1, 1)})  # noqa: DTZ001
        sheet = book.add_worksheet(SHEET)
        _write_top(book, sheet, years[-1])
        _write_headings(book, sheet, plan)
        _write_months(book, sheet, plan, years)
        _prepare_view(sheet, plan)
    return content.getvalue()


def is_blank_workbook(content: bytes, plan: Plan) -> bool:
    """Tell whether a file is a blank workbook of a plan, for whatever years, just as it was written."""
    year = _year(content)
    return year is not None and any(content == blank_workbook(plan, years) for years in ((year,), (year - 1, year)))


def _year(content: bytes) -> int | None:
    """Return the year that the title in a workbook's properties names."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts, parts.open("docProps/core.xml") as properties:
            title = properties.read(_LONGEST_PROPERTIES).decode()
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError, NotImplementedError, RuntimeError, zlib.error, EOFError):
        return None
    match = re.search(re.escape(_TITLE).replace(r"\{year\}", "([0-9]{4})"), title)
    return int(match[1]) if match else None


def _write_top(book: "Workbook", sheet: "Worksheet", year: int) -> None:
    sheet.write_string(0, 0, _TITLE.format(year=year), book.add_format({"bold": True, "font_size": 14}))
    sheet.write_string(1, 0, _HOW, book.add_format({"italic": True}))


def _write_headings(book: "Workbook", sheet: "Worksheet", plan: Plan) -> None:
    shape = {"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "border": 1}
    shades = [book.add_format({**shape, "bg_color": shade}) for shade in _SHADES]
    sheet.set_row(_HEADING, _HEIGHT)
    sheet.write_string(_HEADING, 0, "Tháng", book.add_format(shape))
    for column, (count, shade) in enumerate(_shaded(plan), 1):
        sheet.write_string(_HEADING, column, count.names.vi, shades[shade])
        sheet.write_comment(_HEADING, column, _hint(count, plan), {"x_scale": 2, "y_scale": 1.5, "author": "parcalc"})


def _write_months(book: "Workbook", sheet: "Worksheet", plan: Plan, years: Sequence[int]) -> None:
    months = months_of(years)
    named, counted = book.add_format({"border": 1, "bold": True}), book.add_format({"border": 1, "num_format": "#,##0"})
    for row, month in enumerate(months, _HEADING + 1):
        sheet.write_string(row, 0, month, named)
        for column in range(1, len(plan.counts) + 1):
            sheet.write_blank(row, column, None, counted)
    for column, count in enumerate(plan.counts.values(), 1):
        sheet.data_validation(_HEADING + 1, column, _HEADING + len(months), column, _validation(count, plan))


def _validation(count: Count, plan: Plan) -> dict[str, object]:
    return {
        "validate": "integer", "criteria": "between", "minimum": 0, "maximum": plan.largest_count,
        "error_title": _WRONG_TITLE, "error_message": _WRONG, "input_message": _MEANS[count.over_period],
    }  # fmt: skip


def _prepare_view(sheet: "Worksheet", plan: Plan) -> None:
    sheet.set_column(0, 0, _MONTH_WIDTH)
    sheet.set_column(1, len(plan.counts), _WIDTH)
    sheet.freeze_panes(_HEADING + 1, 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.repeat_rows(_HEADING)
    sheet.repeat_columns(0)
    sheet.fit_to_pages(_PAGES_WIDE, 1)
    sheet.set_selection(_HEADING + 1, 1, _HEADING + 1, 1)


def _hint(count: Count, plan: Plan) -> str:
    """Return what a count is for and how to write it."""
    targets = "; ".join(target.names.vi for target in plan.targets if count.id in target.counts)
    used = _USED.format(targets=targets)
    return f"{used}\n{_MEANS[count.over_period]}" if targets else _MEANS[count.over_period]


def _shaded(plan: Plan) -> Iterator[tuple[Count, int]]:
    """Give each count and its shade: one that shares no target and no rule with its neighbour takes the other."""
    together = [set(target.counts) for target in plan.targets]
    together += [{*rule.left.counts, *rule.right.counts} for rule in plan.rules]
    shade, before = 0, ""
    for count in plan.counts.values():
        if before and not any({before, count.id} <= group for group in together):
            shade = 1 - shade
        yield count, shade
        before = count.id
