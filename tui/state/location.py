"""Where the state of a journal is kept."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from index.lazy_pattern import lazy_pattern

_UNREADABLE = lazy_pattern(r"[^\w.-]+")


def file_for(root: Path) -> Path:
    """The file for the journal at ``root``: its name, to be read, and its real path, hashed.

    It lies in ``ILGI_STATE_DIR``, else in the place that the platform has for what programs
    remember (``~/.local/state/ilgi`` on Linux).
    """
    real = os.path.realpath(root)
    key = hashlib.sha256(os.fsencode(real)).hexdigest()[:16]
    name = _UNREADABLE.sub("-", Path(real).name).strip("-.")[:40] or "journal"
    return state_folder() / f"{name}-{key}.jsonl"


def settings_file() -> Path:
    """The file for what the reader prefers in every journal, beside those of the journals."""
    return state_folder() / "settings.jsonl"


def state_folder() -> Path:
    """The folder of all that ilgi remembers."""
    if chosen := os.environ.get("ILGI_STATE_DIR"):
        return Path(chosen)
    from platformdirs import user_state_path

    return user_state_path("ilgi", appauthor=False)
