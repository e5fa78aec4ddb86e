"""Requests to a city, with the city's own mark of which were on time: counted by the plan in docs/dossiers.md."""

import csv
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from subprocess import CompletedProcess
from typing import NamedTuple

import pytest

Run = Callable[..., "CompletedProcess[bytes]"]
ROOT = Path(__file__).parents[2]
REQUESTS = ROOT / "tests/cases/boston-311-2015.csv"
YEARS = ("--period", "2015-01..2016-12")


class Request(NamedTuple):
    """A request as the city published it."""

    code: str
    target: datetime | None
    closed: datetime | None
    mark: str


def requests() -> list[Request]:
    with REQUESTS.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return [
        Request(row["CASE_ENQUIRY_ID"], _time(row["TARGET_DT"]), _time(row["CLOSED_DT"]), row["OnTime_Status"])
        for row in rows
    ]


def _time(cell: str) -> datetime | None:
    return datetime.strptime(cell, "%m/%d/%Y %I:%M:%S %p") if cell else None  # noqa: DTZ007


def by_day(request: Request) -> bool:
    assert request.closed
    return request.target is not None and request.closed.date() <= request.target.date()


CLOSED = [request for request in requests() if request.closed]
MARKED_ON_TIME = {request.code for request in CLOSED if request.target and request.mark == "ONTIME"}
MARKED_LATE = {request.code for request in CLOSED if request.target and request.mark == "OVERDUE"}


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """Give the plan that the guide shows, with what makes it a whole one."""
    block = (ROOT / "docs/dossiers.md").read_text(encoding="utf-8").partition("## Another list")[2].split("```")[1]
    late = "  closed_late: {vi: Xong trễ hạn, en: Closed late, from: requests, month_of: closed, if: closed > target}\n"
    text = (
        "plan: {title: Requests, issuer: City, year: 2015}\n"
        + block.removeprefix("yaml\n")
        + late
        + "targets: [{id: late, vi: Trễ hạn, en: Late, numerator: closed_late, at_most: 0}]\n"
    )
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    return tmp_path / "plan.yaml"


def listed(parcalc: Run, plan: Path, count: str, *options: str) -> set[str]:
    """Return the codes that ``--list`` gives for a count."""
    out = plan.parent / f"{count}.csv"
    done = parcalc(
        "count",
        REQUESTS,
        "--targets",
        plan,
        "--list",
        count,
        *YEARS,
        *options,
        "--out",
        out,
        "--overwrite",
        "--lang",
        "en",
    )
    assert done.returncode == 0, done.stderr.decode()
    with out.open(encoding="utf-8-sig", newline="") as stream:
        return {row["CASE_ENQUIRY_ID"] for row in csv.DictReader(stream, delimiter=";")}


def counted(parcalc: Run, plan: Path, *options: str) -> dict[str, int]:
    """Return each count over all months, by its label."""
    out = plan.parent / "counts.csv"
    done = parcalc("count", REQUESTS, "--targets", plan, *options, "--out", out, "--overwrite")
    assert done.returncode == 0, done.stderr.decode()
    with out.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    return {label: sum(int(row[label] or 0) for row in rows) for label in rows[0] if label != "Tháng"}


def test_the_city_s_marks_are_many_and_of_both_kinds() -> None:
    assert (len(requests()), len(MARKED_ON_TIME), len(MARKED_LATE)) == (310, 90, 130)
    differing = [request for request in CLOSED if request.code in MARKED_LATE and by_day(request)]
    assert len(differing) == 70


@pytest.mark.parametrize("engine", ["python", "duckdb"])
def test_each_request_is_on_time_as_the_city_says(engine: str, parcalc: Run, plan: Path) -> None:
    on_time = listed(parcalc, plan, "closed_on_time", "--engine", engine)
    late = listed(parcalc, plan, "closed_late", "--engine", engine)
    unmarked = {request.code for request in CLOSED if request.target and not request.mark}
    assert (on_time, late - unmarked) == (MARKED_ON_TIME, MARKED_LATE)
    assert on_time | late == {request.code for request in CLOSED if request.target}


@pytest.mark.parametrize("engine", ["python", "duckdb"])
def test_as_many_are_counted_as_are_listed(engine: str, parcalc: Run, plan: Path) -> None:
    numbers = counted(parcalc, plan, "--engine", engine)
    assert numbers["Xong đúng hạn"] == len(MARKED_ON_TIME)
    assert numbers["Ghi là đúng hạn"] == sum(request.mark == "ONTIME" for request in CLOSED)
    assert numbers["Xong trễ hạn"] == sum(request.target is not None for request in CLOSED) - len(MARKED_ON_TIME)


def test_by_day_other_requests_are_on_time(parcalc: Run, plan: Path) -> None:
    plan.write_text(plan.read_text(encoding="utf-8").replace("is: time", "is: date"), encoding="utf-8")
    on_time = listed(parcalc, plan, "closed_on_time")
    assert on_time == {request.code for request in CLOSED if by_day(request)}
    assert len(on_time - MARKED_ON_TIME) > len(MARKED_LATE) / 3
