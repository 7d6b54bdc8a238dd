"""The files of an index beside its posts, and what a library that opens it takes.

``python -m tests.bench.index_files JOURNAL CACHE`` is the process whose memory is looked at: it
prints figures as JSON.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from index.journal import Journal

from .corpus import kept_journal
from .processes import private_mb, run
from .terminal import ILGI, environment

_QUERIES: Final = ("loss", "손실 함수", "le", "학")
_WARM: Final = ("데이터셋", "loss", "손실 함수", "le", "학습", "python loss", "git", "문제")
_ROUNDS: Final = 4
_SEGMENT: Final = "MAIN_"


@dataclass(frozen=True, slots=True)
class IndexBuild:
    """A first build by the command line: posts a second of CPU time, and peak memory of all."""

    posts: int
    posts_mb: float
    index_mb: float
    cpu_seconds: float
    posts_each_cpu_second: float
    peak_mb: float


@dataclass(frozen=True, slots=True)
class IndexFile:
    """The files of a kind together, and their share of the bytes of the posts in per cent."""

    posts: int
    file: str
    mb: float
    percent_of_posts: float


@dataclass(frozen=True, slots=True)
class Opened:
    """A journal opened in a fresh process: what each step took, and private memory after it."""

    posts: int
    step: str
    milliseconds: float
    private_mb: float


def measure(journals: Path, posts: int) -> Iterator[IndexBuild | IndexFile | Opened]:
    """Build the index of a journal that is made for it, open it and search in it."""
    journal = kept_journal(journals, posts)
    cache = journal.with_name(f"files-of-{journal.name}")
    for old in cache.glob("*/*"):
        old.unlink()
    built = run([*ILGI, "index", str(journal)], environment(cache))
    written = sum(file.stat().st_size for file in journal.rglob("*.md")) / 1e6
    sizes: Counter[str] = Counter()
    for file in cache.glob("*/*"):
        kind = file.name.partition(".")[2] if file.name.startswith(_SEGMENT) else file.name
        sizes[kind.rstrip("0123456789")] += file.stat().st_size
    yield IndexBuild(
        posts,
        written,
        sizes.total() / 1e6,
        built.cpu_seconds,
        posts / built.cpu_seconds,
        built.peak_mb,
    )
    for name, size in sizes.most_common():
        yield IndexFile(posts, name, size / 1e6, size / 1e4 / written)
    command = [sys.executable, "-m", "tests.bench.index_files", str(journal), str(cache)]
    for step, milliseconds, megabytes in json.loads(run(command, environment(cache)).printed):
        yield Opened(posts, step, milliseconds, megabytes)


def _opened(journal: Path, cache: Path) -> Iterator[tuple[str, float, float]]:
    """Steps in a fresh process, each with its milliseconds and the memory after it."""

    def step(name: str, began: float) -> tuple[str, float, float]:
        return name, (time.perf_counter() - began) * 1e3, private_mb(os.getpid())

    began = time.perf_counter()
    with Journal.open(journal, cache=cache) as opened:
        yield step("open", began)
        for query in _QUERIES:
            began = time.perf_counter()
            _ = opened.search(query).hits[:20]
            yield step(f"first {query}", began)
        took: list[float] = []
        for _round in range(_ROUNDS):
            for query in _WARM:
                began = time.perf_counter()
                _ = opened.search(query).hits[:20]
                took.append(time.perf_counter() - began)
        warm = sorted(took[len(_WARM) :])
        for name, share in (("warm p50", 0.5), ("warm p95", 0.95)):
            yield name, warm[int(len(warm) * share)] * 1e3, private_mb(os.getpid())
        began = time.perf_counter()
        opened.prepare()
        yield step("prepare", began)


if __name__ == "__main__":
    print(json.dumps([*_opened(Path(sys.argv[1]), Path(sys.argv[2]))], ensure_ascii=False))
