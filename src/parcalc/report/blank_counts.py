"""A blank counts file for a year, as Excel on a Vietnamese Windows opens it."""

import csv
import re
from collections.abc import Sequence
from io import StringIO

from parcalc.model.period import MONTHS_OF_A_YEAR
from parcalc.model.plan import Plan

_YEAR = re.compile("\nTháng 1/([0-9]{4});".encode())


def blank_counts(plan: Plan, years: Sequence[int]) -> bytes:
    """Return a CSV with a row for each month of the years and a blank cell for each count of the plan.

    The headings are Vietnamese whatever language parcalc speaks, for it is officers who fill it in. UTF-8 with a BOM
    and ``;`` are what Excel needs to show the diacritics and to part the columns where a comma is the decimal mark.
    """
    counts = [count.names.vi for count in plan.counts.values()]
    lines = StringIO()
    writer = csv.writer(lines, delimiter=";", lineterminator="\r\n")
    writer.writerow(["Tháng", *counts])
    for month in months_of(years):
        writer.writerow([month, *("" for _ in counts)])
    return lines.getvalue().encode("utf-8-sig")


def is_blank(content: bytes, plan: Plan) -> bool:
    """Tell whether a file is a blank one of a plan, for whatever years, just as it was written."""
    years = [int(year) for year in _YEAR.findall(content)[:2]]
    return bool(years) and content == blank_counts(plan, years)


def months_of(years: Sequence[int]) -> list[str]:
    """Return the months of some years as an officer writes them."""
    return [f"Tháng {number}/{year}" for year in years for number in range(1, MONTHS_OF_A_YEAR + 1)]
