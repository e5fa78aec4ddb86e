"""The page as its user meets it: offline, by keyboard, on a phone, in both languages, with an office's own plan."""

import json
import os
import unicodedata
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from subprocess import CompletedProcess

import axe_core_python
import pytest
from selenium import webdriver
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

from offline_page import ROOT, Browse, Page

pytestmark = pytest.mark.browser

Run = Callable[..., "CompletedProcess[bytes]"]
SAMPLE = ROOT / "data/samples/dinh-hung.csv"
UNITS = ROOT / "data/samples/dinh-hung-don-vi.csv"
AXE = next(Path(axe_core_python.__file__).parent.rglob("axe.min.js"))
LARGEST = 12_000_000

WAYS_OUT = {
    "fetch": "fetch('https://example.org/')",
    "a-request": "new Promise((_, no) => { const r = new XMLHttpRequest(); r.onerror = no; r.open('GET', 'https://example.org/'); r.send(); })",
    "a-socket": "new Promise((_, no) => { new WebSocket('wss://example.org/').onerror = no; })",
    "a-beacon": "new Promise((yes, no) => navigator.sendBeacon('https://example.org/', 'x') ? yes() : no())",
    "a-picture": "new Promise((yes, no) => { const p = new Image(); p.onload = yes; p.onerror = no; p.src = 'https://example.org/x.png'; })",
    "a-script": "import('https://example.org/x.js')",
    "a-frame": "new Promise((yes) => { const f = document.createElement('iframe'); f.src = 'https://example.org/'; document.body.append(f); f.onload = () => yes(); })",
    "a-form": "new Promise((yes) => { const f = document.createElement('form'); f.action = 'https://example.org/'; document.body.append(f); f.submit(); })",
}
"""Every way in which a script could talk to somebody."""


@pytest.fixture(scope="module")
def attacked(browse: Browse, page: Path) -> Page:
    return browse().open(page)


@pytest.mark.parametrize("way", WAYS_OUT)
def test_the_policy_lets_nothing_out(way: str, attacked: Page) -> None:
    refused = attacked.browser.execute_async_script(
        f"""const done = arguments[0];
        document.addEventListener('securitypolicyviolation', (event) => done(event.blockedURI), {{once: true}});
        Promise.resolve({WAYS_OUT[way]}).catch(() => null);"""
    )
    assert refused.startswith(("https://example.org", "wss://example.org"))


def test_nothing_but_itself_was_loaded(opened: Page) -> None:
    opened.drop(SAMPLE)
    loaded = opened.browser.execute_script("return performance.getEntriesByType('resource').map((one) => one.name)")
    assert [name for name in loaded if not name.startswith("blob:")] == []


def test_the_page_is_no_larger_than_a_mail_takes(page: Path) -> None:
    assert page.stat().st_size <= LARGEST


def test_what_it_was_rehearsed_with_is_gone(browse: Browse, page: Path) -> None:
    opened = browse().open(page)
    assert json.loads(str(opened.ask("show", "vi"))) == {"problems": []}
    assert not opened.browser.find_element("id", "judged").is_displayed()


def test_a_file_that_is_dropped_while_it_opens_is_judged_when_it_has(browse: Browse, page: Path) -> None:
    opened = browse()
    dropped = f"document.addEventListener('DOMContentLoaded', () => take([new File([{json.dumps(SAMPLE.read_text(encoding='utf-8'))}], 'som.csv')]))"
    opened.browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": dropped})
    opened.open(page).answered()
    assert [file["name"] for file in json.loads(opened.saved("json"))["files"]] == ["som.csv"]
    assert "chưa đạt" in opened.text("closing")


def test_the_clock_is_the_users(browse: Browse, page: Path) -> None:
    assert browse("Asia/Ho_Chi_Minh").open(page).drop(SAMPLE).made_at().endswith("+07:00")


def downloads(opened: Page, folder: Path) -> None:
    folder.mkdir()
    opened.browser.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})


def arrived(opened: Page, file: Path) -> bytes:
    WebDriverWait(opened.browser, 30, 0.05).until(lambda _: file.exists() and file.stat().st_size)
    return file.read_bytes()


@pytest.mark.parametrize("form", ["html", "xlsx", "csv", "json"])
def test_a_report_is_saved_under_the_name_of_its_period(form: str, opened: Page, tmp_path: Path) -> None:
    opened.drop(SAMPLE)
    downloads(opened, tmp_path / "luu")
    opened.browser.find_element("css selector", f"[data-save={form}]").click()
    assert arrived(opened, tmp_path / f"luu/2025-06.{form}") == opened.saved(form)


def test_the_paragraph_is_copied(opened: Page) -> None:
    opened.drop(SAMPLE)
    permission = {"permission": {"name": "clipboard-read"}, "setting": "granted"}
    opened.browser.execute_cdp_cmd("Browser.setPermission", permission)
    opened.browser.find_element("id", "copy").click()
    WebDriverWait(opened.browser, 30, 0.05).until(lambda _: opened.text("said").startswith("Đã chép"))
    copied = opened.browser.execute_async_script("navigator.clipboard.readText().then(arguments[0])")
    assert copied == opened.saved("text").decode().strip()


def test_the_blank_file_is_the_commands(opened: Page, tmp_path: Path, parcalc: Run) -> None:
    downloads(opened, tmp_path / "luu")
    opened.browser.find_element("id", "blank").click()
    saved = arrived(opened, tmp_path / "luu/so-lieu-2025.xlsx")
    parcalc("template", "--targets", ROOT / "data/targets.yaml", "--output", "mau.xlsx")
    assert parts(saved) == parts((tmp_path / "mau.xlsx").read_bytes())


def parts(workbook: bytes) -> dict[str, bytes]:
    """Return what a workbook is made of; two machines may pack the same a little differently."""
    with zipfile.ZipFile(BytesIO(workbook)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_another_period_of_the_same_files(opened: Page) -> None:
    opened.drop(SAMPLE)
    periods = opened.browser.find_elements("css selector", "#period option")
    assert [one.text for one in periods][:4] == [
        "Tháng 6 năm 2025",
        "Quý II năm 2025",
        "6 tháng đầu năm 2025",
        "Tháng 5 năm 2025",
    ]
    opened.browser.execute_script("state.shown = null")
    periods[1].click()
    opened.answered()
    assert json.loads(opened.saved("json"))["period"]["id"] == "2025-Q2"
    assert opened.text("judged-title").startswith("Quý II năm 2025")


def test_units_are_ranked_where_the_files_name_them(opened: Page) -> None:
    opened.drop(SAMPLE)
    assert not opened.browser.find_element("id", "by").is_displayed()
    opened.drop(UNITS)
    opened.browser.execute_script("state.shown = null")
    opened.browser.find_elements("css selector", "#by option")[1].click()
    opened.answered()
    assert list(json.loads(opened.saved("json"))["breakdowns"]) == ["unit"]


def test_two_files_of_one_name_are_two_files(opened: Page, tmp_path: Path) -> None:
    lines = SAMPLE.read_text(encoding="utf-8").splitlines(keepends=True)
    for folder, months in (("a", lines[1:13]), ("b", lines[13:])):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "so-lieu.csv").write_text("".join([lines[0], *months]), encoding="utf-8")
    opened.drop(tmp_path / "a/so-lieu.csv", tmp_path / "b/so-lieu.csv")
    document = json.loads(opened.saved("json"))
    assert [file["name"] for file in document["files"]] == ["so-lieu.csv", "2/so-lieu.csv"]
    assert document["verdicts"]["missed"] == 2


def test_nothing_of_the_files_before_stays(opened: Page, tmp_path: Path) -> None:
    (tmp_path / "hong.csv").write_text("month,resolved_early\n2025-06,x\n")
    opened.drop(SAMPLE).drop(tmp_path / "hong.csv")
    assert opened.browser.find_element("id", "refused").is_displayed()
    assert not opened.browser.find_element("id", "judged").is_displayed()
    assert [place for place, _ in opened.problems()] == ["hong.csv:2:2"]
    assert "Chưa tính được: 1 lỗi cần sửa" in opened.text("refused-title")
    opened.drop(SAMPLE)
    assert not opened.browser.find_element("id", "refused").is_displayed()


def test_in_english_too(opened: Page) -> None:
    opened.drop(SAMPLE)
    opened.browser.find_element("css selector", "[data-language=en]").click()
    WebDriverWait(opened.browser, 30).until(lambda _: "met" in opened.text("closing"))
    assert opened.text("closing") == "9 met · 2 missed · 2 no cases · 0 data missing"
    assert opened.browser.execute_script("return document.documentElement.lang") == "en"
    assert opened.text("plan").startswith("Plan: Administrative reform plan of Định Hưng commune")
    opened.browser.switch_to.frame("report")
    assert opened.browser.find_element("tag name", "html").get_attribute("lang") == "en"
    opened.browser.switch_to.default_content()
    opened.browser.find_element("css selector", "[data-language=vi]").click()
    WebDriverWait(opened.browser, 30).until(lambda _: "đạt" in opened.text("closing"))


def test_the_whole_report_is_seen_without_a_second_scroll_bar(opened: Page) -> None:
    opened.drop(SAMPLE)
    heights = "const f = document.getElementById('report'); return f.contentDocument.documentElement.scrollHeight <= f.clientHeight"
    WebDriverWait(opened.browser, 30).until(lambda browser: browser.execute_script(heights))


def test_by_keyboard(opened: Page) -> None:
    opened.drop(UNITS)
    order = ["vi", "en", "files", "blank", "period", "by", "html", "copy", "xlsx", "csv", "json", "print"]
    name = "const e = document.activeElement; return e.id || e.dataset.language || e.dataset.save"
    opened.browser.execute_script("document.querySelector('[data-language=vi]').focus()")
    reached = [opened.browser.execute_script(name)]
    while len(reached) < len(order):
        webdriver.ActionChains(opened.browser).send_keys(Keys.TAB).perform()
        reached.append(opened.browser.execute_script(name))
    assert reached == order
    webdriver.ActionChains(opened.browser).send_keys(Keys.TAB).perform()
    assert opened.browser.execute_script("return document.activeElement.id") == "report"


@pytest.mark.parametrize("pixels", [1200, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("content", ["judged", "refused"])
def test_everyone_can_read_it(content: str, scheme: str, pixels: int, opened: Page, tmp_path: Path) -> None:
    browser = opened.browser
    (tmp_path / "hong.csv").write_text("month,resolved_early\n2025-06,x\n2025-05,y\n")
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"media": "", "features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
    size = {"width": pixels, "height": 900, "deviceScaleFactor": 1, "mobile": pixels < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    opened.drop(UNITS if content == "judged" else tmp_path / "hong.csv")
    browser.execute_script(AXE.read_text(encoding="utf-8"))
    found = browser.execute_async_script("axe.run({iframes: false}).then(arguments[0])")
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found["violations"]] == []
    assert browser.execute_script("return document.documentElement.scrollWidth") <= pixels
    if folder := os.environ.get("PICTURES"):
        browser.save_screenshot(f"{folder}/{content}-{scheme}-{pixels}.png")
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_an_offices_own_plan(browse: Browse, page: Path, tmp_path: Path, parcalc: Run) -> None:
    plan = ROOT / "data/plans/lam-dong-2025.yaml"
    assert parcalc("page", "--targets", plan, "--from", page, "--out", "trang.html").returncode == 0
    (tmp_path / "so-lieu.csv").write_text("month,x\n2025-06,1\n")
    own = browse().open(tmp_path / "trang.html")
    assert "Lâm Đồng" in unicodedata.normalize("NFC", own.text("plan"))
    blank = parcalc("template", "--targets", plan).stdout
    (tmp_path / "so-lieu.csv").write_bytes(blank.replace(b"Th\xc3\xa1ng 1/2025", b"01/2025"))
    own.drop(tmp_path / "so-lieu.csv")
    printed = parcalc("check", "so-lieu.csv", "--targets", plan, "--format", "json").stdout
    assert json.loads(own.saved("json"))["problems"] == json.loads(printed)["problems"]
