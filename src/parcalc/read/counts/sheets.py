"""Which sheets of a workbook hold the counts that are meant, and which only sum them up."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from parcalc.errors import Note
from parcalc.model.naming import folded
from parcalc.read.counts.laid_out import LaidOut
from parcalc.read.counts.months import names_month
from parcalc.read.counts.title_years import is_year
from parcalc.read.tables.choice import require_shown, shown_tables, unread_notes, which_is_meant
from parcalc.read.tables.tables import Table

_OPENING = re.compile(r"(?:(?:bc|báo cáo|sl|số liệu|kq|kết quả|biểu|th)[\s._-]+)+")
_SUM = re.compile(
    r"(?:bảng |báo cáo |bc )?(?:tổng.*|th|cộng.*|l[uũ][ỹy] kế.*|cả năm.*|năm.*|(?:19|20)[0-9]{2}|toàn .*"
    r"|quý.*|q[1-4].*|(?:6|9|12|sáu|chín) tháng.*|summary.*|total.*|year.*)"
)


class Choice(NamedTuple):
    """The tables that are counted, those that only sum them up, and what is noted about the others."""

    read: Sequence[LaidOut]
    summaries: Sequence[LaidOut]
    notes: Sequence[Note]


def with_month(table: Table) -> Table:
    """Return a table that knows the month its sheet is called by: Tháng 6, T6, 06-2025, BC tháng 6."""
    name = _OPENING.sub("", folded(table.sheet))
    return table._replace(month=name) if names_month(name) else table


def counted(tables: Sequence[Table], lay_out: Callable[[Table], LaidOut], *, asked: bool) -> Choice:
    """Return which tables are read.

    Raises ``Unusable`` where several sheets could be meant and none is asked for, where nothing is shown, and where a
    sheet that is called by a month has no known headings though others of its kind do.
    """
    shown = [lay_out(with_month(table)) for table in shown_tables(tables)]
    holding = [laid for laid in shown if laid.holds_counts]
    require_shown(tables, [laid.table for laid in holding])
    read, summaries = (holding, []) if asked else _parted(holding)
    if any(laid.table.month for laid in read):
        read = [laid for laid in shown if laid in read or (laid.table.month and not asked)]
    kept = [laid.table for laid in (*read, *summaries)]
    return Choice(read or shown[:1], summaries, unread_notes(tables, kept or [shown[0].table]))


def _parted(holding: Sequence[LaidOut]) -> tuple[Sequence[LaidOut], Sequence[LaidOut]]:
    """Part the sheets that are counted from those that sum them up."""
    if len(holding) < 2:  # noqa: PLR2004 - nothing to choose
        return holding, []
    for is_part in (_is_of_month, _is_of_year, _is_no_sum):
        read = [laid for laid in holding if is_part(laid)]
        others = [laid for laid in holding if not is_part(laid)]
        if read and all(map(_is_sum, others)) and (len(read) == 1 or is_part is not _is_no_sum):
            return read, others
    raise which_is_meant([laid.table for laid in holding])


def _is_of_month(laid: LaidOut) -> bool:
    return bool(laid.table.month)


def _is_of_year(laid: LaidOut) -> bool:
    return laid.names_months and is_year(laid.table.sheet)


def _is_no_sum(laid: LaidOut) -> bool:
    return not _is_sum(laid)


def _is_sum(laid: LaidOut) -> bool:
    return _SUM.fullmatch(folded(laid.table.sheet)) is not None
