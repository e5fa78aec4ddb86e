"""The assessment for programs (design 6): English keys, exact numbers, never translated (docs/formats.md)."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from parcalc.errors import Message, Place, Problem
from parcalc.judge.ranking import ranking
from parcalc.language.language import Language
from parcalc.model.assessment import Against, Assessment, Breakdown, Figure, Outcome, Part, Result, Verdict
from parcalc.model.edition import Edition, Kept, Restatement
from parcalc.model.naming import Names
from parcalc.model.period import Period
from parcalc.model.plan import Amount, Plan, Unit
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
from parcalc.report.json_text import Json, indented

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
    outcome = _outcome(result, result.outcome)
    to_date = _outcome(result, result.to_date)
    to_date.pop("bound")
    names: dict[str, Json] = {"id": target.id, "clause": target.clause, "vi": target.names.vi, "en": target.names.en}
    extra: dict[str, Json] = {"definition": target.definition} if target.definition else {}
    if target.every:
        extra["every"] = target.every
    if target.is_task and target.ends:
        extra["until"] = target.ends.isoformat()
    return {**names, **extra, "binding": target.binding, **outcome, "to_date": to_date}


def _outcome(result: Result, outcome: Outcome) -> dict[str, Json]:
    figure = outcome.figure
    told: dict[str, Json] = {
        "verdict": str(outcome.verdict),
        "near": outcome.near,
        "bound": _bound(result, outcome),
        "numerator": figure.numerator if figure else None,
        "denominator": figure.denominator if figure else None,
        "percent": shown_percent(outcome),
    }
    if result.target.per:
        told["value"] = shown_rate(outcome)
    told["margin"], told["to_recover"] = outcome.margin, outcome.to_recover
    told["reasons"] = list(map(_message, outcome.reasons))
    if outcome.parts:
        told["unmet"] = [_part(result, part) for part in outcome.parts if part.outcome.verdict not in _REACHED]
    return told


def _part(result: Result, part: Part) -> dict[str, Json]:
    """Return a member, quarter or year that has not reached the bound."""
    kind = "period" if isinstance(part.whose, Period) else "member"
    return {kind: str(part.whose), **_outcome(result, part.outcome)}


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


def _bound(result: Result, outcome: Outcome) -> dict[str, Json]:
    limit, target = outcome.limit, result.target
    unit = "count" if target.denominator is None else "value" if target.per else "percent"
    bound: dict[str, Json] = {"kind": str(target.bound.kind), unit: shown_limit(outcome)}
    if unit == "count" and limit and limit.value.denominator == 1:
        bound[unit] = limit.value.numerator
    if target.per:
        bound["per"] = target.per
    return {**bound, **_against(limit.against)} if limit and limit.against else bound


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


def _breakdown(breakdown: Breakdown) -> list[Json]:
    ids = [result.target.id for result in breakdown.members[0].results] if breakdown.members else []
    return [
        {
            "id": target,
            "ranking": [
                {"member": ranked.name, "rank": ranked.place, **_outcome(ranked.result, ranked.result.outcome)}
                for ranked in ranking(breakdown, target)
            ],
        }
        for target in ids
    ]


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
