"""Columns compared at once give what comparing them row by row would."""

from array import array
from collections.abc import Sequence
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcalc.model import lanes
from parcalc.model.columns import ABSENT, BLANK
from parcalc.model.lanes import Comparison, added, is_full, not_kept

EDGES = [0, 1, (1 << 14) - 1, 1 << 14, (1 << 15) - 1, 1 << 15, (1 << 16) - 1, 1 << 16, (1 << 31) - 1, 1 << 31, (1 << 32) - 1,
         1 << 32, 10**12, (1 << 62), (1 << 63) - 1]  # fmt: skip


def narrowest(values: list[int]) -> "array[int]":
    widths = (("h", 1 << 15), ("i", 1 << 31), ("q", 1 << 63))
    return array(next(code for code, end in widths if max(values, default=0) < end), values)


def kept(low: Sequence[Sequence[int]], sign: Literal["<=", "="], high: Sequence[Sequence[int]]) -> bool:
    columns = dict(enumerate((*low, *high)))
    return not not_kept(columns, [Comparison(range(len(low)), sign, range(len(low), len(columns)))])


def row_by_row(low: list[list[int]], sign: str, high: list[list[int]]) -> bool:
    rows = range(len((*low, *high)[0]))
    asked = [row for row in rows if all(column[row] >= 0 for column in (*low, *high))]
    sums = [(sum(column[row] for column in low), sum(column[row] for column in high)) for row in asked]
    return all(less <= more if sign == "<=" else less == more for less, more in sums)


@pytest.mark.parametrize("sign", ["<=", "="])
@pytest.mark.parametrize("edge", EDGES)
def test_one_too_many_is_seen_at_every_width(edge: int, sign: Literal["<=", "="]) -> None:
    more, less = max(edge, 1), max(edge, 1) - 1
    beside = [0, 5, edge]
    low, high = [narrowest([*beside, less])], [narrowest([*beside, more])]
    assert kept(low, "<=", high)
    assert kept(high, sign, high)
    assert not kept(high, sign, low)


def test_a_side_of_nothing_is_zero_though_the_other_needs_more_than_the_lanes_hold() -> None:
    large = [array("q", [(1 << 63) - 1])] * 3
    assert kept([], "<=", large)
    assert not kept(large, "<=", [])
    assert kept([array("q", [0])], "=", [])


@given(st.data())
def test_it_is_what_comparing_row_by_row_gives(data: st.DataObject) -> None:
    height = data.draw(st.integers(1, 5))
    entry = st.one_of(st.sampled_from([*EDGES, BLANK, ABSENT]), st.integers(0, 40))
    column = st.lists(entry, min_size=height, max_size=height)
    low = data.draw(st.lists(column, max_size=3))
    high = data.draw(st.lists(column, min_size=0 if low else 1, max_size=3))
    sign: Literal["<=", "="] = data.draw(st.sampled_from(["<=", "="]))
    expected = row_by_row(low, sign, high)
    assert kept([*map(narrowest, low)], sign, [*map(narrowest, high)]) == expected
    assert kept(low, sign, high) == expected


@given(st.lists(st.lists(st.sampled_from(EDGES), min_size=2, max_size=2), min_size=1, max_size=4))
def test_a_sum_equals_itself_in_any_order(columns: list[list[int]]) -> None:
    arrays = [*map(narrowest, columns)]
    assert kept(arrays, "=", arrays[::-1])
    assert kept(arrays, "<=", arrays[::-1])


@pytest.mark.parametrize("wrong", [0, 1, 7, 8, 19], ids=lambda row: f"in row {row}")
def test_every_row_is_looked_at(monkeypatch: pytest.MonkeyPatch, wrong: int) -> None:
    monkeypatch.setattr(lanes, "_AT_ONCE", 8)
    low, high = array("h", [3] * 20), array("h", [3] * 20)
    assert kept([low], "<=", [high])
    low[wrong] = 4
    assert not kept([low], "<=", [high])
    assert not kept([low], "=", [high])
    high[wrong] = BLANK
    assert kept([low], "<=", [high])
    assert kept([high], "=", [low])


@pytest.mark.parametrize("code", ["h", "i", "q"])
def test_a_row_that_reports_nothing_leaves_its_neighbours_as_they_are(code: str) -> None:
    silent, full = array(code, [5, BLANK, 5]), array(code, [5, 3, 5])
    assert kept([silent], "<=", [full])
    assert kept([full], "<=", [silent])
    assert kept([full], "=", [silent])


def test_each_comparison_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes, "_AT_ONCE", 8)
    columns = {"a": array("h", [3] * 20), "b": array("h", [4] * 20), "c": array("h", [3] * 10 + [2] * 10)}
    asked = [
        Comparison("a", "<=", "b"),
        Comparison("b", "<=", "a"),
        Comparison("a", "=", "c"),
        Comparison("c", "<=", "a"),
    ]
    assert not_kept(columns, asked) == {1, 2}
    assert not_kept({}, []) == set()


@given(st.lists(st.sampled_from([*EDGES, 3]), max_size=40))
def test_what_is_added_is_the_sum(values: list[int]) -> None:
    assert added(narrowest(values)) == added(values) == (sum(values), True)


@pytest.mark.parametrize("code", ["h", "i", "q"])
@pytest.mark.parametrize("rows", [1, 2, 7, 8, 9, 20])
def test_the_largest_are_added_in_every_width(monkeypatch: pytest.MonkeyPatch, code: str, rows: int) -> None:
    monkeypatch.setattr(lanes, "_AT_ONCE", 8)
    largest = (1 << 8 * array(code).itemsize - 1) - 1
    assert added(array(code, [largest] * rows)) == (largest * rows, True)
    assert added(array(code, [0] * rows)) == (0, True)


@pytest.mark.parametrize("code", ["h", "i", "q"])
@pytest.mark.parametrize("blank", [BLANK, ABSENT])
@pytest.mark.parametrize("at", [0, 7, 8, 19])
def test_where_a_row_reports_nothing_the_sum_is_of_the_others(
    monkeypatch: pytest.MonkeyPatch, code: str, blank: int, at: int
) -> None:
    monkeypatch.setattr(lanes, "_AT_ONCE", 8)
    column = array(code, [5] * 20)
    column[at] = blank
    assert added(column) == added(list(column)) == (5 * 19, False)
    assert not is_full(column)
    assert is_full(array(code, [5] * 20))


def test_rows_that_are_one_number_do_not_come_to_more_than_it_holds() -> None:
    for narrow, pair in lanes._PAIRED.items():
        assert lanes._AT_ONCE * (1 << lanes._BITS[narrow]) < (1 << lanes._BITS[pair]) - 1
