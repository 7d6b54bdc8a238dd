"""Where the terms of posts are looked up: what the store offers, and the same in memory."""

from __future__ import annotations

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from threading import Lock
from typing import Protocol

from index.errors import Cancelled

FIELDS = ("title", "heading", "tag", "person", "body", "code")
"""The fields that a text is looked for in. ``tag`` holds categories as well."""

RUNS = {"heading": "heading_run", "body": "body_run", "code": "code_run"}
"""Where the runs of the fields are that stand in files alone: see ``tokens.count_with_runs``."""

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
        self._runs: dict[str, str] = {}
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
        if prefix:
            return self._kept(
                (field, term, True),
                lambda: self._merged(field, self.beginning(field, term), cancelled),
            )
        return self._kept((field, term, False), lambda: self._source.postings(field, term))

    def standing(self, field: str, text: str, cancelled: Callable[[], bool]) -> Postings:
        """The posts with a run in this field that holds ``text``, itself a run.

        They are some of those that hold it: blanks may part it, and very long runs are not kept.
        Raises Cancelled.
        """
        if field not in RUNS:
            return {}
        name = RUNS[field]
        return self._kept(
            (name, text, True), lambda: self._merged(name, self._holding(name, text), cancelled)
        )

    def prepare(self) -> None:
        """Load what the first search would wait for."""
        for field in FIELDS:
            self.beginning(field, "")
        for field in RUNS.values():
            self._joined(field)

    def _kept(self, key: tuple[str, str, bool], find: Callable[[], Postings]) -> Postings:
        with self._lock:
            if key in self._postings:
                self._postings.move_to_end(key)
                return self._postings[key]
        found = find()
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

    def _holding(self, field: str, text: str) -> Iterator[str]:
        """The runs of a field that hold ``text``."""
        runs = self._joined(field)
        at = runs.find(text)
        while at >= 0:
            end = runs.index("\n", at)
            yield runs[runs.rindex("\n", 0, at) + 1 : end]
            at = runs.find(text, end)

    def _joined(self, field: str) -> str:
        """All runs of a field, each between line feeds."""
        with self._lock:
            if field not in self._runs:
                self._runs[field] = "\n".join(["", *self._source.terms(field), ""])
            return self._runs[field]

    def _merged(self, field: str, terms: Iterable[str], cancelled: Callable[[], bool]) -> Postings:
        merged: dict[int, int] = {}
        for i, term in enumerate(terms):
            if i % _BETWEEN_CHECKS == 0 and cancelled():
                raise Cancelled
            postings = self._source.postings(field, term)
            if not merged:
                merged.update(postings)
                continue
            for number, times in postings.items():
                merged[number] = merged.get(number, 0) + times
        return merged
