"""Columns grow with what stands in their cells, and remember no more texts than they need."""

from array import array
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcalc.model.columns import BLANK
from parcalc.read.counts.plain import cells
from parcalc.read.counts.plain.cells import Codes, Wholes
from parcalc.read.odd import OddError

LARGEST = 10**12
NUMBERS = st.sampled_from([BLANK, 0, 7, (1 << 15) - 1, 1 << 15, (1 << 31) - 1, 1 << 31, LARGEST])


def texts(numbers: Sequence[int]) -> list[bytes]:
    return [b"" if number == BLANK else str(number).encode() for number in numbers]


@given(st.lists(st.lists(NUMBERS, max_size=6), max_size=4))
def test_numbers_of_any_size(pieces: list[list[int]]) -> None:
    entries = Wholes(LARGEST)
    for numbers in pieces:
        entries.take(texts(numbers))
    assert list(entries.column) == [number for numbers in pieces for number in numbers]


@given(st.lists(st.tuples(st.sampled_from("hiq"), st.lists(NUMBERS, max_size=4)), max_size=4))
def test_numbers_that_come_as_arrays(pieces: list[tuple[str, list[int]]]) -> None:
    entries = Wholes(LARGEST)
    fitting = [(code, [number for number in numbers if number < 1 << 15]) for code, numbers in pieces]
    for code, numbers in fitting:
        entries.extend(array(code, numbers))
        entries.take([b"7"])
    assert list(entries.column) == [number for _, numbers in fitting for number in (*numbers, 7)]


@pytest.mark.parametrize("text", [b" ", b"-1", b"+5", b"1.0", b"1_0", b"x", str(LARGEST + 1).encode(), b"0" * 14])
def test_what_is_no_count(text: bytes) -> None:
    entries = Wholes(LARGEST)
    with pytest.raises(OddError):
        entries.take([b"5", text])
    assert not entries.column


def test_a_number_that_no_column_holds_is_odd() -> None:
    with pytest.raises(OddError):
        Wholes(10**30).take([str(1 << 63).encode()])


def test_texts_of_numbers_are_forgotten_where_hardly_any_comes_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "_MOST_KNOWN", 4)
    entries = Wholes(LARGEST)
    entries.take(texts(range(100)))
    entries.take(texts(range(100)))
    assert list(entries.column) == [*range(100)] * 2
    assert len(entries) <= 4


def test_more_names_than_two_bytes_tell_apart() -> None:
    names = [f"Xã {at}" for at in range((1 << 15) + 10)]
    entries = Codes()
    entries.take([name.encode() for name in names])
    entries.take([names[5].encode(), b"Z", names[-1].encode()])
    assert list(entries.column) == [*range(len(names)), 5, len(names), len(names) - 1]
    assert entries.texts == [*names, "Z"]
