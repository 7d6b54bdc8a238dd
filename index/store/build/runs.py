"""Sorted runs of postings or positions by key, and their merge.

An index is built by an external merge sort: what is added at a time is sorted by itself as a run,
and at the end all runs are merged.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from index.search.text.characters import Numbers
from index.search.text.term_keys import spelled
from index.search.text.vocabulary import Vocabulary, ranges

from .spill_file import SpillFile

_BITS = 20
MOST_VALUES = 1 << _BITS
"""Values to be sorted are below this."""

_AT_ONCE = 100_000


class Run(NamedTuple):
    """Sorted keys, each once, and ``counts``: how many entries of each column belong to each key.

    The columns have those of the first key, then those of the second, and so on.
    """

    keys: Numbers
    counts: Numbers
    columns: tuple[Numbers, ...]


class Part(NamedTuple):
    """A part of the merged runs, by text instead of key."""

    texts: list[str]
    counts: Numbers
    columns: tuple[Numbers, ...]


def ordered(keys: Numbers, values: Numbers) -> tuple[Numbers, Numbers]:
    """Sort by key, and by value among equal keys.

    Keys are below ``2**44`` and values below ``MOST_VALUES``, so that a pair fits into one uint64:
    sorting those is many times faster than sorting pairs.
    """
    packed = keys.astype(np.uint64) << np.uint64(_BITS) | values.astype(np.uint64)
    packed.sort()
    return (packed >> np.uint64(_BITS)).astype(np.int64), (packed % MOST_VALUES).astype(np.int64)


def firsts(*columns: Numbers) -> Numbers:
    """The indices at which the values of one of some columns of equal length change."""
    other = np.zeros(len(columns[0]), dtype=np.bool_)
    other[:1] = True
    for column in columns:
        other[1:] |= column[1:] != column[:-1]
    return other.nonzero()[0]


def lengths(starts: Numbers, end: int) -> Numbers:
    """The lengths of parts that begin at ``starts``, the last of which ends at ``end``."""
    ends = np.empty_like(starts)
    ends[:-1] = starts[1:]
    ends[-1:] = end
    return ends - starts


class Runs:
    """Runs that are merged at the end.

    They are spilled to files in ``folder``: every method raises OSError.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._piles: list[SpillFile] = []

    def add(self, run: Run) -> None:
        """Add a run; all have as many columns as the first."""
        arrays = (run.keys, run.counts.astype(np.uint32), *run.columns)
        self._piles = self._piles or [SpillFile(self._folder) for _ in arrays]
        for spill, numbers in zip(self._piles, arrays, strict=True):
            spill.add(numbers)

    def merged(self, vocabulary: Vocabulary) -> Iterator[Part]:
        """Merge all runs: parts of them, sorted by text. No run is left afterwards.

        The entries of a text are in the order in which its runs were added.
        """
        if not self._piles:
            return
        keys, counts, *columns = (spill.take() for spill in self._piles)
        order = keys.argsort(kind="stable")
        keys = keys[order]
        begins = firsts(keys)
        texts = spelled(keys[begins], vocabulary)
        by_text = sorted(range(len(texts)), key=texts.__getitem__)
        sizes = lengths(begins, len(keys))[by_text]
        del keys
        order = order[ranges(begins[by_text], sizes)]
        starts = (counts.cumsum() - counts)[order]
        counts = counts[order].astype(np.int64)
        begins = sizes.cumsum() - sizes
        totals = np.add.reduceat(counts, begins)
        ends = totals.cumsum()
        first = 0
        while first < len(texts):
            until = (ends[first - 1] if first else 0) + _AT_ONCE
            last = max(first + 1, int(ends.searchsorted(until, side="right")))
            some = slice(begins[first], begins[last] if last < len(begins) else None)
            places = ranges(starts[some].astype(np.int64), counts[some])
            found = [texts[place] for place in by_text[first:last]]
            yield Part(found, totals[first:last], tuple(column[places] for column in columns))
            first = last
