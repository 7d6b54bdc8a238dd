"""Bringing the store up to what the journal's files say now, and no further than that takes."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from index.errors import Cancelled
from index.post import Document, Link, Post, Problem
from index.results import Phase, Progress

from .catalog import Catalog, Entry, Relations, drop_others, save

_BATCH = 5_000
_MOST_HELD = 24_000_000
_BETWEEN_REPORTS = 0.05


class SourceFile(Protocol):
    """A file that holds a post."""

    @property
    def path(self) -> str: ...  # noqa: D102
    @property
    def mtime_ns(self) -> int: ...  # noqa: D102
    @property
    def size(self) -> int: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Sources:
    """The files of a journal at one moment, and how to read and analyse one of them."""

    root: str
    name: str
    url: str
    baseurl: str
    fingerprint: str
    files: Mapping[str, Any]
    problems: tuple[Problem, ...]
    read: Callable[[Any], Document]
    links: Callable[[Document], tuple[Link, ...]]
    terms: Callable[[Document], Mapping[str, Mapping[str, int]]]
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


class _Held:
    """Documents kept from reading until they are written, as many as memory should hold."""

    def __init__(self) -> None:
        self._documents: dict[str, Document] = {}
        self._size = 0

    def keep(self, document: Document) -> None:
        size = len(document.prose) + len(document.code)
        if self._size + size <= _MOST_HELD:
            self._documents[document.post.path] = replace(document, text="", body="")
            self._size += size

    def take(self, path: str) -> Document | None:
        """A document that was kept, for the last time."""
        return self._documents.pop(path, None)


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

    ``titles`` is called with a catalog of all posts before the first of them is written, and
    ``committed`` after each batch. ``fresh`` begins with an empty index. Raises Cancelled, OSError.
    """
    entries = {entry.post.path: entry for entry in catalog.entries} if catalog else {}
    gone = [entries[path].number for path in (*changes.changed, *changes.removed)]
    for path in changes.removed:
        del entries[path]
    todo = [*changes.added, *changes.changed, *changes.unwritten]
    held = _Held()
    for i, path in enumerate(todo):
        report.step("reading", i, len(todo))
        document = sources.read(sources.files[path])
        held.keep(document)
        entries[path] = _entry(sources.files[path], document, sources.links(document))
    state = _Change(folder, sources, entries, catalog, frozenset(todo), fresh)
    if titles:
        titles(state.last)
    deleted = [number for number in gone if number is not None]
    for start in range(0, max(1, len(todo)), _BATCH):
        batch = todo[start : start + _BATCH]
        report.step("writing", start, len(todo))
        committed(state.write(batch, deleted if start == 0 else [], held, report, start, len(todo)))
    return state.last


def _entry(file: SourceFile, document: Document, links: tuple[Link, ...]) -> Entry:
    return Entry(
        document.post,
        file.mtime_ns,
        file.size,
        links=links,
        problems=document.problems,
    )


class _Change:
    """A catalog in the making, and the batches that it is written in."""

    def __init__(
        self,
        folder: Path,
        sources: Sources,
        entries: dict[str, Entry],
        old: Catalog | None,
        touched: Collection[str],
        fresh: bool,
    ) -> None:
        self.folder = folder
        self.sources = sources
        self.entries = entries
        self.old = old
        self.touched = touched
        self.fresh = fresh
        self.relations: Relations | None = None
        self.segments = dict(old.segments) if old else {}
        numbers = (entry.number or 0 for entry in old.entries) if old else ()
        self.next_number = max(numbers, default=0) + 1
        if fresh:
            for path, entry in entries.items():
                entries[path] = replace(entry, number=None)
        self.last = self.catalog(old.generation if old else 0)

    def catalog(self, generation: int) -> Catalog:
        """The catalog as it stands, for a generation of the index."""
        sources = self.sources
        catalog = Catalog(
            sources.root,
            sources.name,
            sources.url,
            sources.baseurl,
            sources.fingerprint,
            generation,
            dict(self.segments),
            tuple(self.entries.values()),
            sources.problems,
        )
        if self.relations is None:
            self.relations = sources.relate(catalog, self.old, self.touched)
        return replace(catalog, relations=self.relations)

    def write(
        self,
        batch: Sequence[str],
        deleted: Sequence[int],
        held: _Held,
        report: Reporter,
        start: int,
        total: int,
    ) -> Catalog:
        """Write a batch of posts and commit it with its catalog."""
        from .engine import Writer

        writer = Writer(self.folder, fresh=self.fresh, known=self.segments)
        try:
            if not self.fresh:
                writer.delete(deleted)
            for i, path in enumerate(batch):
                report.step("writing", start + i, total)
                document = held.take(path) or self.sources.read(self.sources.files[path])
                terms = self.sources.terms(document)
                writer.add(self.next_number, path, document.outline, terms)
                self.entries[path] = replace(self.entries[path], number=self.next_number)
                self.next_number += 1
            writer.commit(self._save)
        except BaseException:
            writer.cancel()
            raise
        self.fresh = False
        drop_others(self.folder, self.last.generation)
        return self.last

    def _save(self, generation: int, segments: dict[str, Any]) -> None:
        self.segments = segments
        self.last = self.catalog(generation)
        save(self.folder, self.last)
