"""Replaces the snapshot of a journal when its files or its index change."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from threading import Lock, RLock
from typing import TYPE_CHECKING, TypeVar

from index.errors import (
    Cancelled,
    JournalError,
    Unavailable,
    index_unavailable,
    journal_unavailable,
    reason,
)
from index.messages import Message
from index.post import Post, Problem
from index.relations.resolve import RelationResolver
from index.search.corpus.text_cache import FileTexts, TextCache
from index.store import catalog as catalogs
from index.store import location
from index.store.build import merge_policy
from index.store.catalog import Catalog, IndexClosed, IndexCorrupt, StoredFile

from . import commit_moments, known_folders, meaning
from .known_folders import NO_FILE, KnownFolders, stamp
from .snapshot import Snapshot
from .source_files import SourceFiles

if TYPE_CHECKING:
    from index.results import MadeVectors, Progress, Refreshed
    from index.store.catalog import Entry
    from index.store.segment.written import WrittenSegment
    from index.store.temporary import TemporaryFolder
    from index.store.whoosh_codec.open_segments import OpenSegments
    from index.store.whoosh_codec.reader import IndexReader

    from .meaning.post_vectors import PostVectors
    from .preview import TitlePreview
    from .refresh import Changes, ProgressReporter, SourceListing

T = TypeVar("T")

_LOCK_WAIT = 0.5
_TRIES = 3


@dataclass(frozen=True, slots=True)
class RefreshOptions:
    """The arguments of ``Journal.refresh``."""

    rebuild: bool
    progress: Callable[[Progress], None] | None
    titles: Callable[[Sequence[Post]], None] | None
    cancelled: Callable[[], bool]
    paths: Collection[str] = ()
    apart: bool = False


class IndexUpdater:
    """Holds the snapshot of a journal, and does all that replaces it.

    ``snapshot`` is read without a lock; it is replaced as a whole. The locks, in the order in which
    they may be taken:

    1. ``_refreshing``: held during a refresh, and while a merge is committed.
    2. The lock between processes (``location.writers_lock``): held while files of the index change.
    3. ``_opening``: held while the index is opened, given up, or taken for reading, so that a
       snapshot is not closed before it is read. It is reentrant.
    4. ``_swapping``: held while ``snapshot`` is replaced after a look at what it was.
    """

    def __init__(self, files: SourceFiles, folder: Path) -> None:
        self.notices: tuple[Problem, ...] = ()
        self._files = files
        self._relations = RelationResolver(files.root)
        self._folder = folder
        self._real = os.path.realpath(files.root)
        self._look: TitlePreview | None = None
        self._temporary: TemporaryFolder | None = None
        self._damaged = False
        self._segments: OpenSegments | None = None
        self._newest: IndexReader | None = None
        self._unread: Snapshot | None = None
        self._stamp = NO_FILE
        self._estimates: bool | None = None
        self._texts = TextCache(self._file_texts)
        self._swapping = Lock()
        self._opening = RLock()
        self._refreshing = Lock()
        name = Path(self._real).name or self._real
        self.snapshot = Snapshot(Catalog(self._real, name, "", "", "", 0, {}, ()), self._texts)
        self._load()

    @property
    def ready(self) -> bool:
        """Whether there is an index, so that a search looks into the posts."""
        return self.snapshot.catalog.generation > 0 and not self._damaged

    def ask(self, question: Callable[[Snapshot], T]) -> T:
        """Answer a question with the snapshot and its index, which is kept open meanwhile.

        Where the index is damaged, or cannot be read now, a snapshot without it answers. Raises
        what the question raises.
        """
        for _ in range(_TRIES):
            try:
                with self.reading() as snapshot:
                    return question(snapshot)
            except IndexCorrupt:
                if (without := self._give_up(snapshot)) is not None:
                    return question(without)
            except IndexClosed:
                continue
            except (Unavailable, OSError, MemoryError) as error:
                if (passing := index_unavailable(error)) is None:
                    raise
                return question(self._without_index(passing.reason))
        return question(self._without_index(Message.of("index-replaced")))

    @contextmanager
    def reading(self) -> Iterator[Snapshot]:
        """Keep the index of the snapshot open while the body of the ``with`` runs, if it has one.

        An index that has been replaced is closed once nobody reads it. Raises Unavailable, and
        IndexClosed where the index is closed already.
        """
        with self._opening:
            snapshot = self.searchable()
            reading = snapshot.index.read() if snapshot.index else nullcontext()
            reading.__enter__()
        try:
            yield snapshot
        finally:
            reading.__exit__(None, None, None)

    def _give_up(self, corrupt: Snapshot) -> Snapshot | None:
        """Mark an index as damaged in which damage was found; None where it has been replaced.

        Returns:
            The snapshot that answers without it.
        """
        with self._opening:
            return None if self._is_replaced(corrupt) else self.damaged()

    def _is_replaced(self, snapshot: Snapshot) -> bool:
        """Whether there is another generation than that of a snapshot; if so, it is loaded."""
        generation = snapshot.catalog.generation
        with self._opening:  # no refresh may commit between reading the catalog and using it
            if self.snapshot.catalog.generation == generation:
                if catalogs.generation(self._folder) == generation:
                    return False
                self._load()
            return self.snapshot.catalog.generation != generation

    def _without_index(self, why: Message | str) -> Snapshot:
        """A snapshot of the posts for as long as their index cannot be read.

        It reads no files of posts, which cannot be read for the same reason.
        """
        catalog, unread = self.snapshot.catalog, self._unread
        if unread is None or unread.catalog is not catalog or unread.unread_for != why:
            texts, before = TextCache(lambda _: None), self.snapshot
            unread = Snapshot(catalog, texts, before=before, unread_for=why)
            self._unread = unread
        return unread

    def searchable(self) -> Snapshot:
        """The snapshot with its index open, if it has one that can be used. Raises Unavailable."""
        with self._opening:
            for _ in range(_TRIES):
                snapshot = self.snapshot
                if snapshot.index or not self.ready:
                    return snapshot
                if self._open(snapshot):
                    return self.snapshot
        return self.snapshot

    def damaged(self) -> Snapshot:
        """Mark the index as damaged, so that the next refresh builds it again.

        From then on nobody opens it or begins to read it; a snapshot without it answers.
        """
        with self._opening:
            self._damaged = True
            with self._swapping:
                if self.snapshot.index:
                    catalog = self.snapshot.catalog
                    self.snapshot = Snapshot(catalog, self._texts, before=self.snapshot)
                snapshot = self.snapshot
            self._let_go()
        return snapshot

    def refresh(self, options: RefreshOptions) -> Refreshed:
        """See ``Journal.refresh``."""
        done = self._refresh_somewhere(options)
        if merge_policy.overdue(self.snapshot.catalog):
            self.tidy(options.cancelled, apart=options.apart)
        return done

    def _refresh_somewhere(self, options: RefreshOptions) -> Refreshed:
        """Refresh in the cache folder, or where an index can be written."""
        with self._refreshing:
            try:
                return self._refreshed(options)
            except OSError as error:
                self._use_temporary(error)
            try:
                return self._refreshed(options)
            except OSError as error:
                raise JournalError(_nowhere(error)) from error

    def _refreshed(self, options: RefreshOptions) -> Refreshed:
        """What a refresh changed. Raises JournalError where it cannot be done now, and OSError."""
        try:
            return self._refresh(options)
        except (OSError, MemoryError) as error:
            passing = journal_unavailable(error)
            if passing is None or not passing.passing:
                raise
            raise passing from error

    def look_ahead(self) -> None:
        """See ``Journal.look_ahead``."""
        if self.ready or self._look:
            return
        from .preview import TitlePreview

        self._look = TitlePreview(self._files.root, self._files.kind, self._preview)

    def first_posts(self, than: int, cancelled: Callable[[], bool]) -> Sequence[Post]:
        """See ``Journal.first_posts``."""
        look = self._look
        while look and len(self.snapshot.posts) <= than and not look.over():
            if cancelled():
                raise Cancelled
        return self.snapshot.posts

    def _looked(self, cancelled: Callable[[], bool]) -> Mapping[str, Entry]:
        """Wait for the entries of the preview."""

        def step() -> None:
            if cancelled():
                raise Cancelled

        return self._look.entries(step) if self._look else {}

    def _preview(self, name: str, entries: Sequence[Entry]) -> None:
        """Show the entries of the preview, unless as many are shown already."""
        with self._swapping:
            known = self.snapshot.catalog
            if not known.generation and len(known.entries) < len(entries):
                catalog = replace(known, name=name, entries=tuple(entries))
                self.snapshot = Snapshot(catalog, self._texts)

    def find_first_commits(self, cancelled: Callable[[], bool], seconds: float) -> bool:
        """See ``Journal.find_first_commits``."""
        if self._estimates is False:
            return False
        posts, known = self.snapshot.posts, self._files.first_commits
        if not any(post.is_estimated for post in posts):
            return False
        from . import first_commits

        paths = [post.path for post in posts]
        root, folder = self._files.root, self._folder
        found = first_commits.find(root, paths, known, cancelled, seconds, kept_in=folder)
        if found == known:
            return False
        self._files.use_first_commits(found)
        return found.moments != known.moments

    def use_as_indexed(self) -> None:
        """See ``Journal.use_as_indexed``."""
        snapshot = self.snapshot
        self._files.assume(snapshot.entries, snapshot.catalog.places)

    def prepare(self) -> None:
        """Look up all terms once, so that the first letter typed does not wait for them."""
        self.ask(lambda snapshot: snapshot.collection.prepare())

    def tidy(self, cancelled: Callable[[], bool], *, apart: bool) -> bool:
        """See ``Journal.tidy``."""
        if not self.ready or not merge_policy.needed(self.snapshot.catalog):
            return False

        def step() -> None:
            if cancelled() or self._refreshing.locked():
                raise Cancelled

        try:
            with self.reading() as snapshot:
                return self._merge(snapshot, step, apart=apart)
        except (Cancelled, IndexClosed, Unavailable, OSError, MemoryError):
            return False
        except IndexCorrupt:
            self._give_up(snapshot)
            return False

    def _merge(self, snapshot: Snapshot, step: Callable[[], None], *, apart: bool) -> bool:
        """Merge the segments of a snapshot; False where a refresh came first.

        Merging takes no lock. Only the commit at its end does, and only where nobody else holds it.
        """
        from index.lock import held
        from index.store.build.merge_room import room

        if (index := snapshot.index) is None:
            return False
        with room(self._folder) as made:
            if apart:
                from .workers import merge_process

                found = merge_process.merged(self._folder, snapshot.catalog, made, step)
            else:
                from index.store.build import merging

                found = merging.merged(index, snapshot.catalog, made, step)
            if found is None or not self._refreshing.acquire(blocking=False):
                return False
            try:
                with held(location.writers_lock(self._folder), 0.0) as is_held:
                    return is_held and self._replace(snapshot.catalog, *found)
            finally:
                self._refreshing.release()

    def _replace(self, catalog: Catalog, names: frozenset[str], written: WrittenSegment) -> bool:
        """Commit a merged segment in place of those it was made of, if they are still there."""
        from index.store.whoosh_codec.writer import IndexWriter

        if catalogs.generation(self._folder) != catalog.generation:
            return False
        now = catalog

        def save(generation: int, segments: dict[str, StoredFile]) -> None:
            nonlocal now
            new = replace(catalog, generation=generation, segments=segments)
            now = catalogs.save(self._folder, new)

        writer = IndexWriter(self._folder, fresh=False, known=catalog.segments)
        writer.commit([written], save, replaced=names)
        catalogs.drop_others(self._folder, now)
        with self._opening:
            self._swap(Snapshot(now, self._texts, before=self.snapshot))
        merged, self._stamp = self._stamp, self._stamp_now()
        known = known_folders.load(self._folder)
        if known is not None and known.catalog == merged:
            known_folders.save(self._folder, replace(known, catalog=self._stamp))
        return True

    @cached_property
    def _vectors(self) -> PostVectors | None:
        """The vectors of the posts; None where the extra that makes them is not installed."""
        if not meaning.is_installed():
            return None
        from .meaning.post_vectors import PostVectors

        return PostVectors()

    def make_vectors(self, cancelled: Callable[[], bool], wait: Callable[[], None]) -> MadeVectors:
        """Make the vectors of posts that have none, newest first: see ``PostVectors.make``."""
        if self._vectors is None:
            from index.results import MadeVectors

            return MadeVectors()
        snapshot = self.snapshot
        entries = [snapshot.entries[post.path] for post in snapshot.posts]
        return self._vectors.make(self._folder, entries, self._files.read, cancelled, wait)

    @property
    def finds_by_meaning(self) -> bool:
        """Whether there are vectors of posts, and an encoder to ask."""
        return self._vectors is not None and self._vectors.has_any(self._folder)

    def likeness(
        self, text: str, seconds: float, cancelled: Callable[[], bool]
    ) -> Mapping[str, float]:
        """How close posts are to a text in meaning, by path: see ``PostVectors.likeness``.

        Args:
            text: The text.
            seconds: How long to wait for the encoder.
            cancelled: Asked often.

        Raises:
            Cancelled: ``cancelled`` said so.
        """
        if self._vectors is None:
            return {}
        entries = self.snapshot.catalog.entries
        return self._vectors.likeness(self._folder, entries, text, seconds, cancelled)

    def nearness(self, path: str) -> Mapping[str, float]:
        """How close other posts are to one in meaning, by path: see ``PostVectors.nearness``."""
        if self._vectors is None:
            return {}
        return self._vectors.nearness(self._folder, self.snapshot.entries, path)

    def close(self) -> None:
        """Close all files, and remove an index that was for this run alone."""
        if (vectors := vars(self).get("_vectors")) is not None:
            vectors.close()
        if self._look:
            self._look.close()
        self._swap(Snapshot(self.snapshot.catalog, self._texts, before=self.snapshot))
        self._let_go()
        if self._temporary:
            self._temporary.close()

    def _load(self) -> None:
        """Load the newest catalog that is stored, if there is one."""
        if not location.is_private(self._folder):
            return
        with suppress(OSError):  # a file system without permissions, or one that is read-only
            location.close_to_readers(self._folder)
        newest = catalogs.generation(self._folder) or 0
        before = stamp(catalogs.file_of(self._folder, newest))
        try:
            catalog = catalogs.load(self._folder, self._real)
        except IndexCorrupt:
            return
        except Unavailable as error:
            if error.passing:
                raise
            return
        self._stamp = before if catalog.generation == newest else NO_FILE
        self._swap(Snapshot(catalog, self._texts, before=self.snapshot))

    def _swap(self, snapshot: Snapshot) -> None:
        with self._swapping:
            self.snapshot = snapshot

    def _let_go(self) -> None:
        """Close the newest generation as soon as nobody reads it."""
        with self._opening:
            newest, self._newest = self._newest, None
            if newest:
                newest.close()

    def _open(self, snapshot: Snapshot) -> bool:
        """Open the index of a snapshot; False where there is another generation by now."""
        from index.store.whoosh_codec.open_segments import OpenSegments
        from index.store.whoosh_codec.reader import IndexReader

        catalog = snapshot.catalog
        if self._segments is None:
            self._segments = OpenSegments()
        try:
            index = IndexReader(
                self._folder, catalog, snapshot.numbers, self._segments, before=self._newest
            )
        except IndexCorrupt:
            if catalogs.generation(self._folder) == catalog.generation:
                self._damaged = True
                return True
            self._load()
            return False
        self._let_go()
        self._newest = index
        with self._swapping:
            if self.snapshot is snapshot:
                self.snapshot = snapshot.with_index(index)
                return True
        return False

    def _refresh(self, options: RefreshOptions) -> Refreshed:
        from index.lock import held
        from index.results import Refreshed

        from . import refresh

        report = refresh.ProgressReporter(options.progress, options.cancelled)
        report.step("scanning", 0, 0)
        self._estimates = None
        if not (options.rebuild or options.paths) and self._is_as_known(report):
            return Refreshed()
        sources = self._files.scan(lambda seen: report.step("scanning", seen, 0), options.paths)
        catalog = self._current()
        changes = refresh.differences(catalog, sources, everything=options.rebuild)
        dated = catalog is None or not changes.redated
        if catalog and dated and not changes.any and not _settings_changed(catalog, sources):
            self._keep_known(sources)
            return Refreshed()
        location.make_private(self._folder)
        with held(location.writers_lock(self._folder), _LOCK_WAIT, options.cancelled) as is_held:
            if not is_held:
                return Refreshed(behind=True)
            now = self._current()
            if now is not catalog:
                catalog, changes = (
                    now,
                    refresh.differences(now, sources, everything=options.rebuild),
                )
            done = self._write(catalog, sources, changes, options, report)
            self._stamp = self._stamp_now()
            self._keep_known(sources)
            return done

    def _is_as_known(self, report: ProgressReporter) -> bool:
        """Whether the journal is as it was when its index was last found to be up to date."""
        known = known_folders.load(self._folder)
        if known is None or time.time() >= known.until or self._current() is None:
            return False
        if known.catalog != self._stamp or known.commits != _stamp_of_commits(self._folder):
            return False
        snapshot = self.snapshot
        same = self._files.is_as_known(
            known,
            snapshot.catalog,
            snapshot.entries,
            lambda: report.step("scanning", 0, 0),
        )
        if same:
            self._estimates = known.has_estimates
        return same

    def _keep_known(self, sources: SourceListing) -> None:
        """Keep the state of the folders that an index was made of, or was found to agree with."""
        from . import refresh

        catalog, walked = self.snapshot.catalog, sources.folders
        if walked is None or not walked.is_whole or not walked.digests:
            return
        if self._stamp != self._stamp_now():
            return  # another ilgi has written meanwhile, or a write was cancelled
        known_folders.save(
            self._folder,
            KnownFolders(
                self._stamp,
                _stamp_of_commits(self._folder),
                self._files.settings_digest(sources.site),
                tuple(sources.site.parts),
                walked.extensions,
                tuple(walked.unmarked),
                refresh.time_of_next_change(catalog, sources),
                any(post.is_estimated for post in self.snapshot.posts),
                walked.digests,
            ),
        )

    def _stamp_now(self) -> known_folders.Stamp:
        """The stamp of the catalog of the snapshot."""
        return stamp(catalogs.file_of(self._folder, self.snapshot.catalog.generation))

    def _current(self) -> Catalog | None:
        """The catalog that is stored now; None where its index cannot be used."""
        if catalogs.generation(self._folder) != self.snapshot.catalog.generation:
            self._damaged = False
            self._load()
        try:
            self.searchable()
        except Unavailable as error:
            if error.passing:
                raise
            self._damaged = True
        stored = catalogs.generation(self._folder) == self.snapshot.catalog.generation
        return self.snapshot.catalog if self.ready and stored else None

    def _write(
        self,
        catalog: Catalog | None,
        sources: SourceListing,
        changes: Changes,
        options: RefreshOptions,
        report: ProgressReporter,
    ) -> Refreshed:
        from index.results import Refreshed

        from . import refresh

        shown = {} if catalog is None else self.snapshot.entries
        fresh = catalog is None or options.rebuild or catalog.fingerprint != sources.fingerprint
        if catalog is not None and changes.redated:
            catalog = refresh.with_estimates(catalog, sources, changes.redated)
        if catalog is not None and not changes.any:
            self._texts.forget(shown)
            renewed = replace(
                catalog,
                name=sources.name,
                url=sources.url,
                baseurl=sources.baseurl,
                fingerprint=sources.fingerprint,
                problems=sources.problems,
                kind=sources.site.shown_kind,
                places=sources.places,
            )
            renewed = catalogs.save(self._folder, renewed)
            self._swap(Snapshot(renewed, self._texts, before=self.snapshot))
            return Refreshed(changed=changes.redated)
        if catalog is None:
            self.damaged()
            _empty(self._folder)
        self._texts.forget((*changes.changed, *changes.removed))

        def titles(known: Catalog) -> None:
            snapshot = Snapshot(known, self._texts, before=self.snapshot)
            self._swap(snapshot)
            if options.titles:
                options.titles(snapshot.posts)

        def committed(known: Catalog) -> None:
            with self._opening:
                self._swap(Snapshot(known, self._texts, before=self.snapshot))
                self._damaged = False

        last = refresh.apply(
            self._folder,
            catalog,
            sources,
            changes,
            relations=self._relations,
            fresh=fresh,
            report=report,
            titles=titles if catalog is None and options.titles else None,
            committed=committed,
            previewed=self._looked(options.cancelled) if catalog is None else None,
        )
        self._look = None
        now = {entry.post.path: entry for entry in last.entries}
        return Refreshed(
            added=changes.added,
            changed=tuple(
                p for p in (*changes.changed, *changes.redated) if _differs(shown.get(p), now[p])
            ),
            removed=changes.removed,
        )

    def _use_temporary(self, error: OSError) -> None:
        """Use a temporary folder for the index of this run.

        The cache folder cannot be written.
        """
        if self._temporary:
            raise JournalError(_nowhere(error)) from error
        why = reason(error, brief=True)
        message = Message.of("index-temporary", folder=f"{self._folder}", reason=why)
        try:
            from index.store.temporary import TemporaryFolder

            self._temporary = TemporaryFolder()
        except OSError as final:
            raise JournalError(_nowhere(final)) from final
        self.notices = (Problem("", "unreadable", message),)
        with self._opening:
            self.damaged()
            self._folder = self._temporary.path

    def _file_texts(self, post: Post) -> FileTexts | None:
        """The texts of a post as its file says now; None if it cannot be read."""
        from index.search.corpus.post_terms import joined

        try:
            scanned = self._files.scanned(post.path)
        except JournalError:
            return None
        if scanned is None:
            return None
        return FileTexts(joined(scanned.headings), scanned.prose, scanned.code)


def _stamp_of_commits(folder: Path) -> known_folders.Stamp:
    return stamp(commit_moments.file_of(folder))


def _nowhere(error: OSError) -> Message:
    return Message.of("index-nowhere", reason=reason(error))


def _settings_changed(catalog: Catalog, sources: SourceListing) -> bool:
    before = (catalog.name, catalog.fingerprint, catalog.problems, catalog.places, catalog.kind)
    now = (sources.name, sources.fingerprint, sources.problems, sources.places)
    return before != (*now, sources.site.shown_kind)


def _differs(before: catalogs.Entry | None, now: catalogs.Entry) -> bool:
    return before is None or (before.post, before.mtime_ns, before.size) != (
        now.post,
        now.mtime_ns,
        now.size,
    )


def _empty(folder: Path) -> None:
    """Remove the files of an index that cannot be used, but for the lock that is held."""
    import shutil  # which imports all of Python's compression: not where nothing is removed

    for path in folder.iterdir():
        if path.suffix == ".lock":
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
