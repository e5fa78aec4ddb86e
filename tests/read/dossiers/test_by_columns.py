"""Lists read by whole columns: the same counts, notes and problems as record by record, which is kept for what is odd."""

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import Mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parcalc.errors import Unusable
from parcalc.read.dossiers import counting, register
from parcalc.read.dossiers.reader import Wanted, read_dossiers
from parcalc.read.plan.loader import parse_plan
from workbooks import as_xlsx

PLAN = parse_plan(
    """\
plan: {title: T, issuer: X, year: 2025}
records:
  dossiers:
    code: {is: key, vi: Mã}
    unit: {is: text, vi: Đơn vị}
    channel: {is: text, vi: Kênh}
    got: {is: date, vi: Nhận}
    done: {is: time, vi: Trả, blank: [chưa trả, "-"]}
    due: {is: date, vi: Hẹn}
    fee: {is: whole, vi: Phí, blank: [miễn]}
    remark: {is: text, vi: Ghi chú}
    rules: [got <= done, got <= due, fee <= 900000]
dimensions: {unit: {vi: Đơn vị, en: Unit}}
counts:
  received: {vi: a, en: a, from: dossiers, month_of: got}
  online:   {vi: b, en: b, from: dossiers, month_of: got, where: {channel: [trực tuyến, qua mạng]}}
  other:    {vi: c, en: c, from: dossiers, month_of: got, except: {channel: trực tuyến, unit: B}}
  late:     {vi: d, en: d, from: dossiers, month_of: done, if: done > due}
  early:    {vi: e, en: e, from: dossiers, month_of: done, if: [done < due, fee > 0]}
  carried:  {vi: g, en: g, over_period: first, from: dossiers, open_at_start: [got, done]}
  pending:  {vi: h, en: h, over_period: last, from: dossiers, open_at_end: [got, done], if: due < month_end}
targets: [{id: t, vi: t, en: t, numerator: late, at_most: 0}]
""",
    "plan.yaml",
)
HEADER = ["Mã", "Đơn vị", "Kênh", "Nhận", "Trả", "Hẹn", "Phí", "Ghi chú"]
GOOD = [
    ["H1", "A", "trực tuyến", "05/06/2025", "11/06/2025 08:30", "10/06/2025", "50.000", ""],
    ["H2", "B", "Trực  tuyến", "25/06/2025", "chưa trả", "2025-07-01", "0", "x"],
    ["H3", "a", "bưu chính", "31/05/2025", "", "", "", ""],
]
Table = list[list[str]]


def read(*tables: Table) -> object:
    """Return the counts and notes of lists, or what is wrong with them."""
    with TemporaryDirectory() as folder:
        files = []
        for number, table in enumerate(tables):
            files.append(str(Path(folder, f"{number}.csv")))
            Path(files[-1]).write_text("\n".join(";".join(row) for row in [HEADER, *table]) + "\n", encoding="utf-8")
        try:
            counts = read_dossiers(files, PLAN, Wanted(engine="python"))
        except Unusable as unusable:
            return [str(problem).replace(folder, "") for problem in unusable.problems]
        rows = [(row.month, dict(row.members), dict(row.values)) for row in counts.rows]
        return rows, [str(note).replace(folder, "") for note in counts.notes]


def read_one_by_one(*tables: Table) -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counting, "plain_columns", lambda *_: None)
        patch.setattr(register, "held_rows", lambda found, passed: list(found.rows(passed)))
        return read(*tables)


def changed(row: int, column: str, cell: str) -> Table:
    table = [list(each) for each in GOOD]
    table[row][HEADER.index(column)] = cell
    return table


def is_read_by_columns(monkeypatch: pytest.MonkeyPatch, *tables: Table) -> bool:
    one_by_one = Mock(side_effect=register.register)
    monkeypatch.setattr(counting, "register", one_by_one)
    read(*tables)
    return not one_by_one.called


TAKEN = {
    "as-it-is": [GOOD],
    "two-lists": [GOOD[:1], GOOD[1:]],
    "a-list-without-records": [GOOD, []],
    "a-title-over-the-records": [[["Quý II", *[""] * 7], *GOOD]],
    "the-header-again": [[*GOOD[:1], HEADER, *GOOD[1:]]],
    "columns-by-their-numbers": [[[f"({number})" for number in range(8)], *GOOD]],
    "a-total-below": [[*GOOD, ["Tổng cộng", *[""] * 5, "50.000", ""]]],
    "blank-cells-behind": [[[*row, "", " "] for row in GOOD]],
    "a-cell-as-excel-keeps-texts": [changed(0, "Mã", '="H1"')],
    "a-number-in-groups": [changed(1, "Phí", "1.000")],
    "another-grouping-for-a-blank": [changed(2, "Phí", "miễn")],
    "an-hour-of-the-day-that-is-due": [changed(0, "Nhận", "10/06/2025 08:30")],
    "a-day-of-receipt-that-is-blank": [changed(0, "Nhận", "")],
    "texts-that-nothing-asks-for": [changed(0, "Ghi chú", "31/13/2025")],
}
ODD = {
    "a-code-twice-with-the-same": [[*GOOD, GOOD[0]]],
    "a-code-twice-with-something-else": [[*GOOD, ["H1", *GOOD[1][1:]]]],
    "a-code-in-two-lists": [GOOD, GOOD[:1]],
    "no-code": [changed(0, "Mã", "")],
    "a-day-that-is-none": [changed(0, "Hẹn", "31/06/2025")],
    "a-blank-of-another-column": [changed(0, "Hẹn", "chưa trả")],
    "a-number-that-is-none": [changed(0, "Phí", "5 k")],
    "two-ways-of-grouping": [changed(1, "Phí", "50,000")],
    "a-number-too-large": [changed(0, "Phí", "1" + "0" * 16)],
    "a-rule-that-is-broken": [changed(0, "Hẹn", "04/06/2025")],
    "a-rule-beside-a-number-that-is-broken": [changed(0, "Phí", "900001")],
    "a-row-too-short": [[GOOD[0][:-1], *GOOD[1:]]],
    "rows-too-short": [[row[:-1] for row in GOOD]],
    "a-row-too-long": [[[*GOOD[0], "x"], *GOOD[1:]]],
    "rows-too-long": [[[*row, "x"] for row in GOOD]],
}


@pytest.mark.parametrize("tables", TAKEN.values(), ids=TAKEN.keys())
def test_what_is_plain_is_read_by_columns(tables: list[Table], monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_read_by_columns(monkeypatch, *tables)
    assert read(*tables) == read_one_by_one(*tables)


@pytest.mark.parametrize("tables", ODD.values(), ids=ODD.keys())
def test_what_is_odd_is_read_one_by_one(tables: list[Table], monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_read_by_columns(monkeypatch, *tables)
    assert read(*tables) == read_one_by_one(*tables)


DAYS = [
    "05/06/2025",
    "06/07/2025",
    "2025-06-30",
    "30/06/2025 23:59",
    "01/07/2025",
    "12/31/2025",
    "",
    "",
    "-",
    "chưa trả",
    "32/01/2025",
]
FEES = ["0", "5", "", "miễn", "1.000", "1,000", "900000", "900001", "12,5", "nhiều"]
CELLS = {
    "Đơn vị": ["A", "a", " B ", "", "A\u0301", "Á"], "Kênh": ["trực tuyến", "TRỰC TUYẾN", "qua mạng", "", "không", "x"],
    "Nhận": DAYS, "Trả": DAYS, "Hẹn": DAYS, "Phí": FEES, "Ghi chú": ["", "Tổng cộng", "Nguyễn Văn A"],
}  # fmt: skip
CODES = st.one_of(st.integers(0, 99).map("H{}".format), st.sampled_from(["", "H1", "Tổng cộng", "(1)"]))
RECORDS = st.tuples(CODES, *map(st.sampled_from, CELLS.values())).map(list)


@settings(max_examples=150)
@given(st.lists(RECORDS, max_size=5), st.lists(RECORDS, max_size=2))
def test_any_lists_are_read_the_same_way(one: Table, other: Table) -> None:
    assert read(one, other) == read_one_by_one(one, other)


def sound(number: int, unit: str, channel: str, days: tuple[int, int | None, int | None], fee: str) -> list[str]:
    """Return a record that breaks no rule; its days are so many after one of another."""
    got = date(2025, 1, 1) + timedelta(days=days[0])
    done, due = ("" if after is None else f"{got + timedelta(days=after):%d/%m/%Y}" for after in days[1:])
    return [f"H{number}", unit, channel, f"{got:%d/%m/%Y}", done and f"{done} 10:30", due, fee, ""]


AFTER = st.one_of(st.none(), st.integers(0, 70))
SOUND = st.tuples(
    st.sampled_from(CELLS["Đơn vị"]), st.sampled_from(CELLS["Kênh"]), st.tuples(st.integers(0, 200), AFTER, AFTER),
    st.sampled_from(["", "0", "5", "miễn"]),
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(SOUND, min_size=1, max_size=8))
def test_sound_lists_are_counted_the_same_way(
    drawn: list[tuple[str, str, tuple[int, int | None, int | None], str]],
) -> None:
    records = [sound(number, *one) for number, one in enumerate(drawn)]
    assert read(records) == read_one_by_one(records)
    with pytest.MonkeyPatch.context() as patch:
        assert is_read_by_columns(patch, records)


def test_a_stored_fraction_is_no_number_of_either_way(tmp_path: Path) -> None:
    file = tmp_path / "f.xlsx"
    file.write_bytes(as_xlsx([HEADER, [*GOOD[0][:6], 1.248, ""]]))
    with pytest.raises(Unusable) as refused:
        read_dossiers([str(file)], PLAN, Wanted(engine="python"))
    assert [problem.code for problem in refused.value.problems] == ["records.not_whole"]
