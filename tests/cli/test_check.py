"""``parcalc check`` as a real process: what an officer sees, and what a script gets."""

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., "CompletedProcess[bytes]"]
GOLDEN = Path(__file__).parent / "golden"
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("width", ["80", "120"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_screen(language: str, width: str, parcalc: Run, golden: Callable[[Path, bytes], None]) -> None:
    done = parcalc("check", "data/samples/dinh-hung.csv", "--lang", language, cwd=ROOT, COLUMNS=width)
    golden(GOLDEN / f"check.{language}.{width}.txt", done.stdout)
    assert max(map(len, done.stdout.decode().splitlines())) <= int(width)
    assert (done.returncode, done.stderr) == (1, b"")


def test_the_json(parcalc: Run, golden: Callable[[Path, bytes], None]) -> None:
    done = parcalc("check", "data/samples/dinh-hung.csv", "--format", "json", cwd=ROOT, SOURCE_DATE_EPOCH="1751300000")
    golden(GOLDEN / "check.json", done.stdout)
    assert json.loads(done.stdout)["verdicts"] == {"met": 9, "missed": 2, "no_cases": 2, "no_data": 0, "not_due": 0}


def test_the_three_samples_say_the_same(parcalc: Run) -> None:
    results = []
    for name in ("dinh-hung.csv", "dinh-hung-excel.csv", "dinh-hung-don-vi.csv"):
        document = json.loads(parcalc("check", f"data/samples/{name}", "--format", "json", cwd=ROOT).stdout)
        results.append(document["results"])
    assert results[0] == results[1] == results[2]


def test_units_are_ranked(parcalc: Run, golden: Callable[[Path, bytes], None]) -> None:
    done = parcalc("check", "data/samples/dinh-hung-don-vi.csv", "--by", "Đơn vị", "--top", "2", cwd=ROOT)
    golden(GOLDEN / "check.by-unit.txt", done.stdout)
    document = json.loads(
        parcalc("check", "data/samples/dinh-hung-don-vi.csv", "--by", "unit", "--format", "json", cwd=ROOT).stdout
    )
    ranking = next(entry["ranking"] for entry in document["breakdowns"]["unit"] if entry["id"] == "on_time")
    whole = next(result for result in document["results"] if result["id"] == "on_time")
    assert sum(entry["numerator"] for entry in ranking) == whole["numerator"]
    assert sum(entry["denominator"] for entry in ranking) == whole["denominator"]


PLAN = """
plan: {title: Thử, issuer: Xã, year: 2025}
counts:
  good: {vi: Tốt, en: Good}
  all: {vi: Tất cả, en: All}
dimensions:
  unit: {vi: Đơn vị, en: Unit}
targets:
  - {id: rate, vi: Tỷ lệ, en: Rate, numerator: good, denominator: all, BOUND}
"""


def made(folder: Path, rows: str, bound: str = "at_least: 98%") -> tuple[Path, ...]:
    (folder / "plan.yaml").write_text(PLAN.replace("BOUND", bound), encoding="utf-8")
    (folder / "data.csv").write_text(rows, encoding="utf-8")
    return folder / "data.csv", "--targets", folder / "plan.yaml"  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("rows", "bound", "code"),
    [
        pytest.param("month,good,all\n2025-06,98,100\n", "at_least: 98%", 0, id="met"),
        pytest.param("month,good,all\n2025-06,0,0\n", "at_least: 98%", 0, id="no-cases"),
        pytest.param("month,good,all\n2025-06,97,100\n", "at_least: 98%", 1, id="missed"),
        pytest.param("month,good,all\n2025-06,97,100\n", "at_least: 98%, binding: false", 0, id="an-aspiration-missed"),
        pytest.param("month,good,all\n2025-06,,100\n", "at_least: 98%", 3, id="a-blank"),
        pytest.param("month,all\n2025-06,100\n", "at_least: 98%", 3, id="an-absent-column"),
        pytest.param("month,good,all\n2025-06,1.5,100\n", "at_least: 98%", 2, id="not-a-count"),
        pytest.param("month,good,all\n2025-06,101,100\n", "at_least: 98%", 2, id="more-than-all"),
        pytest.param("month,good,all\n2025-06,1,100\n", "at_least: 98", 2, id="a-plan-that-cannot-be-used"),
    ],
)
def test_exit_codes(rows: str, bound: str, code: int, parcalc: Run, tmp_path: Path) -> None:
    assert parcalc("check", *made(tmp_path, rows, bound)).returncode == code


def test_a_miss_weighs_more_than_missing_data(parcalc: Run, tmp_path: Path) -> None:
    data, *options = made(tmp_path, "month,good,all\n2025-06,97,100\n")
    plan = tmp_path / "plan.yaml"
    plan.write_text(
        plan.read_text()
        + plan.read_text()[plan.read_text().index("  - {id") :]
        .replace("id: rate", "id: other")
        .replace("98%", "1%, from: 2025-01-01, where: {unit: A}")
    )
    assert parcalc("check", data, *options).returncode == 1


WRONG = [
    pytest.param(["check"], id="no-data-named"),
    pytest.param(["check", "none.csv"], id="a-file-that-is-not-there"),
    pytest.param(["check", "."], id="a-folder"),
    pytest.param(["check", "data.csv", "--targets", "none.yaml"], id="a-plan-that-is-not-there"),
    pytest.param(["check", "data.csv", "--period", "2025-13"], id="a-period-that-is-none"),
    pytest.param(["check", "data.csv", "--period", "2025-05..2025-01"], id="a-period-backwards"),
    pytest.param(["check", "data.csv", "--format", "jsn"], id="a-format-that-is-none"),
    pytest.param(["check", "data.csv", "--frmat", "json"], id="an-option-that-is-none"),
    pytest.param(["check", "data.csv", "--zzz"], id="an-option-like-no-other"),
    pytest.param(["check", "data.csv", "--period"], id="an-option-without-a-value"),
    pytest.param(["check", "data.csv", "--top", "0"], id="a-top-of-none"),
    pytest.param(["check", "data.csv", "--by", "màu"], id="a-dimension-that-is-none"),
    pytest.param(["check", "data.csv", "--by", "unit"], id="data-that-is-not-divided"),
    pytest.param(["check", "data.csv", "--where", "unit"], id="a-where-without-a-member"),
    pytest.param(["check", "data.csv", "--where", "unit=Xã Z"], id="a-where-that-finds-nothing"),
    pytest.param(["chekc"], id="a-command-that-is-none"),
    pytest.param(["check", "data.csv", "--output", "none/out.txt"], id="an-output-in-no-folder"),
    pytest.param(["check", "data.csv", "--output", "."], id="an-output-that-is-a-folder"),
    pytest.param(["check", "data.csv", "--lang", "fr"], id="a-language-that-is-none"),
    pytest.param(["template", "--year", "12"], id="a-year-that-is-none"),
]


@pytest.mark.parametrize("arguments", WRONG)
def test_wrong_usage_is_told_and_ends_with_2(
    arguments: list[str],
    parcalc: Run,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    golden: Callable[[Path, bytes], None],
) -> None:
    made(tmp_path, "month,good,all\n2025-06,98,100\n")
    (tmp_path / "targets.yaml").write_bytes((tmp_path / "plan.yaml").read_bytes())
    told = b""
    for language in ("vi", "en"):
        done = parcalc(*arguments, PARCALC_LANG=language)
        assert (done.returncode, done.stdout) == (2, b"")
        assert b"Traceback" not in done.stderr
        told += done.stderr
    golden(GOLDEN / f"usage/{request.node.callspec.id}.txt", told)


def test_a_plan_without_dimensions_says_so(parcalc: Run, tmp_path: Path) -> None:
    data, *options = made(tmp_path, "month,good,all\n2025-06,98,100\n")
    plan = tmp_path / "plan.yaml"
    plan.write_text(plan.read_text().replace("dimensions:\n  unit: {vi: Đơn vị, en: Unit}\n", ""))
    done = parcalc("check", data, *options, "--by", "unit")
    assert (done.returncode, "không khai báo cách chia nào" in done.stderr.decode()) == (2, True)


def test_only_a_part_is_counted(parcalc: Run, tmp_path: Path) -> None:
    files = made(tmp_path, "month,unit,good,all\n2025-06,Xã A,98,100\n2025-06,Xã B,0,100\n")
    done = parcalc("check", *files, "--where", "unit=xã a")
    assert (done.returncode, "Chỉ tính: xã a" in done.stdout.decode()) == (0, True)


@pytest.mark.parametrize("where", ["Đơn vị=Xã A", "don vi=XÃ A", "Unit=Xã A"])
def test_a_part_is_named_by_the_labels_of_the_data(where: str, parcalc: Run, tmp_path: Path) -> None:
    files = made(tmp_path, "month,unit,good,all\n2025-06,Xã A,98,100\n2025-06,Xã B,0,100\n")
    assert parcalc("check", *files, "--where", where).returncode == 0


def test_a_period_and_a_division_are_named_in_words(parcalc: Run, tmp_path: Path) -> None:
    files = made(tmp_path, "month,unit,good,all\n2025-06,Xã A,98,100\n")
    assert parcalc("check", *files, "--period", "tháng 6/2025", "--by", "đơn vị").returncode == 0


def test_stdin_is_read(parcalc: Run) -> None:
    done = parcalc("check", "-", stdin=(ROOT / "data/samples/dinh-hung-excel.csv").read_bytes())
    assert (done.returncode, "2 chưa đạt" in done.stdout.decode()) == (1, True)


def test_json_of_what_cannot_be_used_has_the_problems(parcalc: Run, tmp_path: Path) -> None:
    done = parcalc("check", *made(tmp_path, "month,good,all\n2025-06,x,1\n"), "--format", "json")
    problem = json.loads(done.stdout)["problems"][0]
    assert (problem["code"], problem["line"], problem["column"], problem["cell"]) == ("data.placeholder", 2, 2, "x")
    assert done.returncode == 2


def test_quiet_prints_nothing(parcalc: Run, tmp_path: Path) -> None:
    done = parcalc("check", *made(tmp_path, "month,good,all,Ghi chú\n2025-06,1,100,x\n"), "-q")
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")


def test_notes_go_to_stderr(parcalc: Run, tmp_path: Path) -> None:
    done = parcalc("check", *made(tmp_path, "month,good,all,Ghi chú\n2025-06,100,100,x\n"))
    assert "lưu ý: không đọc các cột này vì kế hoạch không có: “Ghi chú”" in done.stderr.decode()


@pytest.mark.parametrize(
    ("rows", "options", "noted"),
    [
        ("2025-05,10,9\n2025-06,0,0\n2025-07,0,0\n", (), True),
        ("2025-05,10,9\n2025-06,0,0\n", ("--period", "2025-06"), False),
        ("2025-05,10,9\n2025-06,1,0\n", (), False),
        ("2025-06,0,0\n", (), False),
        ("2025-05,10,9\n2025-06,,0\n", (), True),
    ],
    ids=["months-of-0-after-it", "asked-for", "one-case", "nothing-but-0", "the-rest-is-blank"],
)
def test_a_latest_month_of_0_is_noted(
    rows: str, options: tuple[str, ...], noted: bool, parcalc: Run, tmp_path: Path
) -> None:
    done = parcalc("check", *made(tmp_path, "month,all,good\n" + rows), *options, "--lang", "en")
    assert (b"says 0 in every count" in done.stderr) is noted
    assert (b"--period 2025-05" in done.stderr) is noted


def test_output_is_written_whole_and_a_bad_run_leaves_it(parcalc: Run, tmp_path: Path) -> None:
    out = tmp_path / "bang.txt"
    files = made(tmp_path, "month,good,all\n2025-06,100,100\n")
    assert parcalc("check", *files, "--output", out).returncode == 0
    before = out.read_bytes()
    assert "1 đạt" in before.decode()
    (tmp_path / "data.csv").write_text("month,good,all\n2025-06,x,100\n")
    assert parcalc("check", *files, "--output", out).returncode == 2
    assert out.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bang.txt", "data.csv", "plan.yaml"]


@pytest.mark.parametrize(
    "environment",
    [
        pytest.param({"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}, id="ascii"),
        pytest.param({"PYTHONIOENCODING": "cp1258", "PYTHONUTF8": "0"}, id="windows-1258"),
        pytest.param({"TERM": "dumb"}, id="a-dumb-terminal"),
        pytest.param({"NO_COLOR": "1", "COLUMNS": "20"}, id="twenty-columns"),
        pytest.param({"COLUMNS": "1"}, id="one-column"),
    ],
)
def test_any_stdout_will_do(environment: dict[str, str], parcalc: Run) -> None:
    done = parcalc("check", "data/samples/dinh-hung.csv", cwd=ROOT, **environment)
    assert (done.returncode, done.stderr) == (1, b"")


def test_vietnamese_without_marks_where_they_cannot_be_written(parcalc: Run) -> None:
    done = parcalc("check", "data/samples/dinh-hung.csv", cwd=ROOT, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert "9 dat | 2 chua dat | 2 khong phat sinh | 0 chua du so lieu" in done.stdout.decode("ascii")


def test_vietnamese_windows_keeps_every_letter(parcalc: Run) -> None:
    done = parcalc("check", "data/samples/dinh-hung.csv", cwd=ROOT, PYTHONIOENCODING="cp1258", PYTHONUTF8="0")
    text = unicodedata.normalize("NFC", done.stdout.decode("cp1258"))
    assert "9 đạt · 2 chưa đạt · 2 không phát sinh · 0 chưa đủ số liệu" in text
    assert "Kế hoạch cải cách hành chính xã Định Hưng năm 2025" in text
    assert ">= 98%" in text


HOSTILE = "=SUM(A1) | <b>[red]x[/red] \u202etwo \u2066three"


def test_a_hostile_unit_name_is_harmless_on_the_screen(parcalc: Run, tmp_path: Path) -> None:
    name = HOSTILE.removeprefix("=")  # a formula is refused as a name
    done = parcalc(
        "check", *made(tmp_path, f"month,unit,good,all\n2025-06,{name},97,100\n"), "--by", "unit", COLUMNS="120"
    )
    text = done.stdout.decode()
    assert "SUM(A1) | <b>[red]x[/red] \\u202etwo \\u2066three" in text
    assert "\u202e" not in text


def test_a_hostile_cell_is_harmless_in_a_message(parcalc: Run, tmp_path: Path) -> None:
    done = parcalc("check", *made(tmp_path, f"month,good,all\n2025-06,{HOSTILE},100\n"))
    assert "\\u202etwo" in done.stderr.decode()


def test_the_shipped_plan_is_found_from_any_folder(parcalc: Run, samples: Path) -> None:
    done = parcalc("check", samples / "dinh-hung.csv")
    assert (done.returncode, "targets.yaml" in done.stdout.decode()) == (1, True)


def test_the_environment_names_the_plan(parcalc: Run, tmp_path: Path) -> None:
    data, _, plan = made(tmp_path, "month,good,all\n2025-06,100,100\n")
    assert "Tỷ lệ" in parcalc("check", data, PARCALC_TARGETS=str(plan)).stdout.decode()


def test_a_language_that_is_none_in_the_environment(parcalc: Run) -> None:
    done = parcalc("--help", PARCALC_LANG="tiếng Việt", LANG="vi_VN.UTF-8")
    assert (done.returncode, done.stderr.decode()) == (
        2,
        "lỗi: không có ngôn ngữ “tiếng Việt”; hãy dùng vi hoặc en, ví dụ --lang vi\n",
    )


def test_a_hostile_file_name_is_harmless(parcalc: Run) -> None:
    done = parcalc("check", "a\x1b[31m\u202e.csv")
    assert done.returncode == 2
    assert done.stderr.decode().startswith("a\\x1b[31m\\u202e.csv: lỗi: không có tệp này")
