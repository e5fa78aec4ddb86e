"""JSON as text: byte for byte what the standard library writes, and of what comes again the same."""

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcalc.report.json_text import Json, Repeated, Rows, indented

LEAVES = (
    st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(["%s", "%", "%%d", "\u2028", "</script>"])
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text() | st.just("%s"), inner, max_size=4),
    max_leaves=24,
)


def by_the_standard_library(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def one_by_one(value: Json) -> Json:
    """Return a value whose arrays are made while they are written."""
    if isinstance(value, list):
        return iter([one_by_one(part) for part in value])
    return {key: one_by_one(part) for key, part in value.items()} if isinstance(value, dict) else value


@given(VALUES)
def test_any_value_is_written_as_the_standard_library_does(value: Json) -> None:
    assert indented(value) == by_the_standard_library(value)


@given(VALUES)
def test_arrays_that_are_made_while_they_are_written_are_the_same(value: Json) -> None:
    assert indented(one_by_one(value)) == by_the_standard_library(value)


@given(VALUES)
def test_what_is_repeated_is_the_same_wherever_it_stands(value: Json) -> None:
    repeated = Repeated(value)
    found = indented({"first": repeated, "deeper": [repeated, {"again": repeated}]})
    assert found == by_the_standard_library({"first": value, "deeper": [value, {"again": value}]})


@given(st.lists(st.text() | st.just("%s"), max_size=4, unique=True), st.integers(0, 4), st.data())
def test_rows_are_the_objects_that_they_are_given_column_by_column(
    keys: list[str], number: int, data: st.DataObject
) -> None:
    column = st.lists(VALUES, min_size=number, max_size=number) | VALUES.map(lambda value: [value] * number)
    columns = {key: data.draw(column) for key in keys}
    rows = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
    assert indented({"rows": Rows(columns)}) == by_the_standard_library({"rows": rows})


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param([], "[]", id="an empty array stands on one line"),
        pytest.param({}, "{}", id="so does an empty object"),
        pytest.param({"a": [1]}, '{\n "a": [\n  1\n ]\n}', id="a step inwards is one blank"),
        pytest.param({"a": True, "b": 1}, '{\n "a": true,\n "b": 1\n}', id="true is not one"),
        pytest.param("Xã Định Hưng", '"Xã Định Hưng"', id="marks are written as they are"),
    ],
)
def test_the_text_of_a_value(value: Json, text: str) -> None:
    assert indented(value) == text


def test_values_of_an_array_are_asked_for_one_after_another() -> None:
    made: list[int] = []

    def numbers() -> Iterator[Json]:
        for number in range(3):
            made.append(number)
            yield number

    assert indented(numbers()) == by_the_standard_library([0, 1, 2])
    assert made == [0, 1, 2]
