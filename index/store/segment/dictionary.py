"""The term dictionary of a segment: the terms of each field, and their postings or where these are.

Layout of the file, in the byte order of the machine::

    header     8 bytes magic ``ilgi-trm``, then three uint32: the version of the format, the
               CRC-32 of the directory and its length in bytes
    directory  msgpack: {field: (offset, length, CRC-32) of its table}, offsets from the end of
               the directory
    fields     for each field its parts, see ``sorted_texts``, then its table: msgpack of ``Table``

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
"""

from __future__ import annotations

import struct
import zlib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import msgspec
from pyroaring import BitMap

from index.search.corpus.postings_source import Postings
from index.store.catalog import IndexCorrupt
from index.store.location import FORMAT

from .postings import decode
from .sorted_texts import IN_PART, EncodedParts, PartTable, SortedTexts, encode_parts

_HEADER = struct.Struct("=8sIII")
_MAGIC = b"ilgi-trm"
_PART = struct.Struct("=IHB")
_WIDE, _COUNTED, _MEASURED = 1, 2, 4
_NARROW = 1 << 16


class Table(msgspec.Struct, frozen=True, array_like=True):
    """The terms of a field, and the offsets in the file of postings of its records.

    Attributes:
        parts: Where the terms are.
        records: Where the first record of each part begins, and where the last one ends, as uint64.
    """

    parts: PartTable = PartTable()
    records: bytes = bytes(8)


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


class FieldDictionary(SortedTexts):
    """The terms of one field, sorted by code point; a place is an index among them.

    Every method raises IndexCorrupt where what is stored is not what was written.

    Args:
        file: The file of the dictionary.
        start: The offset in it that those of the table count from.
        table: Where the parts are.
    """

    def __init__(self, file: Any, start: int, table: Table) -> None:
        super().__init__(file, start, table.parts)
        self._records = array("Q", table.records)
        if len(self._records) != len(self._counts):
            raise IndexCorrupt("the table of a field is incomplete")

    def postings(self, place: int, file: Any) -> Postings:
        """The postings of the term at a place.

        Args:
            place: The place.
            file: The file of postings.
        """
        part, at = self.part_of(place)
        data = self.data(part)
        if (found := data.postings(at)) is not None:
            return found
        before = data.sizes[:at].count(0)
        start = self._records[part] + sum(data.lengths[:before])
        return decode(file.get(start, data.lengths[before]))

    def measures(self, place: int) -> tuple[int, int]:
        """The lengths of the shortest and of the longest field with a term, as Whoosh has them."""
        part, at = self.part_of(place)
        shortest, longest = self.data(part).measures[2 * at :][:2]
        return shortest, longest

    def records(self, part: int) -> tuple[int, int]:
        """Where the records of a part begin and end in the file of postings."""
        return self._records[part], self._records[part + 1]

    def data(self, part: int) -> PartData:
        """The data of a part."""
        return _part(*self.data_of(part))


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
    """A field as its file has it, with the offsets of its records."""

    parts: EncodedParts
    records: array[int]


def encode_field(terms: FieldTerms) -> EncodedField:
    """Encode the terms of a field in parts."""
    data: list[bytes] = []
    records = array("Q", [terms.start])
    entry = record = 0
    for first in range(0, len(terms.terms), IN_PART):
        end = first + IN_PART
        sizes = bytes(terms.sizes[first:end])
        measures = bytes(terms.measures[2 * first : 2 * end])
        next_entry, next_record = entry + sum(sizes), record + sizes.count(0)
        documents = terms.documents[entry:next_entry]
        times = bytes(terms.times[entry:next_entry])
        lengths = terms.lengths[record:next_record]
        wide = max(documents, default=0) >= _NARROW
        counted = times.count(1) != len(times)
        measured = any(measures)
        flags = _WIDE * wide | _COUNTED * counted | _MEASURED * measured
        columns = (
            _PART.pack(len(documents), len(lengths), flags),
            sizes,
            (documents if wide else array("H", documents)).tobytes(),
            times if counted else b"",
            lengths.tobytes(),
            measures if measured else b"",
        )
        data.append(b"".join(columns))
        records.append(records[-1] + sum(lengths))
        entry, record = next_entry, next_record
    return EncodedField(encode_parts(terms.terms, data), records)


def encode(fields: dict[str, EncodedField]) -> Iterator[bytes]:
    """The bytes of a dictionary's file, piece by piece."""
    directory: dict[str, tuple[int, int, int]] = {}
    tables: list[bytes] = []
    offset = 0
    for name, encoded in fields.items():
        parts, end = encoded.parts.placed(offset)
        table = msgspec.msgpack.encode(Table(parts, encoded.records.tobytes()))
        directory[name] = (end, len(table), zlib.crc32(table))
        tables.append(table)
        offset = end + len(table)
    listed = msgspec.msgpack.encode(directory)
    yield _HEADER.pack(_MAGIC, FORMAT, zlib.crc32(listed), len(listed)) + listed
    for encoded, table in zip(fields.values(), tables, strict=True):
        yield from encoded.parts.pieces()
        yield table


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
            table = self._read(*self._directory[name]) if name in self._directory else Table()
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
