"""The report as Markdown, for mail and wikis."""

import re
from collections.abc import Iterator, Sequence

from parcalc.language.language import Language
from parcalc.model.edition import Edition
from parcalc.report.blocks import Block
from parcalc.report.content import Content
from parcalc.report.escaping import harmless
from parcalc.report.line import Line

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!])")


def render(edition: Edition, language: Language) -> bytes:
    """Return an edition as Markdown (GitHub's tables)."""
    told = Content(edition, language)
    return ("\n".join(_page(told, language)).rstrip("\n") + "\n").encode("utf-8", "backslashreplace")


def _page(told: Content, language: Language) -> Iterator[str]:
    yield from (f"# {_safe(told.title)}", "", f"**{_safe(told.heading)}**", "")
    yield from (_safe(f"{told.issuer} · {told.plan}" if told.issuer else told.plan), "")
    if told.where:
        yield from (_safe(language.text("table.where", members=told.where)), "")
    yield from (_safe(told.paragraph), "", f"**{_safe(told.closing)}**", "")
    if told.missing_months:
        yield from (_safe(told.missing_months), "")
    yield from _section(language.text("page.misses"), [miss.line for miss in told.misses])
    yield from _section(language.text("page.allowed"), told.allowed)
    yield from _section(language.text("page.missing"), [*told.missing, *told.waiting])
    yield from _section(language.text("page.score"), told.score)
    yield from (f"## {_safe(language.text('page.all'))}", "")
    yield from _table(_headings(language), [_cells(line) for line in told.lines])
    for block in told.blocks:
        yield from _block(block, language)
    yield from _section(language.text("page.restatements"), told.restatements)
    yield from _section(language.text("page.deadlines"), told.deadlines)
    yield from _section(language.text("page.notes"), told.notes)
    yield from _section(language.text("page.sources"), [f"{name} (SHA-256 {digest})" for name, digest in told.sources])
    yield _safe(f"{told.made}, {told.technical}")


def _section(title: str, entries: Sequence[str]) -> Iterator[str]:
    if entries:
        yield from (f"## {_safe(title)}", "", *(f"- {_safe(entry)}" for entry in entries), "")


def _headings(language: Language) -> list[str]:
    keys = (
        "clause",
        "target",
        "required",
        "counted",
        "rate",
        "verdict",
        "margin",
        "to_date",
        "change",
        "year_before",
        "remark",
    )
    return [language.text(f"table.{key}") for key in keys]


def _cells(line: Line) -> list[str]:
    to_date = f"{line.to_date_word} {line.to_date}".strip()
    return [
        line.clause, line.name, line.required, line.cases, line.rate, line.verdict_word, line.margin, to_date,
        ", ".join(filter(None, (line.moved, line.moved_cases))), line.year_before,
        "; ".join(filter(None, (line.aspiration, line.remark))),
    ]  # fmt: skip


def _block(block: Block, language: Language) -> Iterator[str]:
    yield from (f"### {_safe(block.title)} · {_safe(block.dimension)}", "")
    headings = [language.text(f"table.{key}") for key in ("order", "member", "counted", "rate", "verdict", "margin")]
    rows = [[one.order, one.name, one.cases, one.rate, one.verdict_word, one.margin] for one in block.places]
    yield from _table(headings, rows)
    if block.more:
        yield from (_safe(block.more), "")


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(map(_safe, headings))} |"
    yield f"|{'---|' * len(headings)}"
    for row in rows:
        yield f"| {' | '.join(map(_safe, row))} |"
    yield ""


def _safe(text: str) -> str:
    """Return text that Markdown shows as it is: no markup, no HTML, no cell that ends early, no control character."""
    return _SPECIAL.sub(r"\\\1", harmless(text))
