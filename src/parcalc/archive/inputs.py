"""The digest of all that a report is drawn up from: where it is the same, so are the figures, and nothing is judged."""

import hashlib
from array import array
from collections.abc import Iterator, Mapping
from itertools import accumulate

from parcalc.archive.known import EarlierReport
from parcalc.model.columns import BLANK, Codes, Columns, picked
from parcalc.model.counts import Counts
from parcalc.model.period import Month
from parcalc.model.plan import Plan

Inputs = Mapping[Month, str]
"""The digest of all that a report is drawn up from, by the last month of the data that goes into it."""


def inputs(plan: Plan, counts: Counts, version: str) -> Inputs:
    """Return for each month of the data the digest of a plan, a version of parcalc and all rows up to that month.

    Equal digests mean equal figures. Unequal ones mean nothing yet: a row, or a word of the plan, may have changed that
    no figure depends on.
    """
    by_month = sorted(counts.columns.by_month().items())
    chained = accumulate(
        (b"".join(_told(month, rows, counts.columns)) for month, rows in by_month),
        lambda before, told: hashlib.sha256(before + told).digest(),
        initial=hashlib.sha256(f"{version}{plan!r}".encode("utf-8", "backslashreplace")).digest(),
    )
    return {month: digest.hex() for (month, _), digest in zip(by_month, list(chained)[1:], strict=True)}


def is_drawn_from(report: EarlierReport, today: Inputs) -> bool:
    """Tell whether a report was drawn up from what there is today, so that it shows what it would show now."""
    return bool(report.kept and report.kept.months and report.kept.inputs == today.get(report.kept.months[-1]))


def _told(month: Month, rows: Codes, columns: Columns) -> Iterator[bytes]:
    """Give the members and the counts of the rows of a month."""
    yield str(month).encode()
    for dimension, column in columns.members.items():
        names = [None if code == BLANK else column.names[code] for code in picked(column.codes, rows)]
        yield repr((dimension, names)).encode("utf-8", "backslashreplace")
    for count, values in columns.values.items():
        yield count.encode() + array("q", picked(values, rows)).tobytes()
