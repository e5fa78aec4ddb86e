"""How a period went, as one paragraph in the words of an official report, to paste into a mail or a report."""

import re
from collections.abc import Iterator, Sequence

from parcalc.language.language import Language
from parcalc.model.assessment import Assessment, Outcome, Result, Verdict
from parcalc.model.edition import Edition
from parcalc.model.period import Period
from parcalc.model.plan import Plan
from parcalc.report.escaping import harmless
from parcalc.report.figures import change
from parcalc.report.missing import missing_months_line
from parcalc.report.score_lines import in_short
from parcalc.report.words import figure, is_share, margin, required_in_words

_COMPARED_WITH_THE_ONE_BEFORE = {"month", "quarter"}
"""The kinds of periods that have one of their kind just before: half a year is held against that of last year."""


_NAMED = 5
"""Up to how many targets that lack data are named: more of them lack the same thing, which is told of its own."""

_OFFICE = re.compile(r"(UBND|Ủy ban nhân dân|Uỷ ban nhân dân|(the )?People's Committee of) +", re.IGNORECASE)


def render(edition: Edition, language: Language) -> bytes:
    """Return the paragraph as text."""
    return f"{harmless(paragraph(edition, language))}\n".encode("utf-8", "backslashreplace")


def paragraph(edition: Edition, language: Language) -> str:
    """Return the sentences: the period, against those before it, the year to date, and the score."""
    sentences = (
        headline(edition, language),
        _against_others(edition, language),
        missing_months_line(edition.assessment, language),
        _to_date(edition.assessment, language),
        _score(edition.assessment, language),
    )
    return " ".join(sentence for sentence in sentences if sentence)


def _score(assessment: Assessment, language: Language) -> str:
    return f"{in_short(assessment.score, language)}." if assessment.score else ""


def lead(assessment: Assessment, language: Language) -> str:
    """Return in one short sentence how the period went: how many targets were met, missed and not judged."""
    verdicts = [result.outcome.verdict for result in assessment.results]
    return how_it_went(assessment.period, _who(assessment, language), verdicts, language)


def how_it_went(period: Period, who: str, verdicts: Sequence[Verdict], language: Language) -> str:
    """Return the sentence of a period and its verdicts: "Tháng 6/2025, xã Định Hưng đạt 9/11 chỉ tiêu; …"."""
    others = (verdict for verdict in Verdict if verdict is not Verdict.MET and verdict in verdicts)
    counted = (_number_of(verdict, verdicts.count(verdict), language) for verdict in others)
    return f"{'; '.join([_met(period, who, verdicts, language), *counted])}."


def whose(plan: Plan, language: Language) -> str:
    """Return whose targets they are: the commune, not the committee that issued the plan."""
    return _OFFICE.sub("", language.name(plan.issuer), count=1) or language.text("paragraph.nobody")


def headline(edition: Edition, language: Language) -> str:
    """Return the sentence of the period itself: how many targets were met, and which were not."""
    assessment = edition.assessment
    verdicts = [result.outcome.verdict for result in assessment.results]
    met = _met(assessment.period, _who(assessment, language), verdicts, language)
    parts = [met, *_missed(edition, language), *_others(assessment, language)]
    return f"{'; '.join(parts)}."


def _met(period: Period, who: str, verdicts: Sequence[Verdict], language: Language) -> str:
    """Return "Tháng 6/2025, xã Định Hưng đạt 9/11 chỉ tiêu"."""
    met, judged = _met_of_judged(verdicts)
    facts = {"period": language.period_in_text(period), "who": who}
    if not judged:
        return language.text("paragraph.none_judged", **facts)
    return language.count("paragraph.met", judged, met=met, **facts)


def _who(assessment: Assessment, language: Language) -> str:
    """Return whose targets they are, and what part of it was asked for."""
    members = ", ".join(name for names in assessment.where.values() for name in names)
    place = whose(assessment.plan, language)
    return f"{place} ({language.text('table.where', members=members)})" if members else place


def _met_of_judged(verdicts: Sequence[Verdict]) -> tuple[int, int]:
    met = verdicts.count(Verdict.MET)
    return met, met + verdicts.count(Verdict.MISSED)


def _missed(edition: Edition, language: Language) -> Iterator[str]:
    missed = [result for result in edition.assessment.results if result.outcome.verdict is Verdict.MISSED]
    if missed:
        told = "; ".join(_miss(result, edition, language) for result in missed)
        yield language.count("paragraph.missed", len(missed), how_many=language.small_number(len(missed)), targets=told)


def _miss(result: Result, edition: Edition, language: Language) -> str:
    """Return one miss: its figure, what was required, the cases short and how far it moved; of a task, why."""
    outcome = result.outcome
    facts = (
        [language.say(reason) for reason in outcome.reasons]
        if result.target.is_task
        else [
            figure(outcome, language),
            language.text("advice.asked", required=required_in_words(outcome, language)),
            margin(result.target, outcome, language),
            language.text("page.worst", name=outcome.parts[0].whose)
            if outcome.parts
            else _moved(result, edition, language),
        ]
    )
    return f"{_name(result, language)} ({', '.join(fact for fact in facts if fact)})"


def _name(result: Result, language: Language) -> str:
    name = language.name(result.target.names)
    return name if result.target.binding else f"{name}, {language.text('words.aspiration')}"


def _moved(result: Result, edition: Edition, language: Language) -> str:
    """Return how far a rate moved since the period before, in points; nothing where there is no such rate."""
    before = _one_before(edition)
    earlier = before.outcome_of(result.target.id) if before else None
    now = result.outcome.figure
    if not now or not earlier or not earlier.figure or not is_share(now):
        return ""
    moved = change(now, earlier.figure)
    if moved is None or not moved.strip("-0."):
        return ""
    key = "paragraph.fell" if moved.startswith("-") else "paragraph.rose"
    kind = edition.assessment.period.kind
    return language.text(
        key, points=language.decimal(moved.removeprefix("-")), against=language.text(f"paragraph.before_{kind}")
    )


def _others(assessment: Assessment, language: Language) -> Iterator[str]:
    """Give how many targets have each other verdict, and which of them lack data if they are few."""
    for verdict in Verdict:
        results = [result for result in assessment.results if result.outcome.verdict is verdict]
        if verdict in {Verdict.MET, Verdict.MISSED} or not results:
            continue
        named = verdict is Verdict.NO_DATA and len(results) <= _NAMED
        names = f": {_names(results, language)}" if named else ""
        yield _number_of(verdict, len(results), language) + names


def _number_of(verdict: Verdict, number: int, language: Language) -> str:
    """Return "02 chỉ tiêu không phát sinh"."""
    word = language.text(f"words.{verdict}")
    return language.count("paragraph.other", number, how_many=language.small_number(number), verdict=word)


def _names(results: Sequence[Result], language: Language) -> str:
    return ", ".join(language.name(result.target.names) for result in results)


def _one_before(edition: Edition) -> Assessment | None:
    return edition.before if edition.assessment.period.kind in _COMPARED_WITH_THE_ONE_BEFORE else None


def _against_others(edition: Edition, language: Language) -> str:
    """Return how the verdicts have turned since the period before, and since the same period of last year."""
    kind = edition.assessment.period.kind
    pairs = ((_one_before(edition), f"paragraph.before_{kind}"), (edition.year_before, "paragraph.year_before"))
    told = [
        language.text("paragraph.against", against=language.text(against), turned=turned)
        for other, against in pairs
        if other and (turned := _turned(edition.assessment, other, language))
    ]
    text = "; ".join(told)
    return f"{text[0].upper()}{text[1:]}." if text else ""


def _turned(now: Assessment, then: Assessment, language: Language) -> str:
    """Return how many targets are newly met and newly missed among those judged both times; nothing if none was."""
    pairs = [
        (earlier.verdict, result.outcome.verdict)
        for result in now.results
        if (earlier := then.outcome_of(result.target.id)) and _judged(earlier) and _judged(result.outcome)
    ]
    if not pairs:
        return ""
    turns = (
        ("paragraph.now_met", pairs.count((Verdict.MISSED, Verdict.MET))),
        ("paragraph.now_missed", pairs.count((Verdict.MET, Verdict.MISSED))),
    )
    told = [language.count(key, number, how_many=language.small_number(number)) for key, number in turns if number]
    return ", ".join(told) or language.text("paragraph.unchanged")


def _judged(outcome: Outcome) -> bool:
    return outcome.verdict in {Verdict.MET, Verdict.MISSED}


def _to_date(assessment: Assessment, language: Language) -> str:
    """Return how the year to date stands, unless that is the period itself or nothing in it is judged."""
    to_date = assessment.period.to_date
    met, judged = _met_of_judged([result.to_date.verdict for result in assessment.results])
    if to_date == assessment.period or not judged:
        return ""
    missed = [result for result in assessment.results if result.to_date.verdict is Verdict.MISSED]
    names = language.text("paragraph.missed_to_date", targets=_names(missed, language)) if missed else ""
    year = str(to_date.last.year)
    return language.count("paragraph.to_date", judged, met=met, months=len(to_date), year=year, missed=names)
