"""The files of a journal: found by walking, read one at a time."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from .errors import JournalError
from .post import Document, Post, Problem, newest_first
from .store.catalog import Catalog, Entry, Relations

if TYPE_CHECKING:
    from .links import LinkTable
    from .reading.outline import Scan
    from .reading.site import Site
    from .reading.walk import SourceFile
    from .store.refresh import Sources

_MOST_PATHS = 200
"""Of more changes than these at once the system may not have told each."""


class Files:
    """What is on disk at ``root``, as last looked at."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._lock = Lock()
        self._site: Site | None = None
        self._found: dict[str, SourceFile] | None = None
        self._last: Sources | None = None
        self._names = _Names()

    def scan(self, seen: Callable[[int], None], paths: Collection[str] = ()) -> Sources:
        """Walk through the journal; ``seen`` is told how many files there are so far.

        Where only files at some ``paths`` may have changed since the last time, these are looked
        at and no others, if that is enough to know what a walk would find.

        Raises what ``seen`` raises, and JournalError where the journal has gone.
        """
        from .reading.site import Site
        from .reading.walk import SourceFile, walk
        from .store.refresh import Sources

        if not self.root.exists():
            raise JournalError(f"{self.root} has gone")
        if paths and (again := self._looked_at_again(paths)):
            return again
        found: dict[str, SourceFile] = {}
        try:
            site = Site.load(self.root)
            problems = list(site.problems)
            for item in walk(site):
                if isinstance(item, SourceFile):
                    found[item.path] = item
                    seen(len(found))
                else:
                    problems.append(item)
        except OSError as error:
            raise JournalError(f"{self.root} cannot be read: {error}") from error
        sources = Sources(
            root=os.path.realpath(self.root),
            name=site.name,
            url=site.url,
            baseurl=site.baseurl,
            fingerprint=site.fingerprint,
            files=found,
            problems=tuple(problems),
            site=site,
            relate=partial(relate, self.root, self._names),
        )
        with self._lock:
            self._site, self._found, self._last = site, found, sources
        return sources

    def _looked_at_again(self, paths: Collection[str]) -> Sources | None:
        """What the last walk found with the files at some paths as they are now.

        None where a walk would find something else, or might: files that are new, links, folders
        and settings are left to it.
        """
        with self._lock:
            last, found = self._last, self._found
        if last is None or found is None or len(paths) > _MOST_PATHS:
            return None
        now = dict(found)
        for path in paths:
            source = found.get(path)
            try:
                status = os.lstat(self.root / path if source is None else source.real)
            except FileNotFoundError:
                if source is None and (_is_setting(path) or _holds_some(found, path)):
                    return None
                now.pop(path, None)
                continue
            except (OSError, ValueError):
                return None
            if source is None or not stat.S_ISREG(status.st_mode):
                return None
            now[path] = replace(source, mtime_ns=status.st_mtime_ns, size=status.st_size)
        sources = replace(last, files=now)
        with self._lock:
            self._found, self._last = now, sources
        return sources

    def source(self, path: str) -> SourceFile:
        """The file of a post. Raises JournalError if there is none."""
        with self._lock:
            found = self._found
        if found is None:
            self.scan(lambda _: None)
            found = self._found or {}
        if path not in found:
            raise JournalError(f"{path} has gone")
        return found[path]

    def read(self, path: str) -> Document:
        """A post as its file says now. Raises JournalError if the file has gone."""
        source = self.source(path)
        if not Path(source.real).exists():
            raise JournalError(f"{path} has gone")
        from .reading.read import read

        assert self._site is not None
        return read(source, self._site)

    def scanned(self, path: str) -> Scan | None:
        """What the body of a post holds now, None where its file cannot be read.

        A third of the work of ``read``. Raises JournalError if there is no such post.
        """
        source = self.source(path)
        from .reading.read import scanned

        assert self._site is not None
        return scanned(source, self._site)


def readable(path: str | os.PathLike[str]) -> Path:
    """Where a journal is, from the root on.

    Raises JournalError where there is nothing at ``path``, or it may not be read.
    """
    try:
        root = Path(path).expanduser().absolute()
        is_folder, is_there = root.is_dir(), root.exists()
    except (OSError, ValueError, RuntimeError) as error:
        raise JournalError(f"{os.fspath(path)!r} cannot be opened: {error}") from error
    if not is_there:
        raise JournalError(f"{root}: there is no such folder or file")
    if not is_folder and not root.is_file():
        raise JournalError(f"{root} is neither a folder nor a file")
    if not os.access(root, os.R_OK | (os.X_OK if is_folder else 0)):
        raise JournalError(f"{root} may not be read: see its permissions")
    return root


class _Names:
    """What links may call posts by: made for a catalog, and kept while posts have these names."""

    def __init__(self) -> None:
        self._kept: tuple[Catalog, LinkTable] | None = None

    def of(self, catalog: Catalog) -> LinkTable:
        """The names of the posts of a catalog; what they lead to may be posts as they were."""
        from .links import LinkTable

        kept = self._kept
        if kept and _same_site(kept[0], catalog) and not _renamed(kept[0], catalog):
            return kept[1]
        posts = newest_first(entry.post for entry in catalog.entries)
        table = LinkTable.build(posts, site_url=catalog.url, baseurl=catalog.baseurl)
        self._kept = catalog, table
        return table


def relate(
    root: Path,
    names: _Names,
    catalog: Catalog,
    before: Catalog | None,
    touched: Collection[str],
) -> Relations:
    """The links that lead nowhere, and the series that posts form.

    Raises JournalError where the journal has gone, so that what could not be read of it for that
    reason is not kept as if it were so.

    Where every post is still called what it was in ``before``, only the links of the ``touched``
    posts are looked at again.
    """
    from .series import group

    if not root.exists():
        raise JournalError(f"{root} has gone")
    renamed = before is None or not before.relations.complete or _renamed(before, catalog)
    if before and not renamed and not any(entry.links for entry in _of(catalog, touched)):
        kept = tuple(problem for problem in before.relations.broken if problem.path not in touched)
        return Relations(kept, before.relations.series)
    table = names.of(catalog)
    old = before.relations if before and not renamed else Relations()
    broken = [problem for problem in old.broken if problem.path not in touched]
    for entry in catalog.entries:
        if not renamed and entry.post.path not in touched:
            continue
        for link in entry.links:
            found = table.resolve(link, entry.post, exists=lambda path: holds(root, path))
            if found.kind == "broken":
                message = f"{link.target}: {found.reason}"
                broken.append(Problem(entry.post.path, "reference", message, link.line))
    if not renamed:
        return Relations(tuple(broken), old.series)
    posts = newest_first(entry.post for entry in catalog.entries)
    series = {post.path: each.name for each in group(posts).values() for post in each.posts}
    return Relations(tuple(broken), series)


def _of(catalog: Catalog, paths: Collection[str]) -> Iterator[Entry]:
    return (entry for entry in catalog.entries if entry.post.path in paths)


def _same_site(before: Catalog, catalog: Catalog) -> bool:
    return (before.url, before.baseurl) == (catalog.url, catalog.baseurl)


def _renamed(before: Catalog, catalog: Catalog) -> bool:
    """Whether a post came, went or is called something else."""
    known = {entry.post.path: entry for entry in before.entries}
    if len(known) != len(catalog.entries):
        return True
    for entry in catalog.entries:
        old = known.get(entry.post.path)
        if old is None or (old is not entry and _names(old.post) != _names(entry.post)):
            return True
    return False


def _is_setting(path: str) -> bool:
    """Whether what a walk finds may depend on a file that is no post."""
    name = path.rpartition("/")[2]
    return name.startswith("_") or name == ".gitignore"


def _holds_some(found: Mapping[str, SourceFile], folder: str) -> bool:
    return any(path.startswith(f"{folder}/") for path in found)


def _names(post: Post) -> tuple[object, ...]:
    return post.url, post.slug, post.title, post.categories, post.aliases


def contents(root: Path, path: str, most: int) -> bytes:
    """The bytes of a file of the journal that is no post.

    Raises JournalError where there is none at ``path``, it lies outside of the journal or is
    larger than ``most`` bytes.
    """
    if not holds(root, path):
        raise JournalError(f"the journal has no file {path}")
    try:
        with (root / path.lstrip("/")).resolve().open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise JournalError(f"{path} cannot be read: {error}") from error
    if len(data) > most:
        raise JournalError(f"{path} is larger than {most:,} bytes")
    return data


def holds(root: Path, path: str) -> bool:
    """Whether the journal has a file at this path relative to its root."""
    try:
        file = root / path.lstrip("/")
        return file.is_file() and file.resolve().is_relative_to(root.resolve())
    except (OSError, ValueError):
        return False
