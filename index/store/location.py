"""Where the index of a journal is kept: a private folder in the user's cache."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from pathlib import Path

from index.errors import ForeignFolder

FORMAT = 15
"""The version of everything inside the folder. Another version is another folder."""

_UNREADABLE = re.compile(r"[^\w.-]+")


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
    """See that the folder is there, and for nobody but this user.

    An index folder is trusted as code is, so that one of somebody else is refused. Raises OSError.
    """
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not is_private(path):
        raise ForeignFolder(path)
    if stat.S_IMODE(path.stat().st_mode) != 0o700:
        path.chmod(0o700)


def is_private(path: Path) -> bool:
    """Whether the folder is there, is a folder of its own, and belongs to this user."""
    try:
        found = path.lstat()
    except OSError:
        return False
    mine = not hasattr(os, "getuid") or found.st_uid == os.getuid()
    return stat.S_ISDIR(found.st_mode) and mine
