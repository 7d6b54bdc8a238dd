"""The files of a journal: found by walking, read one at a time."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from index.errors import JournalError, raise_if_passing, reason
from index.messages import Message
from index.post import Document, Problem
from index.regular_file import read_at_most
from index.relations.link_rules import JournalLinks, LinkRules, shortest
from index.relations.resolve import holds

from . import commit_moments
from .commit_moments import FirstCommits
from .known_folders import Identities, KnownFolders, identities_if_same, settings_digest

if TYPE_CHECKING:
    from index.reading.files.kinds.kind import SourceKind
    from index.reading.files.site import Site
    from index.reading.files.walk import SourceFile
    from index.reading.markdown.outline import Scan
    from index.store.catalog import Catalog, Entry

    from .refresh import SourceListing

_MOST_PATHS = 200
"""Of more changes than these at once the system may not have told each."""


@dataclass(frozen=True, slots=True)
class _Assumed:
    """What an index has of the files of a journal.

    ``folder`` is that of the journal, empty for a single file. ``entries`` are those of its posts
    by path, ``places`` tells the sites within the journal. ``catalog`` is what all of that is from
    where a look at the folders has confirmed it. ``places_of_folders`` has the kind, the collection
    and the site of the files in a folder, as far as these were asked for.
    """

    folder: str
    entries: Mapping[str, Entry]
    places: JournalLinks
    catalog: Catalog | None = None
    places_of_folders: dict[str, tuple[SourceKind, str, str]] = field(default_factory=dict)


class SourceFiles:
    """What is on disk at ``root``, as last looked at.

    Args:
        root: The folder of the journal, or its only file.
        index_folder: Where it is kept when files were first committed.
        kind: The name of the journal's kind where that was chosen, empty where it is found out.
    """

    def __init__(self, root: Path, index_folder: Path, kind: str = "") -> None:
        self.root = root
        self.kind = kind
        self._index_folder = index_folder
        self._commits: FirstCommits | None = None
        self._lock = Lock()
        self._site: Site | None = None
        self._found: dict[str, SourceFile] | None = None
        self._last: SourceListing | None = None
        self._assumed: _Assumed | None = None
        self._identities: Identities | None = None
        self._has_unsaved_commits = False

    def scan(self, seen: Callable[[int], None], paths: Collection[str] = ()) -> SourceListing:
        """Walk through the journal; ``seen`` is called with the number of files so far.

        Where only files at some ``paths`` may have changed since the last walk, only these are
        looked at, if that is enough to know what a walk would find.

        Raises what ``seen`` raises, and JournalError where the journal no longer exists or cannot
        be read.
        """
        from index.reading.files.folder_states import WalkedFolders, extensions_asked_for
        from index.reading.files.site import Site
        from index.reading.files.walk import SourceFile, walk

        from .refresh import SourceListing

        if not _is_there(self.root, f"{self.root}"):
            raise JournalError(_gone(f"{self.root}"))
        if paths and (again := self._looked_at_again(paths)):
            return again
        found: dict[str, SourceFile] = {}
        others: list[str] = []
        try:
            site = Site.load(self.root, self.kind)
            problems: list[Problem] = []
            moments = self.first_commits.moments
            folders = WalkedFolders(extensions_asked_for(site))
            for item in walk(site, attached=others.append, folders=folders):
                if isinstance(item, SourceFile):
                    if (moment := moments.get(item.path)) is not None:
                        item = replace(item, first_commit=moment)
                    found[item.path] = item
                    seen(len(found))
                else:
                    problems.append(item)
            site = site.with_parts(file.base for file in found.values())
        except OSError as error:
            if isinstance(error, FileNotFoundError) and not _is_there(self.root, f"{self.root}"):
                raise JournalError(_gone(f"{self.root}")) from error
            raise_if_passing(f"{self.root}", error)
            raise JournalError(_unreadable(f"{self.root}", error)) from error
        sources = SourceListing(
            root=os.path.realpath(self.root),
            name=site.name,
            url=site.url,
            baseurl=site.baseurl,
            fingerprint=site.whole_fingerprint,
            files=found,
            problems=(*site.all_problems, *problems),
            site=site,
            places=JournalLinks(tuple(_link_rules(site)), shortest(others)),
            replaced=self._replaced(found),
            folders=folders,
        )
        with self._lock:
            self._site, self._found, self._last = site, found, sources
            self._assumed = self._identities = None
        return sources

    def is_as_known(
        self,
        known: KnownFolders,
        catalog: Catalog,
        entries: Mapping[str, Entry],
        step: Callable[[], None],
    ) -> bool:
        """Whether a walk would find what it found when ``known`` was kept.

        If so, the files are taken for what the index has of them, until the next scan.

        Args:
            known: The folders as they were then.
            catalog: What is stored.
            entries: The entries of the catalog by path.
            step: Called for each folder; it may raise.
        """
        if self._has_unsaved_commits:
            return False
        from index.reading.files.site import Site

        try:
            site = Site.load(self.root, self.kind).with_parts(known.parts)
            if self.settings_digest(site) != known.settings:
                return False
            identities = identities_if_same(os.fspath(self.root), known, step)
        except (OSError, JournalError):  # a walk tells what it is
            return False
        if identities is None:
            return False
        with self._lock:
            self._site, self._found, self._last = site, None, None
            self._assumed = _Assumed(self._folder, entries, catalog.places, catalog)
            self._identities = identities
        return True

    @staticmethod
    def settings_digest(site: Site) -> bytes:
        """What of the settings of a journal decides what a scan finds."""
        return settings_digest(site, tuple(_link_rules(site)))

    def _replaced(self, now: Mapping[str, SourceFile]) -> frozenset[str]:
        """The paths of files that took the place of others of the same size and moment."""
        with self._lock:
            before, assumed, identities = self._found, self._assumed, self._identities

        def is_replaced(path: str, file: SourceFile) -> bool:
            was: SourceFile | Entry | None = None
            if before is not None:
                was = before.get(path)
            elif assumed is not None:
                was = assumed.entries.get(path)
            if was is None or was is file:
                return False
            if (was.mtime_ns, was.size) != (file.mtime_ns, file.size) or file.identity is None:
                return False
            known = was.identity if isinstance(was, SourceFile) else None
            if known is not None:
                return known != file.identity
            return identities is not None and not identities.has(path, file.identity)

        from index.reading.files.walk import SourceFile

        return frozenset(path for path, file in now.items() if is_replaced(path, file))

    def _as_assumed(self) -> tuple[SourceListing | None, dict[str, SourceFile] | None]:
        """What a walk would have found where all was as known, and its files."""
        with self._lock:
            assumed, site, identities = self._assumed, self._site, self._identities
        if assumed is None or assumed.catalog is None or site is None or identities is None:
            return None, None
        from .refresh import SourceListing

        catalog = assumed.catalog
        files = {path: self._assumed_source(path, assumed) for path in assumed.entries}
        listing = SourceListing(
            root=catalog.root,
            name=catalog.name,
            url=catalog.url,
            baseurl=catalog.baseurl,
            fingerprint=catalog.fingerprint,
            files=files,
            problems=catalog.problems,
            site=site,
            places=catalog.places,
        )
        return listing, files

    def _looked_at_again(self, paths: Collection[str]) -> SourceListing | None:
        """The result of the last walk, with the files at some paths as they are now.

        None where a walk would find something else, or might: new files, links, folders and
        settings need a walk.
        """
        with self._lock:
            last, found = self._last, self._found
        if len(paths) > _MOST_PATHS:
            return None
        if last is None:
            last, found = self._as_assumed()
        if last is None or found is None:
            return None
        from index.reading.files.walk import identity_of

        now = dict(found)
        for path in paths:
            source = found.get(path)
            try:
                status = os.lstat(self.root / path if source is None else source.real)
            except FileNotFoundError:
                if source is None and (_is_setting(path) or last.holds(path)):
                    return None
                now.pop(path, None)
                continue
            except (OSError, ValueError):
                return None
            if source is None or not stat.S_ISREG(status.st_mode):
                return None
            if last.site.languages and path.rpartition("/")[2].startswith("_index."):
                return None  # it may hand values down to others
            now[path] = replace(
                source,
                mtime_ns=status.st_mtime_ns,
                size=status.st_size,
                identity=identity_of(status),
            )
        looked_at = {path: file for path in paths if (file := now.get(path)) is not None}
        sources = replace(last, files=now, replaced=self._replaced(looked_at), folders=None)
        with self._lock:
            self._found, self._last = now, sources
        return sources

    @property
    def first_commits(self) -> FirstCommits:
        """When files were first committed, as far as it is known."""
        if self._commits is None:
            self._commits = commit_moments.load(self._index_folder)
        return self._commits

    def use_first_commits(self, commits: FirstCommits) -> None:
        """Keep when files were first committed; the next scan walks through the journal."""
        with self._lock:
            self._commits, self._last = commits, None
        try:
            commit_moments.save(self._index_folder, commits)
        except OSError:  # then git is asked again next time
            self._has_unsaved_commits = True

    @property
    def _folder(self) -> str:
        """The folder of the journal, empty where that is a single file."""
        return os.fspath(self.root).rstrip("/") if self.root.is_dir() else ""

    def assume(self, entries: Mapping[str, Entry], places: JournalLinks) -> None:
        """Take the files for what an index has of them, by path, until the next scan.

        ``places`` tells the sites within the journal.
        """
        with self._lock:
            self._assumed = _Assumed(self._folder, entries, places)

    def _assumed_source(self, path: str, assumed: _Assumed) -> SourceFile:
        """The file of a post as an index has it. Raises JournalError if it has none, OSError."""
        from index.reading.files.walk import SourceFile

        entry = assumed.entries.get(path)
        if entry is None:
            raise JournalError(_gone(path))
        folder = path[: path.rfind("/") + 1]
        place = assumed.places_of_folders.get(folder)
        if place is None:
            place = assumed.places_of_folders[folder] = self._assumed_place(folder, assumed)
        return SourceFile(
            path,
            f"{assumed.folder}/{path}" if assumed.folder else os.fspath(self.root),
            entry.mtime_ns,
            entry.size,
            *place,
            self.first_commits.moments.get(path),
        )

    def _assumed_place(self, folder: str, assumed: _Assumed) -> tuple[SourceKind, str, str]:
        """The kind, the collection and the site of the files in a folder. Raises OSError."""
        from index.reading.files.site import Site

        if self._site is None:
            site = Site.load(self.root, self.kind)
            self._site = site.with_parts(rules.base for rules in assumed.places.sites)
        part = self._site.part(assumed.places.rules_for(folder).base)
        place = part.place_of(part.within(folder))
        return place.kind if place else "note", place.collection if place else "", part.base

    def source(self, path: str) -> SourceFile:
        """The file of a post. Raises JournalError if there is none, or its disk fails."""
        with self._lock:
            found, assumed = self._found, self._assumed
        if found is None and assumed is not None:
            try:
                return self._assumed_source(path, assumed)
            except OSError as error:
                raise_if_passing(path, error)
                raise JournalError(_unreadable(path, error)) from error
        if found is None:
            self.scan(lambda _: None)
            found = self._found or {}
        if path not in found:
            raise JournalError(_gone(path))
        return found[path]

    def _source_there(self, path: str) -> SourceFile:
        """The file of a post. Raises JournalError if it has gone, or its disk fails."""
        source = self.source(path)
        if not _is_there(Path(source.real), path):
            raise JournalError(_gone(path))
        return source

    def read(self, path: str) -> Document:
        """A post as its file says now. Raises JournalError if the file has gone."""
        source = self._source_there(path)
        from index.reading.read import read

        assert self._site is not None
        return read(source, self._site)

    def read_as(self, path: str, data: bytes) -> Document:
        """A post as if its file held other bytes. Raises JournalError if there is no such post."""
        source = self.source(path)
        from index.reading.read import read

        assert self._site is not None
        return read(source, self._site, data)

    def scanned(self, path: str) -> Scan | None:
        """What the body of a post holds now, None where its file cannot be read.

        A third of the work of ``read``. Raises JournalError if the file has gone.
        """
        source = self._source_there(path)
        from index.reading.scanning import scanned

        site = self._site
        assert site is not None

        def expanded() -> Scan:
            from index.reading.read import scan_of

            return scan_of(source, site)

        return scanned(source, site, expanded)


def readable(path: str | os.PathLike[str]) -> Path:
    """Where a journal is, from the root on.

    Raises JournalError where there is nothing at ``path``, or it may not be read.
    """
    try:
        root = Path(path).expanduser().absolute()
        is_folder, is_there = root.is_dir(), root.exists()
        is_other = is_there and not is_folder and not root.is_file()
    except (OSError, ValueError, RuntimeError) as error:
        raise JournalError(
            Message.of("path-cannot-be-opened", path=f"{os.fspath(path)!r}", reason=reason(error))
        ) from error
    if not is_there:
        raise JournalError(Message.of("path-missing", path=f"{root}"))
    if is_other:
        raise JournalError(Message.of("path-neither-folder-nor-file", path=f"{root}"))
    if not os.access(root, os.R_OK | (os.X_OK if is_folder else 0)):
        raise JournalError(Message.of("path-not-permitted", path=f"{root}"))
    return root


def _is_there(file: Path, path: str) -> bool:
    """Whether there is something. Raises JournalError where that cannot be told.

    Args:
        file: Where to look.
        path: What it is called where that cannot be told.
    """
    try:
        return file.exists()
    except OSError as error:
        raise_if_passing(path, error)
        raise JournalError(_unreadable(path, error)) from error


def _is_setting(path: str) -> bool:
    """Whether a file that is not a post may change what a walk finds."""
    from index.reading.files.kinds.registry import MARKED

    *folders, name = path.split("/")
    return any(part.startswith("_") for part in (*folders, name)) or (
        name == ".gitignore" or name in MARKED
    )


def _link_rules(site: Site) -> Iterator[LinkRules]:
    """The rules for links of a journal and of the sites within it, the deepest first."""
    for one in (*sorted(site.parts.values(), key=lambda part: part.base, reverse=True), site):
        folders = (f"{folder}/".removeprefix(one.prefix) for folder in one.static_folders)
        yield LinkRules(
            one.base,
            one.baseurl,
            tuple(f"{one.base}{folder}" for folder in folders),
            one.asset_folders,
            one.kind.bare_names,
            one.kind.unwritten_notes,
            one.kind.glossary_links,
            one.kind.has_neighbours,
            one.kind.made_pages,
            one.kind.link_placeholders,
        )


def contents(root: Path, path: str, most: int) -> bytes:
    """The bytes of a file of the journal that is not a post.

    Args:
        root: The folder of the journal, or its only file.
        path: The path of the file, relative to the root.
        most: The greatest number of bytes that it may have.

    Raises:
        JournalError: There is no such file inside the journal, or it is larger.
    """
    if not holds(root, path):
        raise JournalError(Message.of("no-file-of-journal", path=path))
    try:
        folder = root.parent if root.is_file() else root
        data = read_at_most((folder / path.lstrip("/")).resolve(), most + 1)
    except OSError as error:
        raise JournalError(_unreadable(path, error)) from error
    if len(data) > most:
        raise JournalError(Message.of("file-too-large", path=path, most=most))
    return data


def _gone(path: str) -> Message:
    return Message.of("path-gone", path=path)


def _unreadable(path: str, error: OSError) -> Message:
    return Message.of("path-unreadable", path=path, reason=reason(error))
