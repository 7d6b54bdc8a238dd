"""Hints of the command line that are given once, kept beside the choices of the reader."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from .location import settings_file
from .memory import StateStore
from .record_file import RecordFile

KIND: Final = "hint"


def is_new(hint: str) -> bool:
    """Whether a hint was not given before; from now on it was, if that can be written."""
    memory = StateStore(RecordFile(settings_file(), "every journal"))
    with suppress(OSError):  # then it is given again
        memory.load()
        if memory.get(KIND, hint) is not None:
            return False
        memory.put(KIND, hint)
        memory.keep()
    return True
