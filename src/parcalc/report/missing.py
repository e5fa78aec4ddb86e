"""What is missing, each thing said once: months without a row, and what kept targets from being judged."""

from collections.abc import Iterator

from parcalc.language.language import Language
from parcalc.model.assessment import Assessment, Outcome, Reason, Verdict
from parcalc.model.period import Month, Period

_MONTHS, _BASELINE = "judge.month_missing", "judge.no_baseline"


def missing_months(assessment: Assessment) -> tuple[Month, ...]:
    """Return the months of the period and of the year to date that no row reports, in order."""
    outcomes = (outcome for result in assessment.results for outcome in (result.outcome, result.to_date))
    months = {month for outcome in outcomes for reason in outcome.reasons for month in _months(reason)}
    asked = (assessment.period, assessment.period.to_date)
    return tuple(sorted(month for month in months if any(month in period for period in asked)))


def missing_months_line(assessment: Assessment, language: Language) -> str:
    """Return which months lack their data and what could not be told for that; nothing where none is missing."""
    months = missing_months(assessment)
    if not months:
        return ""
    key = "words.missing_period" if any(month in assessment.period for month in months) else "words.missing_to_date"
    return language.text(key, months=months)


def missing_lines(assessment: Assessment, language: Language) -> Iterator[str]:
    """Give what kept targets from being judged, beside missing months; targets that lack the same share a line."""
    return _lines(assessment, Verdict.NO_DATA, language)


def waiting_lines(assessment: Assessment, language: Language) -> Iterator[str]:
    """Give what targets that are not due wait for, or that they are no longer in force, in lines shared as well."""
    return _lines(assessment, Verdict.NOT_DUE, language)


def _lines(assessment: Assessment, verdict: Verdict, language: Language) -> Iterator[str]:
    shared: dict[str, list[str]] = {}
    for result in assessment.results:
        if result.outcome.verdict is verdict and (told := _told(result.outcome, language)):
            shared.setdefault(told, []).append(language.name(result.target.names))
    yield from (f"{'; '.join(names)}: {told}" for told, names in shared.items())


def _told(outcome: Outcome, language: Language) -> str:
    baseline = next((reason.facts["period"] for reason in outcome.reasons if reason.code == _BASELINE), None)
    told = (reason for reason in outcome.reasons if not _is_told_elsewhere(reason, baseline))
    return "; ".join(language.say(reason) for reason in told)


def _is_told_elsewhere(reason: Reason, baseline: object) -> bool:
    """Tell whether a reason is in the line of missing months, or all that its baseline lacks is everything."""
    if reason.code != _MONTHS:
        return False
    return not isinstance(baseline, Period) or _months(reason) == tuple(baseline)


def _months(reason: Reason) -> tuple[Month, ...]:
    months = reason.facts.get("months", ()) if reason.code == _MONTHS else ()
    return tuple(month for month in months if isinstance(month, Month)) if isinstance(months, tuple) else ()
