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
NAMES = ("2025-06.html", "index.html")
WIDTHS = (360, 768, 1200)
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
        parcalc(
            "summary", sample, "--out", "bc", "--month", month, "--by", "unit", "--format", "html", "--format", "text"
        )
    return tmp_path / "bc"


def dark(browser: webdriver.Chrome, *, on: bool) -> None:
    features = [{"name": "prefers-color-scheme", "value": "dark" if on else "light"}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": features})


def width(browser: webdriver.Chrome, pixels: int) -> None:
    size = {"width": pixels, "height": 900, "deviceScaleFactor": 1, "mobile": pixels < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


@pytest.mark.parametrize("name", NAMES)
def test_everyone_can_read_it(name: str, browser: webdriver.Chrome, pages: Path) -> None:
    for on in (False, True):
        for pixels in WIDTHS:
            dark(browser, on=on)
            width(browser, pixels)
            browser.get((pages / name).as_uri())
            unfold(browser)
            browser.execute_script(AXE.read_text(encoding="utf-8"))
            found = browser.execute_async_script("axe.run().then(arguments[0])")
            assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found["violations"]] == []
            assert found["passes"]


def unfold(browser: webdriver.Chrome) -> None:
    browser.execute_script("document.querySelectorAll('details').forEach(one => { one.open = true })")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_asked_for(name: str, browser: webdriver.Chrome, pages: Path) -> None:
    browser.get((pages / name).as_uri())
    assert browser.execute_script("return performance.getEntriesByType('resource').map(one => one.name)") == []


@pytest.mark.parametrize("pixels", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_nothing_sticks_out(name: str, pixels: int, browser: webdriver.Chrome, pages: Path) -> None:
    width(browser, pixels)
    browser.get((pages / name).as_uri())
    unfold(browser)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= pixels
    beside = browser.execute_script(
        "return [...document.querySelectorAll('main *')].filter(one => !one.closest('.scroll, svg, thead'))"
        ".filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5).map(one => one.outerHTML)"
    )
    assert beside == []


@pytest.mark.parametrize("pixels", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_no_number_is_broken(name: str, pixels: int, browser: webdriver.Chrome, pages: Path) -> None:
    width(browser, pixels)
    browser.get((pages / name).as_uri())
    unfold(browser)
    numbers = browser.execute_script(
        """
        const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
        const seen = [], broken = [];
        while (walker.nextNode()) {
            for (const found of walker.currentNode.data.matchAll(/[+\u2212]?[0-9][0-9.,\\/]*%?/g)) {
                const range = document.createRange();
                range.setStart(walker.currentNode, found.index);
                range.setEnd(walker.currentNode, found.index + found[0].length);
                const lines = new Set([...range.getClientRects()].map(one => Math.round(one.top)));
                seen.push(found[0]);
                if (lines.size > 1) broken.push(walker.currentNode.data);
            }
        }
        return [seen.length, broken];
        """
    )
    assert numbers[0] > 30
    assert numbers[1] == []


def test_the_text_of_a_chart_is_never_smaller_than_twelve_pixels(browser: webdriver.Chrome, pages: Path) -> None:
    for pixels in WIDTHS:
        width(browser, pixels)
        browser.get((pages / "2025-06.html").as_uri())
        scales = browser.execute_script(
            "return [...document.querySelectorAll('svg.chart')].map(one => one.getScreenCTM().a)"
        )
        assert len(scales) > 5
        assert min(scales) * 12 >= 12, pixels


def test_the_first_screen_of_a_phone_says_how_the_month_went(browser: webdriver.Chrome, pages: Path) -> None:
    width(browser, 360)
    for name in NAMES:
        browser.get((pages / name).as_uri())
        lead = browser.execute_script(
            "const one = document.querySelector('.lead'); return [one.textContent, one.getBoundingClientRect().bottom]"
        )
        assert (
            lead[0]
            == "Tháng 6/2025, xã Định Hưng đạt 9/11 chỉ tiêu; 02 chỉ tiêu chưa đạt; 02 chỉ tiêu không phát sinh."
        )
        assert lead[1] < 600
        miss = browser.execute_script("return document.querySelector('.misses li').getBoundingClientRect().top")
        assert miss < 600


def test_every_row_is_printed(browser: webdriver.Chrome, pages: Path, tmp_path: Path) -> None:
    width(browser, 1200)
    browser.get((pages / "2025-06.html").as_uri())
    names = browser.execute_script(
        "return [...document.querySelectorAll('tbody th[scope=row]')].map(one => one.firstChild.textContent)"
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
    assert browser.title == "Tháng 6 năm 2025 (từ ngày 01/6/2025 đến ngày 30/6/2025) · UBND xã Định Hưng"
    assert "dự thảo" in browser.find_element("tag name", "header").text
    browser.find_element("css selector", "footer a").click()
    assert browser.title == "Kết quả của xã Định Hưng, năm 2025"
