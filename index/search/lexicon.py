"""Where the terms of posts are looked up: what the store offers, and the same in memory."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from threading import Lock
from typing import NamedTuple, Protocol

from pyroaring import BitMap

from index.errors import Cancelled

FIELDS = ("title", "heading", "tag", "person", "body", "code")
"""The fields that a text is looked for in. ``tag`` holds categories as well."""

RUNS = {"heading": "heading_run", "body": "body_run", "code": "code_run"}
"""Where the runs of the fields are that stand in files alone: see ``tokens.count_with_runs``."""


_MOST_CACHED = 2_000_000
_BETWEEN_CHECKS = 64
_LAST = chr(0x10FFFF)
_Places = Mapping[int, int]


class Postings(NamedTuple):
    """The documents with a term, and how often it stands in each, in their order.

    Nobody changes the bitmap.
    """

    posts: BitMap
    times: bytes | array[int]


class Lexicon(Protocol):
    """The terms of all posts, by field. Posts are known by the numbers of their documents.

    Where documents ascend as posts do by date and path, those without a date first, newest first
    costs nothing; any other order is right too.
    """

    def documents(self) -> Sequence[int]:
        """The document of each post, newest post first.

        Posts that are not in the index have numbers of their own, past all others.
        """

    def postings(self, field: str, term: str) -> Postings:
        """The documents with this term in this field, without those deleted."""

    def terms(self, field: str) -> Sequence[str]:
        """All terms of a field, sorted."""


NOWHERE = Postings(BitMap(), b"")
"""What a term has that stands nowhere."""


class MemoryLexicon:
    """A lexicon of counted terms: ``counted`` gives for each post the terms of its fields.

    ``documents`` are the numbers of these posts, newest first; without them they are counted down
    to 0.
    """

    def __init__(
        self,
        counted: Iterable[Mapping[str, Mapping[str, int]]],
        documents: Sequence[int] | None = None,
    ) -> None:
        posts = tuple(counted)
        self._documents = documents or range(len(posts) - 1, -1, -1)
        inverted: dict[str, dict[str, dict[int, int]]] = {}
        for document, fields in sorted(zip(self._documents, posts, strict=True)):
            for field, terms in fields.items():
                found = inverted.setdefault(field, {})
                for term, times in terms.items():
                    found.setdefault(term, {})[document] = times
        self._fields = {
            field: {
                term: Postings(BitMap(found), array("I", found.values()))
                for term, found in terms.items()
            }
            for field, terms in inverted.items()
        }

    def documents(self) -> Sequence[int]:
        """See ``Lexicon``."""
        return self._documents

    def postings(self, field: str, term: str) -> Postings:
        """See ``Lexicon``."""
        return self._fields.get(field, {}).get(term, NOWHERE)

    def terms(self, field: str) -> Sequence[str]:
        """See ``Lexicon``."""
        return sorted(self._fields.get(field, ()))


class CachedLexicon:
    """A lexicon that keeps what was looked up last, up to some millions of postings."""

    def __init__(self, source: Lexicon) -> None:
        self._source = source
        self._places = {document: place for place, document in enumerate(source.documents())}
        self._lock = Lock()
        self._terms: dict[str, Sequence[str]] = {}
        self._runs: dict[str, str] = {}
        self._postings: OrderedDict[tuple[str, str, bool], _Places] = OrderedDict()
        self._held = 0

    def postings(
        self,
        field: str,
        term: str,
        *,
        prefix: bool = False,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> _Places:
        """The posts with this term, or with any term beginning so, in this field.

        Raises Cancelled, where many terms begin so.
        """
        if prefix:
            return self._kept(
                (field, term, True),
                lambda: self._merged(field, self.beginning(field, term), cancelled),
            )
        return self._kept((field, term, False), lambda: self._found(field, term))

    def standing(self, field: str, text: str, cancelled: Callable[[], bool]) -> _Places:
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

    def _kept(self, key: tuple[str, str, bool], find: Callable[[], _Places]) -> _Places:
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

    def _merged(self, field: str, terms: Iterable[str], cancelled: Callable[[], bool]) -> _Places:
        merged: dict[int, int] = {}
        for i, term in enumerate(terms):
            if i % _BETWEEN_CHECKS == 0 and cancelled():
                raise Cancelled
            postings = self._found(field, term)
            if not merged:
                merged.update(postings)
                continue
            for number, times in postings.items():
                merged[number] = merged.get(number, 0) + times
        return merged

    def _found(self, field: str, term: str) -> _Places:
        posts, times = self._source.postings(field, term)
        return {self._places[document]: n for document, n in zip(posts, times, strict=True)}
