"""The term dictionary of a segment: the terms of each field, and their postings or where these are.

Nothing of it is read but what is asked for: terms are in parts of some dozens, and in memory is the
first term of each part. Layout of the file, in the byte order of the machine::

    header     8 bytes magic ``ilgi-trm``, then three uint32: the version of the format, the
               CRC-32 of the directory and its length in bytes
    directory  msgpack: {field: (offset, length, CRC-32) of its table}, offsets from the end of
               the directory
    fields     for each field the texts of its parts, then the data of its parts, then its table:
               msgpack of ``Table``

The texts of a part are its terms in UTF-8, each with a byte 0xFF behind it, which is in no text.
The texts of all parts are adjacent, so that what they hold can be looked for in them as they are.
The data of a part are::

    header     see ``_PART``: how many documents and how many records it has, and ``_WIDE``,
               ``_COUNTED`` and ``_MEASURED``
    sizes      a byte for each term: in how many documents it is, 0 where its postings are a record
    documents  those of the terms that have no record, one term after the other: uint16, or uint32
               where the part is ``_WIDE``
    times      a byte for each of these: how often the term is in it; only where it is ``_COUNTED``,
               else 1 each
    lengths    uint32 for each record: how many bytes it has, see ``postings``
    measures   two bytes for each term, only where it is ``_MEASURED``, else 0: the lengths of the
               shortest and the longest field with it, as Whoosh encodes lengths

Files are read, not mapped: reading a part of a mapped file that somebody has cut short would end
the process. Checksums are compared when what they are of is read.
"""

from __future__ import annotations

import struct
import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final, NamedTuple

import msgspec
from pyroaring import BitMap

from index.search.corpus.postings_source import Postings
from index.store.catalog import IndexCorrupt
from index.store.location import FORMAT

from .postings import decode

_HEADER = struct.Struct("=8sIII")
_MAGIC = b"ilgi-trm"
_PART = struct.Struct("=IHB")
_WIDE, _COUNTED, _MEASURED = 1, 2, 4
_IN_PART = 128
_END = b"\xff"
_ESCAPED = "\udcff"  # what decoding with surrogateescape makes of it
_NARROW = 1 << 16
_SCANNED: Final = 1 << 20


class Table(msgspec.Struct, frozen=True, array_like=True):
    """Where the parts of a field are; an offset more than there are parts is where the last ends.

    Attributes:
        firsts: The first term of each part, in UTF-8, each with a byte 0xFF behind it.
        counts: How many terms are before each part, as uint32.
        texts: The offsets of their texts from the end of the directory, as uint64.
        text_sums: The CRC-32 of the texts of each, as uint32.
        data: The offsets of their data, as uint64.
        data_sums: The CRC-32 of the data of each, as uint32.
        records: The offsets of the first record of each in the file of postings, as uint64.
    """

    firsts: bytes
    counts: bytes
    texts: bytes
    text_sums: bytes
    data: bytes
    data_sums: bytes
    records: bytes


class PartData(NamedTuple):
    """The data of a part. ``documents`` and ``times`` are those of all terms without a record."""

    sizes: bytes
    documents: array[int]
    times: bytes
    lengths: array[int]
    measures: bytes

    def postings(self, at: int) -> Postings | None:
        """The postings of the term with this index in the part; None where they are a record."""
        if not (size := self.sizes[at]):
            return None
        start = sum(self.sizes[:at])
        end = start + size
        return Postings(BitMap(array("I", self.documents[start:end])), self.times[start:end])


class FieldDictionary:
    """The terms of one field, sorted by code point; a place is an index among them.

    Every method raises IndexCorrupt where what is stored is not what was written.

    Args:
        file: The file of the dictionary.
        start: The offset in it that those of the table count from.
        table: Where the parts are.
    """

    def __init__(self, file: Any, start: int, table: Table) -> None:
        self._file = file
        self._start = start
        self._firsts = table.firsts.split(_END)[:-1]
        self._counts = array("I", table.counts)
        self._texts, self._text_sums = array("Q", table.texts), array("I", table.text_sums)
        self._data, self._data_sums = array("Q", table.data), array("I", table.data_sums)
        self._records = array("Q", table.records)
        self._checked = bytearray(len(self._firsts))
        columns = (self._counts, self._texts, self._data, self._records)
        sums = (self._text_sums, self._data_sums)
        parts = len(self._firsts)
        if any(len(column) != parts + 1 for column in columns) or any(
            len(column) != parts for column in sums
        ):
            raise IndexCorrupt("the table of a field is incomplete")

    def __len__(self) -> int:
        return self._counts[-1]

    def at(self, term: str) -> int:
        """The place of a term. Raises KeyError where it is none of these."""
        key = _key(term)
        part = bisect_right(self._firsts, key) - 1
        if part >= 0:
            texts = _END + self._texts_of(part)
            found = texts.find(_END + key + _END)
            if found >= 0:
                return self._counts[part] + texts.count(_END, 0, found)
        raise KeyError(term)

    def has(self, term: str) -> bool:
        """Whether a term is one of these."""
        try:
            self.at(term)
        except KeyError:
            return False
        return True

    def closest(self, text: bytes) -> int:
        """The place of the first term that is not before a text, which may be no UTF-8."""
        part = bisect_right(self._firsts, text) - 1
        if part < 0:
            return 0
        return self._counts[part] + bisect_left(self._texts_of(part).split(_END)[:-1], text)

    def text(self, place: int) -> bytes:
        """The term at a place, in UTF-8."""
        part = bisect_right(self._counts, place) - 1
        return self._texts_of(part).split(_END)[place - self._counts[part]]

    def between(self, first: str, after: str) -> list[str]:
        """The terms from ``first`` on that are before ``after``, in order."""
        start = max(bisect_right(self._firsts, _key(first)) - 1, 0)
        end = bisect_left(self._firsts, _key(after))
        if start >= end:
            return []
        found = _terms(b"".join(self._read_texts(start, end)))
        return found[bisect_left(found, first) : bisect_left(found, after)]

    def containing(self, text: str) -> list[str]:
        """The terms that contain a text, in order."""
        key = _key(text)
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

    def postings(self, place: int, file: Any) -> Postings:
        """The postings of the term at a place.

        Args:
            place: The place.
            file: The file of postings.
        """
        part = bisect_right(self._counts, place) - 1
        data, at = self.data(part), place - self._counts[part]
        if (found := data.postings(at)) is not None:
            return found
        before = data.sizes[:at].count(0)
        start = self._records[part] + sum(data.lengths[:before])
        return decode(file.get(start, data.lengths[before]))

    def measures(self, place: int) -> tuple[int, int]:
        """The lengths of the shortest and of the longest field with a term, as Whoosh has them."""
        part = bisect_right(self._counts, place) - 1
        shortest, longest = self.data(part).measures[2 * (place - self._counts[part]) :][:2]
        return shortest, longest

    def parts(self, first: int, end: int) -> Iterator[tuple[int, int, int]]:
        """The parts with the terms from one place on and before another: the index of each.

        Yields:
            The index of a part, and which of its terms is the first and behind the last of these.
        """
        part = max(bisect_right(self._counts, first) - 1, 0)
        while first < end:
            start, after = self._counts[part], self._counts[part + 1]
            yield part, first - start, min(end, after) - start
            first, part = after, part + 1

    def texts(self, part: int) -> list[str]:
        """The terms of a part."""
        return _terms(self._texts_of(part))

    def records(self, first: int, end: int) -> tuple[int, int]:
        """Where the records of the parts from ``first`` on and before ``end`` begin and end."""
        return self._records[first], self._records[end]

    def data(self, part: int) -> PartData:
        """The data of a part."""
        start, end = self._data[part], self._data[part + 1]
        data = self._file.get(self._start + start, end - start)
        if len(data) != end - start or zlib.crc32(data) != self._data_sums[part]:
            raise IndexCorrupt("a part of a dictionary has been altered")
        return _part(data, self._counts[part + 1] - self._counts[part])

    def _texts_of(self, part: int) -> bytes:
        return next(self._read_texts(part, part + 1))

    def _read_texts(self, first: int, end: int, *, again: bool = True) -> Iterator[bytes]:
        """The texts of adjacent parts, compared again or only where they were not before."""
        borders = self._texts[first : end + 1]
        data = self._file.get(self._start + borders[0], borders[-1] - borders[0])
        if len(data) != borders[-1] - borders[0]:
            raise IndexCorrupt("a dictionary is cut short")
        for part, (start, after) in enumerate(pairwise(borders), first):
            texts = data[start - borders[0] : after - borders[0]]
            if again or not self._checked[part]:
                if zlib.crc32(texts) != self._text_sums[part]:
                    raise IndexCorrupt("terms have been altered")
                self._checked[part] = 1
            yield texts


def _key(term: str) -> bytes:
    """A term as it is compared; what is typed may be no valid text, which is no term."""
    return term.encode("utf-8", "surrogatepass")


def _terms(texts: bytes) -> list[str]:
    return texts.decode("utf-8", "surrogateescape").split(_ESCAPED)[:-1]


def _part(data: bytes, terms: int) -> PartData:
    """The data of a part of so many terms."""
    entries, records, flags = _PART.unpack_from(data)
    widths = (
        terms,
        entries * (4 if flags & _WIDE else 2),
        entries if flags & _COUNTED else 0,
        records * 4,
        2 * terms if flags & _MEASURED else 0,
    )
    at = _PART.size
    columns: list[bytes] = []
    for width in widths:
        columns.append(data[at : at + width])
        at += width
    sizes, documents, times, lengths, measures = columns
    return PartData(
        sizes,
        array("I" if flags & _WIDE else "H", documents),
        times if flags & _COUNTED else bytes([1]) * entries,
        array("I", lengths),
        measures if flags & _MEASURED else bytes(2 * terms),
    )


@dataclass(slots=True)
class FieldTerms:
    """The terms of a field on their way to a dictionary; see ``PartData`` for the columns.

    ``start`` is the offset of the first record in the file of postings.
    """

    start: int
    terms: list[str] = field(default_factory=list)
    sizes: bytearray = field(default_factory=bytearray)
    documents: array[int] = field(default_factory=lambda: array("I"))
    times: bytearray = field(default_factory=bytearray)
    lengths: array[int] = field(default_factory=lambda: array("I"))
    measures: bytearray = field(default_factory=bytearray)


class EncodedField(NamedTuple):
    """A field as its file has it, the offsets of its table counted from its own beginning."""

    texts: list[bytes]
    data: list[bytes]
    firsts: bytes
    counts: array[int]
    records: array[int]


def encode_field(terms: FieldTerms) -> EncodedField:
    """Encode the terms of a field in parts."""
    texts: list[bytes] = []
    data: list[bytes] = []
    firsts = bytearray()
    counts, records = array("I", [0]), array("Q", [terms.start])
    entry = record = 0
    for first in range(0, len(terms.terms), _IN_PART):
        here = slice(first, first + _IN_PART)
        names = [term.encode() for term in terms.terms[here]]
        sizes = bytes(terms.sizes[here])
        measures = bytes(terms.measures[2 * first : 2 * (first + _IN_PART)])
        next_entry, next_record = entry + sum(sizes), record + sizes.count(0)
        documents = terms.documents[entry:next_entry]
        times = bytes(terms.times[entry:next_entry])
        lengths = terms.lengths[record:next_record]
        wide = max(documents, default=0) >= _NARROW
        counted = times.count(1) != len(times)
        measured = any(measures)
        flags = _WIDE * wide | _COUNTED * counted | _MEASURED * measured
        data.append(
            b"".join(
                (
                    _PART.pack(len(documents), len(lengths), flags),
                    sizes,
                    (documents if wide else array("H", documents)).tobytes(),
                    times if counted else b"",
                    lengths.tobytes(),
                    measures if measured else b"",
                )
            )
        )
        texts.append(_END.join(names) + _END)
        firsts += names[0] + _END
        counts.append(counts[-1] + len(names))
        records.append(records[-1] + sum(lengths))
        entry, record = next_entry, next_record
    return EncodedField(texts, data, bytes(firsts), counts, records)


def encode(fields: dict[str, EncodedField]) -> Iterator[bytes]:
    """The bytes of a dictionary's file, piece by piece."""
    directory: dict[str, tuple[int, int, int]] = {}
    tables: list[bytes] = []
    offset = 0
    for name, encoded in fields.items():
        texts = _offsets(encoded.texts, offset)
        data = _offsets(encoded.data, texts[-1])
        table = msgspec.msgpack.encode(
            Table(
                encoded.firsts,
                encoded.counts.tobytes(),
                texts.tobytes(),
                array("I", map(zlib.crc32, encoded.texts)).tobytes(),
                data.tobytes(),
                array("I", map(zlib.crc32, encoded.data)).tobytes(),
                encoded.records.tobytes(),
            )
        )
        directory[name] = (data[-1], len(table), zlib.crc32(table))
        tables.append(table)
        offset = data[-1] + len(table)
    listed = msgspec.msgpack.encode(directory)
    yield _HEADER.pack(_MAGIC, FORMAT, zlib.crc32(listed), len(listed)) + listed
    for encoded, table in zip(fields.values(), tables, strict=True):
        yield from encoded.texts
        yield from encoded.data
        yield table


def _offsets(pieces: list[bytes], first: int) -> array[int]:
    """Where each of some pieces begins if the first one begins there, and where the last ends."""
    offsets = array("Q", [first])
    for piece in pieces:
        offsets.append(offsets[-1] + len(piece))
    return offsets


_EMPTY: Final = Table(
    b"", array("I", [0]).tobytes(), bytes(8), b"", bytes(8), b"", array("Q", [0]).tobytes()
)


class TermDictionary:
    """A dictionary in a file; the table of each field is read when it is first asked for."""

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
        found = self._fields.get(name)
        if found is None:
            table = self._read(*self._directory[name]) if name in self._directory else _EMPTY
            found = self._fields[name] = FieldDictionary(self._file, self._start, table)
        return found

    def _read(self, offset: int, length: int, checksum: int) -> Table:
        block = self._file.get(self._start + offset, length)
        if len(block) != length or zlib.crc32(block) != checksum:
            raise IndexCorrupt("the table of a field has been altered")
        return msgspec.msgpack.decode(block, type=Table)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
