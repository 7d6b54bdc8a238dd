"""The term dictionary of a segment: the terms of each field and where their postings are.

Layout of the file, in the byte order of the machine::

    header     8 bytes magic ``ilgi-trm``, then three uint32: the version of the format, the
               CRC-32 of the directory and its length in bytes
    directory  msgpack: {field: (offset, length, CRC-32) of its block}, offsets from the end of
               the directory
    blocks     for each field msgpack: (terms, columns), see ``FieldDictionary`` and ``_COLUMNS``

A column is an array with an item for each term; ``starts`` has one more, the end of the last
postings. The postings themselves are in a file of their own, see ``postings``. Each checksum is
compared when the bytes that it is of are read, so that nothing is read only to be checked.
"""

from __future__ import annotations

import struct
import zlib
from array import array
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Any

import msgspec

from index.search.corpus.postings_source import Postings
from index.store.catalog import IndexCorrupt
from index.store.location import FORMAT

from .postings import decode

_HEADER = struct.Struct("=8sIII")
_MAGIC = b"ilgi-trm"


@dataclass(slots=True)
class FieldDictionary:
    """The terms of one field, sorted by code point, and what is known of each without its postings.

    Attributes:
        terms: The terms.
        starts: The offset of each term's postings in their file, and the end of the last.
        checksums: The CRC-32 of each term's postings.
        documents: In how many documents each term is.
        times: How often it is in all of them together.
        most: How often it is in one of them at most.
        first: The lowest number of a document that has it.
        last: The highest.
        shortest: The length of the shortest field that has it, as Whoosh encodes lengths in a byte.
        longest: The length of the longest.
    """

    terms: list[str] = field(default_factory=list)
    starts: array[int] = field(default_factory=lambda: array("Q", [0]))
    checksums: array[int] = field(default_factory=lambda: array("I"))
    documents: array[int] = field(default_factory=lambda: array("I"))
    times: array[int] = field(default_factory=lambda: array("Q"))
    most: array[int] = field(default_factory=lambda: array("I"))
    first: array[int] = field(default_factory=lambda: array("I"))
    last: array[int] = field(default_factory=lambda: array("I"))
    shortest: array[int] = field(default_factory=lambda: array("B"))
    longest: array[int] = field(default_factory=lambda: array("B"))

    def at(self, term: str) -> int:
        """The index of a term. Raises KeyError where it is none of these."""
        place = bisect_left(self.terms, term)
        if place == len(self.terms) or self.terms[place] != term:
            raise KeyError(term)
        return place

    def postings(self, place: int, file: Any) -> Postings:
        """The postings of a term, from their file. Raises IndexCorrupt."""
        start, end = self.starts[place], self.starts[place + 1]
        data = file.get(start, end - start)
        if len(data) != end - start or zlib.crc32(data) != self.checksums[place]:
            raise IndexCorrupt("postings have been altered")
        return decode(data, self.documents[place], self.most[place])


_COLUMNS = (
    *("starts", "checksums", "documents", "times", "most", "first", "last"),
    *("shortest", "longest"),
)
_EMPTY = FieldDictionary()


def encode(fields: dict[str, FieldDictionary]) -> bytes:
    """Encode a dictionary as its file has it."""
    directory: dict[str, tuple[int, int, int]] = {}
    blocks: list[bytes] = []
    offset = 0
    for name, terms in fields.items():
        columns = [getattr(terms, column).tobytes() for column in _COLUMNS]
        block = msgspec.msgpack.encode((terms.terms, columns))
        directory[name] = (offset, len(block), zlib.crc32(block))
        blocks.append(block)
        offset += len(block)
    listed = msgspec.msgpack.encode(directory)
    header = _HEADER.pack(_MAGIC, FORMAT, zlib.crc32(listed), len(listed))
    return b"".join((header, listed, *blocks))


class TermDictionary:
    """A dictionary in a file; each field of it is read when it is first asked for."""

    def __init__(self, file: Any) -> None:
        """Read the directory. Raises IndexCorrupt."""
        header = file.get(0, _HEADER.size)
        if len(header) < _HEADER.size:
            raise IndexCorrupt("a dictionary is cut short")
        magic, version, checksum, length = _HEADER.unpack(header)
        if magic != _MAGIC or version != FORMAT:
            raise IndexCorrupt("a dictionary is of another version")
        listed = file.get(_HEADER.size, length)
        if len(listed) != length or zlib.crc32(listed) != checksum:
            raise IndexCorrupt("a dictionary has been altered")
        kinds = dict[str, tuple[int, int, int]]
        self._directory = msgspec.msgpack.decode(listed, type=kinds)
        self._start = _HEADER.size + length
        self._file = file
        self._fields: dict[str, FieldDictionary] = {}

    @property
    def names(self) -> list[str]:
        """The fields that have terms."""
        return list(self._directory)

    def field(self, name: str) -> FieldDictionary:
        """The terms of a field, none where there is no such field. Raises IndexCorrupt."""
        if name not in self._directory:
            return _EMPTY
        found = self._fields.get(name)
        if found is None:
            found = self._fields[name] = self._read(*self._directory[name])
        return found

    def _read(self, offset: int, length: int, checksum: int) -> FieldDictionary:
        block = self._file.get(self._start + offset, length)
        if len(block) != length or zlib.crc32(block) != checksum:
            raise IndexCorrupt("the terms of a field have been altered")
        names, columns = msgspec.msgpack.decode(block, type=tuple[list[str], list[bytes]])
        terms = FieldDictionary(names, array("Q"))
        for column, data in zip(_COLUMNS, columns, strict=True):
            getattr(terms, column).frombytes(data)
        return terms

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
