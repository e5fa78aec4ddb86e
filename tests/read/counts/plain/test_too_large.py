"""Beyond the size that is read cell by cell, a plain file is still read; of any other its first odd line is named."""

import io
from pathlib import Path

import pytest

from parcalc.errors import Problem, Unusable
from parcalc.read.counts import careful
from parcalc.read.counts.plain import source as plain_source
from parcalc.read.counts.plain import table
from parcalc.read.counts.reader import read_counts
from parcalc.read.tables import source
from plain_counts import PLAN

HEAD = "month,unit,payments,payments_online\n"
MONTHS = ("2025-05", "2025-06")
ROWS = [f"{month},Xã {unit},10,9\n" for month in MONTHS for unit in range(20)]
SIZE = len((HEAD + "".join(ROWS)).encode())


@pytest.fixture(autouse=True)
def _small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (careful, source):
        monkeypatch.setattr(module, "LARGEST_DATA", SIZE - 100)
    for module in (source, plain_source):
        monkeypatch.setattr(module, "LARGEST_STREAM", SIZE)


def problems(*files: Path) -> list[tuple[str, str]]:
    with pytest.raises(Unusable) as unusable:
        read_counts([str(file) for file in files], PLAN)
    return [(problem.code, said(problem)) for problem in unusable.value.problems]


def said(problem: Problem) -> str:
    return str(problem.place).rpartition("/")[2]


def written(folder: Path, rows: list[str], name: str = "a.csv") -> Path:
    file = folder / name
    file.write_text(HEAD + "".join(rows), encoding="utf-8")
    return file


@pytest.mark.parametrize("row", ["2025-06,Xã A,10,9\n", "2025-06,Xã A,,9\n"], ids=["full", "with a blank cell"])
def test_a_plain_file_of_any_size_is_read(tmp_path: Path, row: str) -> None:
    assert len(read_counts([str(written(tmp_path, [*ROWS, row]))], PLAN).rows) == len(ROWS) + 1


@pytest.mark.parametrize(
    ("at", "row", "line"),
    [
        (30, "2025-06,Xã A,x,9\n", ":32"),
        (0, "2025-06,,10,9\n", ":2"),
        (40, '2025-06,"Xã A",10,9', ":42"),
        (20, "2025-13,Xã A,10,9\n", ":22"),
        (20, "2025-06,Xã A,9,10\n", ""),
        (20, "2025-05,Xã 1,10,9\n", ""),
    ],
    ids=[
        "a bad cell",
        "no member in the first row",
        "quotes in the last",
        "no month",
        "a rule broken",
        "a row twice",
    ],
)
def test_of_any_other_the_first_odd_line_is_named(tmp_path: Path, at: int, row: str, line: str) -> None:
    assert problems(written(tmp_path, [*ROWS[:at], row, *ROWS[at:]])) == [("data.too_large", f"a.csv{line}")]


def test_a_header_that_is_not_plain_is_named(tmp_path: Path) -> None:
    file = written(tmp_path, ROWS)
    file.write_text("Báo cáo\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    assert problems(file) == [("data.too_large", "a.csv:1")]


def test_files_that_are_too_large_together_are_not_read_with_care(tmp_path: Path) -> None:
    half = [ROWS[:20], [*ROWS[20:39], '2025-06,"Xã A",10,9\n']]
    files = [written(tmp_path, rows, f"{at}.csv") for at, rows in enumerate(half)]
    assert problems(*files) == [("data.too_large", "1.csv:21")]


@pytest.mark.parametrize("cut", [0, 1], ids=["as large as may be", "one byte more"])
def test_stdin_is_never_cut_off(monkeypatch: pytest.MonkeyPatch, cut: int) -> None:
    text = HEAD + "".join(ROWS) + "9" * cut
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    if cut:
        with pytest.raises(Unusable) as unusable:
            read_counts(["-"], PLAN)
        assert [(problem.code, str(problem.place)) for problem in unusable.value.problems] == [
            ("data.too_large", "-:1")
        ]
    else:
        assert len(read_counts(["-"], PLAN).rows) == len(ROWS)


@pytest.mark.parametrize(("most", "fits"), [(4 * 2 * len(ROWS), True), (4 * 2 * (len(ROWS) - 1) - 1, False)])
def test_columns_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, fits: bool) -> None:
    monkeypatch.setattr(table, "MOST_COLUMN_BYTES", most)
    monkeypatch.setattr(plain_source, "_PIECE", 1)
    file = written(tmp_path, ROWS)
    if fits:
        assert len(read_counts([str(file)], PLAN).rows) == len(ROWS)
    else:
        assert problems(file) == [("data.too_large", "a.csv")]
