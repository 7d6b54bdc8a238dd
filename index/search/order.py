"""The orders that posts may be listed in, newest first and others."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import islice
from threading import Lock

from pyroaring import BitMap

from index.post import Post

from .query import Sort

_SPARSE = 16


class Order:
    """All documents in each order that was asked for; ties are newest first.

    ``documents`` are those of ``posts``, newest first.
    """

    def __init__(self, posts: Sequence[Post], documents: Sequence[int]) -> None:
        self.newest = array("I", documents)
        self._posts = posts
        self._lock = Lock()
        self._known: dict[Sort, tuple[array[int], array[int]]] = {}

    def first(self, found: BitMap, sort: Sort, most: int | None = None) -> list[int]:
        """The found documents in this order, no more than ``most``."""
        documents, places = self._arranged(sort)
        if len(found) * _SPARSE < len(documents):
            return sorted(found, key=places.__getitem__)[:most]
        return list(islice(filter(found.__contains__, documents), most))

    def places(self, sort: Sort = "new") -> array[int]:
        """Where each document stands in this order, by its number."""
        return self._arranged(sort)[1]

    def _arranged(self, sort: Sort) -> tuple[array[int], array[int]]:
        with self._lock:
            if sort not in self._known:
                numbers = self.newest
                documents = array("I", (numbers[i] for i in _indices(self._posts, sort)))
                places = array("I", bytes(4 * (max(documents, default=-1) + 1)))
                for place, document in enumerate(documents):
                    places[document] = place
                self._known[sort] = (documents, places)
            return self._known[sort]


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


class Days:
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
