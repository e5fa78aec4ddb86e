"""The offline page in a browser, for the tests that drive it."""

import base64
import json
from collections.abc import Callable, Sequence
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.support.wait import WebDriverWait

ROOT = Path(__file__).parents[1]
PATIENCE = 60  # seconds: a bound for a broken page, not a measure of a whole one


class Page:
    """The page as a user has it, and a back door to the bytes that it would save."""

    def __init__(self, browser: webdriver.Chrome) -> None:
        self.browser = browser

    def open(self, page: Path) -> "Page":
        self.browser.get(page.as_uri())
        self._until("return state.ready || document.getElementById('said').textContent")
        return self

    def drop(self, *files: Path) -> "Page":
        """Choose files and wait for what the page says of them."""
        self.browser.execute_script("state.shown = null")
        self.browser.find_element("id", "files").send_keys("\n".join(map(str, files)))
        return self.answered()

    def answered(self) -> "Page":
        self._until("return state.shown && !document.getElementById('said').textContent.endsWith('…')")
        return self

    def text(self, element: str) -> str:
        return str(self.browser.find_element("id", element).text)

    def ask(self, call: str, *given: object) -> object:
        return self.browser.execute_async_script(
            "ask(arguments[0], arguments[1]).then(arguments[2], (error) => arguments[2]({error: error.message}))",
            call, list(given),
        )  # fmt: skip

    def saved(self, form: str, language: str = "vi") -> bytes:
        """Return the bytes that the page saves."""
        content = self.browser.execute_async_script(
            "ask('save', [arguments[0], arguments[1]]).then((content) => arguments[2](content.toBase64()))",
            form, language,
        )  # fmt: skip
        return base64.b64decode(content)

    def problems(self) -> Sequence[tuple[str, str]]:
        rows = self.browser.execute_script(
            "return [...document.querySelectorAll('#problems tr')].map((row) => [...row.cells].map((cell) => cell.textContent))"
        )
        return [(place, told) for place, told in rows]

    def made_at(self) -> str:
        return str(json.loads(self.saved("json"))["made"]["at"])

    def _until(self, script: str) -> None:
        WebDriverWait(self.browser, PATIENCE, 0.05).until(lambda browser: browser.execute_script(script))


Browse = Callable[..., Page]
