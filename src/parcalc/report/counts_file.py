"""Counts as a counts file: the CSV that Excel opens and ``parcalc check`` reads."""

import csv
from collections.abc import Iterable
from io import StringIO

from parcalc.model.columns import BLANK, Column
from parcalc.model.counts import Counts
from parcalc.model.plan import Plan
from parcalc.report.escaping import sheet_text


def counts_file(plan: Plan, counts: Counts) -> bytes:
    """Return a row for each row of the counts, as ``template`` lays it out: Vietnamese headings, a BOM and ``;``.

    Every count of the plan has its column; a cell is blank where nothing is reported, for somebody to fill in.
    """
    lines = StringIO()
    writer = csv.writer(lines, delimiter=";", lineterminator="\r\n")
    columns = counts.columns
    labels = [plan.dimensions[name].names.vi for name in columns.members]
    writer.writerow(["Tháng", *labels, *(count.names.vi for count in plan.counts.values())])
    months = [f"Tháng {month.number}/{month.year}" for month in columns.months]
    nothing = [BLANK] * len(columns.month_codes)
    writer.writerows(
        zip(
            map(months.__getitem__, columns.month_codes),
            *map(_names, columns.members.values()),
            *(_numbers(columns.values.get(count, nothing)) for count in plan.counts),
            strict=True,
        )
    )
    return lines.getvalue().encode("utf-8-sig")


def _names(column: Column) -> Iterable[str]:
    names = list(map(sheet_text, column.names))
    return ("" if code == BLANK else names[code] for code in column.codes)


def _numbers(column: Iterable[int]) -> Iterable[str]:
    return ("" if number < 0 else str(number) for number in column)
