"""However many rows are wrong in one way, the first are told, the number of all is said, and nothing grows with it."""

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from parcalc.errors import Unusable
from parcalc.read.counts.reader import read_counts
from parcalc.read.limits import MOST_NOTES, MOST_PROBLEMS
from plain_counts import PLAN

HEAD = "month,unit,payments,payments_online,carried_over,pending_in_time,pending_late"
ROWS = 2000


def table(row: Callable[[int], str]) -> str:
    return "\n".join([HEAD, *map(row, range(ROWS))]) + "\n"


@pytest.mark.parametrize(
    ("row", "code", "number"),
    [
        (lambda at: f"2025-06,Xã {at},10,x,1,2,3", "data.placeholder", ROWS),
        (lambda at: f"2025-06,Xã {at},x,x,x,x,x", "data.placeholder", 5 * ROWS),
        (lambda at: f"2025-13,Xã {at},10,9,1,2,3", "data.month_impossible", ROWS),
        (lambda at: f"2025-06,Xã {at},10,9", "data.short_row", ROWS),
        (lambda at: f"2025-06,Xã {at},10,9,1,2,3,4", "data.long_row", ROWS),
        (lambda at: f"2025-06,X? H?i {at},10,9,1,2,3", "data.lost_marks_in_name", ROWS),
        (lambda _: "2025-06,Xã A,10,9,1,2,3", "data.repeated_member", ROWS - 1),
        (lambda at: f"2025-06,Xã {at},10,{11 if at else 9},1,2,3", "data.exceeds", ROWS - 1),
    ],
    ids=["a bad cell", "only bad cells", "a bad month", "too short", "too long", "lost letters", "the same row", "a rule broken"],
)  # fmt: skip
def test_problems(tmp_path: Path, row: Callable[[int], str], code: str, number: int) -> None:
    file = tmp_path / "bad.csv"
    file.write_text(table(row), encoding="utf-8")
    with pytest.raises(Unusable) as unusable:
        read_counts([str(file)], PLAN)
    *told, more = unusable.value.problems
    assert [problem.code for problem in told] == [code] * MOST_PROBLEMS
    assert (more.code, more.facts["number"]) == ("data.more_problems", number - MOST_PROBLEMS)


def test_notes(tmp_path: Path) -> None:
    file = tmp_path / "noted.csv"
    rows = [f"2025-0{month},Xã {unit},10,9,{month},0,0" for month in (5, 6) for unit in range(ROWS)]
    file.write_text("\n".join([HEAD, *rows]), encoding="utf-8")
    carried = read_counts([str(file)], PLAN)
    assert len(carried.rows) == 2 * ROWS
    *told, more = carried.notes
    assert [note.code for note in told] == ["data.not_carried"] * MOST_NOTES
    assert (more.code, more.facts["number"]) == ("data.more_notes", ROWS - MOST_NOTES)


def test_bad_rows_take_no_more_memory_than_good_ones(tmp_path: Path) -> None:
    good, bad = (
        most_memory(tmp_path / name, row)
        for name, row in (
            ("good.csv", lambda at: f'2025-06,"Xã {at}",10,9,1,2,3'),
            ("bad.csv", lambda at: f'2025-06,"Xã {at}",10,9,1,2,?'),
        )
    )
    assert bad < 1.1 * good


def most_memory(file: Path, row: Callable[[int], str]) -> int:
    file.write_text(table(row), encoding="utf-8")
    tracemalloc.start()
    try:
        read_counts([str(file)], PLAN)
    except Unusable:
        pass
    finally:
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    return most
