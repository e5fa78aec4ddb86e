"""Writing into a pipe: every byte, or a problem."""

import os
import threading
from pathlib import Path

import pytest

from parcalc.errors import Unusable
from parcalc.write.through import is_written_through, write_through

CONTENT = b"parcalc" * 100_000  # more than a pipe holds


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    os.mkfifo(tmp_path / "pipe")
    return tmp_path / "pipe"


def test_whoever_reads_to_the_end_gets_every_byte(pipe: Path) -> None:
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    write_through(pipe, CONTENT)
    reader.join()
    assert got == [CONTENT]
    assert is_written_through(pipe)


def test_a_reader_that_goes_away_is_told(pipe: Path) -> None:
    def read_little() -> None:
        with pipe.open("rb", buffering=0) as stream:
            stream.read(10)

    reader = threading.Thread(target=read_little)
    reader.start()
    with pytest.raises(Unusable) as refused:
        write_through(pipe, CONTENT)
    reader.join()
    assert [problem.code for problem in refused.value.problems] == ["write.cut_off"]


def test_files_folders_and_what_is_not_there_are_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to("file")
    (tmp_path / "itself").symlink_to("itself")
    for name in (".", "file", "link", "itself", "none", "a" * 5000):
        assert not is_written_through(tmp_path / name), name
