"""Other forms of a word, for searches that are content with most of what was typed.

No grammar: endings are cut off, and what is left is looked for, in Latin script as the beginning of
words. Strict searches use none of this.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from index.lazy_pattern import lazy_pattern

from .tokens import CJK, LETTERS, expression

_SHORTEST_STEM = 4
_ENDINGS = (
    *("izations", "ization", "ations", "ation", "ments", "ment", "ness", "ings", "ing"),
    *("ions", "ion", "ies", "ied", "ers", "er", "ors", "or", "ed", "es", "ly", "s", "e", "y"),
)
"""Endings of English words; of two that end alike the longer one comes first."""

_SHORTEST_HANGUL = 2
_LONGEST = 40
_PARTICLES = lazy_pattern(
    r"(?:에서는|에서도|으로는|으로도|이라는|라는|이라고|라고|까지|부터|처럼|보다|에게|에는|에도|에서"
    r"|으로|이나|이랑|하고|하기|하는|하던|하면|하려면|하지|했다고|했던|했다|한|할|된|되는|되게"
    r"|은|는|이|가|을|를|의|에|로|와|과|도|만|나|랑|던|며|고|게|기|다|서|지)+\Z"
)
"""Particles and endings of verbs, as they follow each other."""

_PART = rf"[{CJK}]+|{LETTERS}+"


class Form(NamedTuple):
    """A form of a word; ``prefix`` says that a word may go on after it."""

    text: str
    prefix: bool


def forms(word: str) -> Iterator[Form]:
    """Other forms that a word may stand in, without the word itself.

    Of an English word its stem, of a Korean one what stands before its particles and endings, of a
    word of several parts each part.
    """
    parts = parts_of(word)
    if len(parts) > 1:
        yield from (Form(part, False) for part in parts if len(part) > 1 or not part.isascii())
    elif word.isascii():
        folded = word.lower()
        stems = (folded.removesuffix(ending) for ending in _ENDINGS if folded.endswith(ending))
        stem = next((stem for stem in stems if len(stem) >= _SHORTEST_STEM), folded)
        if len(stem) >= _SHORTEST_STEM:
            yield Form(stem, True)
    elif len(word) <= _LONGEST:
        stem = _PARTICLES.sub("", word)
        if stem != word and len(stem) >= _SHORTEST_HANGUL:
            yield Form(stem, False)


def parts_of(word: str) -> list[str]:
    """The parts of a word that are letters and digits, Latin ones apart from others."""
    found: list[str] = expression(_PART).findall(word)
    return found
