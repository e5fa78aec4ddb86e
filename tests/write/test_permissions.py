"""Who may read a file that parcalc wrote: those who might before, or those for whom its folder is."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from parcalc.write.permissions import make_folders
from parcalc.write.whole import write_whole

A_USER, A_GROUP = (54321, 54321) if os.getuid() == 0 else (os.getuid(), os.getgid())
"""Only root gives files away."""


@pytest.fixture(autouse=True)
def a_strict_umask() -> Iterator[None]:
    before = os.umask(0o077)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("old", [0o644, 0o600, 0o640, 0o664, 0o444, 0o755], ids=oct)
def test_a_replaced_file_keeps_its_mode(old: int, tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    (tmp_path / "a").touch()
    (tmp_path / "a").chmod(old)
    write_whole(tmp_path / "a", b"new")
    assert (mode(tmp_path / "a"), (tmp_path / "a").read_bytes()) == (old, b"new")


def test_a_replaced_file_never_runs_as_its_owner(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    (tmp_path / "a").chmod(0o4755)
    write_whole(tmp_path / "a", b"new")
    assert mode(tmp_path / "a") == 0o755


def test_a_file_behind_a_link_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    (tmp_path / "a").chmod(0o644)
    (tmp_path / "link").symlink_to("a")
    write_whole(tmp_path / "link", b"new")
    assert mode(tmp_path / "a") == 0o644


def test_a_replaced_file_keeps_its_owner_and_group(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    (tmp_path / "a").chmod(0o640)
    os.chown(tmp_path / "a", A_USER, A_GROUP)
    write_whole(tmp_path / "a", b"new")
    found = (tmp_path / "a").stat()
    assert (found.st_uid, found.st_gid, mode(tmp_path / "a")) == (A_USER, A_GROUP, 0o640)


def test_a_new_file_has_the_group_of_its_folder(tmp_path: Path) -> None:
    os.chown(tmp_path, -1, A_GROUP)
    tmp_path.chmod(0o750)
    write_whole(tmp_path / "a", b"new")
    assert ((tmp_path / "a").stat().st_gid, mode(tmp_path / "a")) == (A_GROUP, 0o640)


def test_a_group_that_cannot_be_given_gets_no_more_than_anyone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").touch()
    (tmp_path / "a").chmod(0o664)
    monkeypatch.setattr("parcalc.write.permissions._belongs", lambda *_: False)
    write_whole(tmp_path / "a", b"new")
    assert mode(tmp_path / "a") == 0o644


@pytest.mark.parametrize(
    ("folder", "file"),
    [
        pytest.param(0o755, 0o644, id="everyone-may-enter"),
        pytest.param(0o750, 0o640, id="the-group-may-enter"),
        pytest.param(0o700, 0o600, id="only-the-owner-may-enter"),
        pytest.param(0o775, 0o664, id="the-group-writes"),
        pytest.param(0o2775, 0o664, id="the-group-writes-and-is-inherited"),
        pytest.param(0o711, 0o644, id="whoever-knows-the-name-may-read-it"),
        pytest.param(0o1777, 0o600, id="a-folder-for-everyone-says-nothing"),
    ],
)
def test_a_new_file_follows_its_folder(folder: int, file: int, tmp_path: Path) -> None:
    tmp_path.chmod(folder)
    write_whole(tmp_path / "a", b"new")
    assert mode(tmp_path / "a") == file


@pytest.mark.parametrize(
    ("above", "made"),
    [
        pytest.param(0o755, 0o755, id="open"),
        pytest.param(0o750, 0o750, id="for-a-group"),
        pytest.param(0o2775, 0o2775, id="inherited"),
        pytest.param(0o1777, 0o700, id="a-folder-for-everyone-says-nothing"),
    ],
)
def test_a_new_folder_follows_the_one_that_it_lies_in(above: int, made: int, tmp_path: Path) -> None:
    tmp_path.chmod(above)
    make_folders(tmp_path / "a/b")
    assert (mode(tmp_path / "a"), mode(tmp_path / "a/b")) == (made, made)
    make_folders(tmp_path / "a/b")  # there already


def test_a_folder_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir(mode=0o700)
    make_folders(tmp_path / "a")
    assert mode(tmp_path / "a") == 0o700
