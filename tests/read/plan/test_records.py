"""``records`` and ``from``: what they mean, and what is refused in them, each at its place."""

from collections.abc import Callable
from datetime import date

import pytest

from parcalc.errors import Problem
from parcalc.model.records import Comparison, Flow, Kind, Origin, Stock
from parcalc.model.scope import Scope
from parcalc.read.plan.loader import parse_plan

Problems = Callable[[str], tuple[Problem, ...]]

HEAD = "plan: {title: T, issuer: X, year: 2025}\n"
RECORDS = """\
records:
  dossiers:
    code: {is: key, vi: Mã hồ sơ, also: [số hồ sơ]}
    unit: {is: text, en: Unit}
    got: {is: date}
    due: {is: time}
    fee: {is: whole}
    rules: [got <= due, fee <= 100]
"""
TARGET = "targets: [{id: t, vi: t, en: t, numerator: a, at_most: 0}]\n"


def plan_text(count: str = "from: dossiers, month_of: got", records: str = RECORDS) -> str:
    """Give a small plan: its count stands on line 11 if the records are as they are, from column 20."""
    return f"{HEAD}{records}counts:\n  a: {{vi: a, en: a, {count}}}\n{TARGET}"


def origin(count: str) -> Origin:
    found = parse_plan(plan_text(count), "plan.yaml").counts["a"].origin
    assert found is not None
    return found


def test_columns_are_what_the_plan_says() -> None:
    records = parse_plan(plan_text(), "plan.yaml").records["dossiers"]
    assert [
        (field.id, field.kind, field.names.vi, field.names.en, field.also) for field in records.fields.values()
    ] == [
        ("code", Kind.KEY, "Mã hồ sơ", "Mã hồ sơ", ("số hồ sơ",)),
        ("unit", Kind.TEXT, "Unit", "Unit", ()),
        ("got", Kind.DATE, "got", "got", ()),
        ("due", Kind.TIME, "due", "due", ()),
        ("fee", Kind.WHOLE, "fee", "fee", ()),
    ]
    assert records.key is records.fields["code"]
    assert list(map(str, records.rules)) == ["got <= due", "fee <= 100"]


ORIGINS: dict[str, tuple[str, Origin]] = {
    "a-flow": ("from: dossiers, month_of: got", Origin("dossiers", Flow("got"))),
    "open-at-the-end": ("from: dossiers, open_at_end: [got, due]", Origin("dossiers", Stock("got", "due", "end"))),
    "open-at-the-start": ("from: dossiers, open_at_start: [got, due]", Origin("dossiers", Stock("got", "due", "start"))),
    "one-condition": (
        "from: dossiers, month_of: got, if: due > got",
        Origin("dossiers", Flow("got"), (Comparison("due", ">", "got"),)),
    ),
    "a-condition-without-blanks": (
        "from: dossiers, month_of: got, if: due>=got",
        Origin("dossiers", Flow("got"), (Comparison("due", ">=", "got"),)),
    ),
    "the-month-s-end-on-the-left": (
        "from: dossiers, month_of: got, if: month_end < due",
        Origin("dossiers", Flow("got"), (Comparison("due", ">", "month_end"),)),
    ),
    "a-number-and-a-day": (
        "from: dossiers, month_of: got, if: [fee > 0, got >= 2025-02-28]",
        Origin("dossiers", Flow("got"), (Comparison("fee", ">", 0), Comparison("got", ">=", date(2025, 2, 28)))),
    ),
    "texts": (
        "from: dossiers, month_of: got, where: {unit: [A, B]}, except: {unit: C}",
        Origin("dossiers", Flow("got"), (), Scope({"unit": ("A", "B")}, {"unit": ("C",)})),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("count", "expected"), ORIGINS.values(), ids=ORIGINS)
def test_how_a_count_is_made(count: str, expected: Origin) -> None:
    assert origin(count) == expected


@pytest.mark.parametrize(
    ("count", "over_period"),
    [
        pytest.param("from: dossiers, month_of: got", "sum", id="a-flow-is-summed"),
        pytest.param("from: dossiers, open_at_end: [got, due]", "last", id="open-at-the-end-is-the-last-month-s"),
        pytest.param("from: dossiers, open_at_start: [got, due]", "first", id="open-at-the-start-is-the-first-month-s"),
        pytest.param("from: dossiers, open_at_end: [got, due], over_period: first", "first", id="unless-the-plan-says"),
    ],
)
def test_a_stock_is_never_summed(count: str, over_period: str) -> None:
    assert parse_plan(plan_text(count), "plan.yaml").counts["a"].over_period == over_period


COUNTS: dict[str, tuple[str, list[str]]] = {
    "unknown-records": ("from: dossierz, month_of: got", ["11:27 plan.unknown_records_but"]),
    "unknown-records-like-none": ("from: x, month_of: got", ["11:27 plan.unknown_records"]),
    "an-unknown-column": ("from: dossiers, month_of: goti", ["11:47 plan.unknown_field_but"]),
    "an-unknown-column-like-none": ("from: dossiers, month_of: xyzw", ["11:47 plan.unknown_field"]),
    "a-month-of-a-text": ("from: dossiers, month_of: unit", ["11:47 plan.not_a_date_field"]),
    "open-by-a-number": ("from: dossiers, open_at_end: [got, fee]", ["11:50 plan.not_a_date_field"]),
    "open-by-one-date": ("from: dossiers, open_at_end: [got]", ["11:50 plan.pair"]),
    "open-by-three": ("from: dossiers, open_at_end: [got, due, got]", ["11:50 plan.pair"]),
    "no-way-to-count": ("from: dossiers", ["11:6 plan.one_way_to_count"]),
    "two-ways-to-count": ("from: dossiers, month_of: got, open_at_end: [got, due]", ["11:6 plan.one_way_to_count"]),
    "a-stock-summed": ("from: dossiers, open_at_end: [got, due], over_period: sum", ["11:75 plan.stock_summed"]),
    "conditions-of-nothing": ("month_of: got, if: fee > 0", ["11:31 plan.without_from", "11:40 plan.without_from"]),
    "no-comparison": ("from: dossiers, month_of: got, if: due", ["11:56 plan.comparison_form"]),
    "two-signs": ("from: dossiers, month_of: got, if: due => got", ["11:56 plan.comparison_form"]),
    "an-unknown-side": ("from: dossiers, month_of: got, if: duee > got", ["11:56 plan.unknown_field_but"]),
    "a-day-beside-a-number": ("from: dossiers, month_of: got, if: due > fee", ["11:56 plan.not_comparable"]),
    "a-day-beside-5": ("from: dossiers, month_of: got, if: due > 5", ["11:56 plan.not_comparable"]),
    "a-number-beside-the-month-s-end": ("from: dossiers, month_of: got, if: fee < month_end", ["11:56 plan.not_comparable"]),
    "a-text-compared": ("from: dossiers, month_of: got, if: unit = code", ["11:56 plan.not_comparable"]),
    "a-day-that-is-none": ("from: dossiers, month_of: got, if: got > 2025-02-30", ["11:56 plan.date"]),
    "where-of-a-number": ("from: dossiers, month_of: got, where: {fee: \"5\"}", ["11:65 plan.not_a_text_field"]),
    "where-of-nothing": ("from: dossiers, month_of: got, where: {unti: A}", ["11:59 plan.unknown_field_but"]),
}  # fmt: skip


@pytest.mark.parametrize(("count", "expected"), COUNTS.values(), ids=COUNTS)
def test_a_count_with_a_mistake(count: str, expected: list[str], problems: Problems) -> None:
    assert found(plan_text(count), problems) == expected


RECORDS_WRONG: dict[str, tuple[str, str, list[str]]] = {
    "two-codes": ("{is: text, en: Unit}", "{is: key}", ["5:16 plan.two_keys"]),
    "another-kind": ("{is: time}", "{is: number}", ["7:15 plan.one_of"]),
    "no-kind": ("{is: time}", "{vi: Hạn}", ["7:10 plan.missing_key"]),
    "a-misspelt-key": ("{is: time}", "{is: time, als: [x]}", ["7:21 plan.unknown_key_but"]),
    "a-heading-of-two-columns": ("{is: time}", "{is: time, vi: UNIT}", ["7:10 plan.shared_label"]),
    "a-column-called-month-end": ("fee: {is: whole}", "fee: {is: whole}\n    month_end: {is: date}", ["9:16 plan.month_end_named"]),
    "an-id-with-marks": ("fee: {is: whole}", "fee: {is: whole}\n    phí: {is: date}", ["9:10 plan.id_form"]),
    "a-rule-of-the-month-s-end": ("rules: [got <= due", "rules: [got <= month_end", ["9:13 plan.month_end_in_rule"]),
    "rules-that-are-no-list": ("rules: [got <= due, fee <= 100]", "rules: got <= due", ["9:12 plan.list_expected"]),
    "an-order-of-no-date": ("{is: whole}", "{is: whole, order: month_first}", ["8:29 plan.order_of_no_date"]),
    "a-blank-of-a-text": ("unit: {is: text,", "unit: {is: text, blank: [x],", ["5:29 plan.blank_of_text"]),
    "a-blank-with-digits": ("{is: whole}", '{is: whole, blank: [x, "0"]}', ["8:33 plan.blank_with_digits"]),
    "an-order-that-is-none": ("{is: time}", "{is: time, order: mdy}", ["7:28 plan.one_of"]),
    "a-column-that-is-a-text": ("unit: {is: text, en: Unit}", "unit: text", ["5:11 plan.mapping_expected"]),
}  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "expected"), RECORDS_WRONG.values(), ids=RECORDS_WRONG)
def test_records_with_a_mistake(right: str, wrong: str, expected: list[str], problems: Problems) -> None:
    assert right in RECORDS
    assert found(plan_text(records=RECORDS.replace(right, wrong)), problems) == expected


def test_a_column_may_write_the_month_first() -> None:
    records = parse_plan(
        plan_text(records=RECORDS.replace("{is: time}", "{is: time, order: month_first}")), "plan.yaml"
    )
    assert [field.order for field in records.records["dossiers"].fields.values()] == [
        None,
        None,
        None,
        "month_first",
        None,
    ]


def test_what_divides_the_counts_is_a_text(problems: Problems) -> None:
    text = plan_text() + "dimensions: {fee: {vi: Phí, en: Fee}}\n"
    assert found(text, problems) == ["8:15 plan.dimension_not_text"]


def found(text: str, problems: Problems) -> list[str]:
    return [f"{problem.place}".removeprefix("plan.yaml:") + f" {problem.code}" for problem in problems(text)]
