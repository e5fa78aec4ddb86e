"""Every byte of a result is written, or the exit code is 2: full disks, closed streams and slow readers."""

import fcntl
import os
import resource
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from subprocess import CompletedProcess
from typing import IO

import pytest

ROOT = Path(__file__).parents[2]
SAMPLE = str(ROOT / "data/samples/dinh-hung.csv")
COMMANDS = [
    pytest.param(["check", SAMPLE], id="table"),
    pytest.param(["check", SAMPLE, "--format", "html"], id="html"),
    pytest.param(["check", SAMPLE, "--format", "json"], id="json"),
    pytest.param(["summary", SAMPLE, "--out", "bc", "--month", "2025-05", "--format", "json"], id="summary"),
    pytest.param(["targets", "--format", "schema"], id="schema"),
    pytest.param(["template"], id="template"),
    pytest.param(["check", "--help"], id="help"),
    pytest.param(["--version"], id="version"),
]
BUFFERED = pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])

Stream = int | IO[bytes] | None


def run(
    arguments: list[str],
    cwd: Path,
    before: Callable[[], object] | None = None,
    unbuffered: str = "",
    *,
    stdin: Stream = None,
    stdout: Stream = subprocess.PIPE,
    stderr: Stream = subprocess.PIPE,
) -> "CompletedProcess[bytes]":
    # Measuring coverage writes a file of its own, which would not fit on a full disk either.
    alone = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    return subprocess.run(
        [sys.executable, "-m", "parcalc", *arguments], cwd=cwd, preexec_fn=before, check=False,
        env={**alone, "PARCALC_LANG": "vi", "PYTHONUNBUFFERED": unbuffered},
        stdin=stdin, stdout=stdout, stderr=stderr,
    )  # fmt: skip


def close(streams: tuple[int, ...]) -> None:
    for number in streams:
        os.close(number)


def told(done: "CompletedProcess[bytes]", words: str) -> bool:
    assert b"Traceback" not in done.stderr
    return done.returncode == 2 and words in done.stderr.decode()


@BUFFERED
@pytest.mark.parametrize("arguments", COMMANDS)
def test_a_device_that_is_full(arguments: list[str], unbuffered: str, tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = run(arguments, tmp_path, stdout=full, unbuffered=unbuffered)
    assert told(done, "không ghi hết được kết quả ra đầu ra chuẩn (No space left on device)")


@BUFFERED
@pytest.mark.parametrize("form", ["html", "json", "table"])
def test_a_disk_that_fills_up_in_the_middle(form: str, unbuffered: str, tmp_path: Path) -> None:
    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    with (tmp_path / "file").open("wb") as disk:
        done = run(["check", SAMPLE, "--format", form], tmp_path, little_room, unbuffered, stdout=disk)
    assert told(done, "không ghi hết được kết quả ra đầu ra chuẩn (File too large)")
    assert (tmp_path / "file").stat().st_size == 1000


@BUFFERED
@pytest.mark.parametrize("arguments", COMMANDS)
def test_a_closed_stdout(arguments: list[str], unbuffered: str, tmp_path: Path) -> None:
    done = run(arguments, tmp_path, lambda: os.close(1), unbuffered, stdout=None)
    assert told(done, "đầu ra chuẩn đang đóng")


@pytest.mark.parametrize("closed", [(1,), (0, 1), (0, 1, 2)], ids=str)
def test_without_streams_a_file_is_written_as_ever(closed: tuple[int, ...], tmp_path: Path) -> None:
    arguments = ["check", SAMPLE, "--format", "json", "--output"]
    done = run([*arguments, "kq.json"], tmp_path, partial(close, closed), stdout=None)
    whole = run(arguments[:-1], tmp_path).stdout
    assert (done.returncode, len((tmp_path / "kq.json").read_bytes())) == (1, len(whole))


def test_quiet_needs_no_stdout(tmp_path: Path) -> None:
    done = run(["check", SAMPLE, "-q"], tmp_path, lambda: os.close(1), stdout=None)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.parametrize("code", [pytest.param(1, id="judged"), pytest.param(2, id="refused")])
@pytest.mark.parametrize("full", [True, False], ids=["full", "closed"])
def test_without_stderr_the_exit_code_stays(full: bool, code: int, tmp_path: Path) -> None:
    arguments = ["check", SAMPLE if code == 1 else "none.csv", "--format", "json"]
    if full:
        with Path("/dev/full").open("wb") as stderr:
            done = run(arguments, tmp_path, stderr=stderr)
    else:
        done = run(arguments, tmp_path, lambda: os.close(2), stderr=None)
    assert (done.returncode, done.stdout[-2:]) == (code, b"}\n")


def test_a_closed_stdin(tmp_path: Path) -> None:
    assert told(run(["check", "-"], tmp_path, lambda: os.close(0)), "không đọc được đầu vào chuẩn")


def test_a_stdin_that_one_may_only_write_to(tmp_path: Path) -> None:
    with (tmp_path / "out").open("wb") as stdin:
        assert told(run(["check", "-"], tmp_path, stdin=stdin), "không đọc được đầu vào chuẩn")


def test_stdin_that_never_ends(tmp_path: Path) -> None:
    with Path("/dev/zero").open("rb") as zero:
        assert told(run(["check", "-"], tmp_path, stdin=zero), "lớn hơn 64 MB")


def test_a_pipe_that_takes_nothing_for_a_while_gets_every_byte(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, 4096)
    got = bytearray()

    def read_slowly() -> None:
        while part := os.read(reading, 512):
            got.extend(part)

    reader = threading.Thread(target=read_slowly)
    reader.start()
    done = run(["check", SAMPLE, "--format", "html"], tmp_path, stdout=writing)
    os.close(writing)
    reader.join(60)
    os.close(reading)
    assert (done.returncode, done.stderr) == (1, b"")
    assert got.endswith(b"</html>\n")
    assert len(got) > 4096  # more than the pipe holds
