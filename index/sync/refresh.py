"""Writes to the index what has changed in the files of a journal, and nothing else."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, tzinfo
from itertools import chain, pairwise
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import Cancelled
from index.post import Post, Problem, SourceStamp
from index.relations.link_rules import JournalLinks
from index.relations.resolve import RelationResolver, Relations
from index.results import Phase, Progress
from index.store.catalog import Catalog, Entry, StoredFile, drop_others, save
from index.store.segment.written import WrittenSegment
from index.values import dataclass

from .workers.protocol import Part, Task

if TYPE_CHECKING:
    from index.reading.files.folder_states import WalkedFolders
    from index.reading.files.site import Site
    from index.reading.files.walk import SourceFile

_MOST = 5_000
_ROUNDS = 2
_PART = "part-"
_BETWEEN_REPORTS = 0.05
_FIRST_TELLING = 1.0


@dataclass(frozen=True, slots=True)
class SourceListing:
    """The files of a journal at one moment, and the settings to read them with."""

    root: str
    name: str
    url: str
    baseurl: str
    fingerprint: str
    files: Mapping[str, SourceFile]
    problems: tuple[Problem, ...]
    site: Site
    places: JournalLinks
    replaced: frozenset[str] = frozenset()
    """Paths of files that took the place of others of the same size and moment."""
    folders: WalkedFolders | None = None
    """The folders that were walked through; None where only some files were looked at."""

    def holds(self, path: str) -> bool:
        """Whether something that was found was at a path, or in a folder there."""
        if self.places.attachments.get(path.rpartition("/")[2].casefold()) == path:
            return True
        return any(found.startswith(f"{path}/") for found in self.files)


@dataclass(frozen=True, slots=True)
class Changes:
    """What of a journal differs from its catalog, as paths."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unwritten: tuple[str, ...]
    redated: tuple[str, ...] = ()
    """Those whose files are the same, and whose dates are estimated otherwise."""

    @property
    def any(self) -> bool:
        """Whether the index has to be written."""
        return bool(self.added or self.changed or self.removed or self.unwritten)


def differences(catalog: Catalog | None, sources: SourceListing, *, everything: bool) -> Changes:
    """Which posts have to be read, written again or removed.

    Args:
        catalog: What is stored; None where nothing is.
        sources: The files that there are now.
        everything: Whether all posts are read again. They are, too, where the settings have
            changed.
    """
    known = {entry.post.path: entry for entry in catalog.entries} if catalog else {}
    everything = everything or (catalog is not None and catalog.fingerprint != sources.fingerprint)
    now = time.time()
    stamps = _Stamps(sources.site.root)
    added: list[str] = []
    changed: list[str] = []
    unwritten: list[str] = []
    redated: list[str] = []
    for path, file in sources.files.items():
        entry = known.get(path)
        if entry is None:
            added.append(path)
        elif (
            everything
            or path in sources.replaced
            or (entry.mtime_ns, entry.size) != (file.mtime_ns, file.size)
            or _publish_date_passed(entry.post, now)
            or any(map(stamps.has_changed, entry.depends))
        ):
            changed.append(path)
        else:
            if entry.number is None:
                unwritten.append(path)
            if _is_estimated_otherwise(entry.post, file, now):
                redated.append(path)
    removed = tuple(path for path in known if path not in sources.files)
    return Changes(tuple(added), tuple(changed), removed, tuple(unwritten), tuple(redated))


class _Stamps:
    """What files are like that posts depend on beside their own, each looked at once."""

    def __init__(self, root: Path) -> None:
        self._folder = root if root.is_dir() else root.parent
        self._known: dict[str, tuple[int, int]] = {}

    def has_changed(self, stamp: SourceStamp) -> bool:
        """Whether a file is other than it was."""
        now = self._known.get(stamp.path)
        if now is None:
            try:
                status = (self._folder / stamp.path).stat()
            except OSError:
                now = -1, -1
            else:
                now = status.st_mtime_ns, status.st_size
            self._known[stamp.path] = now
        return now != (stamp.mtime_ns, stamp.size)


def with_estimates(catalog: Catalog, sources: SourceListing, paths: Collection[str]) -> Catalog:
    """A catalog with the dates of some posts as their files tell them now.

    Args:
        catalog: What is stored.
        sources: The files that there are now.
        paths: The posts whose dates are estimated otherwise.
    """
    wanted, zone = frozenset(paths), sources.site.timezone
    entries = tuple(
        _redated(entry, sources.files[entry.post.path], zone)
        if entry.post.path in wanted
        else entry
        for entry in catalog.entries
    )
    return replace(catalog, entries=entries, since=catalog.since | wanted)


def _is_estimated_otherwise(post: Post, file: SourceFile, now: float) -> bool:
    """Whether the date of a post is an estimate, and its file's first commit tells another."""
    if not post.is_estimated or file.kind == "draft":
        return False
    committed = file.first_commit
    if committed is None or post.date is None or post.date_source != "commit":
        return (post.date_source == "commit") != (committed is not None)
    return committed <= now and int(post.date.timestamp()) != committed


def _redated(entry: Entry, file: SourceFile, zone: tzinfo) -> Entry:
    """An entry with the date that its file tells."""
    from index.reading.metadata.estimates import estimated_date

    date, source = estimated_date(file, zone)
    return replace(entry, post=replace(entry.post, date=date, date_source=source))


def _publish_date_passed(post: Post, now: float) -> bool:
    """Whether a post was dated in the future when it was read, and is no longer."""
    moment: datetime | None = post.date
    return "future" in post.flags and moment is not None and moment.timestamp() <= now


def time_of_next_change(catalog: Catalog, sources: SourceListing) -> float:
    """When a post will be other although its file stays the same, in seconds since 1970."""
    now = time.time()
    published = (
        entry.post.date.timestamp()
        for entry in catalog.entries
        if "future" in entry.post.flags and entry.post.date is not None
    )
    committed = (file.first_commit or 0 for file in sources.files.values())
    return min((moment for moment in chain(published, committed) if moment > now), default=inf)


class ProgressReporter:
    """Reports progress, and raises Cancelled where the caller wants to stop."""

    def __init__(
        self, progress: Callable[[Progress], None] | None, cancelled: Callable[[], bool]
    ) -> None:
        self._progress = progress
        self._cancelled = cancelled
        self._next = 0.0

    def step(self, phase: Phase, done: int, total: int) -> None:
        """Report how far the work is, at most some times a second.

        Args:
            phase: The phase of the work.
            done: How many files are done.
            total: How many there are; 0 where that is not known.

        Raises:
            Cancelled: The caller wants to stop.
        """
        if self._cancelled():
            raise Cancelled
        moment = time.monotonic()
        if self._progress and (moment >= self._next or done == total > 0):
            self._progress(Progress(phase, done, total))
            self._next = moment + _BETWEEN_REPORTS


class _CatalogThrottle:
    """Passes a catalog on at growing intervals, while posts are read."""

    def __init__(self, tell: Callable[[Catalog], None] | None) -> None:
        self._tell = tell
        self._wait = _FIRST_TELLING
        self._next = time.monotonic() + self._wait

    def publish_if_due(self, catalog: Callable[[], Catalog]) -> None:
        if self._tell is None or time.monotonic() < self._next:
            return
        self._tell(catalog())
        self._wait *= 2
        self._next = time.monotonic() + self._wait


def apply(
    folder: Path,
    catalog: Catalog | None,
    sources: SourceListing,
    changes: Changes,
    *,
    relations: RelationResolver,
    fresh: bool,
    report: ProgressReporter,
    titles: Callable[[Catalog], None] | None,
    committed: Callable[[Catalog], None],
    previewed: Mapping[str, Entry] | None = None,
) -> Catalog:
    """Read what has changed and write it, in batches. Each batch is complete once it is committed.

    Args:
        folder: The folder of the index.
        catalog: What is stored; None where nothing is.
        sources: The files that there are now.
        changes: What has to be read, written again or removed.
        relations: Finds series and links between posts before the last batch is committed.
        fresh: Whether to begin with an empty index.
        report: Is told how far the work is, and raises where it is to stop.
        titles: Called with a catalog of all posts before the first of them is read, and again now
            and then while they are.
        committed: Called with the catalog after each batch.
        previewed: Entries by path of posts that are not read yet, where a preview has made them.

    Raises:
        Cancelled: The caller wants to stop. What was committed stays.
        OSError: The index cannot be written.
    """
    known = {entry.post.path: entry for entry in catalog.entries} if catalog else {}
    todo = [*changes.added, *changes.changed, *changes.unwritten]
    files = _by_date([sources.files[path] for path in todo], known)
    if titles:
        from .preview_worker import previews

        found = previews(
            files, sources.site, previewed, lambda done: report.step("scanning", done, len(files))
        )
        known |= {entry.post.path: entry for entry in found}
    change = _IndexTransaction(
        folder, sources, relations, known, catalog, changes.removed, frozenset(todo), fresh
    )
    if titles:
        titles(change.last)

    from .workers.pool import built, parts

    telling = _CatalogThrottle(titles)
    change.total = len(files)
    at_once = parts(len(files))
    slices = _slices(files, at_once)
    size = _ROUNDS * at_once
    batches = [slices[at : at + size] for at in range(0, len(slices), size)] or [[]]
    for batch in batches:
        with change.prepare_tasks(batch) as tasks:
            for place, part in built(
                tasks, sources.site, lambda: change.report_progress(report, "reading")
            ):
                change.add_part(place, part)
                telling.publish_if_due(lambda: change.catalog(change.last.generation))
            change.report_progress(report, "writing")
            committed(change.commit(last=batch is batches[-1]))
    return change.last


def _by_date(files: Sequence[SourceFile], known: Mapping[str, Entry]) -> list[SourceFile]:
    """The files in the order of their posts, newest first, as far as names and entries tell."""
    from index.reading.metadata.titles import file_name

    def key(file: SourceFile) -> tuple[str, str]:
        entry = known.get(file.path)
        return (entry.post.day if entry else file_name(file).date or ""), file.path

    return sorted(files, key=key)


def _slices(files: Sequence[SourceFile], at_once: int) -> list[Sequence[SourceFile]]:
    """Files for segments of about the same size, the newest first.

    They are as many as are built at the same time, or a multiple of that.
    """
    if not files:
        return []
    rounds = -(-len(files) // (at_once * _MOST))
    count = min(at_once * rounds, len(files))
    borders = [len(files) * i // count for i in range(count + 1)]
    return [files[start:end] for start, end in pairwise(borders)][::-1]


class _IndexTransaction:
    """The new catalog, and the batch of segments that is being written."""

    def __init__(
        self,
        folder: Path,
        sources: SourceListing,
        resolver: RelationResolver,
        entries: dict[str, Entry],
        old: Catalog | None,
        removed: Collection[str],
        touched: frozenset[str],
        fresh: bool,
    ) -> None:
        self.folder = folder
        self.sources = sources
        self.resolver = resolver
        self.entries = entries
        self.old = old
        self.touched = touched
        self.fresh = fresh
        old_relations = old.relations if old else Relations()
        self.relations = replace(old_relations, complete=False)
        self.segments = dict(old.segments) if old else {}
        numbers = [entry.number for entry in entries.values() if entry.number is not None]
        self.next_number = max(numbers, default=0) + 1
        self.gone = [entries.pop(path).number for path in removed]
        self.before = {} if fresh else {path: entry.number for path, entry in entries.items()}
        self.tasks: list[Task] = []
        self.written: dict[int, WrittenSegment] = {}
        self.building = fresh
        self.done, self.total = 0, 0
        if fresh:
            for path, entry in entries.items():
                if entry.number is not None:
                    entries[path] = replace(entry, number=None)
        self.since: dict[str, Any] = {}
        if old and not fresh:
            since, gone = old.since | self.touched, old.gone | frozenset(removed)
            self.since = {"base": old.base, "since": since, "gone": gone}
        self.last = self.catalog(old.generation if old else 0)

    def catalog(self, generation: int) -> Catalog:
        """The catalog as it is now, for a generation of the index."""
        sources = self.sources
        return Catalog(
            sources.root,
            sources.name,
            sources.url,
            sources.baseurl,
            sources.fingerprint,
            generation,
            dict(self.segments),
            tuple(self.entries.values()),
            sources.problems,
            self.relations,
            sources.site.shown_kind,
            sources.places,
            **self.since,
        )

    @contextmanager
    def prepare_tasks(self, batch: Sequence[Sequence[SourceFile]]) -> Iterator[Sequence[Task]]:
        """The tasks of a batch of files.

        Each has a folder to write to, which is removed at the end.
        """
        import shutil  # which imports all of Python's compression: not where nothing is written

        for left in self.folder.glob(f"{_PART}*"):
            shutil.rmtree(left)
        self.tasks, self.written = [], {}
        for place, files in enumerate(batch):
            folder = self.folder / f"{_PART}{place}"
            folder.mkdir(mode=0o700)
            self.tasks.append(Task(os.fspath(folder), self.next_number, files))
            self.next_number += len(files)
        try:
            yield self.tasks
        finally:
            for task in self.tasks:
                shutil.rmtree(task.folder, ignore_errors=True)

    def add_part(self, place: int, part: Part) -> None:
        """Add a part of the result of the task with the index ``place``."""
        if isinstance(part, WrittenSegment):
            self.written[place] = part
            return
        for entry in part:
            self.entries[entry.post.path] = entry
        self.done = min(self.done + len(part), self.total)

    def report_progress(self, report: ProgressReporter, phase: Phase) -> None:
        """Report how many posts have been read. Raises Cancelled."""
        report.step(phase, self.done, self.total)

    def commit(self, *, last: bool) -> Catalog:
        """Commit the segments of the batch with their catalog.

        Before the ``last`` batch, series and links between the posts are resolved.
        """
        from index.store.whoosh_codec.writer import IndexWriter

        writer = IndexWriter(self.folder, fresh=self.fresh, known=self.segments)
        if not self.fresh:
            writer.delete(number for number in self._gone() if number is not None)
        for task in self.tasks:
            for number, file in enumerate(task.files, task.first):
                self.entries[file.path] = replace(self.entries[file.path], number=number)
        if last:
            whole = self.catalog(self.last.generation)
            self.relations = self.resolver.relate(whole, self.old, self.touched)
        new = [self.written[place] for place in sorted(self.written, reverse=True)]
        writer.commit(new, self._save, older=self.building and not self.fresh)
        self.fresh, self.gone = False, []
        drop_others(self.folder, self.last)
        return self.last

    def _gone(self) -> Iterator[int | None]:
        """The document numbers of posts that were removed, and of those that were read again."""
        yield from self.gone
        before = self.before
        yield from (
            before[file.path] for task in self.tasks for file in task.files if file.path in before
        )

    def _save(self, generation: int, segments: dict[str, StoredFile]) -> None:
        self.segments = segments
        self.last = save(self.folder, self.catalog(generation))
