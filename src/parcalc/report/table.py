"""The screen of ``parcalc check``: read at a glance, at 80 columns and at 120, in colour and without."""

from collections.abc import Sequence
from fractions import Fraction
from math import floor

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from parcalc.judge.ranking import Ranked, ranking
from parcalc.language.language import Language
from parcalc.model.assessment import Assessment, Breakdown, Result, Verdict
from parcalc.report.escaping import harmless
from parcalc.report.words import (
    SIGNS,
    cases,
    closing_line,
    margin,
    missed_lines,
    missing_lines,
    rate,
    required,
    verdict,
)

WIDE = 110
"""From so many columns on, each figure has a column of its own and the months are drawn."""

_COLOURS = {Verdict.MET: "green", Verdict.MISSED: "bold red", Verdict.NO_CASES: "dim", Verdict.NO_DATA: "yellow"}
_BARS = "▁▂▃▄▅▆▇█"
_NO_BAR = "·"


def show(assessment: Assessment, language: Language, console: Console, top: int) -> None:
    """Print the assessment: heading, table, what is missing, the advice for each miss, and the verdicts counted."""
    _show_heading(assessment, language, console)
    wide = console.width >= WIDE
    console.print(_table(assessment.results, language, _bars(console) if wide else "", wide=wide))
    for breakdown in assessment.breakdowns:
        _show_breakdown(breakdown, language, console, top)
    _show_missing(assessment, language, console)
    _show_advice(assessment, language, console)
    console.print(Text(closing_line(assessment, language), style="bold"))


def _show_heading(assessment: Assessment, language: Language, console: Console) -> None:
    plan = assessment.plan
    console.print(Text(language.heading(assessment.period, plan.calendar), style="bold"))
    console.print(_text(language.name(plan.title)))
    console.print(_text(language.text("table.plan_file", file=plan.file), style="dim"))
    if assessment.where:
        members = ", ".join(name for names in assessment.where.values() for name in names)
        console.print(_text(language.text("table.where", members=members)))


def _table(results: Sequence[Result], language: Language, bars: str, *, wide: bool) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, expand=True)
    columns = _wide_columns if wide else _narrow_columns
    for heading, right in columns(bool(bars)):
        table.add_column(language.text(f"table.{heading}"), justify="right" if right else "left", no_wrap=True)
    name = table.columns[0]
    name.no_wrap, name.overflow, name.ratio = False, "fold", 1
    for result in results:
        table.add_row(*(_wide_row(result, language, bars) if wide else _narrow_row(result, language)))
    return table


def _narrow_columns(_: bool) -> tuple[tuple[str, bool], ...]:  # noqa: FBT001
    return (("target", False), ("required", True), ("counted", True), ("verdict", False), ("to_date", False))


def _wide_columns(bars: bool) -> tuple[tuple[str, bool], ...]:  # noqa: FBT001
    columns = (
        ("target", False),
        ("required", True),
        ("cases", True),
        ("rate", True),
        ("verdict", False),
        ("margin", False),
        ("to_date", False),
    )
    return (*columns, ("months", False)) if bars else columns


def _narrow_row(result: Result, language: Language) -> tuple[Text, ...]:
    outcome = result.outcome
    return (
        _name(result, language),
        Text(required(result, outcome, language)),
        _lines(cases(outcome.figure, language), rate(outcome, language)),
        _lines(verdict(outcome, language), margin(result, outcome, language), style=_COLOURS[outcome.verdict]),
        _to_date(result, language),
    )


def _wide_row(result: Result, language: Language, bars: str) -> tuple[Text, ...]:
    outcome = result.outcome
    style = _COLOURS[outcome.verdict]
    row = (
        _name(result, language),
        Text(required(result, outcome, language)),
        Text(cases(outcome.figure, language)),
        Text(rate(outcome, language)),
        Text(verdict(outcome, language), style=style),
        Text(margin(result, outcome, language), style=style),
        _to_date(result, language),
    )
    return (*row, _months(result, bars)) if bars else row


def _name(result: Result, language: Language) -> Text:
    name = _text(language.name(result.target.names))
    if not result.target.binding:
        name.append(f" ({language.text('words.aspiration')})", style="dim")
    return name


def _to_date(result: Result, language: Language) -> Text:
    outcome = result.to_date
    shown = rate(outcome, language) or cases(outcome.figure, language)
    style = _COLOURS[outcome.verdict]
    return _lines(f"{SIGNS[outcome.verdict]} {shown}".rstrip(), margin(result, outcome, language), style=style)


def _lines(*parts: str, style: str = "") -> Text:
    return Text("\n".join(harmless(part) for part in parts if part), style=style)


def _text(raw: str, style: str = "") -> Text:
    return Text(harmless(raw), style=style)


def _bars(console: Console) -> str:
    """Return the bars to draw months with, none where the stream cannot encode them."""
    try:
        _BARS.encode(console.encoding)
    except UnicodeEncodeError:
        return ""
    return _BARS


def _months(result: Result, bars: str) -> Text:
    """Draw the twelve months from the lowest to the highest rate among them; a gap where there was none."""
    known = [figure.value for outcome in result.history if (figure := outcome.figure) and figure.denominator != 0]
    text = Text()
    for outcome in result.history:
        figure = outcome.figure
        drawn = figure is not None and figure.denominator != 0
        bar = bars[_step(figure.value, known, len(bars))] if figure and drawn else _NO_BAR
        text.append(bar, style=_COLOURS[outcome.verdict])
    return text


def _step(value: Fraction, known: Sequence[Fraction], steps: int) -> int:
    low, high = min(known), max(known)
    return steps - 1 if high == low else floor((value - low) * (steps - 1) / (high - low))


def _show_breakdown(breakdown: Breakdown, language: Language, console: Console, top: int) -> None:
    ids = [result.target.id for result in breakdown.members[0].results] if breakdown.members else []
    for target in ids:
        ranked = ranking(breakdown, target)
        if any(entry.place for entry in ranked):
            _show_ranking(breakdown, ranked, language, console, top)


def _show_ranking(
    breakdown: Breakdown, ranked: Sequence[Ranked], language: Language, console: Console, top: int
) -> None:
    title = f"{language.name(ranked[0].result.target.names)} · {language.name(breakdown.dimension.names)}"
    console.print(_text(title, style="bold"))
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False)
    headings = (
        ("rank", True),
        ("member", False),
        ("cases", True),
        ("rate", True),
        ("verdict", False),
        ("margin", False),
    )
    for heading, right in headings:
        table.add_column(language.text(f"table.{heading}"), justify="right" if right else "left")
    table.columns[1].overflow = "fold"
    for entry in ranked[:top]:
        table.add_row(*_ranked_row(entry, language))
    console.print(table)
    if len(ranked) > top:
        console.print(_text(language.text("table.more", number=len(ranked) - top), style="dim"))


def _ranked_row(entry: Ranked, language: Language) -> tuple[Text, ...]:
    outcome = entry.result.outcome
    style = _COLOURS[outcome.verdict]
    return (
        Text(language.number(entry.place) if entry.place else ""),
        _text(entry.name),
        Text(cases(outcome.figure, language)),
        Text(rate(outcome, language)),
        Text(verdict(outcome, language), style=style),
        _text(margin(entry.result, outcome, language), style=style),
    )


def _show_missing(assessment: Assessment, language: Language, console: Console) -> None:
    """Say of each target that could not be judged what is missing."""
    for line in missing_lines(assessment, language):
        console.print(_text(f"{SIGNS[Verdict.NO_DATA]} {line}", style=_COLOURS[Verdict.NO_DATA]))


def _show_advice(assessment: Assessment, language: Language, console: Console) -> None:
    """Say of each miss how far off it is, what would bring it back and whose task it is."""
    for line in missed_lines(assessment, language):
        console.print(_text(f"{SIGNS[Verdict.MISSED]} {line}", style=_COLOURS[Verdict.MISSED]))
