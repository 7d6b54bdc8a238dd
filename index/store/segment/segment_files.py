"""Reads files of segments by offset: small ones from memory, large ones from a few open files.

A refresh of one post leaves a segment of some small files. Were each of them open, a journal that
is saved often would reach the limit of files that a process may have open.
"""

from __future__ import annotations

from collections import OrderedDict
from contextlib import ExitStack
from pathlib import Path
from threading import Lock
from typing import BinaryIO

SMALL = 64 * 1024
"""Up to how many bytes a file is kept in memory."""


def _most_open() -> int:
    """As many files as the largest journal has, but an eighth of what a process may open."""
    try:
        import resource
    except ImportError:  # Windows
        return _LEAST
    allowed = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return max(_LEAST, min(_MOST, allowed // 8 if allowed > 0 else _MOST))


_LEAST, _MOST = 24, 128
MOST_OPEN = _most_open()
"""How many large files are open at once: those used last."""


class SegmentFiles:
    """The open files of an index's segments, for any thread.

    At most ``MOST_OPEN`` large files are open. Another one closes the one that was not read for the
    longest time, which is opened again when it is read. A file that was removed meanwhile raises
    FileNotFoundError.

    ``_lock`` guards ``_open`` and the offset of each file in it: seeking and reading are one step.
    No other lock is taken while it is held.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._open: OrderedDict[SegmentFile, BinaryIO] = OrderedDict()

    def open(self, path: Path) -> SegmentFile:
        """A file, so that it can be read until it is closed. Raises OSError."""
        with ExitStack() as closing:
            file = closing.enter_context(path.open("rb", buffering=0))
            data = file.read(SMALL + 1) or b""
            if len(data) <= SMALL:
                return SegmentFile(self, path, data)
            opened = SegmentFile(self, path)
            with self._lock:
                self._add(opened, file)
            closing.pop_all()  # it stays open
            return opened

    def read(self, wanted: SegmentFile, position: int, length: int) -> bytes:
        """Read bytes of a large file, fewer than asked for where it ends before.

        Args:
            wanted: The file.
            position: The offset of the first byte.
            length: How many bytes.

        Raises:
            OSError: The file cannot be read.
            ValueError: The file has been closed.
        """
        with self._lock:
            if wanted.closed:
                raise ValueError(f"{wanted.path.name} has been closed")
            file = self._open.get(wanted)
            if file is None:
                file = wanted.path.open("rb", buffering=0)
                self._add(wanted, file)
            self._open.move_to_end(wanted)
            file.seek(position)
            parts: list[bytes] = []
            while length > 0 and (part := file.read(length)):
                parts.append(part)
                length -= len(part)
        return b"".join(parts)

    def close(self, file: SegmentFile) -> None:
        """Close a file, for good."""
        with self._lock:
            file.closed = True
            opened = self._open.pop(file, None)
        if opened:
            opened.close()

    def _add(self, file: SegmentFile, opened: BinaryIO) -> None:
        """Enter an open file, and close the one that was not read for longest. Needs ``_lock``."""
        self._open[file] = opened
        if len(self._open) > MOST_OPEN:
            self._open.popitem(last=False)[1].close()


class SegmentFile:
    """A file of a segment, which can be read until it is closed.

    Args:
        files: The open files that it is one of.
        path: The path of the file.
        data: All bytes of a small file, which is not open; None for a large one.
    """

    def __init__(self, files: SegmentFiles, path: Path, data: bytes | None = None) -> None:
        self.path = path
        self.closed = False
        self._files = files
        self._data = data

    def get(self, position: int, length: int) -> bytes:
        """Some bytes from a position on, fewer where the file ends before.

        Raises OSError, and ValueError where a large one has been closed.
        """
        if self._data is None:
            return self._files.read(self, position, length)
        return self._data[position : position + length]

    def close(self) -> None:
        """Let go of the file. What is in memory can still be read."""
        self._files.close(self)
