"""The offline page, built from the registries, in a real headless Chromium that finds nobody to talk to."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

from offline_page import PATIENCE, ROOT, Browse, Page
from parcalc.page.own import BUILT

MADE_OF = ("src/parcalc", "tools/page", "tools/build_page.py", "data/targets.yaml", "data/samples")
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--force-color-profile=srgb", "--host-resolver-rules=MAP * ~NOTFOUND",
)  # fmt: skip


@pytest.fixture(scope="session")
def page() -> Path:
    """Return the page, built anew if something that it is made of has changed."""
    with FileLock(ROOT / "build/page.lock"):
        if not BUILT.exists() or BUILT.stat().st_mtime < _changed():
            subprocess.run([sys.executable, "tools/build_page.py"], cwd=ROOT, check=True)
    return BUILT


def _changed() -> float:
    parts = [
        part for name in MADE_OF for part in ((ROOT / name).rglob("*") if (ROOT / name).is_dir() else [ROOT / name])
    ]
    return max(part.stat().st_mtime for part in parts if part.is_file() and part.suffix != ".pyc" and part != BUILT)


@pytest.fixture(scope="module")
def browse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browse]:
    """Return a function that starts a browser, in a time zone; all of them end with the module."""
    started: list[webdriver.Chrome] = []

    def start(zone: str = "UTC") -> Page:
        options = Options()
        for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"):
            options.add_argument(flag)
        options.binary_location = _found("chromium")
        driver = webdriver.Chrome(options, Service(_found("chromedriver"), env={"TZ": zone, "PATH": "/usr/bin:/bin"}))
        driver.set_script_timeout(PATIENCE)
        started.append(driver)
        return Page(driver)

    yield start
    for driver in started:
        driver.quit()


def _found(program: str) -> str:
    return subprocess.run(["which", program], capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture(scope="module")
def opened(browse: Browse, page: Path) -> Page:
    """Return the page, open and ready, in a browser whose clock stands in UTC."""
    return browse().open(page)
