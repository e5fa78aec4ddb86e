"""``parcalc count``: dossiers to a counts file that ``check`` reads, and the dossiers behind a count."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from parcalc.read.counts.reader import read_counts
from parcalc.read.plan.loader import load_plan

Run = Callable[..., "CompletedProcess[bytes]"]
Golden = Callable[[Path, bytes], None]
GOLDEN = Path(__file__).parent / "golden"
ROOT = Path(__file__).parents[2]
LIST = ROOT / "data/samples/dinh-hung-ho-so.csv"


def test_from_the_list_to_the_verdict(parcalc: Run, tmp_path: Path) -> None:
    assert parcalc("count", LIST, "--period", "2025-H1", "--out", "so-lieu.csv").returncode == 0
    plan = load_plan(str(ROOT / "data/targets.yaml"))
    rows = read_counts([str(tmp_path / "so-lieu.csv")], plan).rows
    assert [str(row.month) for row in rows] == [f"2025-0{number}" for number in range(1, 7)]
    assert (rows[-1].values["resolved_late"], rows[-1].values["documents"]) == (3, None)
    checked = parcalc("check", "so-lieu.csv", "--format", "csv")
    assert b";on_time;" in checked.stdout.replace(b",", b";")
    assert checked.returncode == 1


def test_check_and_summary_take_a_list(parcalc: Run, tmp_path: Path) -> None:
    parcalc("count", LIST, "--out", "so-lieu.csv")
    through_counts = parcalc("check", "so-lieu.csv", "--format", "csv")
    directly = parcalc("check", LIST, "--format", "csv")
    piped = parcalc("check", "-", "--format", "csv", stdin=LIST.read_bytes())
    assert directly.returncode == piped.returncode == through_counts.returncode == 1
    assert directly.stdout == piped.stdout == through_counts.stdout
    summed = parcalc("summary", LIST, "--month", "2025-06", "--out", "bao-cao")
    assert summed.returncode == 1
    assert (tmp_path / "bao-cao/2025-H1.json").is_file()


def test_a_list_beside_a_counts_file_is_told(parcalc: Run) -> None:
    done = parcalc("check", LIST, ROOT / "data/samples/dinh-hung.csv")
    assert done.returncode == 2
    assert "hãy đếm danh sách trước" in done.stderr.decode()


def test_a_file_that_is_neither_is_told_as_a_counts_file(parcalc: Run, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    assert "cần một dòng có cột “Tháng”" in parcalc("check", "x.csv").stderr.decode()


def test_the_counts_file(parcalc: Run, golden: Golden) -> None:
    done = parcalc("count", LIST, "--period", "2025-06")
    assert done.returncode == 0
    golden(GOLDEN / "count.csv", done.stdout)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_dossiers_behind_a_count(language: str, parcalc: Run, golden: Golden) -> None:
    late = ("--list", "resolved_late", "--period", "2025-06", "--lang", language)
    done = parcalc("count", LIST.relative_to(ROOT), *late, cwd=ROOT, COLUMNS="80")
    assert done.returncode == 0
    golden(GOLDEN / f"count.list.{language}.txt", done.stdout)


def test_a_list_for_a_spreadsheet(parcalc: Run, tmp_path: Path) -> None:
    asked = ("count", LIST, "--list", "Đang giải quyết trong hạn", "--period", "2025-04..2025-06", "--out", "con.csv")
    assert parcalc(*asked).returncode == 0
    lines = (tmp_path / "con.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 1 + 13  # pending at the end of June, the last month of the three
    assert lines[0].startswith("Mã hồ sơ;Thủ tục hành chính;")


def test_nobody_s_name_is_shown(parcalc: Run) -> None:
    for asked in (("--list", "received_online"), ("--period", "2025-06")):
        done = parcalc("count", LIST, *asked)
        assert done.returncode == 0
        assert "Công dân" not in (done.stdout + done.stderr).decode()
        assert "0900" not in done.stdout.decode()


def test_a_stock_is_that_of_the_first_month_where_the_plan_takes_it(parcalc: Run) -> None:
    done = parcalc("count", LIST, "--list", "carried_over", "--period", "2025-02..2025-06")
    assert done.stdout.decode().rstrip().endswith("11 hồ sơ")


WRONG: dict[str, tuple[tuple[str, ...], str]] = {
    "a-count-that-is-none": (("--list", "lates"), "không có số liệu “lates” đếm được từ hồ sơ"),
    "a-period-that-is-none": (("--period", "2025-13"), "không có kỳ “2025-13”"),
    "a-dimension-that-is-none": (("--by", "field"), "--by: kế hoạch không có cách chia “field”"),
    "a-period-without-dossiers": (("--period", "2030"), "không có hồ sơ nào trong kỳ này"),
    "its-own-input": (("--out", str(LIST)), "đây là tệp mà lần chạy này đang đọc"),
    "an-engine-that-is-none": (("--engine", "hadoop"), "--engine không nhận “hadoop”"),
    "a-plan-without-records": (("--targets", str(ROOT / "data/plans/hoi-an-2025.yaml")), "không có mục records"),
}  # fmt: skip


@pytest.mark.parametrize(("options", "told"), WRONG.values(), ids=WRONG)
def test_what_is_refused(options: tuple[str, ...], told: str, parcalc: Run) -> None:
    before = LIST.read_bytes()
    done = parcalc("count", LIST, *options)
    assert (done.returncode, done.stdout) == (2, b"")
    assert told in done.stderr.decode()
    assert LIST.read_bytes() == before


def test_a_file_that_is_there_is_kept(parcalc: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("mine", encoding="utf-8")
    kept = parcalc("count", LIST, "--out", "mine.csv")
    assert (kept.returncode, (tmp_path / "mine.csv").read_text(encoding="utf-8")) == (2, "mine")
    assert parcalc("count", LIST, "--out", "mine.csv", "--overwrite").returncode == 0
    assert (tmp_path / "mine.csv").read_text(encoding="utf-8-sig").startswith("Tháng;")
