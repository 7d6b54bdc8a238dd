"""Bringing the store up to what the journal's files say now, and no further than that takes."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import Cancelled
from index.post import Post, Problem, newest_first
from index.results import Phase, Progress

from .catalog import Catalog, Entry, Relations, Segment, drop_others, save

if TYPE_CHECKING:
    from index.reading.site import Site
    from index.reading.walk import SourceFile

    from .analysis import Analysed
    from .engine import Writer

_BATCH = 10_000
_OPENED = 300
_BETWEEN_REPORTS = 0.05
_FIRST_TELLING = 1.0


@dataclass(frozen=True, slots=True)
class Sources:
    """The files of a journal at one moment, the settings to read them with, and what ties them.

    ``relate`` gets a catalog, the one before it, and the paths that were read again.
    """

    root: str
    name: str
    url: str
    baseurl: str
    fingerprint: str
    files: Mapping[str, SourceFile]
    problems: tuple[Problem, ...]
    site: Site
    relate: Callable[[Catalog, Catalog | None, Collection[str]], Relations]


@dataclass(frozen=True, slots=True)
class Changes:
    """What of a journal differs from its catalog, as paths."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unwritten: tuple[str, ...]

    @property
    def any(self) -> bool:
        """Whether the index has to be written."""
        return bool(self.added or self.changed or self.removed or self.unwritten)


def differences(catalog: Catalog | None, sources: Sources, *, everything: bool) -> Changes:
    """What has to be read again: all of it where ``everything`` or the settings have changed."""
    known = {entry.post.path: entry for entry in catalog.entries} if catalog else {}
    everything = everything or (catalog is not None and catalog.fingerprint != sources.fingerprint)
    now = time.time()
    added: list[str] = []
    changed: list[str] = []
    unwritten: list[str] = []
    for path, file in sources.files.items():
        entry = known.get(path)
        if entry is None:
            added.append(path)
        elif (
            everything
            or (entry.mtime_ns, entry.size) != (file.mtime_ns, file.size)
            or _has_come(entry.post, now)
        ):
            changed.append(path)
        elif entry.number is None:
            unwritten.append(path)
    removed = tuple(path for path in known if path not in sources.files)
    return Changes(tuple(added), tuple(changed), removed, tuple(unwritten))


def _has_come(post: Post, now: float) -> bool:
    """Whether the day of a post that lay in the future has come."""
    moment: datetime | None = post.date
    return "future" in post.flags and moment is not None and moment.timestamp() <= now


class Reporter:
    """Progress, now and then, and the wish to stop, asked for at every step."""

    def __init__(
        self, progress: Callable[[Progress], None] | None, cancelled: Callable[[], bool]
    ) -> None:
        self._progress = progress
        self._cancelled = cancelled
        self._next = 0.0

    def step(self, phase: Phase, done: int, total: int) -> None:
        """Tell how far it is, if it is time to. Raises Cancelled."""
        if self._cancelled():
            raise Cancelled
        moment = time.monotonic()
        if self._progress and (moment >= self._next or done == total > 0):
            self._progress(Progress(phase, done, total))
            self._next = moment + _BETWEEN_REPORTS


class _Telling:
    """Says when what is known so far is to be told: at first soon, then ever more seldom."""

    def __init__(self, tell: Callable[[Catalog], None] | None) -> None:
        self._tell = tell
        self._wait = _FIRST_TELLING
        self._next = time.monotonic() + self._wait

    def now_and_then(self, catalog: Callable[[], Catalog]) -> None:
        if self._tell is None or time.monotonic() < self._next:
            return
        self._tell(catalog())
        self._wait *= 2
        self._next = time.monotonic() + self._wait


def apply(
    folder: Path,
    catalog: Catalog | None,
    sources: Sources,
    changes: Changes,
    *,
    fresh: bool,
    report: Reporter,
    titles: Callable[[Catalog], None] | None,
    committed: Callable[[Catalog], None],
) -> Catalog:
    """Read what has changed and write it, in batches, each of which is safe once committed.

    ``titles`` is called with a catalog of all posts before the first of them is read, and again
    while they are; ``committed`` after each batch. ``fresh`` begins with an empty index. Raises
    Cancelled, OSError.
    """
    from .crew import analysed

    known = {entry.post.path: entry for entry in catalog.entries} if catalog else {}
    todo = [*changes.added, *changes.changed, *changes.unwritten]
    if titles:
        sketches = _sketches([sources.files[path] for path in todo], sources.site, report)
        known |= {entry.post.path: entry for entry in sketches}
        todo = list(known)
    change = _Change(folder, sources, known, catalog, changes.removed, frozenset(todo), fresh)
    if titles:
        titles(change.last)
    telling = _Telling(titles)
    files = [sources.files[path] for path in todo]
    total = len(todo)
    parts = analysed(files, sources.site, _BATCH, lambda done: report.step("reading", done, total))
    with closing(parts):
        for start in range(0, max(1, total), _BATCH):
            batch = todo[start : start + _BATCH]
            last = start + _BATCH >= total
            change.read(batch, parts, telling)
            report.step("writing", start + len(batch), total)
            committed(change.commit(last=last))
    return change.last


def _sketches(files: Sequence[SourceFile], site: Site, report: Reporter) -> list[Entry]:
    """Entries of posts that are not read yet, newest first; the front matter of some is."""
    from index.reading.read import sketch

    sketched = []
    for i, file in enumerate(files):
        report.step("scanning", i, len(files))
        sketched.append(sketch(file, site, opened=False))
    by_path = {file.path: file for file in files}
    newest = [by_path[post.path] for post in newest_first(sketched)]
    opened = {}
    for i, file in enumerate(newest[:_OPENED]):
        report.step("reading", i, len(files))
        opened[file.path] = sketch(file, site, opened=True)
    posts = newest_first(opened.get(post.path, post) for post in sketched)
    return [Entry(post, by_path[post.path].mtime_ns, by_path[post.path].size) for post in posts]


class _Change:
    """A catalog in the making, and the batch that is being written."""

    def __init__(
        self,
        folder: Path,
        sources: Sources,
        entries: dict[str, Entry],
        old: Catalog | None,
        removed: Collection[str],
        touched: Collection[str],
        fresh: bool,
    ) -> None:
        self.folder = folder
        self.sources = sources
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
        self.numbers: dict[str, int] = {}
        self.writer: Writer | None = None
        if fresh:
            for path, entry in entries.items():
                if entry.number is not None:
                    entries[path] = replace(entry, number=None)
        self.last = self.catalog(old.generation if old else 0)

    def catalog(self, generation: int) -> Catalog:
        """The catalog as it stands, for a generation of the index."""
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
        )

    def read(self, batch: Sequence[str], parts: Iterator[Analysed], telling: _Telling) -> None:
        """Take up a batch of posts as they are read."""
        from .engine import Writer

        writer = Writer(self.folder, fresh=self.fresh, known=self.segments)
        try:
            if not self.fresh:
                gone = (*self.gone, *(e.number for p in batch if (e := self.entries.get(p))))
                writer.delete([number for number in gone if number is not None])
            while len(self.numbers) < len(batch):
                part = next(parts)
                writer.add(self.next_number, part)
                for entry in part.entries:
                    self.entries[entry.post.path] = entry
                    self.numbers[entry.post.path] = self.next_number
                    self.next_number += 1
                telling.now_and_then(lambda: self.catalog(self.last.generation))
        except BaseException:
            writer.cancel()
            raise
        self.writer = writer

    def commit(self, *, last: bool) -> Catalog:
        """Write the batch with its catalog; with the ``last`` what ties the posts is known."""
        if self.writer is None:
            return self.last
        try:
            for path, number in self.numbers.items():
                self.entries[path] = replace(self.entries[path], number=number)
            if last:
                whole = self.catalog(self.last.generation)
                self.relations = self.sources.relate(whole, self.old, self.touched)
            self.writer.commit(self._save)
        except BaseException:
            self.writer.cancel()
            raise
        self.writer, self.fresh, self.gone, self.numbers = None, False, [], {}
        drop_others(self.folder, self.last.generation)
        return self.last

    def _save(self, generation: int, segments: dict[str, Segment]) -> None:
        self.segments = segments
        self.last = self.catalog(generation)
        save(self.folder, self.last)
