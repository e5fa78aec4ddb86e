"""Months across and counts down, and headings in several rows: read as the plain table, each cell with its place."""

from pathlib import Path
from typing import Any

import pytest

from parcalc.errors import Problem, Unusable
from parcalc.model.counts import Counts
from parcalc.model.plan import Plan
from parcalc.read.counts.reader import read_counts
from parcalc.read.plan.loader import load_plan
from workbooks import Rows, as_csv, as_html, as_xlsx

EXPECTED = [("2025-01", 12, 5), ("2025-02", 7, 0)]


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(str(Path(__file__).parents[3] / "data/targets.yaml"))


def read(content: bytes, plan: Plan, folder: Path) -> Counts:
    file = folder / "so-lieu"
    file.write_bytes(content)
    return read_counts([str(file)], plan)


def late(counts: Counts) -> list[tuple[str, int | None, int | None]]:
    return [(str(row.month), row.values.get("resolved_late"), row.values.get("pending_late")) for row in counts.rows]


def refused(content: bytes, plan: Plan, folder: Path) -> tuple[str, str]:
    with pytest.raises(Unusable) as unusable:
        read(content, plan, folder)
    problem: Problem = unusable.value.problems[0]
    return problem.code, str(problem.place).removeprefix(str(folder / "so-lieu"))


def merging(*ranges: str) -> Any:
    def dress(book: Any) -> None:
        for cells in ranges:
            book.active.merge_cells(cells)

    return dress


DONE, OPEN = "Hồ sơ giải quyết quá hạn", "Hồ sơ đang giải quyết quá hạn"
ACROSS: Rows = [["Chỉ tiêu", "Tháng 1/2025", "Tháng 2/2025"], [DONE, 12, 7], [OPEN, 5, 0]]
TURNED: dict[str, bytes] = {
    "plain": as_xlsx(ACROSS),
    "as-csv": as_csv(ACROSS),
    "as-a-page": as_html(ACROSS),
    "numbers-units-and-a-total": as_xlsx(
        [["SỐ LIỆU NĂM 2025"], ["STT", "Chỉ tiêu", "ĐVT", "Tháng 1", "Tháng 2", "Cả năm"], ["A", "B", "C", 1, 2, 3], [1, DONE, "hồ sơ", 12, 7, 19], [2, OPEN, "hồ sơ", 5, 0, 0]]
    ),
    "years-over-the-months": as_xlsx(
        [["Chỉ tiêu", "Năm 2025"], [None, "Tháng 1", "Tháng 2"], [DONE, 12, 7], [OPEN, 5, 0]], dress=merging("B1:C1")
    ),
    "labels-in-merged-groups": as_xlsx(
        [["Nhóm", "Chỉ tiêu", "01/2025", "02/2025"], ["Đã giải quyết", "Quá hạn", 12, 7], ["Đang giải quyết", "Trong hạn", 3, 3], [None, "Quá hạn", 5, 0]], dress=merging("A3:A4")
    ),
    "labels-below-sections": as_xlsx(
        [["", "01/2025", "02/2025"], ["I. Đã giải quyết"], ["- Quá hạn", 12, 7], ["II. Đang giải quyết"], ["- Trong hạn", 3, 3], ["- Quá hạn", 5, 0]]
    ),
    "signatures-below": as_xlsx([*ACROSS, [], [None, None, "Định Hưng, ngày 05 tháng 3 năm 2025"], ["Người lập biểu", None, "CHỦ TỊCH"]]),
    "another-row-is-named-and-left": as_xlsx([*ACROSS, ["Số điện thoại", 9, 9]]),
}  # fmt: skip


@pytest.mark.parametrize("content", TURNED.values(), ids=TURNED.keys())
def test_months_across_are_read(content: bytes, plan: Plan, tmp_path: Path) -> None:
    assert late(read(content, plan, tmp_path)) == EXPECTED


def test_one_month_across_is_enough_where_two_counts_stand_down(plan: Plan, tmp_path: Path) -> None:
    content = as_xlsx([["Nội dung", "Tháng 01/2025"], [DONE, 12], [OPEN, 5]])
    assert late(read(content, plan, tmp_path)) == EXPECTED[:1]


def test_each_cell_keeps_its_place(plan: Plan, tmp_path: Path) -> None:
    counts = read(as_xlsx(ACROSS), plan, tmp_path)
    assert [
        (row.place.cell, row.cells["resolved_late"].cell, row.cells["pending_late"].cell) for row in counts.rows
    ] == [
        ("B1", "B2", "B3"),
        ("C1", "C2", "C3"),
    ]


def test_what_is_of_no_month_is_named(plan: Plan, tmp_path: Path) -> None:
    counts = read(
        as_csv([["Chỉ tiêu", "01/2025", "Ghi chú"], [DONE, 12, "x"], [OPEN, 5, ""], ["Số điện thoại", 9, ""]]),
        plan,
        tmp_path,
    )
    assert [note.facts["columns"] for note in counts.notes] == [("“Ghi chú”",), ("“Số điện thoại”",)]


WRONG_ACROSS: dict[str, tuple[bytes, str, str]] = {
    "a-word": (as_csv([ACROSS[0], [DONE, 12, "nhiều"], [OPEN, 5, 0]]), "data.not_whole", ":2:3"),
    "a-fraction": (as_xlsx([ACROSS[0], [DONE, 1.248, 7], [OPEN, 5, 0]]), "data.stored_fraction", ":Số liệu!B2"),
    "a-count-merged-over-two-months": (as_xlsx([ACROSS[0], [DONE, 12], [OPEN, 5, 0]], dress=merging("B2:C2")), "data.merged_count", ":Số liệu!B2"),
    "a-wrong-total": (as_csv([[*ACROSS[0], "Cả năm"], [DONE, 12, 7, 20], [OPEN, 5, 0, 0]]), "data.total_differs", ":2:4"),
    "a-count-twice": (as_csv([*ACROSS, [DONE, 12, 7]]), "data.repeated_heading", ":4:1"),
    "a-month-twice": (as_csv([["Chỉ tiêu", "01/2025", "Tháng 1/2025"], [DONE, 12, 7], [OPEN, 5, 0]]), "data.repeated_month", ":1:3"),
    "a-month-without-a-year": (as_csv([["Chỉ tiêu", "Tháng 1", "Tháng 2"], [DONE, 12, 7], [OPEN, 5, 0]]), "data.month_without_year", ":1:2"),
    "figures-without-a-label": (as_csv([*ACROSS, ["", 1, 2], [OPEN.replace("quá", "trong"), 1, 1]]), "data.blank_heading", ":4:2"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "code", "place"), WRONG_ACROSS.values(), ids=WRONG_ACROSS.keys())
def test_what_is_wrong_across_is_told_where_it_stands(
    content: bytes, code: str, place: str, plan: Plan, tmp_path: Path
) -> None:
    assert refused(content, plan, tmp_path) == (code, place)


GROUPED: Rows = [
    ["Tháng", "Đã giải quyết", None, "Đang giải quyết", None],
    [None, "Trước hạn", "Quá hạn", "Trong hạn", "Quá hạn"],
    ["01/2025", 30, 12, 9, 5],
    ["02/2025", 30, 7, 9, 0],
]
MERGES = ("A1:A2", "B1:C1", "D1:E1")
PATHS: dict[str, bytes] = {
    "groups-over-headings": as_xlsx(GROUPED, dress=merging(*MERGES)),
    "below-a-title-as-wide-as-the-table": as_xlsx([["SỐ LIỆU HỒ SƠ NĂM 2025"], *GROUPED], dress=merging("A1:E1", "A2:A3", "B2:C2", "D2:E2")),
    "below-a-title-over-half-the-table": as_xlsx([["SỐ LIỆU NĂM 2025"], *GROUPED], dress=merging("A1:C1", "A2:A3", "B2:C2", "D2:E2")),
    "in-three-rows": as_xlsx(
        [["Tháng", "Kết quả giải quyết", None, None, None], [None, "Số hồ sơ đã giải quyết", None, "Số hồ sơ đang giải quyết", None], *[list(row) for row in GROUPED[1:]]],
        dress=merging("A1:A3", "B1:E1", "B2:C2", "D2:E2"),
    ),
    "with-numbers-below": as_xlsx([*GROUPED[:2], ["(1)", "(2)", "(3)", "(4)", "(5)"], *GROUPED[2:]], dress=merging(*MERGES)),
    "in-a-page": b"<table><tr><th rowspan=2>Th\xc3\xa1ng<th colspan=2>\xc4\x90\xc3\xa3 gi\xe1\xba\xa3i quy\xe1\xba\xbft<th colspan=2>\xc4\x90ang gi\xe1\xba\xa3i quy\xe1\xba\xbft<tr>"
    + "<th>Trước hạn<th>Quá hạn<th>Trong hạn<th>Quá hạn<tr><td>01/2025<td>30<td>12<td>9<td>5<tr><td>02/2025<td>30<td>7<td>9<td>0</table>".encode(),
}  # fmt: skip


@pytest.mark.parametrize("content", PATHS.values(), ids=PATHS.keys())
def test_a_heading_is_read_with_those_above_it(content: bytes, plan: Plan, tmp_path: Path) -> None:
    assert late(read(content, plan, tmp_path)) == EXPECTED


def test_a_heading_below_words_of_something_else_is_not_read(plan: Plan, tmp_path: Path) -> None:
    content = as_xlsx(
        [["Tháng", "Văn bản", None, "payments"], [None, "Quá hạn", "Trước hạn"], ["01/2025", 1, 2, 3]],
        dress=merging("A1:A2", "B1:C1", "D1:D2"),
    )
    counts = read(content, plan, tmp_path)
    assert [dict(row.values) for row in counts.rows] == [{"payments": 3}]
    assert counts.notes[0].facts["columns"] == ("“Văn bản › Quá hạn”", "“Văn bản › Trước hạn”")
