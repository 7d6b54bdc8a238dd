"""Starts, builds and the opening of posts, in a pseudo-terminal.

ilgi and a bare Textual app start in turn and are timed from the fork to the first write that shows
a title; machines are noisy, so it is the ratio of the medians that counts.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from .corpus import body_mark, kept_journal, title_mark, write_journal
from .processes import run, size_mb
from .terminal import ILGI, Terminal, environment

_BARE = (sys.executable, str(Path(__file__).with_name("bare.py")))
_OPENED = 40


@dataclass(frozen=True, slots=True)
class Start:
    """Medians to first paint in milliseconds, and memory in MB a second or so later."""

    posts: int
    runs: int
    bare_ms: float
    indexed_ms: float
    first_run_ms: float
    indexed_ratio: float
    first_run_ratio: float
    bare_mb: float
    indexed_mb: float


@dataclass(frozen=True, slots=True)
class Build:
    """A first build by ``ilgi index``: posts per second, and the most memory held in MB."""

    posts: int
    seconds: float
    posts_per_second: float
    peak_mb: float
    index_mb: float


@dataclass(frozen=True, slots=True)
class Opening:
    """From a key in the list to the first words of the next post, in milliseconds."""

    posts: int
    opened: int
    p50_ms: float
    p95_ms: float
    max_ms: float


def measure(journals: Path, posts: int, runs: int) -> list[Start | Build | Opening]:
    """All figures for a journal of so many posts, which is made in ``journals`` if need be."""
    journal = kept_journal(journals, posts)
    with tempfile.TemporaryDirectory(prefix="ilgi-bench-") as scratch:
        warm_up(Path(scratch))
        cache = Path(scratch, "cache")
        return [
            measure_build(journal, cache, posts),
            measure_start(journal, cache, posts, runs),
            measure_opening(journal, cache, posts),
        ]


def warm_up(scratch: Path) -> None:
    """Let every module be compiled, so that no measurement pays for it."""
    write_journal(scratch / "few", 3)
    measure_build(scratch / "few", scratch / "cache-few", 3)


def measure_build(journal: Path, cache: Path, posts: int) -> Build:
    """Build the index of ``journal`` in ``cache``, which is empty."""
    ran = run([*ILGI, "index", "--json", str(journal)], environment(cache))
    report = json.loads(ran.printed)
    assert report["posts"] == posts, report
    return Build(
        posts=posts,
        seconds=report["seconds"],
        posts_per_second=posts / report["seconds"],
        peak_mb=ran.peak_mb,
        index_mb=size_mb(cache),
    )


def measure_start(journal: Path, cache: Path, posts: int, runs: int) -> Start:
    """Time to the first title of the newest post, with and without an index."""
    mark = title_mark(posts)
    bare: list[tuple[float, float]] = []
    indexed: list[tuple[float, float]] = []
    first: list[tuple[float, float]] = []
    for turn in range(runs + 1):
        empty = cache.with_name(f"{cache.name}-empty")
        taken = (
            (bare, _start([*_BARE, mark], cache, mark)),
            (indexed, _start([*ILGI, str(journal)], cache, mark)),
            (first, _start([*ILGI, str(journal)], empty, mark)),
        )
        shutil.rmtree(empty, ignore_errors=True)
        for times, one in taken if turn else ():
            times.append(one)
    bare_ms, indexed_ms, first_ms = (
        median(ms for ms, _ in times) for times in (bare, indexed, first)
    )
    return Start(
        posts=posts,
        runs=runs,
        bare_ms=bare_ms,
        indexed_ms=indexed_ms,
        first_run_ms=first_ms,
        indexed_ratio=indexed_ms / bare_ms,
        first_run_ratio=first_ms / bare_ms,
        bare_mb=median(mb for _, mb in bare),
        indexed_mb=median(mb for _, mb in indexed),
    )


def measure_opening(journal: Path, cache: Path, posts: int) -> Opening:
    """Move down the list and time each post from the key to its first words."""
    times: list[float] = []
    with Terminal([*ILGI, str(journal)], environment(cache)) as terminal:
        terminal.wait_for(body_mark(posts))
        terminal.settle()
        terminal.press("2")
        terminal.settle()
        for number in range(posts - 1, posts - 1 - _OPENED, -1):
            pressed = terminal.press("j")
            times.append((terminal.wait_for(body_mark(number)) - pressed) * 1e3)
            terminal.settle(seconds=0.1)
    return Opening(
        posts=posts,
        opened=len(times),
        p50_ms=median(times),
        p95_ms=quantiles(times, n=20)[-1],
        max_ms=max(times),
    )


def _start(command: Sequence[str], cache: Path, mark: str) -> tuple[float, float]:
    """Milliseconds to ``mark``, and memory in MB once the screen has come to rest."""
    with Terminal(command, environment(cache)) as terminal:
        painted = (terminal.wait_for(mark) - terminal.started) * 1e3
        terminal.settle()
        return painted, terminal.memory()
