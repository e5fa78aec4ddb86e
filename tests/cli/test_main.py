"""The entry point: help, versions, bugs, interruptions and closed pipes."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from parcalc.cli import main as entry
from parcalc.cli.main import main
from parcalc.language.choice import choose
from parcalc.language.language import Language
from workbooks import as_xls

Run = Callable[..., "CompletedProcess[bytes]"]
GOLDEN = Path(__file__).parent / "golden"
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("command", ["", "check", "targets", "template", "count", "page"])
def test_help(command: str, language: str, parcalc: Run, golden: Callable[[Path, bytes], None]) -> None:
    done = parcalc(*([command] if command else []), "--help", "--lang", language, COLUMNS="100")
    assert done.returncode == 0
    golden(GOLDEN / f"help/{command or 'parcalc'}.{language}.txt", done.stdout)


def test_without_a_command_the_help_is_shown(parcalc: Run) -> None:
    assert "check" in parcalc().stdout.decode()


def test_help_reads_neither_pydantic_nor_yaml() -> None:
    program = "import sys; from parcalc.cli.main import main; main(['--help']); sys.exit(bool({'pydantic', 'yaml'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", program], check=False, capture_output=True).returncode == 0


def test_the_version(parcalc: Run) -> None:
    assert parcalc("--version").stdout.startswith(b"parcalc 0.")


@pytest.mark.parametrize("debug", [False, True])
def test_a_bug_is_one_line_and_70(
    debug: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> int:
        raise RuntimeError("đứt")

    monkeypatch.setattr(entry, "_dispatch", fail)
    assert main(["check", "--lang", "vi", *(["--debug"] if debug else [])]) == 70
    told = capsys.readouterr().err
    assert "parcalc gặp lỗi của chính nó (RuntimeError: đứt)" in told
    assert ("Traceback" in told) == debug


def test_an_interruption_is_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(entry, "_dispatch", interrupt)
    assert main(["check"]) == 130


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes")
def test_a_closed_pipe_ends_quietly() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "parcalc", "check", "data/samples/dinh-hung.csv"],
        cwd=ROOT,
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (128 + signal.SIGPIPE, b"")


@pytest.mark.parametrize(
    ("arguments", "environment", "code"),
    [
        pytest.param(["check", "--lang", "en"], {"PARCALC_LANG": "vi"}, "en", id="the-option-first"),
        pytest.param(["check", "--lang=vi"], {}, "vi", id="the-option-with-an-equals-sign"),
        pytest.param(["check", "--", "--lang", "en"], {"PARCALC_LANG": "vi"}, "vi", id="not-behind-two-dashes"),
        pytest.param([], {"PARCALC_LANG": "vi", "LANG": "en_GB.UTF-8"}, "vi", id="then-our-own-variable"),
        pytest.param([], {"LANG": "vi_VN.UTF-8"}, "vi", id="then-the-system"),
        pytest.param([], {"LC_ALL": "C", "LANG": "vi_VN.UTF-8"}, "en", id="of-which-the-first-counts"),
        pytest.param([], {"LANG": "fr_FR.UTF-8"}, "en", id="else-english"),
        pytest.param(["--lang"], {"LANG": "vi_VN"}, "vi", id="an-option-without-a-value-says-nothing"),
    ],
)
def test_the_language_is_chosen(arguments: list[str], environment: dict[str, str], code: str) -> None:
    assert choose(arguments, environment) == Language(code)  # type: ignore[arg-type]


def test_a_public_name_that_is_none() -> None:
    import parcalc

    with pytest.raises(AttributeError, match="no attribute 'juge'"):
        parcalc.juge  # noqa: B018
    assert parcalc.Period.parse("2025").kind == "year"


@pytest.mark.parametrize(
    ("system", "code"),
    [(("Vietnamese_Vietnam", "1258"), "vi"), (("English_United States", "1252"), "en"), ((None, None), "en")],
)
def test_windows_tells_its_language(
    system: tuple[str | None, str | None], code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import locale

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(locale, "getlocale", lambda: system)
    assert choose([], {}) == Language(code)  # type: ignore[arg-type]


@pytest.mark.parametrize("form", ["html", "docx"])
def test_without_the_report_extra_it_is_told_what_to_install(form: str) -> None:
    program = f"""
import sys
sys.modules.update(jinja2=None, resvg_py=None, docxtpl=None)
from parcalc.cli.main import main
sys.exit(main(["check", "data/samples/dinh-hung.csv", "--format", "{form}", "--lang", "vi"]))
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert f'"{sys.executable}" -m pip install "' in done.stderr.decode()


@pytest.mark.parametrize(
    "arguments", [["template", "--output", "so-lieu.xlsx"], ["check", "so-lieu.xls"]], ids=["written", "read"]
)
def test_without_the_excel_extra_it_is_told_what_to_install(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "so-lieu.xls").write_bytes(as_xls([["month", "payments"], ["2025-06", 7]]))
    program = f"""
import sys
sys.modules.update(xlrd=None, xlsxwriter=None)
from parcalc.cli.main import main
sys.exit(main([*{arguments!r}, "--lang", "vi"]))
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert f'"{sys.executable}" -m pip install "' in done.stderr.decode()


def test_another_module_that_is_missing_is_a_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> int:
        raise ModuleNotFoundError("none", name="none")

    monkeypatch.setattr(entry, "_dispatch", fail)
    assert main(["check"]) == 70
