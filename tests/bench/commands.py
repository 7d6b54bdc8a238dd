"""Commands that print, as whole processes, each in turn with a program that looks into files.

Machines are noisy: it is the ratio of a command to its peer, pair by pair, that counts. The peer is
ripgrep where it is installed, else the grep of the system.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from .corpus import kept_journal, title_mark
from .processes import run
from .starting import warm_up
from .terminal import ILGI, environment

WORD: Final = "loss"
"""What is looked for: a word of many posts."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command as a whole process: medians in milliseconds, and its ratio to the peer's time."""

    posts: int
    command: str
    runs: int
    wall_ms: float
    cpu_ms: float
    peer: str
    peer_ms: float
    ratio: float
    load: float


@dataclass(frozen=True, slots=True)
class _Peer:
    """A program that counts the lines with a word in every file of a folder."""

    name: str
    command: tuple[str, ...]


def measure(journals: Path, posts: int, runs: int) -> list[Command]:
    """All commands on a journal of so many posts, which is made in ``journals`` if need be.

    Args:
        journals: The folder of journals.
        posts: How many posts the journal has.
        runs: How often each command is run; one more run comes before, and is not counted.
    """
    journal = kept_journal(journals, posts)
    with tempfile.TemporaryDirectory(prefix="ilgi-bench-") as scratch:
        warm_up(Path(scratch))
        cache = Path(scratch, "cache")
        own = environment(cache)
        run([*ILGI, "index", str(journal)], own)
        return [
            _paired(posts, words, [*ILGI, *words, "--journal", str(journal)], own, journal, runs)
            for words in _commands(posts)
        ]


def _commands(posts: int) -> Sequence[Sequence[str]]:
    return (
        ["search", WORD, "--json"],
        ["list"],
        ["list", WORD, "--json"],
        ["show", title_mark(posts)],
        ["tags"],
    )


def _paired(
    posts: int,
    words: Sequence[str],
    command: Sequence[str],
    own: Mapping[str, str],
    journal: Path,
    runs: int,
) -> Command:
    """A command and its peer in turn.

    Args:
        posts: How many posts the journal has.
        words: The command, as it is named in the table.
        command: The command, as it is run.
        own: The environment that it is run in.
        journal: The folder of the posts.
        runs: How often it is run.
    """
    peer = _peer(journal)
    pairs = [(_timed(command, own), _timed(peer.command, own)) for _ in range(runs + 1)][1:]
    return Command(
        posts=posts,
        command=" ".join(words),
        runs=runs,
        wall_ms=median(ours for (ours, _), _ in pairs),
        cpu_ms=median(cpu for (_, cpu), _ in pairs),
        peer=peer.name,
        peer_ms=median(theirs for _, (theirs, _) in pairs),
        ratio=median(ours / theirs for (ours, _), (theirs, _) in pairs),
        load=os.getloadavg()[0],
    )


def _peer(journal: Path) -> _Peer:
    folder = str(journal)
    if shutil.which("rg") is not None:
        return _Peer(_version("rg"), ("rg", "-c", WORD, folder))
    return _Peer(_version("grep"), ("grep", "-rc", WORD, folder))


def _version(program: str) -> str:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    return said.stdout.partition("\n")[0]


def _timed(command: Sequence[str], own: Mapping[str, str]) -> tuple[float, float]:
    """The wall time and the CPU time of a command in milliseconds.

    Raises:
        CalledProcessError: It failed; that nothing was found is none.
    """
    began = time.perf_counter()
    process = subprocess.Popen(
        command, env=own, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    taken = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode > 1:
        raise subprocess.CalledProcessError(process.returncode, command)
    return taken * 1e3, (usage.ru_utime + usage.ru_stime) * 1e3
