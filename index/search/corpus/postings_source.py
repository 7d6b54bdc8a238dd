"""Where the terms of posts are looked up: what the store offers, and the same in memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from pyroaring import BitMap

if TYPE_CHECKING:
    from index.search.text.phrases import PhraseTerm

FIELDS = ("title", "heading", "tag", "person", "body", "code")
"""The fields that a text is looked for in. ``tag`` holds categories as well."""

RUNS = {field: f"{field}_run" for field in FIELDS}
"""Where the runs of each field are that have no blanks: see ``tokens.count_with_runs``."""

INITIALS = "initials"
"""The field of the initial consonants of titles, tags, categories and headings."""


class Postings(NamedTuple):
    """The documents with a term, and how often it stands in each, in their order.

    Nobody changes the bitmap.
    """

    posts: BitMap
    times: bytes | array[int]


class Terms(Protocol):
    """The terms of one field, in the order of their code points."""

    def __contains__(self, term: str) -> bool: ...

    def between(self, first: str, after: str) -> list[str]:
        """The terms from ``first`` on that are before ``after``, in order."""

    def containing(self, text: str) -> list[str]:
        """The terms that contain a text, in order."""


class PostingsSource(Protocol):
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

    def parts(self, field: str, terms: Iterable[str]) -> list[Postings]:
        """The postings of many terms of this field, faster than one by one.

        Those of one term may come in parts that have no document in common, and those of another
        in none.
        """

    def beginning(self, field: str, prefix: str) -> Postings | None:
        """The postings of all terms that begin so, as if they were one term's.

        None where that is no faster than adding up those of each.
        """

    def terms(self, field: str) -> Terms:
        """The terms of a field, and a few that no document has any more."""

    def following(self, field: str, steps: Sequence[PhraseTerm], /) -> BitMap | None:
        """The documents with tokens of this field where the steps say, without those deleted.

        None where it is not known which tokens follow each other.
        """


NOWHERE = Postings(BitMap(), b"")
"""What a term has that stands nowhere."""


class SortedTerms:
    """Terms in memory, in order, in one text, which takes a tenth of what a list would."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._joined = "\n".join(["", *terms, ""])

    def __contains__(self, term: str) -> bool:
        return self._joined.startswith(f"{term}\n", self._place(term))

    def between(self, first: str, after: str) -> list[str]:
        """See ``Terms``."""
        start, end = self._place(first), self._place(after)
        return self._joined[start : end - 1].split("\n") if start < end else []

    def containing(self, text: str) -> list[str]:
        """See ``Terms``."""
        found: list[str] = []
        joined = self._joined
        at = joined.find(text)
        while at >= 0:
            end = joined.index("\n", at)
            found.append(joined[joined.rindex("\n", 0, at) + 1 : end])
            at = joined.find(text, end)
        return found

    def _place(self, wanted: str) -> int:
        """Where the first term begins that is not before ``wanted``."""
        low, high = 1, len(self._joined)
        while low < high:
            start = self._joined.rindex("\n", 0, (low + high) // 2) + 1
            end = self._joined.index("\n", start)
            if self._joined[start:end] < wanted:
                low = end + 1
            else:
                high = start
        return low


class MemoryPostingsSource:
    """Postings in memory of counted terms: ``counted`` gives for each post the terms of its fields.

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
        """See ``PostingsSource``."""
        return self._documents

    def postings(self, field: str, term: str) -> Postings:
        """See ``PostingsSource``."""
        return self._fields.get(field, {}).get(term, NOWHERE)

    def parts(self, field: str, terms: Iterable[str]) -> list[Postings]:
        """See ``PostingsSource``."""
        found = self._fields.get(field, {})
        return [found[term] for term in terms if term in found]

    def beginning(self, _field: str, _prefix: str) -> Postings | None:
        """See ``PostingsSource``: it is no faster here."""
        return None

    def terms(self, field: str) -> Terms:
        """See ``PostingsSource``."""
        return SortedTerms(sorted(self._fields.get(field, ())))

    def following(self, _field: str, _steps: Sequence[PhraseTerm]) -> BitMap | None:
        """See ``PostingsSource``: it is not known here."""
        return None
