"""``parcalc targets`` and ``parcalc template``."""

import csv
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from parcalc.read.plan.loader import load_plan

Run = Callable[..., "CompletedProcess[bytes]"]
GOLDEN = Path(__file__).parent / "golden"
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("form", ["", "--explain"])
def test_the_plan_on_the_screen(form: str, language: str, parcalc: Run, golden: Callable[[Path, bytes], None]) -> None:
    done = parcalc("targets", *([form] if form else []), "--lang", language, cwd=ROOT)
    golden(GOLDEN / f"targets{form}.{language}.txt", done.stdout)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_plan_for_programs(parcalc: Run, golden: Callable[[Path, bytes], None]) -> None:
    done = parcalc("targets", "--format", "json", cwd=ROOT)
    golden(GOLDEN / "targets.json", done.stdout)
    assert len(json.loads(done.stdout)["targets"]) == 13


def test_the_schema(parcalc: Run) -> None:
    schema = json.loads(parcalc("targets", "--format", "schema").stdout)
    assert {"plan", "counts", "targets"} <= set(schema["properties"])


def test_a_plan_of_ones_own(parcalc: Run, tmp_path: Path) -> None:
    plan = tmp_path / "xa.yaml"
    plan.write_text(
        (ROOT / "data/targets.yaml").read_text(encoding="utf-8").replace("Định Hưng năm", "Yên Định năm"),
        encoding="utf-8",
    )
    assert "Yên Định năm 2025" in parcalc("targets", "--file", plan, "--explain").stdout.decode()


def test_the_screen_goes_to_a_file(parcalc: Run, tmp_path: Path) -> None:
    parcalc("targets", "--output", "plan.txt")
    assert "on_time" in (tmp_path / "plan.txt").read_text(encoding="utf-8")


def test_the_template_has_every_count_and_month(parcalc: Run) -> None:
    content = parcalc("template", "--year", "2026", "--lang", "en").stdout
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";"))
    plan = load_plan(str(ROOT / "data/targets.yaml"))
    assert rows[0] == ["Tháng", *(count.names.vi for count in plan.counts.values())]
    assert [row[0] for row in rows[1:]] == [f"Tháng {month}/2026" for month in range(1, 13)]


def test_the_template_is_read_back_as_not_reported(parcalc: Run) -> None:
    parcalc("template", "--output", "so-lieu.csv")
    done = parcalc("check", "so-lieu.csv", "--format", "json")
    document = json.loads(done.stdout)
    assert (done.returncode, [problem["code"] for problem in document["problems"]]) == (3, ["data.nothing_reported"])


def test_a_month_that_is_asked_for_is_judged_though_nothing_is_reported(parcalc: Run) -> None:
    parcalc("template", "--output", "so-lieu.csv")
    done = parcalc("check", "so-lieu.csv", "--format", "json", "--period", "2025-06")
    document = json.loads(done.stdout)
    assert (done.returncode, document["period"]["id"], document["verdicts"]["no_data"]) == (3, "2025-06", 13)


def test_the_template_is_a_workbook_where_its_file_is_called_so(parcalc: Run, tmp_path: Path) -> None:
    assert parcalc("template", "--year", "2026", "--with-last-year", "--output", "so-lieu.xlsx").returncode == 0
    done = parcalc("check", "so-lieu.xlsx")
    assert (done.returncode, (tmp_path / "so-lieu.xlsx").read_bytes()[:2]) == (3, b"PK")


def test_a_workbook_of_another_kind_is_not_written(parcalc: Run, tmp_path: Path) -> None:
    done = parcalc("template", "--output", "so-lieu.xls")
    assert (done.returncode, done.stderr.decode()) == (
        2,
        "so-lieu.xls: lỗi: không ghi được tệp .xls; hãy đặt tên tệp có đuôi: .xlsx, .csv\n",
    )
    assert not (tmp_path / "so-lieu.xls").exists()


def test_the_year_before_comes_first_where_it_is_asked_for(parcalc: Run) -> None:
    lines = parcalc("template", "--year", "2026", "--with-last-year").stdout.decode("utf-8-sig").splitlines()
    assert (len(lines), lines[1][:14], lines[13][:14]) == (25, "Tháng 1/2025;;", "Tháng 1/2026;;")
