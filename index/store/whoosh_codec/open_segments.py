"""Segments that are open for reading, shared by the generations of the index that have them."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from index.store.segment.columns import OUTLINE, OutlineColumn, column_file, numbers
from index.store.segment.segment_files import SegmentFile, SegmentFiles
from index.store.segment.segment_terms import POSTINGS, TERMS, SegmentTerms

from .segments import POSITIONS
from .toc import StoredSegment

if TYPE_CHECKING:
    from index.store.segment.positions import TokenPositions


class OpenSegment:
    """A segment that is open for reading from any thread.

    It knows nothing of deletions: these differ from one generation of the index to the next.

    Args:
        folder: The folder of the index.
        segment: The segment as the table of contents has it.
        open_file: Opens a file of it.
    """

    def __init__(
        self, folder: Path, segment: StoredSegment, open_file: Callable[[Path], SegmentFile]
    ) -> None:
        """Open its files. Raises IndexCorrupt, OSError."""
        self.identifier = segment.identifier
        self.documents = segment.documents
        self.numbers: array[int] = numbers(folder, self.identifier, self.documents)
        with ExitStack() as opened:

            def opened_file(name: str) -> SegmentFile:
                file = open_file(folder / name)
                opened.callback(file.close)
                return file

            names = (f"{self.identifier}{ending}" for ending in (TERMS, POSTINGS, POSITIONS))
            terms, postings, self._positions_file = map(opened_file, names)
            self._column = opened_file(column_file(self.identifier, OUTLINE))
            self.terms = SegmentTerms(terms, postings)
            self._close = opened.pop_all().close
        self._positions: TokenPositions | None = None
        self._outlines: OutlineColumn | None = None

    @property
    def positions(self) -> TokenPositions:
        """Where tokens stand. Numpy, which it takes, is not imported before a phrase is asked."""
        if self._positions is None:
            from index.store.segment.positions import TokenPositions

            self._positions = TokenPositions(self._positions_file)
        return self._positions

    def outline(self, document: int) -> bytes:
        """The packed outline of a document. Raises IndexCorrupt, OSError."""
        if self._outlines is None:
            self._outlines = OutlineColumn(self._column, self.numbers)
        return self._outlines.packed(document)

    def close(self) -> None:
        """Let go of the files."""
        self._close()


class OpenSegments:
    """The open segments of an index, each open as long as a generation has it.

    ``_lock`` guards the number of readers of each segment: with the last of them its files are
    closed. The lock of ``SegmentFiles`` may be taken while it is held, never the other way round.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._files = SegmentFiles()
        self._counted: dict[str, tuple[OpenSegment, int]] = {}

    def take(self, folder: Path, segment: StoredSegment) -> OpenSegment:
        """A segment, opened if it is not open yet; to be given to ``let_go`` once.

        Raises IndexCorrupt, OSError.
        """
        key = f"{folder / segment.identifier}"
        with self._lock:
            found, readers = self._counted.get(key, (None, 0))
            if found is None:
                found = OpenSegment(folder, segment, self._files.open)
            self._counted[key] = found, readers + 1
        return found

    def let_go(self, folder: Path, segments: Iterable[OpenSegment]) -> None:
        """Give segments back; those that nobody else has taken are closed."""
        for segment in segments:
            key = f"{folder / segment.identifier}"
            with self._lock:
                found, readers = self._counted.pop(key)
                if readers > 1:
                    self._counted[key] = found, readers - 1
                    continue
            found.close()
