"""The catalog: what lists and trees need of every post, in one file that is read in milliseconds.

Each generation of the index has its own catalog, written before the table of contents of that
generation is renamed into place. So the two always agree, whenever a writer is killed.

Layout of the file ``catalog-<generation>.ilgi``: a header (see ``_HEADER``: magic, version of the
format, CRC-32 and length of the body), then the body, which is ``Catalog`` in msgpack. After a
small change only the change is stored: ``Catalog.base`` names the generation whose catalog has the
rest.
"""

from __future__ import annotations

import gc
import os
import struct
import zlib
from collections.abc import Iterator
from dataclasses import field, fields, replace
from operator import attrgetter
from pathlib import Path
from typing import Any

import msgspec

from index.errors import Unavailable, index_unavailable
from index.lazy_pattern import lazy_pattern
from index.post import JournalKind, Link, Outline, Post, Problem, SourceStamp
from index.relations.link_rules import JournalLinks
from index.relations.resolve import Relations
from index.values import dataclass

from .location import FORMAT

_HEADER = struct.Struct("<8sIIQ")
_MAGIC = b"ilgi-cat"
_MAP, _ARRAY = struct.Struct(">BH"), struct.Struct(">BI")  # as MessagePack begins long ones
_FEW, _PART = 50, 20
_FASTEST, _WINDOW = 1, -13  # a window of 8 KB, and neither header nor checksum
_GENERATION = lazy_pattern(r"_MAIN_(\d+)\.toc\Z")


class IndexCorrupt(Exception):  # noqa: N818  it reports a state, and what follows is a rebuild
    """What is stored cannot be used: it is missing, truncated, altered or foreign."""


def unreadable(what: str, error: OSError) -> Unavailable | IndexCorrupt:
    """What to raise where a file of the index cannot be read: IndexCorrupt, unless that may pass.

    Args:
        what: The file, as the subject of a sentence.
        error: What was raised when it was read.
    """
    return index_unavailable(error) or IndexCorrupt(f"{what} cannot be read: {error}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A post and the file it was read from.

    ``number`` is its document in the index, None while that is still to be written. ``links`` are
    those that may lead to another post, ``depends`` are other files that its text is made of.
    """

    post: Post
    mtime_ns: int
    size: int
    number: int | None = None
    links: tuple[Link, ...] = ()
    problems: tuple[Problem, ...] = ()
    depends: tuple[SourceStamp, ...] = ()


class IndexClosed(Exception):  # noqa: N818  it reports a state, not a fault
    """A generation of the index was closed before it could be read."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of the index as it was written; no ``checksum`` where what is read of it has one."""

    size: int
    checksum: int | None = None


@dataclass(frozen=True, slots=True)
class Catalog:
    """A journal as last read: ``problems`` are those of its settings and of walking through it.

    ``root`` is its real path, ``fingerprint`` stands for the settings it was read with, and
    ``url`` and ``baseurl`` are those it is published under. ``kind`` has the rules that it was read
    by, and ``places`` says where links lead beside posts.

    What is stored of a small change is the change: ``base`` is the generation whose catalog is
    stored whole, 0 where none is, ``since`` has the paths of entries that are new or other since
    then, and ``gone`` of those that were removed.
    """

    root: str
    name: str
    url: str
    baseurl: str
    fingerprint: str
    generation: int
    segments: dict[str, StoredFile]
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...] = ()
    relations: Relations = field(default_factory=Relations)
    kind: JournalKind = field(default_factory=JournalKind)
    places: JournalLinks = field(default_factory=JournalLinks)
    base: int = 0
    since: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()


_NAMES = {kind: [each.name for each in fields(kind)] for kind in (Catalog, Entry, Post)}
_VALUES = {kind: attrgetter(*names) for kind, names in _NAMES.items()}


def generation(folder: Path) -> int | None:
    """The newest generation of the index in ``folder``, None where there is no index.

    Raises Unavailable.
    """
    try:
        names = os.listdir(folder)  # noqa: PTH208  names are all that is needed
    except OSError as error:
        if (passing := index_unavailable(error)) is not None and passing.passing:
            raise passing from error
        return None
    return max((int(m[1]) for name in names if (m := _GENERATION.match(name))), default=None)


def load(folder: Path, root: str) -> Catalog:
    """The catalog of the newest generation. Raises IndexCorrupt, Unavailable."""
    newest = generation(folder)
    while newest is not None:
        try:
            catalog = _read(folder, newest, root)
            return catalog if catalog.base == newest else _whole(catalog, folder)
        except FileNotFoundError as error:
            latest = generation(folder)
            if latest == newest:
                raise IndexCorrupt("the catalog is missing") from error
            newest = latest
        except OSError as error:
            raise unreadable("the catalog", error) from error
    raise IndexCorrupt("there is no index")


def _whole(change: Catalog, folder: Path) -> Catalog:
    """The whole catalog of one that has only the change since its base."""
    base = _read(folder, change.base, change.root)
    entries = {entry.post.path: entry for entry in base.entries}
    for path in change.gone:
        entries.pop(path, None)
    entries |= {entry.post.path: entry for entry in change.entries}
    return replace(change, entries=tuple(entries.values()))


def _read(folder: Path, newest: int, root: str) -> Catalog:
    """What is stored for a generation. Raises IndexCorrupt, OSError."""
    data = (folder / _name(newest)).read_bytes()
    if len(data) < _HEADER.size:
        raise IndexCorrupt("the catalog is cut short")
    magic, version, checksum, length = _HEADER.unpack_from(data)
    body = memoryview(data)[_HEADER.size :]
    if magic != _MAGIC or version != FORMAT:
        raise IndexCorrupt("the catalog is of another version")
    if len(body) != length or zlib.crc32(body) != checksum:
        raise IndexCorrupt("the catalog has been altered")
    collecting = gc.isenabled()
    gc.disable()
    try:
        catalog = msgspec.msgpack.decode(body, type=Catalog)
    except msgspec.DecodeError as error:
        raise IndexCorrupt(str(error)) from error
    finally:
        if collecting:
            gc.enable()
    if catalog.root != root or catalog.generation != newest:
        raise IndexCorrupt("the catalog belongs to another journal")
    return catalog


def save(folder: Path, catalog: Catalog) -> Catalog:
    """Write the catalog of its generation atomically; gives it as it is stored.

    The body is written first, to a temporary file, and the header with its checksum last; the file
    is then flushed to the disk and renamed. Raises OSError.
    """
    changed = len(catalog.since) + len(catalog.gone)
    if not catalog.base or changed > max(_FEW, len(catalog.entries) // _PART):
        catalog = replace(catalog, base=catalog.generation, since=frozenset(), gone=frozenset())
    import tempfile  # not to be imported by whoever only reads a catalog

    handle, name = tempfile.mkstemp(prefix="catalog-", suffix=".tmp", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.seek(_HEADER.size)
            checksum = length = 0
            for part in _parts(catalog):
                file.write(part)
                checksum = zlib.crc32(part, checksum)
                length += len(part)
            file.seek(0)
            file.write(_HEADER.pack(_MAGIC, FORMAT, checksum, length))
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(folder / _name(catalog.generation))
    finally:
        Path(name).unlink(missing_ok=True)
    return catalog


def _parts(catalog: Catalog) -> Iterator[bytes]:
    """The parts of a catalog in msgpack, entry by entry.

    Encoding it as a whole takes much memory.
    """
    encode = msgspec.msgpack.encode
    values = _values(catalog)
    del values["entries"]
    yield _MAP.pack(0xDE, len(values) + 1)
    for name, value in values.items():
        yield encode(name) + encode(value)
    whole, since = catalog.base == catalog.generation, catalog.since
    stored = [e for e in catalog.entries if whole or e.post.path in since]
    yield encode("entries")
    yield _ARRAY.pack(0xDD, len(stored))
    for entry in stored:
        yield encode(storable(entry))


def storable(entry: Entry) -> dict[str, Any]:
    """An entry with dates as text: msgpack has no timestamps with an offset."""
    values = _values(entry)
    values["post"] = post = _values(entry.post)
    for name in ("date", "updated"):
        moment = post[name]
        post[name] = moment and moment.isoformat()
    return values


def _values(value: Catalog | Entry | Post) -> dict[str, Any]:
    kind = type(value)
    return dict(zip(_NAMES[kind], _VALUES[kind](value), strict=True))


def file_of(folder: Path, number: int) -> Path:
    """The file that has the catalog of a generation, or what has changed since its base."""
    return folder / _name(number)


def drop_others(folder: Path, kept: Catalog) -> None:
    """Remove the catalogs of other generations, and temporary files of writers that were killed."""
    names = {_name(kept.generation), _name(kept.base)}
    for path in folder.glob("catalog-*"):
        if path.name not in names:
            path.unlink(missing_ok=True)


def _name(number: int) -> str:
    return f"catalog-{number}.ilgi"


def pack(outline: Outline) -> bytes:
    """Encode an outline as the index stores it: MessagePack, compressed by DEFLATE."""
    return zlib.compress(msgspec.msgpack.encode(outline), _FASTEST, _WINDOW)


def unpack(data: bytes) -> Outline:
    """Decode what ``pack`` has encoded. Raises IndexCorrupt."""
    try:
        return msgspec.msgpack.decode(zlib.decompress(data, _WINDOW), type=Outline)
    except (msgspec.DecodeError, zlib.error) as error:
        raise IndexCorrupt(str(error)) from error
