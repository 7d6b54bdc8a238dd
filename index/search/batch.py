"""The terms and the tokens of many texts at once.

What ``tokens.count_with_runs`` and ``stream.stream`` say of one text is said here of hundreds, in
arrays. The texts are folded once, and one walk over them gives both. Terms and tokens come as
*keys*: numbers that ``spelled_term`` and ``spelled_token`` turn into text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from . import greek
from .characters import Numbers, codes, folded
from .tokens import LONGEST_RUN, SHORTEST_RUN, composed
from .units import BORDER, CODE, SIGNED, SPACED, Units, compounds, slots_of
from .vocabulary import Vocabulary, Words

_POINT = (1 << CODE) - 1
_WORD_TERM, _WORD_TOKEN = 1 << 40, 1 << 43


class Terms(NamedTuple):
    """The keys of all terms that stand in a field, each as often as it does, and in which post."""

    keys: Numbers
    posts: Numbers


class Stream(NamedTuple):
    """The keys of the tokens of a field, and the place of each in the stream of its texts.

    ``starts`` are where the texts begin, and ``length`` is where the last of them ends.
    """

    keys: Numbers
    places: Numbers
    starts: Numbers
    length: int


def spelled_term(key: int, terms: Vocabulary) -> str:
    """The term that a key stands for."""
    if key & _WORD_TERM:
        return terms.texts[key ^ _WORD_TERM]
    second = key & _POINT
    return chr(key >> CODE) + (chr(second) if second else "")


def spelled_token(key: int, tokens: Vocabulary) -> str:
    """The token that a key stands for."""
    if key & _WORD_TOKEN:
        key ^= _WORD_TOKEN
        return tokens.texts[key >> 1] + " " * (key & 1)
    second = key & _POINT
    return chr(key >> CODE + 1) + " " * (key >> CODE & 1) + (chr(second) if second else "")


class Batch:
    """The texts of some posts by field, as many in each as there are posts."""

    def __init__(self, fields: Mapping[str, Sequence[str]]) -> None:
        self._fields = list(fields)
        self._posts = len(next(iter(fields.values()), ()))
        texts = (text.replace(BORDER, " ") for texts in fields.values() for text in texts)
        self._text = composed(BORDER.join(texts))
        self._points = codes(self._text)
        self._units = Units(folded(self._text, self._points))

    def terms(self, words: Words) -> Iterator[tuple[str, Terms]]:
        """The terms of each field: see ``tokens.count``."""
        units = self._units
        pairs = np.flatnonzero(units.single & units.before_single)
        letters = list(greek.letters_named(self._text))
        named = words.vocabulary.numbers(letter for letter, _ in letters)
        places = np.array([place for _, place in letters], dtype=np.int64)
        parts = [
            (units.codes[units.single] << CODE, units.slots[units.single]),
            (units.codes[pairs] << CODE | units.codes[pairs + 1], units.slots[pairs]),
            (_WORD_TERM | named, slots_of(self._points, places)),
        ]
        for found, slots in compounds(self._text, self._points):
            numbers, counts = words.terms(found)
            parts.append((_WORD_TERM | numbers, np.repeat(slots, counts)))
        for field, first, (keys, in_slots) in self._by_field(parts):
            yield field, Terms(keys, in_slots - first)

    def runs(self, terms: Vocabulary) -> Iterator[tuple[str, Terms]]:
        """What stands between blanks of the runs of each field: see ``tokens.count_with_runs``."""
        found, slots = self._units.runs(SHORTEST_RUN, LONGEST_RUN)
        parts = [(_WORD_TERM | terms.numbers(found), slots)]
        for field, first, (keys, in_slots) in self._by_field(parts):
            yield field, Terms(keys, in_slots - first)

    def streams(self, tokens: Vocabulary) -> Iterator[tuple[str, Stream]]:
        """The stream of each field: see ``stream.stream``. Signs before a text are left out."""
        units = self._units
        spaced, signed = units.links == SPACED, units.links == SIGNED
        second = np.where(units.before_single, np.append(units.codes, 0)[1:], 0)
        keys = (units.codes << 1 | spaced) << CODE | second
        words = tokens.numbers(units.words) << 1 | (spaced & units.before_single)[~units.single]
        keys[~units.single] = _WORD_TOKEN | words
        signs = np.append(0, np.cumsum(signed))
        places = np.arange(len(keys)) + signs[:-1] + units.slots
        kept = np.flatnonzero(units.signs)
        parts = [
            (keys, places, units.slots),
            (units.signs[kept], places[kept] + 1, units.slots[kept]),
        ]
        slots = np.arange(len(self._fields) * self._posts + 1)
        units_before = np.searchsorted(units.slots, slots)
        starts = units_before + signs[units_before] + slots
        for field, first, (numbers, here, _) in self._by_field(parts):
            begins = starts[first : first + self._posts + 1] - starts[first]
            yield field, Stream(numbers, here - starts[first], begins[:-1], int(begins[-1]))

    def _by_field(
        self, parts: Sequence[tuple[Numbers, ...]]
    ) -> Iterator[tuple[str, int, tuple[Numbers, ...]]]:
        """The parts of each field in one, with the field's first slot.

        A part has some columns, the last of them slots, which ascend.
        """
        for place, field in enumerate(self._fields):
            first = place * self._posts
            cut = []
            for part in parts:
                start, end = np.searchsorted(part[-1], (first, first + self._posts))
                cut.append([column[start:end] for column in part])
            yield field, first, tuple(map(np.concatenate, zip(*cut, strict=True)))
