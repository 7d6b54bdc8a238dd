"""The files of a journal that are posts, found without opening any of them."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from index.errors import Cancelled, raise_if_passing, reason
from index.messages import Message
from index.post import Problem
from index.regular_file import read_at_most

from .site import Site

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

SourceKind = Literal["post", "draft", "collection", "note"]

_SPECIAL = frozenset("._#~")
_LARGEST_IGNORED = 1_000_000
_NEVER = frozenset({"node_modules", "vendor", "_site"})


@dataclass(frozen=True, slots=True)
class SourceFile:
    r"""A file that holds a post.

    ``path`` is relative to the journal's root, with ``/``; bytes that are not UTF-8 stand in it as
    ``\xff``. ``real`` opens the file. ``collection`` is the label of its Jekyll collection,
    ``posts`` for posts and drafts, empty for notes. ``first_commit`` is when it was first committed
    to the journal's git repository, in seconds since 1970; None where that is not known.
    """

    path: str
    real: str
    mtime_ns: int
    size: int
    kind: SourceKind = "note"
    collection: str = ""
    first_commit: int | None = None


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder to look into; ``path`` is that of the site, ``kind`` what its files are."""

    real: str
    path: str
    kind: SourceKind | None
    collection: str = ""
    ignored: tuple[tuple[str, GitIgnoreSpec], ...] = ()


def walk(site: Site, cancelled: Callable[[], bool] | None = None) -> Iterator[SourceFile | Problem]:
    """The posts of a journal in no particular order, and what could not be looked at.

    Symbolic links are followed within the journal, each folder once. Raises Cancelled where
    ``cancelled`` says so, and Unavailable where a folder cannot be read for a reason that passes.
    """
    root = os.fspath(site.root)
    if site.kind == "file":
        yield from _single(site)
        return
    walker = _Walker(site, os.path.realpath(root))
    first = _Folder(root, "", "note" if site.kind == "folder" or site.pages else None)
    if site.prefix:
        first = _Folder(root, "", "post" if site.prefix == "_posts/" else "draft", "posts")
    pending = [first]
    linked: list[_Folder] = []
    while pending or linked:
        if cancelled is not None and cancelled():
            raise Cancelled
        # A folder is met under its own name before any link to it.
        folder = pending.pop() if pending else linked.pop()
        for found in walker.look(folder):
            if not isinstance(found, _Folder):
                yield found
            elif os.path.islink(found.real):  # noqa: PTH114  paths here may be no valid text
                linked.append(found)
            else:
                pending.append(found)


def exact_path(path: str) -> str:
    """A path from the file system as text that is valid and still names the file."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return os.fsencode(path).decode("utf-8", "backslashreplace")
    return path


def _single(site: Site) -> Iterator[SourceFile | Problem]:
    root = site.root
    kind: SourceKind = "note"
    if site.prefix:
        kind = "post" if site.prefix == "_posts/" else "draft"
    try:
        status = root.stat()
    except OSError as error:
        yield Problem(exact_path(root.name), "unreadable", _reason(error), recovered=False)
        return
    yield SourceFile(
        exact_path(root.name),
        os.fspath(root),
        status.st_mtime_ns,
        status.st_size,
        kind,
        "posts" if site.prefix else "",
    )


class _Walker:
    """Looks into one folder at a time, and into none twice."""

    def __init__(self, site: Site, root: str) -> None:
        self._site = site
        self._root = root
        self._within = root.rstrip(os.sep) + os.sep
        self._seen: set[str] = set()
        self._notes = site.kind == "folder" or site.pages
        self._collections = {
            f"{site.collections_dir}/_{one.label}".lstrip("/"): one.label
            for one in site.collections
            if one.label not in {"posts", "drafts"}
        }

    def look(self, folder: _Folder) -> Iterator[SourceFile | Problem | _Folder]:
        """What stands in a folder."""
        real = os.path.realpath(folder.real)
        if real in self._seen:
            return
        self._seen.add(real)
        try:
            with os.scandir(folder.real) as found:
                entries = sorted(found, key=lambda entry: entry.name, reverse=True)
        except OSError as error:
            raise_if_passing(folder.path, error)
            yield self._problem(folder.path or ".", "unreadable", _reason(error))
            return
        if self._notes and any(entry.name == ".gitignore" for entry in entries):
            folder = _with_ignored(folder)
        while entries:  # an entry keeps what is known of its file: ten times what is taken of it
            yield from self._entry(folder, entries.pop())

    def _entry(
        self, folder: _Folder, entry: os.DirEntry[str]
    ) -> Iterator[SourceFile | Problem | _Folder]:
        path = f"{folder.path}/{entry.name}" if folder.path else entry.name
        is_post = folder.kind is not None and self._is_markdown(entry.name)
        try:
            linked = entry.is_symlink()
            is_folder = entry.is_dir()
        except OSError as error:
            if is_post:
                yield self._problem(path, "link", _reason(error))
            return
        if is_folder:
            below = self._below(folder, entry, path)
            if below is None:
                return
            if linked and not self._inside(entry.path):
                yield self._problem(path, "link", Message.of("link-leaves-journal"))
                return
            yield below
        elif is_post and not self._skipped(folder, entry.name, path):
            yield from self._file(folder, entry, path, linked=linked)

    def _file(
        self, folder: _Folder, entry: os.DirEntry[str], path: str, *, linked: bool
    ) -> Iterator[SourceFile | Problem]:
        if linked and not self._inside(entry.path):
            yield self._problem(path, "link", Message.of("link-leaves-journal"))
            return
        try:
            status = entry.stat()
        except OSError as error:
            kind = "link" if linked else "unreadable"
            message = Message.of("link-leads-nowhere") if linked else _reason(error)
            yield Problem(exact_path(path), kind, message, recovered=False)  # type: ignore[arg-type]
            return
        if not stat.S_ISREG(status.st_mode):
            yield self._problem(path, "unreadable", Message.of("not-a-file"))
            return
        yield SourceFile(
            exact_path(path),
            entry.path,
            status.st_mtime_ns,
            status.st_size,
            folder.kind or "note",
            folder.collection,
        )

    def _below(self, folder: _Folder, entry: os.DirEntry[str], path: str) -> _Folder | None:
        """A folder within a folder, None where it is not to be looked into."""
        name = entry.name
        if folder.kind is not None:
            if self._skipped(folder, name, path, is_folder=True):
                return None
            collection = folder.collection or self._collections.get(path, "")
            kind = "collection" if collection and folder.kind == "note" else folder.kind
            return _Folder(entry.path, path, kind, collection, folder.ignored)
        if self._excluded(path):
            return None
        if name == "_posts":
            return _Folder(entry.path, path, "post", "posts")
        if name == "_drafts":
            return _Folder(entry.path, path, "draft", "posts")
        if path in self._collections:
            return _Folder(entry.path, path, "collection", self._collections[path])
        if name in _NEVER or (name[0] in _SPECIAL and path != self._site.collections_dir):
            return None
        return _Folder(entry.path, path, None)

    def _skipped(self, folder: _Folder, name: str, path: str, *, is_folder: bool = False) -> bool:
        if not self._notes:
            special = name[0] in _SPECIAL or name.endswith("~")
            return (special and not self._included(path)) or self._excluded(path)
        if name[0] in ".#~" or name.endswith("~") or (is_folder and name in _NEVER):
            return True
        if self._excluded(path):
            return True
        ignored = False
        for base, spec in folder.ignored:
            below = path[len(base) :] + ("/" if is_folder else "")
            said = spec.check_file(below).include
            ignored = ignored if said is None else said
        return ignored

    def _excluded(self, path: str) -> bool:
        return _matches(self._site.exclude, self._site.prefix + path) and not self._included(path)

    def _included(self, path: str) -> bool:
        include = self._site.include
        return _matches(include, self._site.prefix + path) or path.rpartition("/")[2] in include

    def _is_markdown(self, name: str) -> bool:
        return name.rpartition(".")[2].lower() in self._site.extensions and "." in name

    def _inside(self, path: str) -> bool:
        real = os.path.realpath(path)
        return real == self._root or real.startswith(self._within)

    def _problem(self, path: str, kind: Literal["link", "unreadable"], message: Message) -> Problem:
        return Problem(exact_path(path), kind, message, recovered=False)


def _matches(patterns: Sequence[str], path: str) -> bool:
    """Whether a path is named by one of Jekyll's ``exclude`` or ``include`` entries.

    As in ``EntryFilter#glob_include?`` an entry is what a path begins with, or a glob whose ``*``
    crosses folders.
    """
    for pattern in patterns:
        wanted = pattern.removeprefix("./").lstrip("/")
        if wanted and (f"{path}/".startswith(wanted) or fnmatchcase(path, wanted)):
            return True
    return False


def _with_ignored(folder: _Folder) -> _Folder:
    """A folder with what its own ``.gitignore`` says; one that makes no sense says nothing."""
    from pathspec import GitIgnoreSpec

    try:
        found = read_at_most(Path(folder.real) / ".gitignore", _LARGEST_IGNORED)
        lines = found.decode("utf-8", "replace").splitlines()
        spec = GitIgnoreSpec.from_lines(lines)
    except (OSError, ValueError) as error:
        raise_if_passing(f"{folder.path}/.gitignore".lstrip("/"), error)
        return folder
    base = f"{folder.path}/" if folder.path else ""
    ignored = (*folder.ignored, (base, spec))
    return _Folder(folder.real, folder.path, folder.kind, folder.collection, ignored)


def _reason(error: OSError) -> Message:
    return Message.of("unreadable", reason=reason(error, brief=True))
