"""The postings of many terms at once, to bytes and back, in the format of ``postings``.

Most terms are in a few posts. Theirs are encoded and decoded together by numpy, so that only those
in more than ``FEW`` posts, which are bitmaps, take a step of Python each.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from index.search.text.characters import Numbers
from index.search.text.vocabulary import ranges
from index.store.catalog import IndexCorrupt

from .postings import FEW, MOST_IN_BYTE, WORD

if TYPE_CHECKING:
    from .dictionary import FieldDictionary

Bytes: TypeAlias = NDArray[np.uint8]
Flags: TypeAlias = NDArray[np.bool_]

_AT_ONCE = 2_000_000


class PostingsBatch(NamedTuple):
    """The postings of some terms, one list after the other.

    ``counts`` has the number of documents of each term; ``documents`` ascend in each list, and
    ``times`` has how often the term is in each of them.
    """

    terms: list[str]
    counts: Numbers
    documents: Numbers
    times: Numbers


def encode_lists(lists: PostingsBatch) -> tuple[bytes, Numbers]:
    """Encode lists, none of them empty; gives the bytes and the offset behind each list."""
    counts = lists.counts
    firsts = counts.cumsum() - counts
    documents = np.ascontiguousarray(lists.documents, dtype=np.uint32)
    bitmaps = {
        place: BitMap(array("I", documents[firsts[place] :][: counts[place]].tobytes())).serialize()
        for place in (counts > FEW).nonzero()[0].tolist()
    }
    wide = np.maximum.reduceat(lists.times, firsts) > MOST_IN_BYTE
    middles = counts * WORD
    middles[counts > FEW] = [*map(len, bitmaps.values())]
    sizes = middles + counts * np.where(wide, WORD, 1)
    ends = sizes.cumsum()
    starts = ends - sizes
    data = np.empty(ends[-1], dtype=np.uint8)
    _put(data, starts, documents, firsts, counts, counts <= FEW)
    for place, bitmap in bitmaps.items():
        data[starts[place] :][: len(bitmap)] = np.frombuffer(bitmap, dtype=np.uint8)
    _put(data, starts + middles, lists.times.astype(np.uint8), firsts, counts, ~wide)
    _put(data, starts + middles, lists.times.astype(np.uint32), firsts, counts, wide)
    return data.tobytes(), ends


def decode_lists(
    terms: FieldDictionary, file: Any, first: int = 0, end: int | None = None
) -> Iterator[PostingsBatch]:
    """The postings of a field's terms, about two megabytes of them at a time.

    Args:
        terms: The dictionary of the field.
        file: The file of the postings.
        first: The index of the first term.
        end: The index behind the last term; None for all.

    Raises:
        IndexCorrupt: The postings are not as they were written.
    """
    starts = np.frombuffer(terms.starts, dtype=np.uint64).astype(np.int64)
    end = len(terms.terms) if end is None else end
    while first < end:
        until = starts[first] + _AT_ONCE
        last = max(first + 1, int(np.searchsorted(starts, until, side="right")) - 1)
        last = min(last, end)
        data = file.get(int(starts[first]), int(starts[last] - starts[first]))
        ends = starts[first + 1 : last + 1] - starts[first]
        if len(data) != ends[-1] or checksums(data, ends) != terms.checksums[first:last].tolist():
            raise IndexCorrupt("postings have been altered")
        counts = np.array(terms.documents[first:last], dtype=np.int64)
        wide = np.array(terms.most[first:last]) > MOST_IN_BYTE
        yield PostingsBatch(terms.terms[first:last], counts, *_decoded(data, ends, counts, wide))
        first = last


def _decoded(data: bytes, ends: Numbers, counts: Numbers, wide: Flags) -> tuple[Numbers, Numbers]:
    """Documents and frequencies of lists."""
    taken = np.frombuffer(data, dtype=np.uint8)
    firsts = np.cumsum(counts) - counts
    starts, middles = np.append(0, ends[:-1]), ends - counts * np.where(wide, WORD, 1)
    documents, times = (np.empty(counts.sum(), dtype=np.uint32) for _ in range(2))
    _take(taken, starts, documents, firsts, counts, counts <= FEW)
    for place in np.flatnonzero(counts > FEW).tolist():
        posts = BitMap.deserialize(data[starts[place] : middles[place]])
        documents[firsts[place] :][: counts[place]] = np.frombuffer(posts.to_array(), np.uint32)
    narrow = np.empty(len(times), dtype=np.uint8)
    _take(taken, middles, narrow, firsts, counts, ~wide)
    _take(taken, middles, times, firsts, counts, wide)
    entries = np.repeat(wide, counts)
    return documents, np.where(entries, times, narrow)


def checksums(data: bytes, ends: Numbers) -> list[int]:
    """The checksum of each part of some bytes."""
    view = memoryview(data)
    borders = pairwise((0, *ends.tolist()))
    return [zlib.crc32(view[start:end]) for start, end in borders]


def _put(
    data: Bytes, starts: Numbers, values: Numbers, firsts: Numbers, counts: Numbers, lists: Flags
) -> None:
    """Write the values of some lists to where the bytes of each of these start."""
    if not lists.any():
        return
    chosen = values[ranges(firsts[lists], counts[lists])]
    for byte, places in _bytes_of(chosen, starts[lists], counts[lists]):
        data[places] = byte


def _take(
    data: Bytes, starts: Numbers, values: Numbers, firsts: Numbers, counts: Numbers, lists: Flags
) -> None:
    """Read the values of some lists from where the bytes of each of these start."""
    chosen = ranges(firsts[lists], counts[lists])
    found = np.empty(len(chosen), dtype=values.dtype)
    for byte, places in _bytes_of(found, starts[lists], counts[lists]):
        byte[:] = data[places]
    values[chosen] = found


def _bytes_of(values: Numbers, starts: Numbers, counts: Numbers) -> Iterator[tuple[Bytes, Numbers]]:
    """The first byte of each value and where it belongs, then the second, and so on."""
    width = values.itemsize
    places = (starts - width * (counts.cumsum() - counts)).repeat(counts)
    places += np.arange(0, width * len(values), width)
    rows = values.view(np.uint8).reshape(len(values), width)
    for byte in range(width):
        yield rows[:, byte], places + byte
