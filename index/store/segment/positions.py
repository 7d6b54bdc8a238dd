"""The positions of the tokens of a segment's posts, which decide a phrase without reading posts.

The texts of one field are one stream of tokens, post after post; a position is an index in that
stream, and a slot is the part of the stream that belongs to one post. Two tokens follow each other
where their positions differ by one and are in the same slot; between slots is a gap.

Layout of the file, in the byte order of the machine::

    header     8 bytes magic ``ilgi-plc``, then two uint32: the version of the format and the
               length of the directory in bytes
    directory  msgpack: ({field: (offset, length, CRC-32) of its table}, the documents of the
               slots as uint32)
    checksum   uint32: the CRC-32 of the directory
    fields     for each field its tokens in parts, see ``sorted_texts``; the positions that are in
               no part; its table: msgpack of ``Table``; offsets from the end of the checksum

The positions of a token ascend and are stored as differences (see ``deltas``). The data of a part
are::

    header     uint16: how many tokens have positions that are not in the part
    sizes      a byte for each token: how many bytes its positions have; 0 where they are elsewhere
    lengths    uint32 for each token whose positions are elsewhere: how many bytes they have; those
               of a part are adjacent
    checksums  uint32 for each of these: their CRC-32
    positions  those of all other tokens

Each checksum is compared when the bytes that it is of are read, so that nothing is read only to be
checked.
"""

from __future__ import annotations

import struct
import zlib
from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

import msgspec
import numpy as np
from pyroaring import BitMap

from index.search.text.phrases import PhraseTerm
from index.store.catalog import IndexCorrupt
from index.store.location import FORMAT

from .deltas import Numbers, decode
from .sorted_texts import AFTER, PartTable, SortedTexts, encoded

HEADER = struct.Struct("=8sII")
CHECKSUM = struct.Struct("=I")
MAGIC = b"ilgi-plc"
MOST_NEAR = 64
"""The most bytes of a token's positions that stand in its part."""

PART = struct.Struct("=H")
"""How many tokens of a part have positions elsewhere."""

_AT_ONCE = 1_000_000


class Table(msgspec.Struct, frozen=True, array_like=True):
    """The tokens of a field and where their positions are.

    Attributes:
        parts: Where the tokens are.
        far: Where the positions begin that are in no part, for each part, and end, as uint64.
        starts: The position at which each slot begins, as uint32.
        length: The number of positions of the stream.
    """

    parts: PartTable
    far: bytes
    starts: bytes
    length: int


class _Field(SortedTexts):
    """The tokens of a field and their positions, as they are encoded."""

    def __init__(self, file: Any, start: int, table: Table) -> None:
        super().__init__(file, start, table.parts)
        self._far = array("Q", table.far)
        self.starts = np.frombuffer(table.starts, dtype=np.uint32).astype(np.int64)
        self.length = table.length
        if len(self._far) != len(self._counts):
            raise IndexCorrupt("a table of positions is incomplete")

    def span(self, first: int, end: int) -> _Encoded:
        """The encoded positions of the tokens from one place on and before another."""
        data: list[bytes] = []
        sizes: list[int] = []
        for part, start, after in self.parts(first, end):
            here, how_long = self._of_part(part, start, after)
            data += here
            sizes += how_long
        return _Encoded(b"".join(data), [*accumulate(sizes, initial=0)])

    def pieces(self) -> Iterator[tuple[list[str], _Encoded]]:
        """All tokens with their encoded positions, about a megabyte of these at a time."""
        tokens: list[str] = []
        data: list[bytes] = []
        sizes: list[int] = []
        for part, start, after in self.parts(0, len(self)):
            tokens += self.texts(part)
            here, how_long = self._of_part(part, start, after)
            data += here
            sizes += how_long
            if sum(map(len, data)) > _AT_ONCE:
                yield tokens, _Encoded(b"".join(data), [*accumulate(sizes, initial=0)])
                tokens, data, sizes = [], [], []
        if tokens:
            yield tokens, _Encoded(b"".join(data), [*accumulate(sizes, initial=0)])

    def _of_part(self, part: int, first: int, end: int) -> tuple[list[bytes], list[int]]:
        """The positions of some tokens of a part, in pieces, and how many bytes each token has."""
        data, count = self.data_of(part)
        (many,) = PART.unpack_from(data)
        sizes = data[PART.size : PART.size + count]
        at = PART.size + count
        lengths = array("I", data[at : at + 4 * many])
        sums = array("I", data[at + 4 * many : at + 8 * many])
        at += 8 * many
        near = at + sum(sizes[:first])
        skipped = sizes[:first].count(0)
        wanted = sizes[first:end].count(0)
        if not wanted:
            return [data[near : near + sum(sizes[first:end])]], list(sizes[first:end])
        far = memoryview(
            self.read(self._far[part] + sum(lengths[:skipped]), sum(lengths[skipped:][:wanted]))
        )
        pieces: list[bytes] = []
        place = skipped
        begin = 0
        for size in sizes[first:end]:
            if size:
                pieces.append(data[near : near + size])
                near += size
                continue
            piece = bytes(far[begin : begin + lengths[place]])
            if zlib.crc32(piece) != sums[place]:
                raise IndexCorrupt("positions have been altered")
            pieces.append(piece)
            begin += lengths[place]
            place += 1
        return pieces, list(map(len, pieces))


class _Encoded(NamedTuple):
    """The encoded positions of some tokens; those of each are between two of the borders."""

    data: bytes
    borders: list[int]

    def decoded(self) -> tuple[Numbers, Numbers]:
        """For each position the index of its token among these, and the position."""
        try:
            differences, ends = decode(self.data)
        except ValueError as error:
            raise IndexCorrupt(f"{error}") from error
        counts = np.searchsorted(ends, self.borders, side="right")
        numbers = np.repeat(np.arange(len(self.borders) - 1), np.diff(counts))
        places = np.cumsum(differences)
        before = np.concatenate((np.zeros(1, dtype=np.int64), places))[counts[:-1]]
        return numbers, places - before[numbers]


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
        kinds = tuple[dict[str, tuple[int, int, int]], bytes]
        self._tables, slots = msgspec.msgpack.decode(directory, type=kinds)
        self.documents = array("I", slots)
        self._slots = np.frombuffer(slots, dtype=np.uint32)
        self._start = HEADER.size + length + CHECKSUM.size
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
        by_size = sorted(range(len(steps)), key=lambda i: sum(len(e.data) for e in spans[i]))
        found: Numbers | None = None
        for place in by_size:
            here = _places(spans[place]) - steps[place].offset
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
        for tokens, found in self._field(name).pieces():
            yield tokens, *found.decoded()

    def _spans(self, field: _Field, step: PhraseTerm) -> list[_Encoded]:
        """The positions of the tokens that match a term of a phrase, as they are encoded."""
        spans: list[_Encoded] = []
        for token in step.tokens:
            if step.prefix:
                key = encoded(token)
                span = field.span(field.closest(key), field.closest(key + AFTER))
            elif field.has(token):
                place = field.at(token)
                span = field.span(place, place + 1)
            else:
                continue
            spans.append(span)
        return spans

    def _field(self, name: str) -> _Field:
        found = self._fields.get(name)
        if found is None:
            offset, length, checksum = self._tables[name]
            block = self._file.get(self._start + offset, length)
            if len(block) != length or zlib.crc32(block) != checksum:
                raise IndexCorrupt("a table of positions has been altered")
            table = msgspec.msgpack.decode(block, type=Table)
            found = self._fields[name] = _Field(self._file, self._start, table)
        return found

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def _places(spans: Sequence[_Encoded]) -> Numbers:
    """The positions of some tokens together, ascending."""
    found = [span.decoded()[1] for span in spans]
    places = np.concatenate(found) if found else np.zeros(0, dtype=np.int64)
    if sum(len(span.borders) - 1 for span in spans) > 1:
        places.sort()
    return places


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
