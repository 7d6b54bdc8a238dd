"""Texts as units and what stands between them, in arrays.

A *unit* is a Latin word, or one Korean, Chinese or Japanese character. The texts are joined with a
``BORDER`` between them; the *slot* of a unit is the number of its text.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .characters import BLANK, IDEOGRAPH, JOINER, LETTER, Codes, Numbers, kinds, text_of
from .phrases import MOST_SIGNS
from .term_keys import pack_bigram

BORDER = "\0"
PARTED, TOUCHING, SPACED, SIGNED = range(4)
"""What follows a unit: the end of its text, the next unit, a blank before that, or signs."""

Flags = NDArray[np.bool_]

_SPACE, _FEED, _DOT, _LINE, _PLUS, _HASH = map(ord, " \n._+#")


class Segmentation:
    """The units of folded texts, in order.

    ``heads`` are where they begin, and ``codes`` are the code points there. ``single`` are those
    that are one character, ``slots`` the texts that they stand in, and ``links`` say what follows
    each: ``before_single`` are those that one of a single character touches or follows after a
    blank, and ``signs`` has the keys of the signs that follow, 0 where they are none or too many.
    An empty line between two units is a sign, any other blank counts as a space.
    """

    def __init__(self, points: Codes) -> None:
        self._points = points
        kind = kinds(points)
        self._letter = kind == LETTER
        single = kind == IDEOGRAPH
        starts, stops = _edges(self._letter)
        self.heads = np.flatnonzero(starts | single)
        self.single = single[self.heads]
        ends = self.heads + 1
        ends[~self.single] = np.flatnonzero(stops) + 1
        self.codes = points[self.heads].astype(np.int64)
        self.slots = slots_of(points, self.heads)
        self.links = np.full(len(self.heads), PARTED, dtype=np.uint8)
        self.signs = np.zeros(len(self.heads), dtype=np.int64)
        if len(self.heads):
            self._link(kind, ends)
        nearby = (self.links == TOUCHING) | (self.links == SPACED)
        self.before_single = nearby & np.append(self.single, False)[1:]

    def _link(self, kind: NDArray[np.uint8], ends: Numbers) -> None:
        """Look at what stands between each unit and the next one."""
        gaps = self.heads[1:] - ends[:-1]
        same = self.slots[1:] == self.slots[:-1]
        self.links[:-1][gaps == 0] = TOUCHING
        before = np.flatnonzero((gaps > 0) & same)
        blank = kind == BLANK
        is_mark = (kind <= JOINER) | _edges(blank)[0]
        marks = np.flatnonzero(is_mark)
        if not len(before):
            return
        feeds = np.add.reduceat(self._points == _FEED, marks, dtype=np.int32)
        blanks = np.where(feeds > 1, _FEED, _SPACE)
        written = np.where(blank[marks], blanks, self._points[marks]).astype(np.int64)
        counted = np.cumsum(is_mark, dtype=np.int32)
        first, last = counted[ends[before]] - 1, counted[self.heads[before + 1]] - 1
        spaced = (first == last) & (written[first] == _SPACE)
        self.links[before] = np.where(spaced, SPACED, SIGNED)
        before, first, last = before[~spaced], first[~spaced], last[~spaced]
        first += self.single[before] & (written[first] == _SPACE)
        last -= self.single[before + 1] & (written[last] == _SPACE)
        second = np.where(last > first, written[last], 0)
        keys = pack_bigram(written[first], second)
        self.signs[before] = np.where(last - first < MOST_SIGNS, keys, 0)

    @cached_property
    def words(self) -> list[str]:
        """The units that are words, in order."""
        return _shown(self._points, self._letter).split()

    def runs(self, shortest: int, longest: int) -> tuple[list[str], Numbers]:
        """The single units that stand side by side, so many of them, and their slots."""
        goes_on = self.before_single & (self.links == TOUCHING) & self.single
        starts = np.flatnonzero(self.single & ~np.append(False, goes_on)[:-1])
        lengths = np.flatnonzero(self.single & ~goes_on) + 1 - starts
        starts = starts[(lengths >= shortest) & (lengths <= longest)]
        lengths = lengths[(lengths >= shortest) & (lengths <= longest)]
        heads = self.heads[starts]
        shown = _within(len(self._points), heads, heads + lengths)
        return _shown(self._points, shown).split(), self.slots[starts]


def compounds(text: str, points: Codes) -> Iterator[tuple[list[str], Numbers]]:
    """The words of texts as ``tokens.words`` has them, with their slots.

    Signs join the words of a compound, as in ``node.js``, or stand at its ends, as in ``C++``:
    those that have them there come by themselves, after all others.
    """
    points = np.append(points, np.zeros(2, dtype=points.dtype))
    kind = kinds(points)
    starts, stops = (np.flatnonzero(edge) for edge in _edges(kind == LETTER))
    if not len(starts):
        return
    strange = np.cumsum(kind != JOINER, dtype=np.int32)
    parted = strange[starts[1:] - 1] > strange[stops[:-1]]
    heads, ends = starts[np.append(True, parted)], stops[np.append(parted, True)] + 1
    outer = points[heads - 2]
    dotted = (points[heads - 1] == _DOT) & (outer != _DOT) & (outer != _LINE)
    dotted &= (kind[heads - 2] != LETTER) & (kind[heads - 2] != IDEOGRAPH)
    plus = (points[ends] == _PLUS) & (points[ends + 1] == _PLUS)
    sharp = points[ends] == _HASH
    signed = dotted | plus | sharp
    slots = slots_of(points[:-2], heads)
    shown = _within(len(points), heads[~signed], ends[~signed])
    yield _shown(points, shown).split(), slots[~signed]
    heads, ends = (heads - dotted)[signed], (ends + 2 * plus + sharp)[signed]
    borders = zip(heads.tolist(), ends.tolist(), strict=True)
    yield [text[head:end] for head, end in borders], slots[signed]


def slots_of(points: Codes, places: Numbers) -> Numbers:
    """The slots that ascending places are in."""
    borders = np.flatnonzero(points == 0)
    firsts = np.concatenate(([0], np.searchsorted(places, borders), [len(places)]))
    return np.repeat(np.arange(len(borders) + 1), np.diff(firsts))


def _edges(flags: Flags) -> tuple[Flags, Flags]:
    """Where what is true begins, and where it is so for the last time."""
    starts, stops = flags.copy(), flags.copy()
    starts[1:] &= ~flags[:-1]
    stops[:-1] &= ~flags[1:]
    return starts, stops


def _within(length: int, starts: Numbers, ends: Numbers) -> Flags:
    """What stands in one of some ranges, which neither touch nor overlap."""
    borders = np.zeros(length + 1, dtype=np.int8)
    borders[starts] = 1
    borders[ends] = -1
    return np.cumsum(borders[:-1], dtype=np.int8).astype(np.bool_)


def _shown(points: Codes, shown: Flags) -> str:
    """The text with a blank for all that is not shown."""
    return text_of(np.where(shown, points, np.uint32(_SPACE)))
