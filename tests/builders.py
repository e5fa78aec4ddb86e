"""Small plans and counts, built by hand: one target, a numerator ``good`` and a denominator ``all``."""

from collections.abc import Mapping
from fractions import Fraction

from parcalc.errors import Place
from parcalc.judge.judging import judge
from parcalc.model.assessment import Outcome
from parcalc.model.counts import Counts
from parcalc.model.naming import Names
from parcalc.model.period import Calendar, Month, Period
from parcalc.model.plan import Amount, Bound, BoundKind, Count, Dimension, Ladder, Plan, Sum, Target, Unit
from parcalc.model.row import Row

MONTHS_OF_THE_CALENDAR = Calendar()
GOOD, ALL = Sum(((1, "good"),)), Sum(((1, "all"),))


def percent(text: str) -> Amount:
    return Amount(Fraction(text) / 100, Unit.PERCENT)


def fixed(kind: str, text: str) -> Bound:
    return Bound(BoundKind(kind), Ladder({None: percent(text)}))


def a_target(bound: Bound, **changes: object) -> Target:
    target = Target("rate", Names("Tỷ lệ", "Rate"), GOOD, ALL, bound)
    return target._replace(**changes)  # type: ignore[arg-type]


def a_plan(
    *targets: Target, dimensions: tuple[Dimension, ...] = (), calendar: Calendar = MONTHS_OF_THE_CALENDAR
) -> Plan:
    counts = {
        "good": Count("good", Names("Tốt", "Good")),
        "all": Count("all", Names("Tất cả", "All")),
        "stock": Count("stock", Names("Tồn", "Stock"), over_period="last"),
        "opening": Count("opening", Names("Đầu kỳ", "Opening"), over_period="first"),
    }
    names = Names("Kế hoạch", "Plan")
    return Plan(
        "plan.yaml", "1", names, names, None, 2025, calendar, counts,
        {dimension.id: dimension for dimension in dimensions}, (), targets,
    )  # fmt: skip


def a_row(month: str, line: int = 2, members: Mapping[str, str] | None = None, /, **values: int | None) -> Row:
    year, number = month.split("-")
    place = Place("data.csv", line)
    cells = {count: Place("data.csv", line, column) for column, count in enumerate(values, 2)}
    return Row(Month(int(year), int(number)), members or {}, values, place, cells)


def rows(*given: Row) -> Counts:
    return Counts(given)


def outcome(target: Target, counts: Counts, period: str = "2025-06", **plan: object) -> Outcome:
    """Judge one target over rows for a period."""
    return judge(a_plan(target, **plan), counts, Period.parse(period)).results[0].outcome  # type: ignore[arg-type]


def of_month(bound: Bound, good: int, all_: int) -> Outcome:
    """Judge one month's rate."""
    return outcome(a_target(bound), rows(a_row("2025-06", good=good, all=all_)))


def cases(kind: str, number: int) -> Bound:
    """Return a bound of a plain number of cases."""
    return Bound(BoundKind(kind), Ladder({None: Amount(Fraction(number), Unit.CASES)}))


def compared(kind: str, baseline: str | int, amount: Amount | None = None) -> Bound:
    """Return a rise or fall against a baseline, by an amount if there is one."""
    return Bound(BoundKind(kind), Ladder({None: amount}) if amount else None, baseline)  # type: ignore[arg-type]
