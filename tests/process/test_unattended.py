"""Killed, out of room, or twice at once: earlier reports stay whole, and no litter stays."""

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from parcalc.archive.folder import LOCK, locked_folder
from parcalc.errors import Unusable
from parcalc.write.whole import PREFIX, SUFFIX, clear_litter

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


ENVIRONMENT = {**os.environ, "SOURCE_DATE_EPOCH": "1751300000", "PARCALC_LANG": "vi"}


def run(
    folder: Path, env: Mapping[str, str] = ENVIRONMENT, data: Path = SAMPLE, **options: object
) -> "subprocess.CompletedProcess[bytes]":
    command = [*COMMAND, "--out", str(folder)]
    command[command.index(str(SAMPLE))] = str(data)
    return subprocess.run(command, env=env, capture_output=True, check=False, **options)  # type: ignore[call-overload, no-any-return]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != LOCK}


def lay(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put files into a folder in which there is nothing else."""
    for name in contents(folder):
        (folder / name).unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)


def kills(folder: Path, old: Mapping[str, bytes]) -> Iterator[dict[str, bytes]]:
    """Kill runs over old reports at one point after the other; give what stands in the folder under its own name."""
    for point in range(100):
        lay(folder, old)
        done = subprocess.run(
            [sys.executable, "-c", KILLED, str(point), *COMMAND[3:], "--out", str(folder)],
            env=ENVIRONMENT, capture_output=True, check=False,
        )  # fmt: skip
        if done.returncode != -signal.SIGKILL:
            return
        yield {name: content for name, content in contents(folder).items() if not name.startswith(PREFIX)}


def test_a_run_killed_at_any_point_leaves_every_report_whole(tmp_path: Path) -> None:
    run(tmp_path / "clean")
    whole = contents(tmp_path / "clean")
    folder = tmp_path / "bc"
    run(folder, env={**ENVIRONMENT, "SOURCE_DATE_EPOCH": "1751200000"})
    old = contents(folder)
    found = list(kills(folder, old))
    assert all(set(files) == set(whole) for files in found)
    assert all(content in {whole[name], old[name]} for files in found for name, content in files.items())
    assert len(found) >= 3 * len(whole) - 1
    assert contents(folder) == whole


def ten_more_late_in_june(folder: Path) -> Path:
    """Return the sample with ten dossiers of June that were resolved late, not on time."""
    rows = [row.split(",") for row in SAMPLE.read_text(encoding="utf-8").splitlines()]
    june = next(row for row in rows if row[0] == "2025-06")
    for count, more in (("resolved_on_time", -10), ("resolved_late", 10)):
        june[rows[0].index(count)] = str(int(june[rows[0].index(count)]) + more)
    file = folder / "so-lieu.csv"
    file.write_text("\n".join(map(",".join, rows)), encoding="utf-8")
    return file


def test_a_run_killed_at_any_point_leaves_no_two_truths(tmp_path: Path) -> None:
    folder, after = tmp_path / "bc", tmp_path / "after"
    for each in (folder, after):
        run(each, data=ten_more_late_in_june(tmp_path))
    old = contents(folder)
    run(after)
    new = contents(after)
    assert not old.items() & new.items()
    found = list(kills(folder, old))
    assert all(files.items() <= old.items() or files.items() <= new.items() for files in found)
    assert all("index.html" in files for files in found)
    assert sum(files == old for files in found) > len(new)
    assert sum(files.items() < new.items() for files in found) > len(new) - 2
    assert contents(folder) == new


def test_without_room_nothing_is_lost_and_no_litter_stays(tmp_path: Path) -> None:
    folder = tmp_path / "bc"
    run(folder)
    before = contents(folder)
    # Measuring coverage writes a file of its own, which would not fit either.
    alone = {name: value for name, value in ENVIRONMENT.items() if not name.startswith("COV")}
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


def test_a_strict_umask_hides_no_report_from_the_web_server(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    for _ in range(2):
        run(tmp_path / "bc", preexec_fn=lambda: os.umask(0o077))
        modes = {path.name: oct(path.stat().st_mode & 0o777) for path in (tmp_path / "bc").iterdir()}
        assert set(modes.values()) == {"0o644"}, modes
    assert (tmp_path / "bc").stat().st_mode & 0o777 == 0o755


def test_a_run_never_takes_another_programs_half_written_file_for_litter(tmp_path: Path) -> None:
    program = """
import sys
from pathlib import Path
from parcalc.write.whole import write_whole
for _ in range(300):
    write_whole(Path(sys.argv[1]), b"whole")
"""
    folder = tmp_path / "bc"
    folder.mkdir()
    killed = folder / f"{PREFIX}0123456789abcdef{SUFFIX}"
    with subprocess.Popen([sys.executable, "-c", program, str(folder / "kq.json")]) as writer:
        while writer.poll() is None:
            killed.touch()
            clear_litter(folder)
            assert not killed.exists()
    assert writer.returncode == 0
    assert contents(folder) == {"kq.json": b"whole"}


def test_whoever_waits_too_long_is_told(tmp_path: Path) -> None:
    with locked_folder(tmp_path), pytest.raises(Unusable) as refused, locked_folder(tmp_path, wait=0.1):
        pass
    assert refused.value.problems[0].code == "write.busy"


def test_an_interruption_ends_with_130() -> None:
    # The program interrupts itself when it asks for its data: a signal from outside could come before it listens.
    # It listens also where a shell that started the tests in the background lets them ignore interrupts.
    program = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
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
