"""Counts as a counts file: the CSV that Excel opens and ``parcalc check`` reads."""

import csv
from collections.abc import Iterator
from io import StringIO

from parcalc.model.counts import Counts, Row
from parcalc.model.plan import Plan
from parcalc.report.escaping import sheet_text


def counts_file(plan: Plan, counts: Counts) -> bytes:
    """Return a row for each row of the counts, as ``template`` lays it out: Vietnamese headings, a BOM and ``;``.

    Every count of the plan has its column; a cell is blank where nothing is reported, for somebody to fill in.
    """
    lines = StringIO()
    writer = csv.writer(lines, delimiter=";", lineterminator="\r\n")
    dimensions = list(dict.fromkeys(name for row in counts.rows for name in row.members))
    labels = [plan.dimensions[name].names.vi for name in dimensions]
    writer.writerow(["Tháng", *labels, *(count.names.vi for count in plan.counts.values())])
    writer.writerows(_cells(row, dimensions, plan) for row in counts.rows)
    return lines.getvalue().encode("utf-8-sig")


def _cells(row: Row, dimensions: list[str], plan: Plan) -> Iterator[str]:
    yield f"Tháng {row.month.number}/{row.month.year}"
    yield from (sheet_text(row.members.get(name, "")) for name in dimensions)
    for count in plan.counts:
        value = row.values.get(count)
        yield "" if value is None else str(value)
