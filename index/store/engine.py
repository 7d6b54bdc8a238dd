"""The Whoosh index, open for reading."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from pyroaring import BitMap
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from index.post import Outline
from index.search.lexicon import NOWHERE, Postings

from .catalog import Catalog, Damaged, Segment, unpack
from .codec import TermsReader
from .schema import OUTLINE
from .segments import PLACES, numbers, unsealed, verify

if TYPE_CHECKING:
    from index.search.stream import Step

    from .places import Places


_SMALL_PART = 100
"""So many times fewer terms come to others one by one sooner than all are sorted."""


@dataclass(frozen=True, slots=True)
class _Leaf:
    """An open segment. Its documents are counted on from ``base``."""

    reader: Any
    terms: TermsReader
    base: int
    deleted: BitMap
    numbers: array[int]
    places_file: Any
    outlines: list[Any] = field(default_factory=list)
    opened: list[Places] = field(default_factory=list)

    @property
    def places(self) -> Places:
        """Where tokens stand. Numpy, which it takes, is not imported before a phrase is asked."""
        if not self.opened:
            from .places import Places

            self.opened.append(Places(self.places_file))
        return self.opened[0]

    @property
    def identifier(self) -> str:
        found: str = self.reader.segment().segment_id()
        return found

    def postings(self, name: str, term: str) -> Postings:
        """The documents with a term as the whole index counts them, without those deleted."""
        return self._live(*self.terms.postings(name, term))

    def parts(self, name: str, terms: Iterable[str]) -> Iterator[Postings]:
        """The postings of those of some terms that are in the segment."""
        for found in self.terms.parts(name, terms):
            live = self._live(*found) if self.deleted or self.base else found
            if live.posts:
                yield live

    def following(self, name: str, steps: Sequence[Step]) -> BitMap:
        """The documents with these steps as the whole index counts them, without those deleted."""
        return (self.places.following(name, steps) - self.deleted).shift(self.base)

    def _live(self, posts: BitMap, times: bytes | array[int]) -> Postings:
        """Postings as the whole index counts them, without the documents deleted."""
        gone = posts & self.deleted
        if gone:
            kept = bytearray(times) if isinstance(times, bytes) else times[:]
            for document in reversed(gone):
                del kept[posts.rank(document) - 1]
            posts, times = posts - gone, bytes(kept) if isinstance(kept, bytearray) else kept
        return Postings(posts.shift(self.base) if self.base else posts, times)


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
        verify(folder, catalog.segments, before.segments if before else {})
        self.segments: Mapping[str, Segment] = catalog.segments
        self._lock = Lock()
        with _reading():
            self._reader = FileIndex(FileStorage(str(folder))).reader()
            if self._reader.generation() != catalog.generation:
                raise Damaged("the index is of another generation")
            self._leaves = list(_leaves(folder, self._reader))
        self._places = _places(self._leaves)
        if self._places.keys() != {number for number in numbers if number is not None}:
            raise Damaged("the index holds other posts than the catalog")
        self._documents = _documents(self._places, numbers, self._reader.doc_count_all())
        self._merged: dict[str, tuple[dict[str, int], list[str]]] = {}
        if before:
            self._learn(before)

    def _learn(self, before: Index) -> None:
        """Take over what is known of segments that are still there."""
        self._merged.update(before._merged)
        known = {leaf.identifier: leaf for leaf in before._leaves}
        for leaf in self._leaves:
            if leaf.identifier in known:
                leaf.terms.dictionary.learn(known[leaf.identifier].terms.dictionary)
                if known[leaf.identifier].opened:
                    leaf.places.learn(known[leaf.identifier].places)

    def documents(self) -> Sequence[int]:
        """See ``search.lexicon.Lexicon``."""
        return self._documents

    def postings(self, field: str, term: str) -> Postings:
        """See ``search.lexicon.Lexicon``. Raises Damaged."""
        with self._lock, _reading():
            found = [leaf.postings(field, term) for leaf in self._leaves]
        found = [postings for postings in found if postings.posts]
        if len(found) <= 1:
            return found[0] if found else NOWHERE
        posts = BitMap.union(*(postings.posts for postings in found))
        if all(isinstance(postings.times, bytes) for postings in found):
            return Postings(posts, b"".join(bytes(postings.times) for postings in found))
        return Postings(posts, array("I", chain.from_iterable(p.times for p in found)))

    def parts(self, field: str, terms: Iterable[str]) -> list[Postings]:
        """See ``search.lexicon.Lexicon``. Raises Damaged."""
        terms = tuple(terms)
        with self._lock, _reading():
            return [part for leaf in self._leaves for part in leaf.parts(field, terms)]

    def beginning(self, field: str, prefix: str) -> Postings:
        """See ``search.lexicon.Lexicon``. Raises Damaged."""
        from .prefixes import together

        with self._lock, _reading():
            return together(
                (leaf.base, leaf.terms.frequencies(field, prefix, leaf.deleted))
                for leaf in self._leaves
            )

    def following(self, field: str, steps: Sequence[Step]) -> BitMap:
        """See ``search.lexicon.Lexicon``. Raises Damaged."""
        with self._lock, _reading():
            return BitMap().union(*(leaf.following(field, steps) for leaf in self._leaves))

    def terms(self, field: str) -> list[str]:
        """All terms of a field, sorted, and a few that no document has any more. Raises Damaged."""
        with self._lock, _reading():
            now = {leaf.identifier for leaf in self._leaves}
            seen, merged = self._merged.get(field, ({}, []))
            gone = sum(size for segment, size in seen.items() if segment not in now)
            if gone * _SMALL_PART > len(merged):
                seen, merged = {}, []
            new = {
                leaf.identifier: leaf.terms.dictionary.field(field).terms
                for leaf in self._leaves
                if leaf.identifier not in seen
            }
            if new:
                merged = _together(merged, list(new.values()))
                seen = {**seen, **{segment: len(terms) for segment, terms in new.items()}}
            self._merged[field] = seen, merged
            return merged

    def outline(self, number: int) -> Outline:
        """The outline of a document. Raises Damaged."""
        with self._lock, _reading():
            document = self._places[number]
            leaf = next(leaf for leaf in reversed(self._leaves) if leaf.base <= document)
            if not leaf.outlines:
                leaf.outlines.append(leaf.reader.column_reader(OUTLINE, translate=False))
            packed = leaf.outlines[0][document - leaf.base]
        return unpack(unsealed(packed, number))

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            self._reader.close()
            for leaf in self._leaves:
                leaf.places_file.close()


@contextmanager
def _reading() -> Iterator[None]:
    """Whatever Whoosh raises over altered files is one thing: damage."""
    try:
        yield
    except Damaged:
        raise
    except Exception as error:
        raise Damaged(f"{type(error).__name__}: {error}") from error


def _together(merged: list[str], new: Sequence[list[str]]) -> list[str]:
    """Sorted terms with those of some more lists of them, each once."""
    parts = [merged, *new] if merged else new
    if len(parts) == 1:
        return parts[0]
    if sum(map(len, new)) > len(merged) // _SMALL_PART:
        # Sorting what is sorted in parts is merging them.
        return list(dict.fromkeys(sorted(chain.from_iterable(parts))))
    terms = merged[:]
    for term in chain.from_iterable(new):
        place = bisect_left(terms, term)
        if place == len(terms) or terms[place] != term:
            terms.insert(place, term)
    return terms


def _leaves(folder: Path, reader: Any) -> Iterator[_Leaf]:
    for leaf, base in reader.leaf_readers():
        if not leaf.doc_count_all():
            continue
        segment = leaf.segment()
        terms = leaf._terms  # noqa: SLF001  Whoosh gives it nowhere else
        if not isinstance(terms, TermsReader):
            raise Damaged("a segment is not of this codec")
        deleted = BitMap(segment.deleted_docs())
        file = segment.open_file(FileStorage(str(folder)), PLACES)
        yield _Leaf(leaf, terms, base, deleted, numbers(folder, segment), file)


def _places(leaves: Sequence[_Leaf]) -> dict[int, int]:
    """The document of each number, without those deleted."""
    places: dict[int, int] = {}
    for leaf in leaves:
        found = leaf.numbers
        places.update(zip(found, range(leaf.base, leaf.base + len(found)), strict=True))
    for leaf in leaves:
        for document in leaf.deleted:
            places.pop(leaf.numbers[document], None)
    return places


def _documents(
    places: Mapping[int, int], numbers: Sequence[int | None], past: int
) -> Sequence[int]:
    """The document of each number; ``past`` and on where there is none."""
    documents = array("I")
    for number in numbers:
        if number is None:
            documents.append(past)
            past += 1
        else:
            documents.append(places[number])
    return documents
