"""Numbers for terms and tokens, by which arrays have them."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable
from itertools import count, islice

import numpy as np

from .characters import Numbers
from .tokens import word_terms


class Vocabulary(defaultdict[str, int]):
    """Numbers for texts, given as these are met."""

    def __init__(self) -> None:
        super().__init__(count().__next__)
        self._texts: list[str] = []

    @property
    def texts(self) -> list[str]:
        """The text of each number."""
        self._texts.extend(islice(self, len(self._texts), None))
        return self._texts

    def numbers(self, texts: Iterable[str]) -> Numbers:
        """The number of each text."""
        return np.fromiter(map(self.__getitem__, texts), dtype=np.int64)

    def settle(self) -> None:
        """Let go of the numbers, when no more text is to come: what they stand for is kept."""
        self._texts = self.texts
        self.clear()


class Words(dict[str, int]):
    """Latin words as they stand, numbered, and the numbers of the terms that each of them is."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self.vocabulary = vocabulary
        self._starts = array("I", [0])
        self._terms = array("I")

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        self._terms.extend(map(self.vocabulary.__getitem__, word_terms(word)))
        self._starts.append(len(self._terms))
        return number

    def terms(self, words: Iterable[str]) -> tuple[Numbers, Numbers]:
        """The terms of all words, in order, and how many of them each word has."""
        found = np.fromiter(map(self.__getitem__, words), dtype=np.int64)
        starts = np.frombuffer(self._starts, dtype=np.uint32).astype(np.int64)
        counts = np.diff(starts)[found]
        terms = np.frombuffer(self._terms, dtype=np.uint32)[ranges(starts[found], counts)]
        return terms.astype(np.int64), counts


def ranges(starts: Numbers, counts: Numbers) -> Numbers:
    """The numbers from each start on, so many of them: ``[5, 2], [2, 1]`` gives ``[5, 6, 2]``."""
    ends = counts.cumsum()
    found: Numbers = (starts - ends + counts).repeat(counts)
    found += np.arange(len(found))
    return found
