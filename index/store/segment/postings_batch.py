"""The postings of many terms at once, to bytes and back: see ``postings`` and ``dictionary``.

Most terms are in a few posts. Theirs are arrays from beginning to end, so that only those in more
than ``FEW`` posts, which are records, take a step of Python each.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from index.search.text.characters import Numbers
from index.search.text.vocabulary import ranges
from index.store.catalog import IndexCorrupt

from .postings import (
    BITMAP,
    BITS,
    BYTES,
    CHECKSUM,
    CODINGS,
    FEW,
    HALVES,
    LONGEST_STEP,
    MOST_IN_BYTE,
    MOST_IN_HALF,
    ONES,
    RECORD,
    STEPS,
    WORDS,
    decode,
)

if TYPE_CHECKING:
    from .dictionary import FieldDictionary, PartData

Flags: TypeAlias = NDArray[np.bool_]

_AT_ONCE = 500_000
_WORTH_TRYING = 2  # bytes for each document, as a Roaring bitmap has them at most


class PostingsBatch(NamedTuple):
    """The postings of some terms, one list after the other.

    ``counts`` has the number of documents of each term; ``documents`` ascend in each list, and
    ``times`` has how often the term is in each of them.
    """

    terms: list[str]
    counts: Numbers
    documents: Numbers
    times: Numbers


class EncodedLists(NamedTuple):
    """Postings as a dictionary has them.

    ``sizes`` has the number of documents of each list, 0 where it is a record; ``documents`` and
    ``times`` are those of the lists that are none.
    """

    sizes: Numbers
    documents: Numbers
    times: Numbers
    records: list[bytes]


def encode_lists(lists: PostingsBatch) -> EncodedLists:
    """Encode lists, none of them empty."""
    counts = lists.counts
    firsts = counts.cumsum() - counts
    most = np.maximum.reduceat(lists.times, firsts)
    few = (counts <= FEW) & (most <= MOST_IN_BYTE)
    here = ranges(firsts[few], counts[few])
    sizes = np.where(few, counts, 0)
    many = ~few
    records = list(_records(lists, firsts[many], counts[many], most[many])) if many.any() else []
    return EncodedLists(sizes, lists.documents[here], lists.times[here], records)


def _records(
    lists: PostingsBatch, firsts: Numbers, counts: Numbers, most: Numbers
) -> Iterator[bytes]:
    """The records of the lists that begin at ``firsts`` and have so many documents each."""
    chosen = ranges(firsts, counts)
    documents = np.ascontiguousarray(lists.documents[chosen], dtype=np.uint32)
    ends = counts.cumsum()
    begins = ends - counts
    stepped, borders = _steps(documents, begins, ends)
    halves, half_begins = _halves(lists.times[chosen], counts)
    lasts = documents[ends - 1].tolist()
    for place, (begin, end, greatest) in enumerate(
        zip(begins.tolist(), ends.tolist(), most.tolist(), strict=True)
    ):
        number = end - begin
        data, coding = stepped[borders[place] : borders[place + 1]], STEPS
        if lasts[place] // 8 + 1 < len(data):
            flags = np.zeros(lasts[place] + 1, dtype=np.bool_)
            flags[documents[begin:end]] = True
            data, coding = np.packbits(flags, bitorder="little").tobytes(), BITS
        if len(data) > _WORTH_TRYING * number or number > lasts[place] // 2:
            bitmap = BitMap(documents[begin:end])
            bitmap.run_optimize()
            packed = bitmap.serialize()
            if len(packed) < len(data):
                data, coding = packed, BITMAP
        if greatest == 1:
            times, times_coding = b"", ONES
        elif greatest <= MOST_IN_HALF:
            half = half_begins[place]
            times, times_coding = halves[half : half + (number + 1) // 2], HALVES
        else:
            kind, times_coding = (
                (np.uint8, BYTES) if greatest <= MOST_IN_BYTE else (np.uint32, WORDS)
            )
            times = lists.times[firsts[place] :][:number].astype(kind).tobytes()
        body = RECORD.pack(number, times_coding * CODINGS + coding) + data + times
        yield CHECKSUM.pack(zlib.crc32(body)) + body


def _steps(documents: Numbers, begins: Numbers, ends: Numbers) -> tuple[bytes, list[int]]:
    """The documents of all lists as steps, and where those of each list begin and the last end."""
    steps = documents.astype(np.int64)
    steps[1:] -= documents[:-1]
    steps[begins] = documents[begins]
    widths = steps // LONGEST_STEP + 1
    behind = widths.cumsum()
    data = np.full(behind[-1], LONGEST_STEP, dtype=np.uint8)
    data[behind - 1] = steps % LONGEST_STEP
    return data.tobytes(), [0, *behind[ends - 1].tolist()]


def _halves(times: Numbers, counts: Numbers) -> tuple[bytes, list[int]]:
    """The frequencies of all lists in four bits each, and where those of each list begin."""
    rounded = counts + counts % 2
    starts = rounded.cumsum() - rounded
    spread = np.zeros(int(rounded.sum()), dtype=np.uint8)
    spread[ranges(starts, counts)] = np.minimum(times, MOST_IN_HALF)
    packed = spread[0::2] << 4 | spread[1::2]
    return packed.tobytes(), (starts // 2).tolist()


def decode_lists(
    terms: FieldDictionary, file: Any, first: int = 0, end: int | None = None
) -> Iterator[PostingsBatch]:
    """The postings of a field's terms, some hundred thousands of them at a time.

    Args:
        terms: The dictionary of the field.
        file: The file of the postings.
        first: The place of the first term.
        end: The place behind the last term; None for all.

    Raises:
        IndexCorrupt: The postings are not as they were written.
    """
    batches: list[PostingsBatch] = []
    size = 0
    for part, start, after in terms.parts(first, len(terms) if end is None else end):
        batch = _decoded(terms.data(part), terms.records(part), file, start, after)
        batches.append(batch._replace(terms=terms.texts(part)[start:after]))
        size += len(batch.documents)
        if size > _AT_ONCE:
            yield _joined(batches)
            batches, size = [], 0
    if batches:
        yield _joined(batches)


def _decoded(
    data: PartData, borders: tuple[int, int], file: Any, first: int, end: int
) -> PostingsBatch:
    """The postings of the terms of a part from one on and before another, without the terms."""
    sizes = np.frombuffer(data.sizes, dtype=np.uint8).astype(np.int64)
    stored = file.get(borders[0], borders[1] - borders[0]) if data.lengths else b""
    if len(stored) != borders[1] - borders[0]:
        raise IndexCorrupt("postings are cut short")
    ends = np.cumsum(data.lengths, dtype=np.int64).tolist()
    skipped = data.sizes[:first].count(0)
    wanted = data.sizes[first:end].count(0)
    records = [
        decode(stored[start:after])
        for start, after in list(pairwise((0, *ends)))[skipped : skipped + wanted]
    ]
    counts = sizes[first:end].copy()
    many = np.flatnonzero(counts == 0)
    counts[many] = [len(posts) for posts, _ in records]
    firsts = counts.cumsum() - counts
    documents = np.empty(int(counts.sum()), dtype=np.uint32)
    times = np.empty(len(documents), dtype=np.uint32)
    small = np.ones(len(counts), dtype=np.bool_)
    small[many] = False
    here = ranges(firsts[small], counts[small])
    before = int(sizes[:first].sum())
    taken = slice(before, before + len(here))
    documents[here] = data.documents[taken]
    times[here] = np.frombuffer(data.times, dtype=np.uint8)[taken]
    for start, (posts, often) in zip(firsts[many].tolist(), records, strict=True):
        documents[start : start + len(posts)] = np.frombuffer(posts.to_array(), np.uint32)
        kind = np.uint8 if isinstance(often, bytes) else np.uint32
        times[start : start + len(posts)] = np.frombuffer(often, dtype=kind)
    return PostingsBatch([], counts, documents, times)


def _joined(batches: list[PostingsBatch]) -> PostingsBatch:
    terms = [term for batch in batches for term in batch.terms]
    counts, documents, times = (
        np.concatenate([batch[column] for batch in batches]) for column in (1, 2, 3)
    )
    return PostingsBatch(terms, counts, documents, times)
