"""The Whoosh index: the one place that reads and writes it.

Documents are known by number, which the catalog gives out and never gives twice.
"""

from __future__ import annotations

import os
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from pyroaring import BitMap
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.writing import CLEAR, SegmentWriter

from index.post import Outline
from index.search.lexicon import Postings as Terms

from .catalog import Catalog, Damaged, Segment, generation, unpack
from .codec import Codec, TermsReader
from .schema import schema

if TYPE_CHECKING:
    from .analysis import Analysed, Postings

_ABSENT = -1
_MOST_SEGMENTS = 12
_SMALL = 5_000


class Index:
    """A generation of the index, open for reading from any thread.

    It is a ``search.lexicon.Lexicon`` for the posts in the order of ``numbers``: the number of
    each post's document, None where it has none.
    """

    def __init__(
        self,
        folder: Path,
        catalog: Catalog,
        numbers: Sequence[int | None],
        before: Index | None = None,
    ) -> None:
        """Open it; what ``before``, an earlier generation, has seen of it is not looked at again.

        Raises Damaged.
        """
        _verify(folder, catalog.segments, before.segments if before else {})
        self.segments: Mapping[str, Segment] = catalog.segments
        self._lock = Lock()
        try:
            self._reader = FileIndex(FileStorage(str(folder))).reader()
            if self._reader.generation() != catalog.generation:
                raise Damaged("the index is of another generation")
            documents = [number for _, number in _numbers(self._reader)]
        except Damaged:
            raise
        except Exception as error:
            raise Damaged(f"{type(error).__name__}: {error}") from error
        live = {number for number in numbers if number is not None}
        if set(documents) - {_ABSENT} != live:
            raise Damaged("the index holds other posts than the catalog")
        self._posts = len(numbers)
        place = {number: i for i, number in enumerate(numbers) if number is not None}
        self._places = array("l", (place.get(number, _ABSENT) for number in documents))
        self._documents = {number: i for i, number in enumerate(documents) if number != _ABSENT}
        seen = before.lexicons if before else {}
        self.lexicons: dict[tuple[str, str], list[str]] = {
            key: terms for key, terms in seen.items() if key[0] in self._segments()
        }

    def documents(self) -> Sequence[int]:
        """See ``search.lexicon.Lexicon``."""
        return range(self._posts - 1, -1, -1)

    def postings(self, field: str, term: str) -> Terms:
        """See ``search.lexicon.Lexicon``. Raises Damaged."""
        found: dict[int, int] = {}
        places = self._places
        with self._lock, _reading():
            for leaf, base in self._leaves():
                posts, times = _terms(leaf).postings(field, term)
                for document, n in zip(posts, times, strict=True):
                    place = places[base + document]
                    if place != _ABSENT:
                        found[self._posts - 1 - place] = n
        return Terms(BitMap(found), array("I", (found[document] for document in sorted(found))))

    def terms(self, field: str) -> list[str]:
        """All terms of a field, sorted. Raises Damaged."""
        with self._lock, _reading():
            found = [self._lexicon(leaf, field) for leaf, _ in self._leaves()]
        if len(found) == 1:
            return found[0]
        return list(dict.fromkeys(sorted(chain.from_iterable(found))))

    def _lexicon(self, leaf: Any, field: str) -> list[str]:
        """The terms of a field in one segment, which never change."""
        key: tuple[str, str] = (leaf.segment().segment_id(), field)
        if key not in self.lexicons:
            self.lexicons[key] = _terms(leaf).dictionary.field(field).terms
        return self.lexicons[key]

    def _leaves(self) -> list[tuple[Any, int]]:
        return [leaf for leaf in self._reader.leaf_readers() if leaf[0].doc_count_all()]

    def _segments(self) -> set[str]:
        return {leaf.segment().segment_id() for leaf, _ in self._leaves()}

    def outline(self, number: int) -> Outline:
        """The outline of a document. Raises Damaged."""
        with self._lock, _reading():
            stored = self._reader.stored_fields(self._documents[number])["outline"]
        return unpack(stored)

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            self._reader.close()


def _terms(leaf: Any) -> TermsReader:
    """The reader of a segment's terms. Raises Damaged where it is another codec's."""
    terms = leaf._terms  # noqa: SLF001  Whoosh gives it nowhere else
    if not isinstance(terms, TermsReader):
        raise Damaged("a segment is not of this codec")
    return terms


class _reading:  # noqa: N801  used as a statement
    """Whatever Whoosh raises over altered files is one thing: damage."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        if kind is not None and issubclass(kind, Exception) and not issubclass(kind, Damaged):
            raise Damaged(f"{kind.__name__}: {error}")


def _numbers(reader: Any) -> Iterator[tuple[int, int]]:
    """Each document of a reader with its number, or ``_ABSENT`` where it is deleted."""
    for leaf, base in reader.leaf_readers():
        if not leaf.doc_count_all():
            continue
        column = leaf.column_reader("number")
        for i in range(leaf.doc_count_all()):
            yield base + i, _ABSENT if leaf.is_deleted(i) else column[i]


def _verify(folder: Path, segments: Mapping[str, Segment], trusted: Mapping[str, Segment]) -> None:
    for name, segment in segments.items():
        if trusted.get(name) == segment:
            continue
        if _segment(folder / name) != segment:
            raise Damaged(f"{name} has been altered")


def _segment(path: Path) -> Segment | None:
    try:
        with path.open("rb") as file:
            checksum = 0
            while block := file.read(1 << 20):
                checksum = zlib.crc32(block, checksum)
            return Segment(os.fstat(file.fileno()).st_size, checksum)
    except FileNotFoundError:
        return None


class Writer:
    """A change to the index: documents added and deleted, then committed or cancelled.

    Where ``fresh`` is true it begins with none of what the index holds.
    """

    def __init__(self, folder: Path, *, fresh: bool, known: Mapping[str, Segment]) -> None:
        storage = FileStorage(str(folder))
        if generation(folder) is None:
            FileIndex.create(storage, schema(), "MAIN")
        self._folder = folder
        self._fresh = fresh
        self._known = {} if fresh else known
        self._index = FileIndex(storage)
        self._writer = _SegmentWriter(self._index)
        self._documents: dict[int, int] | None = None

    def add(self, number: int, analysed: Analysed) -> None:
        """Add documents, the first of them with this number, at the place they are made for."""
        self._writer.add(number, analysed)

    def delete(self, numbers: Iterable[int]) -> None:
        """Delete documents that were there before this change."""
        if self._documents is None:
            reader = self._index.reader()
            self._documents = {number: document for document, number in _numbers(reader)}
            reader.close()
        for number in numbers:
            if number in self._documents:
                self._writer.delete_document(self._documents[number])

    def commit(self, before: Callable[[int, dict[str, Segment]], None]) -> None:
        """Make the change: ``before`` gets the generation and its files before it comes to be."""
        self._writer.before = lambda number, names: before(number, self._checked(names))
        self._writer.commit(mergetype=CLEAR if self._fresh else _merge_when_many)

    def cancel(self) -> None:
        """Forget the change."""
        self._writer.cancel()

    def _checked(self, names: Iterable[str]) -> dict[str, Segment]:
        segments: dict[str, Segment] = {}
        for name in names:
            segment = self._known.get(name) or _segment(self._folder / name)
            if segment is None:
                raise Damaged(f"{name} has gone")
            segments[name] = segment
        return segments


def _merge_when_many(writer: Any, segments: list[Any]) -> list[Any]:
    """Leave segments as they are until there are many; then make one of the small ones."""
    if len(segments) < _MOST_SEGMENTS:
        return segments
    from whoosh.reading import SegmentReader

    kept: list[Any] = []
    for segment in segments:
        if segment.doc_count_all() >= _SMALL:
            kept.append(segment)
            continue
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return kept


class _Inversion:
    """Postings gathered by field and term, in place of Whoosh's pool that sorts each of them.

    Each term has its documents, ascending, and how often it stands in each.
    """

    def __init__(self) -> None:
        self.fields: dict[str, dict[str, tuple[array[int], array[int]]]] = {}

    def extend(self, field: str, postings: Postings) -> None:
        """Add the postings of later documents."""
        inverted = self.fields.setdefault(field, {})
        counts, documents, times = (
            array("I", numbers) for numbers in (postings.counts, postings.documents, postings.times)
        )
        start = 0
        for term, count in zip(postings.terms, counts, strict=True):
            end = start + count
            found = inverted.get(term)
            if found is None:
                inverted[term] = (documents[start:end], times[start:end])
            else:
                found[0].extend(documents[start:end])
                found[1].extend(times[start:end])
            start = end

    def add(self, posting: tuple[str, bytes, int, float, bytes]) -> None:
        """One posting of a segment that is merged into this one: what Whoosh calls."""
        field, term, document, weight, _ = posting
        empty = (array("I"), array("I"))
        found = self.fields.setdefault(field, {}).setdefault(term.decode(), empty)
        found[0].append(document)
        found[1].append(int(weight))

    def cleanup(self) -> None:
        self.fields.clear()


class _SegmentWriter(SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer, inverting in memory, which has to tell what it is about to commit."""

    before: Callable[[int, list[str]], None]
    pool: Any

    def __init__(self, index: FileIndex) -> None:
        super().__init__(index, codec=Codec())
        self.pool.cleanup()
        self.pool = _Inversion()

    def add(self, number: int, analysed: Analysed) -> None:
        """Add documents, as ``add_document`` does, without a tuple for each of their postings."""
        out, kinds = self.perdocwriter, self.schema
        made = zip(analysed.entries, analysed.outlines, strict=True)
        for place, (entry, outline) in enumerate(made):
            out.start_doc(self.docnum)
            out.add_field("path", kinds["path"], entry.post.path, 0)
            out.add_field("outline", kinds["outline"], outline, 0)
            out.add_column_value("number", kinds["number"].column_type, number + place)
            out.finish_doc()
            self.docnum += 1
        for field, postings in analysed.fields.items():
            self.pool.extend(field, postings)
        self._added = True

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        out = self.fieldwriter
        for field in sorted(self.pool.fields):
            terms = self.pool.fields[field]
            if not terms:
                continue
            out.start_field(field, self.schema[field])
            for term in sorted(terms):
                out.add_term(term, *terms[term])
            out.finish_field()
        out.close()

    def _commit_toc(self, segments: list[Any]) -> None:
        names = [
            name
            for name in self.storage.list()
            if any(name.startswith(f"{segment.segment_id()}.") for segment in segments)
        ]
        self.before(self.generation, names)
        super()._commit_toc(segments)
