"""The workbook of a report: a sheet for the verdicts, one for each dimension, one for the months."""

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from parcalc.judge.ranking import ranking
from parcalc.language.language import Language
from parcalc.model.assessment import Assessment, Breakdown, Outcome, Result
from parcalc.model.edition import Edition
from parcalc.model.plan import Target
from parcalc.report.content import Content
from parcalc.report.excel.grid import Cell, Grid, Number, counted, figure_alone
from parcalc.report.excel.looks import Looks
from parcalc.report.excel.months import add_months
from parcalc.report.excel.sheet_names import sheet_name
from parcalc.report.marks import WRITER
from parcalc.report.words import done, required, verdict

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

_VERDICTS = (
    ("clause", 16), ("target", 56), ("required", 12), ("numerator", 11), ("denominator", 11), ("rate", 10),
    ("verdict", 18), ("margin", 10), ("to_date_numerator", 13), ("to_date_denominator", 13), ("to_date_rate", 13),
    ("to_date", 18), ("year_before", 12), ("owner", 26),
)  # fmt: skip
_MEMBERS = (
    ("target", 56), ("order", 10), ("member", 30), ("numerator", 11), ("denominator", 11), ("rate", 10),
    ("verdict", 18), ("margin", 10),
)  # fmt: skip


def render(edition: Edition, language: Language) -> bytes:
    """Return an edition as a workbook (.xlsx); the same edition gives the same bytes."""
    from xlsxwriter import Workbook

    written = BytesIO()
    with Workbook(written, {"in_memory": True}) as book:
        _describe(book, edition, language)
        looks, taken = Looks(book), set[str]()
        told = Content(edition, language)
        _add_verdicts(_grid(book, language.text("page.sheet_verdicts"), taken, looks), edition, told, language)
        for breakdown in edition.assessment.breakdowns:
            name = language.name(breakdown.dimension.names)
            _add_members(_grid(book, name, taken, looks), edition.assessment, breakdown, language)
        add_months(_grid(book, language.text("page.sheet_months"), taken, looks), book, edition.assessment, language)
    return written.getvalue()


def _describe(book: "Workbook", edition: Edition, language: Language) -> None:
    book.set_properties({
        "title": language.text("page.title"),
        "author": WRITER,
        "created": edition.made_at.replace(tzinfo=None),
    })  # fmt: skip


def _grid(book: "Workbook", name: str, taken: set[str], looks: Looks) -> Grid:
    return Grid(book.add_worksheet(sheet_name(name, taken)), looks)


def _add_verdicts(grid: Grid, edition: Edition, told: Content, language: Language) -> None:
    """Write each target with its figures of the period, of the year to date and of the year before."""
    grid.line(f"{told.title}: {told.heading}", "title")
    grid.line(" · ".join(part for part in (told.issuer, told.plan, told.where) if part))
    grid.line(told.lead, "bold")
    if told.missing_months:
        grid.line(told.missing_months, "bold")
    grid.row += 1
    head = grid.headings([(language.text(f"table.{key}"), width) for key, width in _VERDICTS])
    for result in edition.assessment.results:
        grid.add(list(_verdict_cells(result, edition, language)))
    _finish(grid, head, len(_VERDICTS), fixed=2)
    first, last = head + 1, grid.row - 1
    grid.looks.colour(grid.sheet, (first, 6, last, 7), f"$G{first + 1}")
    grid.looks.colour(grid.sheet, (first, 11, last, 11), f"$L{first + 1}")
    grid.looks.tint(grid.sheet, (first, 0, last, len(_VERDICTS) - 1), f"$G{first + 1}")
    _add_remarks(grid, told, language)


def _add_remarks(grid: Grid, told: Content, language: Language) -> None:
    """Write under the table what each miss means, what is missing and what has changed."""
    sections = (
        ("page.misses", [miss.line for miss in told.misses]), ("page.allowed", told.allowed),
        ("page.missing", [*told.missing, *told.waiting]), ("page.score", told.score),
        ("page.restatements", told.restatements), ("page.deadlines", told.deadlines), ("page.notes", told.notes),
    )  # fmt: skip
    for title, entries in sections:
        if entries:
            grid.row += 1
            grid.line(language.text(title), "bold")
            for entry in entries:
                grid.line(entry, "line")


def _verdict_cells(result: Result, edition: Edition, language: Language) -> Iterator[Cell]:
    target, outcome, to_date = result.target, result.outcome, result.to_date
    aspiration = "" if target.binding else f" ({language.text('words.aspiration')})"
    yield from (target.clause, f"{language.name(target.names)}{aspiration}", required(result, outcome, language))
    margin = None if target.is_task else outcome.margin
    yield from (*_counted(target, outcome, language), verdict(outcome, language), Number(margin, "margin"))
    yield from (*_counted(target, to_date, language), verdict(to_date, language))
    yield figure_alone(edition.year_before.outcome_of(target.id) if edition.year_before else None)
    yield language.name(target.owner)


def _counted(target: Target, outcome: Outcome, language: Language) -> tuple[Cell, ...]:
    """Return the cells of what was counted; of a task whether it is done."""
    return (done(target, outcome, language), "", "") if target.is_task else counted(outcome)


def _add_members(grid: Grid, assessment: Assessment, breakdown: Breakdown, language: Language) -> None:
    """Write each member under each target, in the order of attention."""
    grid.line(language.heading(assessment.period, assessment.plan.calendar), "title")
    grid.line(language.text("table.order_note"))
    grid.row += 1
    head = grid.headings([(language.text(f"table.{key}"), width) for key, width in _MEMBERS])
    for target in assessment.plan.targets:
        name = language.name(target.names)
        for ranked in ranking(breakdown, target.id):
            outcome = ranked.outcome
            counts = _counted(target, outcome, language)
            margin = Number(outcome.margin, "margin")
            grid.add((name, Number(ranked.place), ranked.name, *counts, verdict(outcome, language), margin))
    _finish(grid, head, len(_MEMBERS), fixed=3)
    first, last = head + 1, max(head + 1, grid.row - 1)
    grid.looks.colour(grid.sheet, (first, 6, last, 7), f"$G{first + 1}")
    grid.looks.tint(grid.sheet, (first, 0, last, len(_MEMBERS) - 1), f"$G{first + 1}")


def _finish(grid: Grid, head: int, columns: int, *, fixed: int) -> None:
    """Keep the headings and the first columns in sight, also on paper, and let the rows be filtered."""
    grid.sheet.freeze_panes(head + 1, fixed)
    grid.sheet.repeat_rows(head)
    grid.sheet.autofilter(head, 0, max(head, grid.row - 1), columns - 1)
