"""What must hold in each row of a form: its sums, and the rates that a program printed beside the counts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from parcalc.errors import Place, Problem
from parcalc.model.form import Column, Form, Share

Values = Mapping[str, int | None]

_RATE = re.compile(r"([0-9]+)(?:[.,]([0-9]+))?\s*%?")


def wrong_sums(form: Form, values: Values, places: Mapping[str, Place], names: Mapping[str, str]) -> Iterator[Problem]:
    """Give every column of a row that is not the sum of those that the form says; a blank cell leaves it open."""
    for rule in form.all_sums:
        parts = [name for name in rule.sum if name in values]
        given, total = values.get(rule.column), _sum(values, parts)
        if given is None or total is None or not parts or given == total:
            continue
        place = places[rule.column]
        summed = tuple(f"“{names[name]}”" for name in parts)
        facts = {"at": place.cell, "heading": names[rule.column], "given": given, "sum": total, "parts": summed}
        yield Problem("data.form_sum", place, **facts)


def wrong_rate(column: Column, cell: str, values: Values, place: Place, heading: str) -> Problem | None:
    """Return what is wrong with a printed rate, ``None`` if it is right, blank, or cannot be told.

    A program leaves the cell blank where the rate is 0, and may round or cut off behind the last digit that it prints.
    """
    match = _RATE.fullmatch(cell.strip())
    exact = [rate for share in column.of if (rate := _rate(share, values)) is not None]
    if not match or not exact:
        return None
    printed, step = Fraction(f"{match[1]}.{match[2] or 0}"), Fraction(1, 10 ** len(match[2] or ""))
    readings = [(printed, step)] if "%" in cell else [(printed, step), (printed * 100, step * 100)]
    if any(abs(rate - value) < unit for rate in exact for value, unit in readings):
        return None
    facts = {"at": place.cell, "heading": heading, "cell": cell.strip(), "rate": _two_decimals(exact[0])}
    return Problem("data.form_rate", place, **facts)


def _two_decimals(rate: Fraction) -> str:
    hundredths = (200 * rate.numerator + rate.denominator) // (2 * rate.denominator)
    return f"{hundredths // 100}.{hundredths % 100:02}"


def _rate(share: Share, values: Values) -> Fraction | None:
    part, whole = _sum(values, share.part), _sum(values, share.whole)
    return None if part is None or not whole else Fraction(100 * part, whole)


def _sum(values: Values, names: Sequence[str]) -> int | None:
    found = [values.get(name) for name in names]
    return None if None in found else sum(value or 0 for value in found)
