"""The positions of the tokens of a segment's posts, which decide a phrase without reading posts.

The texts of one field are one stream of tokens, post after post; a position is an index in that
stream, and a slot is the part of the stream that belongs to one post. Two tokens follow each other
where their positions differ by one and are in the same slot; between slots is a gap.

Layout of the file, in the byte order of the machine::

    header     8 bytes magic ``ilgi-plc``, then two uint32: the version of the format and the
               length of the directory in bytes
    directory  msgpack: ({field: (offset, length, CRC-32) of its table}, the documents of the
               slots as uint32, the length of all tables)
    checksum   uint32: the CRC-32 of the directory
    tables     for each field msgpack of ``Table``, offsets from the end of the checksum
    data       the positions of each token: ascending, as differences (see ``deltas``), offsets
               from the end of the tables

Each checksum is compared when the bytes that it is of are read, so that nothing is read only to be
checked.
"""

from __future__ import annotations

import struct
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import numpy as np
from pyroaring import BitMap

from index.search.text.phrases import PhraseTerm
from index.store.catalog import IndexCorrupt
from index.store.location import FORMAT

from .deltas import Numbers, decode

HEADER = struct.Struct("=8sII")
CHECKSUM = struct.Struct("=I")
MAGIC = b"ilgi-plc"
_AT_ONCE = 1_000_000
_LAST = chr(0x10FFFF)


class Table(msgspec.Struct, frozen=True, array_like=True):
    """The tokens of a field and where their positions are in the data.

    Attributes:
        tokens: The tokens, sorted by code point.
        ends: uint64 offsets in the data: where the first token begins, then where each ends.
        checksums: The CRC-32 of each token's bytes, as uint32.
        starts: The position at which each slot begins, as uint64.
        length: The number of positions of the stream.
    """

    tokens: list[str]
    ends: bytes
    checksums: bytes
    starts: bytes
    length: int


class _Field:
    """A decoded table."""

    def __init__(self, table: Table) -> None:
        self.tokens = table.tokens
        self.ends = array("Q", table.ends)
        self.checksums = array("I", table.checksums)
        self.starts = np.frombuffer(table.starts, dtype=np.uint64).astype(np.int64)
        self.length = table.length
        if not len(self.tokens) == len(self.checksums) == len(self.ends) - 1:
            raise IndexCorrupt("a table of positions is incomplete")


class TokenPositions:
    """Reads the positions of a segment's tokens, in any thread that may read its file.

    ``documents`` has the document of each slot. Every method raises IndexCorrupt where what is
    stored is not what was written.
    """

    def __init__(self, file: Any) -> None:
        self._file = file
        header = file.get(0, HEADER.size)
        if len(header) < HEADER.size:
            raise IndexCorrupt("a file of positions is cut short")
        magic, version, length = HEADER.unpack(header)
        if magic != MAGIC or version != FORMAT:
            raise IndexCorrupt("a file of positions is of another version")
        directory = file.get(HEADER.size, length)
        checksum = file.get(HEADER.size + length, CHECKSUM.size)
        if checksum != CHECKSUM.pack(zlib.crc32(directory)):
            raise IndexCorrupt("a file of positions has been altered")
        kinds = tuple[dict[str, tuple[int, int, int]], bytes, int]
        self._tables, slots, size = msgspec.msgpack.decode(directory, type=kinds)
        self.documents = array("I", slots)
        self._slots = np.frombuffer(slots, dtype=np.uint32)
        self._start = HEADER.size + length + CHECKSUM.size
        self._data = self._start + size
        self._fields: dict[str, _Field] = {}

    @property
    def fields(self) -> list[str]:
        """The fields that have positions."""
        return list(self._tables)

    def following(self, name: str, steps: Sequence[PhraseTerm]) -> BitMap:
        """The documents in which the terms of a phrase follow each other, deleted ones too.

        The rarest term is looked up first. The positions of each term, less its offset in the
        phrase, are those at which the phrase may begin; they are intersected one term after
        another.
        """
        if name not in self._tables:
            return BitMap()
        field = self._field(name)
        spans = [self._spans(field, step) for step in steps]
        by_size = sorted(range(len(steps)), key=lambda i: _size(field, spans[i]))
        found: Numbers | None = None
        for place in by_size:
            here = self._places(field, spans[place]) - steps[place].offset
            found = here if found is None else _both(found, here)
            if not len(found):
                return BitMap()
        if found is None:
            return BitMap(self.documents)
        slots = np.searchsorted(field.starts, found, side="right") - 1
        return BitMap(self._slots[slots])

    def borders(self, name: str) -> tuple[Numbers, int]:
        """Where each slot begins in the stream of a field, and where the last one ends."""
        field = self._field(name)
        return field.starts, field.length

    def all(self, name: str) -> Iterator[tuple[list[str], Numbers, Numbers]]:
        """All positions of a field, some tokens at a time.

        Yields:
            The tokens, and for each position the index of its token among them and the position.
        """
        field = self._field(name)
        first = 0
        while first < len(field.tokens):
            last = max(first + 1, bisect_left(field.ends, field.ends[first] + _AT_ONCE) - 1)
            numbers, places = self._decoded(field, first, last)
            yield field.tokens[first:last], numbers, places
            first = last

    def _spans(self, field: _Field, step: PhraseTerm) -> list[tuple[int, int]]:
        """The tokens that match a term of a phrase, as ranges of indices."""
        spans: list[tuple[int, int]] = []
        for token in step.tokens:
            first = bisect_left(field.tokens, token)
            if step.prefix:
                spans.append((first, bisect_left(field.tokens, token + _LAST)))
            elif first < len(field.tokens) and field.tokens[first] == token:
                spans.append((first, first + 1))
        return spans

    def _places(self, field: _Field, spans: Sequence[tuple[int, int]]) -> Numbers:
        """The positions of ranges of tokens, ascending."""
        found = [self._decoded(field, *span)[1] for span in spans if span[0] < span[1]]
        places = np.concatenate(found) if found else np.zeros(0, dtype=np.int64)
        if sum(last - first for first, last in spans) > 1:
            places.sort()
        return places

    def _decoded(self, field: _Field, first: int, last: int) -> tuple[Numbers, Numbers]:
        start, end = field.ends[first], field.ends[last]
        data = self._file.get(self._data + start, end - start)
        if len(data) != end - start:
            raise IndexCorrupt("positions are truncated")
        view = memoryview(data)
        borders = [border - start for border in field.ends[first : last + 1]]
        for number in range(first, last):
            part = view[borders[number - first] : borders[number - first + 1]]
            if zlib.crc32(part) != field.checksums[number]:
                raise IndexCorrupt("positions have been altered")
        differences, ends = decode(data)
        counts = np.searchsorted(ends, borders, side="right")
        numbers = np.repeat(np.arange(last - first), np.diff(counts))
        places = np.cumsum(differences)
        before = np.concatenate((np.zeros(1, dtype=np.int64), places))[counts[:-1]]
        return numbers, places - before[numbers]

    def _field(self, name: str) -> _Field:
        found = self._fields.get(name)
        if found is None:
            offset, length, checksum = self._tables[name]
            block = self._file.get(self._start + offset, length)
            if len(block) != length or zlib.crc32(block) != checksum:
                raise IndexCorrupt("a table of positions has been altered")
            found = self._fields[name] = _Field(msgspec.msgpack.decode(block, type=Table))
        return found

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def _size(field: _Field, spans: Sequence[tuple[int, int]]) -> int:
    return sum(field.ends[last] - field.ends[first] for first, last in spans)


def _both(some: Numbers, others: Numbers) -> Numbers:
    """The intersection of two ascending sequences."""
    if not len(some) or not len(others):
        return some[:0]
    if len(some) > len(others):
        some, others = others, some
    at = np.searchsorted(others, some)
    at[at == len(others)] = 0
    both: Numbers = some[others[at] == some]
    return both
