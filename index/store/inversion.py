"""From the terms of each document to the documents of each term."""

from __future__ import annotations

import sys
from array import array
from collections import defaultdict, deque
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import accumulate, pairwise, repeat
from operator import lshift
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .codec import FieldWriter

_HALF = 32
_LOW = (1 << _HALF) - 1
_AT_ONCE = 250
_TIMES, _DOCUMENTS = (0, 1) if sys.byteorder == "little" else (1, 0)


class Inversion:
    """The postings of a segment in the making.

    Of each term an array of one number for each of its documents: the document, shifted left by 32
    bits, and how often the term stands in it. Nothing is called for a posting but what is compiled.
    """

    def __init__(self) -> None:
        new: Callable[[], array[int]] = partial(array, "Q")
        self._fields: defaultdict[str, defaultdict[str, array[int]]] = defaultdict(
            partial(defaultdict, new)
        )

    def add(self, document: int, fields: Mapping[str, Mapping[str, int]]) -> None:
        """Add a document with the terms of its fields, and how often each stands in it."""
        with_times = (document << _HALF).__or__
        for name, terms in fields.items():
            if terms:
                postings = map(self._fields[name].__getitem__, terms)
                deque(map(array.append, postings, map(with_times, terms.values())), maxlen=0)

    def extend(self, field: str, term: str, documents: Sequence[int], times: Sequence[int]) -> None:
        """Add postings of a term."""
        high = map(lshift, documents, repeat(_HALF))
        self._fields[field][term].extend(map(int.__or__, high, times))

    def write(self, out: FieldWriter, schema: Mapping[str, object], places: Sequence[int]) -> None:
        """Write all terms.

        ``places`` are the documents in the order that they were given numbers, as the numbers they
        are to have: without gaps, but in any order.
        """
        moved = any(place != at for at, place in enumerate(places))
        for name in sorted(self._fields):
            found = self._fields.pop(name)
            terms = sorted(found)
            out.start_field(name, schema[name])
            for at in range(0, len(terms), _AT_ONCE):
                some = terms[at : at + _AT_ONCE]
                postings = [found.pop(term) for term in some]
                if moved:
                    postings = [_moved(each, places) for each in postings]
                # One step for all of them is many times faster than one for each.
                halves = memoryview(b"".join(postings)).cast("I")
                documents = array("I", halves[_DOCUMENTS::2].tobytes())
                times = halves[_TIMES::2].tolist()
                borders = list(pairwise(accumulate(map(len, postings), initial=0)))
                out.add_terms(
                    some,
                    [documents[start:end] for start, end in borders],
                    [times[start:end] for start, end in borders],
                )
            out.finish_field()


def _moved(postings: array[int], places: Sequence[int]) -> array[int]:
    return array("Q", sorted(places[p >> _HALF] << _HALF | p & _LOW for p in postings))
