"""What the page says is what the command says: the same bytes of every format, the same problems at the same cells."""

import csv
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from forms import CIVIL, LAND, TOTAL, Cells, form_06a
from offline_page import ROOT, Page
from workbooks import Rows, Value, as_ods, as_xls, as_xlsx

pytestmark = pytest.mark.browser

Run = Callable[..., "CompletedProcess[bytes]"]
PLAN = "data/targets.yaml"
HEADER = "month,resolved_early,resolved_on_time,resolved_late"
HOSTILE = "=SUM(A1) | <b>[tháng 3] \x1b[31m\u202e<img src=x onerror=alert(1)>"

MESSY = {
    "semicolons-and-a-bom": f"\ufeff{HEADER}\n2025-06,1,2,3\n".replace(",", ";"),
    "months-as-people-write-them": f"{HEADER}\nTháng 5/2025,1,2,0\nT6/2025,4,5,1\n",
    "thousands-in-groups": f"{HEADER}\n2025-06,1.234,2.000,0\n".replace(",", ";"),
    "a-letter-in-a-count": f"{HEADER}\n2025-06,1,x,3\n",
    "a-fraction": f"{HEADER}\n2025-06,1.5,2,3\n",
    "a-month-that-is-none": f"{HEADER}\n2025-13,1,2,3\n2025-06,,2,3\n",
    "a-month-twice": f"{HEADER}\n2025-06,1,2,3\n2025-06,1,2,3\n",
    "a-blank-count": f"{HEADER}\n2025-06,1,,3\n",
    "nothing-at-all": "",
    "no-header": "1,2,3\n4,5,6\n",
    "an-unknown-column": f"{HEADER},resolved_erly\n2025-06,1,2,3,4\n",
    "a-rule-broken": "month,payments,payments_online\n2025-06,5,6\n",
    "hostile-names": f"month,unit,resolved_early,resolved_on_time,resolved_late\n2025-06,{HOSTILE},97,0,3\n",
    "many-problems": f"{HEADER}\n" + "".join(f"2025-06,{number},y,z\n" for number in range(60)),
}
BYTES = {
    "windows-1258": "tháng;hồ sơ giải quyết trước hạn\n06/2025;5\n".encode("cp1258", "replace"),
    "utf-16": f"{HEADER}\n2025-06,1,2,3\n".replace(",", "\t").encode("utf-16"),
    "not-text": bytes(range(256)),
    "a-picture": b"\x89PNG\r\n\x1a\n" + bytes(100),
}


def command(parcalc: Run, folder: Path, *arguments: str, made_at: str = "") -> bytes:
    """Return what the command prints for the same files, made at the same time."""
    epoch = {"SOURCE_DATE_EPOCH": str(int(datetime.fromisoformat(made_at).timestamp()))} if made_at else {}
    (folder / "data").mkdir(exist_ok=True)
    (folder / PLAN).write_bytes((ROOT / PLAN).read_bytes())
    return parcalc("check", *arguments, "--targets", PLAN, "--lang", "vi", cwd=folder, **epoch).stdout


@pytest.mark.parametrize("form", ["json", "html", "text", "csv", "xlsx"])
@pytest.mark.parametrize("name", ["dinh-hung.csv", "dinh-hung-excel.csv", "dinh-hung-don-vi.csv"])
def test_a_sample(name: str, form: str, opened: Page, samples: Path, tmp_path: Path, parcalc: Run) -> None:
    (tmp_path / name).write_bytes((samples / name).read_bytes())
    opened.drop(tmp_path / name)
    assert opened.saved(form) == command(parcalc, tmp_path, name, "--format", form, made_at=opened.made_at())
    assert "chưa đạt" in opened.text("closing")


@pytest.mark.parametrize("name", [*MESSY, *BYTES])
def test_a_messy_file(name: str, opened: Page, tmp_path: Path, parcalc: Run) -> None:
    content = BYTES[name] if name in BYTES else MESSY[name].encode()
    (tmp_path / "tep.csv").write_bytes(content)
    opened.drop(tmp_path / "tep.csv")
    printed = command(parcalc, tmp_path, "tep.csv", "--format", "json")
    document = json.loads(opened.saved("json"))
    made_at = document["made"]["at"] if document["results"] else ""
    if made_at:
        printed = command(parcalc, tmp_path, "tep.csv", "--format", "json", made_at=made_at)
    assert opened.saved("json") == printed
    if document["problems"]:
        told = _stderr(parcalc, tmp_path)
        assert [f"{place}: lỗi: {words}".removeprefix(": ") for place, words in opened.problems()] == told


def _stderr(parcalc: Run, folder: Path) -> list[str]:
    return parcalc("check", "tep.csv", "--targets", PLAN, "-q", cwd=folder).stderr.decode().splitlines()


WORKBOOKS: Mapping[str, Callable[[Rows], bytes]] = {"xlsx": as_xlsx, "xls": as_xls, "ods": as_ods}


@pytest.mark.parametrize("form", WORKBOOKS)
def test_a_workbook(form: str, opened: Page, samples: Path, tmp_path: Path, parcalc: Run) -> None:
    with (samples / "dinh-hung.csv").open(encoding="utf-8") as stream:
        rows: list[list[Value]] = [
            [int(cell) if cell.isdigit() else cell for cell in row] for row in csv.reader(stream)
        ]
    (tmp_path / f"so-lieu.{form}").write_bytes(WORKBOOKS[form](rows))
    opened.drop(tmp_path / f"so-lieu.{form}")
    made_at = opened.made_at()
    assert opened.saved("json") == command(parcalc, tmp_path, f"so-lieu.{form}", "--format", "json", made_at=made_at)
    rows[3][2] = 1.5
    (tmp_path / f"so-lieu.{form}").write_bytes(WORKBOOKS[form](rows))
    opened.drop(tmp_path / f"so-lieu.{form}")
    assert [place for place, _ in opened.problems()] == [f"so-lieu.{form}:Số liệu!C4"]
    assert opened.saved("json") == command(parcalc, tmp_path, f"so-lieu.{form}", "--format", "json")


@pytest.mark.parametrize(
    "rows", [[LAND, CIVIL, TOTAL], [LAND, TOTAL]], ids=["as-it-should-be", "with-a-total-that-is-wrong"]
)
def test_an_official_form(rows: list[Cells], opened: Page, tmp_path: Path, parcalc: Run) -> None:
    (tmp_path / "bieu.xlsx").write_bytes(form_06a(*rows))
    opened.drop(tmp_path / "bieu.xlsx")
    document = json.loads(opened.saved("json"))
    made_at = document["made"]["at"] if document["results"] else ""
    assert opened.saved("json") == command(parcalc, tmp_path, "bieu.xlsx", "--format", "json", made_at=made_at)
    assert bool(document["problems"]) is (CIVIL not in rows)


def test_a_list_of_dossiers(opened: Page, samples: Path, tmp_path: Path, parcalc: Run) -> None:
    name = "dinh-hung-ho-so.csv"
    (tmp_path / name).write_bytes((samples / name).read_bytes())
    opened.drop(tmp_path / name)
    assert opened.saved("json") == command(parcalc, tmp_path, name, "--format", "json", made_at=opened.made_at())
