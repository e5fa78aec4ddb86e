"""The screen of ``parcalc check``: read at a glance, at 80 columns and at 120, in colour and without."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from parcalc.language.language import Language
from parcalc.model.assessment import Verdict
from parcalc.model.edition import Edition
from parcalc.report.content import Content
from parcalc.report.escaping import harmless
from parcalc.report.line import Line
from parcalc.report.words import SIGNS

if TYPE_CHECKING:
    from parcalc.report.blocks import Block, Place

WIDE = 110
"""From so many columns on, each figure has a column of its own and each month its sign."""

_COLOURS = {
    Verdict.MET: "green",
    Verdict.MISSED: "bold red",
    Verdict.NO_CASES: "dim",
    Verdict.NO_DATA: "yellow",
    Verdict.NOT_DUE: "blue",
}
_NEAR = "bold yellow"
_Columns = tuple[tuple[str, bool], ...]
"""The key of each heading, and whether its column is on the right side."""

_NARROW: _Columns = (
    ("target", False), ("required", True), ("counted", True), ("verdict", False), ("to_date", False),
)  # fmt: skip
_WIDE: _Columns = (
    ("target", False), ("required", True), ("counted", True), ("rate", True), ("verdict", False), ("margin", False),
    ("to_date", False), ("months", False),
)  # fmt: skip
_NARROWEST_NAME = 20
"""What the name of a target keeps of the screen, however many cases a nation has."""

_GIVE_WAY = {"target", "verdict", "margin", "to_date"}
"""Columns of words, which may stand on several lines: figures may not."""

_PLACES: _Columns = (
    ("order", True), ("member", False), ("counted", True), ("rate", True), ("verdict", False), ("margin", False),
)  # fmt: skip


def show(edition: Edition, language: Language, console: Console, top: int) -> None:
    """Print the verdicts counted and what is missing, then the table, and what each miss means."""
    told = Content(edition, language, top)
    _show_heading(told, language, console)
    _show_lines(filter(None, [told.missing_months]), Verdict.NO_DATA, console)
    _show_lines(told.missing, Verdict.NO_DATA, console)
    _show_lines(told.waiting, Verdict.NOT_DUE, console)
    console.print(_table(told.lines, language, wide=console.width >= WIDE))
    for block in told.blocks:
        _show_block(block, language, console)
    for line in told.score:
        console.print(_text(line))
    _show_lines((miss.line for miss in told.misses), Verdict.MISSED, console)
    _show_lines(told.allowed, Verdict.MET, console)


def _show_heading(told: Content, language: Language, console: Console) -> None:
    console.print(Text(told.heading, style="bold"))
    console.print(_text(told.plan))
    console.print(_text(language.text("table.plan_file", file=told.plan_file), style="dim"))
    if told.where:
        console.print(_text(language.text("table.where", members=told.where)))
    console.print(Text(told.closing, style="bold"))


def _show_lines(lines: Iterable[str], verdict: Verdict, console: Console) -> None:
    """Print each line with the sign and in the colour of a verdict."""
    for line in lines:
        console.print(_text(f"{SIGNS[verdict]} {line}", style=_COLOURS[verdict]))


def _table(lines: Sequence[Line], language: Language, *, wide: bool) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, expand=True)
    columns = _WIDE if wide else _NARROW
    _add_columns(table, columns, language)
    for column, (heading, _) in zip(table.columns, columns, strict=True):
        column.no_wrap = heading not in _GIVE_WAY
    name = table.columns[0]
    name.overflow, name.ratio, name.width = "fold", 1, _NARROWEST_NAME
    for line in lines:
        table.add_row(*(_wide_row(line) if wide else _narrow_row(line)), end_section=not wide)
    return table


def _add_columns(table: Table, columns: _Columns, language: Language) -> None:
    for heading, right in columns:
        table.add_column(language.text(f"table.{heading}"), justify="right" if right else "left", no_wrap=True)


def _narrow_row(line: Line) -> tuple[Text, ...]:
    return (
        _name(line),
        Text(line.required),
        _stacked(line.cases, line.rate),
        _stacked(line.verdict_word, line.margin, style=_NEAR if line.near else _COLOURS[line.verdict]),
        _to_date(line),
    )


def _wide_row(line: Line) -> tuple[Text, ...]:
    style = _NEAR if line.near else _COLOURS[line.verdict]
    return (
        _name(line),
        Text(line.required),
        Text(line.cases),
        Text(line.rate),
        Text(line.verdict_word, style=style),
        _text(line.margin, style=style),
        _to_date(line),
        _months(line),
    )


def _name(line: Line) -> Text:
    name = _text(line.name)
    if line.aspiration:
        name.append(f" ({line.aspiration})", style="dim")
    return name


def _to_date(line: Line) -> Text:
    sign = f"{SIGNS[line.to_date_verdict]} {line.to_date}".rstrip()
    return _stacked(sign, line.to_date_margin, style=_COLOURS[line.to_date_verdict])


def _months(line: Line) -> Text:
    """Return the sign of each month's verdict."""
    signs = Text()
    for verdict in line.months:
        signs.append(SIGNS[verdict], style=_COLOURS[verdict])
    return signs


def _stacked(*parts: str, style: str = "") -> Text:
    return Text("\n".join(harmless(part) for part in parts if part), style=style)


def _text(raw: str, style: str = "") -> Text:
    return Text(harmless(raw), style=style)


def _show_block(block: "Block", language: Language, console: Console) -> None:
    console.print(_text(f"{block.title} · {block.dimension}", style="bold"))
    console.print(_text(language.text("table.order_note"), style="dim"))
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False)
    _add_columns(table, _PLACES, language)
    table.columns[1].no_wrap, table.columns[1].overflow = False, "fold"
    for place in block.places:
        table.add_row(*_place_row(place))
    console.print(table)
    if block.hidden:
        console.print(_text(language.text("table.more", number=block.hidden), style="dim"))


def _place_row(place: "Place") -> tuple[Text, ...]:
    style = _COLOURS[place.verdict]
    return (
        Text(place.order),
        _text(place.name),
        Text(place.cases),
        Text(place.rate),
        Text(place.verdict_word, style=style),
        _text(place.margin, style=style),
    )
