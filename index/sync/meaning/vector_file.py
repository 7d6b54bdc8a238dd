"""The file of the vectors of a journal's posts.

A head of 64 bytes, then a key of 16 bytes for each post, then a vector of signed bytes for each::

    8s  b"ilgi-vec"     the magic number
    H   1               the version of the format
    H   512             how many parts a vector has
    I                   how many posts
    I                   CRC-32 of all that follows the head
    32s                 what made the vectors: the encoder's name and version, hashed

The file is never changed, but replaced as a whole. It is read, not mapped: to look at a page of a
mapped file that somebody has cut short would end the process.
"""

from __future__ import annotations

import hashlib
import os
import struct
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from .encoder import DIMENSIONS

NAME: Final = "vectors.ilgi"
KEY: Final = 16
_HEAD: Final = struct.Struct("<8sHHII32s12x")
_MAGIC: Final = b"ilgi-vec"
_FORMAT: Final = 1


class VectorsDamaged(Exception):  # noqa: N818  it reports a state, and what follows is made anew
    """A file of vectors is not whole."""


class VectorsOutdated(Exception):  # noqa: N818  it reports a state, and what follows is made anew
    """A file of vectors is of another version of ilgi or of the encoder."""


@dataclass(frozen=True, slots=True)
class StoredVectors:
    """Vectors as they are stored: ``rows`` has the place of each post's by its key."""

    rows: Mapping[bytes, int] = field(default_factory=dict)
    matrix: memoryview = field(default_factory=lambda: memoryview(b""))

    def vector(self, key: bytes) -> bytes | None:
        """The vector of a post; None where it has none."""
        row = self.rows.get(key)
        return (
            None if row is None else bytes(self.matrix[row * DIMENSIONS : (row + 1) * DIMENSIONS])
        )


def load(folder: Path, made_by: str) -> StoredVectors:
    """Read the vectors in a folder; none where there is no file, or it cannot be read now.

    Args:
        folder: The folder of the index.
        made_by: The version of the encoder.

    Raises:
        VectorsDamaged: The file is not whole.
        VectorsOutdated: It was made by another version.
    """
    try:
        data = memoryview((folder / NAME).read_bytes())
    except OSError:
        return StoredVectors()
    if len(data) < _HEAD.size:
        raise VectorsDamaged
    magic, version, dimensions, count, checksum, maker = _HEAD.unpack(data[: _HEAD.size])
    if magic != _MAGIC:
        raise VectorsDamaged
    if (version, dimensions, maker) != (_FORMAT, DIMENSIONS, _hashed(made_by)):
        raise VectorsOutdated
    body = data[_HEAD.size :]
    if len(body) != count * (KEY + DIMENSIONS) or zlib.crc32(body) != checksum:
        raise VectorsDamaged
    keys = bytes(body[: count * KEY])
    rows = {keys[at * KEY : (at + 1) * KEY]: at for at in range(count)}
    return StoredVectors(rows, body[count * KEY :])


def save(folder: Path, made_by: str, vectors: Mapping[bytes, bytes]) -> None:
    """Replace the file by one with these vectors, by their keys.

    Args:
        folder: The folder of the index.
        made_by: The version of the encoder.
        vectors: The vectors.

    Raises:
        OSError: It cannot be written; the file before is still there.
    """
    body = b"".join(vectors) + b"".join(vectors.values())
    checksum = zlib.crc32(body)
    head = _HEAD.pack(_MAGIC, _FORMAT, DIMENSIONS, len(vectors), checksum, _hashed(made_by))
    temporary = folder / f"{NAME}.{os.getpid()}.new"
    for left in folder.glob(f"{NAME}.*.new"):
        with suppress(OSError):  # of a process that was killed, or of one that makes the same
            left.unlink()
    try:
        with open(temporary, "wb", opener=_private) as file:
            file.write(head)
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(folder / NAME)
    except OSError:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def key_of(path: str, mtime_ns: int, size: int) -> bytes:
    """The key of a post as its file is: another one when it changes.

    Args:
        path: The path of the post.
        mtime_ns: When the file was changed.
        size: How large it is.
    """
    text = f"{path}\0{mtime_ns}\0{size}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(text, digest_size=KEY).digest()


def _hashed(made_by: str) -> bytes:
    return hashlib.sha256(made_by.encode()).digest()
