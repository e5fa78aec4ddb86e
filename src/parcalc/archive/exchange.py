"""Several files of a folder that take their places as one.

No file system renames many files at once, so it is done in steps, each of which leaves no two truths in the folder:

1. every new file is written whole, beside its place and under a name of its own;
2. a mark is set: from here on the exchange is completed, by this run or, if it is killed, by the next;
3. old files that tell other figures than the new ones are taken away;
4. the new files take their places one after the other, and the mark is removed.

A run that is killed before the mark has changed nothing. After it, whatever stands in the folder under its own name
contradicts no other file there, and what is missing waits beside its place.
"""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from parcalc.archive.names import INDEX, named_after
from parcalc.errors import Unusable
from parcalc.read.limits import LARGEST_DATA
from parcalc.read.regular_file import read_regular
from parcalc.write.whole import PREFIX, behind_links, flush_folder, write_problem, write_whole

MARK = f"{PREFIX}next"
STAGED = f"{PREFIX}next-"


def exchange(folder: Path, contents: Mapping[str, bytes], stale: Collection[str] = ()) -> None:
    """Put files into their places, in their order, after the old ones that are stale have been taken away.

    Raises ``Unusable`` where there is no room, or another program holds a file: then nothing has changed.
    """
    try:
        for name, content in contents.items():
            _attempt(folder / name, _require_free)
            write_whole(_beside(folder, name), content, like=folder / name)
        write_whole(folder / MARK, json.dumps([sorted(stale), list(contents)]).encode())
    finally:
        complete(folder)


def complete(folder: Path) -> None:
    """Complete an exchange that was begun, and clear away what is left of one that had not come so far.

    Raises ``Unusable`` where a file cannot take its place; the next run tries again.
    """
    stale, names = _marked(folder)
    waiting = [name for name in names if _beside(folder, name).exists()]
    for name in stale:
        if name in waiting:
            _attempt(behind_links(folder / name), _remove)
    _attempt(folder, flush_folder)
    for name in waiting:
        _attempt(behind_links(folder / name), _beside(folder, name).replace)
    _attempt(folder, flush_folder)
    _attempt(folder / MARK, _remove)
    for litter in folder.glob(f"{STAGED}*"):
        _attempt(litter, _remove)


def _beside(folder: Path, name: str) -> Path:
    """Return where a new file waits: beside the file that it will replace, which a link may lead to."""
    place = behind_links(folder / name)
    return place.with_name(f"{STAGED}{place.name}")


def _marked(folder: Path) -> tuple[Sequence[str], Sequence[str]]:
    """Return the names that an exchange takes away first, and those that it puts in place, in their order."""
    try:
        stale, names = json.loads(read_regular(folder / MARK, LARGEST_DATA))
    except (OSError, ValueError, TypeError, RecursionError):
        return (), ()
    return _ours(stale), _ours(names)


def _ours(names: object) -> list[str]:
    """Return those of a mark's names that a folder's files have: it may have been written by anyone."""
    told = names if isinstance(names, list) else ()
    return [name for name in told if isinstance(name, str) and (name == INDEX or named_after(name))]


def _attempt(path: Path, step: Callable[[Path], object]) -> None:
    try:
        step(path)
    except OSError as error:
        raise Unusable(write_problem(path, error)) from error


def _require_free(path: Path) -> None:
    """Raise ``OSError`` where a file could not be replaced: Windows does not even rename one to itself that is open."""
    if path.is_dir():
        raise IsADirectoryError(path)
    if path.exists():
        path.replace(path)


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
