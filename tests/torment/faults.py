"""A file system that hangs or fails, for one process: as far as Python's own calls go."""

from __future__ import annotations

import builtins
import errno
import io
import os
import time
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

_CALLS: Final = ("stat", "lstat", "scandir", "listdir", "open", "readlink", "access")
_HANG: Final = "hang"


def disrupt(control: str, folder: str) -> None:
    """Let calls for anything in a folder hang or fail for as long as a file says so.

    Args:
        control: The file: ``hang``, or the name of an error. Without it nothing is other.
        folder: The folder.
    """
    opened = io.open

    def asked() -> str:
        try:
            with opened(control, encoding="ascii") as file:
                return file.read()
        except FileNotFoundError:
            return ""

    def faulty(call: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(call)
        def called(path: Any = ".", *given: Any, **named: Any) -> Any:
            if isinstance(path, str | os.PathLike) and os.fspath(path).startswith(folder):
                while (wanted := asked()) == _HANG:
                    time.sleep(0.02)
                if wanted:
                    number = getattr(errno, wanted)
                    raise OSError(number, os.strerror(number), os.fspath(path))
            return call(path, *given, **named)

        return called

    for name in _CALLS:
        setattr(os, name, faulty(getattr(os, name)))
    io.open = builtins.open = faulty(io.open)
