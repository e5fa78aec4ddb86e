"""What a plain month does not load: each of these would be paid for at every start."""

import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT

RARE = {
    "parcalc.read.counts.careful": "what is odd is read cell by cell",
    "parcalc.read.plan.sound": "a plan is misshapen",
    "parcalc.model.form": "a sheet may be a form",
    "pydantic": "an option has a value, which typer has it check",
    "parcalc.report.charts.chart": "months are drawn",
    "parcalc.report.paragraph": "a report is written",
    "parcalc.read.duck": "a file is long",
    "duckdb": "a file is long",
    "pyspark": "a cluster counts",
    "jinja2": "a page is written",
}
PROGRAM = "import sys; from parcalc.cli.main import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"


def loaded(*arguments: str) -> set[str]:
    command = [sys.executable, "-c", PROGRAM, *arguments]
    return set(subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stderr.split())


@pytest.mark.parametrize("quiet", [True, False])
def test_a_plain_month_loads_nothing_rare(quiet: bool) -> None:
    assert not loaded("check", "data/samples/dinh-hung.csv", *(["-q"] if quiet else [])) & RARE.keys()


def test_the_screen_is_not_loaded_where_nothing_is_shown() -> None:
    assert not {name for name in loaded("check", "-q", "data/samples/dinh-hung.csv") if name.startswith("rich")}


def test_an_odd_file_is_read_carefully(tmp_path: Path) -> None:
    odd = tmp_path / "so-lieu.csv"
    odd.write_text("Số liệu của xã\n" + (ROOT / "data/samples/dinh-hung.csv").read_text(encoding="utf-8"), "utf-8")
    assert "parcalc.read.counts.careful" in loaded("check", "-q", str(odd))
