"""Both plain ways and the careful way give the same counts, or the plain ways leave the file to the careful one."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from parcalc.read.counts.plain import engine
from parcalc.read.counts.plain.long import EngineError
from parcalc.read.counts.plain.source import PlainSource
from parcalc.read.counts.plain.table import PlainTable
from plain_counts import ROOT, WAYS, Way, assert_same, carefully, plainly

SAMPLES = ROOT / "data/samples"

TABLE = (
    b"month,unit,payments,payments_online,documents,documents_secret\n2025-04,B,90000,5,9000000000,1\n"
    b"2025-05,A,10,9,7,1\n2025-05,B,20,5,0,0\n2025-06,A,11,10,8,0\n2025-06,B,70000,5,5000000000,1\n"
)
BITS = st.sampled_from(
    [b"", b",", b";", b"\n", b"\r\n", b"\r", b'"', b" ", b"0", b"7", b"-", b".", b"\xef\xbb\xbf", b"\xff", "Tổng cộng".encode(),
     b"A", b"a", b"2025-06", b"06/2025", b"month", b"payments", b"\x00", "\u0665".encode(), b"=", b"_", b"9" * 14, b"e", b"x", b"+", b"#",
     b"\t", b"5.4", b"1e3", b"\xc2\xa0"]
)  # fmt: skip
Written = Callable[[bytes], str]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    def write(content: bytes) -> str:
        path = tmp_path / "data.csv"
        path.write_bytes(content)
        return str(path)

    return write


@pytest.fixture
def stumbles(monkeypatch: pytest.MonkeyPatch) -> list[EngineError]:
    """Keep what the engine left to plain Python."""
    found: list[EngineError] = []
    read = engine.read_by_engine

    def watched(table: PlainTable, source: PlainSource, room: int) -> None:
        try:
            read(table, source, room)
        except EngineError as error:
            found.append(error)
            raise

    monkeypatch.setattr(engine, "read_by_engine", watched)
    return found


def assert_plain(file: str, way: Way, stumbles: list[EngineError]) -> None:
    plain = plainly(way, file)
    assert plain is not None
    assert not stumbles
    assert_same(plain, carefully(file))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("sample", ["dinh-hung.csv", "dinh-hung-don-vi.csv"])
def test_a_plain_sample_is_read_the_plain_way_and_gives_the_same(
    sample: str, way: Way, stumbles: list[EngineError]
) -> None:
    assert_plain(str(SAMPLES / sample), way, stumbles)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "change",
    [
        lambda text: text,
        lambda text: b"\xef\xbb\xbf" + text,
        lambda text: text.replace(b"\n", b"\r\n"),
        lambda text: text.replace(b",", b";"),
        lambda text: text.replace(b",", b"\t"),
        lambda text: text.replace(b"0000", b"").removesuffix(b"\n"),
        lambda text: text.replace(b"2025-05,B", b"05/2025,B"),
        lambda text: text.replace(b"2025-05", b"1999-05"),
        lambda text: text.replace(b"month,unit", "Tháng,Đơn vị".encode()),
        lambda text: text.replace(b",A,", ",Bản 'Mới' #2,".encode()),
        lambda text: text.replace(b"10,9", b"010,0009"),
    ],
    ids=[
        "as it is",
        "a mark",
        "windows",
        "semicolons",
        "tabs",
        "no last line end",
        "two spellings of a month",
        "far",
        "labels",
        "signs in a name",
        "leading zeros",
    ],
)
def test_what_is_plain(
    written: Written, change: Callable[[bytes], bytes], way: Way, stumbles: list[EngineError]
) -> None:
    assert_plain(written(change(TABLE)), way, stumbles)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"10,9", b"10,+9"), (b"10,9", b"10,9.0"), (b"10,9", b"1_0,9"), (b"10,9", b"9,10"), (b"2025-06,B", b"2025-06,A"),
        (b"2025-06,B", b"2025-06,b"), (b"2025-06,B", "2025-06,Tổng cộng".encode()), (b"2025-06,B", b"2025-06,"), (b"2025-06,A", b"2025-13,A"),
        (b"5000000000", b"5000000000000"), (b"unit", b"nothing"), (b"month", b"unit"), (b"A,10", b'"A",10'),
        (b"20,5,0,0", b"20,5,0"), (b"2025-05,A", "2025-05,Đa\u0323i".encode()),
        (b"2025-05,A", b"2025-05,X? H?i"), (b"2025-06,B", "2025-06,Tháng trước".encode()), (b"2025-06,B", b"2025-06,- B"),
        (b"10,9", b"10, 9"), (b"10,9", b"1e1,9"), (b"10,9", b"10.4,9"), (b"10,9", b"0x10,9"), (b"10,9", b"10,-0"), (b"10,9", b"10,9 "),
        (b"10,9", b'"10",9'), (b"10,9", b"10,NULL"), (b"10,9", b"10,\xd9\xa9"), (b"10,9", b"10,9\x00"), (b"10,9", b"10,true"),
        (b"0,0\n", b"0,0,\n"), (b"0,0\n", b"0,0\n\n"), (b"0,0\n", b"0,0\r"), (b"0,0\n", b"0,0,1\n2025-05,C,1,1,0\n"),
        (b"2025-05,A", b"2025-05,A\x00"), (b"2025-05,A", b"2025-05,\xff"), (b"2025-05,A", b" 2025-05,A"), (b"2025-05,A", b"2025-05,A "),
        (b"0,0\n", b"0,0\n#2025-05,C,1,1,0,0\n"), (b"2025-05,A", b"\xef\xbb\xbf2025-05,A"),
    ],
)  # fmt: skip
def test_what_is_odd_is_left_to_the_careful_way(written: Written, old: bytes, new: bytes, way: Way) -> None:
    changed = TABLE.replace(old, new, 1)
    assert changed != TABLE
    assert plainly(way, written(changed)) is None


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("electronic", "plain"), [(7, True), (8, False)])
def test_a_rule_with_a_difference_is_kept(written: Written, electronic: int, plain: bool, way: Way) -> None:
    text = f"month,documents,documents_secret,documents_electronic\n2025-06,10,3,{electronic}\n"
    assert (plainly(way, written(text.encode())) is not None) == plain


@pytest.mark.parametrize("way", WAYS)
def test_a_rule_that_looks_back_is_kept(written: Written, way: Way) -> None:
    head = b"month,carried_over,pending_in_time,pending_late\n"
    assert plainly(way, written(head + b"2025-05,1,2,3\n2025-06,5,0,0\n")) is not None
    assert plainly(way, written(head + b"2025-05,1,2,3\n2025-06,4,0,0\n")) is None


BACK = b"month,unit,carried_over,pending_in_time,pending_late\n2025-05,A,1,2,3\n2025-05,B,1,1,1\n"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("rows", "plain"),
    [
        (b"2025-06,A,5,0,0\n2025-06,B,2,0,0\n", True),
        (b"2025-06,B,2,0,0\n2025-06,A,5,0,0\n", True),
        (b"2025-06,A,2,0,0\n2025-06,B,5,0,0\n", False),
        (b"2025-06,B,5,0,0\n2025-06,A,2,0,0\n", False),
        (b"2025-06,B,2,0,0\n", True),
        (b"2025-06,B,5,0,0\n", False),
        (b"2025-06,C,9,0,0\n2025-06,B,2,0,0\n", True),
        (b"2025-06,C,9,0,0\n", True),
        (b"2025-04,B,7,1,0\n2025-06,B,2,0,0\n2025-04,A,1,1,0\n", True),
        (b"2025-04,B,7,1,0\n2025-06,B,3,0,0\n2025-04,A,1,1,0\n", False),
    ],
    ids=["in one order", "in another", "exchanged", "exchanged in another order", "one missing", "one missing and wrong", "one new",
         "only new", "months apart", "months apart and wrong"],
)  # fmt: skip
def test_each_unit_looks_back_to_its_own_row(written: Written, rows: bytes, plain: bool, way: Way) -> None:
    file = written(BACK + rows)
    read = plainly(way, file)
    assert (read is not None) == plain
    if read:
        assert_same(read, carefully(file))


@pytest.mark.parametrize("way", WAYS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(TABLE)), st.integers(0, 3), BITS), max_size=3))
@example([(63, 0, b"\n")])
def test_on_any_bytes_both_ways_say_the_same(written: Written, way: Way, edits: list[tuple[int, int, bytes]]) -> None:
    content = TABLE
    for at, cut, bits in edits:
        content = content[:at] + bits + content[at + cut :]
    file = written(content)
    careful = carefully(file)
    plain = plainly(way, file)
    if plain is not None:
        assert_same(plain, careful)


@pytest.mark.parametrize(
    ("said", "ending"),
    [("Query interrupted", pytest.raises(KeyboardInterrupt)), ("another failure", nullcontext())],
    ids=["an interrupt ends the run", "what else stops the engine is left to plain Python"],
)
def test_what_stops_the_engine(
    said: str, ending: AbstractContextManager[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(_: object) -> Iterator[object]:
        raise RuntimeError(said)

    monkeypatch.setattr(engine, "c_array_stream", stopped)
    with ending:
        assert plainly("engine", str(SAMPLES / "dinh-hung.csv")) is not None


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "months",
    [["2025-04", "2025-05", "2026-06", "2025-07"], ["2025-04", "2025-05", "2052-06"], ["2025-04", "2025-07"]],
    ids=["a year that is mistyped", "one far away", "months left out"],
)
def test_months_of_a_file_sorted_by_unit_are_noted(written: Written, months: list[str], way: Way) -> None:
    rows = "".join(f"{month},{unit},9,5\n" for unit in "AB" for month in months)
    file = written(f"month,unit,payments,payments_online\n{rows}".encode())
    plain = plainly(way, file)
    assert plain is not None
    assert plain.notes
    assert_same(plain, carefully(file))
