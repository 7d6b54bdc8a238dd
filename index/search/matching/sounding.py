"""Latin words of the journal that a word in Hangul is the sound of: 스위프트 finds swift."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from index.errors import Cancelled
from index.search.corpus.collection import SearchCorpus
from index.search.text import loanwords
from index.search.text.tokens import fold

FIELDS = ("title", "heading", "tag")
"""Where names stand; in bodies there are too many words, and some sound like any other."""

_MOST = 2
_AS_NEAR = 0.1
_MOST_TERMS = 20_000
_AT_ONCE = 256


def words_sounding_like(
    collection: SearchCorpus, word: str, cancelled: Callable[[], bool]
) -> list[str]:
    """The words of titles, headings and tags that a word is the sound of, the nearest first.

    Args:
        collection: The posts whose words there are.
        word: What was typed. Nothing sounds like a word that is not Hangul.
        cancelled: Called often; True stops.

    Raises:
        Cancelled: ``cancelled`` returned True.
        IndexCorrupt: The index cannot be read.
    """
    heard = loanwords.sound(fold(word))
    if len(word) < 2 or len(heard) < loanwords.SHORTEST:
        return []
    found: dict[str, tuple[float, int]] = {}
    for number, (field, term) in enumerate(islice(_terms(collection, heard), _MOST_TERMS)):
        if number % _AT_ONCE == 0 and cancelled():
            raise Cancelled
        far = loanwords.distance(heard, term)
        if far is not None:
            posts = len(collection.postings_cache.postings(field, term).posts)
            found[term] = min(found.get(term, (far, 0)), (far, -posts))
    nearest = sorted(found, key=found.__getitem__)[:_MOST]
    return [term for term in nearest if found[term][0] <= found[nearest[0]][0] + _AS_NEAR]


def _terms(collection: SearchCorpus, heard: str) -> Iterator[tuple[str, str]]:
    """The terms that may begin with the sound, each with a field that it stands in."""
    for field in FIELDS:
        for letter in loanwords.BEGINNINGS.get(heard[0], ""):
            for term in collection.postings_cache.terms_with_prefix(field, letter):
                if term.isascii() and term.isalpha():
                    yield field, term
