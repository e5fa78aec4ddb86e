"""The page in the other family of browsers, which is driven without a driver: by WebDriver BiDi, that it speaks itself."""

import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from websocket import WebSocket, create_connection

from offline_page import PATIENCE, ROOT

pytestmark = pytest.mark.browser

SAMPLE = ROOT / "data/samples/dinh-hung.csv"


class Firefox:
    """A headless Firefox and its one page."""

    def __init__(self, port: int) -> None:
        self._socket = _connected(port)
        self._asked = 0
        self._call("session.new", capabilities={})
        self._page = self._call("browsingContext.getTree")["contexts"][0]["context"]

    def open(self, page: Path) -> None:
        self._call("browsingContext.navigate", context=self._page, url=page.as_uri(), wait="complete")

    def run(self, script: str) -> object:
        """Return the value of an expression, of what it promises."""
        answer = self._call(
            "script.evaluate", expression=script, target={"context": self._page}, awaitPromise=True
        )  # fmt: skip
        assert answer["type"] == "success", answer
        return answer["result"].get("value")

    def close(self) -> None:
        self._socket.close()

    def _call(self, method: str, **given: object) -> dict[str, Any]:
        self._asked += 1
        self._socket.send(json.dumps({"id": self._asked, "method": method, "params": given}))
        while True:
            told = json.loads(self._socket.recv())
            if told.get("id") == self._asked:
                return told["result"]  # type: ignore[no-any-return]


def _connected(port: int) -> WebSocket:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return create_connection(f"ws://127.0.0.1:{port}/session", timeout=PATIENCE, suppress_origin=True)
        except OSError:
            if time.monotonic() > until:
                raise


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    assert program, "no Firefox: apt-get install firefox-esr"
    profile = tmp_path_factory.mktemp("firefox")
    command = [program, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        port = next(line for line in process.stderr if "ws://" in line).rstrip("\n").rpartition(":")[2]
        browser = Firefox(int(port))
        yield browser
        browser.close()
        process.terminate()


def test_it_judges_in_firefox_too(firefox: Firefox, page: Path) -> None:
    firefox.open(page)
    firefox.run("new Promise((ready) => { const look = () => state.ready ? ready() : setTimeout(look, 50); look(); })")
    content = json.dumps(SAMPLE.read_text(encoding="utf-8"))
    firefox.run(f"take([new File([{content}], 'dinh-hung.csv')])")
    closing = "document.getElementById('closing').textContent"
    assert firefox.run(closing) == "9 đạt · 2 chưa đạt · 2 không phát sinh · 0 chưa đủ số liệu"
    saved = firefox.run("ask('save', ['json', 'vi']).then((content) => new TextDecoder().decode(content))")
    assert json.loads(str(saved))["verdicts"]["missed"] == 2
    loaded = firefox.run("JSON.stringify(performance.getEntriesByType('resource').map((one) => one.name))")
    assert [name for name in json.loads(str(loaded)) if not name.startswith("blob:")] == []
