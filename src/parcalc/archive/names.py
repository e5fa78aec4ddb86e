"""What the files of a reports folder are called: a report after its period and format, and one index."""

from parcalc.model.period import Period
from parcalc.report.formats import FORMATS, Format, suffix

INDEX = "index.html"


def file_name(period: Period, form: Format) -> str:
    """Return the name of a period's report in a format: ``2025-Q2.docx``."""
    return f"{period}.{suffix(form)}"


def named_after(name: str) -> tuple[Period, Format] | None:
    """Return the period and the format that a file is called after, ``None`` if it is not called as a report is."""
    stem, _, ending = name.rpartition(".")
    try:
        period = Period.parse(stem)
    except ValueError:
        return None
    form = next((form for form in FORMATS if suffix(form) == ending), None)
    return (period, form) if form and file_name(period, form) == name and period.kind != "range" else None
