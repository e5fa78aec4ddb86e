"""The first and the last months that parcalc knows, as data, as period and by the clock: judged or told, never a bug."""

import os
from pathlib import Path

import pytest

from parcalc.cli.main import main

SAMPLE = str(Path(__file__).parents[2] / "data/samples/dinh-hung.csv")
FAR = "month,payments,payments_online\n1900-01,1,1\n2999-12,1,1\n"
PERIODS = ["1900-01", "2999-12", "1900", "2999", "1900-Q1", "2999-H2", "1900-01..2999-12", "2998-12..2999-12", "latest"]


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "far.csv").write_text(FAR)


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("name", [SAMPLE, "far.csv"], ids=["sample", "far"])
def test_as_period(name: str, period: str) -> None:
    for form in ("table", "html"):
        assert main(["check", name, "--period", period, "--format", form, "--output", f"kq.{form}", "-q"]) in {0, 1, 3}


@pytest.mark.parametrize("month", ["1900-01", "2999-12", "latest"])
def test_as_month_of_a_summary(month: str) -> None:
    assert main(["summary", "far.csv", "--month", month, "--out", "bc"]) in {0, 1, 3}
    assert Path("bc/index.html").exists()


@pytest.mark.parametrize("epoch", ["0", "32503679999"], ids=["the-first-second", "the-last-second"])
@pytest.mark.parametrize("month", [[], ["--month", "2025-06"]], ids=["the-last-month", "a-month"])
def test_by_the_clock(month: list[str], epoch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    code = main(["summary", SAMPLE, "--out", "bc", *month, "--format", "html", "--format", "docx"])
    assert code == (1 if month else 3)
    assert os.environ["SOURCE_DATE_EPOCH"] == epoch


@pytest.mark.parametrize("year", ["1900", "2999"])
def test_as_year_of_a_blank_file(year: str) -> None:
    assert main(["template", "--year", year, "--output", "so-lieu.csv"]) == 0
