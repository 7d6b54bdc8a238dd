"""What was meant by a word that stands nowhere: words of the journal, by the keys that type them.

Those that are one key apart are made, and looked up: this takes time linear in what is typed.
Where there are none, words that begin as the one typed does are compared with it. Words of all
fields are taken together, the nearest first, then those that stand in most posts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from pyroaring import BitMap

from index.errors import Cancelled
from index.hangul import initial, syllables_beginning
from index.search.corpus.collection import SearchCorpus
from index.search.corpus.postings_source import RUNS
from index.search.text import spelling
from index.search.text.keystrokes import Slip, is_hangul, keys_of, one_slip_apart
from index.search.text.tokens import fold

_MOST = 8
_LOOKED_UP_AT_ONCE = 64
_UNUSUAL = 0.1
"""What a post counts that a word stands in by a slip that is not usual."""
_SHORTEST = 3
_KEYS_FOR_TWO_SLIPS = 4
_LETTERS_FOR_TWO_SLIPS = 6
_LONGEST_PAIR = 2


def meant(
    collection: SearchCorpus,
    word: str,
    fields: Sequence[str],
    total: Callable[[str], int],
    cancelled: Callable[[], bool],
) -> list[str]:
    """The words of some fields that may be meant by one that stands nowhere, the likeliest first.

    Args:
        collection: The posts whose words there are.
        word: What was typed: Hangul, or Latin letters.
        fields: The fields.
        total: In how many posts a word stands.
        cancelled: Called often; True stops.

    Raises:
        Cancelled: ``cancelled`` returned True.
        IndexCorrupt: The index cannot be read.
    """
    word = fold(word)
    if len(keys_of(word)) < _SHORTEST:
        return []
    search = _Search(collection, fields, cancelled)
    slips = search.one_slip_apart(word) or search.two_slips_apart(word)
    # Of a word in Hangul its terms say only in how many posts it may stand.
    likely = sorted(slips, key=lambda slip: -_weight(slip, search.most(slip.word)))[:_MOST]
    posts = {slip: total(slip.word) for slip in likely}
    likely.sort(key=lambda slip: -_weight(slip, posts[slip]))
    return [slip.word for slip in likely if posts[slip]]


def _weight(slip: Slip, posts: int) -> float:
    """How likely a word is meant that stands in so many posts."""
    return posts if slip.is_usual else posts * _UNUSUAL


class _Search:
    """Looks words up in the terms of some fields. All its methods raise Cancelled."""

    def __init__(
        self, collection: SearchCorpus, fields: Sequence[str], cancelled: Callable[[], bool]
    ) -> None:
        self._postings_cache = collection.postings_cache
        self._fields = fields
        self._cancelled = cancelled
        self._known: dict[str, bool] = {}

    def one_slip_apart(self, word: str) -> list[Slip]:
        """The words one key apart that may stand somewhere: all terms of them do."""
        found: list[Slip] = []
        for number, slip in enumerate(one_slip_apart(word)):
            if number % _LOOKED_UP_AT_ONCE == 0:
                self._go_on()
            if all(map(self._is_known, _terms(slip.word))):
                found.append(slip)
        return found

    def two_slips_apart(self, word: str) -> list[Slip]:
        """The words that begin as a word does, with two other keys."""
        keys = keys_of(word)
        by_keys = is_hangul(word)
        if len(keys) < (_KEYS_FOR_TWO_SLIPS if by_keys else _LETTERS_FOR_TWO_SLIPS):
            return []
        self._go_on()
        known = sorted(self._hangul(word) if by_keys else self._latin(word))
        near = spelling.nearest(word, known, 2, self._cancelled, by_keys=by_keys)
        return [Slip(each, True) for each, _ in near]

    def most(self, word: str) -> int:
        """In how many posts a word may stand at most: those with each of its terms."""
        found: BitMap | None = None
        for term in _terms(word):
            posts = BitMap().union(*(self._posts(field, term) for field in self._fields))
            found = posts if found is None else found & posts
        return len(found or ())

    def _posts(self, field: str, term: str) -> BitMap:
        return self._postings_cache.postings(field, term).posts

    def _is_known(self, term: str) -> bool:
        if term not in self._known:
            fields = self._fields
            self._known[term] = any(term in self._postings_cache.terms(field) for field in fields)
        return self._known[term]

    def _hangul(self, word: str) -> Iterator[str]:
        """Pairs of syllables of the same first consonant, and what runs begin with."""
        if len(word) <= _LONGEST_PAIR + 1 and (first := initial(word[0])):
            for field in self._fields:
                begun = self._postings_cache.terms(field).between(*syllables_beginning(first[0]))
                yield from (term for term in begun if len(term) == _LONGEST_PAIR)
        if "가" <= word[0] <= "힣":
            for field in self._fields:
                runs = self._postings_cache.terms_with_prefix(RUNS[field], word[0])
                for length in range(max(3, len(word) - 1), len(word) + 2):
                    yield from {run[:length] for run in runs if len(run) >= length}

    def _latin(self, word: str) -> Iterator[str]:
        for field in self._fields:
            yield from self._postings_cache.terms_with_prefix(field, word[0])

    def _go_on(self) -> None:
        if self._cancelled():
            raise Cancelled


def _terms(word: str) -> Iterable[str]:
    """The terms that a word is looked up by."""
    return (word,) if word.isascii() else map(str.__add__, word, word[1:])
