"""Who may read and write a new file: whoever might with the file that it replaces, or with its folder."""

import os
import stat
from contextlib import suppress
from pathlib import Path

_ANYONE_MAY_WRITE = stat.S_IWOTH
_READ_AND_WRITE = 0o777


def take_after(descriptor: int, path: Path) -> None:
    """Give an open new file the mode, owner and group of the file at a path, or those that fit the path's folder.

    So a web server reads a report of a cron job whose umask is 077, and a private file stays private. Windows has
    rights of its own, which a new file takes from its folder.
    """
    if os.name == "nt":
        return
    try:
        old = path.stat()
        owner, group, mode = old.st_uid, old.st_gid, stat.S_IMODE(old.st_mode) & _READ_AND_WRITE
    except OSError:  # nothing there, or a link that leads nowhere
        owner, group, mode = -1, path.parent.stat().st_gid, file_mode(path.parent)
    os.fchmod(descriptor, mode if _belongs(descriptor, owner, group) else _without_group(mode))


def make_folders(folder: Path) -> None:
    """Make a folder and those above it that are missing, each for the same people as the one that it lies in."""
    for one in reversed((folder, *folder.parents)):
        if not is_folder(one):
            one.mkdir()
            _take_after_parent(one)


def is_folder(path: Path) -> bool:
    """Tell whether a path leads to a folder; whoever may not look there is told when it is used."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _take_after_parent(folder: Path) -> None:
    above = folder.parent.stat()
    if os.name == "nt" or above.st_mode & _ANYONE_MAY_WRITE:
        return
    with suppress(PermissionError):
        os.chown(folder, -1, above.st_gid)
    folder.chmod(stat.S_IMODE(above.st_mode))


def file_mode(folder: Path) -> int:
    """Return the mode of a new file: whoever may enter its folder may read it, and who writes there may write it.

    A folder that anyone may write to, such as /tmp, says nothing about its files: there the umask decides.
    """
    mode = folder.stat().st_mode
    if mode & _ANYONE_MAY_WRITE:
        mask = os.umask(0o077)
        os.umask(mask)
        return 0o666 & ~mask
    return 0o600 | (mode & 0o111) << 2 | mode & 0o020


def _belongs(descriptor: int, owner: int, group: int) -> bool:
    """Give a file away as far as one may; tell whether it has the group."""
    for user in dict.fromkeys((owner, -1)):
        with suppress(PermissionError):
            os.fchown(descriptor, user, group)
            return True
    return os.fstat(descriptor).st_gid == group


def _without_group(mode: int) -> int:
    """Return a mode for another group than was meant: it may do what anyone may."""
    return mode & ~0o070 | (mode & 0o007) << 3
