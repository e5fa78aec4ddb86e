"""A total under a name of its own: refused where no totals row shows it, and a chance is told from it."""

from pathlib import Path

import pytest

from parcalc.errors import Unusable
from parcalc.read.counts.headings import Headings
from parcalc.read.counts.plain.reading import read_plain
from parcalc.read.counts.reader import read_counts
from read.tables_of_counts import PLAN, counted, table, told

HEAD = "Tháng;Đơn vị;Tốt;Tất cả;Văn bản;Văn bản điện tử"
A, B, C = "Thôn A;30;90;200;140", "Thôn B;50;80;10;10", "Thôn C;0;0;0;0"
SUM = "UBND xã;80;170;210;150"
OTHER = "Thôn D;10;300;70;70"
TOTAL = "Tổng cộng;160;340;420;300"


def _months(*months: tuple[str, ...]) -> str:
    return table(HEAD, *(f"2025-0{at};{row}" for at, rows in enumerate(months, 1) for row in rows))


DOUBTED = {
    "above-those-that-it-sums": (_months((SUM, A, B)), "2"),
    "below-them": (_months((A, B, SUM)), "4"),
    "a-group-among-others": (_months((OTHER, SUM, A, B)), "3"),
    "with-one-that-has-nothing": (_months((SUM, A, C, B)), "2"),
    "with-sixteen-bits-besides-the-greatest": (
        _months(("UBND xã;256;127;500;127", "Thôn A;200;100;300;100", "Thôn B;56;27;200;27")),
        "2",
    ),
    "in-most-months": (_months((SUM, A, B), ("UBND xã;80;170;210;140", A, B), (SUM, A, B)), "8"),
    "a-group-that-is-new": (_months((A, B), (SUM, A, B)), "4"),
}
TAKEN = {
    "one-count-is-not-the-sum": _months(("UBND xã;80;170;210;140", A, B)),
    "the-sum-of-one": _months(("Thôn E;30;90;200;140", A, OTHER)),
    "of-one-that-has-something": _months(("Thôn E;30;90;200;140", A, C)),
    "few-cases-that-are-so-by-chance": _months(("Thôn A;13;14;1;1", "Thôn B;6;6;1;1", "Thôn C;7;8;0;0")),
    "fifteen-bits-besides-the-greatest": _months(("Thôn A;255;127;500;127", "Thôn B;200;100;300;100", "Thôn C;55;27;200;27")),
    "figures-that-are-the-same-cases": _months(("Thôn A;500;500;500;500", "Thôn B;300;300;300;300", "Thôn C;200;200;200;200")),
    "in-one-month-of-two": _months((OTHER, A, B), ("Thôn D;80;170;210;150", A, B)),
    "with-a-totals-row-that-counts-it": _months((SUM, A, B, TOTAL)),
    "not-beside-what-it-would-sum": _months((SUM, A, OTHER, B)),
}  # fmt: skip


@pytest.mark.parametrize(("text", "line"), DOUBTED.values(), ids=DOUBTED)
def test_what_may_be_a_total_is_refused(text: str, line: str) -> None:
    assert told(text) == [("data.sum_of_others", line)]


@pytest.mark.parametrize("text", TAKEN.values(), ids=TAKEN)
def test_what_may_be_chance_is_counted(text: str) -> None:
    assert told(text) == []
    assert len(counted(text)) == text.count("Thôn") + text.count("UBND")


@pytest.mark.parametrize("earlier", [True, False], ids=["in-the-first-of-two-files", "alone"])
def test_a_plain_file_is_looked_at_too(tmp_path: Path, *, earlier: bool) -> None:
    files = [tmp_path / "a.csv", tmp_path / "b.csv"][: 1 + earlier]
    files[0].write_text(_months((SUM, A, B)) + "\n", "utf-8")
    files[-1].write_text(_months((SUM, A, B)).replace("2025-01", "2025-02") + "\n", "utf-8")
    if earlier:
        files[-1].write_text(_months((A, B)).replace("2025-01", "2025-02") + "\n", "utf-8")
    assert read_plain([str(file) for file in files], PLAN, Headings.of(PLAN)) is None
    with pytest.raises(Unusable) as raised:
        read_counts([str(file) for file in files], PLAN)
    assert {problem.code for problem in raised.value.problems} == {"data.sum_of_others"}


def test_a_plain_file_of_units_stays_plain(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(_months((A, OTHER, B)) + "\n", "utf-8")
    assert read_plain([str(tmp_path / "a.csv")], PLAN, Headings.of(PLAN)) is not None
