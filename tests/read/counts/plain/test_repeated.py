"""Names taken by stretches that come again are the same as names taken one by one."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parcalc.read.counts.plain import repeated
from parcalc.read.counts.plain.cells import Codes
from parcalc.read.counts.plain.repeated import take_lines

UNITS = [f"Xã {at}" for at in range(40)]


def one_by_one(*batches: Sequence[str]) -> Codes:
    entries = Codes()
    for names in batches:
        entries.take([name.encode() for name in names])
    return entries


def by_stretches(*batches: Sequence[str]) -> Codes:
    entries = Codes()
    for names in batches:
        take_lines(entries, "".join(f"{name}\n" for name in names).encode())
    return entries


def assert_alike(*batches: Sequence[str]) -> None:
    taken, expected = by_stretches(*batches), one_by_one(*batches)
    assert (taken.column, taken.texts) == (expected.column, expected.texts)


@pytest.mark.parametrize(
    "names",
    [
        [],
        ["A"],
        ["A"] * 100,
        ["2025-01"] * 50 + ["2025-02"] * 50 + ["2025-03"] * 3,
        UNITS * 3 + UNITS[:7],
        UNITS[:20] + UNITS[21:] + UNITS * 2,
        UNITS * 2 + UNITS[::-1] * 2,
        UNITS + ["Xã 1"] * 3 + UNITS,
        ["B", "AB", "A"] * 30,
        [f"{name}{at}" for at in range(30) for name in ("A", "B")],
        [str(at) for at in range(40_000)] * 2,
    ],
    ids=["none", "one", "the same", "month after month", "units in each month", "a unit left out once", "in another order",
         "a unit again and again", "a name that ends as another", "all different", "more than two bytes hold"],
)  # fmt: skip
def test_names_that_come_again(names: list[str]) -> None:
    assert_alike(names)
    assert_alike(names[:33], names[33:])


@settings(deadline=None)
@given(st.data())
def test_any_stretches(data: st.DataObject) -> None:
    block = st.lists(st.sampled_from(["A", "AA", "B", "Xã 1", "Xã 11"]), min_size=1, max_size=6)
    stretches = data.draw(st.lists(st.tuples(block, st.integers(1, 30)), max_size=5))
    names = [name for names, times in stretches for name in names * times]
    cut = data.draw(st.integers(0, len(names)))
    assert_alike(names[:cut], names[cut:])


def test_what_comes_again_is_not_looked_at_name_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[int] = []
    take = Codes.take

    def counting(codes: Codes, texts: Sequence[bytes]) -> None:
        taken.append(len(texts))
        take(codes, texts)

    monkeypatch.setattr(Codes, "take", counting)
    by_stretches(UNITS * 100, ["2025-01"] * 50 + ["2025-02"] * 50)
    assert sum(taken) == len(UNITS) + 2
    taken.clear()
    by_stretches(UNITS + UNITS[: repeated._SHORTEST - 1])
    assert sum(taken) == len(UNITS) + repeated._SHORTEST - 1
