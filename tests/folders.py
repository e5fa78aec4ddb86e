"""A folder of reports without the command line: one target over small counts, run after run."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from builders import a_plan, a_row, a_target, fixed
from parcalc.archive.past import read_earlier
from parcalc.assess.run import Drawn, Run
from parcalc.language.catalogue import Code
from parcalc.language.language import Language
from parcalc.model.counts import Counts
from parcalc.model.naming import Names
from parcalc.model.period import Month, Period, periods_closed_by
from parcalc.model.plan import Dimension
from parcalc.model.row import Row
from parcalc.report.formats import Format
from parcalc.write.whole import write_whole

UNIT = Dimension("unit", Names("Đơn vị", "Unit"), every_month=False)
PLAN = a_plan(a_target(fixed("at_least", "90")), dimensions=(UNIT,))


def month_of(text: str) -> Month:
    return Period.parse(text).first


def good_of_100(good: Mapping[str, int]) -> Counts:
    """Return counts with so many good cases of 100 in each month."""
    return Counts(
        tuple(a_row(month, line, good=number, all=100) for line, (month, number) in enumerate(good.items(), 2))
    )


def of_units(month: str, good: Mapping[str, int]) -> tuple[Row, ...]:
    """Return the rows of units with so many good cases of 100 each."""
    return tuple(a_row(month, line, {"unit": unit}, good=n, all=100) for line, (unit, n) in enumerate(good.items(), 2))


def run(
    folder: Path,
    counts: Counts,
    month: str,
    formats: Sequence[Format] = ("json",),
    *,
    since: str | None = None,
    by: tuple[str, ...] = (),
    language: Code = "vi",
) -> Drawn:
    """Draw up a month and what it closes, write it, and return what was drawn up."""
    folder.mkdir(exist_ok=True)
    made_at = datetime(2025, 7, 1, tzinfo=UTC)
    work = Run(PLAN, counts, read_earlier(folder), made_at, "0", Language(language))
    drawn = work.draw_up(periods_closed_by(month_of(month)), by, formats, month_of(since) if since else None)
    for name, content in drawn.files.items():
        write_whole(folder / name, content)
    return drawn
