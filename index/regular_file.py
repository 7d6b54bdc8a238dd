"""Reading a file of somebody else's that may be no file at all.

A pipe waits for its writer for ever, and to open a device may do anything. What lies at a path is
looked at before it is opened, and what was opened is looked at again, since another may have taken
its place meanwhile.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_FLAGS: Final = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_BLOCK: Final = 1024 * 1024


class NotAFileError(OSError):
    """A pipe, a socket or a device is where a file should be."""

    def __init__(self, path: str) -> None:
        super().__init__(errno.EINVAL, "not a regular file", path)


@contextmanager
def opened(path: str | os.PathLike[str]) -> Iterator[int]:
    """The file descriptor of a regular file.

    Raises:
        NotAFileError: There is something else.
        OSError: It cannot be opened.
    """
    handle = open_file(path)
    try:
        yield handle
    finally:
        os.close(handle)


def open_file(path: str | os.PathLike[str]) -> int:
    """The file descriptor of a regular file, which the caller has to close.

    Raises:
        NotAFileError: There is something else.
        OSError: It cannot be opened.
    """
    _check(os.stat(path), path)  # noqa: PTH116  a path may be no valid text
    handle = os.open(path, _FLAGS)
    try:
        _check(os.fstat(handle), path)
    except OSError:
        os.close(handle)
        raise
    return handle


def read_at_most(path: str | os.PathLike[str], most: int) -> bytes:
    """The first ``most`` bytes of a regular file. Raises NotAFileError, OSError."""
    parts: list[bytes] = []
    left = most
    with opened(path) as handle:
        while left > 0 and (part := os.read(handle, min(left, _BLOCK))):
            parts.append(part)
            left -= len(part)
    return b"".join(parts)


def _check(found: os.stat_result, path: str | os.PathLike[str]) -> None:
    if stat.S_ISREG(found.st_mode):
        return
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), os.fspath(path))
    raise NotAFileError(os.fspath(path))
