"""The records behind a count: on the screen, or as CSV for a spreadsheet."""

import csv
from io import StringIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from parcalc.language.language import Language
from parcalc.model.period import Calendar
from parcalc.model.records import Listing
from parcalc.report.escaping import harmless, sheet_text

_LONGEST_WHOLE = 16
"""Signs of a code or a date, which are not broken over lines."""


def show(listing: Listing, language: Language, console: Console, calendar: Calendar) -> None:
    """Print which count and period it is, the records, a row each, and how many there are."""
    console.print(_text(f"{language.name(listing.count)} · {language.heading(listing.period, calendar)}", "bold"))
    files = {(place.file, place.sheet) for place in listing.places}
    one_file = len(files) == 1 and listing.places[0].line is not None  # a table of a cluster has no lines
    if one_file:
        console.print(_text(str(listing.places[0]._replace(line=None, column=None)), "dim"))
    if listing.rows:
        console.print(_table(listing, language, one_file=one_file))
    console.print(_text(language.text("table.records_listed", number=len(listing.rows))))


def _table(listing: Listing, language: Language, *, one_file: bool) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    for at in listing.telling:
        longest = max(len(row[at]) for row in listing.rows)
        whole = longest if longest <= _LONGEST_WHOLE else None
        table.add_column(_text(language.name(listing.columns[at])), overflow="fold", min_width=whole)
    table.add_column(language.text("table.line" if one_file else "table.found_at"), overflow="fold", justify="right")
    for row, place in zip(listing.rows, listing.places, strict=True):
        found_at = str(place.line) if one_file else str(place)
        table.add_row(*(_text(row[at]) for at in listing.telling), _text(found_at, "dim"))
    return table


def as_csv(listing: Listing, language: Language) -> bytes:
    """Return the records as CSV: UTF-8 with a BOM and ``;``, so that Excel shows it right."""
    lines = StringIO()
    writer = csv.writer(lines, delimiter=";", lineterminator="\r\n")
    writer.writerow([*map(language.name, listing.columns), language.text("table.found_at")])
    for row, place in zip(listing.rows, listing.places, strict=True):
        writer.writerow([*map(sheet_text, row), sheet_text(str(place))])
    return lines.getvalue().encode("utf-8-sig", "backslashreplace")


def _text(text: str, style: str = "") -> Text:
    return Text(harmless(text), style=style)
