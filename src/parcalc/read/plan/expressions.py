"""The small texts within a targets file: sums, rules and amounts. Each is exact or a problem."""

import re
from collections import Counter
from collections.abc import Collection
from fractions import Fraction

from parcalc.model.plan import Amount, Rule, Sum, Unit
from parcalc.read.plan.reporting import At

ID = re.compile(r"[a-z][a-z0-9_]{0,59}")

_SIGNED = re.compile(r"([+-])\s*([^+\-\s]+)\s*")
_RELATION = re.compile(r"([^<>=]*)(<=|=)([^<>=]*)")
_DECIMAL = r"((?:0|[1-9][0-9]{0,11})(?:[.,][0-9]{1,12})?)"
_PERCENT = re.compile(_DECIMAL + r"\s*%")
_POINTS = re.compile(_DECIMAL + r"\s*pp")
_BARE = re.compile(_DECIMAL)
_WHOLE = re.compile(r"0|[1-9][0-9]{0,14}")


def parse_sum(text: str, known: Collection[str], at: At) -> Sum | None:
    """Return a sum of counts joined by ``+`` and ``-``; report what is not one."""
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
    return Sum(tuple(terms)) if _all_known(terms, known, at) else None


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


def parse_rule(text: str, known: Collection[str], at: At) -> tuple[Sum, str, Sum] | None:
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
    if (match := _POINTS.fullmatch(text)) and Unit.POINTS in units:
        return Amount(_exact(match[1]) / 100, Unit.POINTS)
    if _WHOLE.fullmatch(text) and Unit.CASES in units:
        return Amount(Fraction(int(text)), Unit.CASES)
    _report_amount(text, units, at)
    return None


def _exact(number: str) -> Fraction:
    return Fraction(number.replace(",", "."))


def _report_amount(text: str, units: Collection[Unit], at: At) -> None:
    if Unit.PERCENT not in units:
        at.report("plan.whole_amount", text=text)
        return
    bare = _BARE.fullmatch(text)
    if bare is None or Unit.CASES in units:
        at.report("plan.share_or_cases" if Unit.CASES in units else _percent_code(units), text=text)
        return
    # 0.98 is the share of 98%; 98 is what a person says for 98%.
    number = _exact(bare[1])
    meant = number * 100 if number <= 1 and not text.isdigit() else number
    at.report("plan.percent_bare", text=text, key=at.key, meant=_decimal(meant))


def _percent_code(units: Collection[Unit]) -> str:
    return "plan.percent_or_points" if Unit.POINTS in units else "plan.percent_form"


def _decimal(number: Fraction) -> str:
    whole, rest = divmod(number, 1)
    digits = f"{int(rest * 10**14):014}".rstrip("0")
    return f"{whole}.{digits}%" if digits else f"{whole}%"


def rule_of(sides: tuple[Sum, str, Sum], *, previous_month: bool, warn: bool) -> Rule:
    """Return a rule of two sides."""
    left, sign, right = sides
    return Rule(left, "<=" if sign == "<=" else "=", right, previous_month, warn)
