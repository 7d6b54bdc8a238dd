"""Sorted texts in a file, in parts of some dozens, each with data of its own.

Nothing of them is read but what is asked for; in memory is the first text of each part. The texts
of a part are in UTF-8, each with a byte 0xFF behind it, which is in no text. Those of all parts are
adjacent, so that what they contain can be looked for in them as they are. What the data of a part
are is for ``dictionary`` and ``positions`` to say.

Files are read, not mapped: reading a part of a mapped file that somebody has cut short would end
the process. Checksums are compared when what they are of is read.
"""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final, NamedTuple

import msgspec

from index.store.catalog import IndexCorrupt

IN_PART: Final = 128
"""How many texts a part has, but for the last one."""
AFTER: Final = b"\xff"
"""A byte that is after all that a text may go on with."""

_END = AFTER
_ESCAPED = "\udcff"  # what decoding with surrogateescape makes of it
_SCANNED = 1 << 20


class PartTable(msgspec.Struct, frozen=True, array_like=True):
    """Where the parts are; an offset more than there are parts is where the last one ends.

    Attributes:
        firsts: The first text of each part, in UTF-8, each with a byte 0xFF behind it.
        counts: How many texts are before each part, as uint32.
        texts: The offsets of their texts, as uint64.
        text_sums: The CRC-32 of the texts of each, as uint32.
        data: The offsets of their data, as uint64.
        data_sums: The CRC-32 of the data of each, as uint32.
    """

    firsts: bytes = b""
    counts: bytes = bytes(4)
    texts: bytes = bytes(8)
    text_sums: bytes = b""
    data: bytes = bytes(8)
    data_sums: bytes = b""


class SortedTexts:
    """Texts sorted by code point; a place is an index among them.

    Every method raises IndexCorrupt where what is stored is not what was written.

    Args:
        file: The file that they are in.
        start: The offset in it that those of the table count from.
        table: Where the parts are.
    """

    def __init__(self, file: Any, start: int, table: PartTable) -> None:
        self._file = file
        self._start = start
        self._firsts = table.firsts.split(_END)[:-1]
        self._counts = array("I", table.counts)
        self._texts, self._text_sums = array("Q", table.texts), array("I", table.text_sums)
        self._data, self._data_sums = array("Q", table.data), array("I", table.data_sums)
        self._checked = bytearray(len(self._firsts))
        parts = len(self._firsts)
        borders = map(len, (self._counts, self._texts, self._data))
        sums = map(len, (self._text_sums, self._data_sums))
        if {*borders} != {parts + 1} or {*sums} != {parts}:
            raise IndexCorrupt("a table of texts is incomplete")

    def __len__(self) -> int:
        return self._counts[-1]

    def at(self, text: str) -> int:
        """The place of a text. Raises KeyError where it is none of these."""
        key = encoded(text)
        part = bisect_right(self._firsts, key) - 1
        if part >= 0:
            texts = _END + self._texts_of(part)
            found = texts.find(_END + key + _END)
            if found >= 0:
                return self._counts[part] + texts.count(_END, 0, found)
        raise KeyError(text)

    def has(self, text: str) -> bool:
        """Whether a text is one of these."""
        try:
            self.at(text)
        except KeyError:
            return False
        return True

    def closest(self, text: bytes) -> int:
        """The place of the first text that is not before another, which may be no UTF-8."""
        part = bisect_right(self._firsts, text) - 1
        if part < 0:
            return 0
        return self._counts[part] + bisect_left(self._texts_of(part).split(_END)[:-1], text)

    def text(self, place: int) -> bytes:
        """The text at a place, in UTF-8."""
        part, at = self.part_of(place)
        return self._texts_of(part).split(_END)[at]

    def between(self, first: str, after: str) -> list[str]:
        """The texts from ``first`` on that are before ``after``, in order."""
        start = max(bisect_right(self._firsts, encoded(first)) - 1, 0)
        end = bisect_left(self._firsts, encoded(after))
        if start >= end:
            return []
        found = _decoded(b"".join(self._read_texts(start, end)))
        return found[bisect_left(found, first) : bisect_left(found, after)]

    def containing(self, text: str) -> list[str]:
        """The texts that contain another, in order."""
        key = encoded(text)
        found: list[str] = []
        first = 0
        while first < len(self._firsts):
            last = bisect_right(self._texts, self._texts[first] + _SCANNED) - 1
            last = min(max(last, first + 1), len(self._firsts))
            texts = b"".join(self._read_texts(first, last, again=False))
            at = texts.find(key)
            while 0 <= at < len(texts):
                end = texts.index(_END, at)
                found.append(texts[texts.rfind(_END, 0, at) + 1 : end].decode())
                at = texts.find(key, end + 1)
            first = last
        return found

    def part_of(self, place: int) -> tuple[int, int]:
        """The part with a place, and the index of its text in the part."""
        part = bisect_right(self._counts, place) - 1
        return part, place - self._counts[part]

    def parts(self, first: int, end: int) -> Iterator[tuple[int, int, int]]:
        """The parts with the texts from one place on and before another.

        Yields:
            The index of a part, and which of its texts is the first and behind the last of these.
        """
        part = max(bisect_right(self._counts, first) - 1, 0)
        while first < end:
            start, after = self._counts[part], self._counts[part + 1]
            yield part, first - start, min(end, after) - start
            first, part = after, part + 1

    def texts(self, part: int) -> list[str]:
        """The texts of a part."""
        return _decoded(self._texts_of(part))

    def data_of(self, part: int) -> tuple[bytes, int]:
        """The data of a part, and how many texts it has."""
        start, end = self._data[part], self._data[part + 1]
        data = self.read(start, end - start)
        if zlib.crc32(data) != self._data_sums[part]:
            raise IndexCorrupt("the data of some texts have been altered")
        return data, self._counts[part + 1] - self._counts[part]

    def read(self, offset: int, length: int) -> bytes:
        """Bytes of the file from an offset on, as those of the table count."""
        data: bytes = self._file.get(self._start + offset, length)
        if len(data) != length:
            raise IndexCorrupt("a file of texts is cut short")
        return data

    def _texts_of(self, part: int) -> bytes:
        return next(self._read_texts(part, part + 1))

    def _read_texts(self, first: int, end: int, *, again: bool = True) -> Iterator[bytes]:
        """The texts of adjacent parts, compared again or only where they were not before."""
        borders = self._texts[first : end + 1]
        data = self.read(borders[0], borders[-1] - borders[0])
        for part, (start, after) in enumerate(pairwise(borders), first):
            texts = data[start - borders[0] : after - borders[0]]
            if again or not self._checked[part]:
                if zlib.crc32(texts) != self._text_sums[part]:
                    raise IndexCorrupt("texts have been altered")
                self._checked[part] = 1
            yield texts


class EncodedParts(NamedTuple):
    """Parts as their file has them, with the first text of each and how many are before it."""

    texts: list[bytes]
    data: list[bytes]
    firsts: bytes
    counts: array[int]

    def placed(self, offset: int) -> tuple[PartTable, int]:
        """The table of the parts if they begin at an offset, and where they end."""
        texts = _offsets(self.texts, offset)
        data = _offsets(self.data, texts[-1])
        table = PartTable(
            self.firsts,
            self.counts.tobytes(),
            texts.tobytes(),
            _checksums(self.texts),
            data.tobytes(),
            _checksums(self.data),
        )
        return table, data[-1]

    def pieces(self) -> Iterator[bytes]:
        """The bytes of all parts."""
        yield from self.texts
        yield from self.data


def encode_parts(texts: list[str], data: list[bytes]) -> EncodedParts:
    """Encode sorted texts, with the data of each part of ``IN_PART`` of them."""
    pieces: list[bytes] = []
    firsts = bytearray()
    counts = array("I", [0])
    for first in range(0, len(texts), IN_PART):
        here = [text.encode() for text in texts[first : first + IN_PART]]
        pieces.append(_END.join(here) + _END)
        firsts += here[0] + _END
        counts.append(counts[-1] + len(here))
    return EncodedParts(pieces, data, bytes(firsts), counts)


def encoded(text: str) -> bytes:
    """A text as it is compared; one that is typed may be no valid text, and then is none of any."""
    return text.encode("utf-8", "surrogatepass")


def _decoded(texts: bytes) -> list[str]:
    return texts.decode("utf-8", "surrogateescape").split(_ESCAPED)[:-1]


def _offsets(pieces: list[bytes], first: int) -> array[int]:
    """Where each of some pieces begins if the first one begins there, and where the last ends."""
    offsets = array("Q", [first])
    for piece in pieces:
        offsets.append(offsets[-1] + len(piece))
    return offsets


def _checksums(pieces: list[bytes]) -> bytes:
    return array("I", map(zlib.crc32, pieces)).tobytes()
