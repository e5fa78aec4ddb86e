"""Lists as one-stop programs and hands leave them: what is read, what is passed over, and what is refused where."""

from collections.abc import Callable
from pathlib import Path

import pytest

from parcalc.errors import Message, Unusable
from parcalc.language.language import Language
from parcalc.model.counts import Counts
from parcalc.model.period import Period
from parcalc.read.dossiers.listing import list_records
from parcalc.read.dossiers.lists import named_files
from parcalc.read.dossiers.reader import Wanted, read_dossiers
from parcalc.read.plan.loader import parse_plan

PLAN = """\
plan: {title: T, issuer: X, year: 2025}
records:
  dossiers:
    code: {is: key, vi: Mã hồ sơ}
    unit: {is: text, vi: Đơn vị}
    channel: {is: text, vi: Hình thức}
    got: {is: date, vi: Ngày nhận}
    due: {is: date, vi: Ngày hẹn}
    done: {is: date, vi: Ngày trả}
    fee: {is: whole, vi: Phí}
    rules: [got <= done, got <= due]
  payments:
    number: {is: text, vi: Số biên lai}
    paid: {is: time, vi: Nộp lúc}
dimensions: {unit: {vi: Đơn vị, en: Unit}}
counts:
  received: {vi: a, en: a, from: dossiers, month_of: got}
  online:   {vi: b, en: b, from: dossiers, month_of: got, where: {channel: trực tuyến}}
  late:     {vi: c, en: c, from: dossiers, month_of: done, if: done > due}
  pending:  {vi: d, en: d, from: dossiers, open_at_end: [got, done]}
  with_fee: {vi: e, en: e, from: dossiers, month_of: got, if: fee > 0}
  payments: {vi: f, en: f, from: payments, month_of: paid}
  papers:   {vi: g, en: g}
targets: [{id: t, vi: t, en: t, numerator: late, at_most: 0}]
"""
HEADER = "Mã hồ sơ;Đơn vị;Hình thức;Ngày nhận;Ngày hẹn;Ngày trả;Phí\n"
GOOD = "H1;A;trực tuyến;05/06/2025;10/06/2025;11/06/2025;50.000\n"

Read = Callable[..., Counts]
Refused = Callable[..., list[str]]


@pytest.fixture(params=["python", "duckdb"])
def read(request: pytest.FixtureRequest, tmp_path: Path) -> Read:
    """Give the counts of lists with these texts, by one engine and by the other."""

    def counts(*texts: str | bytes, plan: str = PLAN, **wanted: object) -> Counts:
        wanted.setdefault("engine", request.param)
        files = []
        for number, text in enumerate(texts, 1):
            file = tmp_path / f"{number}.csv"
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
            files.append(str(file))
        return read_dossiers(files, parse_plan(plan, "plan.yaml"), Wanted(**wanted))  # type: ignore[arg-type]

    return counts


@pytest.fixture
def refused(read: Read, tmp_path: Path) -> Refused:
    """Give the places, codes and words of what is refused in lists."""

    def told(*texts: str | bytes, language: str = "") -> list[str]:
        with pytest.raises(Unusable) as caught:
            read(*texts)
        return [_told(problem, language, tmp_path) for problem in caught.value.problems]

    return told


def _told(message: Message, language: str, folder: Path) -> str:
    place = str(message.place).removeprefix(f"{folder}/") if message.place else ""
    words = Language(language).say(message).replace(f"{folder}/", "") if language else message.code  # type: ignore[arg-type]
    return f"{place} {words}".strip()


def figures(counts: Counts) -> dict[str, dict[str, int | None]]:
    return {f"{row.month} {row.members.get('unit', '')}".strip(): dict(row.values) for row in counts.rows}


def notes(counts: Counts) -> list[str]:
    """Return what is noted, but for the months that a list holds in part: a list of one row holds none whole."""
    return [note.code for note in counts.notes if not note.code.startswith("records.none_")]


def test_a_list_is_counted(read: Read) -> None:
    counts = read(HEADER + GOOD)
    assert figures(counts) == {"2025-06 A": {"received": 1, "online": 1, "late": 1, "pending": 0, "with_fee": 1}}
    assert notes(counts) == []


DRESSING: dict[str, str] = {
    "a-title-above": "UBND XÃ A;;;;;;\nDANH SÁCH HỒ SƠ;;;;;;\n" + HEADER + GOOD,
    "a-numbering-row": HEADER + "(1);(2);(3);(4);(5);(6);(7)\n" + GOOD,
    "the-header-again": HEADER + GOOD + HEADER,
    "a-blank-row": HEADER + ";;;;;;\n" + GOOD,
    "a-row-of-nothing-that-is-read": HEADER.replace("\n", ";Ghi chú\n") + ";;;;;;;x\n" + GOOD.replace("\n", ";\n"),
    "a-total-below": HEADER + GOOD + "Tổng cộng;;;;;;\n",
    "a-total-below-with-a-sum": HEADER + GOOD + "Tổng cộng;;;;;;50.000\n",
    "a-total-in-a-column-that-is-not-read": HEADER.replace("\n", ";STT\n") + GOOD.replace("\n", ";1\n") + ";;;;;;50.000;Tổng số\n",
    "a-total-that-says-how-many": HEADER + GOOD + "Cộng: 1 hồ sơ;;;;;;\n",
    "a-total-above-the-records": HEADER + "Tổng số: 1;;;;;;50.000\n" + GOOD,
    "a-place-and-date-below": HEADER + GOOD + ";;;;;Xã A, ngày 30 tháng 6 năm 2025;\n;;;;;Người lập biểu;\n",
    "columns-that-are-not-read": HEADER.replace("\n", ";Họ tên\n") + GOOD.replace("\n", ";Nguyễn Văn A\n"),
    "other-order-and-case": "NGÀY  NHẬN;PHÍ;mã hồ sơ;đơn vị;hình thức;Ngày hẹn;Ngày trả\n05/06/2025;50000;H1;A;Trực  Tuyến;10/06/2025;2025-06-11\n",
    "the-same-row-twice": HEADER + GOOD + GOOD,
    "a-fee-in-dong": HEADER + GOOD.replace("50.000", "50.000 đ"),
    "a-fee-in-vnd": HEADER + GOOD.replace("50.000", "50.000VNĐ"),
    "a-time-on-a-line-of-its-own": HEADER + GOOD.replace("05/06/2025", '"05/06/2025\n23:59:59"'),
    "a-date-with-a-time": HEADER + GOOD.replace("05/06/2025", "05/06/2025 23:59:59"),
    "the-same-row-in-other-blanks-and-signs": HEADER + GOOD + GOOD.replace("H1", "\u00a0H1\u3000").replace("trực", "tru\u031b\u0323c"),
    "the-same-row-kept-from-excel": HEADER + GOOD + ";".join(f'"=""{cell}"""' for cell in GOOD.strip().split(";")) + "\n",
    "files-joined-with-their-marks": HEADER + GOOD + "\ufeff" + GOOD,
    "a-sign-that-ends-a-file-of-dos": HEADER + GOOD + "\x1a",
    "a-row-of-blanks": HEADER + GOOD + "\u00a0;\t;\u3000; ;;;\n",
    "the-header-again-in-other-blanks": HEADER + GOOD + HEADER.replace(" ", "\u00a0"),
    "signatures-below": HEADER + GOOD + "Người lập biểu;Thủ trưởng đơn vị;;;;;\n",
}  # fmt: skip


@pytest.mark.parametrize("text", DRESSING.values(), ids=DRESSING)
def test_dressing_changes_nothing(text: str, read: Read) -> None:
    assert figures(read(text)) == figures(read(HEADER + GOOD))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(DRESSING["a-row-of-nothing-that-is-read"], ["records.unread_columns", "records.passed_over"], id="a-row-of-nothing-that-is-read"),
        pytest.param(DRESSING["a-place-and-date-below"], ["records.passed_over"], id="words-below"),
        pytest.param(DRESSING["a-total-in-a-column-that-is-not-read"], ["records.unread_columns", "records.passed_over"], id="a-total-without-a-code"),
        pytest.param(DRESSING["signatures-below"], ["records.passed_over"], id="signatures-below"),
        pytest.param(HEADER + GOOD + "Cộng: 1;;;;;;50.000\n", ["records.passed_over"], id="a-total-for-a-code"),
        pytest.param(HEADER + GOOD + '"="" CỘNG""";A1;;;;;\n', ["records.passed_over"], id="a-total-that-is-kept-from-excel"),
        pytest.param(HEADER + "Hồ sơ đất đai;;;;;;\n" + GOOD, ["records.passed_over"], id="a-group-in-the-column-of-codes"),
        pytest.param(HEADER + "Hồ sơ đất đai;;;\t;\u00a0;;\n" + GOOD, ["records.passed_over"], id="a-group-beside-blanks"),
        pytest.param(HEADER + "H7 đất;;;;;;\n" + GOOD, ["records.blank", "records.blank"], id="a-record-without-a-day"),
        pytest.param(HEADER + GOOD.replace("trực tuyến", "qua\u00a0 mạng") + GOOD.replace("H1", "H2").replace("trực tuyến", "qua mạng"), ["records.unnamed"], id="texts-that-differ-by-blanks"),
        pytest.param(DRESSING["columns-that-are-not-read"], ["records.unread_columns"], id="columns-not-read"),
        pytest.param(DRESSING["the-same-row-twice"], ["records.same_rows"], id="the-same-row-twice"),
        pytest.param(HEADER + GOOD + GOOD.replace("H1;A", "H2;"), ["records.of_nobody"], id="a-unit-left-blank"),
        pytest.param(HEADER + GOOD.replace(";A;", ";;"), [], id="no-unit-at-all"),
        pytest.param(HEADER + GOOD.replace("10/06/2025", ""), ["records.lacking"], id="no-day-to-compare"),
        pytest.param(HEADER + GOOD.replace("trực tuyến", "qua mạng"), ["records.unnamed"], id="a-text-no-count-names"),
        pytest.param(HEADER + GOOD.replace("trực tuyến", "không"), [], id="a-no-need-not-be-named"),
        pytest.param(HEADER + GOOD.replace("50.000", ""), [], id="no-fee-is-none"),
        pytest.param(HEADER.replace(";Phí", "") + GOOD.replace(";50.000", ""), ["records.not_counted"], id="a-column-absent"),
        pytest.param(HEADER + GOOD + "H2;A;trực tuyến;;10/07/2025;;0\n", ["records.blank"], id="a-record-that-began-on-no-day"),
        pytest.param("Số biên lai;Nộp lúc\n1;30/06/2025 23:59\n2;\n", ["records.blank"], id="a-payment-on-no-day"),
    ],
)  # fmt: skip
def test_what_is_noted(text: str, expected: list[str], read: Read) -> None:
    assert notes(read(text)) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Cộng: 1;;;;;;", ["records.passed_over"]),
        ("Tổng cộng;;;;;;50.000", ["records.passed_over"]),
        ("H2;Tổng cộng;;;;;", ["records.blank", "records.blank"]),
        ("Cộng Hòa 1;A;;;;;", ["records.blank", "records.blank"]),
    ],
    ids=["a-total-that-says-how-many", "a-total-with-a-sum", "a-code-beside-the-word-total", "a-code-of-a-place"],
)
def test_what_is_a_total(row: str, expected: list[str], read: Read) -> None:
    assert notes(read(f"{HEADER}{GOOD}{row}\n")) == expected


def test_records_that_are_in_no_count_are_refused(refused: Refused) -> None:
    assert refused(HEADER + "H1;A;trực tuyến;;10/07/2025;05/07/2025;0\n") == ["1.csv records.nothing_counted"]


def test_a_foreign_order_is_noted(read: Read) -> None:
    row = "H{0};A;trực tuyến;06/1{0}/2025;06/2{0}/2025;06/2{0}/2025;0\n"
    counts = read(HEADER + "".join(row.format(number) for number in (3, 4, 5)))
    assert figures(counts)["2025-06 A"]["received"] == 3
    assert notes(counts) == ["records.month_first"] * 3


def test_the_plan_says_the_order(tmp_path: Path) -> None:
    plan = parse_plan(PLAN.replace("got: {is: date,", "got: {is: date, order: month_first,"), "plan.yaml")
    (tmp_path / "1.csv").write_text(HEADER + "H1;A;trực tuyến;05/06/2025;10/06/2025;;0\n", encoding="utf-8")
    for engine in ("python", "duckdb"):
        counts = read_dossiers([str(tmp_path / "1.csv")], plan, Wanted(engine=engine))
        assert list(figures(counts)) == ["2025-05 A"]
        assert notes(counts) == []


BLANKS = PLAN.replace("done: {is: date,", 'done: {is: date, blank: [Chưa trả, "-"],').replace(
    "fee: {is: whole,", "fee: {is: whole, blank: [miễn  phí],"
)


@pytest.mark.parametrize("written", ["chưa  trả", " CHƯA TRẢ ", "-", ""])
def test_the_plan_says_what_is_blank(written: str, tmp_path: Path) -> None:
    file, plan = tmp_path / "1.csv", parse_plan(BLANKS, "plan.yaml")
    row = GOOD.replace("11/06/2025", written).replace("50.000", "Miễn phí")
    file.write_text(HEADER + row + GOOD.replace("H1", "H2"), encoding="utf-8")
    for engine in ("python", "duckdb"):
        values = figures(read_dossiers([str(file)], plan, Wanted(engine=engine)))["2025-06 A"]
        assert values == {"received": 2, "online": 2, "late": 1, "pending": 1, "with_fee": 1}


@pytest.mark.parametrize(
    "wrong", [GOOD.replace("10/06/2025", "-"), GOOD.replace("11/06/2025", "trả"), GOOD.replace("50.000", "-")]
)
def test_what_the_plan_does_not_call_blank_is_refused(wrong: str, tmp_path: Path) -> None:
    file, plan = tmp_path / "1.csv", parse_plan(BLANKS, "plan.yaml")
    file.write_text(HEADER + GOOD.replace("11/06/2025", "-").replace("H1", "H2") + wrong, encoding="utf-8")
    for engine in ("python", "duckdb"):
        with pytest.raises(Unusable) as caught:
            read_dossiers([str(file)], plan, Wanted(engine=engine))
        assert [str(problem.place).partition(":")[2] for problem in caught.value.problems] in (
            ["3:5"],
            ["3:6"],
            ["3:7"],
        )


def test_a_blank_where_counts_are_chosen_by_nothing_else(read: Read) -> None:
    """Not a blank yes or no, and not where a count asks for something else besides."""
    counts = read(HEADER + GOOD + GOOD.replace("trực tuyến", " ").replace("H1", "H2"))
    (note,) = [note for note in counts.notes if note.code == "records.blank"]
    assert Language("vi").say(note).startswith("1 hồ sơ để trống “Hình thức” nên không vào số nào")


def test_of_many_texts_that_no_count_names_those_of_the_most_records_are_named(read: Read) -> None:
    long = "i" * 41
    texts = ["", "", long, *"hgfedcba", long]
    rows = "".join(f"H{at};A;{text};05/06/2025;;;\n" for at, text in enumerate(texts, 2))
    counts = read(HEADER + GOOD + rows)
    blank, unnamed = (note for note in counts.notes if note.code in ("records.blank", "records.unnamed"))
    assert unnamed.facts["texts"] == (f"“{long[:40]}…” (2)", *(f"“{one}” (1)" for one in "abcdefg"))
    assert (blank.facts["number"], unnamed.facts["number"]) == (2, 10)


@pytest.mark.parametrize(
    ("way", "noted"),
    [
        pytest.param("where: {channel: trực tuyến}", True, id="one-of-several"),
        pytest.param("where: {channel: có}", False, id="a-yes"),
        pytest.param("where: {channel: trực tuyến}, if: fee > 0", False, id="with-a-condition"),
        pytest.param("where: {channel: trực tuyến, unit: A}", False, id="with-another-column"),
        pytest.param("except: {channel: trực tuyến}", False, id="whatever-is-left"),
    ],
)
def test_which_blanks_are_noted(way: str, noted: bool, tmp_path: Path) -> None:
    plan = parse_plan(PLAN.replace("where: {channel: trực tuyến}", way), "plan.yaml")
    (tmp_path / "1.csv").write_text(
        HEADER + GOOD + GOOD.replace("trực tuyến", "").replace("H1", "H2"), encoding="utf-8"
    )
    for engine in ("python", "duckdb"):
        counts = read_dossiers([str(tmp_path / "1.csv")], plan, Wanted(engine=engine))
        assert ("records.blank" in notes(counts)) is noted


@pytest.mark.parametrize(
    ("way", "noted"),
    [
        pytest.param("open_at_end: [got, done]", [2], id="from-it-on-a-record-is-open"),
        pytest.param("open_at_end: [due, done]", [1], id="from-another-on-a-record-is-open"),
        pytest.param("month_of: due", [], id="each-of-several-days-may-be-blank"),
    ],
)
def test_which_blank_days_are_noted(way: str, noted: list[int], read: Read) -> None:
    rows = "H2;A;trực tuyến;;;11/06/2025;\nH3;A;trực tuyến;;12/06/2025;;\n"
    counts = read(HEADER + GOOD + rows, plan=PLAN.replace("open_at_end: [got, done]", way))
    assert [note.facts["number"] for note in counts.notes if note.code == "records.blank"] == noted


@pytest.mark.parametrize(
    "above",
    [
        pytest.param('"Mã\nhồ sơ";Đơn vị;', id="a-break-in-the-header"),
        pytest.param('"UBND\nXÃ A";;;;;;\nMã hồ sơ;Đơn vị;', id="a-break-in-a-title"),
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["unix", "windows"])
def test_a_line_break_above_the_records_loses_none(above: str, ends: str, read: Read) -> None:
    """DuckDB passes over rows, not lines, and nothing at all is left where the ends of lines differ."""
    rows = "".join(GOOD.replace("H1", f"H{number}") for number in range(3)).replace("\n", ends)
    header = HEADER.replace("Mã hồ sơ;Đơn vị;", above, 1).removesuffix("\n") + ends
    assert figures(read(header + rows))["2025-06 A"]["received"] == 3


OTHER = HEADER.replace(";Ngày hẹn;Ngày trả;Phí", "") + "H1;A;trực tuyến;05/06/2025\nH2;A;trực tuyến;06/06/2025\n"


@pytest.mark.parametrize(
    "row",
    [GOOD, GOOD.replace("50.000", "5O"), GOOD.replace("10/06", "31/06"), GOOD.replace("10/06", "06/25")],
    ids=["a-record-of-both-lists", "no-number", "no-day", "a-day-of-the-other-order"],
)
def test_a_column_that_another_list_lacks_is_not_looked_at(row: str, read: Read) -> None:
    more = "H3;A;trực tuyến;07/06/2025;06/26/2025;;0\n"
    assert figures(read(HEADER + row + more, OTHER)) == {"2025-06 A": {"received": 3, "online": 3}}


def test_columns_that_are_not_read_are_told_once(read: Read) -> None:
    header, row = HEADER.replace("\n", ";Họ tên\n"), GOOD.replace("\n", ";x\n")
    assert notes(read(header + row, header + row.replace("H1", "H2"))) == ["records.unread_columns"]
    other = HEADER.replace("\n", ";Địa chỉ\n")
    assert notes(read(header + row, other + row.replace("H1", "H2"))) == ["records.unread_columns"] * 2


@pytest.mark.parametrize(("number", "more"), [(8, ""), (9, " +1"), (10, " +2")])
def test_of_many_columns_that_are_not_read_some_are_named(number: int, more: str, read: Read) -> None:
    names = "".join(f";Cột {at}" for at in range(number))
    counts = read(HEADER.replace("\n", f"{names}\n") + GOOD.replace("\n", ";" * number + "\n"))
    (note,) = [note for note in counts.notes if note.code == "records.unread_columns"]
    assert Language("vi").say(note).endswith(f"“Cột 7”{more}")


def test_the_name_of_a_group_is_no_record(read: Read) -> None:
    counts = read(HEADER + "Lĩnh vực hộ tịch;;;;;;\n" + GOOD + ";Phòng Tư pháp;;;;;\n" + GOOD.replace("H1", "H2"))
    assert figures(counts)["2025-06 A"]["received"] == 2


@pytest.mark.parametrize("row", ["H7;;;;;;\n", "Lĩnh vực hộ tịch;A;;;;;\n"])
def test_what_may_be_a_record_is_one(row: str, tmp_path: Path) -> None:
    (tmp_path / "1.csv").write_text(HEADER + row + GOOD, encoding="utf-8")
    counts = read_dossiers([str(tmp_path / "1.csv")], parse_plan(PLAN, "plan.yaml"))
    assert "records.passed_over" not in notes(counts)


def test_two_lists_are_one(read: Read) -> None:
    counts = read(HEADER + GOOD, HEADER + GOOD + "H2;B;trực tiếp;30/06/2025;10/07/2025;;0\n")
    assert figures(counts) == {
        "2025-06 A": {"received": 1, "online": 1, "late": 1, "pending": 0, "with_fee": 1},
        "2025-06 B": {"received": 1, "online": 0, "late": 0, "pending": 1, "with_fee": 0},
    }


def test_a_unit_that_is_not_named_does_not_pass_for_the_whole(read: Read) -> None:
    counts = read(HEADER + GOOD + "H2;;trực tiếp;30/06/2025;10/07/2025;;0\n")
    assert {name: values["received"] for name, values in figures(counts).items()} == {
        "2025-06 A": 1, "2025-06 (không ghi)": 1,
    }  # fmt: skip


def test_a_unit_is_spelt_as_most_rows_spell_it(read: Read) -> None:
    rows = "".join(f"H{number};{unit};;05/06/2025;;;\n" for number, unit in enumerate(["XÃ Á", "Xã Á", "Xã  Á"]))
    assert {name: values["received"] for name, values in figures(read(HEADER + rows)).items()} == {"2025-06 Xã Á": 3}


def test_a_unit_that_is_spelt_in_two_ways_as_often_is_spelt_as_its_signs_come_first(read: Read) -> None:
    for units in ("Xã Á", "XÃ Á"), ("XÃ Á", "Xã Á"):
        rows = "".join(f"H{number};{unit};;05/06/2025;;;\n" for number, unit in enumerate(units))
        assert list(figures(read(HEADER + rows))) == ["2025-06 XÃ Á"]


def test_rows_stand_by_month_and_unit(read: Read) -> None:
    row = "{0}{1};{0};;05/0{1}/2025;;;\n"
    rows = "".join(row.format(unit, month) for month in (6, 4) for unit in "DBACFE")
    assert list(figures(read(HEADER + rows))) == [f"2025-0{month} {unit}" for month in (4, 5, 6) for unit in "ABCDEF"]


def test_the_months_that_are_wanted(read: Read) -> None:
    text = HEADER + "H1;A;;05/04/2025;30/04/2025;;0\nH2;A;;05/06/2025;30/06/2025;07/07/2025;0\n"
    assert list(figures(read(text))) == ["2025-04 A", "2025-05 A", "2025-06 A", "2025-07 A"]
    wanted = figures(read(text, period=Period.parse("2025-05..2025-06")))
    assert {name: (values["received"], values["pending"]) for name, values in wanted.items()} == {
        "2025-05 A": (0, 1), "2025-06 A": (1, 2),
    }  # fmt: skip


def test_lists_of_two_kinds_without_a_unit_in_common(read: Read) -> None:
    counts = read(HEADER + GOOD, "Số biên lai;Nộp lúc\n1;30/06/2025 23:59\n2;01/07/2025 00:00\n")
    assert figures(counts) == {
        "2025-06": {"received": 1, "online": 1, "late": 1, "pending": 0, "with_fee": 1, "payments": 1},
        "2025-07": {"received": None, "online": None, "late": None, "pending": None, "with_fee": None, "payments": 1},
    }
    assert notes(counts) == ["records.not_divided"]


def test_the_months_of_lists_of_two_kinds_stand_in_order(read: Read) -> None:
    counts = read(HEADER + GOOD, "Số biên lai;Nộp lúc\n1;31/12/2023\n2;01/07/2025\n")
    assert [row.month for row in counts.rows] == list(Period.parse("2023-12..2025-07"))


def test_old_encodings(read: Read) -> None:
    for encoding in ("utf-16", "utf-8-sig"):
        assert figures(read((HEADER + GOOD).encode(encoding))) == figures(read(HEADER + GOOD))


REFUSED: dict[str, tuple[str, list[str]]] = {
    "no-header": ("a;b\n1;2\n", ["1.csv records.no_header"]),
    "no-code-column": (HEADER.replace("Mã hồ sơ", "STT") + GOOD, ["1.csv:1 records.no_key_column"]),
    "no-column-of-days": ("Mã hồ sơ;Đơn vị\nH1;A\n", ["1.csv records.not_counted"]),
    "a-column-twice": (HEADER.replace("Phí", "ngày  trả") + GOOD, ["1.csv:1:7 data.repeated_heading"]),
    "no-day": (HEADER + GOOD.replace("10/06/2025", "31/06/2025"), ["1.csv:2:5 records.not_a_date"]),
    "a-short-year": (HEADER + GOOD.replace("05/06/2025", "05/06/25"), ["1.csv:2:4 records.not_a_date"]),
    "a-day-of-the-other-order": (HEADER + GOOD.replace("10/06/2025", "06/25/2025"), ["1.csv:2:5 records.not_a_date"]),
    "no-number": (HEADER + GOOD.replace("50.000", "50.5"), ["1.csv:2:7 records.not_whole"]),
    "a-fraction-of-a-dong": (HEADER + GOOD.replace("50.000", "50.5 đ"), ["1.csv:2:7 records.not_whole"]),
    "another-currency": (HEADER + GOOD.replace("50.000", "50 USD"), ["1.csv:2:7 records.not_whole"]),
    "no-more-than-a-currency": (HEADER + GOOD.replace("50.000", "đ"), ["1.csv:2:7 records.word"]),
    "a-negative-fee": (HEADER + GOOD.replace("50.000", "-5"), ["1.csv:2:7 records.not_whole"]),
    "two-ways-of-writing-numbers": (
        HEADER + GOOD + GOOD.replace("H1", "H2").replace("50.000", "50,000"), ["1.csv:3:7 records.not_whole"],
    ),
    "no-code-and-a-day-beside-the-word-total": (HEADER + GOOD + "Tổng cộng".join(GOOD.replace("H1", "").split("A")), ["1.csv:3 records.no_key"]),
    "no-code": (HEADER + GOOD.replace("H1", ""), ["1.csv:2 records.no_key"]),
    "no-code-and-a-rule-broken": (HEADER + GOOD.replace("H1", "").replace("11/06", "04/06"), ["1.csv:2 records.no_key"]),
    "a-code-of-blanks": (HEADER + GOOD.replace("H1", "\u3000\u00a0"), ["1.csv:2 records.no_key"]),
    "a-code-that-is-kept-from-excel-and-is-none": (HEADER + GOOD.replace("H1", '"="" """'), ["1.csv:2 records.no_key"]),
    "a-code-twice-in-other-blanks": (HEADER + GOOD + GOOD.replace("H1", "H1\u2009").replace("A", "B"), ["1.csv:3 records.repeated_key"]),
    "a-control-sign-in-a-code": (HEADER + GOOD + GOOD.replace("H1", "H\x1f2"), ["1.csv:3 data.control"]),
    "a-control-sign-beside-a-day": (HEADER + GOOD.replace("11/06/2025", "11/06/2025\x1c"), ["1.csv:2 data.control"]),
    "a-code-twice": (HEADER + GOOD + GOOD.replace("trực tuyến", "trực tiếp"), ["1.csv:3 records.repeated_key"]),
    "returned-before-received": (HEADER + GOOD.replace("11/06/2025", "04/06/2025"), ["1.csv:2 records.rule_broken"]),
    "due-before-received": (HEADER + GOOD.replace("10/06/2025", "04/06/2025"), ["1.csv:2 records.rule_broken"]),
    "a-row-cut-short": (HEADER + "H1;A;trực\n" + GOOD, ["1.csv:2 records.short_row"]),
    "a-row-pushed-aside": (HEADER + GOOD.replace("H1;", "H1;;"), ["1.csv:2 records.long_row"]),
    "a-last-row-with-a-slip": (HEADER + GOOD + "H2;A;;31/06/2025;;;\n", ["1.csv:3:4 records.not_a_date"]),
    "a-line-break-within-quotes": (HEADER + GOOD.replace(";A;", ";\"A\nB\";") + "H2;A;;x;;;\n", ["1.csv:4:4 records.word"]),
    "no-dates-at-all": (HEADER + "H1;A;;;;;\n", ["1.csv records.nothing_counted"]),
    "everything-at-once": (
        HEADER + "H1;A;;05/06/2025;x;04/06/2025;y\n;A;;;;07/06/2025;\n",
        ["1.csv:2:5 records.word", "1.csv:2:7 records.word", "1.csv:3 records.no_key", "1.csv:2 records.rule_broken"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(text: str, expected: list[str], refused: Refused) -> None:
    assert refused(text) == expected


def test_the_first_of_each_kind_and_their_number(refused: Refused) -> None:
    rows = "".join(f"H{number};A;;x{number};;;\n" for number in range(2, 14))
    assert refused(HEADER + GOOD + rows + GOOD, language="en")[4:] == [
        "1.csv:7:4 cell D7 (column “Ngày nhận”) says “x6”: this is no date; write it as 25/06/2025 or 2025-06-25",
        "and 7 more cells that are no date",
    ]


@pytest.mark.parametrize(
    ("rows", "vi"),
    [
        pytest.param(
            GOOD + GOOD.replace(";A;", ";B;"),
            "1.csv:3 mã “H1” đã có ở dòng 2 với nội dung khác; hãy giữ một dòng, hoặc chỉ dùng danh sách mới nhất",
            id="a-code-twice",
        ),
        pytest.param(
            GOOD.replace("11/06/2025", "4/6/2025"),
            "1.csv:2 “Ngày nhận” là 05/06/2025, “Ngày trả” là 4/6/2025, nhưng phải là Ngày nhận <= Ngày trả; hãy sửa một trong hai ô",
            id="a-rule-broken",
        ),
        pytest.param(
            GOOD.replace("H1", ""),
            "1.csv:2 dòng này không có “Mã hồ sơ”; hãy ghi mã, hoặc bỏ dòng nếu không phải hồ sơ",
            id="no-code",
        ),
        pytest.param(
            GOOD.replace("50.000", "5O"),
            "1.csv:2:7 ô G2 (cột “Phí”) ghi “5O”: không phải số nguyên từ 0 trở lên; hãy ghi như 50000 hoặc 50.000",
            id="no-number",
        ),
    ],
)
def test_the_words(rows: str, vi: str, refused: Refused) -> None:
    assert refused(HEADER + rows, language="vi") == [vi]


def test_a_rule_beside_a_number_or_a_day_is_told_with_what_it_asks(read: Read) -> None:
    plan = PLAN.replace("got <= due]", "fee >= 1, got >= 2025-06-06]")
    with pytest.raises(Unusable) as caught:
        read(HEADER + GOOD.replace("50.000", "0"), plan=plan)
    assert [Language("vi").say(problem) for problem in caught.value.problems] == [
        "“Phí” là 0, nhưng phải là Phí >= 1; hãy sửa ô này",
        "“Ngày nhận” là 05/06/2025, nhưng phải là Ngày nhận >= 2025-06-06; hãy sửa ô này",
    ]


def test_what_is_private_is_never_told(read: Read, refused: Refused) -> None:
    header = HEADER.replace("\n", ";Họ tên;Địa chỉ\n")
    wrong = "H1;A;;x;04/06/2025;;y;Nguyễn Văn Mật;Thôn Kín\n;A;;05/06/2025;;;;Nguyễn Văn Mật;Thôn Kín, xóm Trong;1\n"
    told = " ".join(refused(header + wrong, language="vi"))
    counts = read(header + GOOD.replace("\n", ";Nguyễn Văn Mật;Thôn Kín\n"))
    said = " ".join(Language("vi").say(note) for note in counts.notes)
    for secret in ("Mật", "Kín", "Trong"):
        assert secret not in told + said + repr(counts)


def test_a_rule_of_the_plan_that_lists_break_comes_with_what_may_have_broken_it(tmp_path: Path) -> None:
    plan = parse_plan(PLAN + "rules: [received = online]\n", "plan.yaml")
    (tmp_path / "1.csv").write_text(HEADER + GOOD.replace("trực tuyến", "qua mạng"), encoding="utf-8")
    with pytest.raises(Unusable) as caught:
        read_dossiers([str(tmp_path / "1.csv")], plan)
    codes = [problem.code for problem in caught.value.problems]
    assert codes == ["records.unnamed", "data.counted_not_equal"]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        pytest.param(["b.csv", "a.csv"], ["b.csv", "a.csv"], id="as-they-are-named"),
        pytest.param(["*.csv"], ["*c.csv", "a.csv", "b.csv"], id="by-a-pattern-in-order"),
        pytest.param(["b.csv", "?.csv", "b.csv"], ["b.csv", "a.csv"], id="each-once"),
        pytest.param(["*c.csv"], ["*c.csv"], id="a-file-that-is-called-so"),
        pytest.param(["z.csv"], ["z.csv"], id="one-that-is-not-there"),
        pytest.param(["-"], ["-"], id="what-is-piped"),
    ],
)
def test_the_files_that_are_named(
    names: list[str], found: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.csv", "b.csv", "*c.csv"):
        (tmp_path / name).touch()
    assert named_files(names) == found
    absolute = [name if name == "-" else str(tmp_path / name) for name in names]
    assert named_files(absolute) == [name if name == "-" else str(tmp_path / name) for name in found]


def test_patterns(read: Read, tmp_path: Path) -> None:
    read(HEADER + GOOD, HEADER + GOOD.replace("H1", "H2"))
    plan = parse_plan(PLAN, "plan.yaml")
    assert figures(read_dossiers([str(tmp_path / "*.csv")], plan))["2025-06 A"]["received"] == 2
    with pytest.raises(Unusable) as caught:
        read_dossiers([str(tmp_path / "*.tsv")], plan)
    assert [problem.code for problem in caught.value.problems] == ["records.no_file_fits"]


def test_counts_of_records_are_not_told_as_columns_exchanged(tmp_path: Path) -> None:
    plan = parse_plan(PLAN + "rules: [received <= online]\n", "plan.yaml")
    row = "H{0};A;qua mạng;05/0{0}/2025;10/0{0}/2025;11/0{0}/2025;0\n"
    (tmp_path / "1.csv").write_text(HEADER + "".join(map(row.format, (5, 6))), encoding="utf-8")
    with pytest.raises(Unusable) as caught:
        read_dossiers([str(tmp_path / "1.csv")], plan)
    assert [problem.code for problem in caught.value.problems] == ["records.unnamed", *["data.counted_exceeds"] * 2]
    assert all("None" not in Language("vi").say(problem) for problem in caught.value.problems)


def test_a_day_to_come_reaches_over_no_month(tmp_path: Path) -> None:
    """Lists reach from what was opened to what was closed; what is due later is told, and in no row."""
    plan = parse_plan(
        PLAN.replace("papers:   {vi: g, en: g}", "due: {vi: g, en: g, from: dossiers, month_of: due}"), "plan.yaml"
    )
    row = "H2;A;trực tuyến;05/06/2025;10/09/2025;;0\n"
    (tmp_path / "1.csv").write_text(HEADER + GOOD + row, encoding="utf-8")
    for engine in ("python", "duckdb"):
        counts = read_dossiers([str(tmp_path / "1.csv")], plan, Wanted(engine=engine))
        assert {name: values["due"] for name, values in figures(counts).items()} == {"2025-06 A": 1}
        assert [note.facts["number"] for note in counts.notes if note.code == "records.beyond"] == [1]


def test_a_list_with_no_column_too_many(tmp_path: Path) -> None:
    """A count and a rule that need every column of a list."""
    plan = parse_plan(PLAN, "plan.yaml")
    kept, broken = "Mã hồ sơ;Ngày nhận;Ngày trả\nH1;05/06/2025;06/06/2025\n", "H2;06/06/2025;05/06/2025\n"
    (tmp_path / "1.csv").write_text(kept, encoding="utf-8")
    assert list(figures(read_dossiers([str(tmp_path / "1.csv")], plan)).values()) == [{"received": 1, "pending": 0}]
    (tmp_path / "1.csv").write_text(kept + broken, encoding="utf-8")
    with pytest.raises(Unusable, match="rule_broken"):
        read_dossiers([str(tmp_path / "1.csv")], plan)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param("H2;Bộ phận một cửa;;31/06/2025;;;\n", ["1.csv:3:4 records.not_a_date"], id="a-slip-beside-words"),
        pytest.param("Hồ sơ hai;Bộ phận một cửa;;;;;5O\n", ["1.csv:3:7 records.not_whole"], id="a-slip-in-a-number"),
    ],
)
def test_a_last_row_that_is_not_all_words_is_a_record(row: str, expected: list[str], refused: Refused) -> None:
    assert refused(HEADER + GOOD + row) == expected


def test_a_record_may_say_what_a_heading_says(read: Read) -> None:
    assert list(figures(read(HEADER + GOOD.replace(";A;", ";Đơn vị;")))) == ["2025-06 Đơn vị"]


@pytest.mark.parametrize(("fee", "is_one"), [(10**15, True), (10**15 + 1, False)])
def test_the_largest_number(fee: int, is_one: bool, read: Read) -> None:
    text = HEADER + GOOD.replace("50.000", str(fee))
    if is_one:
        assert figures(read(text))["2025-06 A"]["with_fee"] == 1
    else:
        with pytest.raises(Unusable, match="not_whole"):
            read(text)


@pytest.mark.parametrize("blank", [" ", '"="""""'])
def test_blank_cells_in_columns_of_days_make_no_record(blank: str, read: Read) -> None:
    text = HEADER + f";;;{blank};;;\n" + GOOD
    assert figures(read(text)) == figures(read(HEADER + GOOD))


def test_where_no_period_is_asked_the_records_of_the_last_month_are_listed(tmp_path: Path) -> None:
    file, plan = tmp_path / "1.csv", parse_plan(PLAN, "plan.yaml")
    file.write_text(HEADER + GOOD + "H2;A;trực tuyến;07/07/2025;10/07/2025;;0\n", encoding="utf-8")
    listing = list_records([str(file)], plan, plan.counts["received"], Wanted())
    assert (str(listing.period), [row[0] for row in listing.rows]) == ("2025-07", ["H2"])


@pytest.mark.parametrize(
    ("count", "text", "code"),
    [
        pytest.param("received", HEADER + "H2;A;trực tuyến;;10/07/2025;;0\n", "nothing_counted", id="no-day-at-all"),
        pytest.param(
            "late", "Mã hồ sơ;Ngày trả\nH1;05/06/2025\n", "not_counted", id="a-column-that-it-needs-is-absent"
        ),
        pytest.param("payments", HEADER + GOOD, "not_from_lists", id="the-count-is-of-another-kind-of-list"),
        pytest.param("papers", HEADER + GOOD, "not_from_lists", id="the-count-is-of-no-list"),
    ],
)
def test_why_no_records_are_listed(count: str, text: str, code: str, tmp_path: Path) -> None:
    file, plan = tmp_path / "1.csv", parse_plan(PLAN, "plan.yaml")
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Unusable) as caught:
        list_records([str(file)], plan, plan.counts[count], Wanted())
    assert [problem.code for problem in caught.value.problems] == [f"records.{code}"]


WARNED = "{rule: online = early + on_time + late, severity: warn}"
NO_DUE = "rules: [online = early + on_time + late]\n"
DUE_PLAN = PLAN.replace("  pending:", "  early: {vi: h, en: h, from: dossiers, month_of: done, if: done < due, where: {channel: trực tuyến}}\n  on_time: {vi: i, en: i, from: dossiers, month_of: done, if: done = due, where: {channel: trực tuyến}}\n  pending:") + NO_DUE  # fmt: skip


def without_due(number: int) -> str:
    """Return a list of which so many returned records have no due date, the first two rows of which say the same.

    One has none before them, but is still open: no count asks for its due date.
    """
    rows = [f"K{at};A;trực tuyến;05/06/2025;;11/06/2025;0\n" for at in range(1, number + 1)]
    return HEADER + "K9;A;trực tuyến;05/06/2025;;;0\n" + "".join([*rows[:1], *rows]) + GOOD


@pytest.mark.parametrize("number", [5, 8])
def test_records_that_lack_what_a_broken_rule_asks_are_named(number: int, read: Read, tmp_path: Path) -> None:
    with pytest.raises(Unusable) as caught:
        read(without_due(number), plan=DUE_PLAN)
    told = [_told(problem, "vi", tmp_path) for problem in caught.value.problems]
    named = [f"1.csv:{line} hồ sơ K{line - 3 or 1} không có “Ngày hẹn”; hãy ghi ô này" for line in (3, 5, 6, 7, 8)]
    more = [f"còn {number - 5} hồ sơ nữa không có “Ngày hẹn”, tất cả là {number}"] if number > 5 else []
    assert [one for one in told if "không có “Ngày hẹn”" in one and "xét" not in one] == [
        *named,
        *more,
        "hồ sơ nào thật sự không có “Ngày hẹn” thì không thể khớp quy tắc của kế hoạch nêu dưới đây; người lập kế hoạch có thể cho quy tắc đó chỉ nhắc (severity: warn)",
    ]


def test_records_that_lack_what_no_broken_rule_asks_are_not_named(read: Read) -> None:
    with pytest.raises(Unusable) as caught:
        read(without_due(1), plan=DUE_PLAN.replace(NO_DUE, f"rules: [received = with_fee, {WARNED}]\n"))
    codes = {problem.code for problem in caught.value.problems}
    assert "data.counted_not_equal" in codes
    assert "records.lacks" not in codes
