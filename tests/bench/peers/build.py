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


class Clock:
    """Seconds by the wall and of the CPU, those within its context left out."""

    def __init__(self) -> None:
        self._began = self._now()
        self._paused = (0.0, 0.0)

    @staticmethod
    def _now() -> tuple[float, float]:
        return time.perf_counter(), time.process_time()

    def __enter__(self) -> None:
        self._since = self._now()

    def __exit__(self, *_: object) -> None:
        pairs = zip(self._paused, self._now(), self._since, strict=True)
        wall, cpu = (before + now - since for before, now, since in pairs)
        self._paused = wall, cpu

    def read(self) -> dict[str, float]:
        """What has gone by."""
        triples = zip(self._now(), self._began, self._paused, strict=True)
        wall, cpu = (now - began - paused for now, began, paused in triples)
        return {"seconds": wall, "cpu_seconds": cpu}


def read(journal: Path, spool: Path) -> dict[str, float]:
    """Read all posts of a journal: seconds, without those for writing them to ``spool``."""
    clock = Clock()
    with spool.open("w", encoding="utf-8") as file:
        for text in texts(journal):
            with clock:
                file.write(json.dumps(asdict(text), ensure_ascii=False) + "\n")
    return clock.read()


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
    count = 0

    def given() -> Iterator[Text]:
        nonlocal count
        source = spooled(spool, posts)
        while True:
            with clock:
                text = next(source, None)
            if text is None:
                return
            count += 1
            yield text

    kind = engine(name)
    clock = Clock()
    kind.build(folder, given())
    return {**clock.read(), "posts": count}


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
