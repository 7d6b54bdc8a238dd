"""The orders that posts may be listed in, newest first and others."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import chain, islice
from threading import Lock
from typing import TYPE_CHECKING

from pyroaring import BitMap

from index.post import Post

if TYPE_CHECKING:
    from index.search.query.fields import Sort


_SPARSE = 16
_CHUNK = 4_096


class SortOrders:
    """All documents in each order that was asked for; ties are newest first.

    ``documents`` are those of ``posts``, newest first.
    """

    def __init__(self, posts: Sequence[Post], documents: Sequence[int]) -> None:
        self.newest = array("I", documents)
        self._posts = posts
        self._lock = Lock()
        self._known: dict[Sort, _Arranged] = {}

    def first(self, found: BitMap, sort: Sort, most: int | None = None) -> list[int]:
        """The first of some documents in an order.

        Args:
            found: The documents.
            sort: The order.
            most: How many to give; None for all.
        """
        arranged = self._arranged(sort)
        if len(found) * _SPARSE < len(self.newest):
            return sorted(found, key=arranged.ranks.__getitem__)[:most]
        return list(islice(chain.from_iterable(arranged.among(found)), most))

    def ranks(self, sort: Sort = "new") -> array[int]:
        """Where each document stands in this order, by its number."""
        return self._arranged(sort).ranks

    def _arranged(self, sort: Sort) -> _Arranged:
        with self._lock:
            if sort not in self._known:
                numbers = self.newest
                self._known[sort] = _Arranged([numbers[i] for i in _indices(self._posts, sort)])
            return self._known[sort]


class _Arranged:
    """All documents in one order, and the place of each, by its number."""

    def __init__(self, documents: Sequence[int]) -> None:
        self.ranks = array("I", bytes(4 * (max(documents, default=-1) + 1)))
        for place, document in enumerate(documents):
            self.ranks[document] = place
        parts = (documents[i : i + _CHUNK] for i in range(0, len(documents), _CHUNK))
        self._chunks = [(array("I", part), BitMap(part)) for part in parts]

    def among(self, found: BitMap) -> Iterator[Iterable[int]]:
        """The found documents in this order, in chunks."""
        for documents, bitmap in self._chunks:
            if found.intersect(bitmap):
                yield filter(found.__contains__, documents)


def _indices(posts: Sequence[Post], sort: Sort) -> Iterable[int]:
    indices = range(len(posts))
    match sort:
        case "old":
            return sorted(indices, key=lambda i: (posts[i].date is None, -i))
        case "updated":
            return sorted(indices, key=lambda i: -_moment(posts[i].updated or posts[i].date))
        case "title":
            return sorted(indices, key=lambda i: posts[i].title.casefold())
        case "length":
            return sorted(indices, key=lambda i: -posts[i].words)
        case _:
            return indices


def _moment(moment: datetime | None) -> float:
    return moment.timestamp() if moment else float("-inf")


class DateOrder:
    """Documents by a day of theirs: a span of days is a slice of them."""

    def __init__(self, dated: Iterable[tuple[datetime | None, int]]) -> None:
        pairs = sorted((moment.toordinal(), document) for moment, document in dated if moment)
        self._days = array("i", (day for day, _ in pairs))
        self._documents = array("I", (document for _, document in pairs))

    def within(self, start: date | None, end: date | None) -> BitMap:
        """The documents from one day on and before another; None where there is no border."""
        first = 0 if start is None else bisect_left(self._days, start.toordinal())
        last = len(self._days) if end is None else bisect_left(self._days, end.toordinal())
        return BitMap(self._documents[first:last])
