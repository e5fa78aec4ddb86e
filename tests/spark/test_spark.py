"""Spark gives the integers of the oracle: through a server of Spark Connect, and as a session of this machine."""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

import pyspark
import pytest

from parcalc.errors import Unusable
from parcalc.model.counts import Counts
from parcalc.model.period import Period
from parcalc.read.dossiers.engines.spark import listed
from parcalc.read.dossiers.listing import list_records
from parcalc.read.dossiers.reader import Wanted, read_dossiers
from parcalc.read.plan.loader import parse_plan
from read.dossiers.hostile import (
    as_read,
    brute_force,
    dressed,
    hostile_plan,
    hostile_plan_text,
    hostile_things,
    reach,
    write_csv,
    write_parquet,
)
from read.dossiers.test_lists import PLAN
from read.dossiers.test_oracle import TYPES

ROOT = Path(__file__).parents[2]


def test_a_server_counts_as_the_oracle_does(server: str, tmp_path: Path) -> None:
    plan, things = hostile_plan("14"), hostile_things(300)
    file = str(write_parquet([*dressed(things), *dressed(things[:7], seed=1)], tmp_path / "things.parquet", TYPES))
    counts = read_dossiers([file], plan, Wanted(engine=server))
    got, wanted = as_read(iter(counts.rows)), brute_force(things, plan, reach(things, plan))
    assert {key: (got.get(key), value) for key, value in wanted.items() if got.get(key) != value} == {}
    assert len(got) == len(wanted)
    noted = [(note.code, dict(note.facts)) for note in counts.notes]
    assert noted == [(note.code, dict(note.facts)) for note in read_dossiers([file], plan).notes]


LISTED = (
    "received_somewhere", "received_otherwise", "late", "paid_up", "ended_by_day", "due_on_last_day", "open_before",
    "open_late", "open_online", "running_before",
)  # fmt: skip
"""Flows and stocks, at a month's start and end, by texts and numbers, by day and by minute, with the month's end."""


def test_a_cluster_lists_the_records_that_the_plain_way_lists(server: str, tmp_path: Path) -> None:
    plan, things = hostile_plan("20"), hostile_things(200)
    plain = str(write_csv(things, tmp_path / "things.csv"))
    file = str(write_parquet([*things, *things[:5]], tmp_path / "things.parquet", TYPES))
    number = 0
    for count, period in zip(map(plan.counts.__getitem__, LISTED), cycle((Period.parse("2024-01..2024-03"), None))):
        here = list_records([plain], plan, count, Wanted(period=period))
        there = list_records([file], plan, count, Wanted(period=period, engine=server))
        assert (there.period, there.columns, there.telling) == (here.period, here.columns, here.telling)
        assert [row[0] for row in there.rows] == sorted(row[0] for row in here.rows), count.id
        assert [str(place) for place in there.places] == [f"{file}[{row[0]}]" for row in there.rows]
        number += len(there.rows)
    assert number > len(LISTED)


def test_a_list_that_nobody_reads(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = hostile_plan()
    file = str(write_parquet(hostile_things(60), tmp_path / "things.parquet", TYPES))
    asked = Wanted(period=Period.parse("2024"), engine=server)
    number = len(list_records([file], plan, plan.counts["received"], asked).rows)
    monkeypatch.setattr(listed, "MOST_LISTED", number)
    assert len(list_records([file], plan, plan.counts["received"], asked).rows) == number
    monkeypatch.setattr(listed, "MOST_LISTED", number - 1)
    with pytest.raises(Unusable, match="too_many_listed"):
        list_records([file], plan, plan.counts["received"], asked)


@pytest.fixture
def table(server: str) -> Iterator[Callable[[str], Counts]]:
    """Give the counts of a table of the cluster's own, made by a query."""
    from pyspark.sql import SparkSession

    session = SparkSession.builder.remote(server).create()

    def counts(query: str) -> Counts:
        session.sql(f"create table things using parquet as {query}")
        return read_dossiers(["things"], parse_plan(PLAN, "plan.yaml"), Wanted(engine=server))

    yield counts
    session.sql("drop table if exists things")


@pytest.mark.filterwarnings("ignore")
def test_a_row_twice_is_one_record(table: Callable[[str], Counts]) -> None:
    row = "'H1' as `Mã hồ sơ`, date '2025-06-02' as `Ngày nhận`, timestamp_ntz '2025-06-03 23:59:59' as `Ngày trả`"
    counts = table(f"select {row}, 5 as `Phí` from values (1), (2), (3) as v(n)")
    assert [dict(row.values) for row in counts.rows] == [{"received": 1, "pending": 0, "with_fee": 1}]
    assert [note.facts["number"] for note in counts.notes if note.code == "records.same_rows"] == [2]


WRONG: dict[str, tuple[str, list[str]]] = {
    "a-table-that-is-not-there": ("select 1 as x", ["records.no_header"]),
    "a-rule-broken-and-no-code": (
        "select null as `Mã hồ sơ`, date '2025-06-02' as `Ngày nhận`, date '2025-06-01' as `Ngày trả`, 0 as `Phí`",
        ["records.no_key", "records.rule_broken"],
    ),
    "a-code-twice": (
        "select 'H1' as `Mã hồ sơ`, date '2025-06-02' as `Ngày nhận`, n as `Phí` from values (1), (2) as v(n)",
        ["records.repeated_key"],
    ),
    "a-day-that-is-a-text": ("select 'H1' as `Mã hồ sơ`, '2025-06-02' as `Ngày nhận`", ["records.not_typed"]),
    "a-moment-of-a-zone": ("select 'H1' as `Mã hồ sơ`, timestamp '2025-06-02 00:00:00' as `Ngày nhận`", ["records.time_zone"]),
    "a-negative-fee": ("select 'H1' as `Mã hồ sơ`, date '2025-06-02' as `Ngày nhận`, -1 as `Phí`", ["records.odd_cells"]),
}  # fmt: skip


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("query", "expected"), WRONG.values(), ids=WRONG)
def test_what_a_cluster_s_table_may_not_hold(query: str, expected: list[str], table: Callable[[str], Counts]) -> None:
    with pytest.raises(Unusable) as caught:
        table(query)
    assert [problem.code for problem in caught.value.problems] == expected


def test_records_that_lack_what_a_broken_rule_asks_are_named(server: str, tmp_path: Path) -> None:
    plan = parse_plan(hostile_plan_text("last") + "rules: [received = early + on_time + late]\n", "plan.yaml")
    file = str(write_parquet(hostile_things(60), tmp_path / "things.parquet", TYPES))
    told = {}
    for engine in ("auto", server):
        with pytest.raises(Unusable) as caught:
            read_dossiers([file], plan, Wanted(engine=engine))
        told[engine] = {problem.code: problem for problem in caught.value.problems}
    assert told[server]["records.more_lacking"].facts == told["auto"]["records.more_lacking"].facts
    named = told[server]["records.lacks"]
    assert str(named.place) == f"{file}[{named.facts['code']}]"


def test_a_name_that_the_cluster_does_not_know(server: str) -> None:
    with pytest.raises(Unusable, match="spark_failed"):
        read_dossiers(["nowhere.ho_so"], parse_plan(PLAN, "plan.yaml"), Wanted(engine=server))


def test_a_server_that_is_not_there_is_told_at_once() -> None:
    with pytest.raises(Unusable, match="no_server"):
        read_dossiers(["ho_so"], parse_plan(PLAN, "plan.yaml"), Wanted(engine="sc://localhost:1"))


MAIN = "import json, sys; from parcalc.cli.main import main; sys.exit(max(map(main, json.loads(sys.argv[1]))))"


def test_a_session_of_this_machine_counts_and_lists_as_duckdb_does(tmp_path: Path) -> None:
    """Of records that are held to the oracle there, by the command itself, on a clock that is not UTC."""
    things, plan = hostile_things(300), tmp_path / "plan.yaml"
    plan.write_text(hostile_plan_text("28"), encoding="utf-8")
    write_parquet([*dressed(things), *dressed(things[:7], seed=1)], tmp_path / "things.parquet", TYPES)

    def asked(engine: str) -> list[list[str]]:
        given = ["count", "things.parquet", "--targets", "plan.yaml", "--engine", engine, "--out"]
        listed = ([f"{engine}-{count}.csv", "--list", count, "--period", "2024-02"] for count in ("late", "open_late"))
        return [[*given, f"{engine}.csv", "-q"], *([*given, *asked] for asked in listed)]

    clean = {name: value for name, value in os.environ.items() if not name.startswith("SPARK")}
    for engine in ("spark", "auto"):
        command = [sys.executable, "-c", MAIN, json.dumps(asked(engine))]
        subprocess.run(command, cwd=tmp_path, env=clean | {"TZ": "America/St_Johns"}, check=True)
    assert (tmp_path / "spark.csv").read_bytes() == (tmp_path / "auto.csv").read_bytes()
    for count in ("late", "open_late"):
        here, there = (codes(tmp_path / f"{engine}-{count}.csv") for engine in ("auto", "spark"))
        assert sorted(there) == sorted(here)
        assert len(here) > 1


def codes(file: Path) -> list[str]:
    """Return the codes of listed records."""
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return [row[0] for row in csv.reader(stream, delimiter=";")][1:]


def test_spark_submit_and_duckdb_write_the_same_file(tmp_path: Path) -> None:
    """The job that docs/dossiers.md gives: the command itself, started by spark-submit."""
    import duckdb

    sample, listed = ROOT / "data/samples/dinh-hung-ho-so.csv", tmp_path / "ho-so.parquet"
    read = f"read_csv('{sample}', header = true, delim = ';', dateformat = '%d/%m/%Y', types = {{'Ngày trả kết quả': 'date'}})"
    duckdb.connect().execute(f"copy (select * from {read}) to '{listed}' (format parquet)")
    submit = Path(pyspark.__file__).parent / "bin/spark-submit"
    command: list[str | Path] = [
        submit,
        "--master",
        "local[2]",
        "--conf",
        "spark.ui.enabled=false",
        ROOT / "src/parcalc/__main__.py",
    ]
    asked: list[str | Path] = ["count", listed, "--targets", ROOT / "data/targets.yaml", "--out"]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("SPARK")}
    environment = clean | {"TZ": "Asia/Ho_Chi_Minh", "PYSPARK_PYTHON": sys.executable}
    done = subprocess.run(
        [*command, *asked, "spark.csv", "--engine", "spark"], cwd=tmp_path, env=environment, check=False
    )
    assert done.returncode == 0
    subprocess.run([sys.executable, "-m", "parcalc", *asked, "duckdb.csv"], cwd=tmp_path, check=True)
    assert (tmp_path / "spark.csv").read_bytes() == (tmp_path / "duckdb.csv").read_bytes()
