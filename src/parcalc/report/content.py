"""What every report says, in words and in order, not escaped; the screen and the written formats only lay it out."""

from collections.abc import Iterator
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from parcalc.language.language import Language
from parcalc.model.assessment import Assessment, Verdict
from parcalc.model.edition import Edition
from parcalc.model.plan import Deadline
from parcalc.report.advice import Miss, allowed_lines, misses
from parcalc.report.line import Line
from parcalc.report.missing import missing_lines, missing_months_line, waiting_lines
from parcalc.report.restated import restated_lines
from parcalc.report.score_lines import score_lines
from parcalc.report.worded import Worded
from parcalc.report.words import closing_line, told_verdicts, verdict_word

if TYPE_CHECKING:
    from parcalc.report.charts.chart import Charts

if TYPE_CHECKING:
    from parcalc.report.blocks import Block

MOST_PLACES = 20
"""Members that a page shows for a target: of a province with hundreds of communes, those that need attention."""


class Group(NamedTuple):
    """Targets that stand together under one clause of the plan; ``title`` is empty where they have none."""

    title: str
    lines: tuple[Line, ...]

    @property
    def owner(self) -> str:
        """Whose task all of them are; empty where it is not one and the same."""
        owners = {line.owner for line in self.lines}
        return owners.pop() if len(owners) == 1 else ""


class Content(Worded):
    """A whole report in words."""

    def __init__(self, edition: Edition, language: Language, top: int = MOST_PLACES) -> None:
        """Tell of an edition, with the first ``top`` members for each target that is broken down."""
        self._edition, self._language, self._top = edition, language, top
        self._assessment, self._plan = edition.assessment, edition.assessment.plan

    @cached_property
    def title(self) -> str:
        """What it is."""
        return self._language.text("page.title")

    @cached_property
    def heading(self) -> str:
        """Its period, with the first and last day."""
        return self._language.heading(self._assessment.period, self._plan.calendar)

    @cached_property
    def period(self) -> str:
        """Its period."""
        return self._language.period(self._assessment.period)

    @cached_property
    def days(self) -> str:
        """The first and last day of the period."""
        return self._language.days(self._assessment.period, self._plan.calendar)

    @cached_property
    def plan(self) -> str:
        """The plan's title and number."""
        return " · ".join(part for part in (self._language.name(self._plan.title), self._plan.number) if part)

    @cached_property
    def plan_file(self) -> str:
        """The plan's file."""
        return self._plan.file

    @cached_property
    def issuer(self) -> str:
        """Who issued the plan."""
        return self._language.name(self._plan.issuer)

    @cached_property
    def where(self) -> str:
        """The members that alone are judged, if not all are."""
        return ", ".join(name for names in self._assessment.where.values() for name in names)

    @cached_property
    def lead(self) -> str:
        """The result in a sentence."""
        from parcalc.report.paragraph import lead

        return lead(self._assessment, self._language)

    @cached_property
    def paragraph(self) -> str:
        """The whole in a paragraph to paste."""
        from parcalc.report.paragraph import paragraph

        return paragraph(self._edition, self._language)

    @cached_property
    def closing(self) -> str:
        """How many targets have which verdict, in a line."""
        return closing_line(self._assessment, self._language)

    @cached_property
    def verdicts(self) -> tuple[tuple[Verdict, str, str], ...]:
        """Each verdict with its number of targets and its word."""
        return tuple(_counted(self._assessment, told, self._language) for told in told_verdicts(self._assessment))

    @cached_property
    def missing_months(self) -> str:
        """The months without a row."""
        return missing_months_line(self._assessment, self._language)

    @cached_property
    def misses(self) -> tuple[Miss, ...]:
        """What each miss means."""
        return tuple(misses(self._edition, self._language))

    @cached_property
    def allowed(self) -> tuple[str, ...]:
        """What may still go wrong of what is met."""
        return tuple(allowed_lines(self._edition, self._language))

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """What keeps targets from being judged."""
        return tuple(missing_lines(self._assessment, self._language))

    @cached_property
    def waiting(self) -> tuple[str, ...]:
        """What targets that are not due wait for."""
        return tuple(waiting_lines(self._assessment, self._language))

    @cached_property
    def score(self) -> tuple[str, ...]:
        """The points."""
        return tuple(score_lines(self._assessment, self._language))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The targets, in the plan's order."""
        return tuple(Line(result, self._edition, self._language) for result in self._assessment.results)

    @cached_property
    def blocks(self) -> "tuple[Block, ...]":
        """The first members of each dimension that is asked for, target by target."""
        if not (broken_down := self._assessment.breakdowns):
            return ()
        from parcalc.report.blocks import blocks

        return tuple(block for breakdown in broken_down for block in blocks(breakdown, self._language, self._top))

    @cached_property
    def charts(self) -> "Charts":
        """The drawings."""
        from parcalc.report.charts.chart import charts

        return charts(self._assessment.results, self._language)

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What was noticed in the data."""
        return tuple(_note(self._assessment, self._language))

    @cached_property
    def restatements(self) -> tuple[str, ...]:
        """What is no longer what earlier reports said."""
        restated = self._edition.restatements
        return tuple(line for one in restated for line in restated_lines(one, self._language))

    @cached_property
    def deadlines(self) -> tuple[str, ...]:
        """The days before which something is due."""
        return tuple(_deadlines(self._edition, self._language))

    @cached_property
    def sources(self) -> tuple[tuple[str, str], ...]:
        """The files, each with the SHA-256 of its bytes."""
        return tuple((file.name, file.sha256) for file in self._assessment.files)

    @cached_property
    def made(self) -> str:
        """When it was made."""
        return _made(self._edition, self._language)

    @cached_property
    def technical(self) -> str:
        """By what it was made."""
        return f"parcalc {self._edition.version}"

    @cached_property
    def has_index(self) -> bool:
        """Whether an index lies beside it."""
        return self._edition.in_folder

    @property
    def groups(self) -> tuple[Group, ...]:
        """The lines in the plan's order, grouped as the plan is."""
        return tuple(Group(title, tuple(lines)) for title, lines in groupby(self.lines, lambda line: line.group))


def _counted(assessment: Assessment, told: Verdict, language: Language) -> tuple[Verdict, str, str]:
    return told, language.number(assessment.count(told)), verdict_word(told, language)


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


def _made(edition: Edition, language: Language) -> str:
    at = edition.made_at
    return language.text("page.made", clock=f"{at.hour:02}:{at.minute:02}", day=at.date())
