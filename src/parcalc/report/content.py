"""What every written report says, in words and in order, not escaped; HTML, Markdown and Word only lay it out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parcalc.judge.ranking import ranking
from parcalc.language.language import Language
from parcalc.model.assessment import Assessment, Breakdown, Figure, Result, Verdict
from parcalc.model.edition import Edition, Restatement
from parcalc.report.figures import change
from parcalc.report.words import (
    SIGNS,
    cases,
    closing_line,
    comparison,
    margin,
    missed_lines,
    missing_lines,
    rate,
    required,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One target in words. ``verdict`` and ``to_date_verdict`` are the contract's own, for colours."""

    id: str
    clause: str
    name: str
    required: str
    cases: str
    rate: str
    verdict: Verdict
    verdict_word: str
    margin: str
    to_date: str
    to_date_verdict: Verdict
    to_date_word: str
    change: str
    remark: str


@dataclass(frozen=True, slots=True)
class Place:
    """One member's place in a ranking."""

    rank: str
    name: str
    cases: str
    rate: str
    verdict: Verdict
    verdict_word: str
    margin: str


@dataclass(frozen=True, slots=True)
class Block:
    """The members of a dimension ranked for one target."""

    title: str
    dimension: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole report in words."""

    title: str
    heading: str
    plan: str
    issuer: str
    where: str
    closing: str
    verdicts: tuple[tuple[Verdict, str, str], ...]
    misses: tuple[str, ...]
    missing: tuple[str, ...]
    lines: tuple[Line, ...]
    blocks: tuple[Block, ...]
    notes: tuple[str, ...]
    restatements: tuple[str, ...]
    deadlines: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]
    made: str


def outline(edition: Edition, language: Language) -> Outline:
    """Return an edition in words."""
    assessment = edition.assessment
    plan = assessment.plan
    return Outline(
        title=language.text("page.title"),
        heading=language.heading(assessment.period, plan.calendar),
        plan=" · ".join(part for part in (language.name(plan.title), plan.number) if part),
        issuer=language.name(plan.issuer),
        where=", ".join(name for names in assessment.where.values() for name in names),
        closing=closing_line(assessment, language),
        verdicts=tuple(_counted(assessment, verdict, language) for verdict in Verdict),
        misses=tuple(missed_lines(assessment, language)),
        missing=tuple(missing_lines(assessment, language)),
        lines=tuple(_line(result, edition.before, language) for result in assessment.results),
        blocks=tuple(block for breakdown in assessment.breakdowns for block in _blocks(breakdown, language)),
        notes=tuple(_note(assessment, language)),
        restatements=tuple(line for restated in edition.restatements for line in restated_lines(restated, language)),
        deadlines=tuple(_deadlines(edition, language)),
        sources=tuple((file.name, file.sha256) for file in assessment.files),
        made=_made(edition, language),
    )


def restated_lines(restated: Restatement, language: Language) -> Iterator[str]:
    """Give a line for each count and each verdict that is no longer what an earlier report said."""
    for changed in restated.counts:
        yield language.text(
            "page.count_restated",
            period=restated.period,
            report=restated.report,
            count=changed.count.names,
            before=_reported(changed.before, language),
            after=_reported(changed.after, language),
        )
    for turned in restated.verdicts:
        yield language.text(
            "page.verdict_restated",
            period=restated.period,
            report=restated.report,
            target=turned.target.names,
            before=language.text(f"words.{turned.before}"),
            after=language.text(f"words.{turned.after}"),
        )


def _counted(assessment: Assessment, verdict: Verdict, language: Language) -> tuple[Verdict, str, str]:
    return verdict, language.number(assessment.count(verdict)), _word(verdict, language)


def _word(verdict: Verdict, language: Language) -> str:
    return f"{SIGNS[verdict]} {language.text(f'words.{verdict}')}"


def _line(result: Result, before: Assessment | None, language: Language) -> Line:
    outcome, to_date, target = result.outcome, result.to_date, result.target
    return Line(
        id=target.id,
        clause=target.clause,
        name=language.name(target.names),
        required=required(result, outcome, language),
        cases=cases(outcome.figure, language),
        rate=rate(outcome, language),
        verdict=outcome.verdict,
        verdict_word=_word(outcome.verdict, language),
        margin=margin(result, outcome, language),
        to_date=rate(to_date, language) or cases(to_date.figure, language),
        to_date_verdict=to_date.verdict,
        to_date_word=_word(to_date.verdict, language),
        change=_change(result, before, language),
        remark="; ".join(_remarks(result, language)),
    )


def _remarks(result: Result, language: Language) -> Iterator[str]:
    if not result.target.binding:
        yield language.text("words.aspiration")
    if result.target.definition:
        yield language.text("page.definition", definition=result.target.definition)
    if compared := comparison(result.outcome, language):
        yield compared


def _change(result: Result, before: Assessment | None, language: Language) -> str:
    """Return the change against the period before, in points and in cases; nothing where there is no such figure."""
    earlier = _figure_before(result, before)
    now = result.outcome.figure
    moved = change(now, earlier) if now and earlier else None
    if now is None or earlier is None or moved is None:
        return ""
    in_cases = language.signed(now.numerator - earlier.numerator)
    if now.denominator is None:
        return in_cases
    return language.text("page.change", points=language.sign_decimal(moved), cases=in_cases)


def _figure_before(result: Result, before: Assessment | None) -> Figure | None:
    results = before.results if before else ()
    return next((other.outcome.figure for other in results if other.target.id == result.target.id), None)


def _blocks(breakdown: Breakdown, language: Language) -> Iterator[Block]:
    targets: Sequence[Result] = breakdown.members[0].results if breakdown.members else ()
    for result in targets:
        ranked = ranking(breakdown, result.target.id)
        if not any(entry.place for entry in ranked):
            continue
        places = tuple(
            Place(
                language.number(entry.place) if entry.place else "",
                entry.name,
                cases(entry.result.outcome.figure, language),
                rate(entry.result.outcome, language),
                entry.result.outcome.verdict,
                _word(entry.result.outcome.verdict, language),
                margin(entry.result, entry.result.outcome, language),
            )
            for entry in ranked
        )
        yield Block(language.name(result.target.names), language.name(breakdown.dimension.names), places)


def _note(assessment: Assessment, language: Language) -> Iterator[str]:
    for note in assessment.notes:
        place = f"{note.place}: " if note.place else ""
        yield f"{place}{language.say(note)}"


def _deadlines(edition: Edition, language: Language) -> Iterator[str]:
    for due in edition.deadlines:
        owner = language.name(due.owner)
        owned = f" ({owner})" if owner else ""
        yield language.text("page.deadline", day=due.before, name=due.names) + owned


def _reported(value: int | None, language: Language) -> str:
    return language.text("page.not_reported") if value is None else language.number(value)


def _made(edition: Edition, language: Language) -> str:
    at = edition.made_at
    clock = f"{at.hour:02}:{at.minute:02}"
    return language.text("page.made", clock=clock, day=at.date(), version=edition.version)
