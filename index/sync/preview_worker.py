"""Entries of posts that are not read yet, made in some microseconds each.

Run as a program, it makes those of a whole journal for the process that started it.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from heapq import nlargest
from pathlib import Path

from index.lazy_pattern import lazy_pattern
from index.post import newest_first
from index.reading.files.site import Site
from index.reading.files.walk import SourceFile, walk
from index.reading.read import preview_entry
from index.store.catalog import Entry

from .workers.framing import send
from .workers.protocol import encode
from .workers.spawn import end_with_parent

_OPENED = 100
_FIRST = 200
_MANY = 1_000
_DATED = lazy_pattern(r"\d{4}-\d\d-\d\d-")


def previews(
    files: Iterable[SourceFile],
    site: Site,
    known: Mapping[str, Entry] | None = None,
    step: Callable[[int], None] | None = None,
) -> list[Entry]:
    """Entries of posts that are not read yet, newest first.

    Of the newest, the front matter is read; the others are known by their names and folders.

    Args:
        files: The files of the posts.
        site: The settings of the journal.
        known: Entries by path that were made before; they are used where their files have not
            changed.
        step: Called with the number of entries so far before each one that is made; it may raise.
    """
    by_path = {file.path: file for file in files}
    done: dict[str, Entry] = {}
    if known:
        done = {path: known[path] for path, file in by_path.items() if _same(known.get(path), file)}
    posts = {path: entry.post for path, entry in done.items()}
    for path, file in by_path.items():
        if path not in done:
            if step:
                step(len(posts))
            posts[path] = preview_entry(file, site, opened=False)
    for post in newest_first(posts.values())[:_OPENED]:
        if post.path not in done:
            if step:
                step(len(posts))
            posts[post.path] = preview_entry(by_path[post.path], site, opened=True)
    return [
        Entry(post, by_path[post.path].mtime_ns, by_path[post.path].size)
        for post in newest_first(posts.values())
    ]


def _same(entry: Entry | None, file: SourceFile) -> bool:
    return entry is not None and (entry.mtime_ns, entry.size) == (file.mtime_ns, file.size)


def newest(files: Sequence[SourceFile]) -> list[SourceFile]:
    """The files whose names begin with the latest days; none of few files."""
    names = {file.path: file.path.rpartition("/")[2] for file in files}
    dated = [file for file in files if _DATED.match(names[file.path])]
    if len(dated) < _MANY:
        return []
    return nlargest(_FIRST, dated, key=lambda file: names[file.path])


def main() -> None:
    """Write frames to standard output: the name of the journal, then entries.

    The arguments are the path of the journal and the name of its kind where that was chosen.

    The entries are as ``protocol.encode`` has them: all of them, and where these are many, the
    newest before.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    # Not the buffered stream, which Python closes as this ends.
    end_with_parent(partial(os.read, sys.stdin.fileno(), 1))
    site = Site.load(Path(sys.argv[1]), sys.argv[2])
    files = [file for file in walk(site) if isinstance(file, SourceFile)]
    site = site.with_parts(file.base for file in files)
    send(sys.stdout.buffer, site.name.encode())
    entries: list[Entry] = []
    for some in filter(None, (newest(files), files)):
        entries = previews(some, site, {entry.post.path: entry for entry in entries})
        send(sys.stdout.buffer, encode(entries))


if __name__ == "__main__":
    main()
