"""Several files take their places as one: killed at any point, no two truths stand in the folder."""

from pathlib import Path

import pytest

from killing import Killed, killed_after
from parcalc.archive.exchange import complete, exchange
from parcalc.errors import Unusable

NAMES = ("index.html", "2025-03.html", "2025-03.docx", "2025-03.json")
OLD, NEW = (dict.fromkeys(NAMES, truth) for truth in (b"old", b"new"))


def lay(folder: Path, files: dict[str, bytes]) -> None:
    for path in folder.iterdir():
        path.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)


def standing(folder: Path) -> dict[str, bytes]:
    """Return what stands there under its own name."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}


def everything(folder: Path) -> dict[str, bytes]:
    """Return all that is left but a half-written part, which the lock of the next run clears away."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".part"}


@pytest.mark.parametrize("stale", [NAMES[1:], ()], ids=["other-figures", "the-same-figures"])
def test_killed_at_any_point(stale: tuple[str, ...], tmp_path: Path) -> None:
    outcomes = set()
    for point in range(100):
        lay(tmp_path, OLD)
        try:
            with killed_after(tmp_path, point):
                exchange(tmp_path, NEW, stale)
        except Killed:
            found = standing(tmp_path)
            if stale:
                truths = {content for name, content in found.items() if name in stale}
                assert len(truths) <= 1
                assert "index.html" in found
                assert b"new" not in truths or found["index.html"] == b"new"
                assert b"old" not in truths or found["index.html"] == b"old"
            else:
                assert set(found) == set(NAMES)
            complete(tmp_path)
            outcomes.add(everything(tmp_path) == NEW)
            assert everything(tmp_path) in (OLD, NEW)
        else:
            assert everything(tmp_path) == NEW
            break
    assert outcomes == {False, True}


def test_killed_again_and_again_while_it_is_completed(tmp_path: Path) -> None:
    lay(tmp_path, OLD)
    with pytest.raises(Killed), killed_after(tmp_path, 20):
        exchange(tmp_path, NEW, NAMES[1:])
    for point in range(100):
        assert len({content for name, content in standing(tmp_path).items() if name in NAMES[1:]}) <= 1
        try:
            with killed_after(tmp_path, point):
                complete(tmp_path)
            break
        except Killed:
            pass
    assert point > 4
    assert everything(tmp_path) == NEW


def test_a_name_that_a_folder_has_changes_nothing(tmp_path: Path) -> None:
    lay(tmp_path, dict.fromkeys(NAMES[:3], b"old"))
    (tmp_path / "2025-03.json").mkdir()
    with pytest.raises(Unusable) as refused:
        exchange(tmp_path, NEW, NAMES[1:])
    assert refused.value.problems[0].code == "write.is_folder"
    (tmp_path / "2025-03.json").rmdir()
    assert everything(tmp_path) == dict.fromkeys(NAMES[:3], b"old")


def test_new_files_of_which_none_stood_there(tmp_path: Path) -> None:
    exchange(tmp_path, NEW)
    assert everything(tmp_path) == NEW


@pytest.mark.parametrize(
    "mark",
    [
        b"",
        b"[1",
        b"\xff",
        b"5",
        b"[1, 2]",
        b'{"a": 1, "b": 2}',
        b"[[1], [[2]]]",
        b'[[], ["../so-lieu.csv"]]',
        b"[" * 9999,
    ],
)
def test_a_mark_that_is_none_is_cleared_away(mark: bytes, tmp_path: Path) -> None:
    lay(tmp_path, {**OLD, ".parcalc-next": mark, ".parcalc-next-2025-03.html": b"new"})
    complete(tmp_path)
    assert everything(tmp_path) == OLD
