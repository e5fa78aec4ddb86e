"""Every engine gives the integers of a count by brute force, on records that hurt."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from parcalc.read.dossiers import counting
from parcalc.read.dossiers.reader import Wanted, read_dossiers
from read.dossiers.hostile import (
    ENDS,
    HEADINGS,
    Thing,
    as_read,
    brute_force,
    dressed,
    hostile_plan,
    hostile_things,
    reach,
    write_csv,
    write_parquet,
)

TYPES = {"got": "date", "due": "date", "done": "date", "begun": "timestamp", "ended": "timestamp", "fee": "bigint", "paid": "decimal(18,2)"}  # fmt: skip


def as_text(things: list[Thing], path: Path) -> Path:
    """Write a CSV and let DuckDB make Parquet of its texts."""
    texts = write_csv(things, path.with_suffix(".csv"))
    read = f"read_csv('{texts}', all_varchar = true, header = true, strict_mode = true, delim = ',', quote = '\"')"
    duckdb.connect().execute(f"copy (select * from {read}) to '{path}' (format parquet)")
    return path


WAYS: dict[str, tuple[str, Callable[[list[Thing], Path], Path]]] = {
    "plain-python": ("python", lambda things, path: write_csv(things, path.with_suffix(".csv"))),
    "duckdb-from-csv": ("duckdb", lambda things, path: write_csv(things, path.with_suffix(".csv"))),
    "duckdb-from-typed-parquet": ("auto", lambda things, path: write_parquet(things, path, TYPES)),
    "duckdb-from-parquet-of-other-types": ("auto", lambda things, path: write_parquet(things, path, dict.fromkeys(TYPES, "timestamp_ns") | {"fee": "double", "paid": "hugeint"})),
    "duckdb-from-parquet-of-texts": ("auto", as_text),
}  # fmt: skip


@pytest.mark.parametrize("ends", ENDS)
@pytest.mark.parametrize(("engine", "write"), WAYS.values(), ids=WAYS)
def test_an_engine_counts_as_the_oracle_does(
    engine: str, write: Callable[[list[Thing], Path], Path], ends: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if engine != "python":
        monkeypatch.delattr(counting, "register")  # no engine leaves the counting to another
    plan, things = hostile_plan(ends), hostile_things(600)
    doubled = [*dressed(things), *dressed(things[:7], seed=1)]
    counts = read_dossiers([str(write(doubled, tmp_path / "things.parquet"))], plan, Wanted(engine=engine))
    got, wanted = as_read(iter(counts.rows)), brute_force(things, plan, reach(things, plan))
    assert len(wanted) == len(plan.counts) * 3 * len(reach(things, plan))
    assert {key: (got.get(key), value) for key, value in wanted.items() if got.get(key) != value} == {}
    assert len(got) == len(wanted)
    assert [note.facts["number"] for note in counts.notes if note.code == "records.same_rows"] == [7]


def test_engines_say_the_same(tmp_path: Path) -> None:
    plan, things = hostile_plan(), dressed(hostile_things(300, seed=1))
    file = str(write_csv([*things, *things[:60]], tmp_path / "things.csv"))
    said = []
    for engine in ("python", "duckdb"):
        counts = read_dossiers([file], plan, Wanted(engine=engine))
        said.append([(note.code, dict(note.facts)) for note in counts.notes])
        assert {"records.lacking", "records.blank", "records.same_rows"} < {note.code for note in counts.notes}
    assert said[0] == said[1]


def test_the_headings_of_the_tests_are_those_of_the_plan() -> None:
    assert {name: field.names.vi for name, field in hostile_plan().records["things"].fields.items()} == HEADINGS
