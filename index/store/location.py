"""Where the index of a journal is kept: a private folder in the user's cache."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

from index.errors import ForeignFolder
from index.lazy_pattern import lazy_pattern

FORMAT = 26
"""The version of everything inside the folder. Another version is another folder."""

_WRITABLE_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH
_UNREADABLE = lazy_pattern(r"[^\w.-]+")


def folder(root: Path, cache: Path | None = None) -> Path:
    """The folder for the journal at ``root``: its name, to be read, and its real path, hashed.

    ``cache`` is where such folders are kept; without it ``ILGI_CACHE_DIR``, else the place that
    the platform has for caches.
    """
    real = os.path.realpath(root)
    key = hashlib.sha256(os.fsencode(real)).hexdigest()[:16]
    name = _UNREADABLE.sub("-", Path(real).name).strip("-.")[:40] or "journal"
    return (cache or _cache()) / f"{name}-{key}-v{FORMAT}"


def writers_lock(index_folder: Path) -> Path:
    """The file whose lock is held by the ilgi that writes in a folder; see ``index.lock``."""
    return index_folder / "writer.lock"


def _cache() -> Path:
    if chosen := os.environ.get("ILGI_CACHE_DIR"):
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("ilgi", appauthor=False)


def make_private(path: Path) -> None:
    """See that the folder is there, for nobody but this user, and with nothing of anybody else.

    A folder of this user's that others may write in, or with something of theirs inside, is made
    anew. One of somebody else is refused, and one that stays open to others, as on a file system
    without permissions.

    Raises:
        ForeignFolder: The folder is refused.
        OSError: It cannot be made.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.mkdir(mode=0o700, exist_ok=True)
    if not _is_own_folder(path.lstat()):
        raise ForeignFolder(path)
    if not is_private(path):
        path.chmod(0o700)
        import shutil  # which imports all of Python's compression

        shutil.rmtree(path)
        path.mkdir(mode=0o700)
        if not is_private(path):
            raise ForeignFolder(path)
    close_to_readers(path)


def close_to_readers(path: Path) -> None:
    """Let nobody but this user read in a folder that is private otherwise.

    An index has the text of the journal, whose own folder may be closed to others. A folder that is
    open to them was not made so by ilgi: it was copied, or unpacked from a backup. Raises OSError.
    """
    if stat.S_IMODE(path.stat().st_mode) != 0o700:
        path.chmod(0o700)


def is_private(path: Path) -> bool:
    """Whether the folder is there, and all in it was put there by this user.

    That is so where the folder is one of its own that belongs to this user, nobody else may write
    in it, and the files in it are this user's and no symbolic links. How these may be written does
    not matter: nobody else gets to them. Whether others may read in it does not matter here either:
    that is no reason to doubt the index, and ``close_to_readers`` ends it.
    """
    try:
        found = path.lstat()
        if not _is_own_folder(found) or found.st_mode & _WRITABLE_BY_OTHERS:
            return False
        with os.scandir(path) as entries:
            return all(map(_is_own_entry, entries))
    except OSError:
        return False


def _is_own_folder(found: os.stat_result) -> bool:
    return stat.S_ISDIR(found.st_mode) and _is_own(found)


def _is_own_entry(entry: os.DirEntry[str]) -> bool:
    try:
        return _is_own(entry.stat(follow_symlinks=False))
    except FileNotFoundError:  # another ilgi has just removed it
        return True


def _is_own(found: os.stat_result) -> bool:
    mine = not hasattr(os, "getuid") or found.st_uid == os.getuid()
    return mine and not stat.S_ISLNK(found.st_mode)
