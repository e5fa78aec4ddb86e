"""The small texts within a targets file: sums, rules and amounts. Each is exact or a problem."""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from fractions import Fraction
from typing import NamedTuple

from parcalc.model.naming import folded
from parcalc.model.plan import Amount, Rule, Sum, Unit
from parcalc.read.plan.reporting import At

ID = re.compile(r"[a-z][a-z0-9_]{0,59}")

_SIGNED = re.compile(r"([+-])\s*([^+\-\s]+)\s*")
_JOINED = re.compile(r"[+-]")
_RELATION = re.compile(r"([^<>=]*)(<=|=)([^<>=]*)")
_DECIMAL = r"((?:0|[1-9][0-9]{0,11})(?:[.,][0-9]{1,12})?)"
_PERCENT = re.compile(_DECIMAL + r"\s*%")

# Compiled when they are first tried (re keeps them): most plans need none of them.
_POINTS = _DECIMAL + r"\s*pp"
_WHOLE = r"0|[1-9][0-9]{0,14}"
_WITH_SIGN = r"(>=|=>|≥|>|<=|=<|≤|<)\s*(.+)"
_BOUND_OF = {"≥": "at_least", "=>": "at_least", ">=": "at_least", ">": "more_than", "<": "less_than"}


class CountNames(NamedTuple):
    """The counts that a file declares: their ids, and the id behind each label (folded)."""

    ids: Collection[str]
    labels: Mapping[str, str] = {}


def parse_sum(text: str, known: CountNames, at: At) -> Sum | None:
    """Return a sum of counts joined by ``+`` and ``-``; report what is not one."""
    if _has_labels(text, known, at):
        return None
    signed = text.strip()
    if not signed.startswith(("+", "-")):
        signed = f"+ {signed}"
    terms: list[tuple[int, str]] = []
    position = 0
    while position < len(signed) and (match := _SIGNED.match(signed, position)):
        terms.append((1 if match[1] == "+" else -1, match[2]))
        position = match.end()
    if position < len(signed) or not terms:
        at.report("plan.sum_form", text=text)
        return None
    return Sum(tuple(terms)) if _all_known(terms, known.ids, at) else None


def _has_labels(text: str, known: CountNames, at: At) -> bool:
    """Report labels of counts that stand where their ids must."""
    parts = (text, *(part for part in _JOINED.split(text) if part != text))
    labels = [part.strip() for part in parts if part.strip() not in known.ids and folded(part) in known.labels]
    for label in labels:
        at.report("plan.label_for_id", label=label, meant=known.labels[folded(label)])
    return bool(labels)


def _all_known(terms: list[tuple[int, str]], known: Collection[str], at: At) -> bool:
    named = Counter(count for _, count in terms)
    unknown = [count for count in named if count not in known]
    for count in unknown:
        meant = at.meant(count, known)
        at.report("plan.unknown_count_but" if meant else "plan.unknown_count", count=count, meant=meant)
    twice = [count for count, times in named.items() if times > 1]
    if twice:
        at.report("plan.count_twice", count=twice[0])
    return not unknown and not twice


def parse_rule(text: str, known: CountNames, at: At) -> tuple[Sum, str, Sum] | None:
    """Return both sides of a rule and its sign, ``<=`` or ``=``; report what is not one."""
    match = _RELATION.fullmatch(text.strip())
    if not match:
        at.report("plan.rule_form", text=text)
        return None
    left, right = parse_sum(match[1], known, at), parse_sum(match[3], known, at)
    return (left, match[2], right) if left and right else None


def parse_amount(text: str, units: Collection[Unit], at: At) -> Amount | None:
    """Return an amount in one of the units that make sense where it stands; report anything else."""
    text = text.strip()
    if (match := _PERCENT.fullmatch(text)) and Unit.PERCENT in units:
        return Amount(_exact(match[1]) / 100, Unit.PERCENT)
    if (match := re.fullmatch(_POINTS, text)) and Unit.POINTS in units:
        return Amount(_exact(match[1]) / 100, Unit.POINTS)
    if re.fullmatch(_WHOLE, text) and Unit.CASES in units:
        return Amount(Fraction(int(text)), Unit.CASES)
    if re.fullmatch(_DECIMAL, text) and Unit.NUMBER in units:
        return Amount(_exact(text), Unit.NUMBER)
    _report_amount(text, units, at)
    return None


def _exact(number: str) -> Fraction:
    return Fraction(number.replace(",", "."))


def parse_points(text: str, at: At) -> Fraction | None:
    """Return so many points, exactly; report anything else."""
    if re.fullmatch(_DECIMAL, text.strip()):
        return _exact(text.strip())
    at.report("plan.points", text=text)
    return None


def _report_amount(text: str, units: Collection[Unit], at: At) -> None:
    if signed := re.fullmatch(_WITH_SIGN, text):
        key = _BOUND_OF.get(signed[1], "at_most")
        at.report("plan.sign_in_amount", text=text, meant=f"{key}: {signed[2]}")
        return
    if Unit.NUMBER in units:
        at.report("plan.number_amount", text=text)
        return
    if Unit.PERCENT not in units:
        at.report("plan.whole_amount", text=text)
        return
    bare = re.fullmatch(_DECIMAL, text)
    if bare is None or Unit.CASES in units:
        at.report("plan.share_or_cases" if Unit.CASES in units else _percent_code(units), text=text)
        return
    # 0.98 is the share of 98%; 98 is what a person says for 98%.
    number = _exact(bare[1])
    meant = number * 100 if number <= 1 and not text.isdigit() else number
    at.report("plan.percent_bare", text=text, key=at.key, meant=f"{plain(meant)}%")


def _percent_code(units: Collection[Unit]) -> str:
    return "plan.percent_or_points" if Unit.POINTS in units else "plan.percent_form"


def plain(number: Fraction) -> str:
    """Return a number that the file wrote as a decimal, as the file may write it."""
    whole, rest = divmod(number, 1)
    digits = f"{int(rest * 10**14):014}".rstrip("0")
    return f"{whole}.{digits}" if digits else str(whole)


def rule_of(sides: tuple[Sum, str, Sum], *, previous_month: bool, warn: bool) -> Rule:
    """Return a rule of two sides."""
    left, sign, right = sides
    return Rule(left, "<=" if sign == "<=" else "=", right, previous_month, warn)
