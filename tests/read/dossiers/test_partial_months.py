"""A list looks whole however it was exported; what it lacks altogether is told."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from parcalc.errors import Place
from parcalc.judge.month_grid import Changes
from parcalc.language.language import Language
from parcalc.model.period import Period
from parcalc.read.dossiers.definition import Reach, Tally, define
from parcalc.read.dossiers.partial_months import partly_held
from parcalc.read.dossiers.reader import Wanted, read_dossiers
from read.dossiers.commune import ENGINES, Dossier, commune_plan, write_list

NOTHING = dict.fromkeys(
    ("fee", "payment", "payment_offered", "digitised", "reusing_data", "held_papers", "asked_again")
)


def dossier(received: str, returned: str | None) -> Dossier:
    day = date.fromisoformat(received)
    returned_on = None if returned is None else date.fromisoformat(returned)
    code = f"{received} {returned}"
    return {**NOTHING, "code": code, "unit": "A", "channel": "trực tiếp", "received_on": day, "due_on": day, "returned_on": returned_on}  # fmt: skip


OFFICE = [
    dossier("2025-01-10", None),
    dossier("2025-01-10", "2025-01-20"),
    dossier("2025-03-10", "2025-03-20"),
    dossier("2025-03-10", "2025-06-20"),
    dossier("2025-05-10", "2025-05-20"),
    dossier("2025-05-20", "2025-06-05"),
    dossier("2025-06-10", "2025-06-20"),
    dossier("2025-06-20", "2025-07-05"),
    dossier("2025-06-20", None),
    dossier("2025-07-02", "2025-07-05"),
    dossier("2025-07-08", None),
]
"""What an office has in hand by 10 July 2025."""
JUNE = (date(2025, 6, 1), date(2025, 6, 30))


def received(one: Dossier) -> date:
    assert isinstance(one["received_on"], date)
    return one["received_on"]


def returned(one: Dossier) -> date | None:
    assert one["returned_on"] is None or isinstance(one["returned_on"], date)
    return one["returned_on"]


def by_june(one: Dossier) -> Dossier:
    """Return a dossier as it stood at the end of June."""
    day = returned(one)
    return {**one, "returned_on": None} if day and day > JUNE[1] else one


EXPORTS: dict[str, tuple[list[Dossier], str | None, list[tuple[str, str]]]] = {
    "all-that-there-is": (OFFICE, None, [("records.none_opened_before", "2025-01")]),
    "all-for-one-month": (OFFICE, "2025-06", []),
    "received-in-june": (
        [by_june(one) for one in OFFICE if JUNE[0] <= received(one) <= JUNE[1]], None,
        [("records.none_opened_before", "2025-06")],
    ),
    "received-in-june-as-it-is-in-july": (
        [one for one in OFFICE if JUNE[0] <= received(one) <= JUNE[1]], None,
        [("records.none_opened_before", "2025-06"), ("records.none_opened_after", "2025-06")],
    ),
    "returned-in-june": (
        [one for one in OFFICE if (day := returned(one)) and JUNE[0] <= day <= JUNE[1]], None,
        [("records.none_closed_before", "2025-06"), ("records.none_left_open", "2025-06")],
    ),
    "returned-in-june-for-that-month": (
        [one for one in OFFICE if (day := returned(one)) and JUNE[0] <= day <= JUNE[1]], "2025-06",
        [("records.none_left_open", "2025-06")],
    ),
    "received-or-open-in-june": (
        [by_june(one) for one in OFFICE if received(one) <= JUNE[1] and (returned(one) or JUNE[0]) >= JUNE[0]], None,
        [("records.none_closed_before", "2025-06")],
    ),
    "received-or-open-in-june-for-that-month": (
        [by_june(one) for one in OFFICE if received(one) <= JUNE[1] and (returned(one) or JUNE[0]) >= JUNE[0]], "2025-06",
        [],
    ),
    "open-alone": ([one for one in OFFICE if returned(one) is None], None, [("records.none_closed", "")]),
    "returned-with-no-day-of-receipt": (
        [{**one, "received_on": None} for one in OFFICE if returned(one)], None, [("records.none_opened", "")],
    ),
    "a-month-before-all-that-is-received": (OFFICE[6:], "2025-06", [("records.none_opened_before", "2025-06")]),
    "a-month-after-the-first-that-is-received": (OFFICE[6:], "2025-07", []),
}  # fmt: skip


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("dossiers", "period", "expected"), EXPORTS.values(), ids=EXPORTS)
def test_what_is_noted(
    dossiers: list[Dossier], period: str | None, expected: list[tuple[str, str]], engine: str, tmp_path: Path
) -> None:
    wanted = Wanted(period=Period.parse(period) if period else None, engine=engine)
    counts = read_dossiers([write_list(dossiers, tmp_path / "list.csv")], commune_plan(), wanted)
    noted = [note for note in counts.notes if note.code.startswith("records.none_")]
    assert [(note.code, str(note.facts.get("month", ""))) for note in noted] == expected


def month(text: str) -> int:
    return Period.parse(text).first.ordinal


@pytest.mark.parametrize(
    ("opened", "closed", "asked", "expected"),
    [
        pytest.param("2025-02", "2025-02", "2025-01", [], id="both-begin-after-what-is-asked"),
        pytest.param("2025-02", "2025-02", "2025-01..2025-03", ["none_opened_before", "none_opened_after 2025-01..2025-02"], id="both-begin-within"),
        pytest.param("2025-02", "2025-03", "2025-02", ["none_opened_before"], id="closed-after-what-is-asked"),
        pytest.param("2025-01", "2025-03", "2025-02..2025-03", ["none_closed_before 2025-03", "none_opened_after 2025-01"], id="opened-before-what-is-asked"),
        pytest.param("2025-01", "2025-03", "2025-03", ["none_opened_after 2025-01"], id="what-is-asked-is-whole"),
        pytest.param("2025-01", "2025-01", "2025-01..2025-12", ["none_opened_before", "none_opened_after 2025-01"], id="a-year-of-which-one-month-is-there"),
    ],
)  # fmt: skip
def test_the_months_that_are_asked_for(opened: str, closed: str, asked: str, expected: list[str]) -> None:
    plan = commune_plan()
    definition = define(plan, plan.records["dossiers"], (), ())
    days = {"received_on": opened, "returned_on": closed}
    reaches = {name: Reach(month(day), month(day), 0) for name, day in days.items()}
    notes = partly_held(definition, Tally(Changes(), reaches), Period.parse(asked), Place("list.csv"))
    told = [f"{note.code.removeprefix('records.')} {note.facts.get('period', '')}".strip() for note in notes]
    assert told == expected


@pytest.mark.parametrize(
    ("dossiers", "told"),
    [
        pytest.param(
            EXPORTS["received-in-june-as-it-is-in-july"][0],
            [
                "không có hồ sơ nào có “Ngày tiếp nhận” trước tháng 06/2025, nên tháng này không có hồ sơ từ trước chuyển sang, cũng không có kết quả của các hồ sơ đó; nếu danh sách chỉ xuất theo “Ngày tiếp nhận”, hãy xuất lại kèm cả hồ sơ khi đó còn đang giải quyết",
                "sau tháng 06/2025 không có hồ sơ nào có “Ngày tiếp nhận”, nên các tháng sau chỉ có kết quả của hồ sơ cũ; hãy chỉ lấy --period 2025-06, hoặc xuất danh sách mới hơn",
            ],
            id="by-the-day-of-receipt",
        ),
        pytest.param(
            EXPORTS["returned-in-june"][0],
            [
                "trước tháng 06/2025 không có hồ sơ nào có “Ngày trả kết quả”: danh sách chỉ có hồ sơ khi đó còn đang giải quyết, nên số liệu các tháng trước đó, và số cộng dồn có các tháng đó, chưa đủ; hãy chỉ lấy --period 2025-06, hoặc xuất danh sách cả năm",
                "cuối tháng 06/2025 không còn hồ sơ nào đang giải quyết; nếu danh sách chỉ xuất theo “Ngày trả kết quả”, hãy xuất lại kèm cả hồ sơ còn đang giải quyết",
            ],
            id="by-the-day-of-return",
        ),
    ],
)
def test_what_an_officer_reads(
    dossiers: list[Dossier], told: list[str], parcalc: Callable[..., object], tmp_path: Path
) -> None:
    write_list(dossiers, tmp_path / "thang-6.csv")
    done = parcalc("count", "thang-6.csv", "--out", "so-lieu.csv")
    said = [line.partition("lưu ý: ")[2] for line in done.stderr.decode().splitlines()]  # type: ignore[attr-defined]
    assert [line for line in said if not line.startswith("không đọc")] == told


def test_the_words_in_english(tmp_path: Path) -> None:
    file = write_list(EXPORTS["open-alone"][0], tmp_path / "open.csv")
    (note,) = [one for one in read_dossiers([file], commune_plan()).notes if one.code == "records.none_closed"]
    assert Language("en").say(note).startswith("no record has a “Returned on”, so every count of results is 0")
