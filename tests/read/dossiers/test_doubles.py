"""Codes that stand twice in long lists: told apart by the codes themselves, whatever is looked at first."""

from pathlib import Path

import duckdb
import pytest

from parcalc.errors import Unusable
from parcalc.read.dossiers.engines.duck.engine import DuckEngine
from parcalc.read.dossiers.reader import read_dossiers
from parcalc.read.plan.loader import parse_plan
from read.dossiers.hostile import as_read, brute_force, hostile_plan, hostile_things, reach, write_parquet
from read.dossiers.test_lists import PLAN
from read.dossiers.test_oracle import TYPES

COLUMNS = '"Mã hồ sơ" varchar, "Đơn vị" varchar, "Ngày nhận" date, "Ngày trả" date'


def counted(rows: list[str], file: Path) -> tuple[list[tuple[str, dict[str, int | None]]], list[int]]:
    """Return the counts of rows as Parquet by unit, and how many rows say again what others say."""
    connection = duckdb.connect()
    connection.execute(f"create table things ({COLUMNS})")
    connection.execute(f"insert into things values {', '.join(rows)}")
    connection.execute(f"copy things to '{file}' (format parquet)")
    counts = read_dossiers([str(file)], parse_plan(PLAN, "plan.yaml"))
    doubled = [int(str(note.facts["number"])) for note in counts.notes if note.code == "records.same_rows"]
    return [(row.members["unit"], dict(row.values)) for row in counts.rows], doubled


ONCE = "'A', '2025-06-05', null"


@pytest.mark.parametrize(
    ("codes", "doubled"),
    [
        pytest.param(["'H1'", "' H1'"], 1, id="a-blank-before"),
        pytest.param(["'H1'", "'H1 '"], 1, id="a-blank-after"),
        pytest.param(["'H1'", "'H1\u00a0'"], 1, id="a-blank-that-does-not-break"),
        pytest.param(["'H1'", "'\u3000H1'"], 1, id="a-blank-as-wide-as-a-sign"),
        pytest.param(["'QĐ-1'", "'QĐ-1 '"], 1, id="beside-signs-that-are-not-ascii"),
        pytest.param(["'H1'", "'H 1'", "'H-1'", "'h1'"], 0, id="other-codes"),
    ],
)
def test_blanks_around_a_code_are_none_of_it(codes: list[str], doubled: int, tmp_path: Path) -> None:
    rows, again = counted([f"({code}, {ONCE})" for code in codes], tmp_path / "x.parquet")
    assert rows[0][1]["received"] == len(codes) - doubled
    assert sum(again) == doubled


@pytest.mark.parametrize("code", ["''", "'  '", "'\u00a0'", "null"])
def test_a_code_of_blanks_is_none(code: str, tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="no_key"):
        counted([f"('H1', {ONCE})", f"({code}, {ONCE})"], tmp_path / "x.parquet")


@pytest.fixture
def alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let all codes of one length have the same fingerprint."""
    monkeypatch.setattr(DuckEngine, "fingerprint", "strlen")


@pytest.mark.usefixtures("alike")
def test_codes_with_the_same_fingerprint_are_not_the_same(tmp_path: Path) -> None:
    plan, things = hostile_plan(), hostile_things(200)
    counts = read_dossiers([str(write_parquet([*things, *things[:7]], tmp_path / "x.parquet", TYPES))], plan)
    assert as_read(iter(counts.rows)) == brute_force(things, plan, reach(things, plan))
    assert [note.facts["number"] for note in counts.notes if note.code == "records.same_rows"] == [7]


@pytest.mark.usefixtures("alike")
def test_codes_that_stand_once_with_the_same_fingerprint_are_no_doubles(tmp_path: Path) -> None:
    rows, again = counted([f"('H1', {ONCE})", f"('H2', {ONCE})", f"('H33', {ONCE})"], tmp_path / "x.parquet")
    assert (rows[0][1]["received"], again) == (3, [])


@pytest.mark.usefixtures("alike")
def test_a_code_with_something_else_is_refused_among_others_of_its_fingerprint(tmp_path: Path) -> None:
    with pytest.raises(Unusable) as caught:
        counted([f"('H1', {ONCE})", "('H1', 'B', '2025-06-05', null)", f"('H2', {ONCE})"], tmp_path / "x.parquet")
    assert [problem.facts["code"] for problem in caught.value.problems] == ["H1"]


@pytest.mark.usefixtures("alike")
def test_units_with_the_same_fingerprint_are_not_the_same(tmp_path: Path) -> None:
    rows, _ = counted([f"('H1', {ONCE})", "('H22', 'B', '2025-06-05', null)"], tmp_path / "x.parquet")
    assert [(unit, row["received"]) for unit, row in rows] == [("A", 1), ("B", 1)]


def test_a_unit_none_of_whose_records_counts_has_no_row(tmp_path: Path) -> None:
    rows, _ = counted([f"('H1', {ONCE})", "('H2', 'B', null, null)"], tmp_path / "x.parquet")
    assert [unit for unit, _ in rows] == ["A"]
