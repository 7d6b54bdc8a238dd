"""Files of segments, read by position: small ones in memory, large ones open, a few at a time.

A refresh of one post leaves a segment of some small files. Were each of them open, a journal that
is saved often would run out of the files that a process may have open.
"""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from threading import Lock
from typing import BinaryIO

SMALL = 64 * 1024
"""Up to how many bytes a file is kept in memory."""
MOST_OPEN = 24
"""How many large files are open at once: those used last."""


class SegmentFiles:
    """The files of an index's segments that are open, for any thread.

    Large files beyond ``MOST_OPEN`` are closed, and opened again when they are read. Where one has
    been removed meanwhile, reading it raises FileNotFoundError.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._open: OrderedDict[SegmentFile, BinaryIO] = OrderedDict()

    def open(self, path: Path) -> SegmentFile:
        """A file, so that it can be read until it is closed. Raises OSError."""
        file = path.open("rb", buffering=0)
        try:
            data = file.read(SMALL + 1) or b""
        except BaseException:
            file.close()
            raise
        if len(data) <= SMALL:
            file.close()
            return SegmentFile(self, path, data)
        opened = SegmentFile(self, path)
        with self._lock:
            self._add(opened, file)
        return opened

    def read(self, wanted: SegmentFile, position: int, length: int) -> bytes:
        """Some bytes of a large file, fewer where it ends before.

        Raises OSError, and ValueError where it has been closed.
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
        """Count a file among the open ones, and close the one that was not read for longest."""
        self._open[file] = opened
        if len(self._open) > MOST_OPEN:
            self._open.popitem(last=False)[1].close()


class SegmentFile:
    """A file of a segment; ``data`` is all of it where it is small."""

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
