"""The plain way and the careful way give the same counts, or the plain way leaves the file to the careful one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from parcalc.errors import Unusable
from parcalc.judge.judging import judge
from parcalc.model.counts import Counts
from parcalc.model.period import Period
from parcalc.read.counts.headings import Headings
from parcalc.read.counts.plain import read_plain
from parcalc.read.counts.reader import read_counts
from parcalc.read.plan.loader import load_plan

ROOT = Path(__file__).parents[3]
PLAN = load_plan(str(ROOT / "data/targets.yaml"))
HEADINGS = Headings.of(PLAN)
SAMPLES = ROOT / "data/samples"

TABLE = (
    b"month,unit,payments,payments_online,documents,documents_secret\n"
    b"2025-05,A,10,9,7,1\n2025-05,B,20,5,0,0\n2025-06,A,11,10,8,0\n2025-06,B,70000,5,5000000000,1\n"
)
BITS = st.sampled_from(
    [b"", b",", b";", b"\n", b"\r\n", b"\r", b'"', b" ", b"0", b"7", b"-", b".", b"\xef\xbb\xbf", b"\xff", "Tổng cộng".encode(),
     b"A", b"a", b"2025-06", b"06/2025", b"month", b"payments", b"\x00", "\u0665".encode(), b"=", b"_", b"9" * 14]
)  # fmt: skip


@pytest.fixture
def written(tmp_path: Path) -> Callable[[bytes], str]:
    def write(content: bytes) -> str:
        path = tmp_path / "data.csv"
        path.write_bytes(content)
        return str(path)

    return write


def carefully(file: str) -> Counts:
    """Read a file twice over, which only the careful way does: a file named twice counts once."""
    return read_counts([file, file], PLAN)


def same(plain: Counts, careful: Counts) -> None:
    assert list(plain.rows) == list(careful.rows)
    assert plain.files == careful.files
    assert plain.notes == careful.notes
    assert plain.months == careful.months
    period = Period(careful.months[-1], careful.months[-1])
    by = [name for name in PLAN.dimensions if not careful.columns.lack(name)]
    one, other = judge(PLAN, plain, period, by), judge(PLAN, careful, period, by)
    assert (one.results, one.breakdowns, one.totals) == (other.results, other.breakdowns, other.totals)


@pytest.mark.parametrize("sample", ["dinh-hung.csv", "dinh-hung-don-vi.csv"])
def test_a_plain_sample_is_read_the_plain_way_and_gives_the_same(sample: str) -> None:
    file = str(SAMPLES / sample)
    plain = read_plain(file, PLAN, HEADINGS)
    assert plain is not None
    same(plain, carefully(file))


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text,
        lambda text: b"\xef\xbb\xbf" + text,
        lambda text: text.replace(b"\n", b"\r\n"),
        lambda text: text.replace(b",", b";"),
        lambda text: text.removesuffix(b"\n"),
        lambda text: text.replace(b"2025-05,B", b"05/2025,B"),
        lambda text: text.replace(b"2025-05", b"1999-05"),
        lambda text: text.replace(b"month,unit", "Tháng,Đơn vị".encode()),
    ],
    ids=[
        "as it is",
        "a mark",
        "windows",
        "semicolons",
        "no last line end",
        "two spellings of a month",
        "far",
        "labels",
    ],
)
def test_what_is_plain(written: Callable[[bytes], str], change: Callable[[bytes], bytes]) -> None:
    file = written(change(TABLE))
    plain = read_plain(file, PLAN, HEADINGS)
    assert plain is not None
    same(plain, carefully(file))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"10,9", b"10,"), (b"10,9", b"10,+9"), (b"10,9", b"10,9.0"), (b"10,9", b"1_0,9"), (b"10,9", b"9,10"), (b"2025-06,B", b"2025-06,A"),
        (b"2025-06,B", b"2025-06,b"), (b"2025-06,B", "2025-06,Tổng cộng".encode()), (b"2025-06,B", b"2025-06,"), (b"2025-06,A", b"2025-13,A"),
        (b"5000000000", b"5000000000000"), (b"unit", b"nothing"), (b"month", b"unit"), (b"A,10", b'"A",10'),
        (b"20,5,0,0", b"20,5,0"), (b"2025-05,A", "2025-05,Đa\u0323i".encode()),
        (b"2025-05,A", b"2025-05,X? H?i"),
    ],
)  # fmt: skip
def test_what_is_odd_is_left_to_the_careful_way(written: Callable[[bytes], str], old: bytes, new: bytes) -> None:
    changed = TABLE.replace(old, new, 1)
    assert changed != TABLE
    assert read_plain(written(changed), PLAN, HEADINGS) is None


@pytest.mark.parametrize(("electronic", "plain"), [(7, True), (8, False)])
def test_a_rule_with_a_difference_is_kept(written: Callable[[bytes], str], electronic: int, plain: bool) -> None:
    text = f"month,documents,documents_secret,documents_electronic\n2025-06,10,3,{electronic}\n"
    assert (read_plain(written(text.encode()), PLAN, HEADINGS) is not None) == plain


def test_a_rule_that_looks_back_is_kept(written: Callable[[bytes], str]) -> None:
    head = b"month,carried_over,pending_in_time,pending_late\n"
    assert read_plain(written(head + b"2025-05,1,2,3\n2025-06,5,0,0\n"), PLAN, HEADINGS) is not None
    assert read_plain(written(head + b"2025-05,1,2,3\n2025-06,4,0,0\n"), PLAN, HEADINGS) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.lists(st.tuples(st.integers(0, len(TABLE)), st.integers(0, 3), BITS), max_size=3))
@example([(63, 0, b"\n")])
def test_on_any_bytes_both_ways_say_the_same(
    written: Callable[[bytes], str], edits: list[tuple[int, int, bytes]]
) -> None:
    content = TABLE
    for at, cut, bits in edits:
        content = content[:at] + bits + content[at + cut :]
    file = written(content)
    plain = read_plain(file, PLAN, HEADINGS)
    if plain is not None:
        same(plain, carefully(file))
        return
    try:
        read_counts([file], PLAN)
    except Unusable as unusable:
        assert unusable.problems
