"""A workbook as long as a list of dossiers is read once, and taken for what it is."""

from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter

from parcalc.assess.data import read_data
from parcalc.errors import Unusable
from parcalc.read.plan.loader import load_plan
from parcalc.read.tables.workbook import xlsx
from parcalc.read.tables.workbook.parts import Parts
from parcalc.read.tables.workbook.sheets import Asked, Sheet

ROOT = Path(__file__).parents[2]
PLAN = load_plan(str(ROOT / "data/targets.yaml"))
LIST = ("Mã hồ sơ", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày trả kết quả", "Đơn vị", "Hình thức tiếp nhận")
DOSSIER = ("05/06/2025", "06/06/2025", "06/06/2025", "Bộ phận một cửa", "Trực tuyến")
COUNTS = ("Tháng", "Đơn vị", "Hồ sơ giải quyết trước hạn")


def book(path: Path, header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        for at, row in enumerate([header, *rows]):
            sheet.write_row(at, 0, row)
    assert path.stat().st_size > 30_000
    return str(path)


def a_list(path: Path, *more: str) -> str:
    rows = [(f"H-{number * 7919:09}", *DOSSIER, *more) for number in range(1500)]
    return book(path, (*LIST, *("Tháng" for _ in more)), rows)


def counts(path: Path) -> str:
    rows = [("6/2025", f"Thôn {number * 7919:09}", number) for number in range(2000)]
    return book(path, COUNTS, rows)


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Give what is read of workbooks, each time anew."""
    read, found = xlsx.read_xlsx, list[object]()

    def noted(parts: Parts, asked: Asked) -> tuple[Sheet, ...]:
        found.append(parts)
        return read(parts, asked)

    monkeypatch.setattr(xlsx, "read_xlsx", noted)
    return found


def test_a_list_is_read_once(tmp_path: Path, readings: list[object]) -> None:
    (row,) = read_data([a_list(tmp_path / "list.xlsx")], PLAN).rows
    assert (row.values["received_online"], row.values["resolved_on_time"], len(readings)) == (1500, 1500, 1)


def test_counts_are_read_once(tmp_path: Path, readings: list[object]) -> None:
    found = read_data([counts(tmp_path / "counts.xlsx")], PLAN)
    assert (len(found.rows), len(readings)) == (2000, 1)


def test_a_list_that_names_months_is_still_a_list(tmp_path: Path) -> None:
    (row,) = read_data([a_list(tmp_path / "list.xlsx", "6/2025")], PLAN).rows
    assert row.values["received_online"] == 1500


def test_a_list_beside_counts_is_refused(tmp_path: Path) -> None:
    files = [a_list(tmp_path / "list.xlsx"), counts(tmp_path / "counts.xlsx")]
    with pytest.raises(Unusable, match="mixed"):
        read_data(files, PLAN)


def test_what_is_no_list_of_the_plan_is_told_as_counts(tmp_path: Path) -> None:
    rows = [(f"H-{number * 7919:09}", *DOSSIER) for number in range(1500)]
    file = book(tmp_path / "other.xlsx", tuple("abcdef"), rows)
    with pytest.raises(Unusable) as caught:
        read_data([file], PLAN)
    assert not any(problem.code.startswith("records.") for problem in caught.value.problems)
