"""The columns of a segment: what is stored of each document beside its terms.

Whoosh writes them, as ``W3Codec`` has them. They are read here without Whoosh, whose import takes
longer than most queries. The file ``<segment>.<column>.col`` of a column of numbers is a big-endian
uint32 for each document. That of a column of texts of any length is::

    values     the bytes of all documents, one after the other
    lengths    an array: how many bytes each document has
    offsets    in large segments, an array: where the bytes of each document begin
    ending     the type code of the lengths; where there are offsets, their type code and an ``X``

An array is big-endian, its type code one of Python's ``array``.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from itertools import accumulate
from pathlib import Path
from typing import Final

from index.store.catalog import IndexCorrupt, unreadable

from .segment_files import SegmentFile

NUMBER, PATH, OUTLINE = "number", "path", "outline"
"""The columns of a document: what the catalog calls it, its post's path, its packed outline."""

_ARRAYS: Final = frozenset("BHiI")
_HAS_OFFSETS: Final = "X"
_CHECKSUM: Final = 4


def column_file(identifier: str, name: str) -> str:
    """The name of the file of a segment's column."""
    return f"{identifier}.{name}.col"


def numbers(folder: Path, identifier: str, documents: int) -> array[int]:
    """The number of each document of a segment, deleted or not.

    Args:
        folder: The folder of the index.
        identifier: What the segment is called.
        documents: How many documents it has.

    Raises:
        IndexCorrupt: The file of them is not as it was written.
        Unavailable: It cannot be read now.
    """
    try:
        data = (folder / column_file(identifier, NUMBER)).read_bytes()
    except OSError as error:
        raise unreadable("the numbers of a segment", error) from error
    found = _array("I", data)
    if len(found) != documents:
        raise IndexCorrupt("a segment has other documents than it says")
    return found


class OutlineColumn:
    """The packed outline of each document.

    Args:
        file: The file of the column.
        numbers: The number of each document, which its checksum depends on.
    """

    def __init__(self, file: SegmentFile, numbers: array[int]) -> None:
        """Read the lengths. Raises IndexCorrupt, OSError."""
        self._file = file
        self._numbers = numbers
        end = file.path.stat().st_size
        codes = file.get(max(end - 3, 0), 3).decode("latin-1")
        code = codes[-1:]
        end -= 1
        if code == _HAS_OFFSETS:
            code = codes[0]
            end -= 2 + len(numbers) * _size(codes[1])
        size = len(numbers) * _size(code)
        lengths = _array(code, file.get(end - size, size) if end >= size else b"")
        if len(lengths) != len(numbers):
            raise IndexCorrupt("the lengths of outlines are cut short")
        self._starts = array("Q", accumulate(lengths, initial=0))

    def packed(self, document: int) -> bytes:
        """The packed outline of a document. Raises IndexCorrupt, OSError."""
        start, end = self._starts[document], self._starts[document + 1]
        return unsealed(self._file.get(start, end - start), self._numbers[document])


def _size(code: str) -> int:
    if code not in _ARRAYS:
        raise IndexCorrupt("a column has no such numbers")
    return array(code).itemsize


def _array(code: str, data: bytes) -> array[int]:
    """The numbers of a column. Raises IndexCorrupt."""
    _size(code)
    try:
        found = array(code, data)
    except ValueError as error:
        raise IndexCorrupt(f"the numbers of a segment: {error}") from error
    if sys.byteorder == "little":
        found.byteswap()
    return found


def sealed(outline: bytes, number: int) -> bytes:
    """A packed outline with its checksum, for its column.

    Args:
        outline: The packed outline.
        number: The number of its document.
    """
    return zlib.crc32(outline, number).to_bytes(_CHECKSUM, "big") + outline


def unsealed(data: bytes, number: int) -> bytes:
    """The packed outline of a document, from its column. Raises IndexCorrupt."""
    outline = data[_CHECKSUM:]
    if zlib.crc32(outline, number) != int.from_bytes(data[:_CHECKSUM], "big"):
        raise IndexCorrupt("an outline has been altered")
    return outline
