"""A blank counts file for a year, as Excel on a Vietnamese Windows opens it."""

import csv
import re
from io import StringIO

from parcalc.model.period import MONTHS_OF_A_YEAR
from parcalc.model.plan import Plan

_YEAR = re.compile("\nTháng 1/([0-9]{4});".encode())


def blank_counts(plan: Plan, year: int) -> bytes:
    """Return a CSV with a row for each month of a year and a blank cell for each count of the plan.

    The headings are Vietnamese whatever language parcalc speaks, for it is officers who fill it in. UTF-8 with a BOM
    and ``;`` are what Excel needs to show the diacritics and to part the columns where a comma is the decimal mark.
    """
    counts = [count.names.vi for count in plan.counts.values()]
    lines = StringIO()
    writer = csv.writer(lines, delimiter=";", lineterminator="\r\n")
    writer.writerow(["Tháng", *counts])
    for number in range(1, MONTHS_OF_A_YEAR + 1):
        writer.writerow([f"Tháng {number}/{year}", *("" for _ in counts)])
    return lines.getvalue().encode("utf-8-sig")


def is_blank(content: bytes, plan: Plan) -> bool:
    """Tell whether a file is a blank one of a plan, for whatever year, just as it was written."""
    year = _YEAR.search(content)
    return year is not None and content == blank_counts(plan, int(year[1]))
