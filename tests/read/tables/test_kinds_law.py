"""A table is the same whatever kind of file holds it, and however its sheet is dressed."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from parcalc.errors import Unusable
from parcalc.read.counts.careful import read_table
from parcalc.read.counts.headings import Headings
from parcalc.read.plan.loader import load_plan
from workbooks import Rows, as_csv, as_html, as_ods, as_xls, as_xlsx

PLAN = load_plan(str(Path(__file__).parents[3] / "data/targets.yaml"))
HEADINGS = Headings.of(PLAN)
KINDS: dict[str, Callable[[Rows], bytes]] = {
    "csv": as_csv,
    "xlsx": as_xlsx,
    "ods": as_ods,
    "xls": as_xls,
    "html": as_html,
}

COUNTS = st.one_of(
    st.integers(0, 10**7), st.none(), st.sampled_from(["nhiều", "1.234", "12,5", "98%", -5, "#REF!", 1.5])
)
TABLES = st.lists(st.tuples(st.sampled_from(["", "Xã A", "Xã B"]), COUNTS, COUNTS), min_size=1, max_size=6)


def read(content: bytes) -> Sequence[tuple[object, ...]]:
    """Return the rows, or what is wrong and in which cell."""
    try:
        rows, _ = read_table(content, "f", PLAN, HEADINGS)
    except Unusable as unusable:
        return [
            (problem.code.replace("stored_", ""), problem.place.cell) for problem in unusable.problems if problem.place
        ]
    return [(row.month, tuple(row.members.values()), tuple(row.values.values()), row.place.cell) for row in rows]


@settings(max_examples=60)
@given(TABLES)
def test_a_table_gives_the_same_in_every_kind_of_file(table: list[tuple[str, Any, Any]]) -> None:
    rows: Rows = [
        ["Tháng", "Đơn vị", "payments", "payments_online"],
        *([f"Tháng {number}/2025", *row] for number, row in enumerate(table, 1)),
    ]
    read_as = {kind: read(write(rows)) for kind, write in KINDS.items()}
    assert all(found == read_as["csv"] for found in read_as.values()), read_as


WHOLE = st.lists(st.tuples(st.integers(0, 10**7), st.integers(0, 10**7)), min_size=1, max_size=12)
SHAPES = st.tuples(st.integers(0, 3), st.integers(0, 3), st.booleans(), st.booleans(), st.booleans(), st.booleans())


@settings(max_examples=60)
@given(WHOLE, SHAPES)
def test_dressing_a_sheet_changes_nothing(
    pairs: list[tuple[int, int]], shape: tuple[int, int, bool, bool, bool, bool]
) -> None:
    above, left, total, hidden, numbered, turned = shape
    months = [f"Tháng {number}" for number in range(1, len(pairs) + 1)]
    rows: list[list[Any]] = [
        ["Tháng", "payments", "payments_online"],
        *([month, max(pair), min(pair)] for month, pair in zip(months, pairs, strict=True)),
    ]
    if total:
        rows.append(["Tổng cộng", *(sum(row[at] for row in rows[1:]) for at in (1, 2))])
    if turned:
        rows = [list(column) for column in zip(*rows, strict=True)]
    elif numbered:
        rows.insert(1, ["(1)", "(2)", "(3)"])
    laid: Rows = [
        ["SỐ LIỆU NĂM 2025"],
        *[[] for _ in range(above)],
        *([*[None] * left, *row] for row in rows),
        [],
        ["Người lập biểu"],
    ]

    def dress(book: Any) -> None:
        book.active.merge_cells("A1:F1")
        book.active.row_dimensions[above + 3].hidden = hidden

    found, _ = read_table(as_xlsx(laid, dress=dress), "f", PLAN, HEADINGS)
    assert [(row.month.number, row.values["payments"], row.values["payments_online"]) for row in found] == [
        (number, max(pair), min(pair)) for number, pair in enumerate(pairs, 1)
    ]
