"""A blank cell is not reported: the plain ways read it as the careful one does, and rows of nothing else."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parcalc.model.counts import Counts
from parcalc.read.counts.plain.reported import without_silent
from plain_counts import WAYS, Way, assert_same, carefully, plainly

HEAD = "month,unit,payments,payments_online,carried_over,pending_in_time,pending_late\n"
Written = Callable[..., list[str]]

MAY = "2025-05,A,10,9,1,2,3\n2025-05,B,20,5,1,1,1\n"
JUNE = "2025-06,A,11,10,5,0,0\n2025-06,B,7,5,2,1,1\n"


@pytest.fixture
def written(tmp_path: Path) -> Written:
    def write(*texts: str) -> list[str]:
        files = [tmp_path / f"{at}.csv" for at in range(len(texts))]
        for file, text in zip(files, texts, strict=True):
            file.write_bytes((HEAD + text).encode())
        return list(map(str, files))

    return write


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "texts",
    [
        [MAY + JUNE.replace("11,10", "11,")],
        [MAY + JUNE.replace("11,10", ",10")],
        [MAY + JUNE.replace("A,11", "A,")],
        [MAY + JUNE.replace("5,0,0\n", "5,0,\n").replace("2,1,1", "2,,")],
        [MAY.replace("1,2,3", "1,,3") + JUNE.replace("A,11,10,5", "A,11,10,99")],
        [MAY + JUNE.replace("A,11,10,5", "A,11,10,")],
        [MAY.replace("B,20,5", "B,,") + JUNE.replace("B,7,5", "B,,")],
        [(MAY + JUNE).replace("10,9", ",").replace("20,5", ",").replace("11,10", ",").replace("7,5", ",")],
        [MAY + "2025-06,A,,,,,\n2025-06,B,,,,,\n"],
        ["2025-04,B,,,,,\n2025-04,A,,,,,\n" + MAY + JUNE],
        [MAY + "2025-06,A,11,10,5,0,0\n2025-06,B,,,,,\n"],
        [MAY + JUNE + "2025-06,C,,,,,\n2025-07,D,,,,,\n"],
        [MAY + "2025-06,A,,,,,\n" + JUNE],
        [MAY + JUNE + "2025-06,A,,,,,\n2025-06,A,,,,,\n"],
        [MAY + "2024-06,A,,,,,\n" + JUNE],
        [MAY + "2025-07,A,,,,,\n" + JUNE + "2025-09,A,1,1,,,\n"],
        [MAY + "2025-06,A,,,,,\n2025-06,B,,,,,\n", JUNE],
        ["2025-07,A,,,,,\n", MAY, "2025-08,A,,,,,\n", JUNE],
        [MAY + "2025-06,B,90000,5,,,\n2025-07,B,5000000000,,,,\n"],
        [(MAY + JUNE).replace("\n", "\r\n").replace("0,0\r\n", "0,\r\n")],
        [MAY + JUNE.replace("2,1,1\n", "2,1,")],
        ["2025-05,A,,,,,\n"],
    ],
    ids=["the smaller of a rule", "the larger of a rule", "the first count", "the last cell of a row", "what a rule looks back to",
         "what looks back", "a member's every month", "two columns", "a month to come", "months before, in another order",
         "a member in a month that others report", "a member who never reports, and another month", "a row beside one that reports",
         "two beside one that reports", "a month of another year", "a month that is left out", "a month that another file reports",
         "whole files", "beside large numbers", "of Windows", "no last line end", "everything"],
)  # fmt: skip
def test_blank_cells_are_read_the_plain_way_and_give_the_same(written: Written, texts: list[str], way: Way) -> None:
    files = written(*texts)
    plain = plainly(way, *files)
    assert plain is not None
    assert_same(plain, carefully(*files))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "text",
    [
        MAY + JUNE.replace("11,10", "11,12").replace("7,5", ",5"),
        MAY + JUNE.replace("A,11,10,5", "A,,,4"),
        MAY + JUNE + "2025-06,C,,,,,\n2025-06,C,,,,,\n",
        MAY + JUNE + "2025-06,A,,,5,,\n",
        MAY + JUNE + "2025-06,,1,1,,,\n",
        MAY + JUNE + ",C,1,1,,,\n",
        MAY + JUNE + ",,,,,,\n",
        MAY + JUNE.replace("11,10", "11, "),
        MAY + JUNE.replace("11,10", "11,-1"),
        MAY + JUNE + "2025-06,Tổng cộng,,,,,\n",
        MAY + JUNE + "2025-07,C,,,,\n",
    ],
    ids=["a rule broken", "a rule that looks back broken", "a row of nothing twice", "a row twice", "no member", "no month",
         "a blank row", "a space", "what stands for blank", "a total of nothing", "a short row"],
)  # fmt: skip
def test_what_is_odd_beside_blank_cells_is_left_to_the_careful_way(written: Written, text: str, way: Way) -> None:
    assert plainly(way, *written(text)) is None


def test_rows_of_which_each_reports_something_are_left_as_they_are(written: Written) -> None:
    plain = plainly("python", *written(MAY.replace("1,2,3", ",,").replace("20,5", ",")))
    assert plain is not None
    assert plain.rows.columns.values["payments"][1] == -1  # type: ignore[attr-defined]
    assert without_silent(plain.rows) is plain.rows  # type: ignore[arg-type]


CELLS = st.sampled_from(["", "", "0", "7", "70000"])
ROWS = st.tuples(st.sampled_from(["2025-04", "2025-05", "05/2025", "2025-07"]), st.sampled_from("ABC"), *[CELLS] * 5)
NOTED_OF_MONTHS = {"data.months_left_out", "data.month_out_of_line", "data.far_month"}


@pytest.mark.parametrize("way", WAYS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=8, unique_by=lambda row: row[:2]), st.integers(0, 7))
def test_with_any_blank_cells_both_ways_say_the_same(
    written: Written, way: Way, rows: list[tuple[str, ...]], cut: int
) -> None:
    lines = [",".join(row) + "\n" for row in rows]
    files = written(*filter(None, ("".join(lines[:cut]), "".join(lines[cut:]))))
    careful = carefully(*files)
    plain = plainly(way, *files)
    if plain is not None:
        assert_same(plain, careful)
    else:
        assert not isinstance(careful, Counts) or {note.code for note in careful.notes} - NOTED_OF_MONTHS
