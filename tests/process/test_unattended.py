"""Killed, out of room, or twice at once: earlier reports stay whole, and no litter stays."""

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from parcalc.archive.folder import LOCK, locked_folder
from parcalc.errors import Unusable
from parcalc.write.whole import PREFIX

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "data/samples/dinh-hung.csv"
COMMAND = [
    sys.executable,
    "-m",
    "parcalc",
    "summary",
    str(SAMPLE),
    "--month",
    "2025-06",
    "--format",
    "json",
    "--format",
    "md",
]

# Kills the process, as kill -9 would, just before the n-th time that it opens, flushes, renames or removes a file in
# the reports' folder: at every point where a crash could leave something half done.
KILLED = """
import os, signal, sys
left = int(sys.argv.pop(1))
def watch(event, arguments):
    global left
    if event in ("open", "os.rename", "os.remove") and ".parcalc-" in str(arguments[0]) + str(arguments[1] if len(arguments) > 1 else ""):
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(watch)
from parcalc.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


def run(
    folder: Path, *more: str, env: Mapping[str, str] = os.environ, **options: object
) -> "subprocess.CompletedProcess[bytes]":
    environment = {**env, "SOURCE_DATE_EPOCH": "1751300000", "PARCALC_LANG": "vi"}
    command = [*COMMAND, "--out", str(folder), *more]
    return subprocess.run(command, env=environment, capture_output=True, check=False, **options)  # type: ignore[call-overload, no-any-return]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != LOCK}


def test_a_run_killed_at_any_point_leaves_every_report_whole(tmp_path: Path) -> None:
    run(tmp_path / "clean")
    whole = contents(tmp_path / "clean")
    folder = tmp_path / "bc"
    run(folder, "--lang", "en")
    old = contents(folder)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1751300000", "PARCALC_LANG": "vi"}
    killed = 0
    for point in range(100):
        for name, content in old.items():
            (folder / name).write_bytes(content)
        done = subprocess.run(
            [sys.executable, "-c", KILLED, str(point), *COMMAND[3:], "--out", str(folder)],
            env=environment, capture_output=True, check=False,
        )  # fmt: skip
        found = {name: content for name, content in contents(folder).items() if not name.startswith(PREFIX)}
        assert set(found) == set(whole)
        assert all(content in {whole[name], old[name]} for name, content in found.items() if name != "index.html")
        if done.returncode != -signal.SIGKILL:
            break
        killed += 1
    assert killed >= 3 * len(whole) - 1
    run(folder)
    assert not [name for name in contents(folder) if name.startswith(PREFIX)]


def test_without_room_nothing_is_lost_and_no_litter_stays(tmp_path: Path) -> None:
    folder = tmp_path / "bc"
    run(folder, "--lang", "en")
    before = contents(folder)
    # Measuring coverage writes a file of its own, which would not fit either.
    alone = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    done = run(folder, env=alone, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)))
    assert done.returncode == 2
    assert "không ghi được tệp" in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert contents(folder) == before


def test_two_runs_at_once_do_not_mix(tmp_path: Path) -> None:
    folder = tmp_path / "bc"
    run(folder)
    whole = contents(folder)
    with ThreadPoolExecutor(4) as pool:
        codes = [done.returncode for done in pool.map(lambda _: run(folder), range(12))]
    assert codes == [1] * 12
    assert contents(folder) == whole


def test_a_hundred_pairs_of_writers_never_mix(tmp_path: Path) -> None:
    program = """
import sys
from pathlib import Path
from parcalc.archive.folder import locked_folder
from parcalc.write.whole import write_whole
folder, content = Path(sys.argv[1]), sys.argv[2].encode() * 1000
for _ in range(100):
    with locked_folder(folder):
        for name in ("a", "b"):
            write_whole(folder / name, content)
        assert (folder / "a").read_bytes() == (folder / "b").read_bytes() == content
"""
    writers = [subprocess.Popen([sys.executable, "-c", program, str(tmp_path / "bc"), sign]) for sign in "xy"]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    assert sorted(contents(tmp_path / "bc")) == ["a", "b"]


def test_whoever_waits_too_long_is_told(tmp_path: Path) -> None:
    with locked_folder(tmp_path), pytest.raises(Unusable) as refused, locked_folder(tmp_path, wait=0.1):
        pass
    assert refused.value.problems[0].code == "write.busy"


def test_an_interruption_ends_with_130() -> None:
    # The program interrupts itself when it asks for its data: a signal from outside could come before it listens.
    program = """
import os, signal, sys
class Data:
    def read(self, size):
        os.kill(os.getpid(), signal.SIGINT)
class Stdin:
    buffer = Data()
sys.stdin = Stdin()
from parcalc.cli.main import main
sys.exit(main(["check", "-"]))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert (done.returncode, b"Traceback" in done.stderr) == (130, False)
