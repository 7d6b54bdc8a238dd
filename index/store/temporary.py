"""A folder for an index of this run alone, where none can be kept."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Final

from index.lock import held

_PREFIX: Final = "ilgi-"
_LOCK: Final = "owner.lock"
_TRIES: Final = 3


class TemporaryFolder:
    """A private folder at ``path`` that is removed by ``close``.

    Its lock is held until then. A process that was killed has removed nothing, but holds no lock
    any more, by which the next one knows what was left.
    """

    def __init__(self) -> None:
        """Make the folder, and remove those that were left. Raises OSError."""
        _remove_left()
        self._lock = ExitStack()
        for _ in range(_TRIES):
            self.path = Path(tempfile.mkdtemp(prefix=_PREFIX))
            self._lock.enter_context(held(self.path / _LOCK, 0.0))
            if (self.path / _LOCK).exists():
                return
            self._lock.close()  # another process took the folder for one that was left

    def close(self) -> None:
        """Remove the folder with all that is in it."""
        self._lock.close()
        shutil.rmtree(self.path, ignore_errors=True)


def _remove_left() -> None:
    """Remove folders of this user whose makers have ended without doing so."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            found = folder.lstat()
            mine = not hasattr(os, "getuid") or found.st_uid == os.getuid()
            if not (mine and stat.S_ISDIR(found.st_mode) and (folder / _LOCK).is_file()):
                continue
            with held(folder / _LOCK, 0.0) as is_left:
                if is_left:
                    shutil.rmtree(folder, ignore_errors=True)
