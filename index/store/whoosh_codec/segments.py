"""Segments: parts of the index that are written once, in a folder of their own until they count."""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from whoosh.codec.whoosh3 import W3Segment

from index.store.catalog import IndexCorrupt, Segment, unreadable
from index.store.segment.written import WrittenSegment

from .codec import Codec
from .schema import NUMBER, OUTLINE
from .toc import NAME

_CHECKSUM = 4
PLACES = ".places"
"""The ending of the file of places: see ``positions.TokenPositions``."""

_CHECKED_WHEN_READ = (PLACES, ".terms", ".postings", f".{OUTLINE}.col")


@dataclass(frozen=True, slots=True)
class Record:
    """What a segment keeps of a document beside its terms.

    ``outline`` is packed, and ``key`` is what ``order`` gives for the post.
    """

    number: int
    path: str
    outline: bytes
    key: tuple[float, str]


def seal(path: Path) -> Segment:
    """A file as it is to be found again. Raises OSError."""
    if path.name.endswith(_CHECKED_WHEN_READ):
        return Segment(path.stat().st_size)
    data = path.read_bytes()
    return Segment(len(data), zlib.crc32(data))


def verify(folder: Path, files: Mapping[str, Segment], trusted: Mapping[str, Segment]) -> None:
    """Compare files with what was written, but for those that are known to be right.

    Of a file whose parts have checksums of their own, which are compared when they are read, only
    the length is compared here.

    Args:
        folder: The folder of the index.
        files: What was written of each file, by name.
        trusted: The files that have been compared before, by name.

    Raises:
        IndexCorrupt: A file is not as it was written.
        Unavailable: A file cannot be read now.
    """
    for name, file in files.items():
        if trusted.get(name) == file:
            continue
        try:
            found = seal(folder / name)
        except OSError as error:
            raise unreadable(name, error) from error
        if found != file:
            raise IndexCorrupt(f"{name} has been altered")


def take(written: WrittenSegment, folder: Path) -> W3Segment:
    """Move the files of a segment to the index it is for. Raises OSError."""
    for name in written.files:
        Path(written.folder, name).replace(folder / name)
    segment = W3Segment(Codec(), NAME, written.documents, written.identifier)
    segment._fieldlengths = {}  # noqa: SLF001  what Whoosh sets where it writes
    return segment


def numbers(folder: Path, segment: W3Segment) -> array[int]:
    """The number of each document of a segment, deleted or not.

    Raises:
        IndexCorrupt: The file of them is not as it was written.
        Unavailable: It cannot be read now.
    """
    try:
        found = array("I", (folder / Codec.column_filename(segment, NUMBER)).read_bytes())
    except OSError as error:
        raise unreadable("the numbers of a segment", error) from error
    except ValueError as error:
        raise IndexCorrupt(f"the numbers of a segment: {error}") from error
    if sys.byteorder == "little":
        found.byteswap()
    if len(found) != segment.doc_count_all():
        raise IndexCorrupt("a segment has other documents than it says")
    return found


def sealed(record: Record) -> bytes:
    """The packed outline of a document with its checksum, for its column."""
    checksum = zlib.crc32(record.outline, record.number)
    return checksum.to_bytes(_CHECKSUM, "big") + record.outline


def unsealed(data: bytes, number: int) -> bytes:
    """The packed outline of a document, from its column. Raises IndexCorrupt."""
    outline = data[_CHECKSUM:]
    if zlib.crc32(outline, number) != int.from_bytes(data[:_CHECKSUM], "big"):
        raise IndexCorrupt("an outline has been altered")
    return outline
