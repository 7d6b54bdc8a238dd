"""What stood in the folders of a journal when its index was last found to be up to date.

It is kept beside the index in the file ``folders``: a header (see ``_HEADER``: magic, version of
the format, CRC-32 of the body), then the body, which is ``KnownFolders`` in MessagePack. As long as
all of it is as it was, a refresh has nothing to do, and looks at no post by itself.
"""

from __future__ import annotations

import hashlib
import os
import struct
import zlib
from array import array
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from index.store.location import FORMAT
from index.values import dataclass

if TYPE_CHECKING:
    from index.reading.files.site import Site

Stamp = tuple[int, int, int]
"""The inode of a file, when it was changed, and its size: another file has another stamp."""

_NAME: Final = "folders"
_MAGIC: Final = b"ilgi-fol"
_HEADER: Final = struct.Struct("<8sII")
NO_FILE: Final[Stamp] = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class KnownFolders:
    """The folders of a journal at a moment, and what else decides that nothing is to be done.

    ``catalog`` and ``commits`` are the stamps of the files with the catalog and with the first
    commits of posts, ``settings`` is a digest of the settings, ``parts`` are the folders of the
    sites within the journal. ``unmarked`` are folders that are no such site. ``until`` is when a
    post will be other although nothing has changed, in seconds since 1970. ``has_estimates`` is
    whether any post has an estimated date. ``digests`` are those of the states of the folders.
    """

    catalog: Stamp
    commits: Stamp
    settings: bytes
    parts: tuple[str, ...]
    extensions: frozenset[str]
    unmarked: tuple[str, ...]
    until: float
    has_estimates: bool
    digests: dict[str, bytes]


class Identities:
    """The identities of the files of each folder as they were at a moment.

    Args:
        by_folder: What ``FolderState.identities`` gives, by the path of the folder in the journal.
    """

    def __init__(self, by_folder: Mapping[str, array[int]]) -> None:
        self._by_folder = by_folder
        self._pairs = lru_cache(maxsize=1)(self._pairs_of)

    def has(self, path: str, identity: tuple[int, int] | None) -> bool:
        """Whether a file was in the folder of a path; True where that is not known."""
        folder = path.rpartition("/")[0]
        if identity is None or folder not in self._by_folder:
            return True
        return identity in self._pairs(folder)

    def _pairs_of(self, folder: str) -> frozenset[tuple[int, int]]:
        numbers = self._by_folder[folder]
        return frozenset(zip(numbers[::2], numbers[1::2], strict=True))


def stamp(file: Path) -> Stamp:
    """The stamp of a file; zeros where there is none."""
    try:
        status = file.stat()
    except OSError:
        return NO_FILE
    return status.st_ino, status.st_mtime_ns, status.st_size


def settings_digest(site: Site, walk_rules: Sequence[object]) -> bytes:
    """A digest of all settings that decide what is found, how it is read, and what is told of it.

    Args:
        site: The site with those within it.
        walk_rules: What else follows from the settings.
    """
    sites = [site, *(site.parts[base] for base in sorted(site.parts))]
    state = [
        (one.base, one.name, one.url, one.baseurl, one.prefix, one.pages, one.content, one.marker)
        for one in sites
    ]
    told = (site.whole_fingerprint, site.all_problems, site.shown_kind, state, walk_rules)
    return hashlib.sha256(repr(told).encode("utf-8", "backslashreplace")).digest()


def load(folder: Path) -> KnownFolders | None:
    """What is kept in the folder of an index; None where there is none or it is damaged."""
    try:
        data = (folder / _NAME).read_bytes()
        magic, version, checksum = _HEADER.unpack_from(data)
        body = memoryview(data)[_HEADER.size :]
        if magic != _MAGIC or version != FORMAT or zlib.crc32(body) != checksum:
            return None
        return msgspec.msgpack.decode(body, type=KnownFolders)
    except (OSError, struct.error, msgspec.DecodeError):
        return None


def save(folder: Path, known: KnownFolders) -> None:
    """Keep the folders of a journal, if that can be done: without, the next refresh walks."""
    import tempfile  # not to be imported by whoever only reads them

    body = msgspec.msgpack.encode(known)
    with suppress(OSError):
        for left in folder.glob(f"{_NAME}-*.tmp"):  # by a process that was killed
            left.unlink(missing_ok=True)
        handle, name = tempfile.mkstemp(prefix=f"{_NAME}-", suffix=".tmp", dir=folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_HEADER.pack(_MAGIC, FORMAT, zlib.crc32(body)) + body)
            Path(name).replace(folder / _NAME)
        finally:
            Path(name).unlink(missing_ok=True)


def identities_if_same(
    root: str, known: KnownFolders, step: Callable[[], None]
) -> Identities | None:
    """The identities of all files where the folders of a journal are as they were, else None.

    Args:
        root: The folder of the journal.
        known: What the folders were.
        step: Called for each folder; it may raise.
    """
    from index.reading.files.folder_states import state_of
    from index.reading.files.kinds.registry import detect

    found: dict[str, array[int]] = {}
    for path, digest in known.digests.items():
        step()
        try:
            state = state_of(f"{root}/{path}", known.extensions)
            if state.digest() != digest:
                return None
        except (OSError, UnicodeEncodeError):
            return None
        found[path] = state.identities()
    if any(detect(Path(root, path), by_markers=True).marker for path in known.unmarked):
        return None
    return Identities(found)
