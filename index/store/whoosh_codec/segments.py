"""Segments: parts of the index that are written once, in a folder of their own until they count."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from index.store.catalog import IndexCorrupt, StoredFile, unreadable
from index.store.segment.columns import OUTLINE
from index.store.segment.segment_terms import POSTINGS, TERMS

POSITIONS: Final = ".places"
"""The ending of the file of places: see ``positions.TokenPositions``."""

_CHECKED_WHEN_READ: Final = (POSITIONS, TERMS, POSTINGS, f".{OUTLINE}.col")


@dataclass(frozen=True, slots=True)
class Record:
    """What a segment keeps of a document beside its terms.

    ``outline`` is packed, and ``key`` is what ``order`` gives for the post.
    """

    number: int
    path: str
    outline: bytes
    key: tuple[float, str]


def seal(path: Path) -> StoredFile:
    """A file as it is to be found again. Raises OSError."""
    if path.name.endswith(_CHECKED_WHEN_READ):
        return StoredFile(path.stat().st_size)
    data = path.read_bytes()
    return StoredFile(len(data), zlib.crc32(data))


def verify(
    folder: Path, files: Mapping[str, StoredFile], trusted: Mapping[str, StoredFile]
) -> None:
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
