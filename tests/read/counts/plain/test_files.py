"""Several files and stdin are read the plain way too; a file that changes under the reader's hands is read again."""

import io
import os
from collections.abc import Callable, Mapping
from itertools import chain, combinations
from pathlib import Path

import pytest

from parcalc.assess.dimensions import require_members
from parcalc.judge.judging import judge
from parcalc.model.counts import Counts
from parcalc.model.period import Period
from parcalc.read.counts.plain import engine, reading
from parcalc.read.counts.plain.long import Engine, EngineError
from parcalc.read.counts.plain.rows import PlainRows
from parcalc.read.counts.plain.source import PlainSource
from parcalc.read.counts.plain.table import PlainTable
from plain_counts import HEADINGS, PLAN, WAYS, Way, assert_same, carefully, plainly

HEAD = "month,unit,carried_over,pending_in_time,pending_late\n"
OTHER_ORDER = "pending_late;unit;month;pending_in_time;carried_over\n"

Written = Callable[[Mapping[str, str]], list[str]]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    def write(texts: Mapping[str, str]) -> list[str]:
        for name, text in texts.items():
            (tmp_path / name).write_bytes(text.encode())
        return [str(tmp_path / name) for name in texts]

    return write


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "texts",
    [
        [HEAD + "2025-05,A,1,2,3\n", HEAD + "2025-06,A,5,0,0\n"],
        [HEAD + "2025-05,A,1,2,3\n2025-05,B,0,1,1\n", OTHER_ORDER + "0;B;2025-06;1;2\n9;A;06/2025;1;5\n"],
        [HEAD + "2025-06,A,5,0,0\n", HEAD + "2025-05,A,1,2,3\n2025-04,A,1,1,0\n"],
        [HEAD + "2025-05,A,1,2,3\n", HEAD + "2025-06,A,5,70000,0\n", HEAD + "2025-07,A,70000,5000000000,0\n"],
        [HEAD + "2024-05,A,1,2,3\n2025-01,A,1,1,1\n", HEAD + "2025-05,B,1,2,3\n"],
    ],
    ids=["a file a month", "columns in another order", "the later first", "larger and larger", "with months left out"],
)
def test_several_files_are_read_as_one_table(written: Written, texts: list[str], way: Way) -> None:
    files = written({f"{at}.csv": text for at, text in enumerate(texts)})
    plain = plainly(way, *files)
    assert plain is not None
    assert_same(plain, carefully(*files))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "texts",
    [
        [HEAD + "2025-05,A,1,2,3\n", HEAD + "2025-05,A,1,2,3\n"],
        [HEAD + "2025-05,A,1,2,3\n", HEAD + "2025-06,a,5,0,0\n"],
        [HEAD + "2025-05,A,1,2,3\n", HEAD + "2025-06,A,4,0,0\n"],
        [HEAD + "2025-05,A,1,2,3\n", "month,unit,payments\n2025-06,A,4\n"],
        [HEAD + "2025-05,A,1,2,3\n", HEAD],
        [HEAD, HEAD + "2025-05,A,1,2,3\n"],
        [HEAD + "2025-05,A,1,2,3\n", ""],
    ],
    ids=["a row in both", "two spellings", "a rule that looks back into the other", "other columns", "one has no rows",
         "the first has no rows", "one is empty"],
)  # fmt: skip
def test_several_files_that_need_care_are_left(written: Written, texts: list[str], way: Way) -> None:
    assert plainly(way, *written({f"{at}.csv": text for at, text in enumerate(texts)})) is None


@pytest.mark.parametrize("way", WAYS)
def test_a_file_named_twice_counts_once(written: Written, way: Way) -> None:
    (file,) = written({"a.csv": HEAD + "2025-05,A,1,2,3\n"})
    plain = plainly(way, file, file)
    assert plain is not None
    assert_same(plain, carefully(file))


@pytest.mark.parametrize("way", WAYS)
def test_rows_know_their_files(written: Written, way: Way) -> None:
    months = ["2025-05,A,1,2,3\n", "2025-06,A,5,0,0\n2025-07,A,0,1,1\n", "2025-07,B,9,,\n", "2025-09,A,,,\n"]
    plain = plainly(way, *written({f"{at}.csv": HEAD + text for at, text in enumerate(months)}))
    assert plain is not None
    columns = plain.columns
    numbers = range(len(plain.rows))
    for rows in chain.from_iterable(combinations(numbers, size) for size in range(len(numbers) + 1)):
        assert columns.files(rows) == tuple(dict.fromkeys(plain.rows[at].place.file for at in rows))


def test_no_row_is_made_to_judge_what_is_there_and_what_is_not(
    written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = plainly("python", *written({"a.csv": HEAD + "2025-05,A,1,2,3\n2025-06,A,5,0,0\n"}))
    assert plain is not None
    monkeypatch.setattr(PlainRows, "_counted", lambda *_: pytest.fail("a row is made"))
    june = Period(plain.months[-1], plain.months[-1])
    reasons = [reason.code for result in judge(PLAN, plain, june).results for reason in result.outcome.reasons]
    assert "judge.column_absent" in reasons
    require_members(PLAN, plain, {"unit": ["A"]})


@pytest.mark.parametrize("way", WAYS)
def test_stdin_is_read_the_plain_way(way: Way, monkeypatch: pytest.MonkeyPatch) -> None:
    text = HEAD + "2025-05,A,1,2,3\n2025-06,A,5,0,0\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    plain = plainly(way, "-")
    assert plain is not None
    assert_same(plain, carefully("-"))


@pytest.mark.parametrize("name", ["số liệu 'tháng 6'.csv", "[ab]*?.csv", "a.csv.gz", "unit=B/c.csv"])
def test_any_name_of_a_file_means_itself(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(HEAD + "2025-05,A,1,2,3\n", encoding="utf-8")
    assert by_engine(file) == 1


def test_a_file_whose_numbers_grow_beyond_its_top_is_read_with_more_room(tmp_path: Path) -> None:
    file = tmp_path / "grows.csv"
    small = "".join(f"2025-05,Xã {unit},1,2,3\n" for unit in range(20_000))
    file.write_text(f"{HEAD}{small}2025-05,Z,1,70000,3\n", encoding="utf-8")
    with pytest.raises(EngineError):
        by_engine(file, room=8)
    assert by_engine(file, room=1 << 16) == 20_001


@pytest.mark.parametrize("change", ["written to", "replaced"])
def test_a_file_that_changes_while_it_is_read_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(HEAD + "2025-05,A,1,2,3\n", encoding="utf-8")
    query = engine._query

    def changing(*given: object) -> str:
        other = file if change == "written to" else tmp_path / "b.csv"
        other.write_text(HEAD + "2025-05,A,1,2,4\n", encoding="utf-8")
        os.utime(other, ns=(1, 1))
        other.replace(file)
        return query(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(engine, "_query", changing)
    with pytest.raises(EngineError):
        by_engine(file)


def test_a_limit_of_the_plan_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.csv"
    file.write_text(HEAD + "2025-05,A,1,2,3\n2025-06,A,5,2,3\n", encoding="utf-8")
    monkeypatch.setattr(PlainTable, "tried", lambda table, _: table)  # the top of the file has no look
    assert by_engine(file, largest=5) == 2
    assert by_engine(file, largest=4) is None


def by_engine(file: Path, room: int = 8, largest: int = PLAN.largest_count) -> int | None:
    """Return how many rows an engine reads in a file, ``None`` for what is odd."""
    try:
        read = reading._read([str(file)], PLAN._replace(largest_count=largest), HEADINGS, Engine(0, room))
    except EngineError:
        raise
    except ValueError:
        return None
    assert isinstance(read, Counts)
    assert read.files[0].sha256 == _digest(file)
    return len(read.rows)


def _digest(file: Path) -> str:
    with PlainSource(str(file)) as source:
        source.first(), list(source.pieces())
        return source.sha256
