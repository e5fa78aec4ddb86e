"""One target of a report in words."""

from collections.abc import Iterator
from functools import cached_property

from parcalc.language.language import Language
from parcalc.model.assessment import Assessment, Figure, Result, Verdict
from parcalc.model.edition import Edition
from parcalc.model.plan import Plan
from parcalc.report.figures import change
from parcalc.report.worded import Worded
from parcalc.report.words import SIGNS, comparison, done, figure, is_share, margin, rate, required, verdict


class Line(Worded):
    """One target in words. The verdicts (of the period, the year to date, each month) are the contract's own."""

    def __init__(self, result: Result, edition: Edition, language: Language) -> None:
        """Tell of a result, with what the edition has to compare it with."""
        self._result, self._edition, self._language = result, edition, language
        self._target, self._outcome, self._so_far = result.target, result.outcome, result.to_date

    @cached_property
    def id(self) -> str:
        """The target's id."""
        return self._target.id

    @cached_property
    def clause(self) -> str:
        """The clauses of the plan that set it."""
        return self._target.clause

    @cached_property
    def group(self) -> str:
        """The clause under which the plan has it, the first of those: "Mục II.1.2"."""
        first = self._target.clause.partition(",")[0].strip()
        return self._language.text("page.clause", clause=first) if first else ""

    @cached_property
    def name(self) -> str:
        """The target's name."""
        return self._language.name(self._target.names)

    @cached_property
    def owner(self) -> str:
        """Whose task it is."""
        return self._language.name(self._target.owner)

    @cached_property
    def aspiration(self) -> str:
        """That it does not bind; empty where it does."""
        return "" if self._target.binding else self._language.text("words.aspiration")

    @cached_property
    def required(self) -> str:
        """What it must reach."""
        return required(self._result, self._outcome, self._language)

    @cached_property
    def cases(self) -> str:
        """What was counted."""
        return done(self._result.target, self._outcome, self._language)

    @cached_property
    def rate(self) -> str:
        """The figure as a rate."""
        return rate(self._outcome, self._language)

    @cached_property
    def verdict(self) -> Verdict:
        """The verdict of the period."""
        return self._outcome.verdict

    @cached_property
    def verdict_word(self) -> str:
        """The same in words."""
        return verdict(self._outcome, self._language)

    @cached_property
    def near(self) -> bool:
        """Whether a miss is close."""
        return self._outcome.near

    @cached_property
    def margin(self) -> str:
        """How many cases there are to spare, or short."""
        return margin(self._result.target, self._outcome, self._language)

    @cached_property
    def to_date(self) -> str:
        """The figure of the year to date."""
        if self._target.is_task:
            return done(self._result.target, self._so_far, self._language)
        return figure(self._so_far, self._language)

    @cached_property
    def to_date_verdict(self) -> Verdict:
        """The verdict of the year to date."""
        return self._so_far.verdict

    @cached_property
    def to_date_word(self) -> str:
        """The same in words."""
        return verdict(self._so_far, self._language)

    @cached_property
    def to_date_sign(self) -> str:
        """The same as a sign."""
        return SIGNS[self._so_far.verdict]

    @cached_property
    def to_date_margin(self) -> str:
        """How many cases there are to spare, or short, in the year to date."""
        return margin(self._result.target, self._so_far, self._language)

    @cached_property
    def moved(self) -> str:
        """The change against the period before, in points."""
        return self._change[0]

    @cached_property
    def moved_cases(self) -> str:
        """The same in cases."""
        return self._change[1]

    @cached_property
    def year_before(self) -> str:
        """The figure of the same period a year earlier."""
        earlier = self._edition.year_before and self._edition.year_before.outcome_of(self._target.id)
        return figure(earlier, self._language) if earlier else ""

    @cached_property
    def remark(self) -> str:
        """What else is to be known: the definition, which member is worst, against what."""
        return "; ".join(_remarks(self._result, self._edition.assessment.plan, self._language))

    @cached_property
    def months(self) -> tuple[Verdict, ...]:
        """The verdict of each month up to the period's end."""
        return tuple(month.verdict for month in self._result.history)

    @property
    def _change(self) -> tuple[str, str]:
        return _moved(self._result, self._edition.before, self._language)


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
