"""The terms and the tokens of many texts at once.

What ``tokens.count_with_runs`` and ``phrases.stream`` say of one text is said here of hundreds, in
arrays. The texts are folded once, and one walk over them gives both. Terms and tokens come as
*keys*: see ``keys``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from . import greek
from .characters import Numbers, are_symbols, codes, folded
from .segmentation import BORDER, SIGNED, SPACED, Segmentation, compounds, slots_of
from .term_keys import known, pack_bigram
from .tokens import LONGEST_RUN, SHORTEST_RUN, composed
from .vocabulary import Vocabulary, Words


class BatchTerms(NamedTuple):
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


class Batch:
    """The texts of some posts by field, as many in each as there are posts."""

    def __init__(self, fields: Mapping[str, Sequence[str]]) -> None:
        self._fields = list(fields)
        self._posts = len(next(iter(fields.values()), ()))
        texts = (text.replace(BORDER, " ") for texts in fields.values() for text in texts)
        self._text = composed(BORDER.join(texts))
        self._points = codes(self._text)
        self._units = Segmentation(folded(self._text, self._points))

    def terms(self, words: Words) -> Iterator[tuple[str, BatchTerms]]:
        """The terms of each field: see ``tokens.count``."""
        units = self._units
        pairs = np.flatnonzero(units.single & units.before_single)
        letters = list(greek.letters_named(self._text))
        named = words.vocabulary.numbers(letter for letter, _ in letters)
        places = np.array([place for _, place in letters], dtype=np.int64)
        parts = [
            (pack_bigram(units.codes[units.single]), units.slots[units.single]),
            (pack_bigram(units.codes[pairs], units.codes[pairs + 1]), units.slots[pairs]),
            (known(named), slots_of(self._points, places)),
        ]
        symbols = np.flatnonzero(are_symbols(self._points))
        found_symbols = self._points[symbols].astype(np.int64)
        parts.append((pack_bigram(found_symbols), slots_of(self._points, symbols)))
        for found, slots in compounds(self._text, self._points):
            numbers, counts = words.terms(found)
            parts.append((known(numbers), np.repeat(slots, counts)))
        for field, first, (keys, in_slots) in self._by_field(parts):
            yield field, BatchTerms(keys, in_slots - first)

    def runs(self, terms: Vocabulary) -> Iterator[tuple[str, BatchTerms]]:
        """What stands between blanks of the runs of each field: see ``tokens.count_with_runs``."""
        found, slots = self._units.runs(SHORTEST_RUN, LONGEST_RUN)
        parts = [(known(terms.numbers(found)), slots)]
        for field, first, (keys, in_slots) in self._by_field(parts):
            yield field, BatchTerms(keys, in_slots - first)

    def streams(self, tokens: Vocabulary) -> Iterator[tuple[str, Stream]]:
        """The stream of each field: see ``phrases.stream``. Signs before a text are left out."""
        units = self._units
        spaced, signed = units.links == SPACED, units.links == SIGNED
        second = np.where(units.before_single, np.append(units.codes, 0)[1:], 0)
        keys = pack_bigram(units.codes, second, spaced)
        parted = (spaced & units.before_single)[~units.single]
        keys[~units.single] = known(tokens.numbers(units.words), parted)
        signs = np.concatenate(([0], signed.cumsum()))
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
