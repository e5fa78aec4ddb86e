"""Files in every state in which a folder may hold them: each is read, written, told or left alone, and nothing hangs."""

import ctypes
import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., "CompletedProcess[bytes]"]
ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "data/samples/dinh-hung.csv"
SHORT = 20
"""Seconds that a refusal may take at most; a hang takes for ever."""


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as unix:
        unix.bind(str(path))


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def a_link_to_a_pipe(path: Path) -> None:
    os.mkfifo(path.with_name(".pipe"))
    path.symlink_to(".pipe")


def a_link_to_nothing(path: Path) -> None:
    path.symlink_to("none")


def a_link_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def a_folder(path: Path) -> None:
    path.mkdir()


def a_terabyte(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(2**40)


NEVER_READ = {
    made.__name__.replace("_", "-"): made
    for made in (a_pipe, a_socket, endless, a_link_to_a_pipe, a_link_to_nothing, a_link_to_itself, a_folder, a_terabyte)
}
STATES = pytest.mark.parametrize("state", NEVER_READ.values(), ids=NEVER_READ)


def trace(path: Path) -> tuple[int, int, int, float]:
    """Return what tells whether a path is still what it was."""
    found = path.lstat()
    return found.st_mode, found.st_ino, found.st_size, found.st_mtime


def told(done: "CompletedProcess[bytes]") -> str:
    assert (done.returncode, done.stdout, b"Traceback" in done.stderr) == (2, b"", False)
    return done.stderr.decode()


@STATES
def test_as_data(state: Callable[[Path], None], parcalc: Run, tmp_path: Path) -> None:
    state(tmp_path / "so-lieu.csv")
    # Of one that is too long to be read with care the first odd line is named.
    assert re.match("so-lieu[.]csv(:1)?: lỗi: ", told(parcalc("check", "so-lieu.csv")))


@STATES
def test_as_plan(state: Callable[[Path], None], parcalc: Run, tmp_path: Path) -> None:
    state(tmp_path / "ke-hoach.yaml")
    assert told(parcalc("targets", "--file", "ke-hoach.yaml")).startswith("ke-hoach.yaml: lỗi: ")


@STATES
def test_as_word_template(state: Callable[[Path], None], parcalc: Run, tmp_path: Path) -> None:
    state(tmp_path / "mau.docx")
    done = parcalc("check", SAMPLE, "--format", "docx", "--template", "mau.docx")
    assert told(done).startswith("mau.docx: lỗi: ")


@STATES
def test_as_a_report_of_the_folder(state: Callable[[Path], None], parcalc: Run, tmp_path: Path) -> None:
    folder = tmp_path / "bc"
    folder.mkdir()
    state(folder / "2025-01.json")
    before = trace(folder / "2025-01.json")
    done = parcalc("summary", SAMPLE, "--out", "bc", "--month", "2025-05")
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    assert "2025-01.json" in done.stdout.decode()
    assert trace(folder / "2025-01.json") == before
    assert "2025-01.json" not in json.loads((folder / "2025-05.json").read_bytes())["restatements"]


@pytest.mark.parametrize("name", ["2025-05.html", "index.html"])
@STATES
def test_in_the_place_of_a_report(state: Callable[[Path], None], name: str, parcalc: Run, tmp_path: Path) -> None:
    folder = tmp_path / "bc"
    folder.mkdir()
    state(folder / name)
    before = trace(folder / name)
    done = parcalc("summary", SAMPLE, "--out", "bc", "--month", "2025-05", "--overwrite")
    if state in {a_link_to_nothing, a_link_to_itself, a_terabyte}:  # nothing that cannot go
        assert done.returncode == 0
        assert (folder / name).read_bytes().startswith(b"<!DOCTYPE html>")
        return
    assert f"bc/{name}: lỗi: " in told(done)
    assert trace(folder / name) == before
    assert not (folder / "2025-05.json").exists()


@STATES
def test_in_the_place_of_the_folder(state: Callable[[Path], None], parcalc: Run, tmp_path: Path) -> None:
    state(tmp_path / "bc")
    done = parcalc("summary", SAMPLE, "--out", "bc", "--month", "2025-05")
    if state is a_folder:
        assert done.returncode == 0
    else:
        assert "bc: lỗi: " in told(done)


@STATES
def test_in_the_place_of_what_a_killed_run_left(state: Callable[[Path], None], parcalc: Run, tmp_path: Path) -> None:
    folder = tmp_path / "bc"
    folder.mkdir()
    state(folder / ".parcalc-0123456789abcdef.part")
    assert parcalc("summary", SAMPLE, "--out", "bc", "--month", "2025-05").returncode == 0


@STATES
def test_in_the_place_of_the_lock(state: Callable[[Path], None], parcalc: Run, tmp_path: Path) -> None:
    folder = tmp_path / "bc"
    folder.mkdir()
    state(folder / ".parcalc.lock")
    done = parcalc("summary", SAMPLE, "--out", "bc", "--month", "2025-05")
    assert b"Traceback" not in done.stderr
    assert done.returncode in {0, 2}


def test_a_link_to_a_file_that_matters_is_no_lock(parcalc: Run, tmp_path: Path) -> None:
    (tmp_path / "bc").mkdir()
    (tmp_path / "mine.txt").write_bytes(b"mine")
    (tmp_path / "bc/.parcalc.lock").symlink_to("../mine.txt")
    parcalc("summary", SAMPLE, "--out", "bc", "--month", "2025-05")
    assert (tmp_path / "mine.txt").read_bytes() == b"mine"


LONG = "a" * 5000
NAMES = [
    pytest.param(["check", LONG], id="data"),
    pytest.param(["check", str(SAMPLE), "--targets", LONG], id="plan"),
    pytest.param(["check", str(SAMPLE), "--output", LONG], id="output"),
    pytest.param(["check", str(SAMPLE), "--output", f"{LONG}/kq.txt"], id="output-below"),
    pytest.param(["check", str(SAMPLE), "--format", "docx", "--template", LONG], id="word-template"),
    pytest.param(["summary", str(SAMPLE), "--month", "2025-05", "--out", LONG], id="folder"),
    pytest.param(["summary", str(SAMPLE), "--month", "2025-05", "--out", f"{LONG}/bc"], id="folder-below"),
    pytest.param(["targets", "--file", LONG], id="shown-plan"),
    pytest.param(["template", "--output", LONG], id="template"),
    pytest.param(["count", LONG], id="list"),
    pytest.param(["count", f"{LONG}*"], id="pattern"),
]


@pytest.mark.parametrize("name", ["a" * 5000, "a\0b", "a" * 256], ids=["five-thousand-letters", "a-nul", "256-letters"])
@pytest.mark.parametrize("arguments", NAMES)
def test_a_name_that_no_file_can_have(
    arguments: list[str], name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from parcalc.cli.main import main

    monkeypatch.chdir(tmp_path)
    assert main([argument.replace(LONG, name) for argument in arguments]) == 2
    assert capsys.readouterr().out == ""
    assert list(tmp_path.iterdir()) == []


PR_CAPBSET_DROP = 24
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1, 2


def bound_by_modes() -> None:
    """Take from root, for the program that is started next, the right to read and write whatever it likes."""
    libc = ctypes.CDLL(None, use_errno=True)
    for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
        libc.prctl(PR_CAPBSET_DROP, capability)


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["summary", str(SAMPLE), "--month", "2025-05", "--out", "shut/bc"], id="folder-below"),
        pytest.param(["summary", str(SAMPLE), "--month", "2025-05", "--out", "shut"], id="folder"),
        pytest.param(["check", str(SAMPLE), "--output", "shut/kq.txt"], id="output-below"),
        pytest.param(["check", "shut/so-lieu.csv"], id="data-below"),
        pytest.param(["targets", "--file", "shut/ke-hoach.yaml"], id="plan-below"),
        pytest.param(["check", "unreadable.csv"], id="data"),
        pytest.param(["targets", "--file", "unreadable.csv"], id="plan"),
        pytest.param(["check", str(SAMPLE), "--output", "unreadable.csv"], id="a-file-that-one-may-not-read"),
    ],
)
def test_where_one_may_not_enter(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir(mode=0o000)
    (tmp_path / "unreadable.csv").write_bytes(b"month\n")
    (tmp_path / "unreadable.csv").chmod(0o000)
    environment = {**os.environ, "PARCALC_LANG": "vi"}
    done = subprocess.run(
        [sys.executable, "-m", "parcalc", *arguments], cwd=tmp_path, env=environment,
        preexec_fn=bound_by_modes, capture_output=True, check=False, timeout=SHORT,
    )  # fmt: skip
    assert "lỗi: " in told(done)
