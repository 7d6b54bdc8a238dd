"""Changes to the index: segments that were built come to it, documents go, all at one moment."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from whoosh.codec.whoosh3 import W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, clean_files

from index.store.catalog import StoredFile, generation
from index.store.segment.columns import numbers
from index.store.segment.written import WrittenSegment

from .codec import Codec
from .schema import schema
from .toc import NAME, StoredSegment, read_segments

ROOM = "merge-"
"""How folders are called that segments are merged in. A change ends what goes on in them."""


class IndexWriter:
    """A change of an index. The caller holds the lock between processes.

    Args:
        folder: The folder of the index.
        fresh: Whether the change begins with an empty index.
        known: The files of the index as it is, by name.
    """

    def __init__(self, folder: Path, *, fresh: bool, known: Mapping[str, StoredFile]) -> None:
        """Read what there is. Raises IndexCorrupt, Unavailable."""
        self._folder = folder
        self._storage = FileStorage(str(folder))
        self._generation = generation(folder) or 0
        self._known = {} if fresh else known
        stored = [] if fresh else read_segments(folder, self._generation)
        self._segments = [_whoosh_segment(segment) for segment in stored]

    def delete(self, gone: Iterable[int]) -> None:
        """Delete the documents with these numbers. Raises IndexCorrupt."""
        wanted = set(gone)
        for segment in self._segments if wanted else ():
            found = numbers(self._folder, segment.segment_id(), segment.doc_count_all())
            if not wanted.isdisjoint(found):
                for document, number in enumerate(found):
                    if number in wanted:
                        segment.delete_document(document)

    def commit(
        self,
        new: Sequence[WrittenSegment],
        before: Callable[[int, dict[str, StoredFile]], None],
        *,
        older: bool = False,
        replaced: Collection[str] = (),
    ) -> None:
        """Add new segments to the index, or replace some, as one new generation.

        Args:
            new: The new segments, in the order of their documents.
            before: Called with the number of the generation and all of its files before it exists:
                a reader that finds the generation finds its catalog too.
            older: Whether the new segments come before those that there are, instead of after them.
            replaced: The identifiers of segments to leave out.

        Raises:
            OSError: The generation cannot be written.
        """
        taken = [_take(written, self._folder) for written in new]
        kept = [s for s in self._segments if s.doc_count() and s.segment_id() not in replaced]
        segments = [*taken, *kept] if older else [*kept, *taken]
        files = {name: file for written in new for name, file in written.files.items()}
        starts = tuple(f"{segment.segment_id()}." for segment in kept)
        files |= {name: file for name, file in self._known.items() if name.startswith(starts)}
        number = self._generation + 1
        before(number, files)
        TOC(schema(), segments, number).write(self._storage, NAME)
        clean_files(self._storage, NAME, number, segments)
        for left in self._folder.glob(f"{ROOM}*"):
            shutil.rmtree(left, ignore_errors=True)
        # Whoosh does not know the tables of contents again whose writing was cut off.
        for left in self._folder.glob(f"_{NAME}_*.toc.*"):
            with suppress(OSError):
                left.unlink()
        self._segments, self._known, self._generation = segments, files, number


def _take(written: WrittenSegment, folder: Path) -> W3Segment:
    """Move the files of a segment to the index it is for. Raises OSError."""
    for name in written.files:
        Path(written.folder, name).replace(folder / name)
    return _whoosh_segment(StoredSegment(written.identifier, written.documents))


def _whoosh_segment(stored: StoredSegment) -> W3Segment:
    """A segment as Whoosh has it."""
    deleted = set(stored.deleted) or None
    segment = W3Segment(Codec(), NAME, stored.documents, stored.name, deleted)
    segment._fieldlengths = {}  # noqa: SLF001  what Whoosh sets where it writes
    return segment
