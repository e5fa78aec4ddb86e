"""The assessment for programs (design 6): English keys, exact numbers, never translated (docs/formats.md)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache
from operator import attrgetter

from parcalc.errors import Message, Place, Problem
from parcalc.judge.ranking import Ranked, ranking
from parcalc.language.language import Language
from parcalc.model.assessment import Against, Assessment, Breakdown, Figure, Outcome, Part, Result, Verdict
from parcalc.model.edition import Edition, Kept, Restatement
from parcalc.model.naming import Names
from parcalc.model.period import Period
from parcalc.model.plan import Amount, Plan, Target, Unit
from parcalc.model.score import Band, Points, Score, ScoredGroup, ScoredItem, Scoring
from parcalc.report.figures import (
    exact_number,
    exact_percent,
    rate_of,
    shown_limit,
    shown_percent,
    shown_points,
    shown_rate,
)
from parcalc.report.json_text import Json, Repeated, Rows, indented

FORMAT, VERSION = "parcalc.assessment", 2

_REACHED = {Verdict.MET, Verdict.NO_CASES}


def render(edition: Edition, language: Language) -> bytes:  # noqa: ARG001 - every format takes a language; programs get none
    """Return an edition as one JSON document."""
    assessment = edition.assessment
    first, last = assessment.plan.calendar.days(assessment.period)
    document: dict[str, Json] = {
        **_head(assessment.plan),
        "made": {"at": edition.made_at.isoformat(), "version": edition.version},
        "files": [{"name": file.name, "sha256": file.sha256} for file in assessment.files],
        "where": {dimension: list(names) for dimension, names in assessment.where.items()},
        "period": {"id": str(assessment.period), "first_day": first.isoformat(), "last_day": last.isoformat()},
        "verdicts": {str(verdict): assessment.count(verdict) for verdict in Verdict},
        "results": [_result(result) for result in assessment.results],
        **_scores(assessment),
        "breakdowns": {breakdown.dimension.id: _breakdown(breakdown) for breakdown in assessment.breakdowns},
        "totals": {str(month): dict(counts) for month, counts in assessment.totals.items()},
        "restatements": [_restatement(restatement) for restatement in edition.restatements],
        "problems": [],
        "notes": [_message(note) for note in assessment.notes],
        **({"folder": _kept(edition.kept)} if edition.kept else {}),
    }
    return _bytes(document)


def render_problems(problems: tuple[Problem, ...]) -> bytes:
    """Return the document of a run that could not be judged: no results, every problem."""
    document: dict[str, Json] = {
        "format": FORMAT,
        "version": VERSION,
        "results": [],
        "problems": [_message(problem) for problem in problems],
    }
    return _bytes(document)


def _bytes(document: dict[str, Json]) -> bytes:
    return f"{indented(document)}\n".encode("utf-8", "backslashreplace")


def _head(plan: Plan) -> dict[str, Json]:
    names: dict[str, Json] = {"number": plan.number, "year": plan.year, "file": plan.file}
    return {"format": FORMAT, "version": VERSION, "plan": names}


def _result(result: Result) -> dict[str, Json]:
    target = result.target
    outcome = _outcome(target, result.outcome)
    to_date = _outcome(target, result.to_date)
    to_date.pop("bound")
    names: dict[str, Json] = {"id": target.id, "clause": target.clause, "vi": target.names.vi, "en": target.names.en}
    extra: dict[str, Json] = {"definition": target.definition} if target.definition else {}
    if target.every:
        extra["every"] = target.every
    if target.is_task and target.ends:
        extra["until"] = target.ends.isoformat()
    return {**names, **extra, "binding": target.binding, **outcome, "to_date": to_date}


def _outcome(target: Target, outcome: Outcome) -> dict[str, Json]:
    told = {key: of(outcome) for key, of in _told(target).items()}
    if outcome.parts:
        told["unmet"] = [_part(target, part) for part in outcome.parts if part.outcome.verdict not in _REACHED]
    return told


def _told(target: Target) -> Mapping[str, Callable[[Outcome], Json]]:
    """Return what is told of any outcome of a target, key by key."""
    return {
        "verdict": lambda outcome: str(outcome.verdict),
        "near": attrgetter("near"),
        "bound": lambda outcome: _bound(target, outcome),
        "numerator": lambda outcome: outcome.figure.numerator if outcome.figure else None,
        "denominator": lambda outcome: outcome.figure.denominator if outcome.figure else None,
        "percent": shown_percent,
        **({"value": shown_rate} if target.per else {}),
        "margin": attrgetter("margin"),
        "to_recover": attrgetter("to_recover"),
        "reasons": lambda outcome: list(map(_message, outcome.reasons)),
    }


def _part(target: Target, part: Part) -> dict[str, Json]:
    """Return a member, quarter or year that has not reached the bound."""
    kind = "period" if isinstance(part.whose, Period) else "member"
    return {kind: str(part.whose), **_outcome(target, part.outcome)}


def _scores(assessment: Assessment) -> dict[str, Json]:
    """Return the score of the period and that of the year to date; nothing where the plan does not score."""
    scores = {"score": assessment.score, "score_to_date": assessment.score_to_date}
    return {key: _score(score) for key, score in scores.items() if score}


def _score(score: Score) -> dict[str, Json]:
    scoring = score.scoring
    return {
        **_points(score.points, scoring.out_of, scoring),
        "bands": [_band(band) for band in score.bands],
        "groups": [_group(group, scoring) for group in score.groups],
    }


def _points(points: Points, out_of: Fraction, scoring: Scoring) -> dict[str, Json]:
    low, high = shown_points(points.low, scoring), shown_points(points.high, scoring)
    return {"out_of": exact_number(out_of), "low": low, "high": high}


def _band(band: Band) -> dict[str, Json]:
    return {"from": exact_number(band.start), "vi": band.names.vi, "en": band.names.en}


def _group(scored: ScoredGroup, scoring: Scoring) -> dict[str, Json]:
    group = scored.group
    names: dict[str, Json] = {"id": group.id, "vi": group.names.vi, "en": group.names.en}
    items: list[Json] = [_item(item, scoring) for item in scored.items]
    return {**names, **_points(scored.points, group.points, scoring), "items": items}


def _item(scored: ScoredItem, scoring: Scoring) -> dict[str, Json]:
    item = scored.item
    names: dict[str, Json] = {"target": item.target or None, "vi": item.names.vi, "en": item.names.en}
    return {**names, **_points(scored.points, item.points, scoring)}


def _bound(target: Target, outcome: Outcome) -> Json:
    limit = outcome.limit
    unit = "count" if target.denominator is None else "value" if target.per else "percent"
    is_whole = unit == "count" and limit and limit.value.denominator == 1
    shown = limit.value.numerator if limit and is_whole else shown_limit(outcome)
    against = limit.against if limit else None
    if against:
        return {**_bound_of(str(target.bound.kind), unit, shown, target.per), **_against(against)}
    return _repeated_bound(str(target.bound.kind), unit, shown, target.per)


def _bound_of(kind: str, unit: str, shown: str | int | None, per: int | None) -> dict[str, Json]:
    return {"kind": kind, unit: shown, **({"per": per} if per else {})}


@lru_cache(maxsize=256)  # every member of a breakdown is held against the same few bounds
def _repeated_bound(kind: str, unit: str, shown: str | int | None, per: int | None) -> Repeated:
    return Repeated(_bound_of(kind, unit, shown, per))


def _against(against: Against) -> dict[str, Json]:
    baseline: dict[str, Json] = {"period": str(against.period), **_figure(against.figure)}
    return {"baseline": baseline, **({"by": _amount(against.amount)} if against.amount else {})}


def _figure(figure: Figure) -> dict[str, Json]:
    sums: dict[str, Json] = {"numerator": figure.numerator, "denominator": figure.denominator}
    return {**sums, "percent" if figure.per is None else "value": rate_of(figure)}


def _amount(amount: Amount) -> str:
    if amount.unit is Unit.CASES:
        return str(amount.value)
    if amount.unit is Unit.NUMBER:
        return exact_number(amount.value)
    return f"{exact_percent(amount.value)}{'%' if amount.unit is Unit.PERCENT else ' pp'}"


def _breakdown(breakdown: Breakdown) -> Iterator[Json]:
    """Give each target with its members in order, one after another: a nation has tens of thousands."""
    for target in (divided.target for divided in breakdown.targets):
        yield {"id": target.id, "ranking": _ranking(target, ranking(breakdown, target.id))}


def _ranking(target: Target, ranked: Sequence[Ranked]) -> Json:
    outcomes = [member.outcome for member in ranked]
    if any(outcome.parts for outcome in outcomes):  # what is told of these differs from one to the next
        return [{"member": name, "rank": place, **_outcome(target, one)} for place, name, one, _ in ranked]
    reasons = _said_once(outcomes)
    columns: dict[str, list[Json]] = {"member": [one.name for one in ranked], "rank": [one.place for one in ranked]}
    for key, of in _told(target).items():
        columns[key] = [reasons[id(one.reasons)] for one in outcomes] if key == "reasons" else list(map(of, outcomes))
    return Rows(columns)


def _said_once(outcomes: Sequence[Outcome]) -> Mapping[int, Repeated]:
    """Return the reasons of outcomes, of which many share theirs, by the identity of what they have."""
    shared = {id(outcome.reasons): outcome.reasons for outcome in outcomes}
    return {key: Repeated(list(map(_message, reasons))) for key, reasons in shared.items()}


def _restatement(restatement: Restatement) -> dict[str, Json]:
    return {
        "period": str(restatement.period),
        "report": restatement.report,
        "counts": [
            {
                "id": change.count.id,
                **({"members": dict(change.members)} if change.members else {}),
                "before": change.before,
                "after": change.after,
            }
            for change in restatement.counts
        ],
        "verdicts": [
            {"id": change.target.id, "before": str(change.before), "after": str(change.after)}
            for change in restatement.verdicts
        ],
    }


def _kept(kept: Kept) -> dict[str, Json]:
    return {
        "language": kept.language,
        "figures": kept.figures,
        "inputs": kept.inputs,
        "files": dict(kept.files),
        **({"template": kept.template} if kept.template else {}),
        "months": [str(month) for month in kept.months],
        "rows": [{"members": dict(row.members), "counts": dict(row.counts)} for row in kept.rows],
    }


def _message(message: Message) -> dict[str, Json]:
    place = message.place
    where: dict[str, Json] = {"file": place.file, "line": place.line, "column": place.column} if place else {}
    if place and place.sheet:
        where["sheet"] = place.sheet
    return {"code": message.code, **where, **_facts(message.facts)}


def _facts(facts: Mapping[str, object]) -> dict[str, Json]:
    return {key: _fact(fact) for key, fact in facts.items() if not isinstance(fact, Place)}


def _fact(fact: object) -> Json:
    match fact:
        case int() | str():
            return fact
        case _ if type(fact) is tuple:  # a named one is a thing
            return [_fact(part) for part in fact]
        case Names():
            return fact.vi
        case date():
            return fact.isoformat()
        case _:
            return str(fact)
