"""The first months of an officer, as the guide in Vietnamese tells them, with the workbook that parcalc wrote."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import openpyxl

Run = Callable[..., "CompletedProcess[bytes]"]


def fill(file: Path, months: int) -> None:
    """Write figures into the first months of a blank workbook, as Excel would save it."""
    book = openpyxl.load_workbook(file)
    page: Any = book.active
    headings = [cell.value for cell in page[4]]
    figures = {"Giao dịch thanh toán": 100, "Giao dịch thanh toán trực tuyến": 91}
    for line in range(5, 5 + months):
        for heading, figure in figures.items():
            page.cell(line, headings.index(heading) + 1, figure)
    book.save(file)


def test_a_blank_workbook_is_filled_judged_and_reported(parcalc: Run, tmp_path: Path) -> None:
    assert parcalc("template", "--year", "2025", "--output", "so-lieu.xlsx").returncode == 0
    fill(tmp_path / "so-lieu.xlsx", 5)
    screen = parcalc("check", "so-lieu.xlsx").stdout.decode()
    assert screen.startswith("Tháng 5 năm 2025")
    assert "91/100" in screen
    done = parcalc("summary", "so-lieu.xlsx", "--out", "bao-cao", "--month", "2025-05")
    assert done.returncode == 3
    assert (tmp_path / "bao-cao/2025-05.html").is_file()
    assert parcalc("template", "--year", "2025", "--output", "so-lieu.xlsx").returncode == 2
