"""The files of a journal that are posts, found without opening any of them."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Literal

from index.errors import Cancelled, raise_if_passing, reason
from index.messages import Message
from index.post import Problem, ProblemKind
from index.regular_file import read_at_most
from index.values import dataclass

from .folder_states import FolderState, WalkedFolders
from .globs import MOST, Ignored, ignored_by, is_ignored
from .kinds.kind import SourceKind
from .kinds.registry import MARKED, detect
from .site import Site

_SPECIAL = frozenset("._#~")
_LARGEST_IGNORED = 1_000_000
_FRONT_MATTER = (b"---", b"+++", b"{", b"\xef\xbb\xbf---")
_LONGEST_FENCE = 6


@dataclass(frozen=True, slots=True)
class SourceFile:
    r"""A file that holds a post.

    ``path`` is relative to the journal's root, with ``/``; bytes that are not UTF-8 stand in it as
    ``\xff``. ``real`` opens the file. ``collection`` is the label of its Jekyll collection,
    ``posts`` for posts and drafts, empty for notes. ``base`` is that of the site within the journal
    that it belongs to, empty for the journal's own. ``first_commit`` is when it was first committed
    to the journal's git repository, in seconds since 1970; None where that is not known.
    ``identity`` is its inode and when that was changed, in nanoseconds since 1970: a file that took
    its place has another one, be it of the same size and moment. None where no disk was asked.
    """

    path: str
    real: str
    mtime_ns: int
    size: int
    kind: SourceKind = "note"
    collection: str = ""
    base: str = ""
    first_commit: int | None = None
    identity: tuple[int, int] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder to look into; ``path`` is that in the journal, ``kind`` what its files are.

    ``part`` is the site within the journal that it belongs to, None for the journal's own.
    """

    real: str
    path: str
    kind: SourceKind | None
    collection: str = ""
    ignored: tuple[tuple[str, tuple[Ignored, ...]], ...] = ()
    part: Site | None = None


def walk(
    site: Site,
    cancelled: Callable[[], bool] | None = None,
    attached: Callable[[str], None] | None = None,
    folders: WalkedFolders | None = None,
) -> Iterator[SourceFile | Problem]:
    """The posts of a journal in no particular order, and what could not be looked at.

    Symbolic links are followed within the journal, each folder once.

    Args:
        site: The journal.
        cancelled: Whether to stop.
        attached: Called with the path of every picture and other attachment in the folders of
            posts, where the rules of the journal find such files by their names.
        folders: Is told the state of every folder that was looked into, which is no newer than
            what is found in it.

    Raises:
        Cancelled: ``cancelled`` said so.
        Unavailable: A folder cannot be read for a reason that passes.
        OSError: The root cannot be read.
    """
    root = os.fspath(site.root)
    if not site.root.is_dir():
        yield from _single(site)
        return
    lists = attached if site.kind.lists_attachments else None
    walker = _Walker(site, os.path.realpath(root), lists, folders)
    place = site.place_of(site.prefix)
    first = _Folder(root, "", place.kind, place.collection) if place else _Folder(root, "", None)
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
    place = site.place_of(site.prefix)
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
        place.kind if place else "note",
        place.collection if place else "",
        identity=identity_of(status),
    )


def identity_of(status: os.stat_result) -> tuple[int, int]:
    """What tells a file from one that took its place."""
    return status.st_ino, status.st_ctime_ns


class _Walker:
    """Looks into one folder at a time, and into none twice."""

    def __init__(
        self,
        site: Site,
        root: str,
        attached: Callable[[str], None] | None,
        folders: WalkedFolders | None,
    ) -> None:
        self._site = site
        self._folders = folders
        self._root = root
        self._within = root.rstrip(os.sep) + os.sep
        self._seen: set[str] = set()
        self._notes = not site.kind.published or site.pages
        self._collections = site.collection_folders
        self._never, self._hidden = site.kind.never, site.kind.hidden
        self._attached = attached
        self._attachments: tuple[str, ...] = ()
        if attached:
            from index.syntax import ATTACHMENT_NAMES  # not for who wants a SourceFile alone

            self._attachments = ATTACHMENT_NAMES
        self._extensions = _extensions(site)

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
            self._miss_folder()
            if not folder.path:
                raise  # nothing is known of the journal, which does not say that it has no posts
            yield self._problem(folder.path or ".", "unreadable", _reason(error))
            return
        if self._notes and any(entry.name == ".gitignore" for entry in entries):
            folder, problem = _with_ignored(folder)
            if problem is not None:
                yield problem
        if self._site.kind.is_mixed and folder.path and folder.part is None:
            folder = self._with_part(folder, entries)
        state = FolderState(self._folders.extensions) if self._folders else None
        while entries:  # an entry keeps what is known of its file: ten times what is taken of it
            entry = entries.pop()
            if state is not None:
                state = self._with_entry(state, entry)
            yield from self._entry(folder, entry)
        if self._folders and state is not None:
            self._folders.add(folder.path, state)

    def _with_entry(self, state: FolderState, entry: os.DirEntry[str]) -> FolderState | None:
        """The state of a folder with an entry, None where the entry cannot be looked at."""
        try:
            state.add(entry)
        except OSError:
            self._miss_folder()
            return None
        return state

    def _miss_folder(self) -> None:
        if self._folders:
            self._folders.is_whole = False

    def _entry(
        self, folder: _Folder, entry: os.DirEntry[str]
    ) -> Iterator[SourceFile | Problem | _Folder]:
        path = f"{folder.path}/{entry.name}" if folder.path else entry.name
        is_post = folder.kind is not None and self._is_post(folder, entry)
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
        elif is_post:
            if not self._skipped(folder, entry.name, path):
                yield from self._file(folder, entry, path, linked=linked)
        elif (
            self._attached
            and entry.name.lower().endswith(self._attachments)
            and not (linked or self._skipped(folder, entry.name, path))
            and entry.is_file()
        ):
            self._attached(exact_path(path))

    def _file(
        self, folder: _Folder, entry: os.DirEntry[str], path: str, *, linked: bool
    ) -> Iterator[SourceFile | Problem]:
        if linked and not self._inside(entry.path):
            yield self._problem(path, "link", Message.of("link-leaves-journal"))
            return
        try:
            status = entry.stat()
        except OSError as error:
            kind: ProblemKind = "link" if linked else "unreadable"
            message = Message.of("link-leads-nowhere") if linked else _reason(error)
            yield Problem(exact_path(path), kind, message, recovered=False)
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
            folder.part.base if folder.part else "",
            identity=identity_of(status),
        )

    def _with_part(self, folder: _Folder, entries: Sequence[os.DirEntry[str]]) -> _Folder:
        """A folder as that of a site within the journal, if it has a marker of its own.

        All that the journal lists stays listed, and is read by the rules of that site.
        """
        if not any(entry.name in MARKED for entry in entries):
            return folder
        if not detect(Path(folder.real), by_markers=True).marker:
            if self._folders:
                self._folders.unmarked.append(folder.path)
            return folder
        base = f"{exact_path(folder.path)}/"
        part = self._site.with_parts((base,)).part(base)
        self._extensions |= _extensions(part)
        if self._folders and not self._extensions <= self._folders.extensions:
            self._folders.is_whole = False
        return replace(folder, part=part, **_place_in(part, folder.path))

    def _below(self, folder: _Folder, entry: os.DirEntry[str], path: str) -> _Folder | None:
        """A folder within a folder, None where it is not to be looked into."""
        name = entry.name
        if folder.kind is not None:
            if self._skipped(folder, name, path, is_folder=True):
                return None
            below = replace(folder, real=entry.path, path=path)
            if folder.part is not None:
                return replace(below, **_place_in(folder.part, path))
            collection = folder.collection or self._collections.get(self._site.within(path), "")
            kind = "collection" if collection and folder.kind == "note" else folder.kind
            return replace(below, kind=kind, collection=collection)
        if self._excluded(path):
            return None
        place = self._site.place_of(f"{self._site.prefix}{path}/")
        if place is not None:
            return _Folder(entry.path, path, place.kind, place.collection)
        if self._site.content:
            leads = self._site.leads_to_posts(self._site.prefix + path)
            return _Folder(entry.path, path, None) if leads else None
        is_on_the_way = f"{self._site.source}/".startswith(f"{self._site.prefix}{path}/")
        if name in self._never:
            return None
        if name[0] in _SPECIAL and path != self._site.collections_dir and not is_on_the_way:
            return None
        return _Folder(entry.path, path, None)

    def _skipped(self, folder: _Folder, name: str, path: str, *, is_folder: bool = False) -> bool:
        if not self._notes:
            special = name[0] in _SPECIAL or name.endswith("~")
            return (special and not self._included(path)) or self._excluded(path)
        if name[0] in self._hidden or name.endswith("~") or (is_folder and name in self._never):
            return True
        if self._excluded(path):
            return True
        ignored = False
        for base, patterns in folder.ignored:
            below = path[len(base) :] + ("/" if is_folder else "")
            said = is_ignored(patterns, below)
            ignored = ignored if said is None else said
        return ignored

    def _excluded(self, path: str) -> bool:
        return _matches(self._site.exclude, self._site.prefix + path) and not self._included(path)

    def _included(self, path: str) -> bool:
        include = self._site.include
        return _matches(include, self._site.prefix + path) or path.rpartition("/")[2] in include

    def _is_post(self, folder: _Folder, entry: os.DirEntry[str]) -> bool:
        """Whether a file is a post by its extension, and by its first bytes where that is open."""
        _, dot, extension = entry.name.rpartition(".")
        extension = extension.lower()
        if not dot or extension not in self._extensions:
            return False
        site = folder.part or self._site
        if entry.name in site.kind.contents:
            return False
        if extension in site.markdown_extensions:
            return True
        if folder.part and extension in self._site.markdown_extensions:
            return True
        published = folder.kind != "note" or not site.kind.published
        if extension in site.kind.unread:
            return published
        return extension in site.kind.html and published and _has_front_matter(entry.path)

    def _inside(self, path: str) -> bool:
        real = os.path.realpath(path)
        return real == self._root or real.startswith(self._within)

    def _problem(self, path: str, kind: Literal["link", "unreadable"], message: Message) -> Problem:
        return Problem(exact_path(path), kind, message, recovered=False)


def _extensions(site: Site) -> frozenset[str]:
    return site.markdown_extensions | site.kind.html | site.kind.unread


def _place_in(part: Site, path: str) -> dict[str, Any]:
    """What the files of a folder are in a site within the journal, a note where that has none."""
    place = part.place_of(f"{path}/"[len(part.base) :])
    if place is None:
        return {"kind": "note", "collection": ""}
    return {"kind": place.kind, "collection": place.collection}


def _has_front_matter(path: str) -> bool:
    """Whether a file begins with a fence of front matter; whoever cannot read it, may not tell."""
    try:
        return read_at_most(path, _LONGEST_FENCE).startswith(_FRONT_MATTER)
    except OSError as error:
        raise_if_passing(path, error)
        return True


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


def _with_ignored(folder: _Folder) -> tuple[_Folder, Problem | None]:
    """A folder with what its own ``.gitignore`` says, and what of that is not used."""
    name = f"{folder.path}/.gitignore".lstrip("/")
    try:
        found = read_at_most(Path(folder.real) / ".gitignore", _LARGEST_IGNORED)
    except (OSError, ValueError) as error:
        raise_if_passing(name, error)
        return folder, None
    patterns = ignored_by(found.decode("utf-8", "replace").split("\n"))
    problem = None
    if len(patterns) > MOST:
        patterns = patterns[-MOST:]
        message = Message.of("too-many-patterns", most=MOST)
        problem = Problem(exact_path(name), "config", message)
    base = f"{folder.path}/" if folder.path else ""
    return replace(folder, ignored=(*folder.ignored, (base, patterns))), problem


def _reason(error: OSError) -> Message:
    return Message.of("unreadable", reason=reason(error, brief=True))
