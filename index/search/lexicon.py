"""Where the terms of posts are looked up: what the store offers, and the same in memory."""

from __future__ import annotations

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from threading import Lock
from typing import Protocol

from index.errors import Cancelled

FIELDS = ("title", "heading", "tag", "person", "body", "code")
"""The fields that a text is looked for in. ``tag`` holds categories as well."""

Postings = Mapping[int, int]
"""How often a term stands in each post, by the number of the post."""

_MOST_CACHED = 2_000_000
_BETWEEN_CHECKS = 64
_LAST = chr(0x10FFFF)


class Lexicon(Protocol):
    """The terms of all posts, by field. Posts are numbered from the newest, from 0."""

    def postings(self, field: str, term: str) -> Postings:
        """The posts with this term in this field."""

    def terms(self, field: str) -> Sequence[str]:
        """All terms of a field, sorted."""


class MemoryLexicon:
    """A lexicon of counted terms: ``counted`` gives for each post the terms of its fields."""

    def __init__(self, counted: Iterable[Mapping[str, Mapping[str, int]]]) -> None:
        self._fields: dict[str, dict[str, dict[int, int]]] = {}
        for number, fields in enumerate(counted):
            for field, terms in fields.items():
                postings = self._fields.setdefault(field, {})
                for term, times in terms.items():
                    postings.setdefault(term, {})[number] = times

    def postings(self, field: str, term: str) -> Postings:
        """See ``Lexicon``."""
        return self._fields.get(field, {}).get(term, {})

    def terms(self, field: str) -> Sequence[str]:
        """See ``Lexicon``."""
        return sorted(self._fields.get(field, ()))


class CachedLexicon:
    """A lexicon that keeps what was looked up last, up to some millions of postings."""

    def __init__(self, source: Lexicon) -> None:
        self._source = source
        self._lock = Lock()
        self._terms: dict[str, Sequence[str]] = {}
        self._postings: OrderedDict[tuple[str, str, bool], Postings] = OrderedDict()
        self._held = 0

    def postings(
        self,
        field: str,
        term: str,
        *,
        prefix: bool = False,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Postings:
        """The posts with this term, or with any term beginning so, in this field.

        Raises Cancelled, where many terms begin so.
        """
        key = (field, term, prefix)
        with self._lock:
            if key in self._postings:
                self._postings.move_to_end(key)
                return self._postings[key]
        if prefix:
            found = self._merged(field, term, cancelled)
        else:
            found = self._source.postings(field, term)
        with self._lock:
            if key not in self._postings:
                self._postings[key] = found
                self._held += len(found) + 1
            while self._held > _MOST_CACHED and len(self._postings) > 1:
                _, dropped = self._postings.popitem(last=False)
                self._held -= len(dropped) + 1
        return found

    def beginning(self, field: str, prefix: str) -> Sequence[str]:
        """The terms of a field that begin with ``prefix``, sorted."""
        with self._lock:
            if field not in self._terms:
                self._terms[field] = self._source.terms(field)
            terms = self._terms[field]
        return terms[bisect_left(terms, prefix) : bisect_left(terms, prefix + _LAST)]

    def _merged(self, field: str, prefix: str, cancelled: Callable[[], bool]) -> Postings:
        merged: dict[int, int] = {}
        for i, term in enumerate(self.beginning(field, prefix)):
            if i % _BETWEEN_CHECKS == 0 and cancelled():
                raise Cancelled
            postings = self._source.postings(field, term)
            if not merged:
                merged.update(postings)
                continue
            for number, times in postings.items():
                merged[number] = merged.get(number, 0) + times
        return merged
