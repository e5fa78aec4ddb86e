"""Dossiers of a commune as Hypothesis draws them, under the shipped plan with any end of its months."""

import csv
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import strategies as st

from parcalc.model.counts import Counts
from parcalc.model.plan import Plan
from parcalc.read.dossiers.reader import Wanted, read_dossiers
from parcalc.read.plan.loader import parse_plan

ROOT = Path(__file__).parents[3]
ENDS = ("last", "14", "20", "28")
ENGINES = ("python", "duckdb")
UNITS = ("Thôn Đông", "Thôn Tây")
_FIELDS = (
    "code", "unit", "channel", "received_on", "due_on", "returned_on", "fee", "payment", "payment_offered",
    "digitised", "reusing_data", "held_papers", "asked_again",
)  # fmt: skip
_FIRST = date(2024, 11, 25)
_DAYS = 430

Dossier = Mapping[str, object]


@cache
def commune_plan(ends: str = "last") -> Plan:
    """Return the shipped plan with its months ending so, and with no rule that a blank due date would break."""
    text = (ROOT / "data/targets.yaml").read_text(encoding="utf-8")
    plan = parse_plan(text.replace("month_ends_on: last", f"month_ends_on: {ends}"), "targets.yaml")
    return plan._replace(rules=())


def dossiers(*, always_due: bool = False, units: Sequence[str] = UNITS) -> st.SearchStrategy[list[Dossier]]:
    """Draw lists of dossiers that keep what the plan asks of them; the days are as often as not those at a month's end."""
    days = st.integers(0, _DAYS).map(lambda days: _FIRST + timedelta(days)) | st.sampled_from(_EDGES)
    later = st.integers(0, 70) | st.just(0)
    yes = st.sampled_from(["có", "không", ""])
    drawn = st.fixed_dictionaries(
        {
            "unit": st.sampled_from(units), "channel": st.sampled_from(["trực tuyến", "trực tiếp", "bưu chính"]),
            "received_on": days, "due_on": later if always_due else st.none() | later,
            "returned_on": st.none() | later, "fee": st.sampled_from([None, 0, 8_000]),
            "payment": st.sampled_from(["trực tuyến", "tiền mặt", ""]), "payment_offered": yes,
            "digitised": yes, "reusing_data": yes, "held_papers": yes, "asked_again": yes,
        }
    )  # fmt: skip
    return st.lists(drawn, min_size=1, max_size=25).map(lambda every: [_dated(at, one) for at, one in enumerate(every)])


_EDGES = [date(2025, month, day) for month in (1, 2, 6) for day in (1, 14, 15, 20, 21, 28)] + [
    date(2024, 12, 31), date(2025, 1, 31), date(2025, 6, 30), date(2025, 12, 31),
]  # fmt: skip


def drawn_by_chance(number: int) -> list[Dossier]:
    """Return so many dossiers, always the same, of which each has something else that is blank."""
    chance, yes = Random("commune"), ("có", "không", "")
    texts = {"payment": ("trực tuyến", "tiền mặt", ""), "channel": ("trực tuyến", "trực tiếp", "bưu chính")}
    asked = dict.fromkeys(("payment_offered", "digitised", "reusing_data", "held_papers", "asked_again"), yes)
    return [
        _dated(at, {
            "unit": chance.choice(UNITS), **{name: chance.choice(of) for name, of in (texts | asked).items()},
            "received_on": chance.choice([*_EDGES, _FIRST + timedelta(chance.randrange(_DAYS))]),
            "due_on": chance.choice([None, 0, *range(0, 70, 7)]), "fee": chance.choice([None, 0, 8_000]),
            "returned_on": chance.choice([None, 0, *range(0, 70, 7)]),
        })
        for at in range(number)
    ]  # fmt: skip


def _dated(number: int, drawn: Dossier) -> Dossier:
    """Return a dossier with a code of its own, due and returned so many days after it was received."""
    received = drawn["received_on"]
    assert isinstance(received, date)
    after = {name: drawn[name] for name in ("due_on", "returned_on")}
    days = {name: received + timedelta(days) if isinstance(days, int) else None for name, days in after.items()}
    return {"code": f"{drawn['unit']}-{number:03}", **drawn, **days}


def write_list(dossiers: Sequence[Dossier], path: Path) -> str:
    """Write dossiers as a one-stop program does; return the file's name."""
    names = commune_plan().records["dossiers"].fields
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(["STT", *(names[name].names.vi for name in _FIELDS)])
        for number, dossier in enumerate(dossiers, 1):
            writer.writerow([number, *(_written(dossier[name]) for name in _FIELDS)])
    return str(path)


def _written(value: object) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else "" if value is None else str(value)


def count_lists(plan: Plan, engine: str, *lists: Sequence[Dossier]) -> Counts:
    """Return the counts of lists, each a file of its own."""
    with TemporaryDirectory() as folder:
        files = [write_list(one, Path(folder) / f"{at}.csv") for at, one in enumerate(lists)]
        return read_dossiers(files, plan, Wanted(engine=engine))


Figures = dict[tuple[str, str], dict[str, int | None]]


def figures(counts: Counts) -> Figures:
    """Return the counts of each month and unit."""
    return {(str(row.month), row.members["unit"]): dict(row.values) for row in counts.rows}
