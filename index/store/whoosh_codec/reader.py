"""The index, open for reading: its files as Whoosh keeps them, read without Whoosh."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from pyroaring import BitMap

from index.errors import index_unavailable
from index.post import Outline
from index.search.corpus.postings_source import NOWHERE, Postings, Terms
from index.store.catalog import Catalog, IndexClosed, IndexCorrupt, StoredFile, unpack

from .open_segments import OpenSegment, OpenSegments
from .segments import verify
from .toc import read_segments

if TYPE_CHECKING:
    from index.search.text.phrases import PhraseTerm
    from index.store.segment.dictionary import FieldDictionary
    from index.store.segment.segment_terms import SegmentTerms

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A segment in a generation: its documents count on from ``base``, without ``deleted``."""

    segment: OpenSegment
    base: int
    deleted: BitMap

    @property
    def identifier(self) -> str:
        """What the segment is called in every generation."""
        return self.segment.identifier

    @property
    def terms(self) -> SegmentTerms:
        """The terms of the segment."""
        return self.segment.terms

    def postings(self, name: str, term: str) -> Postings:
        """The documents with a term as the whole index counts them, without those deleted."""
        return self._live(*self.terms.postings(name, term))

    def parts(self, name: str, terms: Iterable[str]) -> Iterator[Postings]:
        """The postings of those of some terms that are in the segment."""
        for found in self.terms.parts(name, terms):
            live = self._live(*found) if self.deleted or self.base else found
            if live.posts:
                yield live

    def following(self, name: str, steps: Sequence[PhraseTerm]) -> BitMap:
        """The documents with these steps as the whole index counts them, without those deleted."""
        return (self.segment.positions.following(name, steps) - self.deleted).shift(self.base)

    def _live(self, posts: BitMap, times: bytes | array[int]) -> Postings:
        """Postings as the whole index counts them, without the documents deleted."""
        gone = posts & self.deleted
        if gone:
            kept = bytearray(times) if isinstance(times, bytes) else times[:]
            for document in reversed(gone):
                del kept[posts.rank(document) - 1]
            posts, times = posts - gone, bytes(kept) if isinstance(kept, bytearray) else kept
        return Postings(posts.shift(self.base) if self.base else posts, times)


class IndexReader:
    """A generation of the index, open for reading from any thread.

    It is a ``PostingsSource`` for the posts in the order of ``numbers``: the number of
    each post's document, None where it has none. Its readers are counted: whoever opens it is the
    first, ``read`` counts another, and with the last its files are closed.
    """

    def __init__(
        self,
        folder: Path,
        catalog: Catalog,
        numbers: Sequence[int | None],
        segments: OpenSegments,
        before: IndexReader | None = None,
    ) -> None:
        """Open a generation.

        Args:
            folder: The folder of the index.
            catalog: The catalog of the generation.
            numbers: The number of each post's document.
            segments: What is open of the index already.
            before: An earlier generation: what it has seen is not looked at again.

        Raises:
            IndexCorrupt: The index cannot be used, or is of another generation.
            Unavailable: It cannot be read now.
        """
        verify(folder, catalog.segments, before.segments if before else {})
        self.segments: Mapping[str, StoredFile] = catalog.segments
        self._folder = folder
        self._open = segments
        self._lock = Lock()
        self._counting = Lock()
        self._readers = 1
        with ExitStack() as opened, _reading():
            self.leaves: list[Leaf] = []
            opened.callback(self._close)
            base = 0
            for segment in read_segments(folder, catalog.generation):
                if segment.documents:
                    taken = segments.take(folder, segment)
                    self.leaves.append(Leaf(taken, base, BitMap(segment.deleted)))
                    base += taken.documents
            self._live = _live(self.leaves)
            self._places = _places(self.leaves)
            if self._live != BitMap([number for number in numbers if number is not None]):
                raise IndexCorrupt("the index holds other posts than the catalog")
            opened.pop_all()
        self._documents = _documents(self._places, numbers, base)

    @contextmanager
    def read(self) -> Iterator[None]:
        """Keep it open meanwhile. Raises IndexClosed."""
        with self._counting:
            if not self._readers:
                raise IndexClosed
            self._readers += 1
        try:
            yield
        finally:
            self.close()

    def close(self) -> None:
        """Let go of it as one of its readers; the last one closes its files."""
        with self._counting:
            self._readers -= 1
            if self._readers:
                return
        self._close()

    def _close(self) -> None:
        self._open.let_go(self._folder, [leaf.segment for leaf in self.leaves])

    def documents(self) -> Sequence[int]:
        """See ``PostingsSource``."""
        return self._documents

    def postings(self, field: str, term: str) -> Postings:
        """See ``PostingsSource``. Raises IndexCorrupt."""
        with self._lock, _reading():
            found = [leaf.postings(field, term) for leaf in self.leaves]
        found = [postings for postings in found if postings.posts]
        if len(found) <= 1:
            return found[0] if found else NOWHERE
        posts = BitMap.union(*(postings.posts for postings in found))
        if all(isinstance(postings.times, bytes) for postings in found):
            return Postings(posts, b"".join(bytes(postings.times) for postings in found))
        return Postings(posts, array("I", chain.from_iterable(p.times for p in found)))

    def parts(self, field: str, terms: Iterable[str]) -> list[Postings]:
        """See ``PostingsSource``. Raises IndexCorrupt."""
        terms = tuple(terms)
        with self._lock, _reading():
            return [part for leaf in self.leaves for part in leaf.parts(field, terms)]

    def beginning(self, field: str, prefix: str) -> Postings:
        """See ``PostingsSource``. Raises IndexCorrupt."""
        from index.store.segment.prefixes import together

        with self._lock, _reading():
            return together(
                (leaf.base, leaf.terms.frequencies(field, prefix, leaf.deleted))
                for leaf in self.leaves
            )

    def following(self, field: str, steps: Sequence[PhraseTerm]) -> BitMap:
        """See ``PostingsSource``. Raises IndexCorrupt."""
        with self._lock, _reading():
            return BitMap().union(*(leaf.following(field, steps) for leaf in self.leaves))

    def terms(self, field: str) -> Terms:
        """See ``PostingsSource``. What it gives raises IndexCorrupt."""
        return _SegmentsTerms(self._lock, [leaf.terms for leaf in self.leaves], field)

    def outline(self, number: int) -> Outline:
        """The outline of a document. Raises IndexCorrupt."""
        with self._lock, _reading():
            if number not in self._live:
                raise IndexCorrupt("the index does not hold a post of the catalog")
            document = self._places[number]
            leaf = next(leaf for leaf in reversed(self.leaves) if leaf.base <= document)
            packed = leaf.segment.outline(document - leaf.base)
        return unpack(packed)


class _SegmentsTerms:
    """The terms of a field in some segments, read where they are.

    Args:
        lock: Held while they are read.
        segments: The terms of each segment.
        field: The name of the field.
    """

    def __init__(self, lock: Lock, segments: Sequence[SegmentTerms], field: str) -> None:
        self._lock = lock
        self._segments = segments
        self._field = field

    def __contains__(self, term: str) -> bool:
        return any(self._each(lambda terms: terms.has(term)))

    def between(self, first: str, after: str) -> list[str]:
        """See ``Terms``."""
        return _merged(self._each(lambda terms: terms.between(first, after)))

    def containing(self, text: str) -> list[str]:
        """See ``Terms``."""
        return _merged(self._each(lambda terms: terms.containing(text)))

    def _each(self, ask: Callable[[FieldDictionary], T]) -> list[T]:
        with self._lock, _reading():
            return [ask(segment.dictionary.field(self._field)) for segment in self._segments]


def _merged(found: Sequence[list[str]]) -> list[str]:
    """Sorted terms as one sorted list, each once."""
    some = [terms for terms in found if terms]
    return sorted(set(chain.from_iterable(some))) if len(some) > 1 else some[0] if some else []


@contextmanager
def _reading() -> Iterator[None]:
    """Whatever is raised over altered files is one thing: damage.

    What may pass, such as too many open files, is none. Raises IndexCorrupt, Unavailable.
    """
    try:
        yield
    except IndexCorrupt:
        raise
    except Exception as error:
        if (passing := index_unavailable(error)) is not None:
            raise passing from error
        raise IndexCorrupt(f"{type(error).__name__}: {error}") from error


def _live(leaves: Sequence[Leaf]) -> BitMap:
    """The numbers of all documents, without those deleted."""
    live = BitMap()
    for leaf in leaves:
        live |= BitMap(leaf.segment.numbers)
    for leaf in leaves:
        live -= BitMap([leaf.segment.numbers[document] for document in leaf.deleted])
    return live


def _places(leaves: Sequence[Leaf]) -> array[int]:
    """The document of each number; of one that is no live document it means nothing."""
    past = max((max(leaf.segment.numbers, default=-1) for leaf in leaves), default=-1) + 1
    places = array("I", bytes(4 * past))
    for leaf in leaves:
        for document, number in enumerate(leaf.segment.numbers, leaf.base):
            places[number] = document
    return places


def _documents(places: Sequence[int], numbers: Sequence[int | None], past: int) -> Sequence[int]:
    """The document of each number; ``past`` and on where there is none."""
    documents = array("I")
    for number in numbers:
        if number is None:
            documents.append(past)
            past += 1
        else:
            documents.append(places[number])
    return documents
