"""The rows of each month are found wherever they stand."""

from array import array
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcalc.errors import Place
from parcalc.model.columns import ColumnRows, Columns, picked
from parcalc.model.period import Month

MONTHS = [Month(2025, number) for number in (3, 1, 2)]


def by_month(codes: Sequence[int]) -> dict[int, Sequence[int]]:
    columns = Columns((), MONTHS, array("h", codes), {}, {})
    return {MONTHS.index(month): rows for month, rows in columns.by_month().items()}


@pytest.mark.parametrize(
    ("codes", "found"),
    [
        ([0, 0, 1, 2, 2], {0: range(2), 1: range(2, 3), 2: range(3, 5)}),
        ([0, 1, 2, 0, 1, 2], {0: range(0, 4, 3), 1: range(1, 5, 3), 2: range(2, 6, 3)}),
        ([0, 1, 0, 2, 0, 0], {0: array("q", [0, 2, 4, 5]), 1: range(1, 2), 2: range(3, 4)}),
        ([0, 1, 2, 0, 1, 1], {0: range(0, 4, 3), 1: array("q", [1, 4, 5]), 2: range(2, 3)}),
    ],
    ids=["together", "unit by unit", "here and there", "one unevenly"],
)
def test_rows_of_a_month(codes: list[int], found: dict[int, Sequence[int]]) -> None:
    assert by_month(codes) == found


@given(st.lists(st.integers(0, 2)).map(lambda codes: [0, 1, 2, *codes]))
def test_every_row_is_of_its_month(codes: list[int]) -> None:
    column = array("h", range(len(codes)))
    for code, rows in by_month(codes).items():
        assert list(picked(column, rows)) == [row for row, each in enumerate(codes) if each == code]


class Lines(ColumnRows):
    """Rows that know nothing but their lines."""

    def __init__(self, number: int) -> None:
        self.columns = Columns(self, MONTHS, [0] * number, {}, {})

    def _counted(self, at: int) -> tuple[Mapping[str, int | None], Place, Mapping[str, Place]]:
        return {}, Place("x.csv", at), {}


@given(st.integers(0, 4), st.integers(-6, 6) | st.slices(4))
def test_rows_of_columns_are_found_as_those_of_a_list_are(number: int, at: int | slice) -> None:
    def found(rows: Sequence[object]) -> object:
        try:
            return rows[at]
        except IndexError:
            return None

    assert found(Lines(number)) == found(tuple(Lines(number)))
