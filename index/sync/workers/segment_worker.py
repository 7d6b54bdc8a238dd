"""Builds one segment of the index from posts: the part of a build that any process can do.

Run as a program, it does so for the process that started it, until its standard input ends.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from queue import SimpleQueue

from index.post import TO_POSTS, Document, Link
from index.reading.files.site import Site
from index.reading.files.walk import SourceFile
from index.reading.read import read
from index.relations.links import link_keys
from index.search.corpus.post_terms import document_texts, other_terms
from index.search.text.batch import Batch
from index.search.text.vocabulary import Vocabulary
from index.store.build.inversion import Inversion
from index.store.build.position_streams import PositionStreams
from index.store.build.segment_writer import order, write
from index.store.catalog import Entry, pack
from index.store.segment.written import WrittenSegment
from index.store.whoosh_codec.segments import Record

from .framing import receive, send
from .protocol import Part, Task, decode_task, encode
from .spawn import end_with_parent

_NICENESS = 5
_CHUNK, _CHUNK_BYTES = 100, 2_000_000
_SELDOM = 100_000


def build(task: Task, site: Site, step: Callable[[], None] | None = None) -> Iterator[Part]:
    """Read posts and write a segment of them.

    Args:
        task: The files to read, and where to write.
        site: The settings of the journal.
        step: Called before each post; what it raises ends the work.

    Yields:
        The entries of some posts at a time, at last the segment.

    Raises:
        OSError: The segment cannot be written.
    """
    segment = _Segment(task)
    site = site.with_parts(file.base for file in task.files)
    for files in _chunks(task.files):
        yield segment.add(_documents(files, site, step))
    yield segment.write()


def _documents(
    files: Iterable[SourceFile], site: Site, step: Callable[[], None] | None
) -> Iterator[tuple[SourceFile, Document]]:
    for file in files:
        if step:
            step()
        yield file, read(file, site)


class _Segment:
    """A segment that is being built. Every method raises OSError."""

    def __init__(self, task: Task) -> None:
        self._first = task.first
        self._folder = Path(task.folder)
        self._records: list[Record] = []
        self._vocabulary = Vocabulary()
        self._inversion = Inversion(self._vocabulary, self._folder)
        self._streams = PositionStreams(self._vocabulary, self._folder)

    def add(self, documents: Iterable[tuple[SourceFile, Document]]) -> list[Entry]:
        """Add documents with their files; gives their entries of the catalog."""
        records = self._records
        start = len(records)
        entries: list[Entry] = []
        texts: defaultdict[str, list[str]] = defaultdict(list)
        for file, document in documents:
            post, links = document.post, internal(document)
            keys = {key for link in links for key in link_keys(link, post)}
            self._inversion.add_terms(len(records), other_terms(document, keys))
            for field, text in document_texts(document).items():
                texts[field].append(text)
            outline, number = pack(document.outline), self._first + len(records)
            records.append(Record(number, post.path, outline, order(post)))
            kept = links, document.problems, document.depends
            entries.append(Entry(post, file.mtime_ns, file.size, None, *kept))
        batch = Batch(texts)
        self._inversion.add(start, batch)
        self._streams.add(range(start, len(records)), batch)
        return entries

    def write(self) -> WrittenSegment:
        """Write all that was added. Nothing may be added afterwards."""
        self._vocabulary.settle()
        return write(self._folder, self._records, self._inversion, self._streams)


def _chunks(files: Iterable[SourceFile]) -> Iterator[list[SourceFile]]:
    """Files in their order, as many at a time as are analysed at once."""
    chunk: list[SourceFile] = []
    size = 0
    for file in files:
        if len(chunk) == _CHUNK or (chunk and size + file.size > _CHUNK_BYTES):
            yield chunk
            chunk, size = [], 0
        chunk.append(file)
        size += file.size
    if chunk:
        yield chunk


def internal(document: Document) -> tuple[Link, ...]:
    """The links of a document that may lead to another post."""
    links = document.outline.links
    return tuple(link for link in links if link.kind in TO_POSTS and link.target[:1] != "#")


def main() -> None:
    """Receive tasks from standard input and write their results to standard output.

    The arguments are the journal's path, the name of its kind where that was chosen, and the
    fingerprint of the settings to read it with. One thread reads standard input into a queue, and
    ends the process when it closes; the main thread builds.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    site = Site.load(Path(sys.argv[1]), sys.argv[2])
    if site.fingerprint != sys.argv[3]:
        return
    gc.set_threshold(_SELDOM)  # a build allocates much and makes few cycles
    orders: SimpleQueue[bytes] = SimpleQueue()

    def take_orders() -> None:
        while (frame := receive(sys.stdin.buffer)) is not None:
            orders.put(frame)

    end_with_parent(take_orders)
    try:
        while True:
            for part in build(decode_task(orders.get()), site):
                send(sys.stdout.buffer, encode(part))
    finally:
        # Python would close standard input before, which the thread is reading.
        os._exit(1)


if __name__ == "__main__":
    main()
