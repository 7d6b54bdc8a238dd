"""All that a query found, as a sequence that is put into order only as far as it is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from threading import Lock
from typing import overload

from pyroaring import BitMap

from index.results import Hit
from index.search.corpus.collection import SearchCorpus

FIRST = 256
"""How many hits are put into order at once; with the first beyond them, all are."""

Ordered = Callable[[int | None], Sequence[tuple[int, float]]]
"""Gives documents with their scores, best first: so many of them, or all."""


class HitList(Sequence[Hit]):
    """The hits of a query, best first, complete: its length is the total.

    All that they need is in memory, so that they can be kept longer than the index is open, and
    they hold nothing else of it.
    """

    def __init__(self, collection: SearchCorpus, documents: BitMap, ordered: Ordered) -> None:
        """Keep what was found.

        Args:
            collection: All posts. Of it only the posts and the names that they carry are kept.
            documents: The numbers of those that were found, in no order.
            ordered: Gives them in their order.
        """
        self.values = collection.values
        self.documents = documents
        self._posts = collection.by_document
        self._ordered = ordered
        self._lock = Lock()
        self._known = ordered(FIRST)

    def __len__(self) -> int:
        return len(self.documents)

    @overload
    def __getitem__(self, index: int) -> Hit: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Hit, ...]: ...
    def __getitem__(self, index: int | slice) -> Hit | tuple[Hit, ...]:
        if isinstance(index, slice):
            places = range(*index.indices(len(self)))
            known = self._until(max(places, default=0))
            return tuple(self._hits(known[i] for i in places))
        place = index + len(self) if index < 0 else index
        if not 0 <= place < len(self):
            raise IndexError(index)
        return next(self._hits([self._until(place)[place]]))

    def __iter__(self) -> Iterator[Hit]:
        return self._hits(self._until(len(self) - 1))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(len(self))

    def _hits(self, scored: Iterable[tuple[int, float]]) -> Iterator[Hit]:
        for document, score in scored:
            if post := self._posts[document]:
                yield Hit(post, score)

    def _until(self, place: int) -> Sequence[tuple[int, float]]:
        """What is ordered, with at least the hit at this place."""
        if place >= len(self._known):
            with self._lock:
                if place >= len(self._known):
                    self._known = self._ordered(None)
        return self._known
