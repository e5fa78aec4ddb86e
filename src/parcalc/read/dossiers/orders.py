"""Whether a column writes day or month first: day first, as Vietnam does, unless the column itself shows otherwise."""

from collections.abc import Iterable, Mapping
from typing import Literal

from parcalc.model.records import Order
from parcalc.read.dossiers.moments import parse_day

_ENOUGH = 2
"""Different days that can only be month first: one alone may be a slip of the pen."""

Shown = Order | Literal["either", "neither"]


def settle(columns: Mapping[str, Iterable[str]]) -> tuple[dict[str, Order], list[str]]:
    """Return the order of each column from all its days, and the columns that could be read both ways.

    25/06/2025 can only be day first and 06/25/2025 only month first; 05/06/2025 can be both. It is day first unless
    another column of the lists is month first: then nobody can tell. A column that has days of both kinds, or a single
    one that can only be month first, is day first; what does not fit is a problem at its place.
    """
    shown = {name: _shown(set(days)) for name, days in columns.items()}
    foreign = "month_first" in shown.values()
    orders: dict[str, Order] = {
        name: "month_first" if order == "month_first" else "day_first" for name, order in shown.items()
    }
    return orders, [name for name, order in shown.items() if foreign and order == "either"]


def _shown(days: set[str]) -> Shown:
    readings = {day: (parse_day(day, "day_first"), parse_day(day, "month_first")) for day in days}
    if any(first and not other for first, other in readings.values()):
        return "day_first"
    if sum(1 for first, other in readings.values() if other and not first) >= _ENOUGH:
        return "month_first"
    return "either" if any(first != other for first, other in readings.values()) else "neither"
