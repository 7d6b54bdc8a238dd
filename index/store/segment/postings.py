"""The format of one term's postings: its documents, and how often it is in each of them.

Those of a term in up to ``FEW`` documents stand in the dictionary, see ``dictionary``. Those of any
other are a record in a file of their own, in the byte order of the machine::

    checksum   uint32: the CRC-32 of what follows
    count      uint32: how many documents there are
    coding     a byte: how the documents are coded, and, times 16, how the frequencies are
    documents  what takes least of three: a Roaring bitmap in its portable serialization; steps; or
               a bit for each document up to the last one, the lowest bit of a byte first
    times      nothing where all are 1; else four bits for each where all fit into them, the higher
               ones of a byte first; else a byte each; else uint32

A step is the difference from the document before, the first one from 0, as one byte; a byte of 255
stands for 255 documents to go on without one.
"""

from __future__ import annotations

import struct
import zlib
from array import array
from itertools import accumulate, compress, count
from typing import Final

from pyroaring import BitMap

from index.search.corpus.postings_source import Postings
from index.store.catalog import IndexCorrupt

FEW: Final = 16
"""The most documents whose postings stand in the dictionary."""

BITMAP, STEPS, BITS = range(3)
"""How documents are coded."""
ONES, HALVES, BYTES, WORDS = range(4)
"""How frequencies are coded."""
CODINGS: Final = 16
"""What the number of the coding of frequencies is multiplied with."""

MOST_IN_HALF: Final = 15
"""The highest frequency that is kept in four bits."""
MOST_IN_BYTE: Final = 255
"""The highest frequency that is kept in a byte."""
LONGEST_STEP: Final = 255
"""What a step goes on by that leads to no document."""

RECORD: Final = struct.Struct("=IB")
"""The count and the coding of a record; its checksum comes before."""
CHECKSUM: Final = struct.Struct("=I")

_ENDS: Final = bytes(255 * [1] + [0])
_DIGITS: Final = bytes(int(chr(c), 16) if chr(c) in "0123456789abcdef" else 0 for c in range(256))


def decode(record: bytes) -> Postings:
    """The postings of a record.

    Raises:
        IndexCorrupt: They are not as they were written.
    """
    head = CHECKSUM.size + RECORD.size
    if len(record) < head:
        raise IndexCorrupt("postings are cut short")
    body = memoryview(record)[CHECKSUM.size :]
    if CHECKSUM.unpack_from(record)[0] != zlib.crc32(body):
        raise IndexCorrupt("postings have been altered")
    number, coding = RECORD.unpack_from(body)
    times_coding, documents_coding = divmod(coding, CODINGS)
    size = (0, (number + 1) // 2, number, 4 * number)[times_coding]
    middle = len(record) - size
    posts = _documents(record[head:middle], documents_coding)
    if len(posts) != number:
        raise IndexCorrupt("postings are of other documents than they say")
    return Postings(posts, _times(record[middle:], times_coding, number))


def _documents(data: bytes, coding: int) -> BitMap:
    if coding == BITMAP:
        return BitMap.deserialize(data)
    if coding == STEPS:
        return BitMap(array("I", compress(accumulate(data), data.translate(_ENDS))))
    # The binary digits of the number are the bits of the documents from the last one to the first.
    digits = f"{int.from_bytes(data, 'little'):b}".encode().translate(_DIGITS)
    return BitMap(array("I", compress(count(), reversed(digits))))


def _times(data: bytes, coding: int, number: int) -> bytes | array[int]:
    if coding == ONES:
        return bytes([1]) * number
    if coding == HALVES:
        return data.hex().encode().translate(_DIGITS)[:number]
    return data if coding == BYTES else array("I", data)
