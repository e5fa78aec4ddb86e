"""Files as offices save them: each must give the counts of the clean file, or the test fails."""

from pathlib import Path

import pytest

from parcalc.model.counts import Counts
from parcalc.model.naming import Names
from parcalc.model.plan import Dimension, Plan
from parcalc.read.counts.reader import read_counts
from parcalc.read.plan.loader import load_plan

CLEAN = "Tháng,Giao dịch thanh toán,Giao dịch thanh toán trực tuyến\n01/2025,1234,1180\n02/2025,12,0\n"
EXPECTED = [
    ("2025-01", {"payments": 1234, "payments_online": 1180}),
    ("2025-02", {"payments": 12, "payments_online": 0}),
]


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(str(Path(__file__).parents[3] / "data/targets.yaml"))


def read(content: bytes, plan: Plan, folder: Path) -> Counts:
    file = folder / "so-lieu.csv"
    file.write_bytes(content)
    return read_counts([str(file)], plan)


def flat(counts: Counts) -> list[tuple[str, dict[str, int | None]]]:
    return [(str(row.month), dict(row.values)) for row in counts.rows]


def table(header: str = "Tháng;Giao dịch thanh toán;Giao dịch thanh toán trực tuyến", *rows: str) -> bytes:
    return "\n".join((header, *(rows or ("01/2025;1234;1180", "02/2025;12;0")))).encode()


NFD = "Tha\u0301ng;Giao di\u0323ch thanh toa\u0301n;Giao di\u0323ch thanh toa\u0301n tru\u031b\u0323c tuye\u0302\u0301n"

FILES = {
    "utf-8": CLEAN.encode(),
    "utf-8-with-bom": CLEAN.encode("utf-8-sig"),
    "utf-16-le-tabs": "\ufeff".encode("utf-16-le") + CLEAN.replace(",", "\t").encode("utf-16-le"),
    "utf-16-be-tabs": "\ufeff".encode("utf-16-be") + CLEAN.replace(",", "\t").encode("utf-16-be"),
    "nfd-headings": table(NFD),
    "blanks-breaks-and-case-in-headings": table('THÁNG; giao  dịch\u00a0thanh toán ;"Giao dịch\nthanh toán trực tuyến"'),
    "semicolons": CLEAN.replace(",", ";").encode(),
    "tabs": CLEAN.replace(",", "\t").encode(),
    "bars": CLEAN.replace(",", "|").encode(),
    "everything-quoted": '"Tháng","Giao dịch thanh toán","Giao dịch thanh toán trực tuyến"\n"01/2025","1234","1180"\n"02/2025","12","0"'.encode(),
    "quoted-behind-a-blank": 'Tháng, "Giao dịch thanh toán", "Giao dịch thanh toán trực tuyến"\n01/2025, "1,234", "1,180"\n02/2025, 12, 0'.encode(),
    "sep-line": ("sep=;\n" + CLEAN.replace(",", ";")).encode(),
    "sep-line-of-windows": ("sep=;\r\n" + CLEAN.replace(",", ";").replace("\n", "\r\n")).encode(),
    "formula-text": table(rows := "Tháng;Giao dịch thanh toán;Giao dịch thanh toán trực tuyến", '01/2025;="1234";="1180"', "02/2025;12;0"),
    "crlf": CLEAN.replace("\n", "\r\n").encode(),
    "cr": CLEAN.replace("\n", "\r").encode(),
    "mixed-line-ends": CLEAN.replace("\n", "\r\n", 1).replace("\n0", "\r0").encode(),
    "blank-lines-and-rows-of-delimiters": table(rows, "", ";;", "01/2025;1234;1180", "  ", ";;", "02/2025;12;0", ";;", ""),
    "trailing-empty-columns": table(rows + ";;;", "01/2025;1234;1180;;;", "02/2025;12;0"),
    "another-order-and-extra-text": table(
        "STT;Giao dịch thanh toán trực tuyến;Ghi chú;Tháng;Giao dịch thanh toán", "1;1180;tốt;01/2025;1234", "2;0;;02/2025;12"
    ),
    "titles-above": table(
        "UBND XÃ ĐỊNH HƯNG;;", "BÁO CÁO KẾT QUẢ NĂM 2025;;", ";;", rows, "01/2025;1234;1180", "02/2025;12;0"
    ),
    "a-units-row": table(rows, "ĐVT;giao dịch;giao dịch", "01/2025;1234;1180", "02/2025;12;0"),
    "a-numbering-row": table(rows, "(1);(2);(3)", "01/2025;1234;1180", "02/2025;12;0"),
    "a-numbering-row-with-a-letter": table(rows, "A;1;2", "01/2025;1234;1180", "02/2025;12;0"),
    "the-header-again": table(rows, "01/2025;1234;1180", rows, "02/2025;12;0"),
    "a-totals-row": table(rows, "01/2025;1234;1180", "02/2025;12;0", "Tổng cộng;1246;1180"),
    "a-totals-row-above": table(rows, "Tổng số;1246;1180", "01/2025;1234;1180", "02/2025;12;0"),
    "a-totals-row-in-a-text-column": table("STT;" + rows, "1;01/2025;1234;1180", "2;02/2025;12;0", "Cộng;;1246;1180"),
    "quarter-and-year-totals": table(
        rows, "01/2025;1234;1180", "02/2025;12;0", "Cộng quý I;1246;1180", "Cả năm 2025;1246;1180"
    ),
    "signatures-below": table(
        rows, "01/2025;1234;1180", "02/2025;12;0", ";;Định Hưng, ngày 05 tháng 3 năm 2025", "Người lập biểu;;CHỦ TỊCH",
        "Ghi chú: số liệu đến 28/02;;",
    ),
    "groups-with-points": table(rows, "01/2025;1.234;1.180", "02/2025;12;0"),
    "groups-with-commas": table(rows, "01/2025;1,234;1,180", "02/2025;12;0"),
    "groups-with-blanks": table(rows, "01/2025;1 234;1 180", "02/2025;12;0"),
    "groups-with-no-break-spaces": table(rows, "01/2025;1\u00a0234;1\u202f180", "02/2025;12;0"),
    "zero-decimals-with-comma": table(rows, "01/2025;1234,0;1180,00", "02/2025;12,0;0"),
    "zero-decimals-with-point": table(rows, "01/2025;1234.0;1180.00", "02/2025;12.0;0"),
    "groups-and-zero-decimals": table(rows, "01/2025;1.234,0;1.180,0", "02/2025;12,0;0"),
    "blanks-around-numbers": table(rows, "01/2025; 1234 ;\u00a01180", "02/2025;12;0"),
    "year-in-the-title": table("SỐ LIỆU NĂM 2025;;", rows, "Tháng 1;1234;1180", "Tháng 2;12;0"),
    "a-ctrl-z-at-the-end": CLEAN.encode() + b"\x1a",
}  # fmt: skip


@pytest.mark.parametrize("content", FILES.values(), ids=FILES.keys())
def test_a_dressed_file_reads_as_the_clean_one(content: bytes, plan: Plan, tmp_path: Path) -> None:
    assert flat(read(content, plan, tmp_path)) == EXPECTED


def test_windows_1258_with_its_combining_marks(plan: Plan, tmp_path: Path) -> None:
    # Unicode's NFD but for the letters that the code page has whole: ă â đ ê ô ơ ư and their capitals.
    header = "Tha\u0301ng;Giao di\u0323ch thanh toa\u0301n;Giao di\u0323ch thanh toa\u0301n trư\u0323c tuyê\u0301n"
    content = f"{header}\n01/2025;1234;1180\n02/2025;12;0\n".encode("cp1258")
    assert flat(read(content, plan, tmp_path)) == EXPECTED


MONTHS = [
    "2025-06", "2025/06", "06/2025", "6/2025", "06-2025", "Tháng 6/2025", "THÁNG 06/2025", "T6/2025", "t6-2025", "Tháng 6 năm 2025",
    "Tháng 6, 2025", "tháng 6 2025", "Thg6-25", "thg 6-25", "Thg6 2025", "Jun-25", "Jun-2025", "June 2025", "jun 2025", "Sept-25",
    "01/06/2025", "1/6/2025", "2025-06-01", "2025-06-01 00:00:00", ' 06/2025 ', '"06/2025"', '="06/2025"', "Tha\u0301ng 6/2025",
]  # fmt: skip


@pytest.mark.parametrize("spelling", MONTHS)
def test_every_spelling_of_a_month(spelling: str, plan: Plan, tmp_path: Path) -> None:
    counts = read(table("Tháng;payments", f"{spelling};7"), plan, tmp_path)
    assert flat(counts) == [("2025-09" if spelling.startswith("Sept") else "2025-06", {"payments": 7})]


def test_a_blank_cell_is_not_reported_and_never_zero(plan: Plan, tmp_path: Path) -> None:
    counts = read(table("month;payments;payments_online", "2025-06;7;"), plan, tmp_path)
    assert flat(counts) == [("2025-06", {"payments": 7, "payments_online": None})]


MEANT = {
    "a-letter-left-out": ("paymets_online", Names("Giao dịch thanh toán trực tuyến", "Payments made online")),
    "no-marks": ("Ho so giai quyet dung han", Names("Hồ sơ giải quyết đúng hạn", "Dossiers resolved on time")),
}  # fmt: skip


@pytest.mark.parametrize(("heading", "meant"), MEANT.values(), ids=MEANT.keys())
def test_a_column_that_is_likely_meant_is_named_with_its_label(
    heading: str, meant: Names, plan: Plan, tmp_path: Path
) -> None:
    counts = read(table(f"month;payments;{heading};Ghi chú", "2025-06;7;5;x"), plan, tmp_path)
    assert [(note.code, note.facts.get("at"), note.facts.get("meant")) for note in counts.notes] == [
        ("data.heading_meant", "C1", meant), ("data.unknown_columns", None, None),
    ]  # fmt: skip
    assert counts.notes[1].facts["columns"] == ("“Ghi chú”",)


def test_a_column_like_one_that_is_there_is_not_taken_for_it(plan: Plan, tmp_path: Path) -> None:
    counts = read(table("month;payments;payment", "2025-06;7;"), plan, tmp_path)
    assert [note.code for note in counts.notes] == ["data.unknown_columns"]


def test_units_in_two_spellings_are_one_unit(plan: Plan, tmp_path: Path) -> None:
    counts = read(table("month;unit;payments", "2025-05;Xã A;1", "2025-06;XÃ  a;2"), plan, tmp_path)
    assert [row.members for row in counts.rows] == [{"unit": "Xã A"}, {"unit": "Xã A"}]


def test_the_row_of_the_whole_is_checked_and_not_counted_twice(plan: Plan, tmp_path: Path) -> None:
    counts = read(table("month;unit;payments", "2025-06;;3", "2025-06;Xã A;1", "2025-06;Xã B;2"), plan, tmp_path)
    assert [row.values["payments"] for row in counts.rows] == [1, 2]


def test_a_file_of_the_whole_beside_a_file_of_its_units(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_bytes(table("month;unit;payments", "2025-06;Xã A;1", "2025-06;Xã B;2"))
    (tmp_path / "whole.csv").write_bytes(table("month;payments", "2025-06;3", "2025-07;5"))
    counts = read_counts([str(tmp_path / "whole.csv"), str(tmp_path / "units.csv")], plan)
    assert [row.values["payments"] for row in counts.rows] == [5, 1, 2]


def test_a_total_within_a_month_is_checked_against_its_units(plan: Plan, tmp_path: Path) -> None:
    counts = read(
        table("month;unit;payments", "2025-06;Xã A;1", "2025-06;Xã B;2", "2025-06;Tổng cộng;3"), plan, tmp_path
    )
    assert [row.members["unit"] for row in counts.rows] == ["Xã A", "Xã B"]


@pytest.mark.parametrize("place", ["Cộng Hòa", "Quý Lộc", "Toàn Thắng", "Tổng Cọt", "Định Hưng"])
def test_places_that_begin_like_a_total_are_places(place: str, plan: Plan, tmp_path: Path) -> None:
    counts = read(table("month;unit;payments", f"2025-06;{place};1", "2025-06;Yên Định;2"), plan, tmp_path)
    assert [row.members["unit"] for row in counts.rows] == [place, "Yên Định"]


def test_a_stock_in_a_totals_row_may_be_its_last_month(plan: Plan, tmp_path: Path) -> None:
    rows = ("2025-01;40;7", "2025-02;41;8")
    for total in ("Tổng cộng;41;15", "Tổng cộng;81;15"):
        assert len(read(table("month;procedures;payments", *rows, total), plan, tmp_path).rows) == 2


def test_a_month_far_from_the_plan_is_noted(plan: Plan, tmp_path: Path) -> None:
    counts = read(table("month;payments", "2015-06;7"), plan, tmp_path)
    assert [note.code for note in counts.notes] == ["data.far_month"]


def test_the_farthest_months_are_named(plan: Plan, tmp_path: Path) -> None:
    months = ("2025-06", "2027-01", "2052-05", "2052-06", "2028-01")
    counts = read(table("month;payments", *(f"{month};7" for month in months)), plan, tmp_path)
    far = [str(note.facts["month"]) for note in counts.notes if note.code == "data.far_month"]
    assert far == ["2052-06", "2052-05"]


def test_what_was_carried_over_is_held_against_the_month_before(plan: Plan, tmp_path: Path) -> None:
    header = "month;carried_over;pending_in_time;pending_late"
    counts = read(table(header, "2025-05;0;4;1", "2025-06;6;0;0"), plan, tmp_path)
    assert [(note.code, note.facts["left_value"], note.facts["right_value"]) for note in counts.notes] == [
        ("data.not_carried", 6, 5)
    ]


def test_the_files_are_known_by_their_sha_256(plan: Plan, tmp_path: Path) -> None:
    counts = read(CLEAN.encode(), plan, tmp_path)
    assert [file.sha256[:12] for file in counts.files] == [
        __import__("hashlib").sha256(CLEAN.encode()).hexdigest()[:12]
    ]


def test_as_many_as_all_is_no_contradiction(plan: Plan, tmp_path: Path) -> None:
    counts = read(table("month;payments;payments_online", "2025-06;7;7"), plan, tmp_path)
    assert flat(counts) == [("2025-06", {"payments": 7, "payments_online": 7})]


def test_the_total_of_one_unit_is_that_of_its_rows_alone(plan: Plan, tmp_path: Path) -> None:
    rows = ("2025-05;Xã A;1", "2025-05;Xã B;10", "2025-06;Xã A;2", "2025-06;Xã B;20", "Cộng;Xã A;3", "Cộng;Xã B;30")
    assert len(read(table("month;unit;payments", *rows), plan, tmp_path).rows) == 4


def test_a_total_may_stand_above_the_rows_that_it_sums_up(plan: Plan, tmp_path: Path) -> None:
    rows = ("Cộng;3", "2025-01;1", "2025-02;2", "Cộng;7", "2025-03;3", "2025-04;4", "Cộng;0")
    assert len(read(table("month;payments", *rows[:-1]), plan, tmp_path).rows) == 4


def test_a_stock_is_carried_over_by_its_first_month(plan: Plan, tmp_path: Path) -> None:
    rows = ("2025-01;4", "2025-02;9", "Tổng cộng;4")
    assert len(read(table("month;carried_over", *rows), plan, tmp_path).rows) == 2


def test_the_largest_count_is_still_a_count(plan: Plan, tmp_path: Path) -> None:
    counts = read(table("month;payments", "2025-06;1000000000000"), plan, tmp_path)
    assert flat(counts) == [("2025-06", {"payments": 10**12})]


def test_wholes_of_wholes_are_counted_once(plan: Plan, tmp_path: Path) -> None:
    field = Dimension("field", Names("Lĩnh vực", "Field"), every_month=False)
    divided = plan._replace(dimensions={**plan.dimensions, "field": field})
    parts = ("2025-06;A;Đất đai;1", "2025-06;A;Hộ tịch;2", "2025-06;B;Đất đai;4")
    wholes = ("2025-06;A;;3", "2025-06;B;;4", "2025-06;;;7")
    counts = read(table("month;unit;field;payments", *wholes, *parts), divided, tmp_path)
    assert [row.values["payments"] for row in counts.rows] == [1, 2, 4]


def test_a_short_note_below_the_table_is_passed_over(plan: Plan, tmp_path: Path) -> None:
    counts = read(table("STT;month;payments", "1;2025-06;7", "Người lập biểu"), plan, tmp_path)
    assert len(counts.rows) == 1
