"""The page in a real browser: nothing is asked for, nothing sticks out, every row is printed, everyone can read it."""

import base64
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess

import axe_core_python
import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

pytestmark = pytest.mark.browser

Run = Callable[..., "CompletedProcess[bytes]"]
ROOT = Path(__file__).parents[2]
AXE = next(Path(axe_core_python.__file__).parent.rglob("axe.min.js"))
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--force-color-profile=srgb",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    options = Options()
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(flag)
    options.binary_location = _found("chromium")
    driver = webdriver.Chrome(options, Service(_found("chromedriver")))
    yield driver
    driver.quit()


def _found(program: str) -> str:
    return subprocess.run(["which", program], capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture
def pages(parcalc: Run, tmp_path: Path) -> Path:
    sample = ROOT / "data/samples/dinh-hung-don-vi.csv"
    for month in ("2025-05", "2025-06"):
        parcalc("summary", sample, "--out", "bc", "--month", month, "--by", "unit")
    return tmp_path / "bc"


def dark(browser: webdriver.Chrome, *, on: bool) -> None:
    features = [{"name": "prefers-color-scheme", "value": "dark" if on else "light"}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": features})


def width(browser: webdriver.Chrome, pixels: int) -> None:
    size = {"width": pixels, "height": 900, "deviceScaleFactor": 1, "mobile": pixels < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


@pytest.mark.parametrize("name", ["2025-06.html", "index.html"])
def test_everyone_can_read_it(name: str, browser: webdriver.Chrome, pages: Path) -> None:
    for on in (False, True):
        for pixels in (1200, 360):
            dark(browser, on=on)
            width(browser, pixels)
            browser.get((pages / name).as_uri())
            browser.execute_script(AXE.read_text(encoding="utf-8"))
            found = browser.execute_async_script("axe.run().then(arguments[0])")
            assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found["violations"]] == []
            assert found["passes"]


@pytest.mark.parametrize("name", ["2025-06.html", "index.html"])
def test_nothing_is_asked_for(name: str, browser: webdriver.Chrome, pages: Path) -> None:
    browser.get((pages / name).as_uri())
    assert browser.execute_script("return performance.getEntriesByType('resource').map(one => one.name)") == []


@pytest.mark.parametrize("name", ["2025-06.html", "index.html"])
def test_nothing_sticks_out_on_a_phone(name: str, browser: webdriver.Chrome, pages: Path) -> None:
    width(browser, 360)
    browser.get((pages / name).as_uri())
    assert browser.execute_script("return document.documentElement.scrollWidth") <= 360


def test_every_row_is_printed(browser: webdriver.Chrome, pages: Path, tmp_path: Path) -> None:
    width(browser, 1200)
    browser.get((pages / "2025-06.html").as_uri())
    names = browser.execute_script(
        "return [...document.querySelectorAll('tbody th')].map(one => one.firstChild.textContent)"
    )
    printed = base64.b64decode(browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"])
    (tmp_path / "page.pdf").write_bytes(printed)
    text = subprocess.run(
        ["pdftotext", "-raw", tmp_path / "page.pdf", "-"], capture_output=True, check=True
    ).stdout.decode()
    words = " ".join(text.split())
    assert len(names) > 13
    assert [name for name in names if " ".join(name.split()[:3]) not in words] == []


def test_the_links_of_the_index_lead_to_the_reports(browser: webdriver.Chrome, pages: Path) -> None:
    width(browser, 1200)
    browser.get((pages / "index.html").as_uri())
    browser.execute_script("document.querySelector('a[href=\"2025-06.html\"]').click()")
    assert browser.title.startswith("Bảng tổng hợp (dự thảo)")
