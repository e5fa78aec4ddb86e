"""Parquet: what is wrong is told with its row, moments of a time zone are refused, and long lists are listed."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from parcalc.errors import Unusable
from parcalc.model.period import Period
from parcalc.read.dossiers import lists as found
from parcalc.read.dossiers.listing import list_records
from parcalc.read.dossiers.reader import Wanted, read_dossiers
from parcalc.read.plan.loader import parse_plan
from read.dossiers.test_lists import DUE_PLAN, PLAN

COLUMNS = "\"Mã hồ sơ\" varchar, \"Đơn vị\" varchar, \"Hình thức\" varchar, \"Ngày nhận\" {}, \"Ngày hẹn\" date, \"Ngày trả\" date, \"Phí\" {}, \"Họ tên\" varchar"  # fmt: skip
GOOD = "('H1','A','trực tuyến','2025-06-05','2025-06-10','2025-06-11',50000,'Mật')"

Write = Callable[..., str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Give a Parquet file of rows, in columns of these types; a name of pattern signs must mean itself."""

    def parquet(*rows: str, got: str = "date", fee: str = "bigint") -> str:
        file, connection = tmp_path / "a[1]*'.parquet", duckdb.connect()
        connection.execute(f"create table t ({COLUMNS.format(got, fee)})")
        connection.execute(f"insert into t values {', '.join(rows)}")
        connection.execute(f"copy t to '{str(file).replace(chr(39), chr(39) * 2)}' (format parquet)")
        return str(file)

    return parquet


def told(file: str) -> list[str]:
    with pytest.raises(Unusable) as caught:
        read_dossiers([file], parse_plan(PLAN, "plan.yaml"))
    return [f"{str(one.place).removeprefix(file)} {one.code}" for one in caught.value.problems]


def values(file: str) -> dict[str, int | None]:
    (row,) = read_dossiers([file], parse_plan(PLAN, "plan.yaml")).rows
    return dict(row.values)


@pytest.mark.parametrize(("got", "fee"), [("date", "bigint"), ("timestamp", "double"), ("varchar", "varchar"), ("timestamp_ns", "decimal(12,2)")])  # fmt: skip
def test_whatever_the_types(got: str, fee: str, write: Write) -> None:
    assert values(write(GOOD, got=got, fee=fee)) == {"received": 1, "online": 1, "late": 1, "pending": 0, "with_fee": 1}


WRONG: dict[str, tuple[str, dict[str, str], list[str]]] = {
    "no-code": (GOOD.replace("'H1'", "null"), {}, [":2 records.no_key"]),
    "a-blank-code": (GOOD.replace("'H1'", "' '"), {}, [":2 records.no_key"]),
    "a-code-twice": (GOOD.replace("'A'", "'B'"), {}, [":2 records.repeated_key"]),
    "returned-before-received": (GOOD.replace("'H1'", "'H2'").replace("06-11", "06-04"), {}, [":2 records.rule_broken"]),
    "a-fraction": (GOOD.replace("50000", "0.5"), {"fee": "double"}, [":2:7 records.not_whole"]),
    "a-negative-fee": (GOOD.replace("50000", "-1"), {}, [":2:7 records.not_whole"]),
    "a-text-that-is-no-day": (GOOD.replace("'2025-06-05'", "'05/06/25'"), {"got": "varchar"}, [":2:4 records.not_a_date"]),
    "a-year-that-is-none": (GOOD.replace("'2025-06-05'", "'0025-06-05'"), {}, [":2:4 records.not_a_date"]),
    "a-type-that-is-no-day": (GOOD.replace("'2025-06-05'", "5"), {"got": "integer"}, [":1:4 records.not_a_date", ":2:4 records.not_a_date"]),
    "moments-of-a-zone": (GOOD, {"got": "timestamptz"}, [" records.time_zone"]),
}  # fmt: skip


@pytest.mark.parametrize(("row", "types", "expected"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_with_its_row(row: str, types: dict[str, str], expected: list[str], write: Write) -> None:
    first = GOOD.replace("'2025-06-05'", "5") if types.get("got") == "integer" else GOOD
    problems = told(write(first, row, **types))
    assert [one for one in problems if not one.endswith("repeated_key") or "repeated_key" in expected[0]] == expected


def test_the_first_of_a_kind_and_their_number(write: Write) -> None:
    rows = [GOOD.replace("'H1'", "null")] * 12
    file = write(*rows)
    assert told(file) == [f":{row} records.no_key" for row in range(1, 6)] + ["None records.more_without_key"]
    with pytest.raises(Unusable) as caught:
        read_dossiers([file], parse_plan(PLAN, "plan.yaml"))
    assert caught.value.problems[-1].facts["number"] == 7


def test_what_is_noted_of_the_columns_names_no_row(write: Write) -> None:
    file = write(GOOD)
    (note,) = [one for one in read_dossiers([file], parse_plan(PLAN, "plan.yaml")).notes if "unread" in one.code]
    assert str(note.place) == file


def test_what_begins_as_parquet_and_is_none(tmp_path: Path) -> None:
    (tmp_path / "x.parquet").write_bytes(b"PAR1 and nothing else PAR1")
    assert told(str(tmp_path / "x.parquet")) == [" records.not_parquet"]


def test_parquet_of_other_columns_is_no_list(tmp_path: Path) -> None:
    file = tmp_path / "x.parquet"
    duckdb.connect().execute(f"copy (select 1 as a, 2 as b) to '{file}' (format parquet)")
    assert told(str(file)) == [" records.no_header"]


def test_without_duckdb_it_is_told_what_to_install(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(found, "has_duckdb", lambda: False)
    assert told(write(GOOD)) == [" records.needs_duckdb"]


def test_the_records_behind_a_count(write: Write) -> None:
    plan = parse_plan(PLAN, "plan.yaml")
    file = write(GOOD, GOOD.replace("'H1'", "'H2'").replace("'A'", "null"), GOOD.replace("'H1'", "'H3'").replace("'2025-06-11'", "null"))  # fmt: skip
    wanted = Wanted(period=Period.parse("2025-06"))
    late = list_records([file], plan, plan.counts["late"], wanted)
    assert [row[0] for row in late.rows] == ["H1", "H2"]
    assert [place.line for place in late.places] == [1, 2]
    assert "Mật" not in repr(late)
    assert [row[0] for row in list_records([file], plan, plan.counts["pending"], wanted).rows] == ["H3"]
    with pytest.raises(Unusable, match="needs_period"):
        list_records([file], plan, plan.counts["late"], Wanted())


def test_records_that_lack_what_a_broken_rule_asks_are_named(write: Write) -> None:
    row = GOOD.replace("'2025-06-10'", "null")
    rows = [row.replace("'H1'", f"'K{at}\u00a0'") for at in range(1, 8)]
    with pytest.raises(Unusable) as caught:
        read_dossiers([write(GOOD, rows[0], *rows)], parse_plan(DUE_PLAN, "plan.yaml"))
    named = [
        (one.facts["code"], one.place and one.place.line)
        for one in caught.value.problems
        if one.code == "records.lacks"
    ]
    assert named == [("K1", 2), ("K2", 4), ("K3", 5), ("K4", 6), ("K5", 7)]
    (more,) = (one.facts for one in caught.value.problems if one.code == "records.more_lacking")
    assert (more["number"], more["total"]) == (2, 7)
