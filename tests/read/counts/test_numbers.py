"""A cell that was read once is known; what a later cell says of the signs in use still holds for it."""

import pytest

from parcalc.errors import Place
from parcalc.read.counts.numbers import Numbers

PLACE = Place("f.csv", 1, 1)


def codes(cells: list[str]) -> tuple[list[int | None], list[str]]:
    numbers = Numbers(10**12)
    read = [numbers.read(cell, PLACE, at="A1", heading="h") for cell in cells]
    return read, [problem.code for problem in numbers.problems]


@pytest.mark.parametrize(
    ("cells", "read", "told"),
    [
        (["5", "5", "", "", " 7 "], [5, 5, None, None, 7], []),
        (["1.234", "1.234", "12"], [1234, 1234, 12], []),
        (["1.234", "5.0", "1.234"], [1234, 5, 1234], ["data.two_separators"]),
        (["5.0", "1.234", "5.0", "1.234"], [5, 1234, 5, 1234], ["data.two_separators"]),
        (["1.234", "1 234", "1.234", "1 234"], [1234] * 4, ["data.two_separators"]),
        (["x", "x", "5"], [None, None, 5], ["data.placeholder", "data.placeholder"]),
        (["9999999999999", "9999999999999"], [None, None], ["data.too_many", "data.too_many"]),
    ],
    ids=["the same again", "groups again", "a fraction's mark after a group's", "and the other way round", "two signs of groups",
         "a mistake is told each time", "so is what is too many"],
)  # fmt: skip
def test_a_known_cell(cells: list[str], read: list[int | None], told: list[str]) -> None:
    assert codes(cells) == (read, told)


def test_the_signs_are_told_of_again_once_the_problems_are_cleared() -> None:
    numbers = Numbers(10**12)
    for cell in ("1.234", "5.0"):
        numbers.read(cell, PLACE)
    assert len(numbers.problems) == 1
    numbers.problems.clear()
    numbers.read("1.234", PLACE)
    assert [problem.code for problem in numbers.problems] == ["data.two_separators"]
