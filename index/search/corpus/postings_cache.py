"""Terms and their posts as a search asks for them, with what was asked for last kept at hand."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from threading import Lock
from typing import NamedTuple, TypeAlias

from pyroaring import BitMap

from index.errors import Cancelled
from index.search.text import phrases
from index.search.text.tokens import NormalizedPhrase

from .post_features import FEW
from .postings_source import FIELDS, INITIALS, RUNS, Postings, PostingsSource, Terms

_MOST_BYTES = 32_000_000
_AT_ONCE = 256
_LAST = chr(0x10FFFF)
_FEW = 4_096
_MANY = 64


_Key: TypeAlias = tuple[str | tuple[str, ...], str, str]


class PhraseDocuments(NamedTuple):
    """The documents that a phrase stands in, and those with its blanks as typed.

    Where it is not ``sure`` that it does, it stands in no others.
    """

    found: BitMap
    as_typed: BitMap
    sure: bool


class PostingsCache:
    """Postings from a source, and the sums of them that searches need again with each key."""

    def __init__(self, source: PostingsSource) -> None:
        self._source = source
        self._lock = Lock()
        self._terms: dict[str, Terms] = {}
        self._kept: OrderedDict[_Key, tuple[Postings, ...]] = OrderedDict()
        self._held = 0

    def postings(self, field: str, term: str) -> Postings:
        """The documents with this term in this field. Raises IndexCorrupt."""
        return self._keep((field, term, "term"), lambda: (self._source.postings(field, term),))[0]

    def everywhere(self, fields: tuple[str, ...], term: str) -> tuple[Postings, ...]:
        """The documents with this term in each of these fields, asked for at once."""
        return self._keep(
            (fields, term, "term"), lambda: tuple(self.postings(field, term) for field in fields)
        )

    def beginning_everywhere(
        self, fields: tuple[str, ...], prefix: str, cancelled: Callable[[], bool]
    ) -> tuple[Postings, ...]:
        """What ``postings_with_prefix`` gives for each of several fields.

        Args:
            fields: The names of the fields.
            prefix: A folded text that the terms begin with.
            cancelled: Called often; True stops.

        Raises:
            Cancelled: ``cancelled`` returned True.
        """
        return self._keep(
            (fields, prefix, "beginning"),
            lambda: tuple(self.postings_with_prefix(field, prefix, cancelled) for field in fields),
        )

    def terms(self, field: str) -> Terms:
        """All terms of a field."""
        with self._lock:
            if field not in self._terms:
                self._terms[field] = self._source.terms(field)
            return self._terms[field]

    def terms_with_prefix(self, field: str, prefix: str) -> Sequence[str]:
        """The terms of a field that begin with ``prefix``, in order."""
        return self.terms(field).between(prefix, prefix + _LAST)

    def postings_of_terms_containing(
        self, field: str, text: str, cancelled: Callable[[], bool]
    ) -> BitMap:
        """The documents with a term in a field that contains a text.

        Args:
            field: The name of the field.
            text: A folded text.
            cancelled: Called often; True stops.

        Raises:
            Cancelled: ``cancelled`` returned True.
        """

        def unite() -> tuple[Postings]:
            terms = self.terms(field).containing(text)
            return (Postings(self.postings_of_any(field, terms, cancelled), b""),)

        return self._keep((field, text, "holding"), unite)[0].posts

    def postings_of_any(
        self, field: str, terms: Sequence[str], cancelled: Callable[[], bool]
    ) -> BitMap:
        """The documents with one of several terms in a field.

        Args:
            field: The name of the field.
            terms: The terms.
            cancelled: Called often; True stops.

        Raises:
            Cancelled: ``cancelled`` returned True.
        """
        return BitMap().union(*(p.posts for p in self._each(field, terms, cancelled)))

    def standing(self, field: str, text: str, cancelled: Callable[[], bool]) -> BitMap:
        """The documents with a run in a field that contains a text.

        A run is a text between two blanks. The documents are some of those that contain the text:
        blanks may split it there, and very long runs are not stored.

        Args:
            field: The name of the field that the runs are of.
            text: A folded text without blanks.
            cancelled: Called often; True stops.

        Raises:
            Cancelled: ``cancelled`` returned True.
        """
        return self.postings_of_terms_containing(RUNS[field], text, cancelled)

    def postings_with_prefix(
        self, field: str, prefix: str, cancelled: Callable[[], bool]
    ) -> Postings:
        """The documents with terms in a field that begin with a prefix, their frequencies added up.

        Args:
            field: The name of the field.
            prefix: A folded text that the terms begin with.
            cancelled: Called often; True stops.

        Raises:
            Cancelled: ``cancelled`` returned True.
        """

        def add() -> tuple[Postings]:
            terms = self.terms_with_prefix(field, prefix)
            if len(terms) > _MANY and len(self._source.documents()) > FEW:
                found = self._source.beginning(field, prefix)
                if found is not None:
                    return (found,)
            return (summed(list(self._each(field, terms, cancelled))),)

        return self._keep((field, prefix, "beginning"), add)[0]

    def following(self, field: str, normalized: NormalizedPhrase) -> PhraseDocuments | None:
        """Where a phrase stands, as far as places tell; None where there are none."""
        phrase = phrases.phrase(normalized)
        if not phrase.steps:
            return None
        kind = "begun" if normalized.prefix else "phrase"
        key = field, normalized.spaced, kind
        with self._lock:
            kept = self._kept.get(key)
        found = kept[0].posts if kept else self._source.following(field, phrase.steps)
        if found is None:
            return None
        self._keep(key, lambda: (Postings(found, b""),))

        def typed() -> tuple[Postings]:
            posts = self._source.following(field, phrase.typed) if found and phrase.sure else None
            return (Postings(posts or BitMap(), b""),)

        as_typed = self._keep((field, normalized.spaced, f"{kind} as typed"), typed)[0].posts
        return PhraseDocuments(found, as_typed, phrase.sure)

    def prepare(self) -> None:
        """Load what the first search would wait for."""
        for field in (*FIELDS, *RUNS.values(), INITIALS):
            self.terms(field)
            self.postings(field, "")
        for field in FIELDS:
            self._source.following(field, ())
        if len(self._source.documents()) > FEW:
            self._source.beginning(INITIALS, _LAST)

    def _each(
        self, field: str, terms: Sequence[str], cancelled: Callable[[], bool]
    ) -> Iterator[Postings]:
        for start in range(0, len(terms), _AT_ONCE):
            if cancelled():
                raise Cancelled
            yield from self._source.parts(field, terms[start : start + _AT_ONCE])

    def _keep(self, key: _Key, find: Callable[[], tuple[Postings, ...]]) -> tuple[Postings, ...]:
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
                return kept
        found = find()
        with self._lock:
            if key not in self._kept:
                self._kept[key] = found
                self._held += _size(found)
            while self._held > _MOST_BYTES and len(self._kept) > 1:
                self._held -= _size(self._kept.popitem(last=False)[1])
        return found


def _size(kept: Iterable[Postings]) -> int:
    """About how many bytes are kept."""
    return sum(
        300 + 2 * len(posts) + len(times) * getattr(times, "itemsize", 1) for posts, times in kept
    )


def summed(all_postings: Sequence[Postings]) -> Postings:
    """The postings of several terms as if they were one."""
    if len(all_postings) == 1:
        return all_postings[0]
    if sum(len(postings.times) for postings in all_postings) > _FEW:
        from .arrays import summed_many

        return summed_many(all_postings)
    sums: dict[int, int] = {}
    for posts, times in all_postings:
        for document, number in zip(posts, times, strict=True):
            sums[document] = sums.get(document, 0) + number
    return Postings(BitMap(sums), array("I", (sums[document] for document in sorted(sums))))
