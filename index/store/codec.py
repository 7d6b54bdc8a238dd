"""How the index keeps the posts of a term: two plain arrays, of documents and of frequencies.

Whoosh's own codec compresses and pickles blocks of 128 postings, which takes most of the time of a
build. Everything but postings is left to it. Indexes name this codec: changing what it writes is a
new format.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Sequence
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3TermInfo
from whoosh.matching import ListMatcher
from whoosh.system import pack_ushort

_HEADER = struct.Struct("=cI")
_MOST_IN_BYTE = 255


class Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec, with postings as plain arrays."""

    def field_writer(self, storage: Any, segment: Any) -> FieldWriter:
        """The writer of a segment's terms."""
        return FieldWriter(self, storage, segment)

    def postings_reader(
        self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None
    ) -> ListMatcher:
        """The postings of one term. Raises ValueError or struct.error on altered data."""
        documents, frequencies = _read(dbfile, terminfo.extent()[0])
        return ListMatcher(
            documents,
            frequencies,
            format=format_,
            scorer=scorer,
            term=term,
            terminfo=terminfo,
        )


class FieldWriter(W3FieldWriter):  # type: ignore[misc]
    """Writes the terms of a segment, each with all its postings at once."""

    def add_term(self, term: bytes, documents: Sequence[int], frequencies: Sequence[int]) -> None:
        """Add a term of the field that was started; terms come in order, documents too."""
        offset = self._postfile.tell()
        most = max(frequencies)
        data = encode(documents, frequencies, most)
        self._postfile.write(data)
        info = W3TermInfo(
            weight=float(sum(frequencies)),
            df=len(documents),
            maxweight=float(most),
            minid=documents[0],
            maxid=documents[-1],
        )
        info.set_extent(offset, len(data))
        self._tindex.add(pack_ushort(self._fieldid) + term, info.to_bytes())


def encode(documents: Sequence[int], frequencies: Sequence[int], most: int) -> bytes:
    """Postings as bytes: how wide a frequency is, how many there are, and both arrays.

    ``most`` is the highest frequency.
    """
    width = "B" if most <= _MOST_IN_BYTE else "I"
    header = _HEADER.pack(width.encode(), len(documents))
    return header + array("I", documents).tobytes() + array(width, frequencies).tobytes()


def decode(data: bytes) -> tuple[array[int], array[int]]:
    """What ``encode`` has encoded: documents, frequencies. Raises ValueError, struct.error."""
    width, count = _HEADER.unpack_from(data)
    documents, frequencies = array("I"), array(width.decode())
    middle = _HEADER.size + count * documents.itemsize
    documents.frombytes(data[_HEADER.size : middle])
    frequencies.frombytes(data[middle:])
    if len(frequencies) != count:
        raise ValueError("postings are cut short")
    return documents, frequencies


def _read(file: Any, offset: int) -> tuple[array[int], array[int]]:
    width, count = _HEADER.unpack(file.get(offset, _HEADER.size))
    size = count * (array("I").itemsize + array(width.decode()).itemsize)
    return decode(file.get(offset, _HEADER.size + size))
