"""Reading is total, and dressing changes nothing."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from parcalc.errors import Unusable
from parcalc.read.counts.careful import read_table
from parcalc.read.counts.headings import Headings
from parcalc.read.plan.loader import load_plan
from parcalc.read.rows.checked import checked

PLAN = load_plan(str(Path(__file__).parents[3] / "data/targets.yaml"))
HEADINGS = Headings.of(PLAN)

PIECES = st.sampled_from(
    ["month", "Tháng", "payments", "Đơn vị", "unit", "2025-06", "Tháng 6", "NĂM 2025", "Tổng cộng", "Quý I", "1.234", "1,2", "-5",
     "#REF!", '"', '""', "=", ";", ",", "\t", "|", "\n", "\r\n", "\r", "sep=;", "\ufeff", "\u202e", "\x00", "x", " ", "\u00a0", "9" * 40]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=5), max_size=60).map("".join)
BYTES = st.binary(max_size=300) | TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass"))


@given(BYTES)
@example(b"\xff\xfe")
@example("month;payments\n2025-06;\u0665\n".encode())
def test_any_bytes_give_counts_or_problems(content: bytes) -> None:
    try:
        rows, _ = read_table(content, "f.csv", PLAN, HEADINGS)
        rows, _ = checked(rows, PLAN)
    except Unusable as unusable:
        assert unusable.problems
        return
    assert all(value is None or 0 <= value <= PLAN.largest_count for row in rows for value in row.values.values())


@dataclass(frozen=True)
class Dress:
    """One way to dress a table."""

    delimiter: str
    line_end: str
    encode: Callable[[str], bytes]
    month: Callable[[int], str]
    group: str
    quote_all: bool
    order: tuple[int, ...]
    above: tuple[str, ...]
    under_header: str | None
    total: str | None
    below: tuple[str, ...]
    blank_every: int
    case: Callable[[str], str]
    extra: bool


ENCODINGS: list[Callable[[str], bytes]] = [
    str.encode,
    lambda text: text.encode("utf-8-sig"),
    lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
    lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    lambda text: unicodedata.normalize("NFD", text).encode(),
]
MONTHS: list[Callable[[int], str]] = [
    lambda month: f"2025-{month:02}",
    lambda month: f"Tháng {month}/2025",
    lambda month: f"{month}/2025",
    lambda month: f"T{month}/2025",
    lambda month: f"01/{month:02}/2025",
    lambda month: f"Thg{month}-25",
    lambda month: f"Tháng {month} năm 2025",
]
DRESSES = st.builds(
    Dress,
    delimiter=st.sampled_from(";,\t|"),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    encode=st.sampled_from(ENCODINGS),
    month=st.sampled_from(MONTHS),
    group=st.sampled_from(["", ".", ",", " ", "\u00a0", "\u202f"]),
    quote_all=st.booleans(),
    order=st.permutations(range(3)).map(tuple),
    above=st.lists(st.sampled_from(["UBND XÃ ĐỊNH HƯNG", "BÁO CÁO NĂM 2025", "Biểu số: II.06a", ""]), max_size=4).map(
        tuple
    ),
    under_header=st.sampled_from([None, "units", "numbers"]),
    total=st.sampled_from([None, "Tổng cộng", "Cộng", "TỔNG SỐ", "Total"]),
    below=st.lists(st.sampled_from(["Người lập biểu", "Ghi chú: đã đối chiếu", ""]), max_size=3).map(tuple),
    blank_every=st.integers(0, 3),
    case=st.sampled_from([str, str.upper, str.lower, lambda text: f"  {text.replace(' ', '  ')} "]),
    extra=st.booleans(),
)
TABLES = st.lists(st.tuples(st.integers(0, 10**7), st.integers(0, 10**7)), min_size=1, max_size=12)


@given(TABLES, DRESSES)
def test_dressing_changes_nothing(table: list[tuple[int, int]], dress: Dress) -> None:
    pairs = [(max(pair), min(pair)) for pair in table]
    rows, _ = read_table(_dressed(pairs, dress), "f.csv", PLAN, HEADINGS)
    assert [(row.month.number, row.values["payments"], row.values["payments_online"]) for row in rows] == [
        (number, *pair) for number, pair in enumerate(pairs, 1)
    ]


def _dressed(pairs: list[tuple[int, int]], dress: Dress) -> bytes:
    header = [dress.case(name) for name in ("Tháng", "Giao dịch thanh toán", "Giao dịch thanh toán trực tuyến")]
    body = [
        [dress.month(number), *(_grouped(count, dress.group) for count in pair)] for number, pair in enumerate(pairs, 1)
    ]
    under = {"units": [["ĐVT", "giao dịch", "giao dịch"]], "numbers": [["(1)", "(2)", "(3)"]], None: []}[
        dress.under_header
    ]
    sums = [_grouped(sum(column), dress.group) for column in zip(*pairs, strict=True)]
    total = [[dress.total, *sums]] if dress.total else []
    laid = [[row[at] for at in dress.order] for row in [header, *_numbered(under, dress), *body, *total]]
    if dress.extra:
        laid = [[*row, "Ghi chú" if number == 0 else ""] for number, row in enumerate(laid)]
        laid[1 : 1 + len(under)] = [
            [*row[:-1], "(4)" if row[0].startswith("(") else ""] for row in laid[1 : 1 + len(under)]
        ]
    blank = ["" for _ in laid[0]]
    spaced = [
        line
        for number, row in enumerate(laid)
        for line in ([row, blank] if dress.blank_every and number % dress.blank_every == 0 else [row])
    ]
    text = [
        *(_line([title], dress) for title in dress.above),
        *(_line(row, dress) for row in spaced),
        *(_line([note], dress) for note in dress.below),
    ]
    return dress.encode(dress.line_end.join(text))


def _numbered(under: list[list[str]], dress: Dress) -> list[list[str]]:
    """Number the columns in the order in which they stand."""
    if not under or not under[0][0].startswith("("):
        return under
    places = {at: f"({number})" for number, at in enumerate(dress.order, 1)}
    return [[places[at] for at in range(3)]]


def _grouped(count: int, group: str) -> str:
    return f"{count:,}".replace(",", group)


def _line(cells: list[str], dress: Dress) -> str:
    quoted = dress.quote_all or any(dress.delimiter in cell for cell in cells)
    return dress.delimiter.join(f'"{cell}"' if quoted else cell for cell in cells)
