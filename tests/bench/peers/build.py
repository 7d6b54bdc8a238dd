"""One step of a build in a process of its own, timed: it prints what it took as JSON.

``read JOURNAL SPOOL`` reads the posts as ilgi does and keeps them in a file. ``ENGINE SPOOL FOLDER
POSTS`` tokenises and indexes them, or so many of them, evenly spread.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Final

from .peer import Peer
from .texts import Text, texts

ENGINES: Final = {
    "FTS5": "sqlite.Tokens",
    "FTS5 words": "sqlite.Words",
    "FTS5 trigram": "sqlite.Trigrams",
    "tantivy": "tantivy.Tantivy",
    "Whoosh": "whoosh.Whoosh",
}
"""The peers that build an index, and where each is."""


def engine(name: str) -> type[Peer]:
    """The class of a peer. Raises ImportError where it is not installed."""
    module, _, kind = ENGINES[name].rpartition(".")
    found: type[Peer] = getattr(import_module(f"tests.bench.peers.{module}"), kind)
    return found


def read(journal: Path, spool: Path) -> dict[str, float]:
    """Read all posts of a journal: seconds, without those for writing them to ``spool``."""
    began, writing = time.perf_counter(), 0.0
    with spool.open("w", encoding="utf-8") as file:
        for text in texts(journal):
            paused = time.perf_counter()
            file.write(json.dumps(asdict(text), ensure_ascii=False) + "\n")
            writing += time.perf_counter() - paused
    return {"seconds": time.perf_counter() - began - writing}


def spooled(spool: Path, posts: int | None = None) -> Iterator[Text]:
    """What ``read`` has read, or so many of them, evenly spread."""
    with spool.open(encoding="utf-8") as file:
        lines = file.readlines() if posts else file
        every = max(1, len(lines) // posts) if posts and isinstance(lines, list) else 1
        for place, line in enumerate(lines):
            if place % every == 0:
                values = json.loads(line)
                yield Text(**{**values, "tags": tuple(values["tags"])})


def build(name: str, spool: Path, folder: Path, posts: int) -> dict[str, float]:
    """Index the spooled posts: how many, and seconds without those for the spool."""
    waiting, count = 0.0, 0

    def given() -> Iterator[Text]:
        nonlocal waiting, count
        source = spooled(spool, posts)
        while True:
            began = time.perf_counter()
            text = next(source, None)
            waiting += time.perf_counter() - began
            if text is None:
                return
            count += 1
            yield text

    kind = engine(name)
    began = time.perf_counter()
    kind.build(folder, given())
    return {"seconds": time.perf_counter() - began - waiting, "posts": count}


def main() -> None:
    """See above."""
    step, source, target, *count = sys.argv[1:]
    if step == "read":
        told = read(Path(source), Path(target))
    else:
        told = build(step, Path(source), Path(target), int(count[0]))
    print(json.dumps(told))


if __name__ == "__main__":
    main()
