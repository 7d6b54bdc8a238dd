"""What stands in the folders of a journal, so that a later look tells whether any of it differs.

The state of a folder has the names of all that is in it, and the status of each file whose text or
status decides what a walk finds. Two states are compared by their digests.
"""

from __future__ import annotations

import hashlib
import os
import stat
from array import array
from dataclasses import dataclass, field
from itertools import chain
from operator import attrgetter
from typing import Final

import msgspec

from .kinds.registry import KINDS
from .site import Site

_STATUS: Final = attrgetter("st_mtime_ns", "st_size", "st_ino", "st_ctime_ns", "st_mode")
_NUMBERS: Final = 5
_INODE, _CHANGED = 2, 3
_ASKED_FOR: Final = frozenset({"gitignore"}).union(
    *(kind.markdown | kind.html | kind.unread for kind in KINDS)
)
_DIGEST_SIZE: Final = 16
_name = attrgetter("name")
_encode = msgspec.msgpack.Encoder().encode


def extensions_asked_for(site: Site) -> frozenset[str]:
    """The extensions, in lower case, of the files whose status decides what a walk finds."""
    return _ASKED_FOR | site.markdown_extensions


class FolderState:
    """The state of one folder, made of its entries one after the other, sorted by name.

    A name ends with ``/`` where it is that of a folder, and with ``?`` where it is neither that of
    a folder nor of a file. That of a symbolic link is followed by NUL and the path it leads to.

    Args:
        extensions: Those of the files whose status is taken, see ``extensions_asked_for``.
    """

    __slots__ = ("_extensions", "_files", "_names", "_numbers")

    def __init__(self, extensions: frozenset[str]) -> None:
        self._extensions = extensions
        self._names: list[str] = []
        self._files: list[str] = []
        self._numbers: list[int] = []
        """Those of ``_STATUS`` for each of ``_files``, one after the other."""

    def add(self, entry: os.DirEntry[str]) -> None:
        """Take in an entry of the folder. Raises OSError."""
        name = entry.name
        if name.rpartition(".")[2].lower() in self._extensions:
            status = entry.stat(follow_symlinks=False)
            if not stat.S_ISLNK(status.st_mode):
                self._files.append(name)
                self._numbers.extend(_STATUS(status))
                return
        if entry.is_symlink():
            self._add_link(entry)
        elif entry.is_dir():
            self._names.append(f"{name}/")
        else:
            self._names.append(name if entry.is_file() else f"{name}?")

    def _add_link(self, entry: os.DirEntry[str]) -> None:
        target = f"{entry.name}\0{os.path.realpath(entry.path)}"
        if entry.is_dir():  # what stands in that folder is told by its own state
            self._names.append(f"{target}/")
            return
        self._files.append(target)
        try:
            self._numbers.extend(_STATUS(entry.stat()))
        except OSError as error:
            self._numbers.extend([error.errno or 0] * _NUMBERS)

    def digest(self) -> bytes:
        """A digest of the state. Raises UnicodeEncodeError where a name is no text."""
        state = _encode((self._names, self._files, self._numbers))
        return hashlib.blake2b(state, digest_size=_DIGEST_SIZE).digest()

    def identities(self) -> array[int]:
        """The inode of each file whose status was taken, and when that was changed, in turn."""
        pairs = zip(self._numbers[_INODE::_NUMBERS], self._numbers[_CHANGED::_NUMBERS], strict=True)
        return array("q", chain.from_iterable(pairs))


def state_of(folder: str, extensions: frozenset[str]) -> FolderState:
    """The state of a folder now.

    Args:
        folder: Where it is.
        extensions: Those of the files whose status is taken, see ``extensions_asked_for``.

    Raises:
        OSError: It cannot be read.
    """
    state = FolderState(extensions)
    with os.scandir(folder) as found:
        entries = sorted(found, key=_name, reverse=True)
    while entries:  # an entry keeps what is known of its file: ten times what is taken of it
        state.add(entries.pop())
    return state


@dataclass(slots=True)
class WalkedFolders:
    """The folders that a walk has looked into.

    ``digests`` are those of their states, by their paths in the journal. ``unmarked`` are those in
    which a journal of another kind was looked for and not found. ``is_whole`` is whether these tell
    all that was found; they do not where something could not be read, or has a name that is no
    text.
    """

    extensions: frozenset[str]
    digests: dict[str, bytes] = field(default_factory=dict)
    unmarked: list[str] = field(default_factory=list)
    is_whole: bool = True

    def add(self, folder: str, state: FolderState) -> None:
        """Keep the state of a folder, by its path in the journal."""
        try:
            self.digests[folder] = state.digest()
        except UnicodeEncodeError:
            self.is_whole = False
