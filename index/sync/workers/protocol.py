"""The messages between processes of a build, in msgpack: tasks, and parts of their results.

Paths are bytes, because they may not be valid UTF-8; dates are text, see ``catalog.storable``.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from index.store.catalog import Entry, storable
from index.store.segment.written import WrittenSegment

if TYPE_CHECKING:
    from index.reading.files.walk import SourceFile


@dataclass(frozen=True, slots=True)
class Task:
    """Posts to write into one segment, in an empty folder.

    ``first`` is the number of the first of their documents; the others follow.
    """

    folder: str
    first: int
    files: Sequence[SourceFile]


Part = list[Entry] | WrittenSegment
"""What a build gives: entries of posts in order, without numbers, then what was written."""


def encode(part: Part) -> bytes:
    """Encode a part of a result."""
    if isinstance(part, WrittenSegment):
        return msgspec.msgpack.encode(([], part))
    return msgspec.msgpack.encode(([storable(entry) for entry in part], None))


def decode(data: bytes) -> Part:
    """Decode what ``encode`` has encoded. Raises msgspec.DecodeError."""
    entries, written = msgspec.msgpack.decode(data, type=tuple[list[Entry], WrittenSegment | None])
    return written or entries


def encode_task(task: Task) -> bytes:
    """Encode a task."""
    return msgspec.msgpack.encode(
        (os.fsencode(task.folder), task.first, [_sendable(file) for file in task.files])
    )


def _sendable(file: SourceFile) -> tuple[str, bytes, int, int, str, str, str, int | None]:
    real = os.fsencode(file.real)
    known = file.kind, file.collection, file.base, file.first_commit
    return file.path, real, file.mtime_ns, file.size, *known


def decode_task(data: bytes) -> Task:
    """Decode what ``encode_task`` has encoded. Raises msgspec.DecodeError."""
    from index.reading.files.kinds.kind import SourceKind
    from index.reading.files.walk import SourceFile

    kinds = tuple[bytes, int, list[tuple[str, bytes, int, int, SourceKind, str, str, int | None]]]
    folder, first, files = msgspec.msgpack.decode(data, type=kinds)
    found = [
        SourceFile(path, os.fsdecode(real), mtime_ns, size, kind, collection, base, committed)
        for path, real, mtime_ns, size, kind, collection, base, committed in files
    ]
    return Task(os.fsdecode(folder), first, found)
