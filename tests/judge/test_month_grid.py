"""The counts of months and members from what changes them, against adding up one change after another."""

from hypothesis import given, settings
from hypothesis import strategies as st

from parcalc.judge.month_grid import Changes, Members, month_grid
from parcalc.model.period import Period
from parcalc.model.records import Flow, Origin, Stock

ORIGINS = {"received": Origin("things", Flow("got")), "open": Origin("things", Stock("got", "done", "end"))}
PERIOD = Period.parse("2025-03..2025-05")
MARCH = PERIOD.first.ordinal
PLACES: dict[Members, int] = {("A",): 0, ("B",): 1, ("b",): 1}
Change = tuple[str, Members, int, int]


def taken(changes: list[Change]) -> Changes:
    found = Changes()
    for count, members, month, number in changes:
        found.take(count, found.numbers_of([members]), [month], [number])
    return found


def test_a_flow_is_that_of_its_month_and_a_stock_the_sum_up_to_it() -> None:
    changes = taken([
        ("received", ("A",), MARCH, 3), ("received", ("B",), MARCH + 2, 5),
        ("open", ("A",), MARCH, 3), ("open", ("A",), MARCH + 1, -2), ("open", ("B",), MARCH + 1, 4),
    ])  # fmt: skip
    grid = month_grid(changes, ORIGINS, PERIOD, PLACES)
    assert {count: list(numbers) for count, numbers in grid.items()} == {
        "received": [3, 0, 0, 0, 0, 5],
        "open": [3, 0, 1, 4, 1, 4],
    }


@given(
    st.lists(
        st.tuples(
            st.sampled_from(list(ORIGINS)),
            st.sampled_from(list(PLACES)),
            st.integers(MARCH - 3, MARCH + 5),
            st.integers(-3, 3),
        )
    )
)
@settings(max_examples=60)
def test_a_grid_is_what_adding_up_gives(changes: list[Change]) -> None:
    grid = month_grid(taken(changes), ORIGINS, PERIOD, PLACES)
    for count, numbers in grid.items():
        for at, number in enumerate(numbers):
            month, place = MARCH + at // 2, at % 2
            mine = [one for one in changes if one[0] == count and PLACES[one[1]] == place]
            assert number == sum(one[3] for one in mine if one[2] == month or (count == "open" and one[2] < month))


def test_a_count_without_a_change_is_nothing_in_every_month() -> None:
    assert list(month_grid(Changes(), ORIGINS, PERIOD, {("A",): 0})["open"]) == [0, 0, 0]


def test_a_change_by_nothing_is_none() -> None:
    changes = taken([("received", ("A",), MARCH, 0), ("received", ("B",), MARCH, 2), ("open", ("B",), MARCH, -1)])
    assert changes.sizes() == {("B",): 3}


def test_what_changes_after_a_month() -> None:
    changes = taken([("received", ("A",), MARCH, 3), ("received", ("A",), MARCH + 1, 4)])
    assert [changes.after(MARCH + at, "received") for at in (-1, 0, 1)] == [7, 4, 0]
    assert changes.after(MARCH, "open") == 0
