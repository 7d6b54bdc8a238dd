"""Segments that are open for reading, shared by the generations of the index that have them."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from whoosh.codec.whoosh3 import W3Segment
from whoosh.filedb.structfile import BufferFile

from index.store.segment.segment_files import SegmentFile, SegmentFiles

from .codec import Codec, TermsReader
from .schema import OUTLINE, schema
from .segments import PLACES, numbers, unsealed

if TYPE_CHECKING:
    from index.store.segment.positions import TokenPositions


class _Column(BufferFile):  # type: ignore[misc]
    """A file of a column as Whoosh reads it, which calls nothing but ``get``."""

    def __init__(self, file: SegmentFile) -> None:
        super().__init__(b"")
        self._segment_file = file

    def get(self, position: int, length: int) -> bytes:
        """Some bytes from a position on."""
        return self._segment_file.get(position, length)


class OpenSegment:
    """A segment that is open for reading from any thread.

    It knows nothing of deletions: these differ from one generation of the index to the next.

    Args:
        folder: The folder of the index.
        segment: The segment as Whoosh describes it.
        open_file: Opens a file of it.
    """

    def __init__(
        self, folder: Path, segment: W3Segment, open_file: Callable[[Path], SegmentFile]
    ) -> None:
        """Open its files. Raises IndexCorrupt, OSError."""
        self.identifier: str = segment.segment_id()
        self.documents: int = segment.doc_count_all()
        self.numbers: array[int] = numbers(folder, segment)
        with ExitStack() as opened:

            def opened_file(name: str) -> SegmentFile:
                file = open_file(folder / name)
                opened.callback(file.close)
                return file

            names = map(segment.make_filename, (Codec.TERMS, Codec.POSTINGS, PLACES))
            terms, postings, self._places_file = map(opened_file, names)
            self._column = opened_file(Codec.column_filename(segment, OUTLINE))
            self.terms = TermsReader(terms, postings)
            self._close = opened.pop_all().close
        self._places: TokenPositions | None = None
        self._outlines: Any = None

    @property
    def places(self) -> TokenPositions:
        """Where tokens stand. Numpy, which it takes, is not imported before a phrase is asked."""
        if self._places is None:
            from index.store.segment.positions import TokenPositions

            self._places = TokenPositions(self._places_file)
        return self._places

    def outline(self, document: int) -> bytes:
        """The packed outline of a document. Raises IndexCorrupt, OSError."""
        if self._outlines is None:
            kind, size = schema()[OUTLINE].column_type, self._column.path.stat().st_size
            self._outlines = kind.reader(_Column(self._column), 0, size, self.documents)
        return unsealed(self._outlines[document], self.numbers[document])

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

    def take(self, folder: Path, segment: W3Segment) -> OpenSegment:
        """A segment, opened if it is not open yet; to be given to ``let_go`` once.

        Raises IndexCorrupt, OSError.
        """
        key = f"{folder / segment.segment_id()}"
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
