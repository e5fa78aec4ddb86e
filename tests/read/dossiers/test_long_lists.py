"""Lists too long to be held in memory give what they would if they were held, or say why they cannot."""

import csv
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import duckdb
import pytest

from parcalc.errors import Unusable
from parcalc.model.period import Period
from parcalc.model.records import Listing
from parcalc.read.dossiers import counting, lists
from parcalc.read.dossiers.entries import RecordList
from parcalc.read.dossiers.large import LargeList
from parcalc.read.dossiers.listing import list_records
from parcalc.read.dossiers.lists import find_lists
from parcalc.read.dossiers.reader import Wanted, read_dossiers
from parcalc.read.plan.loader import parse_plan
from read.dossiers.commune import ROOT, commune_plan, figures
from read.dossiers.test_lists import GOOD, HEADER, PLAN

LIST = ROOT / "data/samples/dinh-hung-ho-so.csv"
COUNTS = ("received_direct", "carried_over", "resolved_late", "pending_in_time", "results_digitised")
MORE = "H2;A;trực tiếp;06/06/2025;10/06/2025;;0\n"

Write = Callable[..., str]
Let = Callable[[], None]


@pytest.fixture
def be_long(monkeypatch: pytest.MonkeyPatch) -> Let:
    """Give what lets every list be too long to be held."""

    def let() -> None:
        monkeypatch.setattr(lists, "_LONG", 0)
        for module in (lists, counting):
            monkeypatch.setattr(module, "LARGEST_DATA", 1)

    return let


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def a_file(text: str, name: str = "1.csv") -> str:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return str(tmp_path / name)

    return a_file


def as_parquet(file: Path) -> str:
    """Return a CSV once more as Parquet, of texts."""
    other = file.with_suffix(".parquet")
    duckdb.connect().execute(f"copy (select * from read_csv('{file}', all_varchar = true)) to '{other}'")
    return str(other)


def behind(files: list[str]) -> dict[tuple[str, str], Listing]:
    """Return the records behind counts, of a month and of half a year."""
    plan = commune_plan()
    return {
        (count, period): list_records(files, plan, plan.counts[count], Wanted(period=Period.parse(period)))
        for count in COUNTS
        for period in ("2025-06", "2025-H1")
    }


def test_a_long_list_counts_as_a_short_one(be_long: Let) -> None:
    plan = commune_plan()
    held = read_dossiers([str(LIST)], plan)
    be_long()
    found = read_dossiers([str(LIST)], plan)
    assert (figures(found), found.files) == (figures(held), held.files)


@pytest.mark.parametrize(
    "above",
    [
        pytest.param("sep=;\n" + HEADER, id="a-line-that-says-the-delimiter"),
        pytest.param("UBND XÃ A;;;;;;\nDANH SÁCH;;;;;;\n" + HEADER, id="titles"),
        pytest.param(HEADER + "(1);(2);(3);(4);(5);(6);(7)\n", id="numbers-of-the-columns"),
        pytest.param("\n\n" + HEADER, id="blank-lines"),
    ],
)
def test_what_stands_above_a_long_list_changes_nothing(above: str, write: Write, be_long: Let) -> None:
    plan = parse_plan(PLAN, "plan.yaml")
    be_long()
    bare, dressed = (read_dossiers([write(text + GOOD + MORE)], plan) for text in (HEADER, above))
    assert figures(dressed) == figures(bare)
    assert [note.code for note in dressed.notes] == [note.code for note in bare.notes]


def test_the_records_behind_the_counts_of_a_long_list(be_long: Let) -> None:
    held = behind([str(LIST)])
    be_long()
    assert behind([str(LIST)]) == held
    assert all(listing.rows for listing in held.values())


def test_a_long_list_beside_parquet(be_long: Let, tmp_path: Path) -> None:
    with LIST.open(encoding="utf-8-sig", newline="") as stream:
        header, *rows = csv.reader(stream, delimiter=";")
    for name, part in ("a.csv", rows[::2]), ("b.csv", rows[1::2]):
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([header, *part])
    held = {asked: sorted(listing.rows) for asked, listing in behind([str(LIST)]).items()}
    be_long()
    both = behind([str(tmp_path / "a.csv"), as_parquet(tmp_path / "b.csv")])
    assert {asked: sorted(listing.rows) for asked, listing in both.items()} == held


def late(files: list[str], period: str | None = "2025-06") -> list[str]:
    """Return the codes of the records behind a count, or the places of problems with their codes."""
    plan, asked = parse_plan(PLAN, "plan.yaml"), Period.parse(period) if period else None
    try:
        listing = list_records(files, plan, plan.counts["late"], Wanted(period=asked))
    except Unusable as unusable:
        return [f"{str(one.place).rpartition('/')[2]} {one.code}" for one in unusable.problems]
    return [row[0] for row in listing.rows]


FOREIGN = "".join(f"H{day};A;trực tuyến;06/{day}/2025;06/{day}/2025;06/{day + 1}/2025;0\n" for day in (13, 14, 15))

UNCLEAR = "".join(f"H{day};A;trực tuyến;05/06/2025;2025-06-{day};06/{day}/2025;0\n" for day in (13, 14, 15))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(HEADER + GOOD + MORE, ["H1"], id="as-it-is"),
        pytest.param("sep=;\n" + HEADER + GOOD + MORE, ["H1"], id="a-line-that-says-the-delimiter"),
        pytest.param("DANH SÁCH;;;;;;\n" + HEADER + "(1);(2);(3);(4);(5);(6);(7)\n" + GOOD, ["H1"], id="titles-and-numbers"),
        pytest.param(HEADER + GOOD + GOOD, ["H1"], id="a-row-twice"),
        pytest.param(HEADER + FOREIGN, ["H13", "H14", "H15"], id="months-first"),
        pytest.param(HEADER + UNCLEAR, ["1.csv records.order_unclear"], id="nobody-knows"),
        pytest.param(HEADER + GOOD + GOOD.replace("H1", "H2").replace("10/06", "31/06"), ["1.csv:3:5 records.not_a_date"], id="no-day"),
        pytest.param("DANH SÁCH\n" + HEADER.replace("Phí", "Ngày trả") + GOOD + MORE, ["1.csv:2:7 data.repeated_heading"], id="a-column-twice"),
        pytest.param(HEADER + GOOD + "H2;A\n" + MORE, ["1.csv:3 records.short_row"], id="a-row-cut-short"),
    ],
)  # fmt: skip
def test_what_a_long_list_tells(text: str, told: list[str], write: Write, be_long: Let) -> None:
    be_long()
    assert late([write(text)]) == told


def test_of_a_long_list_a_period_is_asked(write: Write, be_long: Let) -> None:
    files = [write(HEADER + GOOD + MORE)]
    assert late(files, None) == ["H1"]
    be_long()
    assert late(files, None) == ["1.csv records.needs_period"]


def test_a_long_list_with_rows_that_are_none_is_not_read(write: Write, be_long: Let) -> None:
    file, plan = write(HEADER + GOOD + MORE + ";;;;;Xã A, ngày 30 tháng 6 năm 2025;\n"), parse_plan(PLAN, "plan.yaml")
    assert len(read_dossiers([file], plan, Wanted(engine="duckdb")).rows) == 1
    be_long()
    with pytest.raises(Unusable) as caught:
        read_dossiers([file], plan)
    assert [(one.code, one.place and one.place.line) for one in caught.value.problems] == [("records.not_plain", 4)]


SIZE = len((HEADER + GOOD + MORE).encode())
SHORT, LONG, TOO_LONG = (SIZE, SIZE), (SIZE - 1, SIZE), (SIZE - 1, SIZE - 1)
"""The bytes up to which a list is short, and those up to which it can be held."""


@pytest.mark.parametrize(
    ("engine", "limits", "installed", "kind"),
    [
        pytest.param("auto", SHORT, True, RecordList, id="not-yet-long"),
        pytest.param("auto", LONG, True, LargeList, id="long"),
        pytest.param("auto", LONG, False, RecordList, id="long-without-duckdb"),
        pytest.param("auto", TOO_LONG, False, None, id="too-long-without-duckdb"),
        pytest.param("duckdb", SHORT, True, LargeList, id="short-where-duckdb-is-asked-for"),
        pytest.param("python", LONG, True, RecordList, id="long-where-python-is-asked-for"),
    ],
)
def test_what_reads_a_list(
    engine: str,
    limits: tuple[int, int],
    installed: bool,
    kind: type | None,
    write: Write,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, limit in zip(("_LONG", "LARGEST_DATA"), limits, strict=True):
        monkeypatch.setattr(lists, name, limit)
    monkeypatch.setattr(lists, "has_duckdb", lambda: installed)
    with nullcontext() if kind else pytest.raises(Unusable, match="needs_duckdb"):
        found = find_lists([write(HEADER + GOOD + MORE)], parse_plan(PLAN, "plan.yaml"), engine)
        assert [type(one) for one in found.by_kind["dossiers"]] == [kind]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        (HEADER + GOOD + MORE, True),
        ("Tháng;Số lượng\n2025-06;1\n2025-07;2\n", False),
        (HEADER + GOOD.replace("A", '"A'), False),
    ],
    ids=["a list", "counts", "no table"],
)
def test_a_long_file_is_a_list_by_its_header(text: str, is_one: bool, write: Write, be_long: Let) -> None:
    be_long()
    assert lists.is_list(write(text), parse_plan(PLAN, "plan.yaml")) is is_one


def test_a_long_list_in_an_old_encoding_is_none(tmp_path: Path, be_long: Let) -> None:
    file, plan = tmp_path / "1.csv", parse_plan(PLAN, "plan.yaml")
    file.write_text(HEADER + GOOD + MORE, encoding="utf-16")
    assert lists.is_list(str(file), plan)
    be_long()
    assert not lists.is_list(str(file), plan)


@pytest.mark.parametrize(("begins", "is_one"), [(b"PAR1", True), (b"PAR", False), (b"par1", False)])
def test_parquet_is_a_list_by_its_first_signs(begins: bytes, is_one: bool, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(begins)
    assert lists.is_list(str(tmp_path / "x"), parse_plan(PLAN, "plan.yaml")) is is_one
    assert not lists.is_list(str(tmp_path / "no file"), parse_plan(PLAN, "plan.yaml"))
