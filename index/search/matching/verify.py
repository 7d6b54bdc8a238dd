"""What terms leave open, decided by looking into the texts of posts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import monotonic, thread_time
from typing import TYPE_CHECKING

from pyroaring import BitMap

from index.errors import Cancelled
from index.messages import Message
from index.search.corpus.collection import SearchCorpus
from index.search.corpus.postings_source import INITIALS
from index.search.corpus.text_cache import FieldText
from index.search.query import regexes
from index.search.text import tokens
from index.search.text.tokens import NormalizedPhrase

if TYPE_CHECKING:
    from regex import Pattern

_SECONDS_FOR_ALL = 2.0
"""CPU time of one search. ``regex`` measures its ``timeout`` by CPU time too."""
_SECONDS_FOR_ONE = 0.25
_LEAST_SECONDS_FOR_ONE = 0.002
_MOST_SECONDS_FOR_ALL = 8 * _SECONDS_FOR_ALL
"""Wall time of one search: the thread may get an eighth of a core, or wait for a slow disk."""
_ROUNDS = (0.25, 1.0)
"""Which part of its share of the time each post has at first, and then each that was not done."""


class _TimeBudget:
    """How long a search may look into texts.

    The budget is CPU time of this thread, so that the same posts are looked at however busy the
    machine is. Wall time has a limit of its own, for files that are slow to read. What is left is
    shared by the posts that are left, so that slow ones do not hide the others.
    """

    def __init__(self) -> None:
        self._seconds = _SECONDS_FOR_ALL
        self._most_seconds = _MOST_SECONDS_FOR_ALL
        self._share = 1.0

    def share(self, posts: int, part: float) -> None:
        """Give the next post its share of what is left for so many posts, or a part of it."""
        self._share = part * self._seconds / posts

    @property
    def is_spent(self) -> bool:
        """Whether nothing may be looked at any more."""
        return self._seconds <= 0 or self._most_seconds <= 0

    @property
    def seconds_for_one(self) -> float:
        """CPU seconds that one expression may take in one text."""
        return max(_LEAST_SECONDS_FOR_ONE, min(_SECONDS_FOR_ONE, self._share))

    @contextmanager
    def spending(self) -> Iterator[None]:
        """Take the time of what is done within from the budget."""
        cpu, wall = thread_time(), monotonic()
        try:
            yield
        finally:
            self._seconds -= thread_time() - cpu
            self._most_seconds -= monotonic() - wall


class Verifier:
    """Looks into the texts of a collection's posts, for one search.

    A post that cannot be read now is not hidden: it counts as found. ``hints`` say what could not
    be looked at in time. All its methods raise Cancelled.
    """

    def __init__(self, collection: SearchCorpus, cancelled: Callable[[], bool]) -> None:
        self.hints: list[Message] = []
        self._collection = collection
        self._cancelled = cancelled
        self._budget = _TimeBudget()

    def phrase(
        self, normalized: NormalizedPhrase, name: str, documents: BitMap
    ) -> tuple[BitMap, BitMap]:
        """Read texts to see which contain a phrase. A document that cannot be read counts as one.

        Args:
            normalized: The phrase.
            name: The field.
            documents: The documents that may contain it.

        Returns:
            The documents that contain the phrase, and those that contain it with the blanks as
            typed.
        """
        documents = self._collection.seen.possible(normalized, name, documents)
        seen = self._collection.seen.of(normalized, name)
        pattern = tokens.pattern(normalized)
        unread = BitMap()
        for document, text in self._texts(name, documents - seen.documents):
            if text is None:
                unread.add(document)
            elif normalized.text in text.squeezed and pattern.search(text.squeezed):
                seen.add(document, found=True, as_typed=normalized.spaced in text.spaced)
            else:
                seen.add(document)
        return documents & seen.found | unread, documents & seen.as_typed

    def near(
        self,
        phrase: NormalizedPhrase,
        words: Sequence[NormalizedPhrase],
        apart: int,
        name: str,
        documents: BitMap,
    ) -> BitMap:
        """Read texts to see in which the words of a phrase follow each other at a distance.

        A hint says where there was no time to read all of them.

        Args:
            phrase: The phrase, which matches as a whole too.
            words: Its words, in their order.
            apart: How many other words there may be between the first of them and the last.
            name: The field.
            documents: The documents that may contain it.
        """
        patterns = [tokens.pattern(word) for word in words]
        whole = tokens.pattern(phrase)

        def matches(document: int) -> bool | None:
            text = self._collection.texts.of(self._collection.post(document), name)
            if text is None:
                return None
            stands = whole.search(text.squeezed) is not None
            return stands or _follow(text.spaced, patterns, apart)

        wanted = f'"{phrase.spaced}"~{apart}'
        return self._looked_into(wanted, name, documents, matches)

    def initials(self, text: str, documents: BitMap) -> BitMap:
        """Look which documents have initial consonants and syllables in one of their names.

        Args:
            text: The consonants and syllables.
            documents: The documents in whose names the initial consonants stand.
        """
        pattern = tokens.initials_pattern(text)

        def matches(document: int) -> bool | None:
            post, texts = self._collection.post(document), self._collection.texts
            if any(map(pattern.search, (post.title, *post.tags, *post.categories))):
                return True
            headings = texts.as_written(post, "heading")
            return None if headings is None else pattern.search(headings) is not None

        return self._looked_into(text, INITIALS, documents, matches)

    def regex(self, pattern: str, fields: Sequence[str], documents: BitMap) -> BitMap:
        """Read texts to see in which a regular expression matches.

        A hint says where it is invalid, or where there was no time to read all of them.

        Args:
            pattern: The expression as typed.
            fields: The names of the fields.
            documents: The documents to read.
        """
        try:
            compiled = regexes.compiled(pattern)
        except regexes.RegexError as error:
            hint = Message.of("regex-invalid", pattern=pattern, reason=error.message)
            self.hints.append(hint)
            return BitMap()
        return self._looked_into(
            f"/{pattern}/",
            " ".join(fields),
            documents,
            lambda document: self._matches(compiled, fields, document),
        )

    def _looked_into(
        self,
        wanted: str,
        where: str,
        documents: BitMap,
        find: Callable[[int], bool | None],
    ) -> BitMap:
        """In which of the documents something is found, newest first, as far as time allows.

        ``find`` gives None where a document cannot be read, and may raise TimeoutError; such a
        document has its turn again after all others.
        """
        seen = self._collection.seen.of(wanted, where)
        unread = BitMap()
        left = self._collection.order.first(documents - seen.documents, "new")
        for part in _ROUNDS:
            unfinished: list[int] = []
            for number, document in enumerate(left):
                if self._cancelled():
                    raise Cancelled
                if self._budget.is_spent:
                    unfinished += left[number:]
                    break
                self._budget.share(len(left) - number, part)
                try:
                    with self._budget.spending():
                        matches = find(document)
                except TimeoutError:
                    unfinished.append(document)
                    continue
                if matches is None:
                    unread.add(document)
                else:
                    seen.add(document, found=matches)
            left = unfinished
        if left:
            hint = Message.of(
                "search-unfinished", query=wanted, left=len(left), total=len(documents)
            )
            self.hints.append(hint)
        return documents & seen.found | unread

    def _matches(self, compiled: Pattern[str], fields: Sequence[str], document: int) -> bool | None:
        """Whether an expression matches in a field; None where that cannot be read."""
        post, texts = self._collection.post(document), self._collection.texts
        for name in fields:
            text = texts.as_written(post, name)
            if text is None:
                return None
            if compiled.search(text, timeout=self._budget.seconds_for_one, concurrent=True):
                return True
        return False

    def _texts(self, name: str, documents: BitMap) -> Iterator[tuple[int, FieldText | None]]:
        post, texts = self._collection.post, self._collection.texts
        for document in documents:
            if self._cancelled():
                raise Cancelled
            yield document, texts.of(post(document), name)


def _follow(spaced: str, patterns: Sequence[re.Pattern[str]], apart: int) -> bool:
    """Whether words follow each other in one paragraph, some others between them."""
    return any(_in_order(part.split(" "), patterns, apart) for part in spaced.split("\n"))


def _in_order(words: Sequence[str], patterns: Sequence[re.Pattern[str]], apart: int) -> bool:
    """Whether the patterns match words in turn, with the fewest others between them."""
    first, *others = patterns
    for start, word in enumerate(words):
        if not first.search(word):
            continue
        at, most = start, start + len(others) + apart
        for pattern in others:
            at = next(
                (i for i in range(at + 1, min(most + 1, len(words))) if pattern.search(words[i])),
                -1,
            )
            if at < 0:
                break
        else:
            return True
    return False
