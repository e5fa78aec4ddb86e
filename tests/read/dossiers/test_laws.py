"""Laws of counting dossiers that an office would lose by, for every way of counting and every end of a month."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import duckdb
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from parcalc.model.period import Month, Period
from parcalc.model.plan import Plan
from parcalc.model.records import Flow
from parcalc.read.dossiers.listing import list_records
from parcalc.read.dossiers.reader import Wanted, read_dossiers
from read.dossiers.commune import (
    ENDS,
    ENGINES,
    UNITS,
    Dossier,
    commune_plan,
    count_lists,
    dossiers,
    drawn_by_chance,
    figures,
    write_list,
)

every_engine = pytest.mark.parametrize("engine", ENGINES)
every_end = pytest.mark.parametrize("ends", ENDS)
_EXAMPLES = {"python": 30, "duckdb": 5}  # DuckDB starts anew for each


def hold(engine: str, law: Callable[..., None], **drawn: st.SearchStrategy[object]) -> None:
    """Let a law hold of whatever is drawn."""
    settings(max_examples=_EXAMPLES[engine])(given(**drawn)(law))()


def months(plan: Plan, days: Sequence[object]) -> Counter[Month]:
    """Return how many of the days lie in each reporting month, found by the months' own first and last days."""
    given = [day for day in days if isinstance(day, date)]
    every = Period(Month(2024, 10), Month(2026, 6))
    spans = {month: plan.calendar.days(Period(month, month)) for month in every}
    return +Counter({month: sum(first <= day <= last for day in given) for month, (first, last) in spans.items()})


@every_engine
@every_end
def test_what_is_carried_over_is_what_was_pending(engine: str, ends: str) -> None:
    def law(drawn: list[Dossier]) -> None:
        found = figures(count_lists(commune_plan(ends), engine, drawn))
        for (month, unit), values in found.items():
            before = found.get((str(Period.parse(month).before), unit))
            pending = before["pending_in_time"] + before["pending_late"] if before else 0  # type: ignore[operator]
            assert values["carried_over"] == pending

    hold(engine, law, drawn=dossiers(always_due=True))


@every_engine
@every_end
def test_what_came_in_is_what_went_out_or_is_pending(engine: str, ends: str) -> None:
    """The identity of biểu II.06a."""
    came = ("carried_over", "received_direct")
    went = ("resolved_early", "resolved_on_time", "resolved_late", "pending_in_time", "pending_late")

    def law(drawn: list[Dossier]) -> None:
        direct = [{**one, "channel": "trực tiếp"} for one in drawn]
        for values in figures(count_lists(commune_plan(ends), engine, direct)).values():
            assert sum(values[name] or 0 for name in came) == sum(values[name] or 0 for name in went)

    hold(engine, law, drawn=dossiers(always_due=True))


@every_engine
def test_the_order_of_rows_changes_nothing(engine: str) -> None:
    def law(drawn: list[Dossier], chance: Random) -> None:
        mixed = chance.sample(drawn, len(drawn))
        assert figures(count_lists(commune_plan(), engine, mixed)) == figures(
            count_lists(commune_plan(), engine, drawn)
        )

    hold(engine, law, drawn=dossiers(), chance=st.randoms(use_true_random=False))


@every_engine
def test_a_list_in_two_files_is_one_even_where_a_record_stands_in_both(engine: str) -> None:
    def law(drawn: list[Dossier], cut: int) -> None:
        parts = [part for part in (drawn[: cut + 1], drawn[cut:]) if part]
        assert figures(count_lists(commune_plan(), engine, *parts)) == figures(
            count_lists(commune_plan(), engine, drawn)
        )

    hold(engine, law, drawn=dossiers(), cut=st.integers(0, 25))


@every_engine
def test_a_unit_s_records_change_that_unit_alone(engine: str) -> None:
    plan = commune_plan()
    flows = [id_ for id_, count in plan.counts.items() if count.origin and isinstance(count.origin.counted, Flow)]

    def law(drawn: list[Dossier], more: list[Dossier]) -> None:
        before, after = figures(count_lists(plan, engine, drawn)), figures(count_lists(plan, engine, [*drawn, *more]))
        assert {where: after[where] for where in before} == before
        # In months that only the other unit reaches, nothing comes in or goes out.
        added = [values for (month, unit), values in after.items() if unit in UNITS and (month, unit) not in before]
        assert {values[flow] for values in added for flow in flows} <= {0}

    hold(engine, law, drawn=dossiers(), more=dossiers(units=["Thôn Bắc"]))


@every_engine
@every_end
def test_a_flow_is_the_number_of_records_whose_day_is_in_the_month(engine: str, ends: str) -> None:
    plan = commune_plan(ends)

    def law(drawn: list[Dossier]) -> None:
        counts, returned = count_lists(plan, engine, drawn), months(plan, [one["returned_on"] for one in drawn])
        issued = Counter[Month]()
        for row in counts.rows:
            issued[row.month] += row.values["results_issued"] or 0
        assert +issued == returned

    hold(engine, law, drawn=dossiers())


PERIODS = ("2025-01", "2025-06", "2025-Q1", "2025-H1", "2025-9M", "2025", "2024-12..2025-02")


@every_end
@settings(max_examples=6, phases=(Phase.explicit, Phase.reuse, Phase.generate))  # each example is 140 lists
@given(drawn=dossiers())
def test_the_records_behind_a_count_are_as_many_as_it_says(ends: str, drawn: list[Dossier]) -> None:
    with TemporaryDirectory() as folder:
        file = write_list(drawn, Path(folder) / "list.csv")
        hold_listed(commune_plan(ends), file)


def test_duckdb_lists_as_many_records_behind_a_count_as_it_says(tmp_path: Path) -> None:
    plan, file = commune_plan("20"), tmp_path / "list.parquet"
    listed = write_list(drawn_by_chance(120), tmp_path / "list.csv")
    days = ", ".join(
        f"'{field.names.vi}': 'date'" for field in plan.records["dossiers"].fields.values() if field.kind.is_moment
    )
    read = f"read_csv('{listed}', header = true, delim = ';', dateformat = '%d/%m/%Y', types = {{{days}}})"
    duckdb.connect().execute(f"copy (select * from {read}) to '{file}' (format parquet)")
    hold_listed(plan, str(file))


def hold_listed(plan: Plan, file: str) -> None:
    """Let the records behind each count of a list be as many as it says, in months and longer periods."""
    counts = read_dossiers([file], plan)
    for count in (count for count in plan.counts.values() if count.origin):
        for period in map(Period.parse, PERIODS):
            taken = {"first": [period.first], "last": [period.last]}.get(count.over_period, list(period))
            rows = [row.values[count.id] or 0 for row in counts.rows if row.month in taken]
            if count.over_period == "sum" or rows:  # a stock is told of months that the list reaches
                listed = list_records([file], plan, count, Wanted(period=period)).rows
                assert len(listed) == len({row[0] for row in listed}) == sum(rows)
