"""Numbers that are needed at the end of a build, written to a file so that memory does not grow."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import IO, Any

import numpy as np

from index.search.text.characters import Numbers

_MOST_WAITING = 1_000_000


class SpillFile:
    """Arrays that are appended one by one and taken together as one array.

    More than a megabyte of them is written to an unnamed file in ``folder``, which the system
    removes when the process ends, however it ends. The file has the bytes of the arrays one after
    another; the type and length of each are in memory. Every method raises OSError.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: IO[bytes] | None = None
        self._written: list[tuple[np.dtype[Any], int]] = []
        self._waiting: list[Numbers] = []
        self._bytes = 0

    def add(self, numbers: Numbers) -> None:
        """Append an array, which must not be changed afterwards."""
        self._waiting.append(numbers)
        self._bytes += numbers.nbytes
        if self._bytes > _MOST_WAITING:
            self._write()

    def _write(self) -> None:
        if self._file is None:
            self._file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115  closed when taken
        for numbers in self._waiting:
            self._file.write(numbers.tobytes())
            self._written.append((numbers.dtype, len(numbers)))
        self._waiting, self._bytes = [], 0

    def take(self) -> Numbers:
        """All numbers, in one array of the widest of their types. Nothing is left afterwards."""
        if self._file is None and len(self._waiting) == 1:
            return self._waiting.pop()
        waiting = [(numbers.dtype, len(numbers)) for numbers in self._waiting]
        kinds, counts = zip(*self._written, *waiting, strict=True)
        whole: Numbers = np.empty(sum(counts), dtype=np.result_type(*kinds))
        at = 0
        if self._file is not None:
            with self._file as file:
                file.seek(0)
                for kind, count in self._written:
                    whole[at : at + count] = np.fromfile(file, kind, count)
                    at += count
        for numbers in self._waiting:
            whole[at : at + len(numbers)] = numbers
            at += len(numbers)
        self._file, self._written, self._waiting, self._bytes = None, [], [], 0
        return whole
