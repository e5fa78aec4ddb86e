"""Work grows as the rows do, whatever rows stand above or between them: counted in calls."""

from collections.abc import Callable, Iterator

import pytest

from calls import calls_of
from read.tables_of_counts import read

A_LITTLE_MORE = 1.2
"""How much more the second hundred rows may cost than the first: a square would take three times as much."""


def a_whole_above_its_units(number: int) -> Iterator[str]:
    yield f"06/2025;;;{2 * number};{3 * number}"
    yield from (f"06/2025;Xã {unit};;2;3" for unit in range(number))


def a_whole_above_the_fields_of_each_unit(number: int) -> Iterator[str]:
    for unit in range(number // 2):
        yield f"06/2025;Xã {unit};;4;6"
        yield from (f"06/2025;Xã {unit};{field};2;3" for field in ("Đất đai", "Hộ tịch"))


def a_total_of_every_ten_rows(number: int) -> Iterator[str]:
    for unit in range(number):
        yield f"06/2025;Xã {unit};;2;3"
        if unit % 10 == 9:
            yield "06/2025;Tổng cộng;;20;30"


def a_total_of_all_rows_so_far_every_ten_rows(number: int) -> Iterator[str]:
    for unit in range(number):
        yield f"06/2025;Xã {unit};;2;3"
        if unit % 10 == 9:
            yield f"06/2025;Tổng cộng;;{2 * unit + 2};{3 * unit + 3}"


@pytest.mark.parametrize(
    "rows",
    [
        a_whole_above_its_units,
        a_whole_above_the_fields_of_each_unit,
        a_total_of_every_ten_rows,
        a_total_of_all_rows_so_far_every_ten_rows,
    ],
    ids=lambda rows: rows.__name__.replace("_", " "),
)
def test_a_row_more_costs_as_much_as_the_one_before(rows: Callable[[int], Iterator[str]]) -> None:
    def cost_of(number: int) -> int:
        text = "\n".join(["Tháng;Đơn vị;Lĩnh vực;Tốt;Tất cả", *rows(number)])
        assert len(read(text)[0]) == number
        return calls_of(lambda: read(text))

    few, more, most = map(cost_of, (100, 200, 300))
    assert 0 < most - more < (more - few) * A_LITTLE_MORE
