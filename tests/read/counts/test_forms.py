"""Official forms read as they are: their columns, month, rows, groups, totals, sums and printed rates."""

import shutil
from pathlib import Path

import pytest

from forms import CIVIL, HEAD_2017_PARTED, JUNE, LAND, TOTAL, Cells, form_06a, form_2017, row_766, sheet_766
from parcalc.errors import Problem, Unusable
from parcalc.model.counts import Counts
from parcalc.model.naming import Names
from parcalc.model.period import Calendar
from parcalc.model.plan import Dimension, Plan
from parcalc.read.counts.reader import read_counts
from parcalc.read.plan.loader import load_plan

SHIPPED = Path(__file__).parents[3] / "data/targets.yaml"
COUNTS = (
    "received_online",
    "received_direct",
    "carried_over",
    "resolved_early",
    "resolved_on_time",
    "resolved_late",
    "pending_in_time",
    "pending_late",
)
SUMMED = ("2025-06", 50, 23, 7, 40, 29, 2, 8, 1)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(str(SHIPPED))


@pytest.fixture(scope="module")
def plan_by_field(plan: Plan) -> Plan:
    return plan._replace(dimensions={**plan.dimensions, "field": Dimension("field", Names("Lĩnh vực", "Field"))})


def read(content: bytes, plan: Plan, folder: Path) -> Counts:
    file = folder / "bieu"
    file.write_bytes(content)
    return read_counts([str(file)], plan)


def flat(counts: Counts) -> list[tuple[object, ...]]:
    return [
        (str(row.month), *row.members.values(), *(row.values.get(count) for count in COUNTS)) for row in counts.rows
    ]


def problem(content: bytes, plan: Plan, folder: Path) -> Problem:
    with pytest.raises(Unusable) as refused:
        read(content, plan, folder)
    return refused.value.problems[0]


def changed(row: Cells, column: int, value: object) -> list[object]:
    """Return a row of a form with another value in a column, counted from 1."""
    return [*row[: column - 1], value, *row[column:]]


GROUP = ["I", "Cấp xã", *TOTAL[2:]]
FORMS: dict[str, bytes] = {
    "as-the-circular-has-it": form_06a(LAND, CIVIL, TOTAL),
    "without-its-total": form_06a(LAND, CIVIL),
    "with-its-total-first": form_06a(TOTAL, LAND, CIVIL),
    "without-merged-cells": form_06a(LAND, CIVIL, TOTAL, merged=False),
    "without-numbers": form_06a(LAND, CIVIL, TOTAL, numbers=[]),
    "with-plain-numbers": form_06a(LAND, CIVIL, TOTAL, numbers=list(range(1, 14))),
    "with-a-group": form_06a(["I", "Cấp xã"], LAND, CIVIL, TOTAL),
    "with-a-group-that-is-summed": form_06a(GROUP, LAND, CIVIL, TOTAL),
    "with-groups-in-a-group": form_06a(["A", "Toàn tỉnh", *TOTAL[2:]], ["I", "Cấp huyện", *LAND[2:]], LAND, ["II", "Cấp xã", *CIVIL[2:]], CIVIL, TOTAL),
    "with-its-month-once-more": form_06a(LAND, [JUNE], CIVIL, TOTAL, ["So với tháng 5 năm 2025 tăng 2 hồ sơ"]),
    "with-signatures": form_06a(LAND, CIVIL, TOTAL, [], [None] * 9 + ["Định Hưng, ngày 05 tháng 7 năm 2025"], [None, "Người lập biểu", *[None] * 7, "CHỦ TỊCH"]),
    "in-other-words": form_06a(LAND, CIVIL, TOTAL, head={"C5:F5": "Tiếp nhận", "D6:E6": "Trong đó", "F6:F7": "Kỳ trước", "I6:I7": "Đúng hạn\n(Bao gồm cả hồ sơ chờ Bổ sung và Trả lại/Xin rút)", "K5:M5": "Hồ sơ đang xử lý", "L6:L7": "Đúng hạn"}),
    "two-headings-told-by-their-numbers": form_06a(LAND, CIVIL, TOTAL, head={"E7": "TT + BC", "M6:M7": "QH"}),
    "every-heading-lost-but-its-name": form_06a(LAND, CIVIL, TOTAL, head={"C5:F5": "A", "G5:J5": "B", "K5:M5": "C"}),
    "the-month-by-name": form_06a(LAND, CIVIL, TOTAL, period="Kỳ báo cáo: Tháng 6 năm 2025"),
    "the-days-in-words": form_06a(LAND, CIVIL, TOTAL, period="Từ ngày 01 tháng 6 năm 2025 đến hết ngày 30 tháng 6 năm 2025"),
    "a-year-said-once": form_06a(LAND, CIVIL, TOTAL, period="Từ ngày 01/6 đến ngày 30/6/2025"),
    "a-blank-cell-that-the-total-fills": form_06a(changed(LAND, 4, None), CIVIL, TOTAL),
}  # fmt: skip


@pytest.mark.parametrize("content", FORMS.values(), ids=FORMS.keys())
def test_the_form_of_2020_is_one_month_of_the_whole(content: bytes, plan: Plan, tmp_path: Path) -> None:
    assert flat(read(content, plan, tmp_path)) == [SUMMED]


def test_its_fields_are_rows_where_the_plan_divides_by_field(plan_by_field: Plan, tmp_path: Path) -> None:
    assert flat(read(form_06a(GROUP, LAND, CIVIL, TOTAL), plan_by_field, tmp_path)) == [
        ("2025-06", "Đất đai", 10, 15, 5, 10, 10, 2, 7, 1),
        ("2025-06", "Hộ tịch", 40, 8, 2, 30, 19, 0, 1, 0),
    ]


def test_its_units_are_rows_where_the_plan_divides_by_unit(plan: Plan, tmp_path: Path) -> None:
    counts = read(form_06a(LAND, CIVIL, TOTAL, head={"B5:B7": "Đơn vị"}), plan, tmp_path)
    assert [row.members for row in counts.rows] == [{"unit": "Đất đai"}, {"unit": "Hộ tịch"}]
    assert [note.code for note in counts.notes] == ["data.form_read"]


def test_months_that_end_on_the_14th(plan: Plan, tmp_path: Path) -> None:
    content = form_06a(LAND, CIVIL, TOTAL, period="(Từ ngày 15/05/2025 đến ngày 14/06/2025)")
    assert flat(read(content, plan._replace(calendar=Calendar(14)), tmp_path)) == [SUMMED]


def test_a_blank_cell_without_a_total_is_not_reported(plan: Plan, tmp_path: Path) -> None:
    (row,) = read(form_06a(changed(changed(LAND, 4, None), 3, None), CIVIL), plan, tmp_path).rows
    assert (row.values["received_online"], row.values["received_direct"]) == (None, 23)


OLD_LAND = [1, "Đất đai", 30, 5, 25, 22, 20, 2, 8, 7, 1]
OLD_CIVIL = [2, "Hộ tịch", 50, 2, 48, 49, 49, 0, 1, 1, 0]
PARTED = [1, "Xã A", 30, 10, 12, 3, 5, 22, 20, 2, 8, 7, 1]


def test_the_form_of_2017_parts_neither_what_is_early_nor_what_is_online(plan: Plan, tmp_path: Path) -> None:
    counts = read(form_2017(OLD_LAND, OLD_CIVIL), plan, tmp_path)
    assert flat(counts) == [("2025-06", None, None, 7, 0, 69, 2, 8, 1)]
    assert "data.form_together" in [note.code for note in counts.notes]


def test_programs_part_what_is_received(plan: Plan, tmp_path: Path) -> None:
    assert flat(read(form_2017(PARTED, head=HEAD_2017_PARTED), plan, tmp_path)) == [
        ("2025-06", "Xã A", 10, 15, 5, 0, 20, 2, 7, 1)
    ]


def test_early_is_not_made_up_where_a_target_needs_it_alone(plan: Plan, tmp_path: Path) -> None:
    early = plan.targets[2]._replace(
        id="early", numerator=plan.targets[2].numerator._replace(terms=((1, "resolved_early"),))
    )
    (row,) = read(form_2017(OLD_LAND), plan._replace(targets=(*plan.targets, early)), tmp_path).rows
    assert "resolved_early" not in row.values
    assert "resolved_on_time" not in row.values


ROWS_766 = (
    ("I", "Sở, ban, ngành"),
    row_766(1, "Xã A", 50, 7, 20, 3, 69, 2, 8, 1),
    ("II", "UBND cấp xã"),
    row_766(1, "Xã B", 10, 0, 5, 0, 15, 0, 0, 0),
)
READ_766 = [("2025-06", "Xã A", 50, 23, 7, 0, 69, 2, 8, 1), ("2025-06", "Xã B", 10, 5, 0, 0, 15, 0, 0, 0)]


def test_the_sheet_of_31_columns_with_its_rates_checked(plan: Plan, tmp_path: Path) -> None:
    assert flat(read(sheet_766(*ROWS_766), plan, tmp_path)) == READ_766


REFUSED: dict[str, tuple[bytes, str, str]] = {
    "received-that-does-not-add-up": (form_06a(changed(LAND, 3, 31), CIVIL), "data.form_sum", ":Biểu!C9"),
    "resolved-that-does-not-add-up": (form_06a(changed(LAND, 8, 11), CIVIL), "data.form_sum", ":Biểu!G9"),
    "pending-that-does-not-add-up": (form_06a(LAND, changed(CIVIL, 12, 2)), "data.form_sum", ":Biểu!K10"),
    "what-came-in-is-not-what-there-is": (form_06a([1, "Đất đai", 30, 10, 15, 5, 22, 10, 10, 2, 9, 8, 1]), "data.form_sum", ":Biểu!C9"),
    "a-total-that-is-wrong": (form_06a(LAND, CIVIL, changed(changed(TOTAL, 4, 51), 3, 81)), "data.form_sum", ":Biểu!C11"),
    "a-total-that-adds-up-to-something-else": (form_06a(LAND, CIVIL, changed(changed(TOTAL, 4, 51), 5, 22)), "data.total_differs", ":Biểu!D11"),
    "a-group-that-is-wrong": (form_06a(changed(changed(GROUP, 4, 51), 5, 22), LAND, CIVIL), "data.total_differs", ":Biểu!D9"),
    "a-row-without-a-name": (form_06a(LAND, changed(CIVIL, 2, None)), "data.form_no_name", ":Biểu!10"),
    "another-month-below": (form_06a(LAND, TOTAL, [None, None, None, "(Từ ngày 01/07/2025 đến ngày 31/07/2025)"], CIVIL), "data.another_month", ":Biểu!11"),
    "a-row-of-what-is-in-another": (form_06a(LAND, changed(CIVIL, 2, "Trong đó: đất ở")), "data.no_member", ":Biểu!B10"),
    "a-word": (form_06a(changed(LAND, 4, "nhiều"), CIVIL), "data.not_whole", ":Biểu!D9"),
    "a-fraction": (form_06a(changed(LAND, 4, 1.5), CIVIL), "data.stored_fraction", ":Biểu!D9"),
    "a-quarter": (form_06a(LAND, period="Từ ngày 01/04/2025 đến ngày 30/06/2025"), "data.longer_than_a_month", ":Biểu!7"),
    "a-part-of-a-month": (form_06a(LAND, period="Từ ngày 01/06/2025 đến ngày 25/06/2025"), "data.other_days", ":Biểu!7"),
    "days-of-another-calendar": (form_06a(LAND, period="Từ ngày 15/05/2025 đến ngày 14/06/2025"), "data.other_days", ":Biểu!7"),
    "no-month": (form_06a(LAND, period=None), "data.no_month_column", ":Biểu!7"),
    "dots-for-the-days": (form_06a(LAND, period="(Từ ngày … đến ngày …)"), "data.no_month_column", ":Biểu!7"),
    "two-months": (form_06a(LAND, period="Tháng 5 năm 2025, Tháng 6 năm 2025"), "data.two_months", ":Biểu!7"),
    "a-rate-a-hundredth-too-low": (sheet_766(changed(ROWS_766[1], 17, "97.17%")), "data.form_rate", ":7:17"),
    "a-rate-that-is-wrong": (sheet_766(changed(ROWS_766[1], 17, "99%")), "data.form_rate", ":7:17"),
    "a-rate-of-another-share": (sheet_766(changed(ROWS_766[1], 4, "97.18%")), "data.form_rate", ":7:4"),
    "a-sum-of-31-columns": (sheet_766(changed(ROWS_766[1], 16, 79)), "data.form_sum", ":7:16"),
    "a-sheet-of-31-columns-without-days": (sheet_766(*ROWS_766, period=""), "data.no_month_column", ":5"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "code", "place"), REFUSED.values(), ids=REFUSED.keys())
def test_what_a_form_says_wrongly_is_told_where_it_stands(
    content: bytes, code: str, place: str, plan: Plan, tmp_path: Path
) -> None:
    refused = problem(content, plan, tmp_path)
    assert (refused.code, str(refused.place)) == (code, f"{tmp_path / 'bieu'}{place}")


@pytest.mark.parametrize("rate", ["97,18%", "97.2%", "97.19%", "97.183", "97%", ""])
def test_a_rate_may_be_rounded_or_cut_off_and_written_either_way(rate: str, plan: Plan, tmp_path: Path) -> None:
    # 69/71 is 97,1830…%; a program rounds it, cuts it off, or leaves it out.
    assert flat(read(sheet_766(changed(ROWS_766[1], 17, rate)), plan, tmp_path)) == READ_766[:1]


def test_a_plan_adds_a_form_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms/rieng.yaml").write_text(
        "title: {vi: Biểu riêng, en: Our form}\n"
        "columns:\n"
        "  - {id: name, is: member, heading: [Thôn]}\n"
        "  - {id: all, heading: [Số lần trả phí], sum: [cash, card]}\n"
        "  - {id: cash, heading: [Tiền mặt]}\n"
        "  - {id: card, heading: [Qua mạng]}\n"
        "counts: {payments: [all], payments_online: [card]}\n",
        encoding="utf-8",
    )
    targets = tmp_path / "targets.yaml"
    shutil.copy(SHIPPED, targets)
    content = "Tháng 6 năm 2025;;;;\nSTT;Thôn;Số lần trả phí;Tiền mặt;Qua mạng\n1;Bản Mới;12;5;7\n".encode()
    (row,) = read(content, load_plan(str(targets)), tmp_path).rows
    assert (row.members, row.values) == ({"unit": "Bản Mới"}, {"payments": 12, "payments_online": 7})


@pytest.mark.parametrize(
    "text",
    ["title: {vi: a, en: b}\n", "a: [", "&a [*a]", "columns: 1\n", "x" * 70_000, "title: {vi: a, en: b}\ncolumns: [{id: a, heading: [a]}, {id: b, heading: [b], sum: [z]}, {id: c, heading: [c]}]\ncounts: {payments: [a]}\n"],
    ids=["nothing-but-a-title", "no-yaml", "an-alias", "a-wrong-type", "far-too-long", "a-sum-of-a-column-that-is-not-there"],
)  # fmt: skip
def test_a_form_that_cannot_be_used_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms/hong.yaml").write_text(text, encoding="utf-8")
    shutil.copy(SHIPPED, tmp_path / "targets.yaml")
    assert problem(form_06a(LAND), load_plan(str(tmp_path / "targets.yaml")), tmp_path).code == "data.form_unusable"
