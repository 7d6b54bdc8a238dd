"""Measure ilgi: ``python -m tests.bench [--runs N] [--posts N ...] [--json FILE]``.

Journals are made from a seed. Starts are timed in a pseudo-terminal, ilgi and a bare Textual app
in turn, from the fork to the first write that shows a title; machines are noisy, so it is the
ratio of the medians that counts.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles

from tests.bench.corpus import body_mark, title_mark, write_journal
from tests.bench.terminal import Terminal

_ILGI = (sys.executable, "-m", "tui")
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
    """A first build by ``ilgi index``: posts per second, and the most memory it held in MB."""

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


def main(words: Sequence[str] | None = None) -> None:
    """Measure what was asked for, print it, and write it as JSON if a file is named."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure ilgi.")
    parser.add_argument("--runs", type=int, default=11, help="starts of each kind")
    parser.add_argument("--posts", type=int, nargs="+", default=[208, 2000])
    parser.add_argument("--json", type=Path, metavar="FILE")
    asked = parser.parse_args(words)
    results: list[Start | Build | Opening] = []
    with tempfile.TemporaryDirectory(prefix="ilgi-bench-") as scratch:
        warm_up(Path(scratch))
        for posts in asked.posts:
            journal = Path(scratch, f"journal-{posts}")
            write_journal(journal, posts)
            cache = Path(scratch, f"cache-{posts}")
            results.append(measure_build(journal, cache, posts))
            results.append(measure_start(journal, cache, posts, asked.runs))
            results.append(measure_opening(journal, cache, posts))
    for result in results:
        print(f"\n{type(result).__name__}: {(type(result).__doc__ or '').strip()}")
        for name, value in asdict(result).items():
            figure = f"{value:,.2f}" if isinstance(value, float) else f"{value:,}"
            print(f"  {name:<18}{figure:>12}")
    if asked.json:
        found = [{"kind": type(result).__name__, **asdict(result)} for result in results]
        asked.json.write_text(json.dumps(found, indent=2) + "\n", "utf-8")


def warm_up(scratch: Path) -> None:
    """Let every module be compiled, so that no measurement pays for it."""
    write_journal(scratch / "few", 3)
    measure_build(scratch / "few", scratch / "cache-few", 3)


def measure_build(journal: Path, cache: Path, posts: int) -> Build:
    """Build the index of ``journal`` in ``cache``, which is empty."""
    command = [*_ILGI, "index", "--json", str(journal)]
    process = subprocess.Popen(command, env=_environment(cache), stdout=subprocess.PIPE)
    assert process.stdout is not None
    report = json.loads(process.stdout.read())
    process.stdout.close()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode or report["posts"] != posts:
        raise RuntimeError(f"ilgi index ended with {process.returncode}: {report}")
    return Build(
        posts=posts,
        seconds=report["seconds"],
        posts_per_second=posts / report["seconds"],
        peak_mb=usage.ru_maxrss / 1e3,
        index_mb=sum(file.stat().st_size for file in cache.rglob("*") if file.is_file()) / 1e6,
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
            (indexed, _start([*_ILGI, str(journal)], cache, mark)),
            (first, _start([*_ILGI, str(journal)], empty, mark)),
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
    with Terminal([*_ILGI, str(journal)], _environment(cache)) as terminal:
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
    with Terminal(command, _environment(cache)) as terminal:
        painted = (terminal.wait_for(mark) - terminal.started) * 1e3
        terminal.settle()
        return painted, terminal.memory()


def _environment(cache: Path) -> dict[str, str]:
    """A terminal with colours, folders of its own, and bytecode kept as for what is installed."""
    own = {
        "ILGI_CACHE_DIR": str(cache),
        "ILGI_STATE_DIR": str(cache.with_name(f"{cache.name}-state")),
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(cache.with_name("bytecode")),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LC_ALL": "C.UTF-8",
    }
    return {**os.environ, **own}


if __name__ == "__main__":
    main()
