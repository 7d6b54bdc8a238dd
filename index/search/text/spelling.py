"""Words like another: how many letters, or jamo of syllables, apart they are.

The distance is that of optimal string alignment: letters put in, left out, changed, or swapped with
their neighbour. Hangul is compared as its jamo, because one key typed wrong makes another syllable.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence

from index import hangul
from index.errors import Cancelled

_AT_ONCE = 20_000


def nearest(
    word: str,
    terms: Sequence[str],
    edits: int,
    cancelled: Callable[[], bool] = lambda: False,
    *,
    by_keys: bool = False,
) -> list[tuple[str, int]]:
    """The terms that a word differs from by a few letters or jamo, with the distance.

    The nearest come first, those at the same distance in the order of ``terms``.

    Args:
        word: A folded word.
        terms: The terms to compare it with.
        edits: The greatest distance (optimal string alignment: a swap of neighbours is one edit).
        cancelled: Called often; True stops.
        by_keys: Compare Hangul by the keys that type it, which joins syllables: 솓고 is one swap
            from 속도.

    Raises:
        Cancelled: ``cancelled`` returned True.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    spelled = None if word.isascii() else _keys if by_keys else _jamo
    wanted = spelled([word])[0] if spelled else word
    found: list[tuple[str, int]] = []
    # In slices, because the matching holds all other threads up.
    for start in range(0, len(terms), _AT_ONCE):
        if cancelled():
            raise Cancelled
        choices = terms[start : start + _AT_ONCE]
        compared = spelled(choices) if spelled else choices
        for _, distance, place in process.extract(
            wanted, compared, scorer=OSA.distance, score_cutoff=edits, limit=None
        ):
            found.append((choices[place], int(distance)))
    return sorted(found, key=lambda each: each[1])


def beginnings(word: str, terms: Iterable[str], edits: int) -> list[str]:
    """The prefixes of terms that a word may be compared with, sorted.

    They are as long as the word, or one character shorter or longer.

    Args:
        word: A folded word.
        terms: The terms.
        edits: How many characters may differ. Where the word is longer than that, only terms with
            one of its characters near their start are looked at.
    """
    longest = len(word) + 1
    if len(word) > edits:
        # An edit seldom changes more than one syllable, so that one of those left is the same.
        differs = set(word).isdisjoint
        terms = [term for term in terms if not differs(term[:longest])]
    lengths = range(max(1, len(word) - 1), longest + 1)
    return sorted({term[:length] for length in lengths for term in terms if len(term) >= length})


def _jamo(words: Sequence[str]) -> list[str]:
    return unicodedata.normalize("NFD", "\n".join(words)).split("\n")


def _keys(words: Sequence[str]) -> list[str]:
    return hangul.jamo("\n".join(words)).split("\n")
