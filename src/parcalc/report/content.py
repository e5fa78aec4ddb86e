"""What every report says, in words and in order, not escaped; the screen and the written formats only lay it out."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from parcalc.judge.ranking import ranking
from parcalc.language.language import Language
from parcalc.model.assessment import Assessment, Breakdown, Figure, Outcome, Result, Verdict
from parcalc.model.edition import CountChange, Edition, Restatement
from parcalc.model.plan import Deadline, Plan
from parcalc.report.advice import Miss, allowed_lines, misses
from parcalc.report.charts.chart import Charts, charts
from parcalc.report.figures import change
from parcalc.report.missing import missing_lines, missing_months_line, waiting_lines
from parcalc.report.paragraph import lead, paragraph
from parcalc.report.score_lines import score_lines
from parcalc.report.words import (
    SIGNS,
    closing_line,
    comparison,
    done,
    figure,
    is_share,
    margin,
    rate,
    required,
    told_verdicts,
    verdict,
    verdict_word,
)

_MOST_COUNTS = 12
"""Of a month: more of them are a column exchanged or a unit renamed, and are all in the JSON."""


class Line(NamedTuple):
    """One target in words. The verdicts (of the period, the year to date, each month) are the contract's own.

    ``group`` is the clause under which the plan has the target, ``year_before`` its figure a year earlier;
    ``aspiration`` is empty where the target binds.
    """

    id: str
    clause: str
    group: str
    name: str
    owner: str
    aspiration: str
    required: str
    cases: str
    rate: str
    verdict: Verdict
    verdict_word: str
    near: bool
    margin: str
    to_date: str
    to_date_verdict: Verdict
    to_date_word: str
    to_date_sign: str
    to_date_margin: str
    moved: str
    moved_cases: str
    year_before: str
    remark: str
    history: Sequence[Outcome]

    @property
    def months(self) -> tuple[Verdict, ...]:
        """The verdict of each month up to the period's end, worked out where they are drawn."""
        return tuple(month.verdict for month in self.history)


class Place(NamedTuple):
    """One member's place in the order of attention: 1 has the most cases short."""

    order: str
    name: str
    cases: str
    rate: str
    verdict: Verdict
    verdict_word: str
    margin: str


class Block(NamedTuple):
    """The members of a dimension in order for one target, and how many of them missed it."""

    title: str
    missed: int
    dimension: str
    places: tuple[Place, ...]


class Group(NamedTuple):
    """Targets that stand together under one clause of the plan; ``title`` is empty where they have none."""

    title: str
    lines: tuple[Line, ...]

    @property
    def owner(self) -> str:
        """Whose task all of them are; empty where it is not one and the same."""
        owners = {line.owner for line in self.lines}
        return owners.pop() if len(owners) == 1 else ""


class Content(NamedTuple):
    """A whole report in words."""

    title: str
    heading: str
    period: str
    days: str
    plan: str
    plan_file: str
    issuer: str
    where: str
    lead: str
    paragraph: str
    closing: str
    verdicts: tuple[tuple[Verdict, str, str], ...]
    missing_months: str
    misses: tuple[Miss, ...]
    allowed: tuple[str, ...]
    missing: tuple[str, ...]
    waiting: tuple[str, ...]
    score: tuple[str, ...]
    lines: tuple[Line, ...]
    blocks: tuple[Block, ...]
    charts: Charts
    notes: tuple[str, ...]
    restatements: tuple[str, ...]
    deadlines: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]
    made: str
    technical: str
    has_index: bool

    @property
    def groups(self) -> tuple[Group, ...]:
        """The lines in the plan's order, grouped as the plan is."""
        return tuple(Group(title, tuple(lines)) for title, lines in groupby(self.lines, lambda line: line.group))


def content_of(edition: Edition, language: Language) -> Content:
    """Return an edition in words."""
    assessment = edition.assessment
    plan = assessment.plan
    return Content(
        title=language.text("page.title"),
        heading=language.heading(assessment.period, plan.calendar),
        period=language.period(assessment.period),
        days=language.days(assessment.period, plan.calendar),
        plan=" · ".join(part for part in (language.name(plan.title), plan.number) if part),
        plan_file=plan.file,
        issuer=language.name(plan.issuer),
        where=", ".join(name for names in assessment.where.values() for name in names),
        lead=lead(assessment, language),
        paragraph=paragraph(edition, language),
        closing=closing_line(assessment, language),
        verdicts=tuple(_counted(assessment, told, language) for told in told_verdicts(assessment)),
        missing_months=missing_months_line(assessment, language),
        misses=tuple(misses(edition, language)),
        allowed=tuple(allowed_lines(edition, language)),
        missing=tuple(missing_lines(assessment, language)),
        waiting=tuple(waiting_lines(assessment, language)),
        score=tuple(score_lines(assessment, language)),
        lines=tuple(_line(result, edition, language) for result in assessment.results),
        blocks=tuple(block for breakdown in assessment.breakdowns for block in _blocks(breakdown, language)),
        charts=charts(assessment.results, language),
        notes=tuple(_note(assessment, language)),
        restatements=tuple(line for restated in edition.restatements for line in restated_lines(restated, language)),
        deadlines=tuple(_deadlines(edition, language)),
        sources=tuple((file.name, file.sha256) for file in assessment.files),
        made=_made(edition, language),
        technical=f"parcalc {edition.version}",
        has_index=edition.in_folder,
    )


def restated_lines(restated: Restatement, language: Language) -> Iterator[str]:
    """Give a line for each count, up to twelve, and each verdict that is no longer what an earlier report said."""
    yield from (_count_restated(restated, changed, language) for changed in restated.counts[:_MOST_COUNTS])
    if (more := len(restated.counts) - _MOST_COUNTS) > 0:
        yield language.count("page.more_restated", more, period=restated.period)
    for turned in restated.verdicts:
        yield language.text(
            "page.verdict_restated",
            period=restated.period,
            target=turned.target.names,
            before=language.text(f"words.{turned.before}"),
            after=language.text(f"words.{turned.after}"),
        )


def _count_restated(restated: Restatement, changed: CountChange, language: Language) -> str:
    return language.text(
        "page.member_restated" if changed.members else "page.count_restated",
        period=restated.period,
        member=" · ".join(changed.members.values()),
        count=changed.count.names,
        before=_reported(changed.before, language),
        after=_reported(changed.after, language),
    )


def _counted(assessment: Assessment, told: Verdict, language: Language) -> tuple[Verdict, str, str]:
    return told, language.number(assessment.count(told)), verdict_word(told, language)


def _line(result: Result, edition: Edition, language: Language) -> Line:
    outcome, to_date, target = result.outcome, result.to_date, result.target
    moved, moved_cases = _moved(result, edition.before, language)
    return Line(
        id=target.id,
        clause=target.clause,
        group=_group(target.clause, language),
        name=language.name(target.names),
        owner=language.name(target.owner),
        aspiration="" if target.binding else language.text("words.aspiration"),
        required=required(result, outcome, language),
        cases=done(result, outcome, language),
        rate=rate(outcome, language),
        verdict=outcome.verdict,
        verdict_word=verdict(outcome, language),
        near=outcome.near,
        margin=margin(result, outcome, language),
        to_date=done(result, to_date, language) if target.is_task else figure(to_date, language),
        to_date_verdict=to_date.verdict,
        to_date_word=verdict(to_date, language),
        to_date_sign=SIGNS[to_date.verdict],
        to_date_margin=margin(result, to_date, language),
        moved=moved,
        moved_cases=moved_cases,
        year_before=_year_before(result, edition.year_before, language),
        remark="; ".join(_remarks(result, edition.assessment.plan, language)),
        history=result.history,
    )


def _group(clause: str, language: Language) -> str:
    """Return the first of the clauses that a target names: "Mục II.1.2"."""
    first = clause.partition(",")[0].strip()
    return language.text("page.clause", clause=first) if first else ""


def _remarks(result: Result, plan: Plan, language: Language) -> Iterator[str]:
    if result.target.definition:
        yield language.text("page.definition", definition=result.target.definition)
    if every := result.target.every:
        yield language.text("page.every", dimension=language.name(plan.dimensions[every].names).lower())
    if parts := result.outcome.parts:
        yield language.text("page.worst", name=parts[0].whose)
    if compared := comparison(result.outcome, language):
        yield compared


def _moved(result: Result, before: Assessment | None, language: Language) -> tuple[str, str]:
    """Return the change against the period before, in points and in cases; nothing where there is no such figure.

    Of tasks there is none, and of the worst of several it may be another's.
    """
    earlier = before.outcome_of(result.target.id) if before else None
    now, then = result.outcome.figure, earlier.figure if earlier else None
    moved = change(now, then) if now and then else None
    if now is None or then is None or moved is None or result.target.is_task or result.outcome.parts:
        return "", ""
    if not is_share(now):
        return language.sign_decimal(moved), ""
    return language.text("words.points", points=language.sign_decimal(moved)), _more_cases(now, then, result, language)


def _more_cases(now: Figure, then: Figure, result: Result, language: Language) -> str:
    """Return "tăng 3 hồ sơ đạt"; under a cap more cases are no better, so they are only counted."""
    more = now.numerator - then.numerator
    if not more:
        return language.text("page.as_many_cases")
    counted = "good" if result.target.bound.kind.upward else "cases"
    way = "more" if more > 0 else "fewer"
    return language.text(f"page.{way}_{counted}", number=abs(more), cases=result.target.cases)


def _year_before(result: Result, year_before: Assessment | None, language: Language) -> str:
    earlier = year_before.outcome_of(result.target.id) if year_before else None
    return figure(earlier, language) if earlier else ""


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
                done(entry.result, entry.result.outcome, language),
                rate(entry.result.outcome, language),
                entry.result.outcome.verdict,
                verdict(entry.result.outcome, language),
                margin(entry.result, entry.result.outcome, language),
            )
            for entry in ranked
        )
        missed = sum(place.verdict is Verdict.MISSED for place in places)
        yield Block(language.name(result.target.names), missed, language.name(breakdown.dimension.names), places)


def _note(assessment: Assessment, language: Language) -> Iterator[str]:
    for note in assessment.notes:
        place = f"{note.place}: " if note.place else ""
        yield f"{place}{language.say(note)}"


def _deadlines(edition: Edition, language: Language) -> Iterator[str]:
    """Give a line for each date before which the plan wants something, with all that it wants by then."""
    for day, due in groupby(edition.deadlines, lambda deadline: deadline.before):
        names = "; ".join(_due(deadline, language) for deadline in due)
        yield language.text("page.deadline", day=day, name=names)


def _due(deadline: Deadline, language: Language) -> str:
    owner = language.name(deadline.owner)
    return f"{language.name(deadline.names)} ({owner})" if owner else language.name(deadline.names)


def _reported(value: int | None, language: Language) -> str:
    return language.text("page.not_reported") if value is None else language.number(value)


def _made(edition: Edition, language: Language) -> str:
    at = edition.made_at
    return language.text("page.made", clock=f"{at.hour:02}:{at.minute:02}", day=at.date())
