"""What Python refuses no engine takes: numbers written in two ways, signs that no cell holds, lists beside Parquet."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from parcalc.errors import Unusable
from parcalc.model.counts import Counts
from parcalc.read.dossiers.reader import Wanted, read_dossiers
from parcalc.read.plan.loader import parse_plan
from read.dossiers.hostile import HEADINGS, hostile_plan
from read.dossiers.test_lists import PLAN

Cells = tuple[str, str]
"""What stands in the columns of fees and of what was paid."""
Read = Callable[..., Counts]


@pytest.fixture(params=["python", "duckdb", "parquet"])
def read(request: pytest.FixtureRequest, tmp_path: Path) -> Read:
    """Give the counts of lists of fees and payments, as CSV by either engine, or as Parquet of texts."""

    def counts(*lists: list[Cells]) -> Counts:
        files = [_csv(cells, at, tmp_path / f"{at}.csv") for at, cells in enumerate(lists)]
        if request.param == "parquet":
            files = [_parquet(file) for file in files]
        engine = "auto" if request.param == "parquet" else request.param
        return read_dossiers(files, hostile_plan(), Wanted(engine=engine))

    return counts


def _csv(cells: list[Cells], at: int, path: Path) -> str:
    names = [HEADINGS[name] for name in ("code", "unit", "channel", "got", "done", "fee", "paid")]
    rows = [f"H{at}-{row};A;trực tuyến;05/02/2024;;{fee};{paid}" for row, (fee, paid) in enumerate(cells)]
    path.write_text("\n".join([";".join(names), *rows, ""]), encoding="utf-8")
    return str(path)


def _parquet(file: str) -> str:
    made = f"{file}.parquet"
    duckdb.connect().execute(
        f"copy (select * from read_csv('{file}', all_varchar = true, delim = ';', header = true)) to '{made}'"
    )
    return made


@pytest.mark.parametrize(
    ("lists", "refused"),
    [
        pytest.param([[("1.000", "2.000"), ("5", "3.000")]], [], id="one-way"),
        pytest.param([[("1.000", ""), ("1,000", "")]], ["fee"], id="two-ways-in-a-column"),
        pytest.param([[("1.000", "1,000")]], ["paid"], id="two-ways-in-two-columns"),
        pytest.param([[("", "1,000"), ("1.000", "")]], ["fee"], id="the-later-one-is-refused"),
        pytest.param([[("1.000", "2,0"), ("3,0", "4.000")]], [], id="a-sign-for-groups-and-one-for-fractions"),
        pytest.param([[("1.000", "2.0")]], ["paid"], id="one-sign-for-both"),
        pytest.param([[("1\u00a0000", "2 000"), ("3\u202f000", "4")]], [], id="blanks-are-one-way"),
        pytest.param([[("1.000", "")], [("1,000", "")]], [], id="each-list-in-its-own-way"),
        pytest.param([[("1.000", ""), ("1,000", "1,000")], [("1,000", "")]], ["fee", "paid"], id="one-of-two-lists"),
    ],
)
def test_a_list_writes_numbers_in_one_way(lists: list[list[Cells]], refused: list[str], read: Read) -> None:
    if not refused:
        with_fee = sum(1 for one in lists for fee, _ in one if fee)
        assert sum(row.values["with_fee"] or 0 for row in read(*lists).rows) == with_fee
        return
    with pytest.raises(Unusable) as caught:
        read(*lists)
    told = [(one.code, one.facts["heading"]) for one in caught.value.problems]
    assert told == [("records.not_whole", HEADINGS[name]) for name in refused]


WRONG = {"H\x01": "records.control", "H\x85": "records.control", "H\u200b": "", "H\ufeff": "", "H\u2028": ""}


@pytest.mark.parametrize(("code", "expected"), WRONG.items(), ids=map(ascii, WRONG))
def test_a_sign_that_no_cell_holds(code: str, expected: str, tmp_path: Path) -> None:
    file, row = tmp_path / "x.parquet", "date '2025-06-02' as \"Ngày nhận\""
    made = f"select unnest(['H1', $code]) as \"Mã hồ sơ\", 'A' as \"Đơn vị\", {row}"
    duckdb.connect().execute(f"copy ({made}) to '{file}' (format parquet)", {"code": code})
    if not expected:
        assert read_dossiers([str(file)], parse_plan(PLAN, "plan.yaml")).rows[0].values["received"] == 2
        return
    with pytest.raises(Unusable) as caught:
        read_dossiers([str(file)], parse_plan(PLAN, "plan.yaml"))
    assert [(one.code, one.place and one.place.line) for one in caught.value.problems] == [(expected, 2)]


BESIDE = {
    "a-row-cut-short": ("H2;A;trực", ["records.short_row"]),
    "a-row-pushed-aside": ("H2;A;;05/06/2025;;;;7", ["records.long_row"]),
    "a-good-row": ("H2;A;;05/06/2025;;;7", []),
}


@pytest.mark.parametrize(("row", "expected"), BESIDE.values(), ids=BESIDE)
def test_a_short_list_beside_parquet(row: str, expected: list[str], tmp_path: Path) -> None:
    file, other = tmp_path / "x.parquet", tmp_path / "x.csv"
    made = "select 'H1' as \"Mã hồ sơ\", 'A' as \"Đơn vị\", date '2025-06-02' as \"Ngày nhận\""
    duckdb.connect().execute(f"copy ({made}) to '{file}' (format parquet)")
    other.write_text(f"Mã hồ sơ;Đơn vị;Hình thức;Ngày nhận;Ngày hẹn;Ngày trả;Phí\n{row}\n", encoding="utf-8")
    said = []
    try:
        assert read_dossiers([str(file), str(other)], parse_plan(PLAN, "plan.yaml")).rows[0].values["received"] == 2
    except Unusable as unusable:
        said = [one.code for one in unusable.problems]
    assert said == expected


def test_a_number_of_a_sheet_that_is_not_whole_is_none_beside_parquet_either(tmp_path: Path) -> None:
    import xlsxwriter

    file, book = tmp_path / "x.parquet", tmp_path / "x.xlsx"
    made = 'select \'H1\' as "Mã hồ sơ", \'A\' as "Đơn vị", date \'2025-06-02\' as "Ngày nhận", 5 as "Phí"'
    duckdb.connect().execute(f"copy ({made}) to '{file}' (format parquet)")
    workbook = xlsxwriter.Workbook(book)
    sheet = workbook.add_worksheet("Hồ sơ")
    sheet.write_row(0, 0, ["Mã hồ sơ", "Đơn vị", "Ngày nhận", "Phí"])
    sheet.write_row(1, 0, ["H2", "A", "05/06/2025", 1.248])
    workbook.close()
    with pytest.raises(Unusable) as caught:
        read_dossiers([str(file), str(book)], parse_plan(PLAN, "plan.yaml"))
    assert [(one.code, one.facts["at"]) for one in caught.value.problems] == [("records.not_whole", "D2")]
