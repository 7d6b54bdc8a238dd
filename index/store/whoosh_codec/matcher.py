"""The postings of one term as Whoosh's searcher walks through them."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any, Self

from whoosh.matching import LeafMatcher, NullMatcher, ReadTooFar
from whoosh.reading import TermInfo

from index.search.corpus.postings_source import Postings


class Matcher(LeafMatcher):
    """Iterates over the documents of one term; all of them are one block to what skips blocks.

    Args:
        postings: The postings of the term.
        info: What the dictionary says of the term.
        term: The name of the field, and the term in UTF-8.
        format_: The format of the field's postings.
        scorer: What scores them.
    """

    def __init__(
        self, postings: Postings, info: TermInfo, term: tuple[str, bytes], format_: Any, scorer: Any
    ) -> None:
        self._count = len(postings.posts)
        # Some of Whoosh asks for the document after the last one, and throws it away.
        self._documents: array[int] = array("I", (*postings.posts, postings.posts.max()))
        self._times = postings.times
        self._info = info
        self._term = term
        self._at = 0
        self.format = format_
        self.scorer = scorer

    def is_active(self) -> bool:
        """Whether there is a document to stand on."""
        return self._at < self._count

    def reset(self) -> None:
        """Go back to the first document."""
        self._at = 0

    def id(self) -> int:
        """The document it stands on."""
        return self._documents[self._at]

    def all_ids(self) -> Iterator[int]:
        """All documents from here on."""
        return iter(self._documents[self._at : self._count])

    def next(self) -> bool:
        """Go on by one document; true where that was the last of the block.

        Raises ReadTooFar where there is none to stand on.
        """
        if not self.is_active():
            raise ReadTooFar
        self._at += 1
        return not self.is_active()

    def skip_to(self, id: int) -> None:
        """Go on to this document, else to the next one: see ``next``."""
        if not self.is_active():
            raise ReadTooFar
        self._at = bisect_left(self._documents, id, self._at, self._count)

    def skip_to_quality(self, minquality: float) -> int:
        """Go past the one block if nothing in it can be better than this."""
        if not self.is_active() or self.block_quality() > minquality:
            return 0
        self._at = self._count
        return 1

    def replace(self, minquality: float = 0) -> Any:
        """Itself, or an empty matcher where nothing is left that is better."""
        if not self.is_active():
            return NullMatcher()
        if minquality and self.max_quality() < minquality:
            return NullMatcher()
        return self

    def copy(self) -> Self:
        """Another that stands where this one does."""
        made = type(self).__new__(type(self))
        made.__dict__.update(self.__dict__)
        return made

    def weight(self) -> float:
        """How often the term stands in the document."""
        return float(self._times[self._at])

    def value(self) -> bytes:
        """What else the format would keep, which is nothing."""
        return b""

    def score(self) -> float:
        """How well the document matches."""
        score: float = self.scorer.score(self) if self.scorer else self.weight()
        return score

    def block_min_length(self) -> int:
        """The length of the shortest field with the term."""
        length: int = self._info.min_length()
        return length

    def block_max_length(self) -> int:
        """The length of the longest field with the term."""
        length: int = self._info.max_length()
        return length

    def block_max_weight(self) -> float:
        """How often the term stands where it stands most."""
        weight: float = self._info.max_weight()
        return weight
