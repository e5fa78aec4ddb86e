"""What is refused: each with its place and, in the golden files, its exact words in both languages."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from parcalc.errors import Problem, Unusable
from parcalc.language.language import Language
from parcalc.model.plan import Plan
from parcalc.read.counts.reader import read_counts
from parcalc.read.limits import MOST_PROBLEMS
from parcalc.read.plan.loader import load_plan

HEADER = "Tháng;payments;payments_online"


def one(cell: str) -> bytes:
    """Put a cell into the second column of a row that is otherwise right."""
    return f"{HEADER}\n06/2025;{cell};0\n".encode()


def lines(*rows: str) -> bytes:
    return "\n".join((HEADER, *rows)).encode()


CELLS = {
    "a-fraction": "1.2", "a-comma-fraction": "1,25", "a-small-fraction": "0.5", "a-negative": "-5", "a-true-minus": "−5",
    "a-plus": "+5", "an-exponent": "1E+03", "uneven-groups": "1.23.456", "a-group-of-two": "12.34.567", "a-leading-zero-group": "0.123",
    "a-percent": "96,5%", "a-date": "05/06/2025", "a-word": "nhiều", "a-lost-reference": "#REF!", "not-available": "#N/A",
    "too-narrow-a-column": "########", "a-dash": "-", "a-cross": "x", "full-width-digits": "１２", "arabic-digits": "٣", "an-underscore": "1_000",
    "a-hexadecimal": "0x10", "brackets": "(5)", "beyond-the-bound": "1000000000001", "five-thousand-digits": "9" * 5000, "two-numbers": "1 2",
    "a-unit": "12 hồ sơ", "an-escape-sequence-spelt": "\\x1b[31m5", "a-superscript": "5²", "a-zero-width-space": "1\u200b2", "infinity": "inf",
    "a-right-to-left-mark": "\u202e21",
}  # fmt: skip
FILES = {
    **{name: (one(cell), "2:2") for name, cell in CELLS.items()},
    "two-separators": (lines("05/2025;1.234;0", "06/2025;1,234;0"), "3:2"),
    "a-mark-for-groups-and-decimals": (lines("05/2025;1.234;0", "06/2025;12.0;0"), "3:2"),
    "a-short-row": (lines("05/2025;1;0", "06/2025;1"), "3"),
    "a-long-row": (lines("06/2025;1;0;7"), "2:4"),
    "a-number-under-no-heading": (b"month;;payments\n2025-06;7;1\n", "2:2"),
    "an-open-quote": (lines('05/2025;1;0', '06/2025;"1;0', "07/2025;1;0"), "3"),
    "text-behind-a-quote": (lines('06/2025;"1"2;0'), "2"),
    "a-nul": (HEADER.encode() + b"\n06/2025;1\x00;0\n", "2"),
    "a-control-byte": (HEADER.encode() + b"\n05/2025;1;0\n06/2025;\x1b[31m1;0\n", "3"),
    "bad-utf-8": (b"month;payments\n2025-05;1\n2025-06;\xff1\n", "3"),
    "cut-utf-16": (b"\xff\xfeT\x00h", ""),
    "a-heading-twice": (b"month;payments;payments\n2025-06;1;2\n", "1:3"),
    "a-heading-twice-in-other-words": ("month;payments;GIAO DỊCH  thanh toán\n2025-06;1;2\n".encode(), "1:3"),
    "no-header": (b"2025-06;1;2\n2025-07;1;2\n", ""),
    "no-month-column": (b"payments;payments_online\n1;2\n", "1"),
    "no-count-column": ("Tháng;Đơn vị\n06/2025;A\n".encode(), "1"),
    "a-header-only": (HEADER.encode(), "1"),
    "an-empty-file": (b"", ""),
    "both-marks-in-one-number": (lines("05/2025;12,0;0", "06/2025;1,234;0"), "3:2"),
    "blank-lines-only": (b"\n \n\t\n", ""),
    "a-month-twice-in-two-spellings": (lines("06/2025;1;0", "Tháng 6 năm 2025;1;0"), "3"),
    "month-13": (lines("13/2025;1;0"), "2:1"),
    "month-zero": (lines("0/2025;1;0"), "2:1"),
    "year-zero": (lines("06/0000;1;0"), "2:1"),
    "a-day-within-a-month": (lines("15/06/2025;1;0"), "2:1"),
    "a-month-without-a-year": (lines("Tháng 6;1;0"), "2:1"),
    "two-years-in-the-title": ("NĂM 2024;;\nNĂM 2025;;\n".encode() + lines("Tháng 6;1;0"), "4:1"),
    "a-bare-number-for-a-month": (lines("6;1;0"), "2:1"),
    "a-serial-date": (lines("45809;1;0"), "2:1"),
    "a-blank-month": (lines("05/2025;1;0", ";2;0"), "3:1"),
    "a-rates-row": (lines("05/2025;1;0", "Tỷ lệ;98%;2"), "3:1"),
    "a-total-that-is-wrong": (lines("05/2025;1;0", "06/2025;2;0", "Tổng cộng;4;0"), "4:2"),
    "a-quarter-that-is-wrong": (lines("05/2025;1;0", "06/2025;2;0", "Quý II;4;0"), "4:2"),
    "a-whole-that-is-wrong": (b"month;unit;payments\n2025-06;;4\n2025-06;A;1\n2025-06;B;2\n", "2:3"),
    "a-unit-twice": ("month;unit;payments\n2025-06;Xã A;1\n2025-06;XÃ A;2\n".encode(), "3"),
    "more-online-than-all": (lines("06/2025;1;2"), "2:3"),
    "what-does-not-add-up": (
        (b"month;received_online;received_direct;carried_over;resolved_early;resolved_on_time;resolved_late;pending_in_time;pending_late\n"
        b"2025-06;10;5;1;9;3;1;2;0\n"),
        "2:2",
    ),
    "more-than-without-the-secret": (b"month;documents;documents_secret;documents_electronic\n2025-06;10;3;8\n", "2:4"),
    "a-total-of-a-unit-that-is-wrong": ("month;unit;payments\n2025-06;A;1\n2025-06;B;2\nCộng;A;3\n".encode(), "4:3"),
    "a-stock-that-is-neither-last-nor-sum": ("month;procedures\n2025-05;4\n2025-06;9\nTổng cộng;10\n".encode(), "4:2"),
    "xlsx": (b"PK\x03\x04" + b"\0" * 50, ""),
    "xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 50, ""),
    "pdf": (b"%PDF-1.7\n", ""),
    "gzip": (gzip.compress(b"month;payments\n", mtime=0), ""),
    "png": (b"\x89PNG\r\n\x1a\n", ""),
    "columns-exchanged": (lines("05/2025;1;2", "06/2025;3;9"), "2:3"),
    "letters-lost-to-question-marks": ("Tháng;Giao d?ch thanh toán;Giao d?ch thanh toán tr?c tuy?n\n06/2025;2;1\n".encode(), "1"),
    "letters-lost-in-an-old-code-page": (b"Th?ng,Giao d?ch thanh to?n,Giao d?ch thanh to?n tr?c tuy?n\n06/2025,2,1\n", "1"),
    "marks-lost-behind-their-letters": (b"Tha?ng;Giao di?ch thanh toa?n;Giao di?ch thanh toa?n tru??c tuye?n\n06/2025;2;1\n", "1"),
    "letters-lost-in-a-name": (b"month;unit;payments\n2025-06;X? H?i;1\n", "2:2"),
    "a-plan": ((Path(__file__).parents[3] / "data/targets.yaml").read_bytes(), ""),
    "months-from-left-to-right": ("Nội dung,Tháng 1/2025,Tháng 2/2025\nSố lượt khách,1,2\n".encode(), "1"),
    "html": (b"<html><body><p>", ""),
}  # fmt: skip


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(str(Path(__file__).parents[3] / "data/targets.yaml"))


def problems(content: bytes, plan: Plan, folder: Path) -> tuple[Problem, ...]:
    file = folder / "so-lieu.csv"
    file.write_bytes(content)
    with pytest.raises(Unusable) as refused:
        read_counts([str(file)], plan)
    return refused.value.problems


@pytest.mark.parametrize(("content", "place"), FILES.values(), ids=FILES.keys())
def test_the_place_is_told(content: bytes, place: str, plan: Plan, tmp_path: Path) -> None:
    first = problems(content, plan, tmp_path)[0]
    assert str(first.place).removeprefix(str(tmp_path / "so-lieu.csv")).removeprefix(":") == place


@pytest.mark.parametrize("code", ["vi", "en"])
def test_the_words_are_these(code: str, plan: Plan, tmp_path: Path, golden: Callable[[Path, bytes], None]) -> None:
    language = Language(code)  # type: ignore[arg-type]
    told = [
        f"{name}\n" + "".join(f"    {language.say(problem)}\n" for problem in problems(content, plan, tmp_path))
        for name, (content, _) in FILES.items()
    ]
    text = "\n".join(told).replace(str(tmp_path / "so-lieu.csv"), "so-lieu.csv")
    golden(Path(__file__).parent / f"golden/refused.{code}.txt", text.encode())


def test_all_problems_are_told_at_once(plan: Plan, tmp_path: Path) -> None:
    found = problems(lines("05/2025;x;-1", "13/2025;1;0", "06/2025;1"), plan, tmp_path)
    assert [(problem.place.line, problem.place.column) for problem in found if problem.place] == [
        (2, 2), (2, 3), (3, 1), (4, None),
    ]  # fmt: skip


def test_the_physical_line_is_told_behind_a_cell_of_two_lines(plan: Plan, tmp_path: Path) -> None:
    content = 'month;payments;Ghi chú\n2025-05;1;"một\nhai"\n2025-06;x;\n'.encode()
    assert problems(content, plan, tmp_path)[0].place.line == 4  # type: ignore[union-attr]


def test_more_problems_than_anyone_mends_are_counted(plan: Plan, tmp_path: Path) -> None:
    found = problems(
        lines(*(f"{month:02}/{year};x;0" for year in range(2000, 2010) for month in range(1, 13))), plan, tmp_path
    )
    assert len(found) == MOST_PROBLEMS + 1
    assert (found[-1].code, found[-1].facts["number"]) == ("data.more_problems", 70)


def test_the_same_month_in_two_files_names_both(plan: Plan, tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_bytes(lines("06/2025;1;0"))
    with pytest.raises(Unusable) as refused:
        read_counts([str(tmp_path / "a.csv"), str(tmp_path / "b.csv")], plan)
    problem = refused.value.problems[0]
    assert (problem.code, str(problem.facts["first"])) == ("data.repeated_month", f"{tmp_path / 'a.csv'}:2")


def test_a_file_that_is_not_there_is_told_with_those_that_are(plan: Plan, tmp_path: Path) -> None:
    for number in range(9):
        (tmp_path / f"{number}.csv").touch()
    (tmp_path / "so-lieu-2026.xlsx").touch()
    (tmp_path / "anh.png").touch()
    with pytest.raises(Unusable) as refused:
        read_counts([str(tmp_path / "so-lieu.xlsx")], plan)
    (problem,) = refused.value.problems
    assert problem.facts["near"] == ("so-lieu-2026.xlsx", *(f"{number}.csv" for number in range(7)), "…")


@pytest.mark.parametrize(("name", "code"), [("none.csv", "data.no_file"), ("none/none.csv", "data.no_folder")])
def test_a_folder_without_tables_or_that_is_not_there(name: str, code: str, plan: Plan, tmp_path: Path) -> None:
    with pytest.raises(Unusable) as refused:
        read_counts([str(tmp_path / name)], plan)
    assert [problem.code for problem in refused.value.problems] == [code]


def test_the_problems_of_every_file_are_told(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(one("x"))
    with pytest.raises(Unusable) as refused:
        read_counts([str(tmp_path / "a.csv"), str(tmp_path / "none.csv"), str(tmp_path)], plan)
    assert [problem.code for problem in refused.value.problems] == [
        "data.placeholder",
        "data.no_file_but",
        "data.folder",
    ]


HUGE = {
    "a-cell-of-ten-megabytes": one("9" * 10_000_000),
    "a-quoted-cell-of-ten-megabytes": one('"' + "9\n" * 5_000_000 + '"'),
    "a-hundred-thousand-columns": (
        ";".join(["month", "payments", *map(str, range(100_000))]) + "\n2025-06;1\n"
    ).encode(),
    "a-heading-of-a-megabyte": (f"month;payments;{'á' * 1_000_000}\n").encode(),
}


@pytest.mark.parametrize("content", HUGE.values(), ids=HUGE.keys())
def test_huge_files_end_in_a_short_message(content: bytes, plan: Plan, tmp_path: Path) -> None:
    told = "".join(Language("vi").say(problem) for problem in problems(content, plan, tmp_path))
    assert 0 < len(told) < 2000


def test_a_million_blank_lines_are_read_over(plan: Plan, tmp_path: Path) -> None:
    file = tmp_path / "so-lieu.csv"
    file.write_bytes(lines("06/2025;1;0") + b"\n" * 1_000_000 + b"07/2025;2;0\n")
    assert [row.place.line for row in read_counts([str(file)], plan).rows] == [2, 1_000_002]


def test_a_file_that_may_not_be_read(plan: Plan) -> None:
    with pytest.raises(Unusable) as refused:
        read_counts(["so\x00lieu.csv"], plan)
    assert refused.value.problems[0].code == "data.unreadable"


def test_a_file_that_is_too_large(plan: Plan, tmp_path: Path) -> None:
    with (tmp_path / "so-lieu.csv").open("wb") as stream:
        stream.truncate(64 * 1024 * 1024 + 1)
    with pytest.raises(Unusable) as refused:
        read_counts([str(tmp_path / "so-lieu.csv")], plan)
    assert refused.value.problems[0].code == "data.too_large"


def test_a_total_of_no_rows_is_not_compared(plan: Plan, tmp_path: Path) -> None:
    file = tmp_path / "so-lieu.csv"
    file.write_bytes(lines("05/2025;1;0", "6 tháng cuối năm;;"))
    assert len(read_counts([str(file)], plan).rows) == 1


def test_a_rule_that_only_warns_hides_no_contradiction(plan: Plan, tmp_path: Path) -> None:
    warned = plan._replace(rules=tuple(rule._replace(warn=True) for rule in plan.rules))
    (tmp_path / "so-lieu.csv").write_bytes(lines("06/2025;1;2"))
    with pytest.raises(Unusable) as refused:
        read_counts([str(tmp_path / "so-lieu.csv")], warned)
    assert [problem.code for problem in refused.value.problems] == ["data.exceeds"]


def test_two_separators_are_told_once(plan: Plan, tmp_path: Path) -> None:
    found = problems(lines("04/2025;1.234;0", "05/2025;1,234;0", "06/2025;1,234;1 234"), plan, tmp_path)
    assert [problem.code for problem in found] == ["data.two_separators"]
